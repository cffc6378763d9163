"""What a problem of the 整改台账 says: corrected, given photographs, struck, or made of gaps and doubts."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from evidence.errors import RequestError
from evidence.findings import Draft, Moment, Severity, Source, draft_of
from ui.dialogs.choice import Choice, form, labelled
from ui.dialogs.finding_form import FindingForm
from ui.dialogs.finding_step import named
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence, tip
from ui.ledger_work import Pictures
from ui.models.ledger_lines import Line
from ui.session import Session
from ui.views.photo_drop import PhotoDrop


class Amend(JobDialog):
    """改登记: what was written wrongly; the life of the problem stays as it is."""

    def __init__(self, session: Session, line: Line, parent: QWidget | None = None) -> None:
        """Show what is written."""
        super().__init__(session, f"改登记：第 {line.finding.number} 号", "保存(&O)", parent)
        self._finding = line.finding
        today = session.setup.clock().date()
        self.form = FindingForm(session.moment.snapshot, session.ledger.ledger, today)
        self.form.show_draft(line.finding)
        self.form.entered.connect(self.accept)
        self.content.addWidget(self.form)
        self.content.addWidget(Sentence("只改登记的内容；派发、整改、复查的经过不变，原来的内容留在记录里。", "hint"))
        self.content.addStretch(1)
        open_size(self, 54, 24)

    def start(self) -> Job:
        """Write it anew."""
        told = self.form.draft()
        return self._session.ledger.amend(self._finding.id, replace(told, origin=draft_of(self._finding).origin))


class AddPhotos(JobDialog):
    """加照片: before and after, and of 回头看 once it was closed."""

    def __init__(self, session: Session, line: Line, parent: QWidget | None = None) -> None:
        """Ask for photographs of a problem."""
        super().__init__(session, f"加照片：第 {line.finding.number} 号", "加上(&O)", parent)
        self._finding = line.finding
        self.before, self.after = PhotoDrop("整改前"), PhotoDrop("整改后", "DG")
        self.content.addWidget(Sentence("\n".join(named([line]))))
        self.later = PhotoDrop("回头看", "KW")
        self.later.setVisible(bool(line.stand.closed))
        for place in (self.before, self.after, self.later):
            self.content.addWidget(place)
        self.content.addWidget(
            Sentence("照片照常收件，原件不动；问题有内容号的，同时归到那一项。整改前后按先后一张对一张。", "hint")
        )
        self.content.addStretch(1)
        open_size(self, 48, 15)

    def start(self) -> Job | None:
        """Take them in."""
        drops = {Moment.BEFORE: self.before, Moment.AFTER: self.after, Moment.LOOK_BACK: self.later}
        chosen = [Pictures(drop.files, moment) for moment, drop in drops.items() if drop.files]
        return self._session.ledger.attach(self._finding.id, chosen) if chosen else None


class Strike(JobDialog):
    """删除: what was written down by mistake."""

    def __init__(self, session: Session, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        """Ask why."""
        super().__init__(session, f"删除问题（{len(lines)} 个）", "删除(&O)", parent)
        self._lines = tuple(lines)
        self.why = QLineEdit(placeholderText="如：重复登记")
        self.content.addWidget(Sentence("\n".join(named(lines))))
        self.content.addLayout(labelled("原因(&R)", self.why))
        self.content.addWidget(Sentence("只删登记错了的；整改好了的请复查销号。序号不再给别的问题，可以撤销。", "hint"))
        self.content.addStretch(1)
        self.why.setFocus()
        open_size(self, 46, 15)

    def start(self) -> Job:
        """Take them off the ledger."""
        return self._session.ledger.strike([line.finding.id for line in self._lines], self.why.text())


class NewProblems(JobDialog):
    """转为整改问题: what gaps and doubts would become, ticked one by one."""

    def __init__(self, session: Session, drafts: Sequence[Draft], parent: QWidget | None = None) -> None:
        """Show the problems that would be written down."""
        super().__init__(session, f"转为整改问题（{len(drafts)} 个）", "登记(&O)", parent)
        self._drafts = tuple(drafts)
        self.source = Choice({source: source.value for source in Source}, whole=True)
        self.source.choose(drafts[0].source)
        self.severity = Choice({severity: severity.value for severity in Severity}, whole=True)
        self.list = QListWidget()
        self.list.setAccessibleName("要登记的问题")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for draft in drafts:
            said = " ".join(f"{draft.item_code or draft.place}　{draft.text}".split(" "))
            row = QListWidgetItem(said)
            row.setToolTip(tip(said))
            row.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            row.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(row)
        self.content.addWidget(self.list, 1)
        self.content.addLayout(form(("来源(&Y)", self.source.box), ("严重程度(&Z)", self.severity.box)))
        self.content.addWidget(Sentence("登记到“整改”，状态为待派发；缺项和疑点本身不变。", "hint"))
        open_size(self, 52, 22)

    def start(self) -> Job:
        """Write down those that are ticked; raise `RequestError` for none."""
        source, severity = self.source.value(), self.severity.value()
        ticked = [
            replace(draft, source=source, severity=severity)
            for number, draft in enumerate(self._drafts)
            if self.list.item(number).checkState() is Qt.CheckState.Checked
        ]
        if not ticked:
            raise RequestError("finding_none_given")
        return self._session.ledger.add(ticked)
