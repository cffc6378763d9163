"""发现涉密: says what will happen to a paper that bears a 密级 mark, and asks once, in the name of a person."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from evidence import wording
from evidence.export import phrases
from evidence.isolated import Going
from evidence.model import PieceId
from evidence.secrecy import Isolation
from ui.dialogs.choice import form
from ui.dialogs.isolated import IsolatedDialog
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.sizing import grow, open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.session import Session

_MOST_NAMED = 8


class IsolateDialog(JobDialog):
    """Isolates one piece, then shows what is to be done next."""

    def __init__(self, session: Session, piece: PieceId, parent: QWidget | None = None) -> None:
        """Ask about a piece of the open project; what would go with it comes a moment later."""
        super().__init__(session, "发现涉密", "立即隔离(&I)", parent)
        self._piece = piece
        self.named = Sentence("", "title")
        self.said = Sentence()
        self.by = QLineEdit(session.moment.who)
        self.why = QLineEdit()
        self.why.setPlaceholderText("密级标志在哪里，如：附图右上角；不要写文件内容")
        for line in (self.named, self.said):
            self.content.addWidget(line)
        self.content.addLayout(form(("由谁决定(&W)", self.by), ("原因(&R)", self.why)))
        self.content.addStretch(1)
        self.ok_button.setEnabled(False)
        self.ok_button.setDefault(False)
        self.cancel_button.setDefault(True)
        open_size(self, 48, 18)
        session.secrecy.plan(piece, self._show).failed.connect(self._refused)

    def start(self) -> Job:
        """Isolate it."""
        why = " ".join(self.why.text().split()) or None
        return self._session.secrecy.isolate(self._piece, self.by.text(), why, self._go_on)

    def _show(self, going: Going) -> None:
        snapshot = self._session.moment.snapshot
        there = snapshot.piece_by_id
        titles = [phrases.title_of(there[key], snapshot) for key in going.pieces if key in there]
        titles += [wording.phrase("isolating_binned_title", title=title) for title in going.binned]
        thinned = [phrases.title_of(there[key], snapshot) for key in going.thinned if key in there]
        titles += [wording.phrase("isolating_thinned_title", title=title) for title in thinned]
        titles += [wording.phrase("isolating_binned_thinned_title", title=title) for title in going.binned_thinned]
        self.named.say("\n".join(titles[:_MOST_NAMED]) + ("\n……" if len(titles) > _MOST_NAMED else ""))
        said = wording.phrase("isolating", files=len(going.names), pieces=len(going.pieces) + len(going.binned))
        if going.binned:
            said += wording.phrase("isolating_binned", pieces=len(going.binned))
        if going.thinned:
            said += wording.phrase("isolating_thinned", pieces=len(going.thinned))
        if going.binned_thinned:
            said += wording.phrase("isolating_binned_thinned", pieces=len(going.binned_thinned))
        if going.findings:
            said += wording.phrase("isolating_findings", findings=going.findings)
        self.said.say(said)
        grow(self)
        self.ok_button.setEnabled(True)

    def _go_on(self, done: Isolation) -> None:
        over = self.parentWidget()
        IsolatedDialog(self._session, over, done).open()
