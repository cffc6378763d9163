"""What one row of an office's table of problems says, cell by cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from evidence.findings import Severity, Source
from evidence.model import Notice
from evidence.rectify.columns import Field, Sheet
from evidence.rectify.said_days import WHOLE, deadline_without_year, first_day
from evidence.scheme.text import flow, fold, is_blank
from evidence.wording.findings import REBOUNDED

_SOURCES = (
    (re.compile(r"国检|国家.{0,6}(?:评审|反馈|检查)|国评"), Source.NATIONAL),
    (re.compile(r"模拟"), Source.REHEARSAL),
    (re.compile(r"市级|市初评|初评|市食药?安办"), Source.CITY),
    (re.compile(r"第三方"), Source.THIRD_PARTY),
    (re.compile(r"暗访"), Source.UNDERCOVER),
    (re.compile(r"专项"), Source.CAMPAIGN),
    (re.compile(r"自查|自纠"), Source.SELF_CHECK),
    (re.compile(r"日督查|督查|督导|日常检查|巡查"), Source.DAILY),
)
_CODE = re.compile(r"[(（]([^()（）]{1,30})[)）]$")
_DONE = re.compile(r"^(?:是|√|✓|完成|已.{0,6}(?:整改|完成|落实|改正|销号|办结|到位)|整改(?:完成|完毕|到位))")
_NOT = re.compile(r"未|不|否|没有|×|尚")
_YES = re.compile(r"是|已|√|✓|通过|合格|销号|完成|办结|符合|到位|属实")
_NO_ROW = re.compile(r"合计|小计|总计|共计|注[：:]|说明[：:]|备注[：:]|填表|填报|制表|审核|签字")


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says; None and empty are what it leaves open."""

    text: str
    key: str
    source: Source | None
    found_on: date | None
    place: str
    code: str  # of an item
    kind: str
    severity: Severity | None
    found_by: str
    measure: str
    unit: str
    person: str
    deadline: date | None
    deadline_said: str  # one that is no whole day: 立行立改, 12月15日前
    handed_out_on: date | None
    progress: str
    rectified_by: str
    rectified_on: date | None
    checked_by: str
    checked_on: date | None
    result: str
    passed: bool | None
    closed: bool

    @property
    def was_put_right(self) -> bool:
        """Whether the row says that the problem is put right, be it checked or not."""
        told = self.rectified_by or self.rectified_on or self.closed or self.passed is not None
        return bool(told) or bool(_DONE.search(fold(self.progress)) and not _NOT.match(fold(self.progress)))


def is_of_no_account(sheet: Sheet, row: int) -> bool:
    """Tell whether a row is none of the table: blank, of the header, a heading above a part, a sum, a remark."""
    begun = sheet.grid.begun(row)
    said = [cell for cell in begun if not is_blank(cell.text)]
    number = sheet.column(Field.NUMBER)
    if not [cell for cell in said if cell.column != number]:
        return True
    telling = sheet.grid.rows[row][sheet.column(Field.TEXT) or 0]
    if telling.row <= sheet.header or fold(telling.text) == fold(sheet.heads[telling.column]):
        return True
    return bool(_NO_ROW.match(fold(said[0].text))) or (len(said) == 1 and said[0].columns > 1)


def source_of(text: str) -> Source | None:
    """Return which source words tell of; None for none."""
    plain = fold(text)
    exact = next((source for source in Source if source == plain), None)
    return exact or next((source for pattern, source in _SOURCES if pattern.search(plain)), None)


def said_by(sheet: Sheet, row: int, place: str, found_on: date | None = None) -> tuple[Said, list[Notice]]:
    """Return what a row says, and what of it could not be read; `found_on` is of a row that tells no such day."""
    notices: list[Notice] = []

    def text(field: Field) -> str:
        column = sheet.column(field)
        told = "" if column is None else sheet.grid.rows[row][column].text
        return "" if is_blank(told) else flow(told).strip()

    def line(field: Field) -> str:
        return " ".join(text(field).split())

    def done(field: Field) -> str:
        return "" if REBOUNDED in line(field) else line(field)  # it was in vain

    def day(field: Field) -> date | None:
        return _day(line(field), field, place, notices)

    place_said, code = _place_and_code(line(Field.PLACE))
    day_found = day(Field.FOUND_ON)
    deadline_said = line(Field.DEADLINE)
    whole = first_day(deadline_said)
    deadline = whole or _deadline(deadline_said, day_found or found_on, place, notices)
    rectified_by, rectified_on = _name_and_day(done(Field.RECTIFIED))
    checked_by, checked_on = _name_and_day(done(Field.CHECK))
    severity = _severity(line(Field.SEVERITY))
    result, closed = done(Field.RESULT), fold(line(Field.CLOSED))
    said = Said(
        text=text(Field.TEXT),
        key=line(Field.KEY),
        source=source_of(line(Field.SOURCE)),
        found_on=day_found,
        place=place_said,
        code=code,
        kind=line(Field.KIND),
        severity=severity,
        found_by=line(Field.FOUND_BY),
        measure=text(Field.MEASURE),
        unit=line(Field.UNIT),
        person=line(Field.PERSON),
        deadline=deadline,
        deadline_said="" if whole else deadline_said,
        handed_out_on=day(Field.HANDED_OUT),
        progress=text(Field.PROGRESS),
        rectified_by=rectified_by,
        rectified_on=rectified_on,
        checked_by=checked_by,
        checked_on=checked_on,
        result=result,
        passed=_verdict(result),
        closed=bool(_YES.search(closed)) and not _NOT.search(closed),
    )
    return said, notices


def _place_and_code(text: str) -> tuple[str, str]:
    """Return the place and the code of an item: 双河镇农贸市场（11-39）, or either alone."""
    found = _CODE.search(text)
    if found and _is_code(found[1]):
        return text[: found.start()].strip(), fold(found[1])
    return ("", fold(text)) if _is_code(text) else (text, "")


def _is_code(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z甲乙丙丁]{0,3}\d{1,3}(?:[-.．－—]\d{1,3}){0,3}", fold(text)))


def _day(text: str, field: Field, place: str, notices: list[Notice]) -> date | None:
    if not text:
        return None
    found = first_day(text)
    if found is None:
        notices.append(Notice("finding_row_day", place, (("what", field.value), ("value", text))))
    return found


def _deadline(said: str, found_on: date | None, place: str, notices: list[Notice]) -> date | None:
    """Return the day that words without a year mean, which is to be checked; None for words that name no day.

    Of a row that has no day on which its problem was found, nothing is taken, and nothing is said of this.
    """
    if found_on is None:
        return None
    day = deadline_without_year(said, found_on)
    if day is not None:
        notices.append(Notice("finding_row_deadline_taken", place, (("value", said), ("day", day.isoformat()))))
    elif said:
        notices.append(Notice("finding_row_deadline", place, (("value", said),)))
    return day


def _name_and_day(text: str) -> tuple[str, date | None]:
    """Return who and when: 赵琳 2024-01-08, 赵琳/2024年1月8日."""
    day = first_day(text)
    names = WHOLE.sub(" ", text) if day else text
    return " ".join(names.split()).strip(" /／、，,()（）"), day


def _severity(text: str) -> Severity | None:
    plain = fold(text)
    return next((one for one in reversed(Severity) if one in plain), None)


def _verdict(text: str) -> bool | None:
    plain = fold(text)
    if not plain or re.search(r"待|拟", plain):
        return None
    if _NOT.search(plain):
        return False
    return True if _YES.search(plain) else None
