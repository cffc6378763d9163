"""How the selected paper looks: page after page, or its whole text where a file has no pages, and where it is filed."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.citation import Citation
from evidence.crop import crop_of
from evidence.model import PieceId
from evidence.snapshot import Changes
from evidence.wording import viewing as words
from ui import theme
from ui.labels import Sentence, shortened, tip, unmarked
from ui.session import Session
from ui.viewing_work import MOST_LETTERS, Looked, told
from ui.views.found_text import FoundText
from ui.views.hit_bar import HitBar
from ui.views.page_flow import PageShown
from ui.views.page_reader import Fit, PageReader
from ui.views.preview_actions import PreviewActions
from ui.views.thumbs import Thumbs

_LATE_MS = 250  # so long the paper before stays in sight while the next one is read
_SETTLED_MS = 120  # the selection is to rest for so long: a key held down draws nothing


class Use(Enum):
    """Where papers are looked at, and by whom."""

    DOCKED = "docked"  # beside the list
    LARGE = "large"  # in a window of its own
    SHOWN = "shown"  # to people from outside: nothing of the office's own


class _Wish(QObject):
    """Counts what was asked for: only the newest answer is shown, and none once the preview has gone."""

    number = 0


class Preview(QWidget):
    """Shows one piece, whose text is asked for where a file has no picture of a page."""

    larger_wanted = Signal()
    open_wanted = Signal(object)  # OriginalId
    went = Signal(object)  # Citation: the place to be shown

    def __init__(self, session: Session, parent: QWidget | None = None, *, use: Use = Use.DOCKED) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._session, self._use = session, use
        self._piece: PieceId | None = None
        self._shown: PieceId | None = None  # whose pages are there
        self._looked: Looked | None = None
        self._may_turn = True
        self._fitted = Fit.WIDTH  # by itself: the clerk chose no other size as long as pages are shown so
        wish = self._wish = _Wish()
        self.destroyed.connect(partial(_forget, wish))
        self.pages = PageReader(session.pieces.pictures)
        self.strip = Thumbs(session.pieces.pictures)
        self.text = FoundText()
        self.told = Sentence(wording.phrase("view_none"), "hint")
        self.hits = HitBar()
        self.offered = PreviewActions(self)
        self.larger = QToolButton()
        self.larger.setText("看大图")
        self.larger.setToolTip("在单独的窗口里看，跟着选中的材料走（列表中按空格）")
        self._resting = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._lay_out()
        self._connect()
        self._allow()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.told, 1)
        top.addWidget(self.larger)
        body = QHBoxLayout()
        body.setSpacing(2)
        body.addWidget(self.strip)
        body.addWidget(self.pages, 1)
        body.addWidget(self.text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 6, 4)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self.offered.bar())
        layout.addWidget(self.hits)
        layout.addLayout(body, 1)
        self.larger.setVisible(self._use is Use.DOCKED)
        for own in (self.offered.open, self.offered.crop):
            own.setVisible(self._use is not Use.SHOWN)
        self.offered.places.setVisible(False)
        self.offered.strip.setVisible(self._use is not Use.DOCKED)
        self.offered.strip.setChecked(self._use is not Use.DOCKED)
        self.strip.hide()
        self.text.hide()
        self.setMinimumHeight(8 * theme.em(self))
        for view in (self.pages, self.text, self.strip):
            view.addActions(self.offered.in_menu())
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _connect(self) -> None:
        session, actions = self._session, self.offered
        self._resting.timeout.connect(self._ask)
        self._late.timeout.connect(self._clear)
        self.pages.moved.connect(self._tell)
        self.pages.moved.connect(self.strip.move_to)
        self.pages.moved.connect(self._allow)
        self.strip.moved.connect(self._move_to)
        self.pages.arrived.connect(lambda: self._tell(self.pages.position))
        self.pages.zoomed.connect(lambda: actions.tell_zoom(self.pages.zoom, self.pages.percent))
        actions.zoomed.connect(self._zoom)
        actions.stepped.connect(self._step_zoom)
        actions.turned.connect(self._turn)
        actions.crop.triggered.connect(self._crop)
        actions.open.triggered.connect(self._open)
        actions.strip.toggled.connect(self._show_strip)
        self.larger.clicked.connect(self.larger_wanted)
        self.hits.stepped.connect(self.seek)
        self.hits.left.connect(lambda: session.viewing.mark(""))
        session.viewing.marked.connect(self._resting.start)
        session.changed.connect(self._follow)
        session.closed.connect(self._resting.start)

    def show_pieces(self, pieces: tuple[PieceId, ...]) -> None:
        """Show a piece when it is the only one that is selected."""
        piece = pieces[0] if len(pieces) == 1 else None
        if piece != self._piece:
            self._piece = piece
            self._wish.number += 1
            self._resting.start()
            self._late.start()

    def allow_turning(self, *, allowed: bool) -> None:
        """Let pages be turned, or not while long work is going on."""
        self._may_turn = allowed
        self._allow()

    def leaf(self, step: int) -> None:
        """Go to the next page (1) or the one before (-1)."""
        self.pages.leaf(step)

    def seek(self, step: int) -> None:
        """Go to the next page on which marked words stand (1), or the one before (-1), round the end."""
        if self._looked is None:
            return
        if self._looked.text:
            self.text.step(step)
            return
        at, count = self.pages.position, len(self._looked.hits)
        order = [(at + step * further - 1) % count for further in range(1, count + 1)]
        found = next((position for position in order if self._looked.hits[position]), None)
        if found is not None:
            self.pages.seek(found + 1)
            self._tell(self.pages.position)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the paper that was chosen meanwhile."""
        super().showEvent(event)
        self._resting.start()

    def _follow(self, changes: Changes) -> None:
        if self._piece in changes.pieces or changes.scheme:
            self._resting.start()

    def _ask(self) -> None:
        snapshot = self._session.moment.snapshot if self._session.is_open else None
        piece = snapshot.piece_by_id.get(self._piece) if snapshot and self._piece else None
        self._wish.number += 1
        if piece is None or not self.isVisible():
            self._show_none(wording.phrase("view_none"))
            return
        number, wish = self._wish.number, self._wish

        def still() -> bool:
            return wish.number == number

        def show(looked: Looked | None) -> None:
            if still() and looked is not None:
                self._show(piece.id, looked)

        def cite(found: tuple[Citation, ...]) -> None:
            if still():
                self._cite(found)

        if piece.parts:
            self._session.viewing.look(piece.id, still, show)
        else:
            self._show_none(wording.phrase("view_paper"))
        if self._use is not Use.SHOWN:
            self._session.viewing.cite(piece.id, still, cite)

    def _clear(self) -> None:
        """Show nothing rather than the paper before, as long as it takes to read the next one."""
        if self._piece is not None and self._shown != self._piece and self._looked is not None:
            self._show_none(wording.phrase("view_reading"))

    def _show(self, piece: PieceId, looked: Looked) -> None:
        same = piece == self._shown and not looked.text
        self._looked, self._shown = looked, piece
        marked = self._session.viewing.words if self._use is not Use.SHOWN else ()
        shown = [PageShown(one.original, one.page, one.text, one.turned, looked.damaged) for one in looked.pages]
        pages = [] if looked.text else shown
        self._use_view(self.text if looked.text else self.pages)
        self.text.show_text(looked.text, looked.marks if marked else ())
        before = self.pages.marked
        self._fit(pages)
        self._set_pages(pages, same=same)
        self.pages.mark_words(marked)
        if marked and any(looked.hits) and not looked.text and (not same or marked != before):
            self.pages.seek(next(at for at, hits in enumerate(looked.hits, 1) if hits))
        self._allow()
        self._tell(self.pages.position)

    def _fit(self, pages: Sequence[PageShown]) -> None:
        """Show photographs whole and papers to be read as wide as there is room, unless the clerk chose a size."""
        if self.pages.zoom is not self._fitted or not pages:
            return
        photographs = all(page.original.media_type.startswith("image/") for page in pages)
        fit = Fit.PAGE if photographs else Fit.WIDTH
        if fit is not self._fitted:
            self._fitted = fit
            self.pages.set_zoom(fit)

    def _set_pages(self, pages: Sequence[PageShown], *, same: bool) -> None:
        """Show pages; those of the same paper at the place where the clerk is."""
        for view in (self.pages, self.strip):
            if same and len(view) == len(pages):
                view.change_pages(pages)
            else:
                view.show_pages(pages)
        self._show_strip()

    def _show_none(self, sentence: str) -> None:
        self._looked = self._shown = None
        self.text.show_text("", ())
        self._use_view(self.pages)
        self._set_pages((), same=False)
        self.told.say(sentence)
        self.hits.tell("", any_here=False)
        self.offered.places.setVisible(False)
        self._allow()

    def _use_view(self, shown: PageReader | FoundText) -> None:
        """Show pages or text; what has the keys hands them on."""
        other = self.text if shown is self.pages else self.pages
        shown.show()
        if self.window().focusWidget() is other:
            shown.setFocus()
        other.hide()

    def _show_strip(self) -> None:
        self.strip.setVisible(self.offered.strip.isChecked() and len(self.pages) > 1)

    def _cite(self, found: Sequence[Citation]) -> None:
        """Offer the places where the paper is filed."""
        places, menu = self.offered.places, self.offered.places_menu
        menu.clear()
        schemes = len({citation.scheme for citation in found})
        for citation in found:
            action = menu.addAction(unmarked(shortened(words.place(citation, schemes))))
            action.setToolTip(tip(words.place(citation, schemes), citation.name))
            action.triggered.connect(partial(self._go, citation))
        menu.setToolTipsVisible(True)
        places.setText(words.places(found))
        places.setToolTip(tip(*(words.place(citation, schemes) for citation in found)))
        places.setVisible(bool(found))

    def _go(self, citation: Citation) -> None:
        self.went.emit(citation)

    def _move_to(self, position: int) -> None:
        if position != self.pages.position:
            self.pages.move_to(position)

    def _zoom(self, zoom: Fit | int) -> None:
        self.pages.set_zoom(zoom)

    def _step_zoom(self, step: int) -> None:
        if self.text.isVisible():
            self.text.zoom(step)
        else:
            self.pages.step_zoom(step)

    def _turn(self, by: int) -> None:
        """Show the current page turned at once, and remember it."""
        position = self.pages.position
        page = self.pages.page(position)
        if page is None or not self._may_turn:
            return
        degrees = (page.turned + by) % 360
        pages = [self.pages.page(at) or page for at in range(1, len(self.pages) + 1)]
        pages[position - 1] = page._replace(turned=degrees)
        self._set_pages(pages, same=True)
        self._tell(position)
        self._session.viewing.turn(page.original.id, page.page, degrees)

    def _crop(self) -> None:
        """Let the clerk draw the part of the current page that is shown."""
        from ui.dialogs.crop_page import CropDialog

        page = self.pages.page(self.pages.position)
        if page is not None:
            CropDialog(self._session, page.original, page.page, page.turned, self).open()

    def _open(self) -> None:
        page = self.pages.page(self.pages.position)
        if page is not None:
            self.open_wanted.emit(page.original.id)
        elif self._looked is not None:
            self.open_wanted.emit(self._looked.pages[0].original.id)

    def _allow(self) -> None:
        page = self.pages.page(self.pages.position)
        any_pages = page is not None
        for action in (self.offered.left, self.offered.right):
            action.setEnabled(any_pages and self._may_turn)
        offered = self._may_turn and self._use is not Use.SHOWN
        self.offered.crop.setEnabled(page is not None and offered and _can_crop(page))
        self.offered.open.setEnabled(self._looked is not None and self._use is not Use.SHOWN)

    def _tell(self, position: int) -> None:
        looked, page = self._looked, self.pages.page(position)
        if looked is None:
            return
        if page is None:
            said = wording.phrase("view_cut", count=MOST_LETTERS) if looked.cut else wording.phrase("view_text")
        else:
            turned = wording.phrase("view_turned", degrees=page.turned) if page.turned else ""
            said = wording.phrase("view_page", page=position, count=len(self.pages)) + turned
            if crop_of(page.original.crops, page.page) is not None and self._use is not Use.SHOWN:
                said += wording.phrase("view_cropped")
            if fault := self.pages.fault(position):
                said = f"{said}。{fault}"
        self.told.say(said)
        self.pages.setAccessibleDescription(said)
        marking = looked.said and self._use is not Use.SHOWN
        self.hits.tell(told(looked, position) if marking else "", any_here=any(looked.hits))


def _can_crop(page: PageShown) -> bool:
    from evidence.cropping import can_crop  # not before there is a page: the first window is painted sooner

    return can_crop(page.original)


def _forget(wish: _Wish) -> None:
    wish.number += 1


def offer_keys(over: QWidget, looked_at: Callable[[], Preview]) -> None:
    """Let keys leaf and go from mark to mark, whatever in a widget has them."""
    for keys, step in (("Alt+Left", -1), ("Alt+Right", 1)):
        _key(over, keys, lambda step=step: looked_at().leaf(step))
    for keys, step in (("Shift+F3", -1), ("F3", 1)):
        _key(over, keys, lambda step=step: looked_at().seek(step))


def _key(over: QWidget, keys: str, work: Callable[[], None]) -> None:
    key = QShortcut(QKeySequence(keys), over)
    key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    key.activated.connect(work)
