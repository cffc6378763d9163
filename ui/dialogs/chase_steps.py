"""催报步骤: what the office calls its steps, gentlest first, and as what each is made."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from evidence.chases import STEPS, Form, Step
from evidence.wording import chases as words
from ui.dialogs.choice import Choice
from ui.dialogs.settings_page import SettingsPage
from ui.jobs import Job
from ui.labels import Sentence
from ui.session import Session
from ui.theme import em

_ABOUT = "从轻到重排列。没有名称的一行不用；形式决定起草成什么。上门沟通的单位在“单位和联络员”里选定，不在这里。"
_MOST = 6  # steps


class StepsPage(SettingsPage):
    """A line for each step."""

    def __init__(self, session: Session) -> None:
        """Show the steps of the project that is open, as soon as they are read."""
        super().__init__(session)
        self._before: tuple[Step, ...] | None = None
        self.names = [QLineEdit() for _ in range(_MOST)]
        self.forms = [Choice(words.FORMS, whole=True) for _ in range(_MOST)]
        self.up_buttons = [QPushButton("上移") for _ in range(_MOST)]
        self.standard_button = QPushButton("恢复原来的(&R)")
        grid = QGridLayout()
        grid.setVerticalSpacing(em(self) // 3)
        for row, (name, form, up) in enumerate(zip(self.names, self.forms, self.up_buttons, strict=True)):
            label = QLabel(f"第 {row + 1} 步(&{row + 1})")
            label.setBuddy(name)
            name.setAccessibleName(f"第 {row + 1} 步")
            form.box.setAccessibleName(f"第 {row + 1} 步的形式")
            up.setAccessibleName(f"第 {row + 1} 步上移")
            up.setAutoDefault(False)
            up.setEnabled(row > 0)
            up.clicked.connect(partial(self._move_up, row))
            for column, widget in enumerate((label, name, form.box, up)):
                grid.addWidget(widget, row, column)
        grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(em(self) // 2)
        layout.addWidget(Sentence(_ABOUT, "hint"))
        layout.addLayout(grid)
        layout.addWidget(self.standard_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.standard_button.setAutoDefault(False)
        self.standard_button.clicked.connect(lambda: self.show_steps(STEPS))
        self.setEnabled(False)
        session.chasing.steps(self._begin)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show these steps."""
        for row, (name, form) in enumerate(zip(self.names, self.forms, strict=True)):
            step = steps[row] if row < len(steps) else Step("", Form.NOTE)
            name.setText(step.name)
            form.choose(step.form)

    def steps(self) -> tuple[Step, ...]:
        """Return the steps that have a name."""
        lines = zip(self.names, self.forms, strict=True)
        return tuple(Step(name.text().strip(), form.value()) for name, form in lines if name.text().strip())

    def is_changed(self) -> bool:
        """Tell whether the steps are others."""
        return self._before is not None and self.steps() != self._before

    def start(self) -> Job | None:
        """Save them as one step."""
        steps = self.steps()
        job = self._session.chasing.set_steps(steps)
        job.succeeded.connect(lambda: self._begin(steps))
        return job

    def _begin(self, steps: Sequence[Step]) -> None:
        self._before = tuple(steps)
        self.show_steps(steps)
        self.setEnabled(True)

    def _move_up(self, row: int) -> None:
        above, here = (Step(self.names[at].text(), self.forms[at].value()) for at in (row - 1, row))
        for at, step in ((row - 1, here), (row, above)):
            self.names[at].setText(step.name)
            self.forms[at].choose(step.form)
        self.names[row - 1].setFocus()
