"""放假安排 as a table: what ships with the program, and what an office adds when next year's notice is out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from evidence.errors import RequestError
from evidence.holidays import Arranged, Stretch
from evidence.rectify.workdays import Calendar
from evidence.scheme.headed import Chosen, Field, HeadedRow, HeadedTable, read_headed
from evidence.scheme.text import fold
from evidence.scheme.typed import due

HEADS = ("年度", "文号", "节日", "安排", "从", "到")
FIELDS = (
    Field("year", "年度", re.compile("年度|年份"), needed=True),
    Field("number", "文号", re.compile("文号|依据"), needed=True),
    Field("name", "节日", re.compile("节日|名称")),
    Field("arranged", "安排", re.compile("安排"), needed=True),
    Field("first", "从", re.compile("^从|^自|起始|开始|日期"), needed=True),
    Field("last", "到", re.compile("^到|^至|结束|截止")),
)
_LONGEST_DAYS = 15  # of a holiday: what is longer was typed wrong
_YEARS = range(2000, 2101)
_LONGEST_NUMBER = 100  # characters


def read_holidays(path: Path, chosen: Chosen | None = None) -> tuple[HeadedTable, tuple[Stretch, ...]]:
    """Return what a table says, in its order; raise a `DossierError` that names the first row that cannot be so."""
    table = read_headed(path, FIELDS, chosen)
    found = tuple(_stretch(row, table.name) for row in table.rows)
    _check_together(found, table.name)
    return table, found


def shipped_calendar(path: Path | None) -> Calendar:
    """Return what ships with the program; without a table weekends only."""
    return Calendar(read_holidays(path)[1]) if path is not None else Calendar()


class YearLine(Struct, frozen=True):
    """What is known of a year."""

    year: int
    number: str  # 文号
    rest: int  # days off
    work: int  # make-up days
    own: bool  # whether the office added it, or has it otherwise than what ships


def year_lines(calendar: Calendar, own: Collection[int]) -> tuple[YearLine, ...]:
    """Return each year that is known, in order; `own` are those of the office's own."""
    days: Counter[tuple[int, Arranged]] = Counter()
    for one in calendar.stretches:
        days[one.year, one.arranged] += len(one.days)
    return tuple(
        YearLine(year, number, days[year, Arranged.REST], days[year, Arranged.WORK], year in own)
        for year, number in calendar.numbers.items()
    )


def table_rows(stretches: Iterable[Stretch]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of such a table, which `read_holidays` reads as they are."""
    return tuple(
        (str(one.year), one.number, one.name, one.arranged, one.first.isoformat(), one.last.isoformat())
        for one in sorted(stretches, key=lambda one: (one.year, one.first))
    )


def _stretch(row: HeadedRow, name: str) -> Stretch:
    year = fold(row.texts.get("year", "")).removesuffix("年")
    if not year.isdecimal() or int(year) not in _YEARS:
        raise _unfit(row, name, "年度", "2027")
    number = row.texts.get("number", "")
    if not number or len(number) > _LONGEST_NUMBER:
        raise _unfit(row, name, "文号", "国办发明电〔2025〕7号")
    said = fold(row.texts.get("arranged", ""))
    arranged = next((one for one in Arranged if one in said), None)
    if arranged is None:
        raise _unfit(row, name, "安排", "放假，或 上班")
    first = _day(row, "first", name)
    last = _day(row, "last", name) if "last" in row.texts else first
    if last < first or (last - first).days >= _LONGEST_DAYS:
        raise _unfit(row, name, "到", "2027-02-12（不早于“从”，一次不超过 15 天）")
    if not all(int(year) - 1 <= day.year <= int(year) + 1 for day in (first, last)):
        raise _unfit(row, name, "从", f"{year}-01-01（与年度 {year} 相符）")
    return Stretch(int(year), number, row.texts.get("name", ""), arranged, first, last)


def _day(row: HeadedRow, key: str, name: str) -> date:
    if key in row.days:
        return row.days[key]
    label = next(field.label for field in FIELDS if field.key == key)
    try:
        return date.fromisoformat(due(row.texts.get(key, "")) or "")
    except (RequestError, ValueError):
        raise _unfit(row, name, label, "2027-02-06") from None


def _unfit(row: HeadedRow, name: str, what: str, example: str) -> RequestError:
    said = row.texts.get(next(field.key for field in FIELDS if field.label == what), "")
    return RequestError("holiday_row", name=name, where=row.where, what=what, said=said, example=example)


def _check_together(stretches: Sequence[Stretch], name: str) -> None:
    """Refuse a day that is both off and worked, and a year with two notices."""
    numbers: dict[int, str] = {}
    arranged: dict[date, Arranged] = {}
    for one in stretches:
        if numbers.setdefault(one.year, one.number) != one.number:
            raise RequestError(
                "holiday_two_notices", name=name, year=str(one.year), one=numbers[one.year], other=one.number
            )
        for day in one.days:
            if arranged.setdefault(day, one.arranged) is not one.arranged:
                raise RequestError("holiday_both", name=name, day=day.isoformat())
