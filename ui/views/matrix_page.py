"""年度矩阵 and 乡镇矩阵: what is shown of a table of items × columns, and in words what the keyboard stands on."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import Enum

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from evidence.check.matrix import Block, Line, by_period, by_township
from evidence.export import overview_phrases as words
from evidence.export import phrases
from evidence.names import searchable
from evidence.snapshot import Snapshot
from ui.models.matrix_grid import Head, MatrixGrid
from ui.moment import Moment
from ui.views.matrix_view import MatrixView

_ALL_YEARS = "全部年度"


class Table(Enum):
    """Which table a page shows: how wide its columns are, in characters, and whether heads stand on end."""

    PERIODS = 4.4
    TOWNSHIPS = 1.9


class MatrixPage(QWidget):
    """Narrows the table by words, to what is open, and to a year; computes it when it is seen."""

    chosen = Signal(object)  # Gap
    item_chosen = Signal(object)  # CriterionId

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._table = table
        self._moment: Moment | None = None
        self._years: list[int | None] = []
        upright = table is Table.TOWNSHIPS
        self.text = QLineEdit(placeholderText="筛选：编号、评价内容")
        self.text.setAccessibleName("筛选")
        self.text.setClearButtonEnabled(True)
        self.only_open = QCheckBox("只看未齐的(&O)")
        self.year = QComboBox()
        self.year.setVisible(False)
        self.model = MatrixGrid(self, with_counts=not upright)
        self.view = MatrixView(self.model, table.value, upright=upright)
        self.view.setAccessibleName("乡镇矩阵" if upright else "年度矩阵")
        self.told = QLabel()
        self.told.setProperty("role", "hint")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # cut, not broken into lines
        self._lay_out()
        self.text.textChanged.connect(self._fill)
        self.only_open.toggled.connect(self._fill)
        self.year.currentIndexChanged.connect(self._fill)
        self.view.chosen.connect(self.chosen)
        self.view.item_chosen.connect(self.item_chosen)
        self.view.selectionModel().currentChanged.connect(self._tell)

    def show_moment(self, moment: Moment) -> None:
        """Show the table of a project as it is now."""
        self._moment = moment
        if self._table is Table.TOWNSHIPS:
            self._list_years(moment)
        self._fill()

    def reset(self) -> None:
        """Narrow nothing, as for a project that was just opened."""
        self._moment = None
        self._years = []
        self.text.clear()
        self.only_open.setChecked(False)
        self.year.clear()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.text, 1)
        bar.addWidget(self.year)
        bar.addWidget(self.only_open)
        bar.addWidget(QLabel(words.LEGEND))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(bar)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.told)
        self._say(QModelIndex())

    def _list_years(self, moment: Moment) -> None:
        """Offer the years that townships are asked for something in."""
        found = {row.year for item in moment.gaps.values() for row in item.required}
        years: list[int | None] = [*sorted(year for year in found if year), *([None] if None in found else [])]
        if years == self._years:
            return
        self._years = years
        self.year.blockSignals(True)
        self.year.clear()
        self.year.addItems([_ALL_YEARS, *(words.year(year) for year in years)])
        self.year.blockSignals(False)
        self.year.setVisible(len(years) > 1)

    def _fill(self) -> None:
        if self._moment is None:
            return
        heads, blocks = self._computed(self._moment.snapshot, self._moment)
        place = self.view.place()
        at = (self.view.verticalScrollBar().value(), self.view.horizontalScrollBar().value())
        self.model.show(heads, self._passing(blocks))
        self.view.share_width()
        self.view.go_back(place)
        self.view.verticalScrollBar().setValue(at[0])
        self.view.horizontalScrollBar().setValue(at[1])
        self._say(self.view.currentIndex())

    def _computed(self, snapshot: Snapshot, moment: Moment) -> tuple[list[Head], Sequence[Block]]:
        items = tuple(moment.gaps.values())
        if self._table is Table.PERIODS:
            periods = by_period(snapshot, items)
            heads = [
                Head((words.year(one.year), words.stage(one.stage)), words.period(one.year, one.stage), sums)
                for one, sums in zip(periods.columns, periods.sums, strict=True)
            ]
            return heads, periods.blocks
        townships = by_township(snapshot, items, self._wanted_years())
        names = [name or words.NO_TOWNSHIPS for name in townships.columns]
        return [Head((n,), n, sums) for n, sums in zip(names, townships.sums, strict=True)], townships.blocks

    def _wanted_years(self) -> Collection[int | None] | None:
        at = self.year.currentIndex()
        return None if at <= 0 else {self._years[at - 1]}

    def _passing(self, blocks: Iterable[Block]) -> Iterable[Block]:
        """Yield the groups with the items that pass; what a group comes to stays that of all its items."""
        wanted = searchable(self.text.text()).split()
        for block in blocks:
            lines = tuple(line for line in block.lines if self._passes(line, wanted))
            if lines:
                yield Block(block.group, lines, block.sums)

    def _passes(self, line: Line, wanted: Sequence[str]) -> bool:
        if self.only_open.isChecked() and not line.is_open:
            return False
        criterion = line.item.criterion
        text = searchable(f"{criterion.code} {phrases.item_name(criterion)}") if wanted else ""
        return all(word in text for word in wanted)

    def _tell(self, current: QModelIndex) -> None:
        self._say(current)

    def _say(self, current: QModelIndex) -> None:
        hint = "单击一格（或按回车）就到要补的地方；列头和各组一行的数字是未齐的项数。"
        self.told.setText(self.model.told(current) if current.isValid() else hint)
