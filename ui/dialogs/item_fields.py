"""What the scheme says of one item or group, as a form."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from evidence import wording
from evidence.model import Criterion, Rule
from evidence.scheme import typed
from evidence.scheme.text import number_text
from ui.dialogs.choice import Choice
from ui.dialogs.many_field import ManyField
from ui.labels import label_of
from ui.theme import em

RULES: dict[Rule | None, str] = {None: "未定", **wording.MEANT_RULES}


class ItemFields(QWidget):
    """The fields of a criterion; what is typed is read when it is asked for."""

    def __init__(self, criterion: Criterion, units: Sequence[str], parent: QWidget | None = None) -> None:
        """Show a criterion, its units completed from those that are known."""
        super().__init__(parent)
        self.code = QLineEdit(criterion.code)
        self.title = QLineEdit(criterion.title or "")
        self.text = long_text(criterion.text, 2)
        self.points = QLineEdit("" if criterion.points is None else number_text(criterion.points))
        self.points.setPlaceholderText("如：2.5")
        self.rule = Choice(RULES, whole=True)
        self.rule.show_values({criterion.rule})
        self.key = QCheckBox("关键项(&K)")
        self.key.setChecked(criterion.key)
        self.method = long_text(criterion.method, 2)
        self.ways = QLineEdit(criterion.ways or "")
        self.ways.setPlaceholderText("如：资料审查、现场检查")
        self.due = QLineEdit(criterion.due or "")
        self.due.setPlaceholderText("如：2024-01-31，或 每季度末")
        self.lead = unit_field(units)
        self.lead.setText(criterion.lead_unit or "")
        self.person = QLineEdit(criterion.person or "")
        self.person.setPlaceholderText("如：王敏 13800000000")
        self.support = ManyField("责任单位", units)
        self.support.show_names(criterion.support_units)
        self.note = long_text(criterion.note, 1)
        self._lay_out()

    def read(self, criterion: Criterion) -> Criterion:
        """Return the criterion with what stands in the fields; raise `RequestError` for what cannot be."""
        return replace(
            criterion,
            code=self.code.text().strip(),
            title=typed.words(self.title.text()),
            text=typed.words(self.text.toPlainText()),
            points=typed.points(self.points.text()),
            rule=self.rule.value(),
            key=self.key.isChecked(),
            method=typed.words(self.method.toPlainText()),
            ways=typed.words(self.ways.text()),
            due=typed.due(self.due.text()),
            lead_unit=typed.words(self.lead.text()),
            person=typed.words(self.person.text()),
            support_units=self.support.names(),
            note=typed.words(self.note.toPlainText()),
        )

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setHorizontalSpacing(em(self))
        grid.setVerticalSpacing(em(self) // 2)
        rows: tuple[tuple[tuple[str, QWidget], ...], ...] = (
            (("编号(&B)", self.code), ("名称(&M)", self.title)),
            (("评价内容(&T)", self.text),),
            (("分值(&F)", self.points), ("计分方式(&J)", self.rule.box), ("", self.key)),
            (("评分标准(&R)", self.method),),
            (("牵头单位(&L)", self.lead), ("责任单位(&U)", self.support)),
            (("责任人、电话(&P)", self.person), ("完成时限(&D)", self.due)),
            (("评价方式(&W)", self.ways),),
            (("备注(&N)", self.note),),
        )
        for row, fields in enumerate(rows):
            for at, (text, field) in enumerate(fields):
                if text:
                    label = label_of(text, field)
                    tall = isinstance(field, QPlainTextEdit)
                    grid.addWidget(label, row, 2 * at, Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag(0))
                span = 1 if at < len(fields) - 1 else 5 - 2 * at
                grid.addWidget(field, row, 2 * at + 1 if text else 2 * at, 1, span)
            if isinstance(fields[0][1], QPlainTextEdit):
                grid.setRowStretch(row, 2 if fields[0][1] is not self.note else 1)
        for column, stretch in ((1, 2), (3, 2), (5, 1)):
            grid.setColumnStretch(column, stretch)


def unit_field(units: Sequence[str]) -> QLineEdit:
    """Return a field for one unit, completed from those that are known."""
    field = QLineEdit()
    completer = QCompleter(field)
    completer.setModel(QStringListModel(list(units), completer))
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    field.setCompleter(completer)
    return field


def long_text(text: str | None, lines: int) -> QPlainTextEdit:
    """Return a field for a text of several lines, at least so many of them in sight."""
    field = QPlainTextEdit(text or "", tabChangesFocus=True)
    margins = 2 * (field.frameWidth() + round(field.document().documentMargin()))
    field.setMinimumHeight(lines * field.fontMetrics().lineSpacing() + margins)
    field.setAcceptDrops(False)  # files are for the window
    return field
