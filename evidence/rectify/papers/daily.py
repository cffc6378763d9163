"""日督查通报: what was found on a day, and what was done on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.export.blocks import Block, Paragraph, Style
from evidence.export.letter_parts import body, head, under
from evidence.findings import Source
from evidence.rectify.figures import Case, by_severity, by_source, count, found_on
from evidence.rectify.papers.stated import (
    Composed,
    Stated,
    ended,
    happened,
    heading,
    in_all,
    short,
    source,
    table,
    unit_of,
    where,
)
from evidence.wording import chasing
from evidence.wording import papers as words
from evidence.wording.papers import phrase

_WIDTHS_MM = (14, 32, 47, 14, 27, 22)  # 156 mm: the type area


def daily(told: Stated) -> Composed:
    """Return the 通报 of a day."""
    today = found_on(told.cases, told.day)
    inspected = [case for case in today if case.finding.source is Source.DAILY]
    others = [case for case in today if case.finding.source is not Source.DAILY]
    day = chasing.day(told.day)
    first, second = phrase("daily_about", day=day), phrase("daily_of", exam=told.exam)
    blocks = (
        *head(first, second),
        Paragraph(Style.BODY, phrase("to_units"), flush=True),
        body(_intro(told, inspected)),
        *under(heading(1, "daily_found"), _listed(told, inspected, others)),
        *under(heading(2, "daily_done"), [happened(told, day)]),
        *under(heading(3, "all"), in_all(told)),
        *under(heading(4, "ask"), _asked(told)),
    )
    whole = ended(blocks, told, source(told, told.cases), with_contact=True)
    return Composed(first + second, whole, len(told.cases))


def _asked(told: Stated) -> list[Block]:
    """Return what units are asked to do: nothing where nothing is open, and of what is late only where something is."""
    sums = count(told.cases, told.day)
    late = phrase("ask_late") if sums.overdue else ""
    asked = [body(phrase("ask_text", office=told.office, late=late))] if sums.open else []
    return [*asked, body(phrase("ask_more"))]


def _intro(told: Stated, inspected: Sequence[Case]) -> str:
    day = chasing.day(told.day)
    if not inspected:
        return phrase("daily_none", day=day)
    graves = by_severity(inspected, told.day)
    unassigned = sum(not case.standing.unit for case in inspected)
    places = len({place for case in inspected if (place := where(case))})
    units = len({case.standing.unit for case in inspected if case.standing.unit})
    counts = (("daily_places", places), ("daily_units", units))
    named = "、".join(phrase(code, count=count) for code, count in counts if count)
    return phrase(
        "daily_intro",
        day=day,
        count=len(inspected),
        grave=words.counted([(str(grave), found.total) for grave, found in graves.items()]),
        touching=phrase("daily_touching", named=named) if named else "",
        unassigned=phrase("daily_unassigned", count=unassigned) if unassigned else "",
    )


def _listed(told: Stated, inspected: Sequence[Case], others: Sequence[Case]) -> Iterator[Block]:
    if inspected:
        rows = [
            (
                str(case.finding.number),
                where(case),
                case.finding.text,
                str(case.finding.severity),
                unit_of(case),
                short(case.standing.deadline, told),
            )
            for case in inspected
        ]
        yield table(words.DAILY_HEADS, _WIDTHS_MM, rows, phrase("daily_table"))
    else:
        yield body(phrase("daily_found_none"))
    if others:
        named = [(str(one), found.total) for one, found in by_source(others, told.day).items()]
        yield body(phrase("daily_others", count=len(others), sources=words.counted(named)))
