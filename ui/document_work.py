"""One document alone, made for the window on the worker thread."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.progress import Report
from evidence.snapshot import Snapshot
from ui.jobs import Job
from ui.session import Session

if TYPE_CHECKING:
    from evidence.export.documents import Saved, Wanted
    from evidence.export.leaks import Leak


def save_document(
    session: Session,
    path: Path,
    wanted: Wanted,
    confirmed_by: str | None,
    done: Callable[[Saved], object],
    cleared: Collection[Leak] = (),
) -> Job:
    """Make a document; the ending of `path` tells whether as Word or Excel.

    Record who answered for a 送审版, and that they say of `cleared`, which was found in it, that it is no leak.
    """
    known = {(leak.what, leak.text) for leak in cleared}
    setup, workspace = session.setup, session.workspace

    def is_none(leak: Leak) -> bool:
        return (leak.what, leak.text) in known

    def write(snapshot: Snapshot, report: Report) -> Saved:
        from evidence.export.documents import Templates, told_of, write_document
        from evidence.layouts import table_template_of, template_for

        wide = table_template_of(snapshot.project, setup.table_template)
        templates = Templates(template_for(workspace, setup.template), wide)
        version = setup.version()
        saved = write_document(path, wanted, snapshot, workspace.original_path, templates, version, report, is_none)
        if confirmed_by is not None:
            workspace.confirm_export(confirmed_by, path, told_of(saved.cleared))
        return saved

    return session.save("document", path, write, done)
