"""备份位置: where the project is backed up; all that is done with backups is done in 备份."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from evidence.wording import backups as words
from ui.dialogs.settings_page import SettingsPage
from ui.labels import Sentence
from ui.session import Session
from ui.theme import em


class BackupPage(SettingsPage):
    """Follows what is chosen in 备份."""

    def __init__(self, session: Session) -> None:
        """Show the place of the project that is open."""
        super().__init__(session)
        self.where = Sentence()
        self.last = Sentence()
        self.button = QPushButton("选择位置、备份、核对(&B)…")
        self.button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em(self) // 2)
        layout.addWidget(self.where)
        layout.addWidget(self.last)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(Sentence("备份位置只存在这台电脑上：换一台电脑要重新选。", "hint"))
        layout.addStretch(1)
        self.button.clicked.connect(self._ask)
        session.backing.stood.connect(self._show)
        self._show()

    def _show(self) -> None:
        if self._session.is_open:
            work = self._session.backing
            self.where.say(f"备份位置：{work.place}" if work.place else "还没有选择备份位置。")
            self.last.say(f"上次备份：{words.moment(work.last)}" if work.last else "还没有备份过。")

    def _ask(self) -> None:
        from ui.dialogs.backup import BackupDialog

        BackupDialog(self._session, self).open()
