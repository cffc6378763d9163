"""该件经历: what became of one piece, out of the journal."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from evidence.export import phrases
from evidence.model import PieceId
from evidence.past import PastEvent
from evidence.wording import past as words
from ui.dialogs.past_frame import PastFrame
from ui.jobs import Job
from ui.models.past_rows import PastRows
from ui.past_work import read_past
from ui.session import Session
from ui.views.rows import Wide


class PiecePast(PastFrame):
    """Lists the events; what a narrow column cuts is said in full below."""

    def __init__(self, session: Session, piece: PieceId, parent: QWidget | None = None) -> None:
        """Show what became of a piece of the open project."""
        self.model = PastRows()
        self._piece = piece
        snapshot = session.moment.snapshot
        known = snapshot.piece_by_id.get(piece)
        title = phrases.title_of(known, snapshot) if known is not None else ""
        super().__init__(session, "该件经历", self.model, (Wide(10.5), Wide(6), Wide(0)), parent)
        self._title = title
        self.rows.selectionModel().currentRowChanged.connect(self._tell)
        self.close_button.setDefault(True)
        self.look()

    def read(self) -> Job:
        """Begin to read what became of it."""
        return read_past(self.session, self._piece, self._show)

    def _show(self, events: Sequence[PastEvent]) -> None:
        self.model.show(events)
        self.hint.say(f"{self._title}　{f'共 {len(events)} 条' if events else words.NOTHING}")
        if events:
            self.rows.selectRow(len(events) - 1)
            self.rows.scrollToBottom()
            self.rows.setFocus()

    def _tell(self) -> None:
        index = self.rows.currentIndex().siblingAtColumn(2)
        self.hint.say(f"{self._title}　{index.data() or ''}")
