"""Searches of the open project: on a thread of their own, so that they answer while long work is going on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from evidence.errors import DossierError
from evidence.progress import Report
from ui.jobs import Job, Jobs, Worker

if TYPE_CHECKING:  # loaded when somebody looks for something
    from evidence.model import CriterionId
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

    @property
    def at_work(self) -> bool:
        """Whether anything is looked for."""
        return self._jobs is not None and bool(self._jobs.running)

    def ask(self, text: str, narrowed: Query) -> None:
        """Look for what was typed among papers and problems that fit `narrowed`; what was asked before is forgotten."""
        self.forget()
        if (query := self._query(text, narrowed)) is not None:
            self._ask_papers(query, 0)
            self._ask_problems(query, 0)

    def ask_more(self, text: str, narrowed: Query, first: int) -> None:
        """Tell the page of papers from the `first` hit on; what else is being looked for is answered, too."""
        if (query := self._query(text, narrowed)) is not None:
            self._ask_papers(query, first)

    def ask_more_problems(self, text: str, narrowed: Query, first: int) -> None:
        """Tell the page of problems from the `first` hit on; what else is being looked for is answered, too."""
        if (query := self._query(text, narrowed)) is not None:
            self._ask_problems(query, first)

    def make(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Make a list to look through, after what was asked before and beside long work."""
        self._run(lambda _: work(), done)

    def _query(self, text: str, narrowed: Query) -> Query | None:
        """Return what is asked; None if that is refused, which is told."""
        from evidence import wording
        from evidence.queries import words_of

        try:
            wanted, unwanted = words_of(text)
        except DossierError as error:
            self.refused.emit(wording.sentence(error))
            return None
        return replace(narrowed, wanted=wanted, unwanted=unwanted)

    def _ask_papers(self, query: Query, first: int) -> None:
        workspace, snapshot = self._session.workspace, self._session.moment.snapshot

        def find() -> Found:
            return workspace.searching.find(query, snapshot, first, PAGE)

        self._look(find, lambda found: self.answered.emit(found, first))

    def _ask_problems(self, query: Query, first: int) -> None:
        from evidence.rectify.finding_search import FindingSearch

        lines, snapshot = self._session.ledger.ledger.lines, self._session.moment.snapshot
        known = self._problems = self._problems or FindingSearch()

        def find() -> ProblemsFound:
            below: frozenset[CriterionId] = snapshot.below(query.item) if query.item is not None else frozenset()
            return known.find(query, [line.case for line in lines], below, first, PAGE)

        self._look(find, lambda found: self.problems_answered.emit(found, first))

    def _look(self, find: Callable[[], T], tell: Callable[[T], object]) -> None:
        from evidence import wording

        number = self._newest

        def work(_: Report) -> T | None:
            return find() if number == self._newest else None  # something else was asked while this waited

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
