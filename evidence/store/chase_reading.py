"""催报 as it is read: the steps, and what was asked of which unit when."""

from __future__ import annotations

from datetime import date, datetime

from evidence.chases import STEPS, Asked, Chase, ChaseId, Form, Step
from evidence.store.source import Source, ask, from_json


def read_steps(source: Source) -> tuple[Step, ...]:
    """Return the steps of the project, gentlest first; what the program proposes where nobody changed them."""
    found = ask(source, "SELECT name, form FROM chase_step ORDER BY position")
    return tuple(Step(name, Form(form)) for name, form in found) or STEPS


def read_chases(source: Source) -> tuple[Chase, ...]:
    """Return all that was drafted or sent, the first drafted first."""
    return tuple(
        Chase(
            ChaseId(key),
            unit,
            step,
            Form(form) if form else None,
            datetime.fromisoformat(as_of),
            date.fromisoformat(deadline) if deadline else None,
            who,
            tuple(Asked(**told) for told in from_json(asked)),
            datetime.fromisoformat(sent_at) if sent_at else None,
            sent_by,
            note,
        )
        for key, unit, step, form, as_of, deadline, who, asked, sent_at, sent_by, note in ask(
            source,
            "SELECT id, unit, step, form, as_of, deadline, who, asked, sent_at, sent_by, note FROM chase"
            " ORDER BY number",
        )
    )
