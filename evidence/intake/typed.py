"""What people type, read leniently: one line of text, years, names of townships, days, facts, flags."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from evidence.errors import RequestError
from evidence.kinds import KINDS
from evidence.model import Fact, Facts, Flag, Level, Mode, Project, Stage
from evidence.names import plain

_YEARS = re.compile(r"(\d{4})年?(?:[-—–~〜到至]+(\d{4})年?)?")
_DAY = re.compile(r"(\d{4})(?:年(\d{1,2})月(\d{1,2})日?|([-./])(\d{1,2})\4(\d{1,2})|(\d{2})(\d{2}))")
_EARLIEST = 1949
_LATEST = 2200
_LONGEST_NAME = 100  # of an office


def years(text: str) -> tuple[int, int]:
    """Return first and last year of `2021-2023` and what else people write."""
    match = _YEARS.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not _EARLIEST < first <= last < _LATEST:
        raise RequestError("bad_years", value=plain(text))
    return first, last


def townships(text: str | None) -> tuple[str, ...]:
    """Return the names of a list, or of the file that holds it, one a line."""
    if not text:
        return ()
    path = Path(text)
    names = text.replace("，", ",").replace("、", ",").split(",")
    if os.path.isfile(text) or (len(names) == 1 and (path.suffix or len(path.parts) > 1)):  # noqa: PTH113 — any length
        try:
            names = path.read_text("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            try:
                names = path.read_text("gb18030").splitlines()
            except (OSError, UnicodeDecodeError):
                raise RequestError("townships_unreadable", path=text) from None
    return tuple(name for name in dict.fromkeys(map(plain, names)) if name)


def day(text: str, today: date, what: str = "成文日期") -> date | None:
    """Return the day that 2023-11-20, 2023年11月20日 and the like mean, `today` at most; None for an empty text."""
    found = day_to_come(text, what)
    if found is not None and found > today:
        raise RequestError("day_to_come", what=what, value=plain(text))
    return found


def day_to_come(text: str, what: str) -> date | None:
    """Return a day that may lie ahead, written in the same ways; None for an empty text."""
    text = plain(text)
    if not text:
        return None
    match = _DAY.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if match is None:
        raise RequestError("bad_fact", what=what, value=text, example="2023-11-20")
    month, day = (part for part in (*match.group(2, 3), *match.group(5, 6), *match.group(7, 8)) if part)
    try:
        found = date(int(match[1]), int(month), int(day))
    except ValueError:
        raise RequestError("no_such_day", what=what, value=text) from None
    if found.year < _EARLIEST:
        raise RequestError("day_too_early", what=what, value=text)
    return found


def year(text: str) -> int | None:
    """Return a year between 1949 and 2200; None for an empty text."""
    text = plain(text)
    digits = unicodedata.normalize("NFKC", text).removesuffix("年")
    if text and not (re.fullmatch(r"[0-9]{4}", digits) and _EARLIEST < int(digits) < _LATEST):
        raise RequestError("bad_fact", what="年度", value=text, example="2023")
    return int(digits) if text else None


def score(text: str) -> float | None:
    """Return points that 2.5, 2.5分 or ２．５ means, which may be too many or too few; None for an empty text."""
    digits = unicodedata.normalize("NFKC", plain(text)).removesuffix("分").strip()
    if plain(text) and not re.fullmatch(r"-?\d{1,6}(\.\d{1,4})?", digits):
        raise RequestError("score_unreadable", value=plain(text))
    return float(digits) if digits else None


def items(text: str) -> int | None:
    """Return a whole number of items; None for an empty text."""
    found = score(unicodedata.normalize("NFKC", plain(text)).removesuffix("项"))
    if found is not None and found != int(found):
        raise RequestError("rule_whole", value=plain(text))
    return None if found is None else int(found)


def share(text: str) -> float | None:
    """Return the share (0–1) that 60, 60% or 60.5 per cent means; None for an empty text."""
    found = score(unicodedata.normalize("NFKC", plain(text)).removesuffix("%"))
    return None if found is None else round(found / 100, 6)


def pages(text: str) -> int | None:
    """Return how many pages 12, １２ or 12页 means; None for an empty text."""
    from evidence.wording import receiving

    digits = unicodedata.normalize("NFKC", plain(text)).removesuffix("页").strip()
    if plain(text) and not re.fullmatch(r"0*[1-9][0-9]{0,3}", digits):
        raise RequestError("bad_fact", what=receiving.PAGES, value=plain(text), example="12")
    return int(digits) if digits else None


def kind(text: str) -> str | None:
    """Return a kind of the pick list, by its name or the one part that tells it (方案: 方案/计划); None for no text."""
    text = plain(text)
    if not text or text in KINDS:
        return text or None
    parts = [one for one in KINDS if text in re.split(r"[/()]", one)]
    if len(parts) != 1:
        raise RequestError("bad_fact", what="材料种类", value=text, example="、".join(KINDS))
    return parts[0]


def stage(text: str) -> Stage | None:
    """Return a stage by its word; None for an empty text."""
    text = plain(text)
    if text and text not in set(Stage):
        raise RequestError("bad_fact", what="环节", value=text, example="、".join(Stage))
    return Stage(text) if text else None


def level(text: str) -> Level | None:
    """Return a level by its word; None for an empty text."""
    text = plain(text)
    if text and text not in set(Level):
        raise RequestError("bad_fact", what="级别", value=text, example="、".join(Level))
    return Level(text) if text else None


def seal(text: str) -> bool | None:
    """Return whether a paper is sealed, by the word for it; None for an empty text."""
    from evidence import wording

    text = plain(text)
    words = {word: sealed for sealed, word in wording.SEALED.items()}
    if text and text not in words:
        raise RequestError("bad_fact", what="盖章", value=text, example="、".join(words))
    return words.get(text)


def corrected(facts: Facts, fact: Fact, text: str, today: date) -> Facts:
    """Return the facts with one as typed in the place of the old; an empty text makes it unknown.

    Raises `RequestError` if the text cannot be that.
    """
    value = day(text, today) if fact is Fact.DAY else _FACTS[fact](text)
    return replace(facts, **{fact.value: value})


def _words(text: str) -> str | None:
    return plain(text) or None


def _valid_until(text: str) -> date | None:
    from evidence import wording

    return day_to_come(text, wording.FACTS[Fact.VALID_UNTIL])


_FACTS: dict[Fact, Callable[[str], Any]] = {
    Fact.TITLE: _words,
    Fact.NUMBER: _words,
    Fact.ISSUER: _words,
    Fact.YEAR: year,
    Fact.KIND: kind,
    Fact.STAGE: stage,
    Fact.UNIT: _words,
    Fact.LEVEL: level,
    Fact.SEAL: seal,
    Fact.PLACE: _words,
    Fact.VALID_UNTIL: _valid_until,
}


def about(
    project: Project, place: str | None, office: str | None, first_year: str | None, submit_on: str | None = None
) -> Project:
    """Return the project with what was typed in the place of the old; None leaves it, an empty text makes it unknown.

    An empty year leaves it too. Raises `RequestError` if the first year is none, or lies after 评审基准年.
    """
    first = (year(first_year) if first_year is not None else None) or project.first_year
    if first > project.base_year:
        raise RequestError("first_year_late", first=first, base=project.base_year)
    return replace(
        project,
        place=project.place if place is None else plain(place) or None,
        office=project.office if office is None else plain(office) or None,
        first_year=first,
        submit_on=project.submit_on if submit_on is None else day_to_come(submit_on, "送审日期"),
    )


def meant_for(project: Project, mode: str | None, upper: str | None) -> Project:
    """Return the project with 工作方式 and 报送对象 as typed; None leaves it, an empty 报送对象 makes it unknown.

    Raises `RequestError` for a mode that there is not, and for a 报送对象 in 本级申报.
    """
    from evidence.wording import parts

    word = None if mode is None else plain(mode)
    found = [one for one, name in parts.MODES.items() if word in (name, one.value)]
    if word is not None and not found:
        raise RequestError("mode_unknown", mode=word)
    wanted = found[0] if found else project.mode
    name = project.upper if upper is None else plain(upper) or None
    if upper is not None and name is not None and wanted is Mode.OWN:
        raise RequestError("upper_unused")
    if name is not None and len(name) > _LONGEST_NAME:
        raise RequestError("upper_too_long")
    return replace(project, mode=wanted, upper=name)


def flags(names: Iterable[str]) -> frozenset[Flag]:
    """Return flags by their Chinese words or their codes."""
    from evidence import wording

    known = {word: flag for flag, word in wording.FLAGS.items()} | {flag.value: flag for flag in Flag}
    words = [plain(name) for name in names]
    for word in words:
        if word not in known:
            raise RequestError("bad_fact", what="标记", value=word, example="、".join(wording.FLAGS.values()))
    return frozenset(known[word] for word in words)
