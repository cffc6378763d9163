"""待整理: the pieces that are filed nowhere yet, with the places proposed for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt

from evidence import wording
from evidence.export import phrases
from evidence.model import Piece, PieceId, Suggestion
from evidence.names import searchable
from evidence.snapshot import Snapshot
from ui.labels import tip
from ui.models.dragging import MIME_TYPE, pack
from ui.models.flat import FlatModel, Index
from ui.session import Moment

PIECE = Qt.ItemDataRole.UserRole

_MOST_STEPS = 60  # rows taken away or put in one by one; beyond, showing the list anew is faster

_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)


class Column(IntEnum):
    """What is shown of a piece."""

    TITLE = 0
    PROPOSED = 1
    UNIT = 2
    YEAR = 3
    FLAGS = 4


HEADINGS: dict[int, str] = {
    Column.TITLE: "题名",
    Column.PROPOSED: "建议归项",
    Column.UNIT: "报送单位",
    Column.YEAR: "年度",
    Column.FLAGS: "标记",
}


class Tray(FlatModel):
    """A flat list in order of arrival; filtering makes it anew."""

    headings = HEADINGS

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._moment: Moment | None = None
        self._pieces: list[Piece] = []
        self._words: tuple[str, ...] = ()
        self._texts: dict[PieceId, tuple[Piece, str]] = {}

    def show(self, moment: Moment, text: str) -> None:
        """Show the pieces that hold every word of `text` in title, number, unit, issuer, file name or proposed code."""
        self.beginResetModel()
        self._moment = moment
        self._words = tuple(searchable(text).split())
        self._pieces = self._passing(moment)
        self.endResetModel()

    def forget(self) -> None:
        """Forget the words of a project that is left."""
        self._texts.clear()

    def follow(self, moment: Moment, changed: Iterable[PieceId]) -> None:
        """Show the next moment, row by row if little changed, so that selection and place are kept."""
        self._moment = moment
        wanted = self._passing(moment)
        keep = {piece.id for piece in wanted}
        gone = [row for row, piece in enumerate(self._pieces) if piece.id not in keep]
        if len(gone) + len(wanted) - (len(self._pieces) - len(gone)) > _MOST_STEPS:
            self.beginResetModel()
            self._pieces = wanted
            self.endResetModel()
            return
        for row in reversed(gone):
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._pieces[row]
            self.endRemoveRows()
        for row, piece in enumerate(wanted):
            if row == len(self._pieces) or self._pieces[row].id != piece.id:
                self.beginInsertRows(QModelIndex(), row, row)
                self._pieces.insert(row, piece)
                self.endInsertRows()
        self._pieces = wanted
        touched = set(changed)
        for row, piece in enumerate(wanted):
            if piece.id in touched:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def row_of(self, piece: PieceId) -> int | None:
        """Return the row of a piece, None if it is not listed."""
        return next((row for row, listed in enumerate(self._pieces) if listed.id == piece), None)

    def count(self) -> int:
        """Return how many pieces are listed."""
        return len(self._pieces)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let pieces be dragged."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid() or self._moment is None:
            return None
        piece = self._pieces[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(piece, Column(index.column()), self._moment.snapshot)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(piece, Column(index.column()), self._moment.snapshot)
        return piece if role == PIECE else None

    def mimeTypes(self) -> list[str]:
        """Name what a drag carries."""
        return [MIME_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return what a drag of these rows carries."""
        return pack(self._pieces[index.row()].id for index in indexes if index.column() == 0)

    def supportedDragActions(self) -> Qt.DropAction:
        """Let pieces be dropped by whatever key is held."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def _passing(self, moment: Moment) -> list[Piece]:
        if not self._words:
            return list(moment.tray)
        return [p for p in moment.tray if all(word in self._text_of(p, moment.snapshot) for word in self._words)]

    def _text_of(self, piece: Piece, snapshot: Snapshot) -> str:
        known = self._texts.get(piece.id)
        if known is None or known[0] is not piece:
            known = self._texts[piece.id] = (piece, _searched(piece, snapshot))
        return known[1]


def proposed(found: Suggestion, snapshot: Snapshot) -> str:
    """Return a proposed place: the item's code and the material, or what the item asks for."""
    criterion = snapshot.by_id[found.criterion]
    slot = next((slot.name for slot in criterion.required if slot.id == found.slot), None)
    return f"{criterion.code}　{slot or ' '.join(phrases.item_name(criterion).split())}"


def alike_with(other: PieceId, snapshot: Snapshot) -> str:
    """Return that a piece says the same as another one."""
    return wording.phrase("alike_with", title=phrases.title_of(snapshot.piece_by_id[other], snapshot))


def _text(piece: Piece, column: Column, snapshot: Snapshot) -> str:
    match column:
        case Column.TITLE:
            return phrases.title_of(piece, snapshot)
        case Column.PROPOSED:
            return next((proposed(found, snapshot) for found in snapshot.suggestions.get(piece.id, ())), "")
        case Column.UNIT:
            return piece.facts.unit or ""
        case Column.YEAR:
            return str(piece.facts.year or "")
        case Column.FLAGS:
            marks = (wording.flag_words(piece.flags), wording.phrase("alike") if piece.id in snapshot.alike else "")
            return "、".join(mark for mark in marks if mark)


def _tip(piece: Piece, column: Column, snapshot: Snapshot) -> str:
    found = snapshot.suggestions.get(piece.id, ()) if column == Column.PROPOSED else ()
    lines = [f"{proposed(place, snapshot)}（{place.why}）" for place in found] or [_text(piece, column, snapshot)]
    if column == Column.FLAGS:
        lines += [alike_with(other, snapshot) for other in snapshot.alike.get(piece.id, ())]
    if column == Column.TITLE:
        lines += [snapshot.originals[part.original].name for part in piece.parts]
    return tip(*lines)


def _searched(piece: Piece, snapshot: Snapshot) -> str:
    facts = piece.facts
    found = [facts.title, facts.document_number, facts.unit, facts.issuer, str(facts.year or "")]
    found += [snapshot.originals[part.original].name for part in piece.parts]
    found += [proposed(suggestion, snapshot) for suggestion in snapshot.suggestions.get(piece.id, ())[:1]]
    return searchable("\n".join(filter(None, found)))
