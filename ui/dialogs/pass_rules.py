"""合格条件: what is enough by the scheme; a field that is left empty sets nothing."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from evidence.errors import DossierError
from evidence.intake import typed
from evidence.points import PassRules
from evidence.wording import scores as words
from ui.dialogs.discarding import ask_to_discard
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.session import Session
from ui.theme import em

_HINT = "按本次评价的文件填写；不填的不作判断，程序不代为假定。"


class PassRulesDialog(JobDialog):
    """Shows what is set; saved as one step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the rules of the scheme that is worked on."""
        super().__init__(session, "合格条件", "保存(&S)", parent)
        self._known = session.moment.snapshot.pass_rules
        known = self._known
        self.least_points = _field(known.least_points)
        self.least_share = _field(known.least_share, 100)
        self.key_each = _field(known.key_each, 100)
        self.key_overall = _field(known.key_overall, 100)
        self.most_bonus = _field(known.most_bonus)
        self.most_veto = _field(known.most_veto)
        self._lay_out()
        open_size(self, 44, 24)

    def start(self) -> Job | None:
        """Save what was changed."""
        rules = self._rules()
        return None if rules == self._known else self._session.scoring.set_pass_rules(rules)

    def reject(self) -> None:
        """Close, after asking where something was changed."""
        if self._busy:
            return
        if self._is_as_known():
            super().reject()
        else:
            ask_to_discard(self, super().reject)

    def _is_as_known(self) -> bool:
        try:
            return self._rules() == self._known
        except DossierError:
            return False

    def _rules(self) -> PassRules:
        return PassRules(
            least_points=typed.score(self.least_points.text()),
            least_share=typed.share(self.least_share.text()),
            key_each=typed.share(self.key_each.text()),
            key_overall=typed.share(self.key_overall.text()),
            most_bonus=typed.score(self.most_bonus.text()),
            most_veto=typed.items(self.most_veto.text()),
        )

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(em(self) // 2)
        for label, field, unit in (
            ("总分（含加分）不低于(&T)", self.least_points, "分"),
            ("得分率（不含加分）不低于(&R)", self.least_share, "%"),
            ("每个关键项得分率不低于(&K)", self.key_each, "%"),
            ("关键项总得分率不低于(&O)", self.key_overall, "%"),
            ("加分最多计(&B)", self.most_bonus, "分"),
            ("否决项最多允许(&V)", self.most_veto, "项（不允许有填 0）"),
        ):
            row = QHBoxLayout()
            row.addWidget(field)
            row.addWidget(QLabel(unit))
            row.addStretch(1)
            name = QLabel(label)
            name.setBuddy(field)
            form.addRow(name, row)
        self.content.addWidget(Sentence(f"细则：{self._session.moment.snapshot.scheme.title}"))
        self.content.addLayout(form)
        self.content.addWidget(Sentence(_HINT, "hint"))
        self.content.addStretch(1)


def _field(value: float | None, times: int = 1) -> QLineEdit:
    field = QLineEdit("" if value is None else words.number(value * times))
    field.setPlaceholderText("不设")
    field.setMaximumWidth(7 * em(field))
    return field
