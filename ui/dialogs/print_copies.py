"""打印件: asks how papers of boxes are printed (sides, items, 归档章, colour apart), or for the list alone."""

from __future__ import annotations

import re

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from evidence.export.print_sheets import FilingStamp, Ink, Printing
from evidence.filing import items_below
from evidence.snapshot import Snapshot
from evidence.wording import imprint as names
from evidence.wording import printing
from ui.dialogs.choice import Choice, labelled
from ui.dialogs.sizing import grow, open_size
from ui.labels import Sentence
from ui.theme import em

_SIDES = {True: "双面，每件从一张纸的正面起", False: "单面，每页一张"}
_STAMPS: dict[Ink | None, str] = {None: "不印", Ink.BLACK: "印黑色的", Ink.RED: "印红色的（每件首页都要彩印）"}
_STAMP_HINT = "印在首页上方空白处（45×16 毫米），没有空白的列入打印清单，手工盖。不填的格空着，手写。"
_ITEMS_HINT = "不填就是整盒；要单印几项，写内容号，如 11-39、20-65"
_FOLDER_HINT = "存成所选文件夹里的“{folder}”文件夹，上次存的整个换掉，改动过的另外留着。"
_BETWEEN = re.compile(r"[\s、,，;；]+")


class PrintCopiesDialog(QDialog):
    """Offers the print copies of these boxes."""

    asked = Signal(object)  # Printing

    def __init__(self, snapshot: Snapshot, count: int, *, changed: bool, parent: QWidget | None = None) -> None:
        """Ask about so many boxes, or about their `changed` sheets alone."""
        super().__init__(parent)
        self._snapshot = snapshot
        self._changed = changed
        what = "换页的各张" if changed else "打印件"
        self.setWindowTitle(f"{what}（{count} 个盒）")
        kept = snapshot.project.imprint
        self.sides = Choice(_SIDES, whole=True)
        self.items = QLineEdit()
        self.items.setPlaceholderText(_ITEMS_HINT)
        self.apart = QCheckBox("有彩色页的张和黑白的张分成两个文件(&C)")
        self.stamp = Choice(_STAMPS, whole=True)
        self.fonds, self.keeping, self.division = map(_field, (kept.fonds, kept.keeping, kept.division))
        self.fault = Sentence(role="fault")
        self.save_button = QPushButton("存打印件(&S)…")
        self.save_button.setDefault(True)
        self.list_button = QPushButton("只要打印清单(&L)…")
        self.cancel_button = QPushButton("取消")
        self._lay_out()
        self.stamp.box.currentIndexChanged.connect(self._allow)
        self.save_button.clicked.connect(lambda: self._ask(only_listed=False))
        self.list_button.clicked.connect(lambda: self._ask(only_listed=True))
        self.cancel_button.clicked.connect(self.reject)
        self._allow()
        open_size(self, 50, 22)

    def _lay_out(self) -> None:
        marks = QHBoxLayout()
        for name, field in (("fonds", self.fonds), ("keeping", self.keeping), ("division", self.division)):
            marks.addLayout(labelled(names.NAMES[name], field), 1)
        form = QFormLayout()
        form.setVerticalSpacing(em(self) // 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("打印(&D)", self.sides.box)
        form.addRow("内容号(&I)", self.items)
        form.addRow("", self.apart)
        form.addRow("归档章(&A)", self.stamp.box)
        form.addRow("", marks)
        form.addRow("", Sentence(_STAMP_HINT, "hint"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.list_button)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        folder = printing.folder_name(changed=self._changed, only_listed=False)
        layout.addWidget(Sentence(_FOLDER_HINT.format(folder=folder), "hint"))
        layout.addStretch(1)
        layout.addWidget(self.fault)
        layout.addLayout(buttons)

    def _allow(self) -> None:
        for field in (self.fonds, self.keeping, self.division):
            field.setEnabled(self.stamp.value() is not None)

    def _ask(self, *, only_listed: bool) -> None:
        codes = [code for code in _BETWEEN.split(self.items.text()) if code]
        try:
            items = items_below(self._snapshot, codes)
        except DossierError as error:
            self.fault.say(wording.sentence(error))
            grow(self)
            return
        ink = self.stamp.value()
        texts = (field.text().strip() for field in (self.fonds, self.keeping, self.division))
        stamp = None if ink is None else FilingStamp(ink, *texts)
        wanted = Printing(changed=self._changed, both_sides=self.sides.value(), items=items, stamp=stamp)
        self.asked.emit(replace(wanted, apart=self.apart.isChecked(), only_listed=only_listed))
        self.accept()


def _field(text: str | None) -> QLineEdit:
    field = QLineEdit(text or "")
    field.setMaxLength(names.LONGEST)
    return field
