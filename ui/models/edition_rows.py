"""What a new edition changes, an item a row, and where the papers of each go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from evidence.export import phrases
from evidence.model import CriterionId
from evidence.scheme.compare import Change, Pair
from evidence.scheme.edition import Preview
from evidence.wording.editions import CHANGES
from ui.labels import tip
from ui.models.flat import FlatModel, Index

PAIR = Qt.ItemDataRole.UserRole
# In the order in which a clerk wants to look at them.
ORDER = (Change.REWORDED, Change.GONE, Change.NEW, Change.ALTERED, Change.MOVED)
TRAY = "待整理"


class Column(IntEnum):
    """What is shown of an item."""

    CHANGE = 0
    OLD = 1
    NEW = 2
    WORDS = 3
    ALIKE = 4
    PAPERS = 5
    HEIR = 6


HEADINGS: dict[int, str] = {
    Column.CHANGE: "变化",
    Column.OLD: "原编号",
    Column.NEW: "新编号",
    Column.WORDS: "评价内容",
    Column.ALIKE: "相似",
    Column.PAPERS: "已归材料",
    Column.HEIR: "材料归到",
}
_NUMBERS = (Column.ALIKE, Column.PAPERS)


class EditionRows(FlatModel):
    """The items that a new edition changes, grouped by what becomes of them."""

    headings = HEADINGS

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._pairs: list[Pair] = []
        self._papers: Counter[CriterionId] = Counter()
        self._codes: dict[CriterionId, str] = {}
        self._heirs: Mapping[CriterionId, CriterionId | None] = {}

    def show(self, preview: Preview, heirs: Mapping[CriterionId, CriterionId | None], only: Change | None) -> None:
        """Show what changed, or one kind of it; `heirs` tells where the papers of each old item go."""
        self.beginResetModel()
        changed = [pair for pair in preview.comparison.items if pair.change in ((only,) if only else ORDER)]
        self._pairs = sorted(changed, key=lambda pair: ORDER.index(pair.change))
        self._papers = Counter(filing.criterion for filing in preview.snapshot.filings)
        self._codes = {item.id: item.code for item in preview.reading.items}
        self._heirs = dict(heirs)
        self.endResetModel()

    def send(self, heirs: Mapping[CriterionId, CriterionId | None]) -> None:
        """Show where papers go now."""
        self._heirs = dict(heirs)
        if self._pairs:
            self.dataChanged.emit(self.index(0, Column.HEIR), self.index(len(self._pairs) - 1, Column.HEIR))

    def count(self) -> int:
        """Return how many items are listed."""
        return len(self._pairs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        pair, column = self._pairs[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(pair, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self._text(pair, column))
            case Qt.ItemDataRole.TextAlignmentRole if column in _NUMBERS:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case _ if role == PAIR:
                return pair
            case _:
                return None

    def _text(self, pair: Pair, column: Column) -> str:
        papers = self._papers[pair.old.id] if pair.old else 0
        match column:
            case Column.CHANGE:
                return CHANGES[pair.change]
            case Column.OLD:
                return pair.old.code if pair.old else ""
            case Column.NEW:
                return pair.new.code if pair.new else ""
            case Column.WORDS:
                shown = pair.new or pair.old
                return phrases.item_name(shown) if shown else ""
            case Column.ALIKE:
                return f"{pair.similarity:.0%}" if pair.old and pair.new else ""
            case Column.PAPERS:
                return f"{papers} 件" if papers else ""
            case Column.HEIR:
                if not papers or pair.old is None:
                    return ""
                heir = self._heirs.get(pair.old.id)
                return self._codes[heir] if heir else TRAY
