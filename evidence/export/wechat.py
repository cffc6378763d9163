"""微信提醒: what one unit still owes as a short text to paste."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from evidence.chases import Chase
from evidence.check.debts import Debt
from evidence.export.letters import lines_of
from evidence.snapshot import Snapshot


def message_text(
    snapshot: Snapshot,
    unit: str,
    debts: Sequence[Debt],
    *,
    as_of: datetime,
    deadline: date | None,
    earlier: Sequence[Chase],
    waiting: int,
) -> str:
    """Return the text, of some 500 characters at most."""
    lines = lines_of(unit, debts, as_of, deadline, len(earlier), waiting)
    return "\n".join([*lines, snapshot.project.author]).rstrip()
