"""收件包: which units get one, as a folder or a zip, and where to."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from evidence.check.debts import debts_by_unit
from evidence.wording import handing_out as words
from ui.dialogs.picking import pick_folder
from ui.dialogs.sizing import open_size
from ui.dialogs.working import WorkingDialog
from ui.labels import WHOLE_PATH, Sentence
from ui.models.unit_debts import UnitDebtRows
from ui.returning_work import save_packages
from ui.session import Session
from ui.showing import show_file
from ui.theme import em
from ui.views.rows import Rows, Wide

if TYPE_CHECKING:  # loaded when the first package is made
    from evidence.export.hand_out import HandedOut

_HINT = "每个单位一份：补报清单、填报说明，和按缺项建好的空文件夹。发回来的材料按补报码自动认领。"
_FOLDER = "收件包"
_FOLDERS, _ZIPS = range(2)
_WIDTHS = (Wide(0), Wide(6), Wide(6), Wide(8))


class PackagesDialog(WorkingDialog):
    """Stays open with what came of it, so that more can follow."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Propose all units that owe something, as folders, beside the project's folder."""
        super().__init__(session, "收件包", parent)
        self._made: Path | None = None
        self._written: list[HandedOut] = []  # so far, by the work that was begun last
        self._asked = Path()  # where to
        self.model = UnitDebtRows(self)
        self.rows = Rows(self.model, _WIDTHS)
        self.rows.setAccessibleName("欠材料的单位")
        self.all_button = QPushButton("全选(&A)")
        self.none_button = QPushButton("全不选(&N)")
        self.sums = Sentence(role="hint")
        self.packing = QButtonGroup(self)
        self.place = QLineEdit()
        self.browse_button = QPushButton("浏览(&R)…")
        self.said = Sentence()
        self.make_button = QPushButton("生成(&S)")
        self.make_button.setDefault(True)
        self.open_button = QPushButton("打开文件夹(&O)")
        self._lay_out()
        self._connect()
        self.place.setText(str(session.moment.path.parent / _FOLDER))
        self._read()
        self.rest()
        open_size(self, 56, 34)

    def rest(self) -> None:
        """Offer to open what was made."""
        super().rest()
        self.open_button.setVisible(self._made is not None and not self.progress.running)
        self._allow()

    def stopped(self) -> None:
        """Say how many were made before, and offer to open their folder."""
        code = "stopped" if self._written else "stopped_none"
        self._made = self._asked if self._written else None
        self.said.say(words.PHRASES[code].format(units=len(self._written), path=self._asked))

    def _lay_out(self) -> None:
        ticks, how, place, buttons = (QHBoxLayout() for _ in range(4))
        ticks.addWidget(self.sums, 1)
        for button in (self.all_button, self.none_button):
            ticks.addWidget(button)
        how.addWidget(QLabel("形式"))
        for number, text in enumerate(("文件夹(&F)", "压缩包(&Z)，便于微信发送")):
            button = QRadioButton(text)
            button.setChecked(number == _FOLDERS)
            self.packing.addButton(button, number)
            how.addWidget(button)
        how.addStretch(1)
        label = QLabel("存到(&D)")
        label.setBuddy(self.place)
        for widget in (label, self.place, self.browse_button):
            place.addWidget(widget)
        buttons.addStretch(1)
        for button in (self.open_button, self.make_button, self.progress.stop_button, self.close_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addWidget(Sentence(_HINT, "hint"))
        layout.addWidget(self.rows, 1)
        for part in (ticks, how, place):
            layout.addLayout(part)
        for widget in (self.said, self.fault, self.progress):
            layout.addWidget(widget)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.model.ticked.connect(self._allow)
        self.all_button.clicked.connect(lambda: self._tick(on=True))
        self.none_button.clicked.connect(lambda: self._tick(on=False))
        self.browse_button.clicked.connect(self._browse)
        self.make_button.clicked.connect(self._make)
        self.open_button.clicked.connect(self._open)
        self._session.changed.connect(self._read)

    def _read(self) -> None:
        if self._session.is_open:
            moment = self._session.moment
            self.model.show(debts_by_unit(moment.snapshot, moment.gaps.values()), moment.waiting)
            self._allow()

    def _tick(self, *, on: bool) -> None:
        """Tick the rows that are selected, where several are; else all."""
        selected = {index.row() for index in self.rows.selectionModel().selectedRows()}
        self.model.tick(selected if len(selected) > 1 else range(self.model.rowCount()), on=on)

    def _allow(self) -> None:
        chosen = self.model.chosen
        debts, papers = sum(len(row.debts) for row in chosen), sum(row.papers for row in chosen)
        waiting = sum(row.waiting for row in chosen)
        told = f"已选 {len(chosen)} 个单位，共 {debts} 条、{papers} 件。"
        if waiting:
            told += f"另有 {waiting} 件已报待整理，宜先归项。"
        self.sums.say(told if self.model.rowCount() else "现在没有单位欠材料。")
        self.make_button.setEnabled(bool(chosen) and not self.progress.running)

    def _browse(self) -> None:
        place = Path(self.place.text().strip())
        pick_folder(self, "收件包存到哪个文件夹", place, lambda chosen: self.place.setText(str(chosen)))

    def _make(self) -> None:
        from evidence.export.hand_out import Packing

        place = Path(self.place.text().strip())
        self._made, self._asked, self._written = None, place, []
        self.said.say("")
        self.fault.say("" if place.is_absolute() else WHOLE_PATH)
        self.rest()
        if not place.is_absolute():
            return
        owed = {row.unit: row.debts for row in self.model.chosen}
        packing = Packing.ZIP if self.packing.checkedId() == _ZIPS else Packing.FOLDER
        self.follow(save_packages(self._session, place, owed, packing, self._written.append, self._saved))

    def _saved(self, made: tuple[HandedOut, ...]) -> None:
        self._made = self._asked
        self.said.say(f"已生成 {len(made)} 个单位的收件包，在 {self._made}。")

    def _open(self) -> None:
        if self._made is not None:
            show_file(self._made)
