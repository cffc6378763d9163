"""工作汇报: last year's work, where the dossier stands, what is proposed; what the program cannot know is a blank."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from evidence.check.duties import duties, duty_rows
from evidence.check.gaps import find_gaps
from evidence.export.blocks import Block, Paragraph, Style
from evidence.export.letter_parts import body, under
from evidence.rectify.figures import count, in_period
from evidence.rectify.papers.report import progress, rates
from evidence.rectify.papers.stated import (
    Composed,
    Stated,
    ended,
    heading,
    in_all,
    other_sources,
    part,
    report_head,
    source,
)
from evidence.scheme.text import number_text
from evidence.wording import chasing
from evidence.wording import documents as document_words
from evidence.wording.papers import phrase


def work(told: Stated) -> Composed:
    """Return the report to those who lead, for the year of its day."""
    first, second = told.about, phrase("work_of")
    blocks = (
        *report_head(first, second),
        Paragraph(Style.BODY, phrase("work_to"), flush=True),
        *under(heading(1, "work_last", year=told.day.year - 1), _last_year(told)),
        heading(2, "work_now"),
        *_now(told),
        *under(heading(3, "work_next"), [body(_next(told))]),
        body(phrase("work_next_blank")),
    )
    whole = ended(blocks, told, source(told, told.cases, others=_sources(told)), with_contact=False)
    return Composed(first + second, whole, len(told.cases))


def _last_year(told: Stated) -> Iterator[Block]:
    """Yield what is known of the year before: its key figures, its papers that are filed, the problems found in it."""
    year, snapshot = told.day.year - 1, told.snapshot
    figures = [
        document_words.report(
            "figure", year=one.year, name=one.name, value=number_text(float(one.value)), measure=one.measure
        )
        for one in sorted(snapshot.key_figures, key=lambda figure: figure.name)
        if one.year == year
    ]
    yield body(phrase("work_last_figures", told="；".join(figures)) if figures else phrase("work_figures_blank"))
    papers = _papers_of(told, year)
    if papers is None:
        yield body(phrase("work_last_papers_unknown", year=year, day=chasing.day(told.day)))
    elif papers:
        yield body(phrase("work_last_papers", year=year, count=papers))
    found = in_period(told.cases, date(year, 1, 1), date(year, 12, 31))
    if found.found or found.closed or found.came_back:
        yield body(
            phrase("work_last_found", year=year, found=found.found, closed=found.closed, came_back=found.came_back)
        )
    yield body(phrase("work_last_blank"))


def _papers_of(told: Stated, year: int) -> int | None:
    """Return how many papers of a year are filed; None: that cannot be told of an earlier day."""
    if not told.filings_known:
        return None
    filed = {filing.piece for filing in told.snapshot.asked_filings}
    return sum(told.snapshot.piece_by_id[piece].facts.year == year for piece in filed)


def _sources(told: Stated) -> list[str]:
    has_figures = any(one.year == told.day.year - 1 for one in told.snapshot.key_figures)
    return [*other_sources(told), *([phrase("source_figures")] if has_figures else [])]


def _now(told: Stated) -> Iterator[Block]:
    parts: tuple[tuple[str, list[Block]], ...] = (
        ("work_papers", [body(progress(told, told.progress)), *rates(told)]),
        ("work_rectify", in_all(told)),
        ("work_duty", [*_signed(told), body(phrase("work_duty_blank"))]),
        ("work_effect", [body(phrase("work_effect_blank"))]),
    )
    for number, (code, blocks) in enumerate(parts, 1):
        yield from under(part(number, phrase(code)), blocks)


def _signed(told: Stated) -> Iterator[Block]:
    """Yield how many papers are there that bind leaders, departments and companies; nothing of an earlier day."""
    if not told.filings_known:
        return
    items = [*find_gaps(told.snapshot)]
    rows = duty_rows(items, duties(items))
    if rows:
        needed, met = sum(row.needed for row in rows), sum(min(row.met, row.needed) for row in rows)
        yield body(phrase("work_duty_told", needed=needed, met=met))


def _next(told: Stated) -> str:
    sums, known = count(told.cases, told.day), told.progress
    missing = (
        phrase("work_next_unknown") if known is None else phrase("work_next_items", count=known.partial + known.missing)
    )
    if not sums.open:
        return phrase("work_next_closed", day=chasing.day(told.day), missing=missing)
    overdue = phrase("work_next_late", count=sums.overdue) if sums.overdue else ""
    return phrase("work_next_told", day=chasing.day(told.day), open=sums.open, overdue=overdue, missing=missing)
