"""周整改清单: by unit, what is due in a week and what is late already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.export.blocks import Block
from evidence.export.letter_parts import body
from evidence.findings import FindingState
from evidence.rectify.figures import Case, due_between
from evidence.rectify.papers.stated import (
    Composed,
    Stated,
    by_unit_order,
    ended,
    heading,
    of_unit,
    report_head,
    short,
    source,
    table,
    where,
)
from evidence.wording import papers as words
from evidence.wording.papers import phrase

_WIDTHS_MM = (14, 33, 49, 18, 22, 20)  # 156 mm: the type area


def weekly(told: Stated) -> Composed:
    """Return the list of a week, of all units or of one."""
    told = of_unit(told)
    due = due_between(told.cases, told.span.first, told.span.last)
    name = told.span.kind.name_in_use
    second = phrase("titled_span", name=name, span=told.unit) if told.unit else name
    blocks = [*report_head(told.about, second, phrase("titled_span", name="", span=told.days)), body(_intro(told, due))]
    for number, (unit, held) in enumerate(by_unit_order(told, due).items(), 1):
        blocks += _unit(told, number, unit, held)
    blocks += _others(told)
    whole = ended(blocks, told, source(told, due), with_contact=False)
    return Composed(phrase("titled_span", name=told.about + second, span=told.days), whole, len(due))


def _counts(told: Stated, held: Sequence[Case]) -> str:
    """Return how many are due in the week and how many are late by the day of the list, as other papers count them."""
    late = sum(case.standing.overdue(told.day) for case in held)
    counts = ((phrase("due"), len(held) - late), (phrase("week_list_late"), late))
    return words.counted([(name, count) for name, count in counts if count])


def _intro(told: Stated, due: Sequence[Case]) -> str:
    if not due:
        return phrase("week_list_none", span=told.days)
    units = len({case.standing.unit for case in due})
    return phrase("week_list_intro", span=told.days, count=len(due), units=units, named=_counts(told, due))


def _unit(told: Stated, number: int, unit: str, held: Sequence[Case]) -> Iterator[Block]:
    yield heading(number, "week_list_unit", unit=unit, named=_counts(told, held))
    rows = [
        (
            str(case.finding.number),
            where(case),
            case.finding.text,
            case.standing.person,
            short(case.standing.deadline, told),
            _how(told, case),
        )
        for case in held
    ]
    yield table(words.LIST_HEADS, _WIDTHS_MM, rows, unit)


def _how(told: Stated, case: Case) -> str:
    """Return whether a problem is due or late, by how many days, and that it came back."""
    deadline = case.standing.deadline or told.day
    how = phrase("late", days=(told.day - deadline).days) if case.standing.overdue(told.day) else phrase("due")
    return f"{how}\n{phrase('came_back_mark')}" if case.standing.state is FindingState.REBOUND else how


def _others(told: Stated) -> list[Block]:
    """Return what cannot be in the list: nobody has it, or it has no deadline."""
    unassigned = sum(case.standing.state is FindingState.UNASSIGNED for case in told.cases)
    open_ones = (FindingState.UNDERWAY, FindingState.REBOUND)
    no_deadline = sum(case.standing.state in open_ones and case.standing.deadline is None for case in told.cases)
    counts = ((phrase("week_list_unassigned"), unassigned), (phrase("week_list_no_deadline"), no_deadline))
    named = [(name, count) for name, count in counts if count]
    return [body(phrase("week_list_other", named=words.counted(named)))] if named else []
