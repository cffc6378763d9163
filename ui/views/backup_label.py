"""What the window's foot says of backups: when the last was made, that one is being made, or that none can be."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QToolButton, QWidget

from ui.jobs import Job
from ui.labels import tip
from ui.session import Session


class BackupLabel(QToolButton):
    """Hidden while no project is open; a click opens 备份. Nothing that goes wrong here opens a message."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Follow the session's backups."""
        super().__init__(parent)
        self.setAutoRaise(True)
        self.hide()
        self._session, self._over = session, parent
        self.clicked.connect(self._open)
        session.opened.connect(self._show)
        session.closed.connect(self.hide)
        session.backing.stood.connect(self._show)
        session.backing.began.connect(self._follow)

    def _show(self) -> None:
        work = self._session.backing
        if work.running is not None:
            return
        if not self._session.is_open:
            self.hide()
            return
        self.setText(self._words())
        self.setToolTip(tip(str(work.place or ""), work.trouble, "点开可以备份、核对、选择位置。"))
        self.show()

    def _words(self) -> str:
        work = self._session.backing
        last = None if work.last is None else f"上次备份：{_day(work.last, self._session.setup.clock())}"
        if work.place is None:
            return "还没有设置备份"
        if work.standing is not None and not work.standing.there:
            return f"备份盘不在，{last or '还没有备份过'}"
        return ("备份没有做成，" if work.trouble else "") + (last or "还没有备份过")

    def _follow(self, job: Job) -> None:
        def advance(_: str, done: int, total: int) -> None:
            self.setText(f"正在备份 {100 * done // total}%" if total else "正在备份…")

        self.setText("正在备份…")
        self.setToolTip("备份时可以照常工作；点开可以停止。")
        self.setVisible(True)
        job.advanced.connect(advance)

    def _open(self) -> None:
        if self._session.is_open:
            from ui.dialogs.backup import BackupDialog

            BackupDialog(self._session, self._over).open()


def _day(at: datetime, now: datetime) -> str:
    """Return a moment, as short as can be."""
    if at.date() == now.date():
        return f"今天 {at:%H:%M}"
    return f"{at.month}月{at.day}日 {at:%H:%M}" if at.year == now.year else f"{at:%Y-%m-%d}"
