"""Opening a project: where another program writes in it, or nothing can be written there, reading it is offered."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMessageBox, QWidget

from evidence.errors import DossierError, WorkspaceError
from ui.jobs import Job, Outcome
from ui.session import Session

_UNTOLD_MS = 500  # a bar that moves takes a tenth of the time away from opening
_CAN_BE_READ = frozenset({"workspace_locked", "workspace_locked_left", "workspace_no_permission", "no_permission"})
_WHAT_READING_IS = "也可以先以只读方式打开：能查看、查找、导出自己用的材料，不能修改。"


class Opener:
    """Opens projects over a window; `follow` is told each job that is not done at once."""

    def __init__(self, session: Session, over: QWidget, follow: Callable[[Job], object]) -> None:
        """Ask over a window."""
        self._session, self._over, self._follow = session, over, follow

    def open(self, path: Path, who: str, read_only: WorkspaceError | None = None) -> Job:
        """Open a project for `who`; what keeps it from being written is told, with the offer to read it."""
        from evidence import wording

        job = self._session.open(path, who, read_only)

        def follow() -> None:
            if job.outcome in (Outcome.WAITING, Outcome.RUNNING):
                self._follow(job)

        QTimer.singleShot(_UNTOLD_MS, self._over, follow)

        def refused(error: DossierError) -> None:
            if isinstance(error, WorkspaceError) and error.code in _CAN_BE_READ and read_only is None:
                self._offer(path, who, error)
            else:
                self._tell(wording.sentence(error))

        job.failed.connect(refused)
        return job

    def _offer(self, path: Path, who: str, error: WorkspaceError) -> None:
        from evidence import wording

        box = self._tell(wording.sentence(error), _WHAT_READING_IS)
        read = box.addButton("以只读方式打开(&R)", QMessageBox.ButtonRole.ActionRole)

        def go() -> None:
            self.open(path, who, error)

        read.clicked.connect(go)

    def _tell(self, sentence: str, more: str = "") -> QMessageBox:
        box = QMessageBox(QMessageBox.Icon.Warning, self._over.windowTitle(), sentence, parent=self._over)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(more)
        box.addButton("知道了", QMessageBox.ButtonRole.RejectRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
        return box
