"""使用人: who works at this PC, and who does now."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from evidence.intake.typed import plain
from ui.dialogs.settings_page import SettingsPage
from ui.jobs import Job
from ui.labels import Sentence
from ui.people import LONGEST, People
from ui.session import Session
from ui.theme import em

_HINT = (
    "谁收的件、谁归的项，都按“现在是谁”写入办理记录，不需要密码。换人以后做的才记新的姓名，以前的记录不变。"
    "名单只存在这台电脑上，删去一个姓名不影响已有的记录。"
)


class PeoplePage(SettingsPage):
    """A list of names and the one who works now."""

    def __init__(self, session: Session, people: People) -> None:
        """Show who is known."""
        super().__init__(session)
        self._people = people
        self.who = QComboBox()
        self.names = QListWidget()
        self.names.setAccessibleName("在这台电脑上工作的人")
        self.name = QLineEdit(placeholderText="姓名")
        self.name.setAccessibleName("要加入的姓名")
        self.name.setMaxLength(LONGEST)
        self.add_button = QPushButton("加入(&A)")
        self.remove_button = QPushButton("移去(&R)")
        for button in (self.add_button, self.remove_button):
            button.setAutoDefault(False)
        self._show(people.names, people.who)
        adding = QHBoxLayout()
        adding.addWidget(self.name, 1)
        adding.addWidget(self.add_button)
        adding.addWidget(self.remove_button)
        lines = QVBoxLayout()
        lines.addWidget(self.names)
        lines.addLayout(adding)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(em(self) // 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("现在是谁(&W)", self.who)
        form.addRow("名单", lines)
        form.addRow("", Sentence(_HINT, "hint"))
        self.names.setFixedHeight(9 * em(self))
        self.names.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # or its row takes all room
        self.add_button.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.names.currentItemChanged.connect(self._allow)
        self.who.currentIndexChanged.connect(self._allow)
        self._allow()

    def is_changed(self) -> bool:
        """Tell whether the names are others, or who works now."""
        return (self.who.currentText(), set(self._listed())) != (self._people.who, set(self._people.names))

    def start(self) -> Job | None:
        """Keep them; whoever works from now on is told to the window."""
        self._people.choose(self.who.currentText(), self._listed())
        return None

    def _listed(self) -> list[str]:
        return [self.names.item(row).text() for row in range(self.names.count())]

    def _show(self, names: tuple[str, ...], who: str) -> None:
        self.names.clear()
        self.names.addItems(names)
        self.who.clear()
        self.who.addItems(names)
        self.who.setCurrentIndex(self.who.findText(who))

    def _add(self) -> None:
        name = plain(self.name.text())
        if name and name not in self._listed():
            who = self.who.currentText()
            self._show((*self._listed(), name), who)
            self.names.setCurrentRow(self.names.count() - 1)
        self.name.clear()

    def _remove(self) -> None:
        gone = self.names.currentItem()
        who = self.who.currentText()
        if gone.text() != who:
            self._show(tuple(name for name in self._listed() if name != gone.text()), who)

    def _allow(self) -> None:
        chosen = self.names.currentItem()
        usable = bool(self.names.selectedItems()) and chosen.text() != self.who.currentText()
        self.remove_button.setEnabled(usable)
        self.remove_button.setToolTip("" if usable else "先在名单里选一个；现在工作的人不能移去")
