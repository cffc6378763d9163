"""Until when a certificate, a licence or a qualification holds."""

from __future__ import annotations

import re
from datetime import date

from evidence.intake.dates import dates_in
from evidence.intake.paper import Paper, Told, narrow

_LABEL = re.compile(
    r"有效期(?:限|间)?(?:为|至|到|截止(?:日期)?|止)?|有效(?:截止)?(?:至|日期)|(?:到期|届满|失效)(?:日期|日|时间)"
)
_FROM = re.compile(r"\s*(?:日)?\s*[至到—–~～-]")  # after the day that a term begins with
_BOUND = re.compile(r"(?:证书?|执照|许可证?|资质|认定|备案|登记证)")
_OF_GOODS = re.compile(r"保质期|生产日期|食用期")
_NEAR = 24  # characters between the label and the day
_ROWS = 3  # a table with more cells in a line tells of many


def valid_until(paper: Paper, title: str | None, kind: str | None) -> Told[date] | None:
    """Return the last day of a certificate's term; None where none is printed, 长期 among them.

    Only papers that are certificates themselves are looked at: others tell of those of others.
    """
    if kind != "证书/资质" and not (title and _BOUND.search(title) and kind in (None, "检验报告")):
        return None
    found: dict[date, str] = {}
    for index, line in enumerate(paper.lines):
        if line.count("\t") > _ROWS or _OF_GOODS.search(line):
            continue
        day = _end_of_term(line)
        if day is None and _LABEL.search(line) and not dates_in(line) and index + 1 < len(paper.lines):
            day = _end_of_term("有效期 " + paper.lines[index + 1])
        if day is not None:
            found.setdefault(day, paper.at(index))
    return Told(*next(iter(found.items()))) if len(found) == 1 else None


def _end_of_term(line: str) -> date | None:
    """Return the day that a line names as the end: the second of two, or the one behind the label."""
    line = narrow(line.replace("\t", " "))
    label = _LABEL.search(line)
    if label is None:
        return None
    days = [(day, start, end) for day, start, end in dates_in(line) if start >= label.end()]
    if not days or days[0][1] - label.end() > _NEAR:
        return None
    if len(days) > 1 and _FROM.match(line[days[0][2] :]):
        return days[1][0]
    if _FROM.match(line[days[0][2] :]) or re.search(r"自\s*$|起始|签发|发证", line[label.end() : days[0][1]]):
        return None
    return days[0][0]
