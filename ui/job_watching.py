"""Shows work where it is seen: the panel, the taskbar."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportIncompatibleMethodOverride=false

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ui.jobs import Effect, Outcome
from ui.models.job_rows import Ended, EndedRows, Going, JobRows
from ui.session import Session
from ui.taskbar import Bar, Taskbar, taskbar_here


class JobWatching(QObject):
    """Belongs to a window; follows the work from its beginning, so that the panel can tell when it is opened."""

    def __init__(self, session: Session, over: QWidget, bar: Bar | None = None) -> None:
        """Follow the work of a session."""
        super().__init__(over)
        self._over = over
        self.going = JobRows(session.jobs, session.setup.clock, self)
        self.ended = EndedRows(self)
        self.taskbar = Taskbar(bar if bar is not None else taskbar_here())
        self._panel: QWidget | None = None
        self._failed = False  # nobody has seen it yet
        self.show_action = QAction("工作进度(&J)…", over, shortcut=QKeySequence("Ctrl+J"))
        self.show_action.setToolTip("正在做的、排队的工作，和做完的结果")
        self.show_action.triggered.connect(self.show)
        self.going.ended.connect(self._end)
        self.going.moved.connect(self._show_on_bar)
        over.installEventFilter(self)

    def show(self) -> None:
        """Show the panel."""
        from ui.dialogs.job_panel import JobPanel

        if self._panel is None:
            self._panel = JobPanel(self.going, self.ended, self._over)
        self._panel.show()
        self._panel.raise_()
        self._panel.activateWindow()

    def _end(self, ended: Ended) -> None:
        self.ended.add(ended)
        failed = ended.outcome in (Outcome.REFUSED, Outcome.CRASHED)
        if failed and QApplication.activeWindow() is None and not self._large():
            self._failed = True
            self.taskbar.fail(self._window())

    def eventFilter(self, over: QObject, event: QEvent) -> bool:
        """Take note that somebody looks at the window."""
        if event.type() == QEvent.Type.WindowActivate and self._failed:
            self._failed = False
            self._show_on_bar()
        return super().eventFilter(over, event)

    def _show_on_bar(self) -> None:
        large = self._large()
        if large:
            self.taskbar.show(self._window(), large[0].done, large[0].total)
        elif not self._failed:
            self.taskbar.clear(self._window())

    def _large(self) -> list[Going]:
        return [one for one in self.going.going if one.job.effect is Effect.EXPORTS or one.total]

    def _window(self) -> int:
        return int(self._over.winId())
