"""关键数据表: the figures, each with how many papers say the same and how many otherwise; and the places of one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from evidence.check.figures import Place
from evidence.export import phrases
from evidence.key_figures import KeyFigure
from evidence.model import State
from evidence.snapshot import Snapshot
from evidence.wording import figures as words
from evidence.wording.titles import in_marks
from ui import theme
from ui.labels import tip
from ui.models.flat import FlatModel, Index

FIGURE = Qt.ItemDataRole.UserRole
PLACE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """What is shown of a figure."""

    NAME = 0
    YEAR = 1
    VALUE = 2
    OWNER = 3
    SOURCE = 4
    FOUND = 5


class FigureRows(FlatModel):
    """The table of key figures."""

    headings = {  # noqa: RUF012 — as FlatModel has it
        Column.NAME: "名称",
        Column.YEAR: "年度",
        Column.VALUE: "数值",
        Column.OWNER: "责任单位",
        Column.SOURCE: "出处",
        Column.FOUND: "材料中的说法",
    }

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._told: list[tuple[KeyFigure, Sequence[Place]]] = []
        self._snapshot: Snapshot | None = None

    def show(self, snapshot: Snapshot, told: Sequence[tuple[KeyFigure, Sequence[Place]]]) -> None:
        """Show these figures with their places."""
        self.beginResetModel()
        self._snapshot, self._told = snapshot, list(told)
        self.endResetModel()

    def count(self) -> int:
        """Return how many figures are shown."""
        return len(self._told)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        figure, places = self._told[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(figure, places, Column(index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self._text(figure, places, Column(index.column())))
            case Qt.ItemDataRole.ForegroundRole if index.column() == Column.FOUND and _differing(places):
                return theme.state_colour(State.MISSING, QApplication.palette())
            case _ if role == FIGURE:
                return figure
            case _:
                return None

    def _text(self, figure: KeyFigure, places: Sequence[Place], column: Column) -> str:
        match column:
            case Column.NAME:
                return figure.name
            case Column.YEAR:
                return str(figure.year)
            case Column.VALUE:
                return f"{figure.value:f}{figure.measure}"
            case Column.OWNER:
                return figure.owner
            case Column.SOURCE:
                source = self._snapshot.piece_by_id.get(figure.source) if self._snapshot and figure.source else None
                return in_marks(phrases.title_of(source, self._snapshot)) if source and self._snapshot else ""
            case Column.FOUND:
                differing = _differing(places)
                return words.places(len(places) - differing, differing)


class PlaceColumn(IntEnum):
    """What is shown of a place."""

    AGREES = 0
    VALUE = 1
    PAPER = 2
    PAGE = 3
    TEXT = 4


class FigurePlaces(FlatModel):
    """The papers that give a value for one figure; those that differ first."""

    headings = {  # noqa: RUF012 — as FlatModel has it
        PlaceColumn.AGREES: "比对",
        PlaceColumn.VALUE: "数值",
        PlaceColumn.PAPER: "材料",
        PlaceColumn.PAGE: "页",
        PlaceColumn.TEXT: "原文",
    }

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._places: list[Place] = []
        self._snapshot: Snapshot | None = None

    def show(self, snapshot: Snapshot, places: Sequence[Place]) -> None:
        """Show these places."""
        self.beginResetModel()
        self._snapshot, self._places = snapshot, sorted(places, key=lambda place: place.agrees)
        self.endResetModel()

    def count(self) -> int:
        """Return how many places are shown."""
        return len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        place = self._places[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(place, PlaceColumn(index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self._text(place, PlaceColumn(index.column())))
            case Qt.ItemDataRole.ForegroundRole if index.column() == PlaceColumn.AGREES:
                state = State.COMPLETE if place.agrees else State.MISSING
                return theme.state_colour(state, QApplication.palette())
            case _ if role == PLACE:
                return place
            case _:
                return None

    def _text(self, place: Place, column: PlaceColumn) -> str:
        match column:
            case PlaceColumn.AGREES:
                return "一致" if place.agrees else "不一致"
            case PlaceColumn.VALUE:
                return f"{place.mention.value:f}"
            case PlaceColumn.PAPER:
                return phrases.title_of(place.piece, self._snapshot) if self._snapshot else ""
            case PlaceColumn.PAGE:
                return str(place.mention.page)
            case PlaceColumn.TEXT:
                return place.mention.snippet


def _differing(places: Sequence[Place]) -> int:
    return sum(not place.agrees for place in places)
