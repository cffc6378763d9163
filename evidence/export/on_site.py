"""现场查阅: the papers to be shown for an item, and in which box and on which pages each lies; nothing internal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from evidence.boxes import place_text
from evidence.export import phrases
from evidence.export.box_plan import BoxPlan, PlannedBox
from evidence.export.numbering import Numbered
from evidence.model import CriterionId, PieceId
from evidence.snapshot import Snapshot

Lying = Mapping[PieceId, tuple[int, str]]  # the number of a piece's box, and its 页号 there (empty: none is printed)


class PaperOnSite(Struct, frozen=True):
    """A paper as an examiner may see it."""

    piece: PieceId
    label: str  # 件号
    title: str
    box: int | None  # None: not laid out yet
    pages: str  # 页号; empty where none is known
    held: str  # of one on paper only: where it is kept, and by whom


def papers_on_site(
    snapshot: Snapshot, numbered: Mapping[CriterionId, Sequence[Numbered]], lying: Lying | None = None
) -> dict[CriterionId, tuple[PaperOnSite, ...]]:
    """Return what the 送审版 shows of each item, in the order of its directory; without `lying`, not yet where."""
    return {
        item.id: tuple(
            _shown(snapshot, entry, lying or {}) for entry in numbered.get(item.id, ()) if entry.number is not None
        )
        for item in snapshot.leaves
    }


def where_all_lie(plan: BoxPlan) -> Lying:
    """Return where each piece lies as the boxes are laid out, those that are fixed as they were printed."""
    found: dict[PieceId, tuple[int, str]] = {}
    for box in plan.boxes:
        pages = _pages(box)
        for _, entry in plan.entries(box):
            begins = box.bound.printed_numbers.get(entry.anchor, "")
            found[entry.piece.id] = (box.number, pages.get(entry.piece.id, begins))
    return found


def _shown(snapshot: Snapshot, entry: Numbered, lying: Lying) -> PaperOnSite:
    box, pages = lying.get(entry.piece.id, (None, ""))
    paper = entry.piece.paper
    held = "，".join(filter(None, (paper.place, paper.keeper))) if paper else ""
    return PaperOnSite(entry.piece.id, entry.label, phrases.title_of(entry.piece, snapshot), box, pages, held)


def _pages(box: PlannedBox) -> dict[PieceId, str]:
    """Return the pages of the pieces that have some in a box, as they are printed."""
    runs: Iterable[tuple[tuple[PieceId, ...], str, str]] = (
        (run.pieces, place_text(run.places[0]), place_text(run.places[-1]))
        for run in box.bound.counted
        if run.pieces and run.places
    )
    return {piece: first if first == last else f"{first}～{last}" for pieces, first, last in runs for piece in pieces}
