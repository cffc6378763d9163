"""自评打分: the points that the office gives itself, typed beside what gaps may cost, and confirmed by a person."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from evidence.check.self_scores import sums, verdicts
from evidence.errors import RequestError
from evidence.intake import typed
from evidence.model import CriterionId
from evidence.wording import scores as words
from ui.dialogs.discarding import ask_to_discard
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence, tip
from ui.models.self_score_rows import KEY, Column, Order, SelfScoreRows, Which
from ui.session import Session
from ui.theme import em
from ui.views.rows import Rows, Wide
from ui.views.why_button import beside

_HINT = "选中“自评得分”直接键入，回车到下一项。"
_WIDTHS = (Wide(6.5), Wide(0), Wide(4), Wide(4), Wide(5), Wide(5), Wide(10), Wide(8), Wide(5))


class SelfScores(JobDialog):
    """Shows all items; nothing is kept before it is saved in the name of who confirms it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the items of the project that is open."""
        super().__init__(session, "自评打分", "确认并保存(&S)", parent)
        self.name = QLineEdit(session.moment.who)
        self.name.setMaxLength(40)
        self.order = _choice(list(Order))
        self.which = _choice(list(Which))
        self.model = SelfScoreRows(session.moment, self)
        self.rows = Rows(self.model, _WIDTHS)
        self.rows.setAccessibleName("自评打分")
        self.again_button = QPushButton("复核无误(&K)")
        self.again_button.setToolTip("所选各项的得分不变，保存时由确认人重新确认")
        self.suppose_button = QPushButton("假设补齐(&U)")
        self.suppose_button.setToolTip("看看所选各项的材料补齐可得多少分，不改动任何内容")
        self.clear_button = QPushButton("清除得分(&D)")
        self.rules_button = QPushButton("合格条件(&P)…")
        self.forecast, self.sums, self.supposed = Sentence(), Sentence(), Sentence(role="title")
        self.verdict = Sentence()
        self._prepare_rows()
        self._lay_out()
        self._connect()
        self._show_sums()
        self.rows.setFocus()
        open_size(self, 84, 40)

    def start(self) -> Job | None:
        """Save the scores as one step, in the name of who confirms them."""
        if not self.model.touched:
            return None
        name = typed.plain(self.name.text())
        if self.model.to_confirm and not name:
            raise RequestError("score_by_nobody")
        return self._session.scoring.give(self.model.to_confirm, name, self.model.cleared)

    def reject(self) -> None:
        """Close, after asking where something was typed."""
        if self._busy:
            return
        if self.model.touched:
            ask_to_discard(self, super().reject)
        else:
            super().reject()

    def _prepare_rows(self) -> None:
        trigger = QAbstractItemView.EditTrigger
        self.rows.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self._stand(self.model.index(self.model.first_to_score, Column.GIVEN))
        self.rows.itemDelegate().closeEditor.connect(self._go_on)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        for text, field in (("确认人(&N)", self.name), ("排序(&O)", self.order), ("显示(&W)", self.which)):
            label = QLabel(text)
            label.setBuddy(field)
            head.addWidget(label)
            head.addWidget(field)
            head.addSpacing(em(self))
        self.name.setMaximumWidth(10 * em(self))
        head.addWidget(Sentence(_HINT, "hint"), 1)
        for at, button in enumerate((self.again_button, self.suppose_button, self.clear_button, self.rules_button)):
            self._buttons.insertWidget(at, button)
        self.content.setSpacing(em(self) // 3)
        self.content.addLayout(head)
        self.content.addWidget(self.rows, 1)
        for sentence, heading in (
            (self.forecast, "预计影响"),
            (self.sums, "总分和自评合计"),
            (self.verdict, "合格条件"),
        ):
            self.content.addLayout(beside(sentence, heading))
        self.content.addWidget(self.supposed)

    def _connect(self) -> None:
        self.model.changed.connect(self._show_sums)
        self.model.refused.connect(self.fault.say)
        self.order.currentIndexChanged.connect(self._arrange)
        self.which.currentIndexChanged.connect(self._arrange)
        self._session.changed.connect(self._follow)
        for button, work in (
            (self.again_button, self._confirm_again),
            (self.suppose_button, lambda: self.model.suppose(self._selected())),
            (self.clear_button, lambda: self.model.clear(self._selected())),
            (self.rules_button, self._ask_rules),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(work)
        for button in (self.ok_button, self.cancel_button):
            button.setDefault(False)  # Enter belongs to the table
            button.setAutoDefault(False)

    def _selected(self) -> list[CriterionId]:
        return [index.data(KEY) for index in self.rows.selectionModel().selectedRows()]

    def _confirm_again(self) -> None:
        if not self.model.confirm_again(self._selected()):
            self.fault.say("所选各项还没有自评得分，或已经改过，保存时一并确认。")

    def _ask_rules(self) -> None:
        from ui.dialogs.pass_rules import PassRulesDialog

        PassRulesDialog(self._session, self).open()

    def _follow(self) -> None:
        """Show the project as it is after a change elsewhere, or of the 合格条件."""
        if self._session.is_open and not self._busy:
            self._keep_place(lambda: self.model.follow(self._session.moment))

    def _arrange(self) -> None:
        order, which = Order(self.order.currentText()), Which(self.which.currentText())
        self._keep_place(lambda: self.model.arrange(order, which))

    def _keep_place(self, change: Callable[[], object]) -> None:
        """Change what is listed and stand on the same item."""
        at = self.rows.currentIndex()
        key, column = at.data(KEY), at.column() if at.isValid() else Column.GIVEN
        change()
        row = self.model.row_of(key) if key is not None else None
        self.rows.setCurrentIndex(self.model.index(row or 0, column))

    def _go_on(self, _: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """After Enter go where the next thing is to be typed: the reason, if one is wanting, or the item below."""
        if hint is not QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            return
        at = self.rows.currentIndex()
        key = at.data(KEY)
        if at.column() == Column.GIVEN and key is not None and self.model.wants_reason(key):
            self._stand(at.siblingAtColumn(Column.REASON))
        else:
            self._stand(self.model.index(min(at.row() + 1, self.model.rowCount() - 1), Column.GIVEN))

    def _stand(self, index: QModelIndex) -> None:
        if index.isValid():
            self.rows.setCurrentIndex(index)
            self.rows.scrollTo(index)

    def _show_sums(self) -> None:
        """Say what it comes to, as it is to be."""
        self.fault.say("")
        snapshot, items = self.model.moment.snapshot, tuple(self.model.moment.gaps.values())
        given = self.model.given
        bonus = [item for item in snapshot.leaves if item.bonus]
        before = self.model.forecast
        self.forecast.say(f"{words.forecast(before)}。")
        found = sums(snapshot.leaves, given, snapshot.pass_rules)
        self.sums.say(f"{words.sums(found, len(bonus), sum(item.id in given for item in bonus))}。")
        judged = verdicts(items, given, snapshot.pass_rules)
        wanting = [words.verdict(one) for one in judged if not one.met]
        self.verdict.say("；".join([words.verdicts(judged), *wanting]) + "。")
        self.verdict.setToolTip(tip(*map(words.verdict, judged)))
        count, then = self.model.supposed
        self.supposed.say(f"{words.if_complete(count, then, before)}。" if count else "")


def _choice(offered: list[str]) -> QComboBox:
    box = QComboBox()
    box.addItems(offered)
    return box
