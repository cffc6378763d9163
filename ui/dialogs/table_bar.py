"""Which sheet of a file is looked at, whether it is read, and which of its rows name the columns."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPushButton, QSpinBox, QWidget

from evidence.scheme.columns import Columns
from ui.theme import em

_TALLEST = 9  # rows of one header


class TableBar(QWidget):
    """One line of choices above a criteria table."""

    sheet_chosen = Signal(int)
    read_chosen = Signal(bool)
    header_chosen = Signal(object)  # range of rows, counted from 0; an empty one is where a table without begins
    guess_wanted = Signal()

    def __init__(self) -> None:
        """Offer nothing yet."""
        super().__init__()
        self.sheets = QComboBox()
        self.sheets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sheets.setMinimumContentsLength(10)
        self.is_read = QCheckBox("读取这张表(&R)")
        self.first = QSpinBox()
        self.first.setMinimum(1)
        self.count = QSpinBox()
        self.count.setRange(0, _TALLEST)
        self.count.setSpecialValueText("没有")
        self.count.setSuffix(" 行")
        self.guess_button = QPushButton("恢复自动判断(&G)")
        self._of_sheets = QWidget()
        self._lay_out()
        self.sheets.activated.connect(self.sheet_chosen)
        self.is_read.clicked.connect(self.read_chosen)
        self.guess_button.clicked.connect(self.guess_wanted)
        for box in (self.first, self.count):
            box.setKeyboardTracking(False)  # 12 is not 1 first
            box.valueChanged.connect(self._choose_header)

    def show_sheets(self, names: Sequence[str]) -> None:
        """Offer the sheets of a file, the first of them chosen; one alone is no choice."""
        self.sheets.clear()
        self.sheets.addItems(list(names))
        self._of_sheets.setVisible(len(names) > 1)

    def show_columns(self, sheet: int, columns: Columns, rows: int, *, is_guess: bool) -> None:
        """Show how a sheet of so many rows is read, and whether the file is read as guessed."""
        blockers = [QSignalBlocker(box) for box in (self.first, self.count)]
        self.sheets.setCurrentIndex(sheet)
        self.is_read.setChecked(columns.is_read)
        self.first.setMaximum(max(1, rows))
        self.first.setValue(columns.first + 1)
        self.count.setValue(len(columns.header_rows))
        self.guess_button.setEnabled(not is_guess)
        for blocker in blockers:
            blocker.unblock()

    def _lay_out(self) -> None:
        sheet = QLabel("表格(&W)")
        sheet.setBuddy(self.sheets)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        of_sheets = QHBoxLayout(self._of_sheets)
        of_sheets.setContentsMargins(0, 0, em(self), 0)
        for widget in (sheet, self.sheets, self.is_read):
            of_sheets.addWidget(widget)
        row.addWidget(self._of_sheets)
        height = QLabel("表头(&T)")
        height.setBuddy(self.count)
        begin = QLabel("，从第(&H)")
        begin.setBuddy(self.first)
        for widget in (height, self.count, begin, self.first, QLabel("行起")):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.guess_button)

    def _choose_header(self) -> None:
        first = self.first.value() - 1
        self.header_chosen.emit(range(first, first + self.count.value()))
