"""月复查报告: what was checked in a month, what did not hold, and what waits for its check."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.export.blocks import Block, Paragraph
from evidence.export.letter_parts import body, under
from evidence.findings import Did, Event
from evidence.rectify.figures import Case, in_period, to_check
from evidence.rectify.papers.stated import (
    Composed,
    Stated,
    by_unit_order,
    ended,
    heading,
    numbers_of,
    rate,
    report_head,
    short,
    source,
    table,
    unit_of,
    where,
)
from evidence.wording import chasing
from evidence.wording import papers as words
from evidence.wording.papers import phrase

_UNITS_MM = (45, 20, 17, 18, 22, 16, 18)  # 156 mm: the type area
_EVENTS_MM = (14, 30, 43, 28, 22, 19)
_WAITING_MM = (14, 36, 54, 30, 22)
_CHECKS = (Did.PASS, Did.FAIL, Did.LOOK_BACK, Did.REOPEN)


def checks(told: Stated) -> Composed:
    """Return the report of a month; where nothing happened and nothing waits, it says so once."""
    span, waiting = told.span, to_check(told.cases)
    held = {case.finding.id for case in waiting}
    touched = [case for case in told.cases if case.finding.id in held or _events(told, case)]
    first, second = told.about, span.kind.name_in_use
    parts: list[tuple[str, Sequence[Block]]] = [("checks_head", [body(_sums(told, len(waiting)))])]
    if touched:
        parts += [
            ("checks_by_unit", _by_unit(told, touched)),
            ("checks_failed", _failed(told, touched)),
            ("checks_looked", [_looked(told, touched)]),
            ("checks_rebound", _rebounds(told, touched)),
            ("checks_waiting", _waiting(told, waiting)),
        ]
    parts.append(("checks_next", [body(phrase("checks_next_text"))]))
    blocks = (
        *report_head(first, second, phrase("titled_span", name="", span=told.days)),
        *(block for number, (code, held) in enumerate(parts, 1) for block in under(heading(number, code), held)),
    )
    whole = ended(blocks, told, source(told, touched), with_contact=False)
    return Composed(phrase("titled_span", name=first + second, span=told.days), whole, len(touched))


def _events(told: Stated, case: Case) -> list[Event]:
    """Return the checks of a problem in the month, when somebody looked again, and when it came back."""
    first, last = told.span.first, told.day
    return [event for event in case.finding.events if event.did in _CHECKS and first <= event.on <= last]


def _sums(told: Stated, waiting: int) -> str:
    day = chasing.day(told.day)
    found = in_period(told.cases, told.span.first, told.day)
    times = found.closed + found.failed
    happened = times or found.looked or found.came_back
    if not happened and not waiting:
        return phrase("checks_nothing", span=told.so_far, day=day)
    if not happened:
        return phrase("checks_none", span=told.so_far, day=day, waiting=waiting)
    checked = phrase("checks_not_checked")
    if times:
        share = rate(found.closed, times)
        checked = phrase("checks_checked", times=times, passed=found.closed, failed=found.failed, share=share)
    looked = phrase("checks_looked_times", count=found.looked)
    known = {"span": told.so_far, "day": day, "waiting": waiting, "came_back": found.came_back}
    return phrase("checks_intro", checked=checked, looked=looked, **known)


def _by_unit(told: Stated, touched: Sequence[Case]) -> list[Block]:
    """Return a table of the units that had something checked, or wait for it."""
    groups = (*by_unit_order(told, touched).items(), (words.TOTAL, touched))
    rows = [_counts(told, unit, held) for unit, held in groups]
    return [table(words.CHECK_HEADS, _UNITS_MM, rows, phrase("checks_by_unit"), summed=True)]


def _counts(told: Stated, unit: str, held: Sequence[Case]) -> tuple[str, ...]:
    found = in_period(held, told.span.first, told.day)
    checked = (found.closed + found.failed, found.closed, found.failed)
    told_of = (*checked, found.looked, found.came_back, len(to_check(held)))
    return (unit, *map(str, told_of))


def _failed(told: Stated, touched: Sequence[Case]) -> list[Block]:
    """Return a table of each check that a problem did not pass."""
    rows = _happened(told, touched, Did.FAIL)
    if not rows:
        return [body(phrase("checks_failed_none"))]
    return [table(words.FAILED_HEADS, _EVENTS_MM, rows, phrase("checks_failed"))]


def _looked(told: Stated, touched: Sequence[Case]) -> Paragraph:
    """Return which closed problems somebody looked at again and found in order."""
    looked = [c for c in touched if any(event.did is Did.LOOK_BACK for event in _events(told, c))]
    if not looked:
        return body(phrase("checks_looked_none"))
    times = sum(event.did is Did.LOOK_BACK for case in looked for event in _events(told, case))
    numbers = numbers_of(case.finding.number for case in looked)
    return body(phrase("checks_looked_told", times=times, count=len(looked), numbers=numbers))


def _rebounds(told: Stated, touched: Sequence[Case]) -> list[Block]:
    """Return a table of each time that a problem came back."""
    rows = _happened(told, touched, Did.REOPEN)
    if not rows:
        return [body(phrase("checks_rebound_none"))]
    return [table(words.REBOUND_HEADS, _EVENTS_MM, rows, phrase("checks_rebound"))]


def _happened(told: Stated, touched: Sequence[Case], did: Did) -> list[tuple[str, ...]]:
    """Return a row for each time that something befell a problem in the month."""
    return [
        (
            str(case.finding.number),
            where(case),
            case.finding.text,
            unit_of(case),
            short(event.on, told),
            str(case.standing.state),
        )
        for case in touched
        for event in _events(told, case)
        if event.did is did
    ]


def _waiting(told: Stated, waiting: Sequence[Case]) -> list[Block]:
    rows = [
        (
            str(case.finding.number),
            where(case),
            case.finding.text,
            unit_of(case),
            short(case.standing.rectified_on, told),
        )
        for case in waiting
    ]
    if not rows:
        return [body(phrase("checks_waiting_none"))]
    return [table(words.WAIT_HEADS, _WAITING_MM, rows, phrase("checks_waiting"))]
