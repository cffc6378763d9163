"""One key figure: what it is called, its value, and who answers for it."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QFormLayout, QLineEdit, QSpinBox, QWidget

from evidence.check.base_year import EARLIEST, LATEST
from evidence.figure_table import new_figure, typed_value
from evidence.intake import typed
from evidence.key_figures import KeyFigure
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.session import Session
from ui.views.fields import offer

_HINT = "名称写成材料里的叫法，计量单位写材料里数字后面的字，程序照此在各件材料的正文里查找。"


class KeyFigureDialog(JobDialog):
    """Asks for a figure that is new, or for what is to be changed of one."""

    def __init__(self, session: Session, figure: KeyFigure | None, parent: QWidget | None = None) -> None:
        """Show a figure, or ask for one."""
        super().__init__(session, "修改关键数据" if figure else "新增关键数据", "保存(&S)", parent)
        self._figure = figure
        self.name = QLineEdit(figure.name if figure else "")
        self.name.setPlaceholderText("如：食品抽检批次")
        self.year = QSpinBox()
        self.year.setRange(EARLIEST, LATEST)
        self.year.setValue(figure.year if figure else session.moment.snapshot.project.base_year)
        self.value = QLineEdit(f"{figure.value:f}" if figure else "")
        self.value.setPlaceholderText("如：5230、98.6、1.2万")
        self.measure = QLineEdit(figure.measure if figure else "")
        self.measure.setPlaceholderText("如：批次、%、人；没有就不填")
        self.owner = QLineEdit(figure.owner if figure else "")
        offer(self.owner, (unit.name for unit in session.moment.snapshot.project.units))
        form = QFormLayout()
        for label, field in (
            ("名称(&M)", self.name),
            ("年度(&Y)", self.year),
            ("数值(&V)", self.value),
            ("计量单位(&U)", self.measure),
            ("责任单位(&O)", self.owner),
        ):
            form.addRow(label, field)
        self.content.addLayout(form)
        self.content.addWidget(Sentence(_HINT, "hint"))
        open_size(self, 40, 18)

    def start(self) -> Job:
        """Record the figure."""
        name, owner = typed.plain(self.name.text()), typed.plain(self.owner.text())
        value, measure = typed_value(self.value.text()), typed.plain(self.measure.text())
        known = self._figure or new_figure(name, self.year.value(), value)
        told = replace(known, name=name, year=self.year.value(), value=value, measure=measure, owner=owner)
        return self._session.figures.write(told)
