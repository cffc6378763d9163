"""All doubts of a project, and those that are there after a change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from msgspec import Struct

from evidence.check.doubts import about_items, about_papers, copied
from evidence.check.doubts.item_words import ItemWords
from evidence.check.doubts.other_figures import figures_differ
from evidence.check.doubts.view import ItemView, PaperView, ProjectView, item_view, paper_view, slots_by_piece, view_of
from evidence.check.gaps import ItemGaps
from evidence.complaints import Complaint, Doubt
from evidence.model import CriterionId, Piece, PieceId, Slot
from evidence.snapshot import Changes, Snapshot

Key = TypeVar("Key", CriterionId, PieceId)

ABOUT_ITEMS: tuple[Callable[[ItemView], Iterable[Doubt]], ...] = (
    about_items.years_missing,
    about_items.only_notices,
    about_items.in_other_item,
    about_items.fills_many_slots,
    about_items.summary_before_plan,
    copied.townships_alike,
    about_items.mostly_from_above,
    about_items.veto_without_statement,
)
ABOUT_PAPERS: tuple[Callable[[PaperView], Iterable[Doubt]], ...] = (
    about_papers.form,
    about_papers.scan,
    about_papers.pictures,
    about_papers.days,
    about_papers.drafts,
    about_papers.private,
    about_papers.term,
    about_papers.pages,
)
_ORDER = {complaint: number for number, complaint in enumerate(Complaint)}


class Doubts(Struct, frozen=True, dict=True):
    """The doubts of a project on a day, dismissed ones among them."""

    of_items: Mapping[CriterionId, tuple[Doubt, ...]]  # of items that have any
    of_papers: Mapping[PieceId, tuple[Doubt, ...]]  # of papers that have any
    across: tuple[Doubt, ...]  # of papers in many items, and of figures
    day: date
    finished: frozenset[CriterionId]
    words: ItemWords

    def __iter__(self) -> Iterator[Doubt]:
        """Yield all of them, in no order."""
        for found in (self.of_items, self.of_papers):
            for some in found.values():
                yield from some
        yield from self.across


def find_doubts(snapshot: Snapshot, gaps: Mapping[CriterionId, ItemGaps]) -> Doubts:
    """Return the doubts about the items that have material or are marked 收齐, and about what is filed there."""
    words = ItemWords(snapshot)
    project = view_of(snapshot, words)
    of_items = {key: some for key, item in gaps.items() if (some := _about_item(project, item))}
    filed = slots_by_piece(project, snapshot.asked_filings)
    pieces = (snapshot.piece_by_id[key] for key in filed)
    of_papers = {piece.id: some for piece in pieces if (some := _about_paper(project, piece, filed[piece.id]))}
    across = (*copied.used_in_many_items(project), *figures_differ(project))
    return Doubts(of_items, of_papers, across, project.day, snapshot.finished, words)


def updated_doubts(
    before: Doubts, snapshot: Snapshot, gaps: Mapping[CriterionId, ItemGaps], changes: Changes
) -> Doubts:
    """Return what `find_doubts` would; `before` is from before `changes`, which must be all since."""
    if changes.scheme or before.day != snapshot.at.date():
        return find_doubts(snapshot, gaps)
    project = view_of(snapshot, before.words)
    filings = [filing for filing in snapshot.asked_filings if filing.piece in changes.pieces]
    items = changes.criteria | (before.finished ^ snapshot.finished) | {filing.criterion for filing in filings}
    of_items, of_papers = dict(before.of_items), dict(before.of_papers)
    for key in items:
        _put(of_items, key, _about_item(project, gaps[key]) if key in gaps else ())
    filed = slots_by_piece(project, filings)
    for key in changes.pieces:
        _put(of_papers, key, _about_paper(project, snapshot.piece_by_id[key], filed[key]) if key in filed else ())
    across = (*copied.used_in_many_items(project), *figures_differ(project))
    return Doubts(of_items, of_papers, across, project.day, snapshot.finished, before.words)


def in_order(doubts: Iterable[Doubt], snapshot: Snapshot) -> list[Doubt]:
    """Return doubts by complaint, then by item in the scheme's order, then by the arrival of their papers."""
    places = {item.id: number for number, item in enumerate(snapshot.leaves)}

    def place(doubt: Doubt) -> tuple[int, int, int, str]:
        item = min((places.get(item, 0) for item in items_of(doubt, snapshot)), default=0)
        pieces = (snapshot.piece_by_id[piece].arrived for piece in doubt.pieces if piece in snapshot.piece_by_id)
        return _ORDER[doubt.complaint], item, min(pieces, default=0), doubt.sign

    return sorted(doubts, key=place)


def open_doubts(doubts: Iterable[Doubt], snapshot: Snapshot) -> list[Doubt]:
    """Return those that nobody dismissed, in order."""
    return in_order((doubt for doubt in doubts if doubt.key not in snapshot.dismissed), snapshot)


def items_of(doubt: Doubt, snapshot: Snapshot) -> tuple[CriterionId, ...]:
    """Return the items that a doubt is about: its own, or those that its papers lie in."""
    if doubt.criterion is not None:
        return (doubt.criterion,)
    return tuple(dict.fromkeys(item for piece in doubt.pieces for item in snapshot.items_of.get(piece, ())))


def _about_item(project: ProjectView, gaps: ItemGaps) -> tuple[Doubt, ...]:
    item = item_view(project, gaps)
    if not item.papers and not item.finished:
        return ()
    found: list[Doubt] = []
    for rule in ABOUT_ITEMS:
        found += rule(item)
    return tuple(found)


def _about_paper(project: ProjectView, piece: Piece, slots: tuple[Slot, ...]) -> tuple[Doubt, ...]:
    paper = paper_view(project, piece, slots)
    found: list[Doubt] = []
    for rule in ABOUT_PAPERS:
        found += rule(paper)
    return tuple(found)


def _put(found: dict[Key, tuple[Doubt, ...]], key: Key, doubts: tuple[Doubt, ...]) -> None:
    if doubts:
        found[key] = doubts
    else:
        found.pop(key, None)
