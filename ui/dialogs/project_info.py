"""项目信息: the place, the office and the years that the project says it is about."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from evidence import wording
from evidence.check.base_year import EARLIEST
from evidence.errors import DossierError
from evidence.intake import typed
from evidence.journal import Action
from evidence.model import Project
from ui.dialogs.discarding import ask_to_discard
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.meant_for import MeantFor
from ui.dialogs.place_page import OFFICES
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.session import Session
from ui.theme import em


class ProjectInfo(JobDialog):
    """Shows what the project says of itself; saved as one step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the project that is open."""
        super().__init__(session, "项目信息", "保存(&S)", parent)
        self._project = session.moment.snapshot.project
        self.place = QLineEdit(self._project.place or "")
        self.place.setPlaceholderText("如：云岭县")
        self.office = QComboBox()
        self.office.setEditable(True)
        self.office.addItems([f"{self._project.place or ''}{office}" for office in OFFICES])
        self.office.setCurrentText(self._project.office or "")
        self.meant_for = MeantFor(self._project.mode, self._project.upper)
        self.first_year = QSpinBox()
        self.first_year.setRange(EARLIEST, self._project.base_year)
        self.first_year.setValue(self._project.first_year)
        self.first_year.setSuffix(" 年")
        self.submit_on = QLineEdit(wording.fact(self._project.submit_on))
        self.submit_on.setPlaceholderText("如：2024-03-15；还没有定的不填")
        self._lay_out()
        open_size(self, 44, 30)

    def start(self) -> Job | None:
        """Save what was changed."""
        changed = self._changed()
        if changed == self._project:
            return None
        return self._session.criteria.edit_project(Action.EDIT_PROJECT, changed)

    def reject(self) -> None:
        """Close, after asking where something was changed."""
        if self._busy:
            return
        if self._is_as_it_was():
            super().reject()
        else:
            ask_to_discard(self, super().reject)

    def _is_as_it_was(self) -> bool:
        try:
            return self._changed() == self._project
        except DossierError:  # a day that is none yet was typed all the same
            return False

    def _changed(self) -> Project:
        first_year = str(self.first_year.value())
        about = typed.about(
            self._project, self.place.text(), self.office.currentText(), first_year, self.submit_on.text()
        )
        return replace(about, mode=self.meant_for.mode, upper=self.meant_for.upper)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(em(self) // 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("地名(&P)", self.place)
        form.addRow("编制单位(&O)", self.office)
        form.addRow("", Sentence("印在汇编封面和清单上。", "hint"))
        self.meant_for.add_to(form)
        form.addRow("起始年度(&Y)", self.first_year)
        form.addRow("送审日期(&D)", self.submit_on)
        form.addRow("", Sentence("总览按它数还有几天，比较留底时按它看证书是否仍有效。", "hint"))
        form.addRow("评审基准年", QLabel(f"{self._project.base_year} 年"))
        form.addRow("", Sentence("评审基准年变了，各年度要求的材料跟着变，请用“调整评审基准年”。", "hint"))
        self.content.addLayout(form)
        self.content.addStretch(1)
