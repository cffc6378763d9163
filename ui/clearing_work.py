"""What an export left that was broken off, cleared for the window on the worker thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.progress import Report
from ui.jobs import Job
from ui.session import Session

if TYPE_CHECKING:  # loaded when somebody asks
    from evidence.export.exchange import Left


def clear_export(session: Session, out: Path, done: Callable[[Left], object]) -> Job:
    """Remove what is left in a folder; an export that was finished stays."""
    who, now = session.moment.who, session.setup.clock()

    def work(_: Report) -> Left:
        from evidence.errors import ExportError
        from evidence.export.exchange import clear_left
        from evidence.store.disk import disk_sentences

        with disk_sentences(out, ExportError):
            return clear_left(out, who, now)

    return session.jobs.run("clearing", work, done)
