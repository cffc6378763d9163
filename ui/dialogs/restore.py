"""从备份恢复: which backup, of which moment, into which new folder."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from evidence.errors import DossierError
from evidence.progress import Report
from evidence.wording import backups as words
from ui.dialogs.picking import pick_folder
from ui.dialogs.sizing import open_size
from ui.dialogs.working import WorkingDialog
from ui.jobs import Effect
from ui.labels import WHOLE_PATH, Sentence
from ui.session import Session

if TYPE_CHECKING:
    from evidence.backups import Generation, Restored
    from evidence.store.backup_folder import BackupFolder

_HINT = "请选备份盘，或里面“备份”文件夹下以项目命名的文件夹。恢复只放到新的文件夹，不改动任何已有的项目和备份。"
_CHOICE = Qt.ItemDataRole.UserRole


class RestoreDialog(WorkingDialog):
    """Asks, brings back, and says what could not be brought back."""

    when_stopped = "已按您的要求停止，没有恢复。"
    restored = Signal(Path)

    def __init__(self, session: Session, home: Path, parent: QWidget | None = None) -> None:
        """Propose a new folder below `home`."""
        super().__init__(session, "从备份恢复", parent)
        self._home = home
        self._done: Path | None = None
        self._looked = ""  # what was typed when it was looked last
        self.source = QLineEdit(placeholderText="备份盘或备份文件夹")
        self.browse_source = QPushButton("浏览(&R)…")
        self.moments = QListWidget()
        self.moments.setAccessibleName("备份的时间")
        self.moments.setAlternatingRowColors(True)
        self.moments.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.out = QLineEdit(placeholderText="新的文件夹")
        self.browse_out = QPushButton("浏览(&W)…")
        self.hint = Sentence(_HINT, "hint")
        self.said = Sentence("", "title")
        self.start_button = QPushButton("恢复并打开(&O)")
        self.open_button = QPushButton("打开项目(&O)")
        self._lay_out()
        self.source.editingFinished.connect(self._look_again)
        self.browse_source.clicked.connect(self._ask_source)
        self.browse_out.clicked.connect(self._ask_out)
        self.moments.currentItemChanged.connect(self._choose)
        self.out.textChanged.connect(self.rest)
        self.start_button.clicked.connect(self._start)
        self.open_button.clicked.connect(self._open_project)
        open_size(self, 54, 28)
        self.rest()

    def choose_source(self, path: Path) -> None:
        """Look what backups lie at a path."""
        self.source.setText(str(path))
        self._look()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        for row, (text, field, button) in enumerate(
            (("备份位置(&D)", self.source, self.browse_source), ("恢复到(&T)", self.out, self.browse_out))
        ):
            label = QLabel(text)
            label.setBuddy(field)
            for column, widget in enumerate((label, field, button)):
                grid.addWidget(widget, row, column)
        self.heading = QLabel("恢复到哪一次备份(&G)")
        self.heading.setBuddy(self.moments)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.start_button, self.open_button, self.progress.stop_button, self.close_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(grid)
        layout.addWidget(self.heading)
        layout.addWidget(self.moments, 1)
        layout.addWidget(self.progress, 1)
        for widget in (self.hint, self.said, self.fault):
            layout.addWidget(widget)
        layout.addLayout(buttons)

    def _ask_source(self) -> None:
        pick_folder(self, "选择备份盘或备份文件夹", Path(self.source.text() or Path.home()), self.choose_source)

    def _ask_out(self) -> None:
        pick_folder(self, "恢复到：选择上一级文件夹", self._home, self._take_out)

    def _take_out(self, folder: Path) -> None:
        chosen = self._chosen()
        self.out.setText(str(_free(folder, chosen[0].path.name) if chosen is not None else folder))

    def _look_again(self) -> None:
        """Look where something else was typed: a field says that it is done also when it is only left."""
        if self.source.text().strip() != self._looked:
            self._look()

    def _look(self) -> None:
        self._looked = self.source.text().strip()
        self.moments.clear()
        self.said.say("")
        self.fault.say("")
        text = self.source.text().strip()
        if not text:
            self.rest()
            return

        def work(_: Report) -> list[tuple[BackupFolder, Generation]]:
            from evidence.restoring import find_backups

            return [(folder, one) for folder in find_backups(Path(text)) for one in folder.generations()]

        job = self._session.jobs.run("looking_for_backups", work, self._show)
        job.failed.connect(self.refused)

    def _show(self, found: list[tuple[BackupFolder, Generation]]) -> None:
        self.moments.clear()
        several = len({folder.path for folder, _ in found}) > 1
        for folder, one in found:
            item = QListWidgetItem((f"{folder.path.name}　" if several else "") + words.generation(one))
            item.setData(_CHOICE, (folder, one))
            self.moments.addItem(item)
        self.moments.setCurrentRow(0)
        self.rest()

    def _chosen(self) -> tuple[BackupFolder, Generation] | None:
        chosen = self.moments.selectedItems()
        return chosen[0].data(_CHOICE) if chosen else None

    def _choose(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.out.setText(str(_free(self._home, chosen[0].path.name)))
        self.rest()

    def _start(self) -> None:
        chosen, out = self._chosen(), Path(self.out.text().strip())
        if chosen is None:
            return
        if not out.is_absolute():
            self.fault.say(WHOLE_PATH)
            return
        folder, generation = chosen

        def work(report: Report) -> Restored:
            from evidence.restoring import restore

            return restore(folder, generation, out, report)

        self.follow(self._session.jobs.run("restoring", work, self._finish, Effect.EXPORTS))

    def _finish(self, done: Restored) -> None:
        self._done = done.path
        if done.lost:  # to be read before the project covers it
            self.fault.say(words.restored(done))
        else:
            self._open_project()

    def _open_project(self) -> None:
        if self._done is not None:
            self.restored.emit(self._done)
            self.accept()

    def refused(self, error: DossierError) -> None:
        """Say why nothing was found, or brought back."""
        super().refused(error)
        self.rest()

    def rest(self) -> None:
        """Offer what can be brought back, or to open what was."""
        super().rest()
        working, done = self.progress.running, self._done is not None
        self.moments.setVisible(not working)
        self.heading.setVisible(not working)
        for widget in (self.source, self.browse_source, self.out, self.browse_out):
            widget.setEnabled(not working and not done)
        self.start_button.setVisible(not working and not done)
        self.start_button.setEnabled(self._chosen() is not None and bool(self.out.text().strip()))
        self.open_button.setVisible(done)
        (self.progress.stop_button if working else self.open_button if done else self.start_button).setDefault(True)


def _free(home: Path, name: str) -> Path:
    """Return a folder of a name that nothing has."""
    names = chain([name, f"{name}（恢复）"], (f"{name}（恢复{number}）" for number in count(2)))
    return next(path for path in map(home.joinpath, names) if not path.exists())
