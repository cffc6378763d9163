"""Papers with personal data: a named person says why they go into the package, or they stay out of it."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from evidence.export.numbering import number_pieces
from evidence.export.phrases import title_of
from evidence.journal import Told
from evidence.model import Flag
from evidence.snapshot import Snapshot


class Personal(Struct, frozen=True):
    """Papers with personal data that the submission edition shows."""

    labels: tuple[str, ...] = ()  # with their titles
    packed: tuple[str, ...] = ()  # 件号 of those whose files are handed over
    held_back: frozenset[str] = frozenset()  # 件号 of those whose files are not


def told_of(packed: Collection[str], reason: str) -> Told:
    """Return what the journal keeps of papers that a named person lets into the package: 件号, not what they say."""
    return {"reason": reason, "papers": list(packed)} if packed else {}


def personal_of(snapshot: Snapshot, reason: str) -> Personal:
    """Return them, in the order of the dossier; without a reason their files are held back."""
    found = [
        entry
        for entries in number_pieces(snapshot).values()
        for entry in entries
        if entry.number and entry.at_home and Flag.PERSONAL_DATA in entry.piece.flags
    ]
    numbers = tuple(entry.label for entry in found)
    labels = tuple(f"{entry.label} {title_of(entry.piece, snapshot)}" for entry in found)
    return Personal(labels, numbers, frozenset()) if reason else Personal(labels, (), frozenset(numbers))
