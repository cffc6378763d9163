"""Searches of the open project: on a thread of their own, so that they answer while long work is going on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from evidence.errors import DossierError
from evidence.model import CriterionId
from evidence.progress import Report
from ui.jobs import Job, Jobs, Worker

if TYPE_CHECKING:  # loaded when somebody looks for something
    from evidence.queries import Found, ProblemsFound, Query
    from evidence.rectify.finding_search import FindingSearch
    from ui.session import Session

T = TypeVar("T")

PAGE = 50  # hits that are shown at once


class SearchWork(QObject):
    """Belongs to a session; answers the newest question only."""

    answered = Signal(object, int)  # Found, from which hit on
    problems_answered = Signal(object, int)  # ProblemsFound, from which hit on
    refused = Signal(str)  # a sentence: why there is no answer

    def __init__(self, session: Session) -> None:
        """Search in the project that `session` has open."""
        super().__init__()
        self._session = session
        self._jobs: Jobs | None = None
        self._newest = 0
        self._problems: FindingSearch | None = None

    def ask(self, text: str, narrowed: Query, first: int = 0) -> None:
        """Look for what was typed among papers that fit `narrowed`; a page from the `first` hit on is told."""
        self.forget()
        workspace, snapshot = self._session.workspace, self._session.moment.snapshot

        def find(query: Query) -> Found:
            return workspace.searching.find(query, snapshot, first, PAGE)

        self._look(text, narrowed, find, lambda found: self.answered.emit(found, first))

    def ask_problems(self, text: str, narrowed: Query, first: int = 0) -> None:
        """Look for what was typed in 整改台账 as well; what was asked of papers meanwhile is answered, too."""
        lines, snapshot = self._session.ledger.ledger.lines, self._session.moment.snapshot

        def find(query: Query) -> ProblemsFound:
            from evidence.rectify.finding_search import FindingSearch

            known = self._problems = self._problems or FindingSearch()
            below = snapshot.below(query.item) if query.item is not None else frozenset[CriterionId]()
            return known.find(query, [line.case for line in lines], below, first, PAGE)

        self._look(text, narrowed, find, lambda found: self.problems_answered.emit(found, first))

    def make(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Make a list to look through, after what was asked before and beside long work."""
        self._run(lambda _: work(), done)

    def _look(self, text: str, narrowed: Query, find: Callable[[Query], T], tell: Callable[[T], object]) -> None:
        from evidence import wording
        from evidence.queries import words_of

        number = self._newest

        def work(_: Report) -> T | None:
            if number != self._newest:  # something else was asked while this waited
                return None
            wanted, unwanted = words_of(text)
            return find(replace(narrowed, wanted=wanted, unwanted=unwanted))

        def answer(found: T | None) -> None:
            if found is not None and number == self._newest:
                tell(found)

        def refuse(error: DossierError) -> None:
            if number == self._newest:
                self.refused.emit(wording.sentence(error))

        self._run(work, answer).failed.connect(refuse)

    def _run(self, work: Callable[[Report], T], done: Callable[[T], object]) -> Job:
        if self._jobs is None:
            self._jobs = Jobs(Worker("searching"))
        job = self._jobs.run("searching", work, done)
        job.crashed.connect(_raise)
        return job

    def forget(self) -> None:
        """Answer no question that was asked until now."""
        self._newest += 1

    def end(self) -> None:
        """Let go of the project: return when nothing is read from it any more."""
        self.forget()
        if self._jobs is not None:
            self._jobs.close()
            self._jobs = self._problems = None


def _raise(error: Exception) -> None:
    """Report a bug, as every bug on this thread is."""
    raise error
