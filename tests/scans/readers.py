"""Readers of pages that say what a test tells them, at once and in this process."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from evidence.errors import UnreadableFileError
from evidence.extract.found import RecognisedPage
from evidence.extract.page_readers import PageJob, PageResult

Said = Mapping[int, str | UnreadableFileError]


class Scripted:
    """`Readers` that read of each page what was told for its number."""

    def __init__(self, said: Said, *, turned: int = 0, then: Callable[[], None] | None = None) -> None:
        """Say these texts; do something before each page is handed back."""
        self._said, self._turned, self._then = said, turned, then
        self._given: list[PageJob] = []
        self.read: list[int] = []  # pages, in the order in which they were given
        self.closed = False

    @property
    def free(self) -> int:
        """One at a time."""
        return 1 - len(self._given)

    def give(self, job: PageJob) -> None:
        """Begin with a page."""
        self._given.append(job)
        self.read.append(job.page)

    def finished(self, patience_s: float) -> list[PageResult]:  # noqa: ARG002 — as the real ones
        """Hand back what was given."""
        if self._then:
            self._then()
        results = [PageResult(job, self._outcome(job)) for job in self._given]
        self._given.clear()
        return results

    def close(self) -> None:
        """Take note of it."""
        self.closed = True

    def _outcome(self, job: PageJob) -> RecognisedPage | UnreadableFileError:
        told = self._said[job.page]
        return told if isinstance(told, UnreadableFileError) else RecognisedPage(told, 0.97, self._turned)
