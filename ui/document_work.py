"""One document alone, made for the window on the worker thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.progress import Report
from evidence.snapshot import Snapshot
from ui.jobs import Job
from ui.session import Session

if TYPE_CHECKING:
    from evidence.export.documents import Saved, Wanted


def save_document(
    session: Session, path: Path, wanted: Wanted, confirmed_by: str | None, done: Callable[[Saved], object]
) -> Job:
    """Make a document; the ending of `path` tells whether as Word or Excel. Record who answered for a 送审版."""
    setup, workspace = session.setup, session.workspace

    def write(snapshot: Snapshot, report: Report) -> Saved:
        from evidence.export.documents import Templates, write_document
        from evidence.export.template import load_template

        templates = Templates(load_template(setup.template), load_template(setup.table_template))
        version = setup.version()
        saved = write_document(path, wanted, snapshot, workspace.original_path, templates, version, report)
        if confirmed_by is not None:
            workspace.confirm_export(confirmed_by, path)
        return saved

    return session.save("document", path, write, done)
