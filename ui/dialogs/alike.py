"""内容雷同: the texts of two papers side by side, with what differs marked; the clerk judges, nothing is changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from evidence.export import phrases
from evidence.model import Piece, PieceId
from ui.dialogs.sizing import open_size
from ui.differing import marked_lines
from ui.labels import Sentence
from ui.moment import Moment
from ui.session import Session


class AlikeDialog(QDialog):
    """Shows two papers, the one that came first on the left."""

    def __init__(self, session: Session, piece: PieceId, other: PieceId, parent: QWidget | None = None) -> None:
        """Show two papers of the open project; their texts come a moment later."""
        super().__init__(parent)
        self._session = session
        moment = session.moment
        by_id = moment.snapshot.piece_by_id
        pieces = sorted((by_id[piece], by_id[other]), key=lambda found: found.arrived)
        share = moment.snapshot.alike.get(piece, {}).get(other, 0.0)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(wording.phrase("alike"))
        self.said = Sentence(wording.phrase("alike_two", percent=int(100 * share)))
        self.fault = Sentence(role="fault")
        self.heads = tuple(Sentence(_about(found, moment), "title") for found in pieces)
        self.texts = tuple(_text(phrases.title_of(found, moment.snapshot)) for found in pieces)
        self.close_button = QPushButton("关闭")
        self.close_button.setDefault(True)
        self._lay_out()
        self.close_button.clicked.connect(self.reject)
        session.closed.connect(self.reject)
        open_size(self, 84, 44)
        job = session.jobs.run("texts", lambda _: session.workspace.texts(pieces), self._show)
        job.failed.connect(self._failed)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        for column, (head, text) in enumerate(zip(self.heads, self.texts, strict=True)):
            grid.addWidget(head, 0, column)
            grid.addWidget(text, 1, column)
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(1, 1)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.said)
        layout.addWidget(self.fault)
        layout.addLayout(grid, 1)
        layout.addLayout(bottom)

    def _failed(self, error: DossierError) -> None:
        self.fault.say(wording.sentence(error))

    def _show(self, texts: tuple[str, ...]) -> None:
        nothing = wording.phrase("alike_no_text")
        one, other = (text.replace("\f", "\n").strip() or nothing for text in texts)
        for text, shown in zip(self.texts, marked_lines(one, other, self.palette()), strict=True):
            text.setHtml(shown)


def _about(piece: Piece, moment: Moment) -> str:
    """Return what a paper is called, who handed it in and where it lies."""
    snapshot = moment.snapshot
    items = dict.fromkeys(filing.criterion for filing in moment.places.get(piece.id, ()))
    codes = "、".join(snapshot.by_id[item].code for item in items)
    where = f"已归 {codes}" if codes else "待整理"
    return f"{phrases.title_of(piece, snapshot)}\n{piece.facts.unit or '报送单位不明'}　{where}"


def _text(name: str) -> QTextEdit:
    text = QTextEdit()
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setAccessibleName(name)
    return text
