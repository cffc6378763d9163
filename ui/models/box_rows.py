"""盒 as a list: what lies in each, how much paper it takes, and what of it is fixed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from evidence.wording import boxes as words
from evidence.wording import printing
from ui.labels import tip
from ui.models.flat import Index, ListModel

if TYPE_CHECKING:
    from evidence.export.box_plan import PlannedBox
    from evidence.export.print_sheets import Sums

BOX = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """What is shown of a box."""

    NUMBER = 0
    ITEMS = 1
    PIECES = 2
    PAGES = 3
    SHEETS = 4
    COLOUR = 5
    SIZE = 6
    STATE = 7


_HEADINGS: dict[int, str] = {
    Column.NUMBER: "盒号",
    Column.ITEMS: "起止内容号",
    Column.PIECES: "份数",
    Column.PAGES: "页数",
    Column.SHEETS: "张数",
    Column.COLOUR: "彩印页",
    Column.SIZE: "约占",
    Column.STATE: "状态",
}
_TIPS: dict[int, str] = {
    Column.PAGES: "编页号的页：按汇编的页，或按盒内材料的页（纸质备查件也算）",
    Column.SHEETS: "双面打印要用多少张纸；按汇编的页时含封面一张",
    Column.COLOUR: "照片各页、有文号的件的首页、已盖章的件的末页，按规范应彩印；“约”是估计，出过打印清单的看页面得出",
    Column.SIZE: "Word 文件的大小，只是估计",
}


class BoxRows(ListModel["PlannedBox"]):
    """By number."""

    headings = _HEADINGS

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._measured: dict[int, Sums] = {}

    def show(self, boxes: Sequence[PlannedBox]) -> None:
        """Show these; what was measured of others before is forgotten."""
        self._measured = {}
        self._list(boxes)

    def measure(self, found: Mapping[int, Sums]) -> None:
        """Show, by the numbers of boxes, which pages of them turned out to be in colour or on A3."""
        self._measured = {**self._measured, **found}
        if self._rows:
            self.dataChanged.emit(self.index(0, Column.COLOUR), self.index(len(self._rows) - 1, Column.COLOUR))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a heading, or how its figures are counted."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            return tip(_TIPS[section]) if section in _TIPS else None
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        box = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _told(box, Column(index.column()), self._measured.get(box.number))
        if role == Qt.ItemDataRole.ToolTipRole and box.number in self._measured:
            found = self._measured[box.number]
            return tip(f"彩色页：{printing.pages_told(found.colour)}", f"A3 折页：{printing.pages_told(found.folded)}")
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() not in (Column.ITEMS, Column.STATE):
            return Qt.AlignmentFlag.AlignCenter
        return box if role == BOX else None


def _told(box: PlannedBox, column: Column, measured: Sums | None) -> str:
    match column:
        case Column.NUMBER:
            return str(box.number)
        case Column.ITEMS:
            return f"{box.first_item}～{box.last_item}"
        case Column.PIECES:
            return str(box.pieces)
        case Column.PAGES:
            return str(box.pages)
        case Column.SHEETS:
            return str(box.sheets)
        case Column.COLOUR:
            return f"约 {box.colour_pages}" if measured is None else str(len(measured.colour))
        case Column.SIZE:
            return f"{max(0.1, box.weight_bytes / 1e6):.1f} MB"
        case Column.STATE:
            return words.state(box.fixed and box.fixed.at, box.to_print, box.uncounted)
