"""The papers of one item under the materials that it asks for."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import IntEnum

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication

from evidence import wording
from evidence.check.defects import made_of
from evidence.check.gaps import ItemGaps, Requirement, item_gaps
from evidence.export import phrases, review_phrases
from evidence.model import CriterionId, Filing, Piece, PieceId, Scope, Slot, SlotId, State
from evidence.reviews import Fit
from evidence.wording import parts
from evidence.wording import reviews as review_words
from ui import theme
from ui.labels import tip
from ui.models.dragging import MIME_TYPE, Carry, only_inside, pack, unpack
from ui.models.ordering import Ordering, in_order, key_of
from ui.moment import Moment

Index = QModelIndex | QPersistentModelIndex
FILING = Qt.ItemDataRole.UserRole  # of a paper's row; None on the row of a material
SLOT = Qt.ItemDataRole.UserRole + 1  # of a material's row, or of the one that a paper lies under; None: under none

_OTHER = "没有对应应备材料的"
_UNCOUNTED = "不算应备件，请拖到上面的材料"
_EARLIEST = date.min


class Column(IntEnum):
    """What is shown of a material or a paper."""

    TITLE = 0
    YEAR = 1
    NUMBER = 2
    PAGES = 3
    REVIEW = 4
    STATE = 5


HEADINGS = {
    Column.TITLE: "应备材料／佐证材料",
    Column.YEAR: "年度",
    Column.NUMBER: "文号",
    Column.PAGES: "页数",
    Column.REVIEW: "复核",
    Column.STATE: "情况",
}


class _Paper(Struct, frozen=True):
    filing: Filing
    piece: Piece
    remark: str


class _Material(Struct, frozen=True):
    slot: Slot | None  # None: what lies under none of the item's materials
    asked: str  # what of it, with its name
    state: State | None
    remark: str
    papers: tuple[_Paper, ...]

    @property
    def is_proposed(self) -> bool:
        """Whether nobody asked for it yet; it stands back behind those that are asked for."""
        return self.slot is not None and self.slot.proposed


class ItemPapers(QAbstractItemModel):
    """Two levels: materials, and under each the papers that are filed for it."""

    dropped = Signal(object, object, bool)  # Dragged, SlotId, whether it stays where it came from as well

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self.carry: Carry = only_inside
        self._moment: Moment | None = None
        self._own: tuple[_Material, ...] = ()  # with their papers as they are printed
        self._materials: tuple[_Material, ...] = ()
        self.ordering: Ordering | None = None

    def show(self, moment: Moment | None, criterion: CriterionId | None) -> None:
        """Show the papers of an item, or nothing."""
        self.beginResetModel()
        self._moment = moment
        self._own = _listed(moment, criterion) if moment and criterion else ()
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Show the papers under each material by a column; by -1 as they are printed, which this does not change."""
        there = 0 <= column < len(Column)
        wanted = Ordering(column, order is Qt.SortOrder.DescendingOrder) if there else None
        if wanted == self.ordering:
            return
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._paper(index)) for index in self.persistentIndexList()]
        self.ordering = wanted
        self._arrange()
        at = {id(paper): row for material in self._materials for row, paper in enumerate(material.papers)}
        moved = [
            index if paper is None else self.createIndex(at[id(paper)], index.column(), index.internalId())
            for index, paper in kept
        ]
        self.changePersistentIndexList([index for index, _ in kept], moved)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        def in_column(papers: Sequence[_Paper]) -> tuple[_Paper, ...]:
            column = Column(self.ordering.column) if self.ordering else Column.TITLE
            return tuple(in_order(papers, lambda paper: key_of(self._paper_text(paper, column)), self.ordering))

        self._materials = tuple(replace(material, papers=in_column(material.papers)) for material in self._own)

    def index_of_slot(self, slot: SlotId | None) -> QModelIndex:
        """Return the row of a material, nowhere if it is not listed."""
        for row, material in enumerate(self._materials):
            if (material.slot.id if material.slot else None) == slot:
                return self.index(row, 0)
        return QModelIndex()

    def indexes_of(self, filings: Iterable[Filing]) -> list[QModelIndex]:
        """Return the rows of papers by their filings; those that are not listed are left out."""
        wanted = {filing.id for filing in filings}
        return [
            self.createIndex(row, 0, number + 1)
            for number, material in enumerate(self._materials)
            for row, paper in enumerate(material.papers)
            if paper.filing.id in wanted
        ]

    # An index holds 0 for a material, or for a paper one more than the row of its material.

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        """Return the index of a child."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        """Return the material that a paper lies under."""
        above = child.internalId() if child.isValid() else 0
        return self.createIndex(above - 1, 0, 0) if above else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many materials there are, or papers under one."""
        if not parent.isValid():
            return len(self._materials)
        is_material = parent.column() == 0 and not parent.internalId()
        return len(self._materials[parent.row()].papers) if is_material else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many columns there are."""
        return len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a heading."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[Column(section)]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let papers be dragged, and dropped on materials and the papers under them."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._paper(index) is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if self._material(index).slot is not None:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid() or self._moment is None:
            return None
        material, paper, column = self._material(index), self._paper(index), Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._paper_text(paper, column) if paper else _material_text(material, column)
            case Qt.ItemDataRole.ToolTipRole if paper and column in (Column.REVIEW, Column.STATE):
                said = review_phrases.verdict(paper.filing, paper.piece)
                return tip(*filter(None, (paper.remark, f"复核：{said}" if said else "")))
            case Qt.ItemDataRole.ToolTipRole:
                text = self._paper_text(paper, column) if paper else _material_text(material, column)
                return tip(text)
            case Qt.ItemDataRole.FontRole if paper is None and not material.is_proposed:
                font = QFont()
                font.setBold(True)
                return font
            case Qt.ItemDataRole.ForegroundRole if paper is None and material.state and column == Column.STATE:
                return theme.state_colour(material.state, QApplication.palette())
            case Qt.ItemDataRole.ForegroundRole if paper is None and material.is_proposed:
                return QApplication.palette().color(QPalette.ColorRole.PlaceholderText)
            case Qt.ItemDataRole.ForegroundRole if paper and paper.remark and column == Column.STATE:
                return theme.state_colour(State.PARTIAL, QApplication.palette())
            case Qt.ItemDataRole.ForegroundRole if paper and column == Column.REVIEW:
                fits = _verdict(paper) in ("", review_words.FITS[Fit.FITS])
                return None if fits else theme.state_colour(State.PARTIAL, QApplication.palette())
            case _ if role == FILING:
                return paper.filing if paper else None
            case _ if role == SLOT:
                return material.slot.id if material.slot else None
            case _:
                return None

    def mimeTypes(self) -> list[str]:
        """Take pieces alone; files are taken in by the window."""
        return [MIME_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return what a drag of these rows carries."""
        papers = [paper for index in indexes if index.column() == 0 and (paper := self._paper(index))]
        pieces = [paper.piece.id for paper in papers]
        return self.carry(pack(pieces, (paper.filing.id for paper in papers)), pieces)

    def supportedDragActions(self) -> Qt.DropAction:
        """Let papers be moved, or filed elsewhere as well."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDropActions(self) -> Qt.DropAction:
        """Let papers be moved, or filed here as well."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Tell whether papers may be dropped here: on a material or anywhere among its papers."""
        return data.hasFormat(MIME_TYPE) and parent.isValid() and self._material(parent).slot is not None

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Tell what was dropped where; what follows from it comes with the next moment."""
        dragged = unpack(data)
        if dragged is None or not self.canDropMimeData(data, action, row, column, parent):
            return False
        slot = self._material(parent).slot
        if slot is not None:
            self.dropped.emit(dragged, slot.id, action == Qt.DropAction.CopyAction)
        return False  # the view takes nothing away by itself

    def _material(self, index: Index) -> _Material:
        return self._materials[index.internalId() - 1 if index.internalId() else index.row()]

    def _paper(self, index: Index) -> _Paper | None:
        return self._material(index).papers[index.row()] if index.internalId() else None

    def _paper_text(self, paper: _Paper, column: Column) -> str:
        facts = paper.piece.facts
        match column:
            case Column.TITLE:
                return phrases.title_of(paper.piece, self._moment.snapshot) if self._moment else ""
            case Column.YEAR:
                return str(facts.year or "")
            case Column.NUMBER:
                return facts.document_number or ""
            case Column.PAGES:
                return str(paper.piece.pages or "")
            case Column.REVIEW:
                return _verdict(paper)
            case Column.STATE:
                return paper.remark


def _verdict(paper: _Paper) -> str:
    """Return in a word what a second person found."""
    review = paper.filing.review
    if review is None:
        return ""
    return review_words.AGAIN if review.basis != made_of(paper.piece) else review_words.FITS[review.fit]


def _material_text(material: _Material, column: Column) -> str:
    match column:
        case Column.TITLE:
            return material.asked if material.slot else _OTHER
        case Column.STATE:
            return material.remark
        case _:
            return ""


def _listed(moment: Moment, criterion: CriterionId) -> tuple[_Material, ...]:
    """Return an item's materials; of one that is not asked of the office none is wanting."""
    if criterion in moment.gaps:
        return _materials(moment, moment.gaps[criterion])
    found = _materials(moment, item_gaps(moment.snapshot, moment.snapshot.by_id[criterion]))
    return tuple(replace(material, state=None, remark=parts.BEYOND if material.slot else "") for material in found)


def _materials(moment: Moment, item: ItemGaps) -> tuple[_Material, ...]:
    filings: dict[SlotId | None, list[Filing]] = {}
    for filing in moment.snapshot.filed_under.get(item.criterion.id, ()):
        filings.setdefault(filing.slot, []).append(filing)
    found: list[_Material] = []
    for slot in item.criterion.required:
        rows = [row for row in (*item.required, *item.proposed) if row.slot.id == slot.id]
        defects = _shortcomings(rows)
        papers = _papers(moment, filings.get(slot.id, []), defects)
        others = phrases.alternatives(slot, item.criterion.required)
        asked = f"{slot.name}（{phrases.asked(slot)}{f'，与{others}任交其一' * bool(others)}）"
        if slot.proposed:
            found.append(_Material(slot, asked, None, _awaiting(papers), papers))
        else:
            found.append(_Material(slot, asked, _state(rows), _lacking(rows), papers))
    loose = filings.get(None, [])
    if loose or not found:
        remark = _UNCOUNTED if item.required else ""
        found.append(_Material(None, "", None, remark, _papers(moment, loose, {})))
    return tuple(found)


def _shortcomings(rows: Iterable[Requirement]) -> dict[PieceId, str]:
    """Return by piece why it does not count, or what should still be put right."""
    said: dict[PieceId, dict[str, None]] = {}
    for row in rows:
        for defect in row.defects:
            said.setdefault(defect.piece.id, {})[phrases.shortfall(defect)] = None
        for flaw in row.flaws:
            said.setdefault(flaw.piece.id, {})[f"需完善：{phrases.shortfall(flaw)}"] = None
    return {piece: "；".join(sentences) for piece, sentences in said.items()}


def _papers(moment: Moment, filings: Iterable[Filing], defects: Mapping[PieceId, str]) -> tuple[_Paper, ...]:
    found: list[_Paper] = []
    for filing in filings:
        piece = moment.snapshot.piece_by_id[filing.piece]
        others = [f for f in moment.places[piece.id] if f.criterion != filing.criterion]
        codes = dict.fromkeys(moment.snapshot.by_id[other.criterion].code for other in others)
        also = "也在 " + "、".join(codes) if codes else ""
        remarks = [defects.get(piece.id, ""), "纸质备查" if piece.paper else "", also]
        found.append(_Paper(filing, piece, "；".join(filter(None, remarks))))
    found.sort(key=lambda p: (p.piece.facts.year or 0, p.piece.facts.issued_on or _EARLIEST, p.piece.arrived))
    return tuple(found)


def _awaiting(papers: Sequence[_Paper]) -> str:
    """Return how a material stands that nobody confirmed yet: it is not missing."""
    return wording.phrase("proposed_met", count=len(papers)) if papers else wording.phrase("proposed_state")


def _state(rows: Sequence[Requirement]) -> State:
    states = {row.state for row in rows}
    if len(states) == 1:
        return states.pop()
    if not any(state.is_open for state in states):
        return State.COMPLETE
    return State.PARTIAL if any(row.have for row in rows) else State.MISSING


def _lacking(rows: Sequence[Requirement]) -> str:
    """Return what is missing of a material, in a few words."""
    open_rows = [row for row in rows if row.state.is_open]
    if not open_rows:
        return "，".join(dict.fromkeys(map(phrases.settled, rows)))
    short = sum(row.needed - row.met for row in open_rows)
    years = sorted({row.year for row in open_rows if row.year is not None})
    whose = phrases.units(open_rows) if open_rows[0].slot.scope is not Scope.OWN else ""
    when = f"{phrases.years(years)}年" if years else ""
    return f"缺{short}件：" + "，".join(filter(None, (when, whose))) if when or whose else f"缺{short}件"
