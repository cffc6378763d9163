"""任务分解表: asks for all units, one, or a file for each; as Word or Excel; and where to."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from evidence.export import phrases
from evidence.export.task_rows import task_units
from evidence.names import safe_name
from ui.dialogs.save_place import SavePlace
from ui.dialogs.sizing import open_size
from ui.dialogs.working import WorkingDialog
from ui.labels import WHOLE_PATH, Sentence
from ui.saving import save_tasks, save_unit_tasks
from ui.session import Session
from ui.showing import show_file
from ui.theme import em

_ALL, _ONE, _EACH = range(3)
_HINTS = (
    "含建议应备（待确认），供本单位内部使用。",
    "它牵头或列为责任单位的评价内容，和它要提供的材料；不含建议应备，可以发给单位。",
    "每个单位一个文件，放进同一个文件夹；不含建议应备，可以发给单位。",
)


class TaskTable(WorkingDialog):
    """Stays open with what came of it, so that the next unit can follow."""

    when_stopped = "已按您的要求停止，停止前存好的文件留在文件夹里。"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Propose the whole table, as Word, beside the project's folder."""
        super().__init__(session, "任务分解表", parent)
        self._made: Path | None = None
        units = task_units(session.moment.snapshot)
        self.which = QButtonGroup(self)
        self.place = SavePlace(session.moment.path.parent, self)
        self.unit = QComboBox()
        self.unit.addItems(units)
        self.unit.setAccessibleName("单位")
        self.unit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.unit.setMinimumContentsLength(14)
        self.hint = Sentence(role="hint")
        self.said = Sentence()
        self.save_button = QPushButton("存(&S)")
        self.save_button.setDefault(True)
        self.open_button = QPushButton("打开(&O)")
        self._lay_out(has_units=bool(units))
        self.which.idToggled.connect(self._propose)
        self.place.formats.idToggled.connect(self._propose)
        self.unit.currentIndexChanged.connect(self._propose)
        self.place.browse_button.clicked.connect(self._browse)
        self.save_button.clicked.connect(self._save)
        self.open_button.clicked.connect(self._open)
        self._propose()
        self.rest()
        open_size(self, 52, 24)

    def rest(self) -> None:
        """Offer to open what was made."""
        super().rest()
        working = self.progress.running
        self.save_button.setEnabled(not working)
        self.open_button.setVisible(self._made is not None and not working)

    def _lay_out(self, *, has_units: bool) -> None:
        size = em(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(size)
        grid.setVerticalSpacing(size // 2)
        for row, text in enumerate(("全部单位(&A)", "一个单位(&U)", "每个单位各一份(&E)")):
            button = QRadioButton(text)
            button.setChecked(row == _ALL)
            button.setEnabled(row == _ALL or has_units)
            self.which.addButton(button, row)
            grid.addWidget(button, row, 0)
        grid.addWidget(self.unit, _ONE, 1)
        grid.setColumnStretch(2, 1)
        kinds = QHBoxLayout()
        kinds.addWidget(QLabel("格式"))
        kinds.addLayout(self.place.format_row(), 1)
        label = QLabel("存到(&D)")
        label.setBuddy(self.place.line)
        place = QHBoxLayout()
        for widget in (label, self.place.line, self.place.browse_button):
            place.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.open_button, self.save_button, self.progress.stop_button, self.close_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(size)
        layout.addLayout(grid)
        layout.addWidget(self.hint)
        for part in (kinds, place):
            layout.addLayout(part)
        for widget in (self.said, self.fault, self.progress):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addLayout(buttons)

    def _propose(self) -> None:
        """Propose where to; a folder that was chosen stays."""
        which = self.which.checkedId()
        self.unit.setEnabled(which == _ONE)
        self.hint.say(_HINTS[which])
        folder = self.place.folder(of_files=False)
        title = phrases.heading("tasks")
        unit = f"_{self.unit.currentText()}" if which == _ONE else ""
        name = safe_name(title + unit) + self.place.ending
        self.place.propose(folder if which == _EACH else folder / name)

    def _browse(self) -> None:
        if self.which.checkedId() == _EACH:
            self.place.browse_folder("任务分解表存到哪个文件夹")
        else:
            self.place.browse("任务分解表存到哪里")

    def _save(self) -> None:
        place = self.place.path
        self._made = None
        self.said.say("")
        self.fault.say("" if place.is_absolute() else WHOLE_PATH)
        self.rest()
        if not place.is_absolute():
            return
        if self.which.checkedId() == _EACH:
            job = save_unit_tasks(self._session, place, self.place.ending, lambda count: self._saved(place, count))
        else:
            unit = self.unit.currentText() if self.which.checkedId() == _ONE else None
            job = save_tasks(self._session, place, unit, lambda _: self._saved(place, 1))
        self.follow(job)

    def _saved(self, place: Path, count: int) -> None:
        self._made = place
        self.open_button.setText("打开文件夹(&O)" if place.is_dir() else "打开(&O)")
        self.said.say(f"已存到 {place}" + (f"：{count} 份。" if place.is_dir() else ""))

    def _open(self) -> None:
        if self._made is not None:
            show_file(self._made)
