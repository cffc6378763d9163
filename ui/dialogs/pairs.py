"""两套细则的对应: which items of two schemes the same papers serve."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from evidence import wording
from evidence.counterparts import ProposedPair
from evidence.errors import RequestError
from evidence.filing import find_counterparts
from evidence.snapshot import OtherScheme
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.models.pair_rows import PairRow, PairRows
from ui.session import Session
from ui.theme import em
from ui.there import while_there
from ui.views.fields import offer
from ui.views.rows import Rows, Wide

_HINT = "打勾的两项对应：归到其中一项的材料，另一项也算有；取出时两边一起取出。建议按文字提出，请逐对核对。"
_LOOKING = "正在按文字查找可以对应的评价内容…"


class Pairs(JobDialog):
    """Shows the pairs that are there and those that are proposed; saved as one step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the pairs with the first of the other schemes."""
        super().__init__(session, "两套细则的对应", "保存(&S)", parent)
        snapshot = session.moment.snapshot
        self.other = QComboBox()
        for scheme in snapshot.others:
            self.other.addItem(scheme.facts.title, scheme)
        self.model = PairRows(self)
        self.rows = Rows(self.model, (Wide(6), Wide(0), Wide(6), Wide(0), Wide(9)))
        self.rows.setAccessibleName("两套细则的对应")
        self.all_button = QPushButton("建议的都打勾(&T)")
        self.here, self.there = QLineEdit(), QLineEdit()
        self.here.setPlaceholderText("本套内容号")
        self.there.setPlaceholderText("另一套内容号")
        for field in (self.here, self.there):
            field.setAccessibleName(field.placeholderText())
        self.add_button = QPushButton("加一对(&D)")
        self.add_button.setAutoDefault(False)
        self.all_button.setAutoDefault(False)
        self.sums = Sentence()
        offer(self.here, [item.code for item in snapshot.items])
        self._lay_out(snapshot.scheme.title)
        self.other.currentIndexChanged.connect(self._show)
        self.model.ticked.connect(self._sum_up)
        self.all_button.clicked.connect(lambda: self.model.tick(self.model.proposed, on=True))
        self.add_button.clicked.connect(self._add)
        self.there.returnPressed.connect(self._add)
        open_size(self, 84, 40)
        self._show()

    def start(self) -> Job | None:
        """Record what is ticked now and was not, and the other way round."""
        together, apart = self.model.together, self.model.apart
        return self._session.criteria.pair(together, apart) if together or apart else None

    def _lay_out(self, title: str) -> None:
        which = QHBoxLayout()
        label = QLabel("与(&O)")
        label.setBuddy(self.other)
        for widget in (QLabel(f"本套：{title}"), label):
            which.addWidget(widget)
        which.addWidget(self.other, 1)
        by_hand = QHBoxLayout()
        by_hand.addWidget(self.all_button)
        by_hand.addStretch(1)
        for field in (self.here, self.there):
            field.setMaximumWidth(9 * em(self))
            by_hand.addWidget(field)
        by_hand.addWidget(self.add_button)
        self.content.addLayout(which)
        self.content.addWidget(Sentence(_HINT, role="hint"))
        self.content.addWidget(self.rows, 1)
        self.content.addLayout(by_hand)
        self.content.addWidget(self.sums)

    def _show(self) -> None:
        """Show the pairs with the chosen scheme, and look for more."""
        other: OtherScheme = self.other.currentData()
        offer(self.there, [item.code for item in other.criteria])
        self.model.show(self._known(other))
        self.all_button.setEnabled(False)
        self.sums.say(_LOOKING)
        job = self._session.criteria.propose_pairs(other, while_there(self, partial(self._take, other)))
        job.crashed.connect(self._sum_up)

    def _known(self, other: OtherScheme) -> list[PairRow]:
        snapshot = self._session.moment.snapshot
        theirs = {item.id: item for item in other.criteria}
        return [
            PairRow(item, theirs[there], together=True)
            for item in snapshot.items
            for there in snapshot.counterparts.get(item.id, ())
            if there in theirs
        ]

    def _take(self, other: OtherScheme, found: tuple[ProposedPair, ...]) -> None:
        if other is self.other.currentData():
            proposed = [PairRow(pair.here, pair.there, together=False, confidence=pair.confidence) for pair in found]
            self.model.show([*self._known(other), *proposed])
            self.all_button.setEnabled(bool(proposed))

    def _add(self) -> None:
        """Tick the pair whose codes are typed."""
        snapshot = self._session.moment.snapshot
        other: OtherScheme = self.other.currentData()
        try:
            here, there = find_counterparts(snapshot, self.here.text(), self.there.text(), other.id)
        except RequestError as error:
            self.fault.say(wording.sentence(error))
            return
        self.fault.say("")
        theirs = {item.id: item for item in other.criteria}
        self.rows.selectRow(self.model.add(PairRow(snapshot.by_id[here], theirs[there], together=False)))
        self.here.clear()
        self.there.clear()
        self.here.setFocus()

    def _sum_up(self) -> None:
        together, apart = len(self.model.together), len(self.model.apart)
        changes = "，".join(
            filter(None, (f"将对应 {together} 对" * bool(together), f"将取消 {apart} 对" * bool(apart)))
        )
        there = sum(len(others) for others in self._session.moment.snapshot.counterparts.values())
        waiting = len(self.model.proposed)
        self.sums.say(f"已对应 {there} 对，另有建议 {waiting} 对" + (f"；{changes}。" if changes else "。"))
