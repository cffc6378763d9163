"""Two states of a project, or of two years' projects, item by item: what is new, gone, changed, the same, still valid.

Pure functions of the two states: no clock is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from evidence.check.gaps import ItemGaps
from evidence.frozen import FrozenItem, FrozenPiece, FrozenState
from evidence.model import Piece, PieceId, SlotId
from evidence.names import searchable
from evidence.snapshot import Snapshot

SLOT = "slot"  # a piece's material differs
FILES = "files"
_FACTS = ("title", "document_number", "issuer", "issued_on", "year", "kind", "valid_until", "flags")


class Change(StrEnum):
    """What became of a piece in an item, or of an item."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    SAME = "same"


class PieceChange(Struct, frozen=True):
    """A piece in an item, before and after; one of the two may be None."""

    change: Change
    before: FrozenPiece | None
    after: FrozenPiece | None
    fields: tuple[str, ...]  # what differs: a fact's field, `FILES`, `SLOT`
    valid: bool | None  # whether its term lasts to the later state's day; None: it tells none

    @property
    def piece(self) -> FrozenPiece:
        """The piece as it is, or was."""
        found = self.after or self.before
        if found is None:
            message = "a change of nothing"
            raise ValueError(message)
        return found


class ItemChange(Struct, frozen=True):
    """An item, before and after; one of the two may be None."""

    before: FrozenItem | None
    after: FrozenItem | None
    pieces: tuple[PieceChange, ...]  # those that are there in their order, then those that are gone

    @property
    def item(self) -> FrozenItem:
        """The item as it is, or was."""
        found = self.after or self.before
        if found is None:
            message = "a change of nothing"
            raise ValueError(message)
        return found

    @property
    def change(self) -> Change:
        """What became of the item itself; its code, words or state, or its pieces, differ where it changed."""
        if self.before is None:
            return Change.NEW
        if self.after is None:
            return Change.GONE
        told = [(item.code, item.title, item.state) for item in (self.before, self.after)]
        same = told[0] == told[1] and all(one.change is Change.SAME for one in self.pieces)
        return Change.SAME if same else Change.CHANGED


class Comparison(Struct, frozen=True):
    """All items: those of the later state in its order, then those that it does not have any more."""

    before: FrozenState
    after: FrozenState
    items: tuple[ItemChange, ...]

    @property
    def counts(self) -> Counter[Change]:
        """How many pieces became what, each counted in every item that it lies in."""
        return Counter(one.change for item in self.items for one in item.pieces)

    @property
    def still_valid(self) -> int:
        """How many pieces have a term that lasts to the later state's day, however often they are filed."""
        return len({one.piece.id for item in self.items for one in item.pieces if one.valid})

    @property
    def expired(self) -> int:
        """How many pieces have a term that has ended by then."""
        return len({one.piece.id for item in self.items for one in item.pieces if one.valid is False})


def state_of(snapshot: Snapshot, items: Iterable[ItemGaps]) -> FrozenState:
    """Return what is kept of a project: its items with their states, and the pieces that are filed under them."""
    names: dict[SlotId | None, str | None] = {slot.id: slot.name for c in snapshot.criteria for slot in c.required}
    kept = [_item(snapshot, item, names) for item in items]
    filed = dict.fromkeys(piece for item in kept for piece, _ in item.filed)
    return FrozenState(
        at=snapshot.at,
        submit_on=snapshot.project.submit_on,
        base_year=snapshot.project.base_year,
        scheme=snapshot.scheme.title,
        edition=snapshot.scheme.edition,
        items=tuple(kept),
        pieces={key: _piece(snapshot, snapshot.piece_by_id[key]) for key in filed},
    )


def compare(before: FrozenState, after: FrozenState) -> Comparison:
    """Compare an earlier state with a later one.

    Items are the same by their id, as they are in one project, else by their code. Pieces of an item are the same by
    their id, else by their files, else by 文号 and title, else by title and year.
    """
    ids = {item.id: item for item in before.items}
    codes = {item.code: item for item in before.items}
    known = ids.keys() & {item.id for item in after.items}
    pairs: list[tuple[FrozenItem | None, FrozenItem]] = []
    for item in after.items:
        by_code = codes.get(item.code)
        pairs.append((ids.get(item.id) or (by_code if by_code and by_code.id not in known else None), item))
    met = {old.id for old, _ in pairs if old is not None}
    changes = [ItemChange(old, new, _pieces(before, after, old, new)) for old, new in pairs]
    gone = [ItemChange(old, None, _pieces(before, after, old, None)) for old in before.items if old.id not in met]
    return Comparison(before, after, (*changes, *gone))


def _item(snapshot: Snapshot, item: ItemGaps, names: dict[SlotId | None, str | None]) -> FrozenItem:
    criterion = item.criterion
    return FrozenItem(
        id=criterion.id,
        code=criterion.code,
        title=criterion.title or criterion.text or "",
        state=item.state,
        needed=sum(row.needed for row in item.counted),
        met=sum(row.met for row in item.counted),
        filed=tuple((f.piece, names.get(f.slot)) for f in snapshot.filed_under.get(criterion.id, ())),
    )


def _piece(snapshot: Snapshot, piece: Piece) -> FrozenPiece:
    facts = piece.facts
    return FrozenPiece(
        id=piece.id,
        title=facts.title or _name_of_file(snapshot, piece),
        document_number=facts.document_number,
        issuer=facts.issuer,
        issued_on=facts.issued_on,
        year=facts.year,
        kind=facts.kind,
        valid_until=facts.valid_until,
        pages=piece.pages,
        files=tuple(
            snapshot.originals[part.original].sha256 + (f"/{part.first}-{part.last}" if part.first else "")
            for part in piece.parts
        ),
        flags=tuple(sorted(piece.flags)),
    )


def _name_of_file(snapshot: Snapshot, piece: Piece) -> str | None:
    """Return what a piece without a title is called: by its file, in brackets, as archives write it."""
    names = [snapshot.originals[part.original].name.rsplit(".", 1)[0] for part in piece.parts[:1]]
    return f"[{names[0]}]" if names else None


def _pieces(
    before: FrozenState, after: FrozenState, old: FrozenItem | None, new: FrozenItem | None
) -> tuple[PieceChange, ...]:
    there, wanted = _filed(before, old), _filed(after, new)
    partners = _partners(list(there), list(wanted))
    changes = [
        _changed(after, partner, piece, there.get(partner, ()) if partner else (), slots)
        for piece, slots in wanted.items()
        for partner in (partners.get(piece.id),)
    ]
    kept = {partner.id for partner in partners.values()}
    gone = [piece for piece in there if piece.id not in kept]
    return (*changes, *(PieceChange(Change.GONE, piece, None, (), _valid(piece, after)) for piece in gone))


def _filed(state: FrozenState, item: FrozenItem | None) -> dict[FrozenPiece, tuple[str | None, ...]]:
    """Return the pieces of an item in order of filing, with the materials that each is filed as."""
    found: dict[FrozenPiece, tuple[str | None, ...]] = {}
    for key, slot in item.filed if item else ():
        found[state.pieces[key]] = (*found.get(state.pieces[key], ()), slot)
    return found


def _partners(there: Sequence[FrozenPiece], wanted: Sequence[FrozenPiece]) -> dict[PieceId, FrozenPiece]:
    """Return the piece of before that each piece of after is; the surest way first, in order."""
    found: dict[PieceId, FrozenPiece] = {}
    taken: set[PieceId] = set()
    ways: tuple[Callable[[FrozenPiece], object], ...] = (_by_id, _by_files, _by_number, _by_title)
    for way in ways:
        left = [piece for piece in there if piece.id not in taken]
        by_sign: dict[object, list[FrozenPiece]] = {}
        for piece in left:
            by_sign.setdefault(way(piece), []).append(piece)
        for piece in wanted:
            sign = way(piece)
            if piece.id not in found and sign is not None and by_sign.get(sign):
                found[piece.id] = by_sign[sign].pop(0)
                taken.add(found[piece.id].id)
    return found


def _by_id(piece: FrozenPiece) -> object:
    return piece.id


def _by_files(piece: FrozenPiece) -> object:
    return piece.files or None


def _by_number(piece: FrozenPiece) -> object:
    told = (piece.document_number, piece.title)
    return tuple(searchable(text) for text in told if text) if all(told) else None


def _by_title(piece: FrozenPiece) -> object:
    return (searchable(piece.title), piece.year) if piece.title else None


def _changed(
    after: FrozenState,
    old: FrozenPiece | None,
    new: FrozenPiece,
    old_slots: Sequence[str | None],
    new_slots: Sequence[str | None],
) -> PieceChange:
    if old is None:
        return PieceChange(Change.NEW, None, new, (), _valid(new, after))
    differing = [name for name in _FACTS if getattr(old, name) != getattr(new, name)]
    differing += [FILES] if old.files != new.files else []
    differing += [SLOT] if set(old_slots) != set(new_slots) else []
    return PieceChange(Change.CHANGED if differing else Change.SAME, old, new, tuple(differing), _valid(new, after))


def _valid(piece: FrozenPiece, after: FrozenState) -> bool | None:
    return None if piece.valid_until is None else piece.valid_until >= after.day
