"""The files of one batch as a table: what became of each, and what it is beside what the unit delivered before."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QPalette

from evidence.deliveries import BatchFile, BatchView
from evidence.export import phrases
from evidence.export.receipt_phrases import outcome, remedy, shown_name
from evidence.model import State
from evidence.snapshot import Snapshot
from evidence.wording import receiving as words
from ui.models.flat import FlatModel, Index
from ui.theme import state_colour

FILE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """What is told of a file."""

    MATCH = 0
    SOURCE = 1
    TITLE = 2
    OUTCOME = 3
    REMARK = 4


_HEADINGS: dict[int, str] = {
    Column.MATCH: "比对",
    Column.SOURCE: "文件",
    Column.TITLE: "题名",
    Column.OUTCOME: "处理结果",
    Column.REMARK: "说明",
}


class BatchFiles(FlatModel):
    """Shows the files of a batch: first those that a clerk has to decide on, then those that cannot be used."""

    headings = _HEADINGS

    def __init__(self) -> None:
        """Show none yet."""
        super().__init__()
        self._files: tuple[BatchFile, ...] = ()
        self._snapshot: Snapshot | None = None

    def show(self, view: BatchView, snapshot: Snapshot) -> None:
        """Show the files of a batch; the snapshot knows their titles."""
        self.beginResetModel()
        self._files = tuple(sorted(view.batch.files, key=lambda file: (not file.proposed, not remedy(file))))
        self._snapshot = snapshot
        self.endResetModel()

    def count(self) -> int:
        """Return how many files are shown."""
        return len(self._files)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows, or its file."""
        if not index.isValid() or self._snapshot is None:
            return None
        file, column = self._files[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(file, column, self._snapshot)
            case Qt.ItemDataRole.ToolTipRole:
                return _text(file, column, self._snapshot) or None
            case Qt.ItemDataRole.ForegroundRole if column in (Column.MATCH, Column.OUTCOME):
                return _brush(file)
            case int() if role == FILE:
                return file
            case _:
                return None


def _text(file: BatchFile, column: Column, snapshot: Snapshot) -> str:
    match column:
        case Column.MATCH:
            if file.replaced:
                return "已换件"
            return words.MATCHES[file.match] if file.match else ""
        case Column.SOURCE:
            return shown_name(file)
        case Column.TITLE:
            piece = snapshot.piece_by_id.get(file.piece) if file.piece else None
            return phrases.title_of(piece, snapshot) if piece else ""
        case Column.OUTCOME:
            return outcome(file, snapshot)
        case Column.REMARK:
            told = (file.message or "", remedy(file)) if not file.usable else ("", "")
            return "　".join(text for text in told if text)


def _brush(file: BatchFile) -> QBrush | None:
    palette = QPalette()
    if remedy(file):
        return QBrush(state_colour(State.MISSING, palette))
    return QBrush(state_colour(State.PARTIAL, palette)) if file.proposed else None
