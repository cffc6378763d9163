"""Words of 该件经历: what became of a piece."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.journal import Action, Json
from evidence.model import Fact, Flag
from evidence.reviews import Fit
from evidence.wording import receiving
from evidence.wording.reviews import FITS

OF_STEP: dict[Action, str] = {
    Action.UNDO: "撤销{who} {at:%Y-%m-%d %H:%M} 的操作：{told}",
    Action.REDO: "重做{who} {at:%Y-%m-%d %H:%M} 的操作：{told}",
}
TAKEN_IN = "收件"
TOLD_COLUMNS = frozenset({*(fact.value for fact in Fact), "flags", "pages"})
REGISTERED = "登记为纸质备查件"
GONE = "这一件不再登记"
BACK = "从回收站恢复"
FILES: dict[Action, str] = {
    Action.SPLIT_PIECE: "按页拆件",
    Action.JOIN_PIECES: "与别的材料合成一件",
    Action.MAKE_PAGES: "转成页面",
}
WHOLE_PAGE = "第 {page} 页恢复整页显示"
CROPPED = "裁剪第 {page} 页，只显示和打印宽 {width:.0%}、高 {height:.0%}，原件不变"
FILES_CHANGED = "组成的文件有变化"
NOTHING = "没有记录。"
_UNKNOWN = "（空）"


def came(unit: str | None, sender: str | None, channel: str | None, source: str, *, again: bool) -> str:
    """Return how a piece came in."""
    by = "，".join(part for part in (unit or "", sender or "", channel or "") if part)
    return f"{'又收到同样的文件' if again else '收件'}：{source}" + (f"（{by}）" if by else "")


def place(code: str, slot: str) -> str:
    """Return where a piece lies."""
    return f"{code or '已删除的评价内容'}{f'“{slot}”' if slot else ''}"


def moved(out: Sequence[str], into: Sequence[str]) -> str:
    """Return out of which places a piece went, and into which."""
    if out and into:
        return f"从 {'、'.join(out)} 改归到 {'、'.join(into)}"
    return f"归入 {'、'.join(into)}" if into else f"从 {'、'.join(out)} 移出"


def binned(why: str) -> str:
    """Return that a piece went into the bin."""
    return "移入回收站" + (f"：{why}" if why else "")


def replaced(why: str) -> str:
    """Return that newer files took the place of those it was made of."""
    return "换件，原来的文件留着" + (f"：{why}" if why else "")


def changed(column: str, before: Json, after: Json) -> str:
    """Return how a fact changed."""
    return f"更正{receiving.field(column)}：{_value(before)} → {_value(after)}"


def reviewed(where: str, fit: Fit, by: str, why: str) -> str:
    """Return what a second person found."""
    return f"复核（{where}）：{FITS[fit]}" + (f"，{by}" if by else "") + (f"，{why}" if why else "")


def review_withdrawn(where: str) -> str:
    """Return that what a second person found was withdrawn."""
    return f"撤回复核意见（{where}）"


def _value(value: Json) -> str:
    if value is None or value in ("", []):
        return _UNKNOWN
    if isinstance(value, bool):
        return receiving.SEALED[value]
    if isinstance(value, list):
        return "、".join(_flag(str(one)) for one in value)
    return str(value)


def _flag(told: str) -> str:
    from evidence import wording

    return wording.FLAGS[Flag(told)]
