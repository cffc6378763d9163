"""How the selected paper looks, beside the list: page after page, or its whole text where a file has no pages."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from evidence.model import Original, PieceId
from evidence.snapshot import Changes
from ui import theme
from ui.session import Session
from ui.views.page_flow import PageFlow, PageShown

if TYPE_CHECKING:
    from evidence.pieces import PieceText

_SETTLED_MS = 120  # the selection is to rest for so long: a key held down draws nothing
_PAPER = "纸质备查件，没有文件可看。"
_TEXT = "正文文字；版式请打开原件看。"
_MOST_LETTERS = 100_000  # of a text that is shown: nobody reads more here
_NONE = "选中一件材料，这里看它的页面。"


class Preview(QWidget):
    """Shows one piece, whose text is asked for where a file has no picture of a page."""

    larger_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None, *, large: bool = False) -> None:
        """Show nothing yet; a `large` one is a window of its own and offers no larger one."""
        super().__init__(parent)
        self._session = session
        self._piece: PieceId | None = None
        self.pages = PageFlow(session.pieces.pictures, cuts=False)
        self.pages.enlarge(enlarged=True)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)  # keys are the list's
        self.text.setAcceptDrops(False)  # files are for the window
        self.text.setAccessibleName("正文")
        self.told = QLabel(_NONE)
        self.told.setProperty("role", "hint")
        self.larger = QToolButton()
        self.larger.setText("看大图")
        self.larger.setToolTip("在单独的窗口里看，跟着选中的材料走（列表中按空格）")
        self.larger.setVisible(not large)
        self._resting = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        top = QHBoxLayout()
        top.addWidget(self.told, 1)
        top.addWidget(self.larger)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 6, 4)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.text, 1)
        self.text.hide()
        self.setMinimumHeight(8 * theme.em(self))
        self._resting.timeout.connect(self._ask)
        self.pages.moved.connect(self._tell)
        self.larger.clicked.connect(self.larger_wanted)
        session.changed.connect(self._follow)

    def show_pieces(self, pieces: tuple[PieceId, ...]) -> None:
        """Show a piece when it is the only one that is selected."""
        piece = pieces[0] if len(pieces) == 1 else None
        if piece != self._piece:
            self._piece = piece
            self._resting.start()

    def _follow(self, changes: Changes) -> None:
        if self._piece in changes.pieces:
            self._resting.start()

    def _ask(self) -> None:
        snapshot = self._session.moment.snapshot if self._session.is_open else None
        piece = snapshot.piece_by_id.get(self._piece) if snapshot and self._piece else None
        if piece is None or not piece.parts or not self.isVisible():
            self._show_pages(())
            self.told.setText(_PAPER if piece is not None and not piece.parts else _NONE)
            return
        self._session.pieces.pages_of(piece.id, lambda found: self._show(piece.id, found))

    def _show(self, piece: PieceId, found: tuple[PieceText, ...]) -> None:
        if piece != self._piece:
            return
        said = [one.text for one in found if one.text]
        if said and not any(_has_pages(one.original) for one in found):
            self._show_pages(())
            text = "\n".join(said)
            self.text.setPlainText(text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS]}……")
            self.pages.hide()
            self.text.show()
            self.told.setText(_TEXT)
        else:
            self._show_pages([PageShown(one.original, one.page, one.text, one.turned) for one in found])
            self._tell(1)

    def _show_pages(self, pages: Sequence[PageShown]) -> None:
        self.text.hide()
        self.text.clear()
        self.pages.show()
        self.pages.show_pages(pages)

    def _tell(self, position: int) -> None:
        count = len(self.pages)
        self.told.setText(f"第 {position} 页，共 {count} 页" if count else _NONE)


def _has_pages(original: Original) -> bool:
    """Tell whether a file of this kind looks like pages: an office file does once pages were made of it."""
    if original.rendition is not None:
        return True
    return original.media_type in ("application/pdf", "application/ofd") or original.media_type.startswith("image/")
