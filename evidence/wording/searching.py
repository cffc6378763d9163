"""The sentences of `wording` that speak of searching."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from evidence.model import Filing
from evidence.queries import Found, Marked, Whereabouts

if TYPE_CHECKING:
    from evidence.snapshot import Snapshot

WHEREABOUTS: dict[Whereabouts, str] = {Whereabouts.TRAY: "待整理", Whereabouts.FILED: "已归项"}

ERRORS: dict[str, str] = {
    "search_empty": "没有写要找什么。请写几个字，或用选项写明单位、年度、种类等。",
    "search_unit_unknown": "没有“{unit}”报送的材料。有材料的单位如：{names}。",
    "search_too_long": "查找的内容太长，最多 {most} 个字。请缩短后再找。",
}

_NONE = "没有找到。可以少写几个字、换个说法，或放宽单位、年度等条件；扫描件没有识别出文字的，按题名、文号、文件名找。"
_MOST_PLACES = 4


def found(result: Found, shown: int) -> str:
    """Return how many pieces were found, `shown` of which are listed."""
    if not result.count:
        return _NONE
    some = f"，列出前 {shown} 件" if shown < result.count else ""
    return f"找到 {result.count} 件{some}。"


def place(filings: Iterable[Filing], snapshot: Snapshot) -> str:
    """Return where a piece lies: 11-39、2-8, or 待整理."""
    codes = list(dict.fromkeys(snapshot.by_id[filing.criterion].code for filing in filings))
    named = "、".join(codes[:_MOST_PLACES]) + ("等" if len(codes) > _MOST_PLACES else "")
    return named or WHEREABOUTS[Whereabouts.TRAY]


def marked(text: Marked) -> str:
    """Return a text with its marks as 【】, for where no colour can be shown."""
    said = text.text
    for start, end in reversed(text.marks):
        said = f"{said[:start]}【{said[start:end]}】{said[end:]}"
    return said
