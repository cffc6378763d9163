"""What an export left that was broken off, looked for and cleared for the window on the worker thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.progress import Report
from ui.jobs import Job
from ui.session import Session

if TYPE_CHECKING:  # loaded when somebody asks
    from evidence.export.exchange import Left


def look_for_left(session: Session, out: Path, done: Callable[[Left], object]) -> Job:
    """Look for what an export left in a folder that may lie on a slow stick; in one that nobody can read is nothing."""

    def work(_: Report) -> Left:
        from evidence.export.exchange import Left, left_behind

        try:
            return left_behind(out)
        except OSError:
            return Left(0, 0)

    return session.jobs.run("looking", work, done)


def clear_export(session: Session, out: Path, done: Callable[[Left], object]) -> Job:
    """Remove what is left in a folder; an export that was finished stays."""
    who, now = session.moment.who, session.setup.clock()

    def work(_: Report) -> Left:
        from evidence.export.exchange import clear_left

        return clear_left(out, who, now)

    return session.jobs.run("clearing", work, done)
