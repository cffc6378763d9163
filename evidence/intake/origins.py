"""Where each fact of a paper was read: the page of the text, the name, the folders, the camera."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from evidence.extract.found import Reading
from evidence.intake.dates import dates_in
from evidence.intake.document_number import numbers_in
from evidence.intake.facts import facts_of
from evidence.intake.paper import lay_out, narrow
from evidence.model import Fact, Facts
from evidence.origins import BY_CAMERA, BY_KIND_OF_FILE, IN_FOLDER, IN_NAME, IN_TEXT, Origins, on_page

_NAMELESS = "."
_BEGINNING = 6  # characters of a title or a name that are looked for in a line


def origins_of(reading: Reading, source: PurePosixPath, facts: Facts, place: str | None = None) -> Origins:
    """Return where each known fact comes from, found by leaving out the folders, then the name as well."""
    ending = source.suffix
    without_folders = facts_of(reading, PurePosixPath(source.name), place)[0]
    text_alone = facts_of(reading, PurePosixPath(_NAMELESS + ending), place)[0]
    pages = [lay_out(page, PurePosixPath()).lines for page in reading.text.split("\f")]
    found: list[tuple[str, str]] = []
    for fact in Fact:
        value = getattr(facts, fact)
        if value is None:
            continue
        if value == getattr(text_alone, fact):
            found.append((fact.value, _within(reading, pages, fact, value)))
        else:
            named = value == getattr(without_folders, fact)
            found.append((fact.value, IN_NAME if named else IN_FOLDER))
    return tuple(found)


def _within(reading: Reading, pages: Sequence[Sequence[str]], fact: Fact, value: object) -> str:
    """Return where a fact stands that needs neither name nor folders."""
    if fact in (Fact.DAY, Fact.YEAR) and reading.taken_at is not None:
        return BY_CAMERA
    if not reading.text.strip():
        return BY_KIND_OF_FILE
    return _page_of(pages, fact, value)


def _page_of(pages: Sequence[Sequence[str]], fact: Fact, value: object) -> str:
    """Return the page of the text that shows the value; only the text, where no line shows it by itself."""
    for number, lines in enumerate(pages, 1):
        if any(_shows(line, fact, value) for line in lines):
            return on_page(number)
    return IN_TEXT


def _shows(line: str, fact: Fact, value: object) -> bool:
    if isinstance(value, date):
        return any(day == value for day, _, _ in dates_in(line))
    if fact is Fact.NUMBER:
        return value in numbers_in(line)
    if fact in (Fact.TITLE, Fact.ISSUER, Fact.UNIT):
        return str(value)[:_BEGINNING] in narrow(line)
    return False
