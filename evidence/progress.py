"""Progress out of long work, cancellation into it."""

from __future__ import annotations

from typing import Protocol

from evidence.errors import CancelledError


class Report(Protocol):
    """What long work tells and asks; called from the thread that does the work."""

    def advanced(self, task: str, done: int, total: int) -> None:
        """Tell that `done` of `total` steps of `task` (a code in `wording`) are done."""
        ...

    def cancelled(self) -> bool:
        """Tell whether the user wants the work to stop."""
        ...


class Silent:
    """A report that nobody reads."""

    def advanced(self, task: str, done: int, total: int) -> None:
        """Ignore the progress."""

    def cancelled(self) -> bool:
        """Never cancel."""
        return False


SILENT = Silent()


def tell(report: Report, task: str, done: int, total: int) -> None:
    """Pass progress on, or raise `CancelledError` if the user asked to stop."""
    if report.cancelled():
        raise CancelledError
    report.advanced(task, done, total)
