"""What the dialogs for 阅读版 and 网上申报材料 share: place and confirmer, the list of files, progress, buttons."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.intake import typed
from ui.dialogs.picking import pick_folder
from ui.dialogs.working import WorkingDialog
from ui.labels import WHOLE_PATH, Sentence, label_of
from ui.models.set_rows import PATH, SetRow, SetRows
from ui.session import Session
from ui.showing import show_file
from ui.theme import em
from ui.views.rows import Rows, Wide

_NOBODY = "请填写确认人姓名；对外提供的材料要有人确认。"
_WIDTHS = (Wide(0), Wide(11), Wide(20))


class SetFrame(WorkingDialog):
    """Stays open with what came of it; closing it while it works asks the work to stop."""

    when_stopped = wording.ERRORS["cancelled"]

    def __init__(self, session: Session, title: str, about: str, parent: QWidget | None) -> None:
        """Propose a folder beside the project, and whoever works as the one who answers."""
        super().__init__(session, title, parent)
        self._made: Path | None = None
        self._about = Sentence(about, "hint")
        self.choices = QVBoxLayout()
        self.model = SetRows(self)
        self.rows = Rows(self.model, _WIDTHS)
        self.rows.setAccessibleName("文件")
        self.place = QLineEdit(str(session.moment.path.parent / "导出"))
        self.browse_button = QPushButton("浏览(&R)…")
        self.name = QLineEdit(session.moment.who)
        self.name.setMaxLength(40)
        self.detail = Sentence(role="hint")
        self.said = Sentence()
        self.make_button = QPushButton("生成(&S)")
        self.make_button.setDefault(True)
        self.folder_button = QPushButton("打开文件夹(&O)")
        self.rows.activated.connect(self._open_file)
        self.rows.selectionModel().currentRowChanged.connect(self._tell_row)
        self.model.modelReset.connect(lambda: self.detail.say(""))
        self.browse_button.clicked.connect(self._browse)
        self.make_button.clicked.connect(self._start)
        self.folder_button.clicked.connect(self._open_folder)
        session.closed.connect(self.close)
        self._lay_out()
        self.rest()

    def make(self, out: Path, confirmed_by: str) -> None:
        """Begin what the dialog is for; the place and the name are there."""
        raise NotImplementedError

    def show_made(self, folder: Path, said: str, rows: Iterable[SetRow], fault: str = "") -> None:
        """Show what was made."""
        self._made = folder
        self.said.say(said)
        self.fault.say(fault)
        self.model.show(rows)
        self.rest()
        self.folder_button.setFocus()

    def rest(self) -> None:
        """Offer to open what was made."""
        super().rest()
        working = self.progress.running
        self.make_button.setEnabled(not working)
        self.folder_button.setVisible(self._made is not None and not working)

    def _lay_out(self) -> None:
        size = em(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(size)
        for row, (text, field) in enumerate((("存到(&D)", self.place), ("确认人(&M)", self.name))):
            label = label_of(text, field)
            grid.addWidget(label, 0, 2 * row + (row and 1))
            grid.addWidget(field, 0, 2 * row + 1 + (row and 1))
        grid.addWidget(self.browse_button, 0, 2)
        grid.setColumnStretch(1, 4)
        grid.setColumnStretch(4, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.folder_button)
        buttons.addStretch(1)
        for button in (self.make_button, self.progress.stop_button, self.close_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(size // 2)
        layout.addWidget(self._about)
        layout.addLayout(self.choices)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.detail)
        layout.addLayout(grid)
        for widget in (self.said, self.fault, self.progress):
            layout.addWidget(widget)
        layout.addLayout(buttons)

    def _start(self) -> None:
        out, name = Path(self.place.text().strip()), typed.plain(self.name.text())
        self._made = None
        self.said.say("")
        self.fault.say(WHOLE_PATH if not out.is_absolute() else "" if name else _NOBODY)
        self.rest()
        if out.is_absolute() and name:
            self.make(out, name)

    def _browse(self) -> None:
        pick_folder(self, "存到哪个文件夹", Path(self.place.text().strip()), lambda at: self.place.setText(str(at)))

    def _tell_row(self, index: QModelIndex) -> None:
        """Say in full what a narrow column cuts."""
        texts = [str(index.siblingAtColumn(column).data() or "") for column in (0, 2)]
        self.detail.say("　".join(texts))

    def _open_file(self, index: QModelIndex) -> None:
        path = index.data(PATH)
        if isinstance(path, Path):
            show_file(path)

    def _open_folder(self) -> None:
        if self._made is not None:
            show_file(self._made)
