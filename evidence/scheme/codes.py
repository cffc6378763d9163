"""Item codes: their parts, and those that a spreadsheet program turned into dates or numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from itertools import chain, count
from typing import TYPE_CHECKING

from evidence.scheme.text import fold, is_blank

if TYPE_CHECKING:
    from evidence.scheme.grid import Cell

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(_MONTHS)
_SHOWN = (  # as saved in text: 1月1日, Dec-43, 1-Jan
    re.compile(r"^(?P<month>\d{1,2})月(?P<rest>\d{1,2})日$"),
    re.compile(rf"^(?P<month>{_MONTH})-(?P<rest>\d{{2}})$"),
    re.compile(rf"^(?P<rest>\d{{1,2}})-(?P<month>{_MONTH})$"),
)
_WHOLE = re.compile(r"^((?:19|20)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
_BRACKETED = re.compile(r"^\(([一二三四五六七八九十百]+)\)$")
_DIVIDERS = re.compile(r"[-.．—–－]")
_TURN_OF_CENTURY = 2000  # an office program reads 12-43 as a month of 1943, and 1-1 as a day of the current year
_DIGITS = "〇一二三四五六七八九"
_LONGEST = 50  # characters
_BEFORE_SLOT = frozenset("#＃")  # part a code from the name of one of its materials, where people type both


def usable(code: str) -> bool:
    """Tell whether people can name a criterion by a code."""
    return 0 < len(code) <= _LONGEST and _BEFORE_SLOT.isdisjoint(code)


def made_usable(code: str, taken: Collection[str]) -> str:
    """Return a usable code near to one that is not, other than those taken."""
    plain = "".join("-" if character in _BEFORE_SLOT else character for character in code)
    marks = chain([""], (f"（{number}）" for number in count(2)))
    codes = (plain[: _LONGEST - len(mark)] + mark for mark in marks)
    return next(near for near in codes if near not in taken)


def code_parts(code: str) -> tuple[str, ...]:
    """Return the parts of a code between its dots or hyphens: 1.1.4.10 has four."""
    return tuple(part for part in _DIVIDERS.split(code) if part)


def read_codes(cells: Sequence[Cell | None]) -> list[tuple[str, bool]]:
    """Return each code cell's code, and whether it was recovered from a date; empty for None.

    1-1 becomes a day of the year of typing and 12-43 the first of a month in 1943; the other cells show which is which.
    """
    found = [_day(cell) if cell else None for cell in cells]
    days = [day for day in found if day]
    years = Counter(day.year for day in days if day.day > 1 and day.year >= _TURN_OF_CENTURY)
    typed_in = years.most_common(1)[0][0] if years else max((day.year for day in days), default=0)
    return [
        (_from_date(day, typed_in), True) if day else _read_code(cell.text) if cell else ("", False)
        for cell, day in zip(cells, found, strict=True)
    ]


def _day(cell: Cell) -> date | None:
    """Return the date in a cell, also where it was saved as text: 2024/1/2."""
    if cell.day:
        return cell.day
    whole = _WHOLE.match(fold(cell.text))
    try:
        return date(*map(int, whole.groups())) if whole else None
    except ValueError:
        return None


def _read_code(text: str) -> tuple[str, bool]:
    code = fold(text)
    for shown in _SHOWN:
        if found := shown.match(code.lower()):
            month = found["month"]
            return f"{_MONTHS.index(month) + 1 if month in _MONTHS else int(month)}-{int(found['rest'])}", True
    return "" if is_blank(code) else tidy_code(code), False


def tidy_code(code: str) -> str:
    """Return a code without what stands around it; （一） keeps its brackets, or it would be 一."""
    bare = fold(code).strip("、.")
    bracketed = _BRACKETED.match(bare)
    return f"（{bracketed.group(1)}）" if bracketed else bare.strip("()[]")


def _from_date(day: date, typed_in: int) -> str:
    is_month = day.day == 1 and (day.year < _TURN_OF_CENTURY or day.year != typed_in)
    return f"{day.month}-{day.year % 100 if is_month else day.day}"


def with_lost_zero(code: str, before: str) -> str | None:
    """Return 1.10 for a 1.1 that follows 1.9, as numbers lose the zero at their end; None if that is not the case."""
    parts, parts_before = code_parts(code), code_parts(before)
    if len(parts) < 2 or parts[:-1] != parts_before[:-1] or not (parts[-1] + parts_before[-1]).isdecimal():
        return None
    return code + "0" if int(parts[-1]) * 10 == int(parts_before[-1]) + 1 else None


def chinese_number(number: int) -> str:
    """Return 1–99 in Chinese numerals, as offices number groups."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")
