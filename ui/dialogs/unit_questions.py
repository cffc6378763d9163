"""The two questions of the list of units: what a new one is called, and which one takes another over."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from evidence.model import Unit, UnitId, UnitKind
from evidence.scheme.contact_list import kind_of_name
from evidence.wording import units as unit_words
from ui.labels import Sentence
from ui.theme import em
from ui.views.fields import offer


class _Question(QDialog):
    """Fields over two buttons."""

    def __init__(self, title: str, ok: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.form = QFormLayout()
        self.hint = Sentence(role="hint")
        self.ok_button = QPushButton(ok)
        self.ok_button.setDefault(True)
        self.cancel_button = QPushButton("取消")
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.ok_button)
        buttons.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addLayout(self.form)
        layout.addWidget(self.hint)
        layout.addStretch(1)
        layout.addLayout(buttons)
        self.resize(32 * em(self), 10 * em(self))


class NewUnit(_Question):
    """Asks for a name and a kind, which follows the name until it is chosen."""

    answered = Signal(str, object)  # name, UnitKind

    def __init__(self, parent: QWidget) -> None:
        """Ask for a unit that the list lacks."""
        super().__init__("新增单位", "新增(&A)", parent)
        self.name = QLineEdit()
        self.name.setPlaceholderText("如：县市场监管局，红岩乡")
        self.kind = QComboBox()
        for word in unit_words.KINDS.values():
            self.kind.addItem(word)
        self.form.addRow("单位名称(&N)", self.name)
        self.form.addRow("类别(&K)", self.kind)
        self.ok_button.setEnabled(False)
        self._chosen = False
        self.kind.activated.connect(self._choose)
        self.name.textChanged.connect(self._follow)

    def accept(self) -> None:
        """Tell the answer."""
        self.answered.emit(self.name.text(), list(unit_words.KINDS)[self.kind.currentIndex()])
        super().accept()

    def _choose(self) -> None:
        self._chosen = True

    def _follow(self, text: str) -> None:
        self.ok_button.setEnabled(bool(text.strip()))
        if not self._chosen:
            self.kind.setCurrentIndex(list(UnitKind).index(kind_of_name(text)))


class MergeUnit(_Question):
    """Asks which unit takes another over."""

    answered = Signal(object)  # UnitId

    def __init__(self, gone: Unit, others: Sequence[Unit], parent: QWidget) -> None:
        """Offer the others for the unit that goes."""
        super().__init__("并入另一单位", "并入(&M)", parent)
        self._others = tuple(others)
        self.heir = QComboBox()
        self.heir.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.heir.addItems([unit.name for unit in others])
        self.heir.setCurrentIndex(-1)
        typed = QLineEdit(placeholderText="选择或输入单位名称")
        self.heir.setLineEdit(typed)
        offer(typed, (unit.name for unit in others))
        self.form.addRow(f"“{gone.name}”并入(&T)", self.heir)
        self.hint.say(
            f"写着“{gone.name}”的评价内容和应备材料都改为接替的单位；“{gone.name}”记为曾用名，它以前的材料仍然算数。"
        )
        self.ok_button.setEnabled(False)
        self.heir.currentTextChanged.connect(lambda: self.ok_button.setEnabled(self._chosen() is not None))

    def accept(self) -> None:
        """Tell the answer, once there is one."""
        heir = self._chosen()
        if heir is not None:
            self.answered.emit(heir)
            super().accept()

    def _chosen(self) -> UnitId | None:
        return next((unit.id for unit in self._others if unit.name == self.heir.currentText().strip()), None)
