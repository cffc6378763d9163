"""How a project stands, in plain office Chinese: signs of cells, figures, days left."""

from __future__ import annotations

from datetime import date

from evidence.check.matrix import Cell
from evidence.check.score import Totals
from evidence.check.standing import Figures, UnitStanding
from evidence.model import Stage, State

# Not by colour alone.
SIGNS: dict[State, str] = {
    State.COMPLETE: "√",
    State.PARTIAL: "◐",
    State.MISSING: "×",
    State.NOT_APPLICABLE: "－",
}
LEGEND = "√ 齐全　◐ 不齐　× 缺　－ 不涉及　空白 不要求"
NO_GROUP = "未分类别"
NO_TOWNSHIPS = "各乡镇（名单未定）"
NO_UNIT = "未指定单位"
OPEN_CELLS = "不齐和缺"


def period(year: int | None, stage: Stage | None, between: str = "") -> str:
    """Return the head of a column."""
    return f"{f'{year}年' if year else '不限年度'}{between}{stage.value if stage else '其他'}"


def cell(found: Cell | None) -> str:
    """Return the sign of a cell, with the pieces that are there and needed where some lack."""
    if found is None:
        return ""
    counts = f" {found.met}/{found.needed}" if found.state.is_open else ""
    return SIGNS[found.state] + counts


def figures(found: Figures) -> str:
    """Return how the project stands in numbers."""
    return (
        f"评价内容 {found.items} 项：齐全 {found.complete}，不齐 {found.partial}，缺 {found.missing}"
        + (f"，不涉及 {found.not_applicable}" if found.not_applicable else "")
        + f"；应备 {found.needed} 件，已有 {found.met} 件；材料共 {found.pieces} 件，待整理 {found.unsorted} 件。"
    )


def days_left(left: int | None, day: date | None) -> str:
    """Return how long it is until 送审日期."""
    if left is None:
        return "送审日期未定。"
    if left < 0:
        return f"送审日期 {day} 已过 {-left} 天。"
    return f"距送审还有 {left} 天（{day}）。" if left else f"今天送审（{day}）。"


def category(name: str, sums: Totals) -> str:
    """Return how a category stands."""
    states = f"齐全 {sums.complete}，不齐 {sums.partial}，缺 {sums.missing}"
    return f"{name}：{sums.items} 项，{states}，到位率 {sums.percent:g}%"


def unit(row: UnitStanding) -> str:
    """Return how a unit stands, never without what lies unsorted from it."""
    return f"{row.name}：应备 {row.needed} 件，已有 {row.met} 件，未齐 {row.open_rows} 处，已报待整理 {row.unsorted} 件"


def unsorted_unknown(count: int) -> str:
    """Return how many pieces in 待整理 cannot be put to a unit."""
    return f"另有待整理 {count} 件看不出是哪个单位报的。"
