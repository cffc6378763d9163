"""点位台账 of the open project, on the worker thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.findings import Site, SiteId
from evidence.progress import Report
from evidence.snapshot import Changes, Snapshot
from ui.jobs import Job
from ui.session import Session

if TYPE_CHECKING:
    from evidence.rectify.by_site import SiteLine
    from evidence.rectify.site_table import SitePlan
    from ui.open_project import OpenProject


def read_register(session: Session, done: Callable[[tuple[SiteLine, ...]], object]) -> Job:
    """Read all places with how many problems were found there."""
    workspace = session.workspace

    def work(_: Report) -> tuple[SiteLine, ...]:
        from evidence.siting import register

        return register(workspace)

    return session.jobs.run("looking", work, done)


def write_sites(session: Session, told: Sequence[Site]) -> Job:
    """Write places down, in the place of those with their ids."""

    def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
        from evidence.siting import write

        return write(desk.workspace, told), None

    return session.write("arranging", work)


def remove_sites(session: Session, gone: Collection[SiteId]) -> Job:
    """Take places away."""

    def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
        from evidence.siting import remove

        return remove(desk.workspace, gone), None

    return session.write("arranging", work)


def take_sites(session: Session, plan: Sequence[SitePlan]) -> Job:
    """Write down what a table tells that is new or different."""

    def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
        from evidence.siting import apply_plan

        return apply_plan(desk.workspace, plan), None

    return session.write("arranging", work)


def save_sites(session: Session, path: Path, done: Callable[[Path], object]) -> Job:
    """Write all places as Word or Excel; the ending of `path` tells which."""
    setup, workspace = session.setup, session.workspace

    def write(snapshot: Snapshot, _: Report) -> Path:
        from evidence.export import site_file
        from evidence.layouts import table_template_of
        from evidence.siting import register

        template = table_template_of(snapshot.project, setup.table_template)
        site_file.write_sites(path, register(workspace), snapshot, template, setup.version())
        return path

    return session.save("saving_table", path, write, done)
