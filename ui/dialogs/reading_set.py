"""阅读版: asks for a PDF a box or an item, and where to; shows what was made."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from evidence.wording import sets as words
from evidence.wording.room import size
from ui.dialogs.set_frame import SetFrame
from ui.dialogs.sizing import open_size
from ui.models.set_rows import SetRow
from ui.session import Session
from ui.set_work import save_reading_set

if TYPE_CHECKING:  # loaded by the worker thread
    from evidence.export.reading_set import ReadingFile, ReadingSet

_ABOUT = "送审的材料按卷内目录排成 PDF，供在屏幕上看，有书签，目录可以点。内部备注和不计数的材料不在里面。"
_BOX, _ITEM = range(2)


class ReadingSetDialog(SetFrame):
    """Makes the set as often as wanted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Propose a PDF a box."""
        super().__init__(session, words.READING, _ABOUT, parent)
        self.extent = QButtonGroup(self)
        row = QHBoxLayout()
        for number, text in enumerate(("每盒一个 PDF(&B)", "每项评价内容一个 PDF(&I)")):
            button = QRadioButton(text)
            button.setChecked(number == _BOX)
            self.extent.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self.choices.addLayout(row)
        open_size(self, 56, 30)

    def make(self, out: Path, confirmed_by: str) -> None:
        """Make the set."""
        from evidence.export.reading_set import Extent

        extent = Extent.ITEM if self.extent.checkedId() == _ITEM else Extent.BOX
        self.follow(save_reading_set(self._session, out, extent, confirmed_by, self._show))

    def _show(self, made: ReadingSet) -> None:
        said = words.reading_told(len(made.files), made.pages, made.elsewhere, str(made.folder))
        self.show_made(made.folder, said, map(_row, made.files), words.kept(str(made.kept)) if made.kept else "")


def _row(file: ReadingFile) -> SetRow:
    return SetRow((file.path.name, size(file.size_bytes), words.reading_holds(file.papers, file.pages)), file.path)
