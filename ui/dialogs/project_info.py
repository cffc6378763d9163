"""项目信息: the place, the office and the years that the project says it is about."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.check.base_year import EARLIEST
from evidence.errors import DossierError
from evidence.intake import typed
from evidence.journal import Action
from evidence.model import Project
from ui.dialogs.discarding import ask_to_discard
from ui.dialogs.place_page import OFFICES
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.session import Session
from ui.theme import em


class ProjectInfo(QDialog):
    """Shows what the project says of itself; saved as one step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the project that is open."""
        super().__init__(parent)
        self._session = session
        self._project = session.moment.snapshot.project
        self._busy = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("项目信息")
        self.place = QLineEdit(self._project.place or "")
        self.place.setPlaceholderText("如：云岭县")
        self.office = QComboBox()
        self.office.setEditable(True)
        self.office.addItems([f"{self._project.place or ''}{office}" for office in OFFICES])
        self.office.setCurrentText(self._project.office or "")
        self.first_year = QSpinBox()
        self.first_year.setRange(EARLIEST, self._project.base_year)
        self.first_year.setValue(self._project.first_year)
        self.first_year.setSuffix(" 年")
        self.fault = Sentence(role="fault")
        self.ok_button = QPushButton("保存(&S)")
        self.ok_button.setDefault(True)
        self.cancel_button = QPushButton("取消")
        self._lay_out()
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        open_size(self, 44, 18)

    def accept(self) -> None:
        """Save what was changed; the dialog closes when it is."""
        if self._busy:
            return
        changed = self._changed()
        if changed == self._project:
            super().accept()
            return
        self._let_go_on(possible=False)
        job = self._session.criteria.edit_project(Action.EDIT_PROJECT, changed)
        job.succeeded.connect(self._saved)
        job.failed.connect(self._refused)
        job.crashed.connect(lambda: self._let_go_on(possible=True))

    def reject(self) -> None:
        """Close, after asking where something was changed."""
        if self._busy:
            return
        if self._changed() == self._project:
            super().reject()
        else:
            ask_to_discard(self, super().reject)

    def _changed(self) -> Project:
        return typed.about(self._project, self.place.text(), self.office.currentText(), str(self.first_year.value()))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(em(self) // 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("地名(&P)", self.place)
        form.addRow("编制单位(&O)", self.office)
        form.addRow("", Sentence("印在汇编封面和清单上。", "hint"))
        form.addRow("起始年度(&Y)", self.first_year)
        form.addRow("评审基准年", QLabel(f"{self._project.base_year} 年"))
        form.addRow("", Sentence("评审基准年变了，各年度要求的材料跟着变，请用“调整评审基准年”。", "hint"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.ok_button)
        buttons.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.fault)
        layout.addStretch(1)
        layout.addLayout(buttons)

    def _saved(self) -> None:
        self._busy = False
        super().accept()

    def _refused(self, error: DossierError) -> None:
        self._let_go_on(possible=True)
        self.fault.say(wording.sentence(error))

    def _let_go_on(self, *, possible: bool) -> None:
        self._busy = not possible
        self.fault.say("")
        self.ok_button.setEnabled(possible)
        self.cancel_button.setEnabled(possible)
