"""申报方式与年度: whom the dossier is for, which years it is about, and when it is handed in."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from contextlib import suppress

from msgspec.structs import replace
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSpinBox

from evidence import wording
from evidence.check.base_year import EARLIEST
from evidence.errors import DossierError
from evidence.intake import typed
from evidence.journal import Action
from evidence.model import Project
from ui.dialogs.meant_for import MeantFor
from ui.dialogs.settings_page import SettingsPage
from ui.jobs import Job
from ui.labels import Sentence
from ui.session import Session
from ui.theme import em


class YearsPage(SettingsPage):
    """The base year has a plan of its own, shown before it is changed."""

    def __init__(self, session: Session) -> None:
        """Show the project that is open."""
        super().__init__(session)
        project = session.moment.snapshot.project
        self.meant_for = MeantFor(project.mode, project.upper)
        self.first_year = QSpinBox()
        self.first_year.setSuffix(" 年")
        self.first_year.setRange(EARLIEST, project.base_year)
        self.first_year.setValue(project.first_year)
        self.submit_on = QLineEdit(wording.fact(project.submit_on))
        self.submit_on.setPlaceholderText("如：2024-03-15；还没有定的不填")
        self.base_year = QLabel()
        self.base_button = QPushButton("调整评审基准年(&A)…")
        self._lay_out()
        self._known = self._typed()
        self._show_years()
        self.base_button.clicked.connect(self._ask_base)
        session.changed.connect(self._show_years)

    def is_changed(self) -> bool:
        """Tell whether anything is another."""
        return self._typed() != self._known

    def start(self) -> Job | None:
        """Save all of it as one step."""
        job = self._session.criteria.edit_project(Action.EDIT_PROJECT, self._project())
        job.succeeded.connect(self._saved)
        return job

    def _project(self) -> Project:
        """Return the project as typed; raise `DossierError` for a day that is none."""
        project = self._session.moment.snapshot.project
        about = typed.about(project, None, None, str(self.first_year.value()), self.submit_on.text())
        return replace(about, mode=self.meant_for.mode, upper=self.meant_for.upper)

    def _typed(self) -> tuple[object, ...]:
        """Return what is typed; a day counts as the day it is."""
        day: object = self.submit_on.text().strip()
        with suppress(DossierError):  # told when it is saved
            day = typed.day_to_come(self.submit_on.text(), "送审日期")
        return self.meant_for.mode, self.meant_for.upper, self.first_year.value(), day

    def _saved(self) -> None:
        self._known = self._typed()

    def _show_years(self) -> None:
        if self._session.is_open:
            base = self._session.moment.snapshot.project.base_year
            self.base_year.setText(f"{base} 年")
            self.first_year.setRange(EARLIEST, base)

    def _ask_base(self) -> None:
        from ui.dialogs.base_year import BaseYear

        BaseYear(self._session, self).open()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(em(self) // 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.meant_for.add_to(form)
        form.addRow("起始年度(&Y)", self.first_year)
        form.addRow("送审日期(&D)", self.submit_on)
        form.addRow("", Sentence("总览按它数还有几天，比较留底时按它看证书是否仍有效。", "hint"))
        row = QHBoxLayout()
        row.addWidget(self.base_year)
        row.addWidget(self.base_button)
        row.addStretch(1)
        form.addRow("评审基准年", row)
        form.addRow("", Sentence("评审基准年变了，各年度要求的材料跟着变：先看有哪些变化，再调整。", "hint"))
