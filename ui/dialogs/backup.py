"""备份: where the project is kept on another disk, when that was done last, and what can be done about it now."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from evidence.wording import backups as words
from ui.dialogs.picking import pick_folder
from ui.dialogs.sizing import open_size
from ui.dialogs.working import WorkingDialog
from ui.labels import Sentence
from ui.session import Session
from ui.theme import em

if TYPE_CHECKING:
    from evidence.backups import Checked, Made

_HINT = (
    "打开项目时，备份盘接着、且上次备份已过一天的，自动备份，不影响工作。没有变的原件不重复复制。"
    "留 7 天里每天一份、4 周里每周一份。隔离的文件不备份。"
)
_UNSET = "还没有选择备份位置。请选另一块盘或 U 盘，不要与项目在同一块盘上。"
_SAME_DISK = "备份位置与项目在同一块盘上：盘坏了两份都会丢。建议换一块盘。"


class BackupDialog(WorkingDialog):
    """Works on while it is closed: a backup that is being made goes on."""

    when_stopped = "已按您的要求停止。已有的备份没有动。"
    stops = stays = False

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show how it stands with the open project."""
        super().__init__(session, "备份", parent)
        self.where = Sentence()
        self.last = Sentence("", "title")
        self.said = Sentence()
        self.trouble = Sentence("", "fault")  # of what began by itself
        self.list = QListWidget()
        self.list.setAlternatingRowColors(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("备份盘上的备份")
        self.choose_button = QPushButton("选择位置(&P)…")
        self.now_button = QPushButton("立即备份(&B)")
        self.check_button = QPushButton("核对备份(&V)")
        self.check_button.setToolTip("把最近一份备份里的文件全部读一遍，核对是否完好")
        self._lay_out()
        self.choose_button.clicked.connect(self._choose)
        self.now_button.clicked.connect(self._back_up)
        self.check_button.clicked.connect(self._check)
        session.backing.stood.connect(self._show)
        session.backing.made.connect(self._tell)
        session.backing.began.connect(self.watch)
        session.closed.connect(self.reject)
        open_size(self, 54, 28)
        if session.backing.running is not None:
            self.watch(session.backing.running)
        self._show()
        session.backing.look(by_itself=False)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.choose_button)
        buttons.addStretch(1)
        for button in (self.now_button, self.check_button, self.progress.stop_button, self.close_button):
            buttons.addWidget(button)
        self.heading = QLabel("可以恢复到的时间")
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        for widget in (self.last, self.where, self.trouble, self.said, self.fault, self.heading):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.progress, 1)
        layout.addStretch()
        layout.addWidget(Sentence(_HINT, "hint"))
        layout.addLayout(buttons)

    def _show(self) -> None:
        if not self._session.is_open:
            return
        work = self._session.backing
        found = work.standing
        where = f"备份位置：{work.place}" if work.place else _UNSET
        self.where.say(f"{where}\n{_SAME_DISK}" if found is not None and found.same_disk else where)
        if work.place is None:
            self.last.say("还没有备份过")
        elif found is None:
            self.last.say("正在查看备份…")
        elif not found.there:
            self.last.say("备份盘不在，" + (f"上次备份：{words.moment(work.last)}" if work.last else "还没有备份过"))
        else:
            self.last.say(f"上次备份：{words.generation(found.last)}" if found.last else "还没有备份过")
        self.trouble.say(work.trouble)
        self.list.clear()
        for one in found.generations if found is not None else ():
            self.list.addItem(words.generation(one))
        self.rest()

    def _choose(self) -> None:
        pick_folder(self, "选择备份位置：另一块盘或 U 盘", self._session.backing.place or Path.home(), self.choose)

    def choose(self, place: Path) -> None:
        """Back up to a place from now on, the first time at once."""
        self._hush()
        self._session.backing.choose(place, self._back_up).failed.connect(self.refused)

    def _back_up(self) -> None:
        self._hush()
        self._session.backing.back_up().failed.connect(self.refused)

    def _check(self) -> None:
        self._hush()
        self.follow(self._session.backing.check(self._tell_checked))

    def _tell(self, made: Made) -> None:
        self.said.say(words.made(made))

    def _tell_checked(self, found: Checked) -> None:
        self.said.say("" if found.faults else words.checked(found))
        named = "；".join(words.fault(code, name) for code, name in found.faults[:3])
        self.fault.say(f"{words.checked(found)}{named}" if found.faults else "")

    def _hush(self) -> None:
        self.said.say("")
        self.fault.say("")
        self._session.backing.trouble = ""

    def rest(self) -> None:
        """Offer what can be done now, while it works or not."""
        super().rest()
        working, found = self.progress.running, self._session.backing.standing
        there = found is not None and found.there
        for widget in (self.list, self.heading):
            widget.setVisible(not working and self.list.count() > 0)
        self.choose_button.setEnabled(not working)
        self.now_button.setVisible(not working)
        self.check_button.setVisible(not working)
        self.now_button.setEnabled(there)
        self.check_button.setEnabled(found is not None and found.last is not None)
        default = self.now_button if self._session.is_open and self._session.backing.place else self.choose_button
        (self.progress.stop_button if working else default).setDefault(True)
