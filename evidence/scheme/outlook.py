"""What a change of the scheme would do, told before it is made."""

from __future__ import annotations

from msgspec import Struct

from evidence.criteria import SchemeEdit, total_points
from evidence.snapshot import Snapshot


class Outlook(Struct, frozen=True):
    """Codes of the criteria that go, and what becomes of papers."""

    gone: tuple[str, ...]  # in the scheme's order
    moved: int  # pieces that lie under another item then
    to_tray: int  # pieces that lie nowhere then
    points: tuple[float | None, float | None] = (None, None)  # of all items without bonus, before and then


def outlook(snapshot: Snapshot, edit: SchemeEdit) -> Outlook:
    """Return what an edit of this project would do."""
    there = {criterion.id for criterion in edit.criteria}
    before = {(filing.piece, filing.criterion) for filing in snapshot.filings}
    staying = [filing for filing in snapshot.filings if filing.id not in edit.taken_out]
    after = {(filing.piece, edit.moved.get(filing.id, (filing.criterion, None))[0]) for filing in staying}
    return Outlook(
        gone=tuple(criterion.code for criterion in snapshot.criteria if criterion.id not in there),
        moved=len({piece for piece, _ in after - before}),
        to_tray=len({piece for piece, _ in before} - {piece for piece, _ in after}),
        points=(total_points(snapshot.criteria), total_points(edit.criteria)),
    )
