"""What window, command line and lists say of whom to chase and of what came after, in a few words each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from evidence import wording
from evidence.check.debts import Debt
from evidence.check.owing import After, Owing
from evidence.export import phrases
from evidence.intake.privacy import masked
from evidence.model import Piece
from evidence.snapshot import Snapshot
from evidence.wording import chases as words

_MOST_NAMED = 3  # units or papers in a sentence


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


def waiting_named(units: Sequence[Owing], snapshot: Snapshot) -> str:
    """Return what of units lies unsorted, by name where it is one unit's; empty if nothing does."""
    some = [owing for owing in units if owing.waiting]
    if not some:
        return ""
    pieces = [piece for owing in some for piece in owing.waiting]
    titles = [f"《{title(piece, snapshot)}》" for piece in pieces] if len(some) == 1 else []
    return wording.phrase(
        "chase_waiting_named",
        units=_several([owing.unit for owing in some], "、"),
        count=len(pieces),
        titles=f"：{_several(titles, '')}" if titles else "",
    )


def title(piece: Piece, snapshot: Snapshot) -> str:
    """Return what an unsorted piece is called, its file's name where nobody gave it a title."""
    return masked(phrases.title_of(piece, snapshot).strip("[]"))


def _several(names: Sequence[str], between: str) -> str:
    return between.join(names[:_MOST_NAMED]) + ("等" if len(names) > _MOST_NAMED else "")


def before(owing: Owing) -> str:
    """Return how often a unit was asked, and when and how the last time."""
    if not owing.earlier:
        return wording.phrase("chase_never")
    last = owing.earlier[-1]
    day = last.sent_at.date().isoformat() if last.sent_at else ""
    return wording.phrase("chase_times", times=len(owing.earlier), step=last.step, day=day)


def before_shortly(owing: Owing) -> str:
    """Return the same for a cell; empty for one that was never asked."""
    if not owing.earlier:
        return ""
    last = owing.earlier[-1]
    at = last.sent_at or last.as_of
    return wording.phrase("chase_times_shortly", times=len(owing.earlier), step=last.step, month=at.month, day=at.day)


def drafted(owing: Owing) -> str:
    """Return what is drafted and not sent yet; empty if nothing is."""
    return wording.phrase("chase_drafted_shortly", step=owing.draft.step) if owing.draft else ""


def proposed(owing: Owing) -> str:
    """Return which step comes next for a unit."""
    if not owing.debts:
        return wording.phrase("chase_settled")
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


def sent_on(after: After) -> str:
    """Return the day when something was sent, or that it was not."""
    at = after.chase.sent_at
    return at.date().isoformat() if at else wording.phrase("chase_state_draft")


def asked(after: After) -> str:
    """Return how much was asked."""
    pieces = sum(asked.lacking for asked in after.chase.asked)
    items = len({asked.item for asked in after.chase.asked})
    return wording.phrase("chase_asked", items=items, count=pieces)


def left(after: After) -> list[str]:
    """Return what is still open of what was asked, a line each."""
    return [
        wording.phrase("chase_left", item=asked.item, material=asked.material)
        + (wording.phrase("chase_year", year=asked.year) if asked.year else "")
        for asked in after.left
    ]


def outcome(after: After) -> str:
    """Return what came after a chase; empty for one that was not sent."""
    if after.chase.sent_at is None:
        return ""
    came = wording.phrase("chase_after_came", batches=len(after.batches), files=after.files)
    said = [came if after.batches else wording.phrase("chase_after_nothing")]
    said.append(wording.phrase("chase_after_closed", asked=len(after.chase.asked), closed=len(after.closed)))
    if after.dropped:
        said.append(wording.phrase("chase_after_dropped", count=len(after.dropped)))
    return "，".join(said)
