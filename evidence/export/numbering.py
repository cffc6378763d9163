"""件号: the order of the pieces under each item, and the one place where each is printed."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import count

from msgspec import Struct

from evidence.boxes import FRONT, Fixed, Late, Place, place_between
from evidence.check.defects import countable
from evidence.export.blocks import Anchor
from evidence.model import Criterion, CriterionId, Piece, PieceId
from evidence.snapshot import Snapshot

# Levels of issuers, by the first of these that fits: 上级 (0, 1) → 县级 (2) → 部门 (3) → 乡镇 (4).
_LEVELS = (
    (0, re.compile(r"国务院|中央|自治区|^(?!.*[县区]).*(国家|总局|省|(?<!宣传|组织|统战)部$)")),
    (1, re.compile(r"^(?!.*[县区镇乡]).*?市(?!场)(人民|委|政府|.*[局厅委办室会院]$)")),
    (4, re.compile(r"[^城][镇乡](?!村)|街道")),
    (2, re.compile(r"[县区]委(?!.*[局部]$)|[县区](人民)?政府|委员会办公室$|安委|安办")),
    (3, re.compile(r"[局委部院会办]$")),
)
_UNKNOWN_LEVEL = 5


class Numbered(Struct, frozen=True):
    """A piece in an item's directory; `number` is None for one that is withheld from submission."""

    piece: Piece
    serial: Place | None
    number: str | None  # the item's code and the serial
    label: str  # the number, or what stands in its place
    anchor: Anchor  # where it is printed
    at_home: bool  # printed under this item; elsewhere it is only pointed to

    @property
    def code(self) -> str:
        """The code of the item that it is printed under; empty without a number."""
        serial = serial_text(self.serial) if self.serial else ""
        return (self.number or "").removesuffix(f"-{serial}")


def issuer_level(issuer: str | None) -> int:
    """Return 0 for the highest level of issuers, growing downwards; unknown issuers come last."""
    if issuer:
        for level, pattern in _LEVELS:
            if pattern.search(issuer):
                return level
    return _UNKNOWN_LEVEL


def number_pieces(
    snapshot: Snapshot, only: Collection[CriterionId] | None = None
) -> dict[CriterionId, tuple[Numbered, ...]]:
    """Return the pieces of each item that has any, in the order of its directory.

    With `only` these items are counted alone; a piece that is printed under another one is then without its number.

    A piece is printed under the item where it was filed first, of those that are asked of the office. What proves
    nothing yet (drafts, damaged files) comes last and has no number, so that numbers are the same in both editions. In
    a box that is fixed (定号) those printed keep their numbers and their order; others are numbered behind them, or in
    between, as the box says.
    """
    home: dict[PieceId, CriterionId] = {}
    for filing in snapshot.asked_filings:
        home.setdefault(filing.piece, filing.criterion)
    serials: dict[PieceId, Place] = {}
    ordered: dict[CriterionId, list[Piece]] = {}
    boxes = {item: box for box in snapshot.boxes.fixed for item in box.items}
    for criterion in snapshot.leaves:
        if only is not None and criterion.id not in only:
            continue
        pieces = _in_order(snapshot, criterion)
        own = [piece for piece in pieces if home[piece.id] == criterion.id and countable(piece)]
        box = boxes.get(criterion.id)
        if box is None or box.fixed is None:
            serials |= {piece.id: (serial,) for serial, piece in enumerate(own, 1)}
        else:
            serials |= _late_serials(criterion.id, [piece.id for piece in own], box.fixed, snapshot.boxes.rules.late)
            pieces = _by_serial(pieces, {piece.id: serials[piece.id] for piece in own})
        ordered[criterion.id] = pieces
    codes = {criterion.id: criterion.code for criterion in snapshot.leaves}
    return {
        criterion: tuple(
            _numbered(piece, codes[home[piece.id]], serials.get(piece.id), at_home=home[piece.id] == criterion)
            for piece in pieces
        )
        for criterion, pieces in ordered.items()
        if pieces
    }


def _numbered(piece: Piece, code: str, serial: Place | None, *, at_home: bool) -> Numbered:
    number = None if serial is None else f"{code}-{serial_text(serial)}"
    return Numbered(piece, serial, number, number or f"{code}-未编号", Anchor(f"piece{piece.arrived}"), at_home)


def serial_text(serial: Place) -> str:
    """Return the last part of a 件号: 003, or 003-1 of a piece put in behind it."""
    first, *further = serial
    return "-".join([f"{first:03d}", *map(str, further)])


def _late_serials(item: CriterionId, own: Sequence[PieceId], fixed: Fixed, late: Late) -> dict[PieceId, Place]:
    """Return the serials of an item's pieces, `own` in their usual order: those printed there keep theirs."""
    printed = fixed.serials_of.get(item, {})
    found = {piece: printed[piece] for piece in own if piece in printed}
    taken = sorted(printed.values())  # also of pieces that are gone: their numbers are not given again
    if late is Late.END:
        following = count(taken[-1][0] + 1 if taken else 1)
        return found | {piece: (next(following),) for piece in own if piece not in found}
    before = FRONT
    for piece in own:
        if piece not in found:
            at = bisect_right(taken, before)
            found[piece] = place_between(before, taken[at] if at < len(taken) else None)
            insort(taken, found[piece])
        before = found[piece]
    return found


def _by_serial(pieces: Sequence[Piece], serials: Mapping[PieceId, Place]) -> list[Piece]:
    """Put an item's own pieces into the order of their serials; those only pointed to stay where they are."""
    own = iter(sorted((piece for piece in pieces if piece.id in serials), key=lambda piece: serials[piece.id]))
    return [next(own) if piece.id in serials else piece for piece in pieces]


def _in_order(snapshot: Snapshot, criterion: Criterion) -> list[Piece]:
    """Sort by sub-requirement, year, level of the issuer, date; withheld pieces last."""
    positions = {slot.id: position for position, slot in enumerate(criterion.required)}
    first_slot: dict[PieceId, int] = {}
    for filing in snapshot.filed_under.get(criterion.id, ()):
        position = positions[filing.slot] if filing.slot is not None else len(positions)
        first_slot[filing.piece] = min(position, first_slot.get(filing.piece, position))

    def key(piece: Piece) -> tuple[Sequence[int], date, int]:
        facts = piece.facts
        place = (not countable(piece), first_slot[piece.id], facts.year or 9999, issuer_level(facts.issuer))
        return place, facts.issued_on or date.max, piece.arrived

    return sorted((snapshot.piece_by_id[piece] for piece in first_slot), key=key)
