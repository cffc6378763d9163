"""拆分评价内容: what each part says, and which part gets which material."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from evidence.criteria import SchemeEdit
from evidence.errors import DossierError
from evidence.journal import Action
from evidence.model import Criterion, SlotId
from evidence.scheme import typed
from evidence.scheme.editing import split
from evidence.scheme.parts import Part, cut_into
from evidence.scheme.text import number_text
from evidence.snapshot import Snapshot
from ui.dialogs.choice import Choice, form
from ui.dialogs.item_fields import long_text
from ui.dialogs.sizing import open_size
from ui.dialogs.step_dialog import StepDialog, Wanted
from ui.labels import Sentence, unmarked
from ui.models.criteria_tree import name_of
from ui.session import Session
from ui.theme import em

_HINT = "第一项沿用原来的一项；牵头单位、评分标准等各项相同，拆分后可以再改。已归的佐证材料跟着应备材料走。"
_TOLERANCE = 0.001  # points
_MOST_PARTS = 9


class _PartFields:
    """The fields of one part."""

    def __init__(self, code: str, text: str, points: str) -> None:
        self.code = QLineEdit(code)
        self.points = QLineEdit(points)
        self.points.setPlaceholderText("分值")
        self.text = long_text(text, 3)
        self.text.setMaximumHeight(self.text.minimumHeight())

    def read(self, whole: Criterion) -> Part:
        """Return what was typed; raise `RequestError` for what cannot be."""
        points = typed.points(self.points.text())
        return Part(self.code.text().strip(), whole.title, typed.words(self.text.toPlainText()), points)


class SplitItem(StepDialog):
    """Begins with two parts; more can be added."""

    def __init__(self, session: Session, whole: Criterion, parent: QWidget | None = None) -> None:
        """Ask about one item of the open project."""
        super().__init__(session, f"拆分 {whole.code}", "拆分(&C)", parent)
        self._whole = whole
        points = "" if whole.points is None else number_text(whole.points)
        self.parts = [_PartFields(whole.code, whole.text or "", points), _PartFields("", whole.text or "", "")]
        self.slots: dict[SlotId, Choice[int]] = {slot.id: Choice({}) for slot in whole.required}
        self.more = QPushButton("再加一项(&A)")
        self.more.setAutoDefault(False)
        self.sum = Sentence(role="hint")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(em(self))
        self._grid.setColumnStretch(2, 1)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addWidget(Sentence(name_of(whole), "title"))
        layout.addWidget(Sentence(_HINT, "hint"))
        layout.addLayout(self._grid)
        layout.addWidget(self.more)
        put = ((f"应备材料“{unmarked(slot.name)}”归", self.slots[slot.id].box) for slot in whole.required)
        layout.addLayout(form(*put))
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        self.content.addWidget(area)
        for column, text in enumerate(("编号", "分值", "评价内容")):
            self._grid.addWidget(QLabel(text), 0, column)
        for number in range(len(self.parts)):
            self._place(number)
        self.content.addWidget(self.sum)
        self.more.clicked.connect(self.add_part)
        self._name_parts()
        self.parts[1].code.setFocus()
        open_size(self, 60, 38)

    def add_part(self) -> None:
        """Add one more part."""
        self.parts.append(_PartFields("", self._whole.text or "", ""))
        self._place(len(self.parts) - 1)
        self._name_parts()
        self.parts[-1].code.setFocus()
        self.more.setEnabled(len(self.parts) < _MOST_PARTS)

    def wanted(self) -> Wanted:
        """Return the step."""
        put = {slot: choice.value() for slot, choice in self.slots.items()}
        cut = cut_into(self._whole, [fields.read(self._whole) for fields in self.parts], put)

        def edit(snapshot: Snapshot) -> SchemeEdit:
            return split(snapshot, self._whole.id, cut)

        return Action.SPLIT_ITEM, edit

    def _place(self, number: int) -> None:
        fields = self.parts[number]
        for column, (field, what) in enumerate(
            ((fields.code, "编号"), (fields.points, "分值"), (fields.text, "评价内容"))
        ):
            field.setAccessibleName(f"第 {number + 1} 项{what}")
            self._grid.addWidget(field, number + 1, column, Qt.AlignmentFlag.AlignTop)
        for line in (fields.code, fields.points):
            line.setMaximumWidth(8 * em(self))
        fields.code.textChanged.connect(self._name_parts)
        fields.points.textChanged.connect(self._sum_up)
        self._sum_up()

    def _sum_up(self) -> None:
        """Say so where the parts are not worth what the whole was."""
        try:
            points = [typed.points(part.points.text()) or 0.0 for part in self.parts]
        except DossierError:
            return
        differs = self._whole.points is not None and abs(sum(points) - self._whole.points) > _TOLERANCE
        said = f"分值合计 {number_text(sum(points))} 分，原来 {number_text(self._whole.points or 0)} 分，请核对。"
        self.sum.say(said if differs else "")

    def _name_parts(self) -> None:
        """Call the parts by their codes where materials choose among them."""
        names = {at: part.code.text().strip() or f"第 {at + 1} 项" for at, part in enumerate(self.parts)}
        for choice in self.slots.values():
            at = max(0, choice.box.currentIndex())
            choice.offer(names)
            choice.choose(at)
