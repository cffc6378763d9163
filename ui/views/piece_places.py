"""Where the selected paper lies or may belong, and its files: lines that are clicked."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidence.as_pages import shown_pages
from evidence.export import phrases
from evidence.model import Filing, OriginalId, Piece, PieceId, Suggestion
from evidence.wording import scans as scan_words
from ui.labels import tip
from ui.models.tray import alike_with, proposed
from ui.moment import Moment
from ui.views.link import Link


class PiecePlaces(QWidget):
    """Shows one piece's files and places; tells what is clicked."""

    accepted = Signal(object, object)  # PieceId, Suggestion
    taken_out = Signal(object)  # tuple[FilingId, ...]
    went = Signal(object)  # Filing: the place to be shown
    open_wanted = Signal(object)  # OriginalId
    compare_wanted = Signal(object, object)  # PieceId, and the one that says the same
    replace_wanted = Signal(object)  # PieceId: a newer version is to take its place

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._allowed = True

    def allow_writing(self, *, allowed: bool) -> None:
        """Let papers be filed and replaced, or be looked at only."""
        self._allowed = allowed
        for button in cast("list[QAbstractButton]", self.findChildren(QAbstractButton)):
            if button.property("writes"):
                button.setEnabled(allowed)

    def show_piece(self, piece: Piece, moment: Moment) -> None:
        """Show another piece, or the same as it is now."""
        while self._lines.count():
            old = self._lines.takeAt(0).widget()
            old.hide()  # it is deleted later, and would be seen until then
            old.deleteLater()
        if piece.paper is not None:
            self._lines.addWidget(_line(f"纸质备查件，存放：{piece.paper.place}　保管：{piece.paper.keeper}"))
        for part in piece.parts:
            original = moment.snapshot.originals[part.original]
            about = tip(f"用办公软件打开副本：{original.name}")
            pages = f"（{count}页）" if (count := shown_pages(original)) else ""
            word = "原件" if part.printed else "只随件保存"
            link = Link(f"{word}{pages}：{original.name}", about, self._opening(original.id))
            self._lines.addWidget(_beside(link, "换件…", "用新版换下这一件", self._replacing(piece.id)))
            if original.confidence:
                self._lines.addWidget(_line(scan_words.sureness(original.confidence)))
        for other in moment.snapshot.alike.get(piece.id, ()):
            text = alike_with(other, moment.snapshot)
            self._lines.addWidget(Link(text, tip(text, "点开对照两件的文字"), self._comparing(piece.id, other)))
        for filing in moment.places.get(piece.id, ()):
            self._lines.addWidget(self._filing_line(filing, moment))
        if piece.id not in moment.places:
            self._add_proposals(piece, moment)
        self.allow_writing(allowed=self._allowed)

    def _add_proposals(self, piece: Piece, moment: Moment) -> None:
        found = moment.snapshot.suggestions.get(piece.id, ())
        self._lines.addWidget(_line("建议归项：" if found else "没有建议归项，请输入编号归项。"))
        for number, suggestion in enumerate(found, 1):
            sure = "，把握较大" if suggestion.certain else ""
            text = f"{number}. 归到 {proposed(suggestion, moment.snapshot)}"
            name = phrases.item_name(moment.snapshot.by_id[suggestion.criterion])
            about = tip(text, f"{suggestion.why}{sure}", name, f"在左边列表中按 {number}，别处按 Alt+{number}")
            button = Link(text, about, self._accepting(piece.id, suggestion), f"Alt+{number}")
            button.setProperty("writes", True)
            self._lines.addWidget(button)
            if number == 1:
                self._lines.addWidget(_line(f"　理由：{suggestion.why}{sure}"))

    def _filing_line(self, filing: Filing, moment: Moment) -> QWidget:
        criterion = moment.snapshot.by_id[filing.criterion]
        slot = next((slot.name for slot in criterion.required if slot.id == filing.slot), None)
        place = f"已归 {criterion.code}" + (f"　{slot}" if slot else "（没有对应的应备材料）")
        link = Link(place, tip(phrases.item_name(criterion)), lambda: self.went.emit(filing))
        return _beside(link, "撤销", "撤销这一处归项", lambda: self.taken_out.emit((filing.id,)))

    def _replacing(self, piece: PieceId) -> Callable[[], None]:
        return lambda: self.replace_wanted.emit(piece)

    def _accepting(self, piece: PieceId, suggestion: Suggestion) -> Callable[[], None]:
        return lambda: self.accepted.emit(piece, suggestion)

    def _comparing(self, piece: PieceId, other: PieceId) -> Callable[[], None]:
        return lambda: self.compare_wanted.emit(piece, other)

    def _opening(self, original: OriginalId) -> Callable[[], None]:
        return lambda: self.open_wanted.emit(original)


def _beside(link: Link, text: str, about: str, clicked: Callable[[], None]) -> QWidget:
    """Return a link with a small button at its end."""
    button = QToolButton()
    button.setText(text)
    button.setToolTip(about)
    button.clicked.connect(clicked)
    button.setProperty("writes", True)
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(link, 1)
    layout.addWidget(button)
    return line


def _line(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "hint")
    return label
