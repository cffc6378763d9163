"""周报 and 月报: how far the dossier is, what was found and put right, what is late, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.check.standing import Figures
from evidence.export.blocks import Block, Paragraph, Style
from evidence.export.charts import Chart
from evidence.export.letter_parts import body, under
from evidence.export.rate_phrases import summary
from evidence.findings import Did
from evidence.rectify.figures import (
    Case,
    ageing,
    by_kind,
    by_severity,
    by_source,
    due_between,
    in_period,
    on_time,
    opened_closed_by_day,
    to_check,
)
from evidence.rectify.papers.charting import (
    ages_chart,
    progress_chart,
    rates_chart,
    units_chart,
    weeks_chart,
    worth_drawing,
)
from evidence.rectify.papers.span import PaperKind
from evidence.rectify.papers.stated import (
    Composed,
    Draw,
    Stated,
    ended,
    happened,
    heading,
    in_all,
    other_sources,
    rate,
    report_head,
    source,
    table,
    unit_of,
)
from evidence.wording import chasing
from evidence.wording import papers as words
from evidence.wording.papers import phrase

_UNITS_MM = (45, 23, 16, 16, 16, 22, 18)  # 156 mm: the type area
_PERIODS = {PaperKind.WEEK: ("本周", "下周"), PaperKind.MONTH: ("本月", "下月")}
_MOST_KINDS = 8


def report(told: Stated, draw: Draw) -> Composed:
    """Return the report of a week or a month; of few problems without charts of them."""
    drawn: Draw = draw if worth_drawing(told.cases) else _undrawn
    this, following = _PERIODS[told.span.kind]
    second = phrase("report_of", name=told.span.kind.name_in_use)
    name = told.about + second
    blocks = (
        *report_head(told.about, second, phrase("titled_span", name="", span=told.days)),
        *under(heading(1, "progress"), [body(progress(told, told.progress)), *rates(told)]),
        *(draw(rates_chart(told.surveys, told.thresholds)) if told.span.kind is PaperKind.MONTH else ()),
        *under(heading(2, "work", this=this), [body(phrase("work_text", this=this))]),
        *under(heading(3, "rectify"), _found(told)),
        happened(told, told.so_far),
        *_on_time(told),
        *in_all(told),
        *_units(told, this),
        *drawn(weeks_chart(told.cases, told.day)),
        *drawn(progress_chart(told.cases, told.day)),
        *drawn(units_chart(told.cases, told.day)),
        *under(heading(4, "problems"), [body(_old(told))]),
        *drawn(ages_chart(told.cases, told.day)),
        body(phrase("problems_more")),
        *under(heading(5, "next", next=following), [body(_next(told, following))]),
        body(phrase("next_text", next=following)),
    )
    whole = ended(blocks, told, source(told, told.cases, others=other_sources(told)), with_contact=False)
    return Composed(phrase("titled_span", name=name, span=told.days), whole, len(told.cases))


def _undrawn(_: Chart) -> tuple[Block, ...]:
    return ()


def progress(told: Stated, figures: Figures | None) -> str:
    """Return how far the papers of the items are; a blank where nobody kept that."""
    day = chasing.day(told.day)
    if figures is None:
        return phrase("progress_unknown", day=day)
    return phrase(
        "progress_told",
        day=day,
        scheme=told.snapshot.scheme.title,
        items=figures.items,
        complete=figures.complete,
        partial=figures.partial,
        missing=figures.missing,
        waived=phrase("progress_waived", count=figures.not_applicable) if figures.not_applicable else "",
        needed=figures.needed,
        met=figures.met,
        share=rate(figures.met, figures.needed),
    )


def rates(told: Stated) -> list[Paragraph]:
    """Return what surveys found, and how far that can be trusted; nothing where none is written down."""
    return [body(line) for line in summary(told.surveys, told.thresholds)]


def _found(told: Stated) -> Iterator[Block]:
    """Yield what was found in the days of the report, by source, severity and kind."""
    new = [case for case in told.cases if told.span.first <= case.finding.found_on <= told.day]
    if not new:
        yield body(phrase("found_none", span=told.so_far))
        return
    sources = words.counted([(str(one), found.total) for one, found in by_source(new, told.day).items()])
    graves = words.counted([(str(one), found.total) for one, found in by_severity(new, told.day).items()])
    yield body(
        phrase(
            "found",
            span=told.so_far,
            count=len(new),
            sources=phrase("found_sources", named=sources),
            grave=phrase("found_grave", named=graves),
        )
    )
    kinds = [(kind or phrase("kind_none"), found.total) for kind, found in by_kind(new, told.day).items()]
    kinds.sort(key=lambda one: one[0] == phrase("kind_none"))  # those of no kind last
    if len(kinds) <= _MOST_KINDS and any(case.finding.kind for case in new):
        yield body(phrase("kinds", named=words.counted(kinds)))


def _on_time(told: Stated) -> list[Block]:
    share = on_time(told.cases, told.span.first, told.day)
    if not share.of:
        return []
    rated = rate(share.met, share.of)
    return [body(phrase("on_time", span=told.so_far, of=share.of, met=share.met, share=rated))]


def _units(told: Stated, this: str) -> list[Block]:
    """Return a table of the units: what was open before, what came, what went, what is left, and of it late."""
    groups: dict[str, list[Case]] = {}
    for case in told.cases:
        if case.standing.is_open or any(
            told.span.first <= event.on and event.did in (Did.PASS, Did.REOPEN) for event in case.finding.events
        ):
            groups.setdefault(unit_of(case), []).append(case)
    if not groups:
        return [body(phrase("units_none", this=this))]
    rows = sorted((_balance(told, unit, held) for unit, held in groups.items()), key=lambda row: (-row[1][4], row[0]))
    sums = [sum(row[1][at] for row in rows) for at in range(6)]
    name = phrase("units_table")
    cells = [(unit, *map(str, counts)) for unit, counts in (*rows, (words.TOTAL, sums))]
    made = table(words.UNIT_HEADS, _UNITS_MM, cells, name, summed=True)
    below = Paragraph(Style.NOTE, "　")  # or the chart would lie over the last line of the table
    return [Paragraph(Style.CAPTION, name), made, below]


def _balance(told: Stated, unit: str, held: Sequence[Case]) -> tuple[str, Sequence[int]]:
    """Return how many of a unit were open before the days, were found, came back, were closed, are open, are late."""
    found = in_period(held, told.span.first, told.day)
    (*_, end) = opened_closed_by_day(held, told.span.first, told.day)
    before = end.open - found.found - found.came_back + found.closed
    late = sum(case.standing.overdue(told.day) for case in held)
    return unit, (before, found.found, found.came_back, found.closed, end.open, late)


def _old(told: Stated) -> str:
    """Return for how long problems are open that are."""
    named = [
        phrase("age_more", most=age.least - 1, count=age.count)
        if age.most is None
        else phrase("age", least=age.least, most=age.most, count=age.count)
        for age in ageing(told.cases, told.day)
        if age.count
    ]
    return phrase("problems_old", named="、".join(named)) if named else phrase("problems_none")


def _next(told: Stated, following: str) -> str:
    first, last = told.span.following
    due = [c for c in due_between(told.cases, first, last) if c.standing.deadline and c.standing.deadline >= first]
    days, waiting = words.days(first, last), len(to_check(told.cases))
    if not due and not waiting:
        return phrase("next_none", next=following, span=days)
    return phrase("next_due", next=following, span=days, due=len(due), waiting=waiting)
