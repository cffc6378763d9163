"""复核 of a project: how far the work on items is, and what second people find of papers; one undoable step each."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from msgspec.structs import replace

from evidence.check.defects import made_of
from evidence.check.self_scores import basis_of
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.model import CriterionId, Filing, FilingId, Flag, Piece
from evidence.reviews import Fit, Review, Work, WorkMark
from evidence.snapshot import Changes, Snapshot

if TYPE_CHECKING:
    from evidence.workspace import Workspace

_ACTIONS = {Work.TO_REVIEW: Action.FINISH, Work.DONE: Action.COMPLETE}


class Reviewing:
    """A service of a workspace; raises `RequestError` for what cannot be."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace

    def set_work(self, items: Collection[CriterionId], state: Work, by: str) -> Changes:
        """Record in somebody's name that items are 待复核 or 已完成, or again no more than what is filed tells.

        An item that is 已完成 is so with the papers that it has now.
        """
        snapshot, name = self._workspace.snapshot(), " ".join(by.split())
        if state is not Work.COLLECTING and state not in _ACTIONS:
            raise RequestError("work_follows")
        if not name and state in _ACTIONS:
            raise RequestError("review_by_nobody")
        marks = {item: _mark(snapshot, item, state, name) for item in items if state in _ACTIONS}
        with self._workspace.writing(_ACTIONS.get(state, Action.UNFINISH)) as writer:
            writer.keep_marks(marks, items)
        return writer.changes

    def judge(self, filings: Collection[FilingId], fit: Fit, by: str, reason: str = "") -> Changes:
        """Record in somebody's name what papers are in these places; 待复核 is taken off them.

        A verdict is about the place: the same paper elsewhere, or in another scheme, has its own.
        """
        name, why = " ".join(by.split()), " ".join(reason.split())
        if not name:
            raise RequestError("review_by_nobody")
        if not why and fit is not Fit.FITS:
            raise RequestError("review_no_reason")
        snapshot, now = self._workspace.snapshot(), self._workspace.now
        asked = _found(snapshot, filings)
        pieces = {filing.piece: snapshot.piece_by_id[filing.piece] for filing in asked}
        told = Review(fit, why or None, name, now, "")
        reviews = {filing.id: replace(told, basis=made_of(pieces[filing.piece])) for filing in asked}
        with self._workspace.writing(Action.REVIEW) as writer:
            writer.keep_reviews(reviews)
            for piece in filter(_is_waiting, pieces.values()):
                writer.correct_facts(piece.id, piece.facts, piece.flags - {Flag.TO_REVIEW})
        return writer.changes

    def withdraw(self, filings: Collection[FilingId]) -> Changes:
        """Let there be no verdict on these papers in their places."""
        asked = _found(self._workspace.snapshot(), filings)
        with self._workspace.writing(Action.WITHDRAW_REVIEW) as writer:
            writer.keep_reviews({filing.id: None for filing in asked})
        return writer.changes


def _mark(snapshot: Snapshot, key: CriterionId, state: Work, by: str) -> WorkMark:
    item = snapshot.by_id.get(key)
    if item is None:
        raise RequestError("review_item_gone")
    return WorkMark(state, by, snapshot.at, basis_of(snapshot, item) if state is Work.DONE else None)


def _found(snapshot: Snapshot, filings: Collection[FilingId]) -> list[Filing]:
    wanted = set(filings)
    found = [filing for filing in snapshot.filings if filing.id in wanted]
    if len(found) != len(wanted) or not found:
        raise RequestError("review_paper_gone")
    return found


def _is_waiting(piece: Piece) -> bool:
    return Flag.TO_REVIEW in piece.flags
