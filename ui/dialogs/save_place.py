"""Where a document is saved, as Word or as Excel: what dialogs that make one ask alike."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QRadioButton

from ui.dialogs.picking import pick_folder, pick_new_file
from ui.theme import em

_FORMATS = ((".docx", "Word(&W)", "Word 文档 (*.docx)"), (".xlsx", "Excel(&X)", "Excel 工作簿 (*.xlsx)"))
WORD, EXCEL = range(2)


class SavePlace(QObject):
    """Buttons for the format, a line for the place, and a button to pick it; the dialog lays them out."""

    def __init__(self, home: Path, parent: QObject) -> None:
        """Propose Word, and places in `home` as long as no other folder is written."""
        super().__init__(parent)
        self._home = home
        self.formats = QButtonGroup(self)
        self.line = QLineEdit()
        self.browse_button = QPushButton("浏览(&R)…")

    @property
    def path(self) -> Path:
        """What is written."""
        return Path(self.line.text().strip())

    @property
    def ending(self) -> str:
        """The ending of a file in the chosen format."""
        return _FORMATS[self.formats.checkedId()][0]

    def folder(self, *, of_files: bool = True) -> Path:
        """Return the folder that is written; `of_files`: what is written is a file in it, whatever it looks like."""
        folder = self.path.parent if of_files or self.path.suffix else self.path
        return folder if folder.is_absolute() else self._home

    def propose(self, path: Path) -> None:
        """Show a place."""
        self.line.setText(str(path))

    def format_row(self) -> QHBoxLayout:
        """Return the buttons for the format side by side, Word chosen."""
        row = QHBoxLayout()
        row.setSpacing(em(self.line))
        for number, (_, text, _) in enumerate(_FORMATS):
            button = QRadioButton(text)
            button.setChecked(number == WORD)
            self.formats.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def browse(self, title: str) -> None:
        """Let a file of the chosen format be picked."""
        kind = _FORMATS[self.formats.checkedId()][2]
        pick_new_file(self.line.window(), title, self.path, [kind], self.propose)

    def browse_folder(self, title: str) -> None:
        """Let a folder be picked."""
        pick_folder(self.line.window(), title, self.path, self.propose)
