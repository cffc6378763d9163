"""比较: what differs between a state that was kept, now, and another project, such as last year's."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.check.frozen_compare import Comparison
from evidence.errors import DossierError
from evidence.export import frozen_phrases as words
from evidence.freezing import Compared, Side
from ui.dialogs.choice import Choice, labelled
from ui.dialogs.picking import pick_folder
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.models.change_rows import ChangeRows
from ui.overview_work import KeptStates
from ui.session import Session
from ui.theme import em
from ui.views.rows import Rows, Wide

_HINT = "还没有留底：请先用“定稿留底”留一份，或选另一个项目（如去年的）来比较。"


class CompareDialog(QDialog):
    """Compares as soon as two different sides are chosen; the earlier one is taken for the one before."""

    def __init__(self, session: Session, parent: QWidget | None = None, name: str | None = None) -> None:
        """Compare a state that was kept, the last one where no name is given, with now."""
        super().__init__(parent)
        self._session, self._wanted = session, name
        self._sides: list[Side] = [Side()]
        self._comparison: Comparison | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("比较")
        self.one, self.other = Choice[int]({0: Side().label}), Choice[int]({0: Side().label})
        self.elsewhere = QPushButton("另一个项目(&P)…")
        self.elsewhere.setToolTip("选另一个迎检项目文件夹，如去年的；只读取，不改动")
        self.with_same = QCheckBox("没有变化的也列出(&A)")
        self.model = ChangeRows(self)
        self.rows = Rows(self.model, (Wide(5), Wide(0), Wide(7), Wide(14, 46), Wide(10, 38)))
        self.rows.setAccessibleName("比较")
        self.sums = Sentence("")
        self.fault = Sentence("", "fault")
        self.close_button = QPushButton("关闭")
        self.close_button.setDefault(True)
        self._lay_out()
        for choice in (self.one, self.other):
            choice.box.activated.connect(self._compare)
        self.elsewhere.clicked.connect(self._ask_elsewhere)
        self.with_same.toggled.connect(self._list)
        self.close_button.clicked.connect(self.accept)
        session.closed.connect(self.reject)
        open_size(self, 84, 40)
        session.overview.kept(self._offer).failed.connect(self._refused)

    def add_project(self, folder: Path) -> None:
        """Compare with the project in a folder."""
        side = Side(folder=folder.resolve())
        if side not in self._sides:
            self._sides.append(side)
        one = self.one.value()
        self._offer_sides()
        self.one.choose(one)
        self.other.choose(self._sides.index(side))
        self._compare()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addLayout(labelled("比较(&C)", self.one.box), 1)
        top.addLayout(labelled("与(&W)", self.other.box), 1)
        top.addWidget(self.elsewhere)
        bottom = QHBoxLayout()
        bottom.addWidget(self.with_same)
        bottom.addStretch(1)
        bottom.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addLayout(top)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.sums)
        layout.addWidget(self.fault)
        layout.addLayout(bottom)

    def _offer(self, kept: KeptStates) -> None:
        self._sides = [Side(), *(Side(frozen.name) for frozen in reversed(kept))]
        self._offer_sides()
        names = [side.name for side in self._sides]
        self.one.choose(names.index(self._wanted) if self._wanted in names else min(1, len(names) - 1))
        self.other.choose(0)
        self._compare()

    def _offer_sides(self) -> None:
        for choice in (self.one, self.other):
            choice.offer({at: side.label for at, side in enumerate(self._sides)})

    def _compare(self) -> None:
        one, other = self._sides[self.one.value()], self._sides[self.other.value()]
        self.fault.say("")
        if len(self._sides) == 1:
            self.sums.say(_HINT)
            return
        self._session.overview.compare(one, other, self._show).failed.connect(self._refused)

    def _show(self, compared: Compared) -> None:
        self._comparison = compared.comparison
        self.sums.say("\n".join(words.sums(compared.comparison, compared.before.label, compared.after.label)))
        self._list()

    def _list(self) -> None:
        self.model.show(self._comparison, with_same=self.with_same.isChecked())

    def _ask_elsewhere(self) -> None:
        start = self._session.moment.path.parent
        pick_folder(self, "选择另一个迎检项目的文件夹（如去年的）", start, self.add_project)

    def _refused(self, error: DossierError) -> None:
        self._comparison = None
        self._list()
        self.sums.say("")
        self.fault.say(wording.sentence(error))
