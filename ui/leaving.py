"""Leaving the program: asks only where something would be lost, and says what."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget
from shiboken6 import isValid

from ui.jobs import Effect, Job, Outcome
from ui.session import Session

_LOSING = frozenset({Effect.WRITES, Effect.EXPORTS})
_ALL_DONE = "都做完了，现在退出吗？"
_AT_ONCE = "arranging"  # is done before the program ends


class Leaving:
    """Asks over a window."""

    def __init__(self, session: Session, over: QWidget) -> None:
        """Look at what a session does."""
        self._session, self._over = session, over
        self._decided = False

    @property
    def at_stake(self) -> tuple[Job, ...]:
        """The work of which something would be lost, in order."""
        session, backup = self._session, self._session.backing.running
        running = (*session.jobs.running, *((backup,) if backup is not None else ()), *session.reporting.running)
        return tuple(job for job in running if _would_lose(job))

    def agreed(self, leave: Callable[[], object]) -> bool:
        """Tell whether the window may go now; if not, ask, and call `leave` when that is the answer."""
        at_stake = self.at_stake
        if self._decided or not at_stake:
            return True

        from evidence import wording

        box = QMessageBox(
            QMessageBox.Icon.Question, self._over.windowTitle(), "还有工作没有做完，停止并退出吗？", parent=self._over
        )
        named = "\n".join(f"· {wording.TASKS[job.task]}{_stands(job)}" for job in at_stake)
        box.setInformativeText(f"{named}\n\n已登记的内容不会丢失；没做完的要再做一次。")
        box.setTextFormat(Qt.TextFormat.PlainText)
        go = box.addButton("停止并退出", QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton("继续工作", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def decide() -> None:
            self._decided = True
            leave()

        def look_again() -> None:
            if isValid(box) and not self.at_stake:
                box.setText(_ALL_DONE)
                box.setInformativeText("")
                go.setText("退出")

        def let_go() -> None:
            for told in ended:
                told.disconnect(look_again)

        ended = (self._session.jobs.ended, self._session.backing.stood, self._session.reporting.ended)
        for told in ended:
            told.connect(look_again)
        box.finished.connect(let_go)
        go.clicked.connect(decide)
        box.open()
        return False

    def leave(self) -> None:
        """End the work; nobody looks on while what was confirmed is saved."""
        self._over.hide()
        if self._session.is_open:
            self._session.close()
        self._session.backing.end()
        self._session.reporting.end()
        self._session.jobs.close()


def _would_lose(job: Job) -> bool:
    """Tell whether something would be lost of work: not where it is done, or broken off by the clerk already."""
    return job.effect in _LOSING and job.task != _AT_ONCE and not job.over and not job.stopping


def _stands(job: Job) -> str:
    return "（排队等候）" if job.outcome is Outcome.WAITING else "（正在进行）"
