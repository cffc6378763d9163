"""What the rules look at: the project, one item with its papers, one paper with its places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from msgspec import Struct, field

from evidence.check.defects import Demands, demands_of, stands
from evidence.check.doubts.item_words import ItemWords
from evidence.check.gaps import ItemGaps, township_among
from evidence.model import CriterionId, Facts, Filing, Original, Piece, PieceId, Slot, SlotId, UnitKind
from evidence.reviews import Fit
from evidence.snapshot import Snapshot
from evidence.units import names_of

Senders = tuple[str | None, str | None]


class ProjectView(Struct, frozen=True):
    """What all rules may ask of the project."""

    snapshot: Snapshot
    words: ItemWords
    day: date  # today
    slots: Mapping[SlotId, Slot]
    demands: Mapping[SlotId, Demands]  # of each slot that has any
    townships: Mapping[str, str]  # names of today by each name that a township has or had
    _township_of: dict[Senders, str | None] = field(default_factory=dict[Senders, str | None])

    def township_of(self, facts: Facts) -> str | None:
        """Return the township that issued a paper, or handed it in; the longest name wins."""
        senders = (facts.issuer, facts.unit)
        if senders not in self._township_of:
            self._township_of[senders] = township_among(senders, self.townships)
        return self._township_of[senders]


class ItemView(Struct, frozen=True):
    """One item that has papers, or is marked 收齐."""

    project: ProjectView
    gaps: ItemGaps
    finished: bool
    papers: tuple[Piece, ...]  # each once, in order of filing
    slots_of: Mapping[PieceId, tuple[Slot, ...]]  # in which of the item's slots each lies, those of one that has none
    judged: frozenset[PieceId] = frozenset()  # papers on which a second person said that they fit here, or not

    @property
    def id(self) -> CriterionId:
        """The item's id."""
        return self.gaps.criterion.id


class PaperView(NamedTuple):
    """One paper that is filed somewhere."""

    project: ProjectView
    piece: Piece
    slots: tuple[Slot, ...]  # that it lies in
    originals: tuple[Original, ...]  # of its files, those that are printed
    names: str  # of these, a line each


def view_of(snapshot: Snapshot, words: ItemWords) -> ProjectView:
    """Return what rules may ask of a project."""
    names = names_of(unit for unit in snapshot.project.units if unit.kind is UnitKind.TOWNSHIP)
    slots = {slot.id: slot for item in snapshot.items for slot in item.required}
    demands = {key: demands_of(slot.must) for key, slot in slots.items() if slot.must}
    return ProjectView(snapshot, words, snapshot.at.date(), slots, demands, names)


def item_view(project: ProjectView, gaps: ItemGaps) -> ItemView:
    """Return an item with its papers."""
    snapshot = project.snapshot
    key = gaps.criterion.id
    filings = snapshot.filed_under.get(key, ())
    papers = {filing.piece: snapshot.piece_by_id[filing.piece] for filing in filings}
    by_piece = slots_by_piece(project, filings)
    said = [f.piece for f in filings for fit in (Fit.FITS, Fit.NOT) if stands(f.review, papers[f.piece], fit)]
    return ItemView(project, gaps, key in snapshot.finished, tuple(papers.values()), by_piece, frozenset(said))


def paper_view(project: ProjectView, piece: Piece, slots: tuple[Slot, ...]) -> PaperView:
    """Return a paper with its places and files."""
    known = project.snapshot.originals
    originals = [known[part.original] for part in piece.parts if part.printed]
    return PaperView(project, piece, slots, tuple(originals), "\n".join([original.name for original in originals]))


def slots_by_piece(project: ProjectView, filings: Iterable[Filing]) -> dict[PieceId, tuple[Slot, ...]]:
    """Return the slots that each of the filed pieces lies in."""
    found: dict[PieceId, tuple[Slot, ...]] = {}
    for filing in filings:
        slot = project.slots.get(filing.slot) if filing.slot is not None else None
        known = found.get(filing.piece, ())
        found[filing.piece] = known if slot is None else (*known, slot)
    return found
