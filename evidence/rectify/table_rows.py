"""What one row of an office's table of problems says, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from msgspec import Struct

from evidence.findings import Severity, Source
from evidence.model import Notice
from evidence.rectify.columns import Field, Sheet
from evidence.rectify.looks import Looks, read_looks
from evidence.rectify.people import people
from evidence.rectify.said_days import WHOLE, deadline_without_year, first_day
from evidence.scheme.beside import is_remark, is_sum
from evidence.scheme.text import flow, fold, is_blank
from evidence.wording.findings import BEFORE_REBOUND, FAILED, PASSED, REBOUNDED

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
_PARTS = re.compile(r"[,，。;；、.]+")
_DONE = re.compile(  # the whole of a part
    r"是|√|✓|完成|"
    r"(?:已|已经|均已|都已|全部已|已全部|问题已|该问题已|现已)(?:整改|完成|落实|改正|纠正|销号|办结|到位|解决)(?:完成|完毕|到位|了|好)?|"
    r"已(?:立行立改|立整立改|立即整改|完成整改|整改落实)(?:完成|完毕|到位)?|"
    r"(?:已立行立改|立行立改到位|整改(?:已)?(?:完成|完毕|到位))"
)
_QUOTED = 40  # characters
_SOUNDS_DONE = re.compile(r"已.{0,8}(?:整改|完成|落实|改正|办结|到位)|整改(?:完成|完毕|到位)")
_ORDERED = re.compile(r"要求|责令|督促|通知|下发|制定|部署|交办|约谈")
_LEFT = re.compile(r"尚|正在|部分|其余|拟|待|计划|仍|(?:未|没有)(?!发现|再|出现|见)")
_NOT = re.compile(r"未|不|否|没有|×|尚|待")
_YES = re.compile(r"是|已|√|✓|通过|合格|销号|完成|办结|符合|到位|属实")
_FAILED = re.compile(
    r"(?:不|未|没|没有|未能)(?:予)?(?:通过|合格|整改|到位|完成|符合|落实|销号|达标)|不属实|^[否×不未]$"
)
_PASSED = re.compile(r"通过|合格|符合|属实|到位|销号|达标|已(?:整改|完成|落实|改正|办结)|整改完成|^(?:是|√|✓|完成)$")


class Said(Struct, frozen=True):
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
    closed: bool | None
    looks: Looks

    @property
    def was_put_right(self) -> bool:
        """Whether the row says that the problem is put right, be it checked or not."""
        if self.closed or self.passed is not None or is_done(self.progress):
            return True
        return self.rectified_on is not None and not _LEFT.search(fold(self.progress))


def is_done(progress: str) -> bool:
    """Tell whether words say that a problem is put right; that somebody was told to, or planned it, does not."""
    plain = fold(progress)
    if _LEFT.search(plain):
        return False
    for part in _PARTS.split(plain):
        if _ORDERED.search(part):
            return False
        if _DONE.fullmatch(part):
            return True
    return False


def is_blank_row(sheet: Sheet, row: int) -> bool:
    """Tell whether a row says nothing, but for its number, or is of the header."""
    begun = sheet.grid.begun(row)
    said = [cell for cell in begun if not is_blank(cell.text)]
    number = sheet.column(Field.NUMBER)
    if not [cell for cell in said if cell.column != number]:
        return True
    telling = sheet.grid.rows[row][sheet.column(Field.TEXT) or 0]
    return telling.row <= sheet.header or fold(telling.text) == fold(sheet.heads[telling.column])


def is_beside(sheet: Sheet, row: int) -> bool:
    """Tell whether a row that says something is no problem: a heading above a part, a sum, a remark."""
    said = [cell for cell in sheet.grid.begun(row) if not is_blank(cell.text)]
    first = fold(said[0].text)
    if len(said) == 1 and said[0].columns == 1 and said[0].column == sheet.column(Field.TEXT) != 0:
        return is_remark(first, 2)
    return is_remark(first, len(said)) or is_sum(first) or (len(said) == 1 and said[0].columns > 1)


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
    rectified_by, rectified_on = _who_and_when(done, (Field.RECTIFIED, Field.RECTIFIED_ON), place, notices)
    checked_by, checked_on = _who_and_when(done, (Field.CHECK, Field.CHECKED_ON), place, notices)
    severity = _severity(line(Field.SEVERITY))
    result = done(Field.RESULT)
    progress = text(Field.PROGRESS).partition(BEFORE_REBOUND.format(said=""))[0].rstrip("；")
    passed, closed = _verdict(result, line(Field.CLOSED), place, notices)
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
        progress=progress,
        rectified_by=rectified_by,
        rectified_on=rectified_on,
        checked_by=checked_by,
        checked_on=checked_on,
        result=_beyond_verdict(result),
        passed=passed,
        closed=closed,
        looks=_looks(sheet, row),
    )
    if not said.was_put_right and _SOUNDS_DONE.search(fold(progress)):
        notices.append(Notice("finding_row_not_done", place, (("value", cut_short(progress)),)))
    elif not said.was_put_right and people(rectified_by):
        notices.append(Notice("finding_row_only_name", place, (("name", rectified_by),)))
    return said, notices


def _looks(sheet: Sheet, row: int) -> Looks:
    """Return what a row says of 回头看, whose lines are kept as they are."""
    column = sheet.column(Field.LOOKED)
    return read_looks("" if column is None else sheet.grid.rows[row][column].text)


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


def _who_and_when(
    said: Callable[[Field], str], fields: tuple[Field, Field], place: str, notices: list[Notice]
) -> tuple[str, date | None]:
    """Return who and when of one column, or of two; what stands in that of days is a name only where none is told."""
    who, when = fields
    name, on = _name_and_day(said(who))
    told, alone = _name_and_day(said(when))
    if told and alone is None and name:
        notices.append(Notice("finding_row_day", place, (("what", when.value), ("value", told))))
    return name or told, alone or on


def _name_and_day(text: str) -> tuple[str, date | None]:
    """Return who and when: 赵琳 2024-01-08, 赵琳/2024年1月8日."""
    day = first_day(text)
    names = WHOLE.sub(" ", text) if day else text
    return " ".join(names.split()).strip(" /／、，,()（）"), day


def _severity(text: str) -> Severity | None:
    plain = fold(text)
    return next((one for one in reversed(Severity) if one in plain), None)


def _verdict(result: str, closed: str, place: str, notices: list[Notice]) -> tuple[bool | None, bool | None]:
    """Return whether a check was passed, and whether the problem is closed; neither where these contradict."""
    plain, mark = fold(result), fold(closed)
    failed = bool(_FAILED.search(plain))
    passed = bool(_PASSED.search(_FAILED.sub("", plain)))
    unsure = (passed and failed) or bool(_LEFT.search(_FAILED.sub("", plain)))
    said = None if unsure or not (passed or failed) else passed
    is_closed = None if not mark else not _NOT.search(mark) if _YES.search(mark) or _NOT.search(mark) else None
    if (unsure and is_closed) or (said is not None and is_closed is not None and said is not is_closed):
        notices.append(Notice("finding_row_contradicts", place, (("result", cut_short(result)), ("closed", closed))))
        return None, None
    return said, is_closed


def _beyond_verdict(result: str) -> str:
    """Return what a result says beyond the verdict that our own table puts first: it is told again by each export."""
    verdict, _, beyond = result.partition("；")
    return beyond if verdict in (PASSED, FAILED) else result


def cut_short(text: str) -> str:
    """Return words as a notice quotes them."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _QUOTED else f"{plain[:_QUOTED]}…"
