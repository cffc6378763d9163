"""责任落实 of the open project, on the worker thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from evidence.check.duties import DutyRow, SignedPlace
from evidence.progress import Report
from evidence.snapshot import Snapshot
from ui.jobs import Job
from ui.session import Session


class Duties(Struct, frozen=True):
    """What units owe, and what was found of places."""

    rows: tuple[DutyRow, ...]
    places: tuple[SignedPlace, ...]


def read_duties(session: Session, words: Sequence[str], done: Callable[[Duties], object]) -> Job:
    """Find the papers that bind somebody, by the words of their materials' names."""
    workspace, items = session.workspace, tuple(session.moment.gaps.values())

    def work(_: Report) -> Duties:
        from evidence.check.duties import duties, duty_rows, signed_places
        from evidence.rectifying import sites

        rows = duty_rows(items, duties(items, words))
        return Duties(rows, signed_places(rows, sites(workspace)))

    return session.jobs.run("looking", work, done)


def save_duties(
    session: Session, path: Path, rows: Sequence[DutyRow], words: Sequence[str], done: Callable[[Path], object]
) -> Job:
    """Write what units owe as Word or Excel; the ending of `path` tells which."""
    setup = session.setup

    def write(snapshot: Snapshot, _: Report) -> Path:
        from evidence.export import duty_file
        from evidence.layouts import table_template_of

        template = table_template_of(snapshot.project, setup.table_template)
        duty_file.write_duties(path, rows, words, snapshot, template, setup.version())
        return path

    return session.save("saving_table", path, write, done)


def save_places(session: Session, path: Path, places: Sequence[SignedPlace], done: Callable[[Path], object]) -> Job:
    """Write what was found of places, as `save_duties` does."""
    setup = session.setup

    def write(snapshot: Snapshot, _: Report) -> Path:
        from evidence.export import duty_file
        from evidence.layouts import table_template_of

        template = table_template_of(snapshot.project, setup.table_template)
        duty_file.write_places(path, places, snapshot, template, setup.version())
        return path

    return session.save("saving_table", path, write, done)
