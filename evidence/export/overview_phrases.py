"""How a project stands, in plain office Chinese: signs of cells, figures, days left."""

from __future__ import annotations

from datetime import date

from evidence import wording
from evidence.check.matrix import Cell, Tally
from evidence.check.next_steps import Next, NextStep
from evidence.check.score import Totals
from evidence.check.shares import per_mille
from evidence.check.standing import Figures, UnitStanding
from evidence.model import Stage, State
from evidence.wording import chasing

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
NOT_ASKED = "不要求"


def period(year_asked: int | None, stage_asked: Stage | None) -> str:
    """Return the head of a column in one piece."""
    return year(year_asked) + stage(stage_asked)


def year(asked: int | None) -> str:
    """Return a year that is asked for."""
    return f"{asked}年" if asked else "不限年度"


def stage(asked: Stage | None) -> str:
    """Return where in the chain a material stands."""
    return asked.value if asked else "其他"


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
    return f"{name}：{sums.items} 项，{states}，到位率 {chasing.share(sums.per_mille)}"


def unit(row: UnitStanding) -> str:
    """Return how a unit stands, never without what lies unsorted from it."""
    name = row.name or NO_UNIT
    return f"{name}：应备 {row.needed} 件，已有 {row.met} 件，未齐 {row.open_rows} 处，已报待整理 {row.unsorted} 件"


def unsorted_unknown(count: int) -> str:
    """Return how many pieces in 待整理 cannot be put to a unit."""
    return f"另有待整理 {count} 件看不出是哪个单位报的。"


def next_step(step: NextStep) -> str:
    """Return what is to be done."""
    match step.kind:
        case Next.VETO:
            return f"否决项 {step.count} 项材料不齐，先补这些"
        case Next.KEY:
            return f"关键项 {step.count} 项材料不齐"
        case Next.SORT:
            certain = f"，其中 {step.certain} 件把握较大" if step.certain else ""
            return f"待整理 {step.count} 件没有归项{certain}"
        case Next.MEND:
            return f"已归项 {step.count} 件不能计数，可更正或换件"
        case Next.CONFIRM:
            return f"建议应备 {step.count} 项待确认"
        case Next.UNIT:
            waiting = f"（已报待整理 {step.unsorted} 件）"
            return f"{step.unit}还差 {step.count} 件{waiting}"


def cell_told(found: Cell) -> str:
    """Return how a cell stands, in words."""
    counts = f"：应备 {found.needed} 件，已有 {found.met} 件" if found.needed else ""
    return f"{wording.STATES[found.state]}{counts}"


def tally_told(sums: Tally) -> str:
    """Return what a column or a part of it comes to."""
    states = f"齐全 {sums.complete}，不齐 {sums.partial}，缺 {sums.missing}"
    return f"{states}；应备 {sums.needed} 件，已有 {sums.met} 件"


def share(met: int, needed: int) -> str:
    """Return the part of the needed pieces that is there."""
    return chasing.share(per_mille(met, needed)) if needed else ""
