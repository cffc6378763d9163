"""缺项: what is missing, narrowed to a unit or a kind, each row one click from the place to mend it."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.check.score import GateReason, gate, unit_cost
from evidence.export import phrases
from evidence.names import searchable
from evidence.snapshot import Changes
from ui.labels import tip
from ui.ledger_offers import offer_rectifying
from ui.models.gap_rows import GAP, Column, Gap, GapRows, Order, flaws_of, gaps_of
from ui.moment import Moment
from ui.unit_record_work import offer_record
from ui.views.rows import Rows, Wide
from ui.views.why_button import WhyButton

_ALL_UNITS = "全部单位"
_MOST_CODES = 5
_SAMPLE = 300  # rows


class Kind(StrEnum):
    """Which gaps are listed."""

    ALL = "全部缺项"
    GRAVE = "否决项和关键项"
    DEFECT = "有材料但不计"
    FLAW = "需完善"


class GapPane(QWidget):
    """Lists the gaps; tells which one the clerk wants to mend."""

    chosen = Signal(object)  # Gap
    check_wanted = Signal()  # 送审前检查
    record_wanted = Signal(object)  # str | None: what went to and fro with the unit of a gap
    save_wanted = Signal(object)  # str | None: the gaps of a unit, or of all, are to be kept as a file
    page_wanted = Signal()  # 一页纸
    rectify_wanted = Signal(object)  # tuple[Gap, ...]: to become problems of the 整改台账

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._moment: Moment | None = None
        self._stale = False
        self._unread = 0  # pages of scans
        self.text = QLineEdit(placeholderText="筛选：编号、应备材料")
        self.text.setAccessibleName("筛选")
        self.text.setClearButtonEnabled(True)
        self.unit = QComboBox()
        self.unit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.unit.setMinimumContentsLength(8)
        self.kind = QComboBox()
        self.kind.addItems(list(Kind))
        self.order = QComboBox()
        self.order.addItems(list(Order))
        self.order.setToolTip("预计影响：只缺这一份，就可能失去的分")
        self.model = GapRows(self)
        self.rows = Rows(self.model, (Wide(5), Wide(0), Wide(3.5), Wide(7, 32), Wide(6, 46), Wide(5, 34), Wide(11, 24)))
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setAccessibleName("缺项")
        self.record = offer_record(self.rows, self._tell_unit)
        self.rectify = offer_rectifying(self.rows, self._tell_gap)
        self.gate = QLabel()
        self.gate.setWordWrap(True)
        self.save = QToolButton()
        self.save.setText("另存为 Word／Excel…")
        self.save.setToolTip("把全部单位或选中单位的缺项存成 Word 或 Excel，可以发给单位")
        self.page = QToolButton()
        self.page.setText("一页纸")
        self.page.setToolTip("各单位缺什么，一页看完；复制成图片或文字发给领导")
        self.why = QToolButton()
        self.why.setText("原因…")
        self._lay_out()
        self.text.textChanged.connect(self._list)
        self.unit.currentIndexChanged.connect(self._list)
        self.kind.currentIndexChanged.connect(self._list)
        self.order.currentIndexChanged.connect(self._list)
        self.rows.clicked.connect(self._go)
        self.rows.activated.connect(self._go)
        self.why.clicked.connect(self.check_wanted)
        self.page.clicked.connect(self.page_wanted)
        self.save.clicked.connect(lambda: self.save_wanted.emit(self._unit()))

    def show_moment(self, moment: Moment, changes: Changes | None) -> None:
        """Show a project that was opened (`changes` None), or what changed in it, as soon as the pane is seen."""
        self._moment = moment
        self._stale = True
        if changes is None:
            self.text.clear()
            self.kind.setCurrentIndex(0)
        if changes is None or changes.scheme:
            self._list_units(moment)
        if self.isVisible():
            self._list()

    def show_kind(self, kind: Kind, unit: str | None = None) -> None:
        """List one kind of gaps, of a unit or of all."""
        self.text.clear()
        self.unit.setCurrentIndex(max(0, self.unit.findText(unit or _ALL_UNITS)))
        self.kind.setCurrentText(kind)

    def tell_unread(self, pages: int) -> None:
        """Take note of how many pages of scans are not read yet."""
        if pages != self._unread:
            self._unread, self._stale = pages, True
            if self.isVisible():
                self._list()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the list up to date."""
        if self._stale:
            self._list()
        super().showEvent(event)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.addWidget(self.text, 1)
        filters.addWidget(self.unit)
        filters.addWidget(self.kind)
        filters.addWidget(self.order)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addLayout(filters)
        layout.addWidget(self.rows, 1)
        foot = QHBoxLayout()
        foot.addWidget(WhyButton("缺项的行数"))
        foot.addWidget(self.gate, 1)
        foot.addWidget(self.why)
        foot.addWidget(self.page)
        foot.addWidget(self.save)
        layout.addLayout(foot)

    def _list_units(self, moment: Moment) -> None:
        owing = {row.unit: None for item in moment.gaps.values() for row in item.required if row.unit}
        self.unit.blockSignals(True)
        self.unit.clear()
        self.unit.addItems([_ALL_UNITS, *owing])
        self.unit.blockSignals(False)

    def _list(self) -> None:
        if self._moment is None:
            return
        self._stale = False
        self.model.show(self._moment, self._passing(self._moment))
        if not self.text.text():  # while the clerk types, the columns stay where they are
            self.rows.heads.share(Column.STATE, self._sample(Column.STATE), self._sample(Column.SLOT))
        reasons = gate(self._moment.snapshot, tuple(self._moment.gaps.values()), self._unread)
        bare = sum(item.state.is_open and not item.required for item in self._moment.gaps.values())
        hint = f"；另有 {bare} 项没有列出应备材料，也没有材料" if bare else ""
        unit = self._unit()
        if unit is not None:
            points = unit_cost(tuple(self._moment.gaps.values()), unit)
            hint += f"；{wording.phrase('unit_impact', unit=unit, points=f'{points:g}')}" if points else ""
        self.gate.setText((f"送审前检查：未通过（{len(reasons)} 类情况）" if reasons else "送审前检查：通过") + hint)
        self.why.setVisible(bool(reasons))
        self.why.setToolTip(tip(*_sentences(reasons)))

    def _passing(self, moment: Moment) -> Iterable[Gap]:
        words = searchable(self.text.text()).split()
        unit = self._unit()
        kind, order = Kind(self.kind.currentText()), Order(self.order.currentText())
        for gap in flaws_of(moment) if kind is Kind.FLAW else gaps_of(moment, order):
            if unit not in (None, gap.row.unit) or not _is(kind, gap):
                continue
            text = searchable(f"{gap.item.criterion.code} {phrases.item_name(gap.item.criterion)} {gap.row.slot.name}")
            if all(word in text for word in words):
                yield gap

    def _sample(self, column: Column) -> list[str]:
        """Return what stands in a column, of so many rows as tell how wide it is."""
        rows = self.model.rowCount()
        return [str(self.model.index(row, column).data()) for row in range(0, rows, rows // _SAMPLE + 1)]

    def _unit(self) -> str | None:
        return self.unit.currentText() if self.unit.currentIndex() > 0 else None

    def _tell_unit(self) -> None:
        gap = self.rows.currentIndex().data(GAP)
        self.record_wanted.emit(gap.row.unit if isinstance(gap, Gap) else self._unit())

    def _tell_gap(self) -> None:
        gap = self.rows.currentIndex().data(GAP)
        if isinstance(gap, Gap):
            self.rectify_wanted.emit((gap,))

    def _go(self, index: QModelIndex) -> None:
        gap = index.data(GAP)
        if isinstance(gap, Gap):
            self.chosen.emit(gap)


def _is(kind: Kind, gap: Gap) -> bool:
    match kind:
        case Kind.ALL | Kind.FLAW:
            return True
        case Kind.GRAVE:
            return gap.item.criterion.key or gap.item.criterion.veto
        case Kind.DEFECT:
            return gap.defect is not None


def _sentences(reasons: Sequence[GateReason]) -> list[str]:
    return [wording.gate_reason(reason.code, reason.count, reason.codes, _MOST_CODES) for reason in reasons]
