"""往来记录 of units of the open project: read, and kept as a file, on the worker thread; and where it is offered."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from evidence.progress import Report
from evidence.snapshot import Snapshot
from ui.jobs import Job
from ui.offering import offered
from ui.session import Session

if TYPE_CHECKING:
    from evidence.check.unit_record import UnitRecord
    from ui.desk import Desk


def read_record(session: Session, unit: str, done: Callable[[UnitRecord], object]) -> Job:
    """Read what went to and fro with a unit."""
    moment, workspace = session.moment, session.workspace

    def work(_: Report) -> UnitRecord:
        from evidence.recording import record_of

        return record_of(workspace, moment.snapshot, tuple(moment.gaps.values()), unit)

    return session.jobs.run("receiving", work, done)


def save_record(session: Session, record: UnitRecord, path: Path, done: Callable[[Path], object]) -> Job:
    """Write a record as Word or Excel; the ending of `path` tells which."""
    setup, home = session.setup, session.moment.path

    def write(snapshot: Snapshot, _: Report) -> Path:
        from evidence.export.unit_record_file import write_record
        from evidence.layouts import template_of

        template = template_of(snapshot.project, home, setup.template)
        write_record(path, record, snapshot, template, setup.version())
        return path

    return session.save("receipt", path, write, done)


def show_record(session: Session, unit: str | None, desk: Desk) -> None:
    """Show what went to and fro with a unit, over the desk, which goes to its papers."""
    from ui.dialogs.unit_record import UnitRecordDialog

    dialog = UnitRecordDialog(session, desk, unit)
    dialog.paper_wanted.connect(desk.go_to)
    dialog.open()


def offer_record(view: QWidget, wanted: Callable[[], object]) -> QAction:
    """Offer 往来记录 in the menu of a list of units or of what they owe."""
    action = offered("往来记录(&H)…", view, wanted)
    action.setToolTip("何时要了什么、何时收到什么、为什么不算、还欠什么")
    view.addAction(action)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    return action
