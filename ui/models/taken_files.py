"""The files of one arrival as a table: what became of each, gravest first, and what it is beside former ones."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QPalette

from evidence import wording
from evidence.deliveries import BatchFile, BatchView, Match
from evidence.export import phrases
from evidence.export.receipt_phrases import outcome
from evidence.model import ArrivalState, Flag, Piece, State
from evidence.snapshot import Snapshot
from evidence.wording import receiving as words
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
    MATCH = 1
    SOURCE = 2
    SUGGESTED = 3
    REMARK = 4


_HEADINGS: dict[int, str] = {
    Column.STATE: "结果",
    Column.MATCH: "比对",
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
    """Shows all files or only those with trouble, and what the unit left out this time."""

    headings = _HEADINGS

    def __init__(self, files: Sequence[Taken], snapshot: Snapshot) -> None:
        """Show all files; the snapshot knows the codes of the suggestions."""
        super().__init__()
        self._taken = tuple(files)
        self._all: tuple[Taken | Piece, ...] = tuple(sorted(files, key=_order))
        self._shown = self._all
        self._snapshot = snapshot
        self._outcomes: dict[int, str] = {}  # by identity: two folders that came at once may hold files of one name
        self._only_trouble = False

    @property
    def matched(self) -> bool:
        """Whether the unit delivered anything before that the files are compared with."""
        return any(isinstance(row, Piece) or row.match for row in self._all)

    @property
    def trouble(self) -> int:
        """How many rows a person should look at."""
        return sum(map(_is_trouble, self._all))

    def show_matches(self, view: BatchView, snapshot: Snapshot) -> None:
        """Tell what the files are beside what the unit delivered before, and what it left out."""
        self._snapshot = snapshot
        recorded: dict[str, list[BatchFile]] = {}
        for file in view.batch.files:
            recorded.setdefault(file.source, []).append(file)
        files: list[Taken] = []
        self._outcomes = {}
        for taken in self._taken:
            same_name = recorded.get(str(taken.source))
            found = same_name.pop(0) if same_name else None
            files.append(replace(taken, match=found.match, earlier=found.earlier) if found else taken)
            if found is not None and found.match is not None and found.state is ArrivalState.NEW:
                self._outcomes[id(files[-1])] = _outcome(found, snapshot)
        self._all = (*sorted(files, key=_order), *view.left_out)
        self._show()

    def show_only_trouble(self, only: bool) -> None:
        """Leave out the files that nobody has to look at, or show them again."""
        self._only_trouble = only
        self._show()

    def count(self) -> int:
        """Return how many rows are shown."""
        return len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], Column(index.column())
        if isinstance(row, Piece):
            shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            return self._left_out(row, column) if shown else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole if column is Column.SUGGESTED:
                return "".join(found.why for found in row.suggestions[:1]) or None
            case Qt.ItemDataRole.ToolTipRole:
                return self._text(row, column) or None
            case Qt.ItemDataRole.ForegroundRole if column in (Column.STATE, Column.MATCH) or is_secret(row):
                return _brush(row)
            case _:
                return None

    def _show(self) -> None:
        self.beginResetModel()
        self._shown = tuple(filter(_is_trouble, self._all)) if self._only_trouble else self._all
        self.endResetModel()

    def _text(self, file: Taken, column: Column) -> str:
        match column:
            case Column.STATE:
                return wording.ARRIVALS[file.state]
            case Column.MATCH:
                return words.MATCHES[file.match] if file.match else ""
            case Column.SOURCE:
                return str(file.source)
            case Column.SUGGESTED:
                return "".join(self._snapshot.by_id[found.criterion].code for found in file.suggestions[:1])
            case Column.REMARK:
                return self._remark(file)

    def _remark(self, file: Taken) -> str:
        if id(file) in self._outcomes:
            return self._outcomes[id(file)]
        said = file.message or ""
        marks = [mark for mark in wording.flag_words(file.flags).split("、") if mark not in said]
        return "；".join(text for text in ("、".join(marks), said) if text)

    def _left_out(self, piece: Piece, column: Column) -> str:
        match column:
            case Column.MATCH:
                return wording.phrase("left_out")
            case Column.REMARK:
                return phrases.title_of(piece, self._snapshot)
            case Column.STATE | Column.SOURCE | Column.SUGGESTED:
                return ""


def _outcome(file: BatchFile, snapshot: Snapshot) -> str:
    earlier = snapshot.piece_by_id.get(file.earlier) if file.earlier else None
    if file.proposed and earlier is not None:
        return wording.remark("match_version", titles=f"《{phrases.title_of(earlier, snapshot)}》")
    return outcome(file, snapshot)


def _is_trouble(row: Taken | Piece) -> bool:
    return isinstance(row, Piece) or is_trouble(row)


def _order(file: Taken) -> tuple[bool, int, bool]:
    return not is_secret(file), _GRAVITY.index(file.state), not is_trouble(file)


def _brush(file: Taken) -> QBrush | None:
    palette = QPalette()
    if file.state in (ArrivalState.REFUSED, ArrivalState.UNREADABLE):
        return QBrush(state_colour(State.MISSING, palette))
    return QBrush(state_colour(State.PARTIAL, palette)) if is_trouble(file) else None
