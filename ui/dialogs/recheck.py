"""复查 and 回头看: somebody who took no part in putting it right looks, before it is closed and after."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from evidence.errors import RequestError
from evidence.findings import Did, Moment, NewEvent
from evidence.intake import typed
from ui.dialogs.finding_step import StepDialog
from ui.labels import Sentence
from ui.models.ledger_lines import Line
from ui.session import Session


class Recheck(StepDialog):
    """Asks who looked, when, and what came of it; nothing is taken for passed until somebody says so."""

    title = "复查"
    day = "复查日期(&D)"

    def __init__(self, session: Session, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        """Say who put it right: the re-check is another's."""
        super().__init__(session, lines, parent)
        self.by, self.said = QLineEdit(), QLineEdit(placeholderText="看到的情况")
        self.passed, self.failed = QRadioButton("通过，销号(&P)"), QRadioButton("不通过，继续整改(&F)")
        group = QButtonGroup(self)
        result = QWidget()
        row = QHBoxLayout(result)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.passed, self.failed):
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self._row(("复查人(&B) *", self.by), (self.day, self.on))
        self._row(("结果 *", result))
        self._row(("复查情况(&T)", self.said))
        self._take_photos("整改后")
        who = dict.fromkeys(line.stand.rectified_by for line in lines if line.stand.rectified_by)
        self.content.addWidget(Sentence(f"整改人：{'、'.join(who)}。复查人要是另外的人。" if who else "", "hint"))
        self.by.setFocus()
        self._open(48, 20)

    def event_told(self) -> NewEvent:
        """Return what came of it; raise `RequestError` where nobody said."""
        if not (self.passed.isChecked() or self.failed.isChecked()):
            raise RequestError("check_without_result")
        did = Did.PASS if self.passed.isChecked() else Did.FAIL
        return NewEvent(did, self._day(), typed.plain(self.by.text()), said=self.said.text().strip())


class LookBack(StepDialog):
    """回头看: somebody looks again after it was closed, and it still holds; what does not is 反弹."""

    title = "回头看"
    ok = "仍合格，登记(&O)"
    day = "回头看日期(&D)"
    shown = Moment.LOOK_BACK

    def __init__(self, session: Session, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        """Say who put it right, and when it was looked at last: another looks."""
        super().__init__(session, lines, parent)
        self.by, self.said = QLineEdit(), QLineEdit(placeholderText="看到的情况，可以不填")
        self._row(("回头看的人(&B) *", self.by), (self.day, self.on))
        self._row(("情况(&T)", self.said))
        self._take_photos("回头看")
        self.content.addWidget(Sentence(_look_back_hint(lines), "hint"))
        self.by.setFocus()
        self._open(48, 17)

    def event_told(self) -> NewEvent:
        """Return who looked, when, and what was seen."""
        return NewEvent(Did.LOOK_BACK, self._day(), typed.plain(self.by.text()), said=self.said.text().strip())


def _look_back_hint(lines: Sequence[Line]) -> str:
    who = dict.fromkeys(line.stand.rectified_by for line in lines if line.stand.rectified_by)
    whom = f"整改人：{'、'.join(who)}。回头看要由另外的人去。" if who else ""
    return f"{whom}登记以后仍是已销号，计入月复查报告的回头看次数；又出现问题的，请登记“反弹”。"
