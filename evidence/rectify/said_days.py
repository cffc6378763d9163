"""Days that office tables tell in words: 2024年1月8日前, 12月15日前, 11月底, 检查时间：11月16日至18日."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date

from evidence.errors import RequestError
from evidence.intake import typed

WHOLE = re.compile(r"\d{4}\s*(?:年\s*\d{1,2}\s*月\s*\d{1,2}\s*日?|([-./])\d{1,2}\1\d{1,2}|\d{4})")
_MONTH_DAY = re.compile(r"(?:(?P<year>\d{4})年)?(?<!\d)(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号]?(?!\d)|[底末])")
_BARE = re.compile(r"(?P<month>\d{1,2})[-./](?P<day>\d{1,2})[日号]?(?:[以之]?前)?(?P<year>)")
_INSPECTED = re.compile(
    r"(?:检查|督查|督导|暗访|发现|评审|验收)(?:时间|日期)[:]?(?P<year>\d{4})[年./-](?P<month>\d{1,2})[月./-](?P<day>\d{1,2})日?"
    r"(?:[-—–~至到]+(?:\d{4}[年./-])?(?:(?P<until>\d{1,2})[月./-])?(?P<last>\d{1,2})日?)?(?!\d)"
)


def first_day(text: str) -> date | None:
    """Return the day that a cell names first: 2024-01-08, 2024年1月8日前; None for none, or for no such day."""
    found = WHOLE.search(text)
    try:
        return typed.day_to_come("".join(found[0].split()), "") if found else None
    except RequestError:
        return None


def deadline_without_year(text: str, found_on: date) -> date | None:
    """Return until when 12月15日前, 12.5 or 11月底 lets, counted from the day on which a problem was found.

    It is the first such day that does not lie before that one. None for what names no single day: 11月上旬, a span.
    """
    plain = _plain(text)
    several = [*_MONTH_DAY.finditer(plain)]
    found = _BARE.fullmatch(plain) or (several[0] if len(several) == 1 else None)
    if found is None:
        return None
    month = int(found["month"])
    for year in (int(found["year"]),) if found["year"] else (found_on.year, found_on.year + 1):
        try:
            day = date(year, month, int(found["day"] or monthrange(year, month)[1]))
        except ValueError:  # there is no such month or day
            continue
        if found["year"] or day >= found_on:
            return day
    return None


def inspected_on(text: str) -> date | None:
    """Return the last day of the inspection that a title tells of (检查时间：2024年1月3日至5日); None for none."""
    found = _INSPECTED.search(_plain(text))
    if found is None:
        return None
    try:
        first = date(int(found["year"]), int(found["month"]), int(found["day"]))
        if found["last"] is None:
            return first
        month = int(found["until"] or first.month)
        return date(first.year + (month < first.month), month, int(found["last"]))
    except ValueError:
        return None


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
