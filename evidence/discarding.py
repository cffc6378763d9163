"""回收站 of a project: pieces are taken away and brought back, each time as one step."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from evidence.binned import Binned
from evidence.errors import RequestError
from evidence.filing import known_piece
from evidence.journal import Action
from evidence.model import PieceId
from evidence.snapshot import Changes, Snapshot
from evidence.store.bin_reading import read_bin
from evidence.wording.binned import place

if TYPE_CHECKING:
    from evidence.workspace import Workspace


def in_bin(workspace: Workspace) -> tuple[Binned, ...]:
    """Return what lies in the bin, what came last first."""
    with workspace.reading() as source:
        return read_bin(source)


def discard(workspace: Workspace, pieces: Collection[PieceId], why: str | None = None) -> Changes:
    """Put pieces into the bin, out of all items; raise `RequestError` for one that is not there."""
    from evidence.store import bin_rows

    snapshot = workspace.snapshot()
    places = _places(snapshot, set(pieces))
    going = {key: (known_piece(snapshot, key).facts.title, places.get(key, "")) for key in pieces}
    if not going:
        raise RequestError("bin_nothing")
    told = " ".join(why.split()) if why else None
    with workspace.writing(Action.DISCARD) as writer:
        bin_rows.discard(writer.rows, going, workspace.who, workspace.now, told or None)
    return writer.changes


def bring_back(workspace: Workspace, pieces: Collection[PieceId]) -> tuple[Changes, int]:
    """Bring pieces back where they lay, with their numbers and facts; return how many places are no more.

    Raises `RequestError` for one that does not lie in the bin.
    """
    from evidence.store import bin_rows

    if not pieces or not set(pieces) <= {one.piece for one in in_bin(workspace)}:
        raise RequestError("bin_without")
    with workspace.writing(Action.BRING_BACK) as writer:
        lost = bin_rows.bring_back(writer.rows, pieces)
    return writer.changes, lost


def _places(snapshot: Snapshot, pieces: Collection[PieceId]) -> dict[PieceId, str]:
    found: dict[PieceId, dict[str, None]] = {}
    for filing in snapshot.filings:
        if filing.piece in pieces:
            item = snapshot.by_id[filing.criterion]
            slot = next((slot.name for slot in item.required if slot.id == filing.slot), None)
            found.setdefault(filing.piece, {})[place(item.code, slot)] = None
    return {piece: "；".join(some) for piece, some in found.items()}
