"""The files of one arrival as a table: what became of each, gravest first."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QPalette

from evidence import wording
from evidence.deliveries import Match
from evidence.model import ArrivalState, Flag, State
from evidence.snapshot import Snapshot
from ui.models.flat import FlatModel, Index
from ui.theme import state_colour

if TYPE_CHECKING:
    from evidence.intake.take_in import Taken


_GRAVITY = (
    ArrivalState.REFUSED,
    ArrivalState.UNREADABLE,
    ArrivalState.NEW,
    ArrivalState.DUPLICATE,
    ArrivalState.JUNK,
    ArrivalState.OPENED,
)


class Column(IntEnum):
    """What is told of a file."""

    STATE = 0
    SOURCE = 1
    SUGGESTED = 2
    REMARK = 3


_HEADINGS: dict[int, str] = {
    Column.STATE: "结果",
    Column.SOURCE: "文件",
    Column.SUGGESTED: "建议归项",
    Column.REMARK: "说明",
}


def is_secret(file: Taken) -> bool:
    """Tell whether a file was refused for its mark of secrecy."""
    return file.state is ArrivalState.REFUSED and Flag.SECRET in file.flags


def is_trouble(file: Taken) -> bool:
    """Tell whether a person should look at a file."""
    undecided = file.match in (Match.VERSION, Match.UNCLEAR)
    return undecided or file.state in (ArrivalState.REFUSED, ArrivalState.UNREADABLE) or bool(file.flags)


class TakenFiles(FlatModel):
    """Shows all files or only those with trouble; never changes once made."""

    headings = _HEADINGS

    def __init__(self, files: Sequence[Taken], snapshot: Snapshot) -> None:
        """Show all files; the snapshot knows the codes of the suggestions."""
        super().__init__()
        self._all = tuple(sorted(files, key=_order))
        self._shown = self._all
        self._snapshot = snapshot

    def show_only_trouble(self, only: bool) -> None:
        """Leave out the files that nobody has to look at, or show them again."""
        self.beginResetModel()
        self._shown = tuple(file for file in self._all if is_trouble(file)) if only else self._all
        self.endResetModel()

    def count(self) -> int:
        """Return how many files are shown."""
        return len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        file, column = self._shown[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(file, column)
            case Qt.ItemDataRole.ToolTipRole if column is Column.SUGGESTED:
                return "".join(found.why for found in file.suggestions[:1]) or None
            case Qt.ItemDataRole.ToolTipRole:
                return self._text(file, column) or None
            case Qt.ItemDataRole.ForegroundRole if column is Column.STATE or is_secret(file):
                return _brush(file)
            case _:
                return None

    def _text(self, file: Taken, column: Column) -> str:
        match column:
            case Column.STATE:
                return wording.ARRIVALS[file.state]
            case Column.SOURCE:
                return str(file.source)
            case Column.SUGGESTED:
                return "".join(self._snapshot.by_id[found.criterion].code for found in file.suggestions[:1])
            case Column.REMARK:
                said = file.message or ""
                marks = [mark for mark in wording.flag_words(file.flags).split("、") if mark not in said]
                return "；".join(text for text in ("、".join(marks), said) if text)


def _order(file: Taken) -> tuple[bool, int, bool]:
    return not is_secret(file), _GRAVITY.index(file.state), not is_trouble(file)


def _brush(file: Taken) -> QBrush | None:
    palette = QPalette()
    if file.state in (ArrivalState.REFUSED, ArrivalState.UNREADABLE):
        return QBrush(state_colour(State.MISSING, palette))
    return QBrush(state_colour(State.PARTIAL, palette)) if is_trouble(file) else None
