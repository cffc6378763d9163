"""Searches of the open project: on a thread of their own, so that they answer while long work is going on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evidence.errors import DossierError
from evidence.progress import Report
from ui.jobs import Jobs, Worker

if TYPE_CHECKING:
    from evidence.queries import Found, Query
    from ui.session import Session

PAGE = 50  # hits that are shown at once


class SearchWork(QObject):
    """Belongs to a session; answers the newest question only."""

    answered = Signal(object, int)  # Found, from which hit on
    refused = Signal(str)  # a sentence: why there is no answer

    def __init__(self, session: Session) -> None:
        """Search in the project that `session` has open."""
        super().__init__()
        self._session = session
        self._jobs: Jobs | None = None
        self._newest = 0

    def ask(self, text: str, narrowed: Query, first: int = 0) -> None:
        """Look for what was typed among what fits `narrowed`; a page from the `first` hit on is told."""
        from evidence import wording
        from evidence.queries import words_of

        self.forget()
        number = self._newest
        workspace, snapshot = self._session.workspace, self._session.moment.snapshot

        def work(_: Report) -> Found | None:
            if number != self._newest:  # something else was asked while this waited
                return None
            wanted, unwanted = words_of(text)
            query = replace(narrowed, wanted=wanted, unwanted=unwanted)
            return workspace.searching.find(query, snapshot, first, PAGE)

        def answer(found: Found | None) -> None:
            if found is not None and number == self._newest:
                self.answered.emit(found, first)

        def refuse(error: DossierError) -> None:
            if number == self._newest:
                self.refused.emit(wording.sentence(error))

        if self._jobs is None:
            self._jobs = Jobs(Worker("searching"))
        job = self._jobs.run("searching", work, answer)
        job.failed.connect(refuse)
        job.crashed.connect(_raise)

    def forget(self) -> None:
        """Answer no question that was asked until now."""
        self._newest += 1

    def end(self) -> None:
        """Let go of the project: return when nothing is read from it any more."""
        self.forget()
        if self._jobs is not None:
            self._jobs.close()
            self._jobs = None


def _raise(error: Exception) -> None:
    """Report a bug, as every bug on this thread is."""
    raise error
