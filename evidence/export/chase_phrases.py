"""What window, command line and lists say of whom to chase and of what came after, in a few words each."""

from __future__ import annotations

from datetime import datetime

from evidence import wording
from evidence.check.debts import Debt
from evidence.check.owing import After, Owing
from evidence.export import phrases
from evidence.wording import chases as words


def moment(at: datetime) -> str:
    """Return a moment as letters name it: 11月20日15时."""
    return wording.phrase("chase_moment", month=at.month, day=at.day, hour=at.hour)


def summary(owing: Owing) -> str:
    """Return how much a unit owes, whom to ask there, and what of it lies unsorted."""
    said = wording.phrase("chase_owes", unit=owing.unit, items=owing.items, count=owing.lacking)
    said += wording.phrase("chase_grave", count=owing.grave) if owing.grave else ""
    said += f"。{phrases.contact(owing.listed) if owing.listed else ''}"
    return said + (f"{waiting(owing)}。" if owing.waiting else "")


def waiting(owing: Owing) -> str:
    """Return what of a unit lies unsorted; empty if nothing does."""
    return wording.phrase("chase_waiting", count=len(owing.waiting)) if owing.waiting else ""


def before(owing: Owing) -> str:
    """Return how often a unit was asked, and when and how the last time."""
    if not owing.earlier:
        return wording.phrase("chase_never")
    last = owing.earlier[-1]
    day = last.sent_at.date().isoformat() if last.sent_at else ""
    return wording.phrase("chase_times", times=len(owing.earlier), step=last.step, day=day)


def proposed(owing: Owing) -> str:
    """Return which step comes next for a unit."""
    return words.VISIT if owing.proposed is None else owing.proposed.name


def debt(owed: Debt) -> str:
    """Return one gap in a line."""
    code = owed.criterion.code + phrases.mark(owed.criterion)
    said = wording.phrase("chase_debt", code=owed.code, item=code, material=owed.row.slot.name)
    said += wording.phrase("chase_year", year=owed.row.year) if owed.row.year else ""
    said += wording.phrase("chase_lacking", count=owed.lacking)
    return said + (wording.phrase("chase_due", due=owed.due) if owed.due else "")


def sent(after: After) -> str:
    """Return when something was sent, or that it was not."""
    at = after.chase.sent_at
    return wording.phrase("chase_state_sent", day=at.date().isoformat()) if at else wording.phrase("chase_state_draft")


def outcome(after: After) -> str:
    """Return what came after a chase; empty for one that was not sent."""
    if after.chase.sent_at is None:
        return ""
    files = sum(batch.count for batch in after.batches)
    came = wording.phrase("chase_after_came", batches=len(after.batches), files=files)
    said = [came if after.batches else wording.phrase("chase_after_nothing")]
    said.append(wording.phrase("chase_after_closed", asked=len(after.chase.asked), closed=len(after.closed)))
    if after.dropped:
        said.append(wording.phrase("chase_after_dropped", count=len(after.dropped)))
    return "，".join(said)
