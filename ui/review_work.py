"""复核 of the open project, written by the worker thread; and who reviewed last."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from evidence.model import CriterionId, FilingId
from evidence.progress import Report
from evidence.reviews import Fit, Work
from evidence.snapshot import Changes, Snapshot
from ui.jobs import Job

if TYPE_CHECKING:
    from ui.open_project import OpenProject
    from ui.session import Session


class ReviewWork:
    """What people say of items and papers of a session's project; one step each."""

    def __init__(self, session: Session) -> None:
        """Write to the project that the session has open."""
        self._session = session

    def set_work(self, items: Collection[CriterionId], state: Work, by: str) -> Job:
        """Record how far items are."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            return desk.workspace.reviewing.set_work(items, state, by), None

        return self._session.write("arranging", work)

    def judge(self, filings: Collection[FilingId], fit: Fit, by: str, reason: str) -> Job:
        """Record what papers are in their places."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            return desk.workspace.reviewing.judge(filings, fit, by, reason), None

        return self._session.write("arranging", work)

    def withdraw(self, filings: Collection[FilingId]) -> Job:
        """Take verdicts back."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            return desk.workspace.reviewing.withdraw(filings), None

        return self._session.write("arranging", work)

    def mark_to_review(self, items: Collection[CriterionId]) -> Job:
        """Record in the name of who works here that items are 收齐 and wait for a second person."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            return desk.workspace.reviewing.set_work(items, Work.TO_REVIEW, desk.workspace.who), None

        return self._session.write("arranging", work)


def last_reviewer(snapshot: Snapshot) -> str:
    """Return who reviewed last, empty if nobody did: the project remembers it, on whatever computer it is opened."""
    said = [(review.at, review.by) for filing in snapshot.filings if (review := filing.review) is not None]
    said += [(m.at, m.by) for m in snapshot.marks.values() if m.state is Work.DONE and m.at and m.by]
    return max(said, default=(None, ""), key=lambda one: str(one[0]))[1]
