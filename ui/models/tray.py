"""待整理: the pieces that are filed nowhere yet, with the places proposed for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt

from evidence import wording
from evidence.deliveries import Batch
from evidence.export import phrases
from evidence.model import Piece, PieceId, Suggestion
from evidence.names import searchable
from evidence.snapshot import Snapshot
from evidence.wording import parts
from ui.labels import tip
from ui.models.dragging import MIME_TYPE, Carry, only_inside, pack
from ui.models.flat import FlatModel, Index
from ui.models.headings import heading_look
from ui.models.ordering import Key, Ordering, in_order, key_of
from ui.models.tray_groups import Grouping, Heading, Row, laid_out
from ui.moment import Moment

PIECES = Qt.ItemDataRole.UserRole  # tuple[PieceId, ...]: of a paper's row its own, of a heading those below it
IS_HEADING = Qt.ItemDataRole.UserRole + 1
KEY = Qt.ItemDataRole.UserRole + 2  # what a row is known by wherever it stands

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
    """A flat list, in groups under headings if asked; filtering and grouping make it anew."""

    headings = HEADINGS
    sorts = True

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self.carry: Carry = only_inside
        self._moment: Moment | None = None
        self._rows: list[Row] = []
        self._grouping = Grouping.NONE
        self._batches: Mapping[PieceId, Batch] = {}
        self._words: tuple[str, ...] = ()
        self._texts: dict[PieceId, tuple[Piece, str]] = {}
        self._keys: dict[PieceId, tuple[object, Key]] = {}  # by which papers are put in order
        self._whole: tuple[Moment, Ordering, Sequence[Piece]] | None = None  # all that lies there, in order

    def show(self, moment: Moment, text: str) -> None:
        """Show the pieces that hold every word of `text` in title, number, unit, issuer, file name or proposed code."""
        self.beginResetModel()
        self._turn_to(moment)
        self._words = tuple(searchable(text).split())
        self._rows = self._wanted(moment)
        self.endResetModel()

    def group(self, grouping: Grouping, batches: Mapping[PieceId, Batch]) -> None:
        """Group what is shown another way; `batches` tells by which arrival each piece came."""
        self.beginResetModel()
        self._grouping, self._batches = grouping, batches
        self._rows = self._wanted(self._moment) if self._moment else []
        self.endResetModel()

    def forget(self) -> None:
        """Forget the words of a project that is left."""
        self._texts.clear()
        self._keys.clear()
        self._whole = None

    def follow(self, moment: Moment, changed: Iterable[PieceId]) -> None:
        """Show the next moment, row by row if little changed, so that selection and place are kept."""
        self._turn_to(moment)
        wanted = self._wanted(moment)
        first, behind = _alike(self._rows, wanted)
        old, new = self._rows[first : len(self._rows) - behind], wanted[first : len(wanted) - behind]
        keep, there = {row.id for row in new}, {row.id for row in old}
        gone = [number for number, row in enumerate(old, first) if row.id not in keep]
        came = [number for number, row in enumerate(new, first) if row.id not in there]
        # Rows that stay change places, as a paper does whose unit was corrected.
        reordered = [row.id for row in old if row.id in keep] != [row.id for row in new if row.id in there]
        if reordered or len(gone) + len(came) > _MOST_STEPS:
            self.beginResetModel()
            self._rows = wanted
            self.endResetModel()
            return
        for number in reversed(gone):
            self.beginRemoveRows(QModelIndex(), number, number)
            del self._rows[number]
            self.endRemoveRows()
        for number in came:
            self.beginInsertRows(QModelIndex(), number, number)
            self._rows.insert(number, wanted[number])
            self.endInsertRows()
        before, self._rows = self._rows, wanted
        touched = set(changed)
        for number, (row, now) in enumerate(zip(before, wanted, strict=True)):
            if (row is not now and row != now) or now.id in touched:
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(Column) - 1))

    def row_of(self, piece: PieceId) -> int | None:
        """Return the row of a piece, None if it is not listed."""
        return next((number for number, row in enumerate(self._rows) if row.id == piece), None)

    def rows_of(self, keys: Iterable[str]) -> list[int]:
        """Return the rows of papers and headings, topmost first; those of what is not listed are left out."""
        wanted = set(keys)
        return [number for number, row in enumerate(self._rows) if row.id in wanted] if wanted else []

    def paper_from(self, number: int) -> int | None:
        """Return the first row from this one on that is a paper's, or the last one before it."""
        rows = self._rows
        ways = (*range(number, len(rows)), *range(min(number, len(rows)) - 1, -1, -1))
        return next((at for at in ways if not isinstance(rows[at], Heading)), None)

    def certain(self) -> tuple[PieceId, ...]:
        """Return the listed pieces whose first proposal is certain, and asked of the office."""
        certain = self._moment.snapshot.certain if self._moment else frozenset[PieceId]()
        return tuple([row.id for row in self._rows if row.id in certain and not isinstance(row, Heading)])

    def count(self) -> int:
        """Return how many rows there are, headings included."""
        return len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let pieces be dragged."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _FLAGS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid() or self._moment is None:
            return None
        row, column = self._rows[index.row()], Column(index.column())
        if role == PIECES:
            return row.pieces if isinstance(row, Heading) else (row.id,)
        if role == IS_HEADING:
            return isinstance(row, Heading)
        if role == KEY:
            return row.id
        if isinstance(row, Heading):
            return _heading(row, column, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, column, self._moment.snapshot)
        return _tip(row, column, self._moment.snapshot) if role == Qt.ItemDataRole.ToolTipRole else None

    def mimeTypes(self) -> list[str]:
        """Name what a drag carries."""
        return [MIME_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return what a drag of these rows carries."""
        found = [key for index in indexes if index.column() == 0 for key in index.data(PIECES)]
        pieces = tuple(dict.fromkeys(found))
        return self.carry(pack(pieces), pieces)

    def supportedDragActions(self) -> Qt.DropAction:
        """Let pieces be dropped by whatever key is held."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def _turn_to(self, moment: Moment) -> None:
        """Look at another moment: nothing is kept of papers that lie there no more, some of which are isolated."""
        if moment is self._moment:
            return
        self._moment, self._whole = moment, None
        there = {piece.id for piece in moment.tray}
        for known in (self._keys, self._texts):
            for gone in known.keys() - there:
                del known[gone]

    def _wanted(self, moment: Moment) -> list[Row]:
        return laid_out(self._passing(moment), moment.snapshot, self._grouping, self._batches)

    def _known(self) -> Sequence[object]:
        return [row.id for row in self._rows]

    def _arrange(self) -> None:
        self._keys.clear()
        self._whole = None
        self._rows = self._wanted(self._moment) if self._moment else []

    def _in_order(self, moment: Moment) -> Sequence[Piece]:
        """Return all that lies there, in the order that is chosen; made once for a moment."""
        if self.ordering is None:
            return moment.tray
        known = self._whole
        if known is None or known[0] is not moment or known[1] != self.ordering:
            column, snapshot = Column(self.ordering.column), moment.snapshot
            pieces = in_order(moment.tray, lambda piece: self._by(piece, column, snapshot), self.ordering)
            known = self._whole = moment, self.ordering, pieces
        return known[2]

    def _by(self, piece: Piece, column: Column, snapshot: Snapshot) -> Key:
        of_others = column in (Column.PROPOSED, Column.FLAGS)
        seen = (piece, snapshot.suggestions.get(piece.id), piece.id in snapshot.alike) if of_others else piece
        known = self._keys.get(piece.id)
        if known is None or (known[0] != seen if of_others else known[0] is not seen):
            known = self._keys[piece.id] = seen, key_of(_text(piece, column, snapshot))
        return known[1]

    def _passing(self, moment: Moment) -> list[Piece]:
        lying = self._in_order(moment)
        if not self._words:
            return list(lying)
        return [p for p in lying if all(word in self._text_of(p, moment.snapshot) for word in self._words)]

    def _text_of(self, piece: Piece, snapshot: Snapshot) -> str:
        known = self._texts.get(piece.id)
        if known is None or known[0] is not piece:
            known = self._texts[piece.id] = (piece, _searched(piece, snapshot))
        return known[1]


def _alike(rows: Sequence[Row], others: Sequence[Row]) -> tuple[int, int]:
    """Return how many rows are known by the same in both, from the first on and, of the others, up to the last."""
    most = min(len(rows), len(others))
    first = 0
    while first < most and rows[first].id == others[first].id:
        first += 1
    behind = 0
    while behind < most - first and rows[-1 - behind].id == others[-1 - behind].id:
        behind += 1
    return first, behind


def _heading(heading: Heading, column: Column, role: int) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole if column in (Column.TITLE, Column.PROPOSED):
            return heading.name if column == Column.TITLE else heading.sums
        case Qt.ItemDataRole.ToolTipRole:
            return tip(heading.name, heading.sums)
        case _:
            return heading_look(role)


def proposed(found: Suggestion, snapshot: Snapshot) -> str:
    """Return a proposed place: the item's code and the material, or what the item asks for."""
    criterion = snapshot.by_id[found.criterion]
    slot = next((slot.name for slot in criterion.required if slot.id == found.slot), None)
    beyond = "" if found.criterion in snapshot.asked else f"（{parts.BEYOND}）"
    return f"{criterion.code}{beyond}　{slot or ' '.join(phrases.item_name(criterion).split())}"


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
