"""First page of an export: which edition, where to, and for the 送审版 who answers for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.check.score import GateReason, gate
from evidence.intake import typed
from evidence.model import Edition, SchemeId
from evidence.snapshot import Snapshot
from ui.dialogs.carrying_choice import CarryingChoice
from ui.dialogs.choice import Choice, labelled
from ui.dialogs.personal_reason import PersonalReason
from ui.dialogs.photo_choice import PhotoChoice
from ui.dialogs.picking import pick_folder
from ui.labels import WHOLE_PATH, Sentence
from ui.moment import Moment
from ui.theme import em

_CHOICES: tuple[tuple[str, str, tuple[Edition, ...]], ...] = (
    ("内部工作版(&I)", "带缺项、疑点和备注，只供本单位使用。", (Edition.INTERNAL,)),
    ("送审版，连同电子版资料(&S)", "只列已有的材料，交评审使用。", (Edition.SUBMISSION,)),
    ("两种都导出(&B)", "", (Edition.INTERNAL, Edition.SUBMISSION)),
)
_MOST_CODES = 12
_OF_OTHER = "分盒、定号和每页照片都按那一套的；送审前检查是现在所看这一套的，要看那一套的请先切换。"
_CONFIRM = "以上情况已知悉，同意导出送审版(&Y)"


class ExportChoice(QWidget):
    """Asks all that an export needs; checks are shown and never in the way of an internal one."""

    ready_changed = Signal(bool)  # whether all is said
    folder_chosen = Signal(Path)  # to export to

    def __init__(self, moment: Moment, unread: int = 0) -> None:
        """Propose an internal export into the project's own folder; so many pages of scans are not read yet."""
        super().__init__()
        self.reasons = tuple(map(_sentence, gate(moment.snapshot, tuple(moment.gaps.values()), unread)))
        self.folder = QLineEdit(str(moment.path / "exports"))
        self.browse_button = QPushButton("浏览(&R)…")
        self.browse_button.clicked.connect(
            lambda: pick_folder(self, "导出到哪个文件夹", Path(self.folder.text()), self._picked)
        )
        self.scheme = Choice[SchemeId | None](_schemes(moment.snapshot))
        self.photos = PhotoChoice(moment.snapshot.boxes)
        self.carrying = CarryingChoice()
        self.editions_group = QButtonGroup(self)
        self.confirmed = QCheckBox(_CONFIRM)
        self.name = QLineEdit(moment.who)
        self.name.setMaxLength(40)
        self.personal = PersonalReason(moment.snapshot)
        self.fault = Sentence(role="fault")
        self.said = Sentence()
        self.missing = Sentence(role="hint")
        self.of_other = Sentence(role="hint")
        self._scroll = QScrollArea()
        self._soon = QTimer(self, singleShot=True, interval=0)  # once what is shown has its place
        self._gate = self._gate_box()
        self._confirmation = self._confirmation_row()
        self._scheme_row = self._choice_of_scheme()
        self._scheme_row.setVisible(bool(moment.snapshot.others))
        self._lay_out()
        self.scheme.box.currentIndexChanged.connect(self._changed)
        self.editions_group.idToggled.connect(self._turn)
        self._soon.timeout.connect(self._show_gate)
        self.confirmed.toggled.connect(self._changed)
        for edit in (self.folder, self.name):
            edit.textChanged.connect(self._changed)
        self.folder.editingFinished.connect(lambda: self.folder_chosen.emit(self.out))
        self._changed()

    @property
    def editions(self) -> tuple[Edition, ...]:
        """What is to be exported."""
        return _CHOICES[self.editions_group.checkedId()][2]

    @property
    def out(self) -> Path:
        """The folder to export to."""
        return Path(self.folder.text().strip())

    @property
    def confirmed_by(self) -> str | None:
        """Who answers for the 送审版; None where there is none."""
        return typed.plain(self.name.text()) if Edition.SUBMISSION in self.editions else None

    @property
    def reason(self) -> str:
        """Why papers with personal data go into the package; empty where none goes."""
        return self.personal.text() if Edition.SUBMISSION in self.editions else ""

    @property
    def ready(self) -> bool:
        """Whether all is said; the 送审版 wants one named confirmation."""
        return not self._wanting()

    def say(self, sentence: str) -> None:
        """Tell what came of an export that was stopped."""
        self.said.say(sentence)
        self.fault.say("")

    def complain(self, sentence: str) -> None:
        """Tell why an export failed."""
        self.fault.say(sentence)
        self.said.say("")

    def _wanting(self) -> str:
        if not self.folder.text().strip():
            return "请填写导出到哪个文件夹。"
        if not self.out.is_absolute():
            return WHOLE_PATH
        if Edition.SUBMISSION not in self.editions:
            return ""
        if not self.confirmed.isChecked():
            return "导出送审版前，请看过送审前检查并勾选确认。"
        return "" if typed.plain(self.name.text()) else "请填写确认人姓名。"

    def _lay_out(self) -> None:
        size = em(self)
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setSpacing(size // 2)
        layout.addWidget(self.fault)
        layout.addWidget(self.said)
        for number, (text, hint, _) in enumerate(_CHOICES):
            button = QRadioButton(text)
            button.setChecked(number == 0)
            self.editions_group.addButton(button, number)
            row = QHBoxLayout()
            row.addWidget(button)
            row.addWidget(Sentence(hint, "hint"), 1)
            layout.addLayout(row)
        label = QLabel("导出到(&D)")
        label.setBuddy(self.folder)
        folder = QHBoxLayout()
        folder.addWidget(label)
        folder.addWidget(self.folder, 1)
        folder.addWidget(self.browse_button)
        layout.addLayout(folder)
        layout.addWidget(self.carrying)
        layout.addWidget(self._scheme_row)
        layout.addWidget(self.photos)
        layout.addWidget(self._gate)
        layout.addStretch(1)
        scroll = self._scroll
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll, 1)
        outer.addWidget(self.personal)
        outer.addWidget(self._confirmation)
        outer.addWidget(self.missing)

    def _gate_box(self) -> QFrame:
        box = QFrame()
        box.setFrameShape(QFrame.Shape.StyledPanel)
        layout = QVBoxLayout(box)
        layout.addWidget(Sentence("送审前检查：" + ("未通过。" if self.reasons else "通过。"), "title"))
        for reason in self.reasons:
            layout.addWidget(reason)
        return box

    def _confirmation_row(self) -> QWidget:
        """Stand below what scrolls: nobody has to look for it."""
        label = QLabel("确认人(&W)")
        label.setBuddy(self.name)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.addWidget(self.confirmed)
        layout.addStretch(1)
        layout.addWidget(label)
        layout.addWidget(self.name)
        return row

    def _choice_of_scheme(self) -> QWidget:
        row = QWidget()
        layout = QVBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(labelled("按哪套细则编号(&N)", self.scheme.box))
        layout.addWidget(self.of_other)
        return row

    def _turn(self) -> None:
        """Show what another edition asks for."""
        self._changed()
        self._soon.start()

    def _show_gate(self) -> None:
        """Bring what has to be known before somebody confirms it into sight."""
        if Edition.SUBMISSION in self.editions:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(min(bar.maximum(), self._gate.y()))

    def _picked(self, folder: Path) -> None:
        self.folder.setText(str(folder))
        self.folder_chosen.emit(folder)

    def _changed(self) -> None:
        for part in (self._gate, self._confirmation):
            part.setVisible(Edition.SUBMISSION in self.editions)
        self.personal.setVisible(Edition.SUBMISSION in self.editions and bool(self.personal.labels))
        self.carrying.show_for(submitted=Edition.SUBMISSION in self.editions)
        other = self.scheme.value() is not None
        self.of_other.say(_OF_OTHER if other else "")
        self.photos.setEnabled(not other)
        self.missing.say(self._wanting())
        self.ready_changed.emit(self.ready)


def _schemes(snapshot: Snapshot) -> dict[SchemeId | None, str]:
    """Return the scheme worked on, and the project's others."""
    found: dict[SchemeId | None, str] = {None: f"{snapshot.scheme.title}（现在所看的）"}
    return found | {other.id: other.facts.title for other in snapshot.others}


def _sentence(found: GateReason) -> Sentence:
    sentence = Sentence(f"· {wording.gate_reason(found.code, found.count, found.codes, _MOST_CODES)}")
    sentence.setToolTip("、".join(found.codes))
    return sentence
