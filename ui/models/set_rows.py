"""The files of a 阅读版 or of 网上申报材料 as lists: what each holds, how large it is, what was done with it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt

from ui.labels import tip
from ui.models.flat import Index, ListModel

PATH = Qt.ItemDataRole.UserRole  # of a file that was made


class SetRow(NamedTuple):
    """A line; one without a path is planned, or not among the files."""

    texts: tuple[str, str, str]
    path: Path | None = None


class Column(IntEnum):
    """What is shown of a file."""

    NAME = 0
    SIZE = 1
    HOW = 2


_HEADINGS: dict[int, str] = {Column.NAME: "文件", Column.SIZE: "大小", Column.HOW: "说明"}


class SetRows(ListModel[SetRow]):
    """In their order."""

    headings = _HEADINGS

    def show(self, rows: Iterable[SetRow]) -> None:
        """Show these."""
        self._list(rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.texts[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return tip(row.texts[index.column()])
            case _ if role == PATH:
                return row.path
            case _:
                return None
