"""收件包 made for units, and what came back held against what is owed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.check.debts import Debt
from evidence.deliveries import Batch
from evidence.progress import Report
from evidence.snapshot import Snapshot
from ui.jobs import Job
from ui.session import Session

if TYPE_CHECKING:  # loaded when the first package is made
    from evidence.check.returned import Returned
    from evidence.export.hand_out import HandedOut, Packing


def save_packages(
    session: Session,
    out: Path,
    owed: Mapping[str, Sequence[Debt]],
    packing: Packing,
    written: Callable[[HandedOut], object],
    done: Callable[[tuple[HandedOut, ...]], object],
) -> Job:
    """Write a package for each of these units into a folder, which is made if it is not there.

    Of each that is written `written` hears on the worker thread: they stay where the work is stopped.
    """
    setup = session.setup

    def write(snapshot: Snapshot, report: Report) -> tuple[HandedOut, ...]:
        from evidence.export.hand_out import hand_out

        return hand_out(out, owed, snapshot, setup.version(), packing, report, written)

    return session.save("handing_out", out, write, done)


def hold_against_debts(session: Session, batch: Batch, done: Callable[[Returned], object]) -> Job:
    """Look what an arrival closed of what its unit owes, what is wrong with it, and what is missing."""
    snapshot, gaps = session.moment.snapshot, tuple(session.moment.gaps.values())

    def look(_: Report) -> Returned:
        from evidence.export.returned_file import held_against_debts

        return held_against_debts(snapshot, gaps, batch)

    return session.jobs.run("receiving", look, done)


def save_returned(session: Session, path: Path, batch: Batch, found: Returned, done: Callable[[Path], object]) -> Job:
    """Write that as Word or Excel; the ending of `path` tells which."""
    setup, home = session.setup, session.moment.path

    def write(snapshot: Snapshot, _: Report) -> Path:
        from evidence.export.returned_file import write_returned
        from evidence.layouts import template_of

        template = template_of(snapshot.project, home, setup.template)
        write_returned(path, batch, found, snapshot, template, setup.version())
        return path

    return session.save("returned", path, write, done)
