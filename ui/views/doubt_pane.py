"""疑点: where examiners may complain, by complaint; gone to, put aside with a reason, or taken up again."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from evidence.names import searchable
from evidence.snapshot import Changes
from ui.labels import Sentence
from ui.ledger_offers import offer_rectifying
from ui.models.doubt_rows import IS_HEADING, LINES, Column, DoubtRows, Line, Lines
from ui.moment import Moment
from ui.views.rows import Rows, Wide

if TYPE_CHECKING:
    from evidence.check.doubts.finding import Doubts

_LINES = 3  # of a doubt's sentence, mostly
_ALL_UNITS = "全部单位"
_LOOKING = "正在查疑点…"
_NONE = "没有疑点。只查有材料的和标为收齐的评价内容。"
_NONE_SHOWN = "筛选之后没有疑点；清空上面的筛选就能看到全部。"


class DoubtPane(QWidget):
    """Lists the doubts; tells which one the clerk goes to, and what is put aside or taken up."""

    wanted = Signal()  # the pane is seen: doubts are to be looked for now
    counted = Signal(int)  # how many are open
    chosen = Signal(object)  # Doubt that the clerk wants to look at
    dismiss_wanted = Signal(object)  # tuple[Line, ...]
    take_up_wanted = Signal(object)  # tuple[DoubtKey, ...]
    rectify_wanted = Signal(object)  # tuple[Line, ...]: to become problems of the 整改台账

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._moment: Moment | None = None
        self._doubts: Doubts | None = None
        self._lines = Lines()
        self._listed: list[Line] = []  # before they are filtered
        self._stale = False
        self._allowed = True
        self.text = QLineEdit(placeholderText="筛选：编号、疑点、题名")
        self.text.setAccessibleName("筛选")
        self.text.setClearButtonEnabled(True)
        self.unit = QComboBox()
        self.unit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.unit.setMinimumContentsLength(8)
        self.unit.setAccessibleName("单位")
        self.unit.addItem(_ALL_UNITS)
        self.with_dismissed = QCheckBox("显示不作问题的")
        self.model = DoubtRows(self)
        self.rows = Rows(self.model, (Wide(6), Wide(9), Wide(0), Wide(14, 44)))
        self.rows.setAccessibleName("疑点")
        self.rows.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.said = Sentence()
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.said.setMinimumHeight(_LINES * self.said.fontMetrics().lineSpacing())  # or the list would jump
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.go = QAction("去看材料", self, enabled=False)
        self.go.setToolTip("到这条疑点涉及的材料或评价内容（回车或双击）")
        self.dismiss = QAction("不作问题…", self, enabled=False, shortcut=QKeySequence("Delete"))
        self.dismiss.setToolTip("核对过、确实没有问题的，写明原因（可选多条；Delete）")
        self.take_up = QAction("收回不作问题", self, enabled=False)
        self.take_up.setToolTip("重新列为疑点")
        self.dismiss.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.rows.addActions([self.go, self.dismiss, self.take_up])
        self.rectify = offer_rectifying(self.rows, self._tell_lines)
        self._buttons = (QToolButton(), QToolButton(), QToolButton())
        self._lay_out()
        self.text.textChanged.connect(self._list)
        self.text.returnPressed.connect(self.rows.setFocus)
        self.unit.currentIndexChanged.connect(self._list)
        self.with_dismissed.toggled.connect(self._collect)
        self.rows.activated.connect(self._go)
        self.rows.selectionModel().selectionChanged.connect(self._tell)
        self.go.triggered.connect(lambda: self._go(self.rows.currentIndex()))
        self.dismiss.triggered.connect(lambda: self.dismiss_wanted.emit(self._selected(dismissed=False)))
        self.take_up.triggered.connect(self._take_up)

    def show_moment(self, moment: Moment, changes: Changes | None) -> None:
        """Show a project that was opened (`changes` None), or what changed in it, as soon as the pane is seen."""
        self._moment = moment
        if changes is None:
            self._doubts = None
            self.text.clear()
            self.with_dismissed.setChecked(False)
        if changes is None or changes.scheme:
            self._lines.forget()
        self._refresh()

    def show_doubts(self, doubts: Doubts) -> None:
        """Show what was found."""
        self._doubts = doubts
        self._refresh()

    def allow(self, *, allowed: bool) -> None:
        """Let the clerk put aside and take up, or look only."""
        self._allowed = allowed
        self.rectify.setEnabled(allowed)
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the list up to date."""
        if self._stale:
            self._collect()
        self.wanted.emit()
        super().showEvent(event)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.addWidget(self.text, 1)
        filters.addWidget(self.unit)
        filters.addWidget(self.with_dismissed)
        foot = QHBoxLayout()
        for button, action in zip(self._buttons, (self.go, self.dismiss, self.take_up), strict=True):
            button.setDefaultAction(action)
            foot.addWidget(button)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addLayout(filters)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.said)
        layout.addLayout(foot)

    def _refresh(self) -> None:
        if self._moment is None:
            return
        dismissed = self._moment.snapshot.dismissed
        self.counted.emit(sum(doubt.key not in dismissed for doubt in self._doubts or ()))
        self._stale = not self.isVisible()
        if not self._stale:
            self._collect()

    def _collect(self) -> None:
        """Put the doubts into words that are listed, and offer the units that they name."""
        if self._moment is None:
            return
        self._stale = False
        snapshot = self._moment.snapshot
        lines = self._lines.of(self._doubts or (), snapshot)
        every = self.with_dismissed.isChecked()
        self._listed = [line for line in lines if every or line.doubt.key not in snapshot.dismissed]
        chosen = self.unit.currentText()
        self.unit.blockSignals(True)
        self.unit.clear()
        self.unit.addItems([_ALL_UNITS, *sorted({unit for line in self._listed for unit in line.units})])
        self.unit.setCurrentIndex(max(0, self.unit.findText(chosen)))
        self.unit.blockSignals(False)
        self._list()

    def _list(self) -> None:
        if self._moment is None:
            return
        kept, row = [line.doubt.key for line in self._selected()], self.rows.currentIndex().row()
        words = searchable(self.text.text()).split()
        unit = self.unit.currentText() if self.unit.currentIndex() > 0 else None
        passing = [line for line in self._listed if unit in (None, *line.units)]
        self.model.show(self._moment, [line for line in passing if all(word in line.searched for word in words)])
        self.rows.clearSpans()
        for number in self.model.headings_at():
            self.rows.setSpan(number, Column.CODES, 1, len(Column))
        found = next((at for key in kept if (at := self.model.row_of(key)) is not None), None)
        self._select(self.model.first_line(max(0, row)) if found is None else found)
        self._tell()

    def _select(self, row: int | None) -> None:
        if row is not None:
            index = self.model.index(row, Column.CODES)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.rows.selectionModel().setCurrentIndex(index, flags)

    def _selected(self, *, dismissed: bool | None = None) -> tuple[Line, ...]:
        """Return the selected doubts, topmost first; a heading stands for all that is below it."""
        rows = sorted(self.rows.selectionModel().selectedRows(), key=QModelIndex.row)
        lines: dict[str, Line] = {line.doubt.key: line for index in rows for line in index.data(LINES)}
        there = self._moment.snapshot.dismissed if self._moment else {}
        return tuple(one for one in lines.values() if dismissed in (None, one.doubt.key in there))

    def _tell(self) -> None:
        from evidence.export import doubt_phrases

        lines = self._selected()
        self.go.setEnabled(len(lines) == 1)
        self.dismiss.setEnabled(self._allowed and bool(self._selected(dismissed=False)))
        self.take_up.setEnabled(self._allowed and bool(self._selected(dismissed=True)))
        self._buttons[2].setVisible(self.with_dismissed.isChecked())
        if len(lines) == 1:
            told = self._moment.snapshot.dismissed.get(lines[0].doubt.key) if self._moment else None
            self.said.say(lines[0].said + (f"\n{doubt_phrases.dismissed(told)}" if told else ""))
        elif lines:
            self.said.say(f"已选 {len(lines)} 条。核对过、都没有问题的，可以一起记为不作问题，写一次原因。")
        elif self._doubts is None:
            self.said.say(_LOOKING)
        else:
            self.said.say(_NONE_SHOWN if self._listed else _NONE)

    def _tell_lines(self) -> None:
        self.rectify_wanted.emit(self._selected())

    def _take_up(self) -> None:
        self.take_up_wanted.emit(tuple(line.doubt.key for line in self._selected(dismissed=True)))

    def _go(self, index: QModelIndex) -> None:
        if index.isValid() and not index.data(IS_HEADING):
            (line,) = index.data(LINES)
            self.chosen.emit(line.doubt)
