"""What a search found, papers or problems, as a list that grows while it is looked through."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from evidence.queries import Found, Hit, ProblemHit, ProblemsFound
from evidence.snapshot import Snapshot
from evidence.wording import searching as words
from ui.labels import tip

HIT = Qt.ItemDataRole.UserRole
ABOUT = Qt.ItemDataRole.UserRole + 1  # 文号, unit, year and place, in one line

Index = QModelIndex | QPersistentModelIndex


class Hits(QAbstractListModel):
    """Shows the hits that were told, and asks for more when the last one comes into sight."""

    more_wanted = Signal(int)  # from which hit on

    def __init__(self) -> None:
        """Show none."""
        super().__init__()
        self._hits: list[Hit | ProblemHit] = []
        self._abouts: list[str] = []
        self.found = 0  # how many there are in all
        self._asked = 0  # from which hit on more were asked for last

    def show(self, found: Found | ProblemsFound, first: int, snapshot: Snapshot) -> None:
        """Show what was found from the `first` hit on; from 0 on everything is new."""
        self.found = found.count
        abouts = [_about(hit, snapshot) for hit in found.hits]
        if first == 0:
            self.beginResetModel()
            self._hits, self._abouts, self._asked = list(found.hits), abouts, 0
            self.endResetModel()
        elif first == len(self._hits) and found.hits:
            self.beginInsertRows(QModelIndex(), first, first + len(found.hits) - 1)
            self._hits += found.hits
            self._abouts += abouts
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return how many hits are shown."""
        return 0 if parent.isValid() else len(self._hits)

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there are hits that were not asked for yet."""
        return not parent.isValid() and self._asked < len(self._hits) < self.found

    def fetchMore(self, parent: Index) -> None:
        """Ask for more; they are shown when they are told."""
        self._asked = len(self._hits)
        self.more_wanted.emit(self._asked)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a hit, or what is said of it."""
        if not index.isValid():
            return None
        hit, about = self._hits[index.row()], self._abouts[index.row()]
        snippet = hit.snippet.text if hit.snippet else ""
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return "\n".join(filter(None, (hit.title.text, about, snippet)))
            case Qt.ItemDataRole.ToolTipRole:
                return tip(hit.title.text, about, snippet)
            case int() if role == HIT:
                return hit
            case int() if role == ABOUT:
                return about
            case _:
                return None


def _about(hit: Hit | ProblemHit, snapshot: Snapshot) -> str:
    if isinstance(hit, ProblemHit):
        return hit.about
    facts = hit.piece.facts
    year = f"{facts.year}年" if facts.year else None
    told = (facts.unit or facts.issuer, year, words.place(hit.filings, snapshot))
    return "　".join(filter(None, told))
