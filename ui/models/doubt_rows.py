"""疑点提示: doubts under the complaints that they are of, each with what was seen and the papers it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import groupby

from msgspec import Struct
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from evidence.complaints import Complaint, Dismissal, Doubt, DoubtKey
from evidence.names import searchable
from evidence.snapshot import Snapshot
from evidence.wording import doubts as words
from ui.labels import tip
from ui.models.flat import FlatModel, Index
from ui.models.headings import heading_look
from ui.models.ordering import Key, in_order_below, key_of
from ui.moment import Moment

LINES = Qt.ItemDataRole.UserRole  # tuple[Line, ...]: of a doubt's row its own, of a heading those below it
IS_HEADING = Qt.ItemDataRole.UserRole + 1


class Line(Struct, frozen=True):
    """A doubt in words."""

    doubt: Doubt
    codes: str
    said: str
    papers: str
    units: tuple[str, ...]  # whom to ask: those that handed the papers in, or lead the item
    searched: str


class Heading(Struct, frozen=True):
    """A complaint with the doubts below it."""

    complaint: Complaint
    lines: tuple[Line, ...]


class Column(IntEnum):
    """What is shown of a doubt."""

    CODES = 0
    SIGN = 1
    SAID = 2
    PAPERS = 3


HEADINGS: dict[int, str] = {
    Column.CODES: "编号",
    Column.SIGN: "疑点",
    Column.SAID: "说明",
    Column.PAPERS: "涉及材料",
}


class Lines:
    """The doubts of a project in words, each put into words once."""

    def __init__(self) -> None:
        """Know none."""
        self._known: dict[DoubtKey, Line] = {}

    def of(self, doubts: Iterable[Doubt], snapshot: Snapshot) -> list[Line]:
        """Return doubts in words, in order."""
        from evidence.check.doubts.finding import in_order

        before, self._known = self._known, {}
        for doubt in in_order(doubts, snapshot):
            known = before.get(doubt.key)
            self._known[doubt.key] = known if known and known.doubt is doubt else line_of(doubt, snapshot)
        return list(self._known.values())

    def forget(self) -> None:
        """Forget words of items and papers that may be called otherwise now."""
        self._known.clear()


class DoubtRows(FlatModel):
    """A flat list under headings; what changes makes it anew."""

    headings = HEADINGS
    sorts = True

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._own: list[Heading | Line] = []  # in the list's own order
        self._rows: list[Heading | Line] = []
        self._dismissed: dict[DoubtKey, Dismissal] = {}

    def show(self, moment: Moment, lines: Sequence[Line]) -> None:
        """Show these doubts, which come by complaint."""
        self.beginResetModel()
        self._dismissed = moment.snapshot.dismissed
        self._own = []
        for complaint, some in groupby(lines, lambda line: line.doubt.complaint):
            below = tuple(some)
            self._own += [Heading(complaint, below), *below]
        self._arrange()
        self.endResetModel()

    def _known(self) -> Sequence[object]:
        return [id(row) for row in self._rows]

    def _arrange(self) -> None:
        self._rows = in_order_below(self._own, lambda row: isinstance(row, Heading), self._key, self.ordering)

    def _key(self, row: Heading | Line) -> Key:
        if isinstance(row, Heading) or self.ordering is None:
            return ()
        return key_of(self._line(row, self.ordering.column, Qt.ItemDataRole.DisplayRole))

    def count(self) -> int:
        """Return how many rows there are, headings included."""
        return len(self._rows)

    def headings_at(self) -> list[int]:
        """Return the rows of headings."""
        return [number for number, row in enumerate(self._rows) if isinstance(row, Heading)]

    def row_of(self, key: DoubtKey) -> int | None:
        """Return the row of a doubt, None if it is not listed."""
        rows = enumerate(self._rows)
        return next((number for number, row in rows if isinstance(row, Line) and row.doubt.key == key), None)

    def first_line(self, number: int) -> int | None:
        """Return the first row from this one on that is a doubt's, or the last one before it."""
        at = [number for number, row in enumerate(self._rows) if isinstance(row, Line)]
        return next((row for row in at if row >= number), at[-1] if at else None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == IS_HEADING:
            return isinstance(row, Heading)
        if role == LINES:
            return row.lines if isinstance(row, Heading) else (row,)
        return (
            _heading(row, index.column(), role) if isinstance(row, Heading) else self._line(row, index.column(), role)
        )

    def _line(self, line: Line, column: int, role: int) -> object:
        from evidence.export import doubt_phrases

        dismissal = self._dismissed.get(line.doubt.key)
        match role:
            case Qt.ItemDataRole.DisplayRole if column == Column.SAID and dismissal is not None:
                return doubt_phrases.dismissed(dismissal)
            case Qt.ItemDataRole.DisplayRole:
                return _text(line, Column(column))
            case Qt.ItemDataRole.ToolTipRole:
                return tip(line.said, doubt_phrases.dismissed(dismissal) if dismissal else "")
            case Qt.ItemDataRole.ForegroundRole if dismissal is not None:
                return QApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
            case _:
                return None


def line_of(doubt: Doubt, snapshot: Snapshot) -> Line:
    """Return a doubt in words."""
    from evidence.export import doubt_phrases

    codes, said = doubt_phrases.codes(doubt, snapshot), doubt_phrases.said(doubt, snapshot)
    papers = words.named(doubt_phrases.titles(doubt, snapshot)) if doubt.pieces else ""
    units = _units(doubt, snapshot)
    text = searchable("\n".join((codes, words.NAMES[doubt.complaint], said, papers, *units)))
    return Line(doubt, codes, said, papers, units, text)


def _units(doubt: Doubt, snapshot: Snapshot) -> tuple[str, ...]:
    from evidence.check.doubts.finding import items_of

    told = str(dict(doubt.params).get("units", ""))
    if told:
        return tuple(told.split("、"))
    pieces = [snapshot.piece_by_id[piece].facts for piece in doubt.pieces if piece in snapshot.piece_by_id]
    senders = tuple(dict.fromkeys(facts.unit or facts.issuer or "" for facts in pieces))
    leads = (snapshot.by_id[item].lead_unit for item in items_of(doubt, snapshot) if item in snapshot.by_id)
    return tuple(filter(None, senders)) or tuple(dict.fromkeys(lead for lead in leads if lead))


def _heading(heading: Heading, column: int, role: int) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole if column == Column.CODES:
            return f"{words.NAMES[heading.complaint]}（{len(heading.lines)}）"
        case _:
            return heading_look(role)


def _text(line: Line, column: Column) -> str:
    match column:
        case Column.CODES:
            return line.codes
        case Column.SIGN:
            return words.SIGNS[line.doubt.sign]
        case Column.SAID:
            return line.said
        case Column.PAPERS:
            return line.papers
