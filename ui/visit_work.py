"""查阅登记 of the open project, on the worker thread."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.model import Criterion
from evidence.progress import Report
from evidence.snapshot import Changes, Snapshot
from evidence.visits import Request, RequestId, Wish
from ui.jobs import Job
from ui.session import Session

if TYPE_CHECKING:
    from ui.open_project import OpenProject


def read_requests(session: Session, done: Callable[[tuple[Request, ...]], object]) -> Job:
    """Read the register."""
    workspace = session.workspace

    def work(_: Report) -> tuple[Request, ...]:
        from evidence.visiting import requests

        return requests(workspace)

    return session.jobs.run("looking", work, done)


def note(session: Session, item: Criterion, wish: Wish, told: dict[str, str], done: Callable[[Wish], object]) -> Job:
    """Write a wish down; `told` says `paper`, `said` and `examiner`, as far as they are known."""

    def work(desk: OpenProject, _: Report) -> tuple[Changes, Wish]:
        from evidence.visiting import note

        return note(desk.workspace, item, wish, **told), wish

    return session.write("arranging", work, done)


def strike(session: Session, wishes: Collection[RequestId]) -> Job:
    """Take wishes off the register."""

    def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
        from evidence.visiting import strike

        return strike(desk.workspace, wishes), None

    return session.write("arranging", work)


def save_requests(session: Session, path: Path, done: Callable[[Path], object]) -> Job:
    """Write the register as Word or Excel; the ending of `path` tells which."""
    setup, workspace = session.setup, session.workspace

    def write(snapshot: Snapshot, _: Report) -> Path:
        from evidence.export.visit_file import write_requests
        from evidence.layouts import table_template_of
        from evidence.visiting import requests

        template = table_template_of(snapshot.project, setup.table_template)
        write_requests(path, requests(workspace), snapshot, template, setup.version())
        return path

    return session.save("receipt", path, write, done)
