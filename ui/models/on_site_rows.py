"""The papers of an item as an examiner may see them: number, title, box and pages."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ui.labels import tip
from ui.models.flat import Index, ListModel

if TYPE_CHECKING:
    from evidence.export.on_site import PaperOnSite

PIECE = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """What is told of a paper."""

    LABEL = 0
    TITLE = 1
    BOX = 2
    PAGES = 3


class OnSiteRows(ListModel["PaperOnSite"]):
    """In the order of the 卷内目录."""

    headings = {Column.LABEL: "件号", Column.TITLE: "题名", Column.BOX: "盒号", Column.PAGES: "页号"}  # noqa: RUF012

    def show(self, papers: Iterable[PaperOnSite]) -> None:
        """Show these."""
        self._list(papers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        paper = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _told(paper, Column(index.column()))
            case Qt.ItemDataRole.ToolTipRole:
                return tip(paper.title, paper.held)
            case Qt.ItemDataRole.TextAlignmentRole if index.column() in (Column.BOX, Column.PAGES):
                return Qt.AlignmentFlag.AlignCenter
            case _ if role == PIECE:
                return paper.piece
            case _:
                return None


def _told(paper: PaperOnSite, column: Column) -> str:
    match column:
        case Column.LABEL:
            return paper.label
        case Column.TITLE:
            return f"{paper.title}（{paper.held}）" if paper.held else paper.title
        case Column.BOX:
            return "" if paper.box is None else str(paper.box)
        case Column.PAGES:
            return paper.pages
