"""The sentences of `wording` that speak of searching."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from evidence.model import Filing
from evidence.queries import Found, HitOrder, Marked, Whereabouts

if TYPE_CHECKING:
    from evidence.snapshot import Snapshot

WHEREABOUTS: dict[Whereabouts, str] = {Whereabouts.TRAY: "待整理", Whereabouts.FILED: "已归项"}

ORDERS: dict[HitOrder, str] = {
    HitOrder.FIT: "按符合程度",
    HitOrder.DATE: "按年度、日期",
    HitOrder.TITLE: "按题名",
    HitOrder.NUMBER: "按文号、台账号",
    HitOrder.PLACE: "按内容号、点位",
}

ERRORS: dict[str, str] = {
    "search_empty": "没有写要找什么。请写几个字，或用选项写明单位、年度、种类等。",
    "search_unit_unknown": "没有“{unit}”报送的材料。有材料的单位如：{names}。",
    "search_too_long": "查找的内容太长，最多 {most} 个字。请缩短后再找。",
}

NO_PROBLEMS = "整改台账里没有找到。可以少写几个字或换个说法；台账号、问题、点位、单位、人名都能找。"
_NONE = "没有找到。可以少写几个字、换个说法，或放宽单位、年度等条件；扫描件没有识别出文字的，按题名、文号、文件名找。"
_MOST_PLACES = 4


def found(result: Found, shown: int) -> str:
    """Return how many pieces were found, `shown` of which are listed."""
    if not result.count:
        return _NONE
    some = f"，列出前 {shown} 件" if shown < result.count else ""
    return f"找到 {result.count} 件{some}。"


def problems_found(count: int) -> str:
    """Return how many problems were found."""
    return f"整改台账里找到 {count} 个问题。" if count else NO_PROBLEMS


def problem(number: int, said: str) -> str:
    """Return what a problem is called in a list of what was found: 12　后厨无防蝇设施."""
    return f"{number}　{said}"


def problem_when(source: str, found_on: date, until: date | None) -> str:
    """Return where a problem comes from and by when it is to be put right."""
    told = (source, f"{found_on.isoformat()} 发现", f"时限 {until.isoformat()}" if until else "")
    return "　".join(filter(None, told))


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
