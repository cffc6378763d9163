"""归项: which item, and which of its materials, papers are to be filed under."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.export import phrases
from evidence.model import Criterion, CriterionId, Place
from evidence.names import searchable
from evidence.wording.titles import in_marks
from ui import theme
from ui.labels import Sentence, tip
from ui.models.dragging import Dragged
from ui.moment import Moment

_BY_FACTS = "应备材料：按材料的种类自动选"
_NOTHING = "没有编号或内容是“{typed}”的评价内容。请核对编号，或少输入几个字。"
_CRITERION = Qt.ItemDataRole.UserRole


class FileTo(QDialog):
    """Asks where papers belong; tells the answer once."""

    answered = Signal(object, object)  # tuple[FilingId, ...] that go, tuple[Place, ...]

    def __init__(self, moment: Moment, dragged: Dragged, typed: str, parent: QWidget | None = None) -> None:
        """Ask for `dragged`, beginning with what was typed already."""
        super().__init__(parent)
        self.setWindowTitle("改归到" if dragged.filings else "归到")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._moment = moment
        self._dragged = dragged
        titles = [phrases.title_of(moment.snapshot.piece_by_id[piece], moment.snapshot) for piece in dragged.pieces]
        first = self.fontMetrics().elidedText(titles[0], Qt.TextElideMode.ElideRight, 26 * theme.em(self))
        self.what = QLabel(in_marks(first) + (f"等 {len(titles)} 件" if len(titles) > 1 else ""))
        self.what.setTextFormat(Qt.TextFormat.PlainText)
        self.text = QLineEdit(typed, placeholderText="输入编号或评价内容里的字，上下键选择，回车确认")
        self.text.setAccessibleName("归到")
        self.items = QListWidget()
        self.items.setAccessibleName("评价内容")
        self.items.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.items.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = Sentence("", "fault")
        self.slots = QComboBox()
        self.slots.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.buttons = QDialogButtonBox()
        self.ok = self.buttons.addButton("归项", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        for widget in (self.what, self.text, self.nothing, self.items, self.slots, self.buttons):
            layout.addWidget(widget)
        self.resize(36 * theme.em(self), 24 * theme.em(self))
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self._list)
        self.items.currentItemChanged.connect(self._list_slots)
        self.items.itemDoubleClicked.connect(self.accept)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._list()

    def ask(self) -> None:
        """Show the question. It blocks no window: keys pressed behind it, until it is active, would be lost."""
        if application := QApplication.instance():
            application.installEventFilter(self)
        self.show()

    def accept(self) -> None:
        """Tell the answer."""
        criterion = self._chosen()
        if criterion is not None:
            slot = self.slots.currentData()
            places = tuple(Place(piece, criterion.id, slot) for piece in self._dragged.pieces)
            self.answered.emit(self._dragged.filings, places)
            super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while the clerk types; take what is typed before this is active."""
        if watched is self.text:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ARROWS:
                self.items.keyPressEvent(event)
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget) and watched.window() is not self:
            QApplication.sendEvent(self.text, event)
            return True
        return False

    def event(self, event: QEvent) -> bool:
        """Hear nothing of other windows any more when this is active; go when the clerk goes on behind it."""
        behind = self.parentWidget()
        if event.type() == QEvent.Type.WindowActivate and (application := QApplication.instance()):
            application.removeEventFilter(self)
        elif event.type() == QEvent.Type.WindowDeactivate and behind and behind.isActiveWindow():
            self.reject()
        return super().event(event)

    def _list(self) -> None:
        words = searchable(self.text.text()).split()
        self.items.clear()
        for criterion in sorted(self._moment.snapshot.leaves, key=lambda c: not _begins(c, words)):
            if all(word in _searched(criterion) for word in words):
                name = " ".join(phrases.item_name(criterion).split())
                state = wording.STATES[self._moment.gaps[criterion.id].state]
                item = QListWidgetItem(f"{criterion.code}　{name}　[{state}]")
                item.setData(_CRITERION, criterion.id)
                item.setToolTip(tip(name))
                self.items.addItem(item)
        self.items.setCurrentRow(0)
        self.nothing.say("" if self.items.count() else _NOTHING.format(typed=self.text.text().strip()))
        self._list_slots()

    def _list_slots(self) -> None:
        criterion = self._chosen()
        self.slots.clear()
        self.slots.addItem(_BY_FACTS, None)
        for slot in criterion.required if criterion else ():
            self.slots.addItem(wording.slot_name(slot) if slot.proposed else f"应备材料：{slot.name}", slot.id)
        self.ok.setEnabled(criterion is not None)

    def _chosen(self) -> Criterion | None:
        item = self.items.currentItem()
        return self._moment.snapshot.by_id[CriterionId(item.data(_CRITERION))] if item else None


_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def _begins(criterion: Criterion, words: list[str]) -> bool:
    return bool(words) and searchable(criterion.code).startswith(words[0])


def _searched(criterion: Criterion) -> str:
    return searchable(f"{criterion.code} {criterion.title or ''} {criterion.text or ''}")
