"""往来记录 as a table: each event, with the files that it brought under it."""

from __future__ import annotations

from enum import IntEnum

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from evidence.check.unit_record import Entry, Fate, FileRecord, UnitRecord
from evidence.export.receipt_phrases import day
from evidence.export.unit_record_file import fate, headline, name
from evidence.model import State
from evidence.snapshot import Snapshot
from ui import theme
from ui.labels import tip
from ui.models.flat import Index, ListModel

BATCH = Qt.ItemDataRole.UserRole  # BatchId of the arrival that a row is of, or None
PIECE = Qt.ItemDataRole.UserRole + 1  # PieceId of the paper that a row is of, or None


class Column(IntEnum):
    """What is told of an event or a file."""

    DAY = 0
    WHAT = 1
    FATE = 2


class _Line(Struct, frozen=True):
    entry: Entry
    file: FileRecord | None
    texts: tuple[str, str, str]


class UnitRecordRows(ListModel[_Line]):
    """The last event first."""

    headings = {Column.DAY: "时间", Column.WHAT: "往来", Column.FATE: "归到哪里／为什么不算"}  # noqa: RUF012

    def show(self, record: UnitRecord, snapshot: Snapshot) -> None:
        """Show a record."""
        lines: list[_Line] = []
        for entry in reversed(record.entries):
            lines.append(_Line(entry, None, (day(entry.at.date()), headline(entry), "")))
            lines += (_Line(entry, one, ("", f"　{name(one, snapshot)}", fate(one))) for one in entry.files)
        self._list(lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.texts[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return tip(line.texts[index.column()].strip())
            case Qt.ItemDataRole.FontRole if line.file is None:
                font = QFont()
                font.setBold(True)
                return font
            case Qt.ItemDataRole.ForegroundRole if line.file and index.column() == Column.FATE:
                state = State.COMPLETE if line.file.fate is Fate.COUNTS else State.PARTIAL
                return theme.state_colour(state, QApplication.palette())
            case _ if role == BATCH:
                return line.entry.batch and line.entry.batch.id
            case _ if role == PIECE:
                return line.file and line.file.piece and line.file.piece.id
            case _:
                return None
