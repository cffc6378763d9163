"""The work on an open project: criteria on the left, papers and gaps in the middle, the selected paper on the right."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget

from evidence.model import CriterionId, Filing, FilingId, PieceId, Place, SchemeId, SlotId, Suggestion
from evidence.snapshot import Changes
from ui import theme
from ui.fact_actions import FactActions
from ui.item_actions import ItemActions
from ui.late_pages import LateDoubts, LateGaps, LateLedger, LateOverview, late_pages
from ui.layouts import Part
from ui.models.dragging import Dragged
from ui.paging_actions import PagesAction
from ui.paper_looking import PaperLooking
from ui.past_actions import PastActions
from ui.piece_actions import PieceActions
from ui.secrecy_actions import IsolateAction
from ui.session import Session
from ui.views.criteria_pane import CriteriaPane
from ui.views.facts_pane import FactsPane
from ui.views.item_pane import ItemPane
from ui.views.preview import Preview
from ui.views.tray_pane import TrayPane

if TYPE_CHECKING:
    from evidence.proposing import Proposals
    from ui.hand_in_menu import HandInMenu
    from ui.models.gap_rows import Gap
    from ui.views.doubt_pane import DoubtPane
    from ui.views.gap_pane import GapPane
    from ui.views.ledger_pane import LedgerPane
    from ui.views.overview_pane import OverviewPane

_ROOM_FOR_PAGES_EM = 32  # height of the window from which on pages are shown below what is known


class Desk(QSplitter):
    """Connects the panes with one another and with the session."""

    told = Signal(str)  # a sentence about what was done

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Follow the session's project."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._session = session
        self._may_write = True
        self.hidden: frozenset[Part] = frozenset()
        # Each in its place from the beginning: a widget that gets another parent is dressed anew with all in it.
        self.criteria, self.tabs = CriteriaPane(self), QTabWidget(self, documentMode=True)
        self.item, self.tray = ItemPane(self.tabs), TrayPane(self.tabs)
        self.late_gaps, self.late_doubts, self.late_overview, self.late_ledger = late_pages(session, self)
        self.right = QSplitter(Qt.Orientation.Vertical, self)
        self.facts, self.preview = FactsPane(self.right), Preview(session, self.right)
        self.right.setChildrenCollapsible(False)
        panes = {
            "应备材料": self.item,
            "待整理": self.tray,
            "缺项": self.late_gaps.place,
            "疑点": self.late_doubts.place,
            "总览": self.late_overview.place,
            "整改": self.late_ledger.place,
        }
        for name, pane in panes.items():
            self.tabs.addTab(pane, name)
        for pane, stretch in ((self.criteria, 3), (self.tabs, 6), (self.right, 2)):
            self.setStretchFactor(self.indexOf(pane), stretch)
        self.setChildrenCollapsible(False)
        self.share_out()
        self.looking = PaperLooking(session, self.preview, self)
        self.items = ItemActions(session, self.criteria, self.item, self)
        self.pieces = PieceActions(session, self)
        self.tray.offer((self.pieces.split, self.pieces.join))
        self.isolate_filed = IsolateAction(session, self.item.selected, self)
        self.isolate_waiting = IsolateAction(session, self.tray.selected, self)
        self.pages_filed = PagesAction(session, self.item.selected, self)
        self.pages_waiting = PagesAction(session, self.tray.selected, self)
        self.past_filed = PastActions(session, self.item.rows, self.item.selected, "Ctrl+Shift+Delete", self)
        self.past_waiting = PastActions(session, self.tray.rows, self.tray.selected, "Delete", self)
        rare = (self.pages_filed, self.isolate_filed)
        for action in (self.pieces.split, self.pieces.join, *self.past_filed.actions, *rare):
            self.item.offer_in_menu(action)
        self.tray.offer_in_menu(*self.past_waiting.actions, self.pages_waiting, self.isolate_waiting)
        self.tray.model.carry = self.item.model.carry = self._carry
        self._connect_panes()
        self._following = FactActions(session, self.facts, self)
        session.opened.connect(lambda: self._show(None))
        session.changed.connect(self._show)

    @property
    def late(self) -> dict[str, LateGaps | LateDoubts | LateOverview | LateLedger]:
        """The pages that are made when somebody asks for them, or else once the project that is opened is painted."""
        pages = (self.late_gaps, self.late_doubts, self.late_overview, self.late_ledger)
        return dict(zip(("gaps", "doubts", "overview", "ledger"), pages, strict=True))

    @property
    def gaps(self) -> GapPane:
        """缺项."""
        return self.late_gaps.make()

    @property
    def doubts(self) -> DoubtPane:
        """疑点."""
        return self.late_doubts.make()

    @property
    def overview(self) -> OverviewPane:
        """总览."""
        return self.late_overview.make()

    @property
    def ledger(self) -> LedgerPane:
        """整改."""
        return self.late_ledger.make()

    def follow(self, menu: HandInMenu) -> None:
        """Go where the menu's checks lead, and let it check when the list of gaps asks for that."""
        self.late_gaps.check_wanted.connect(menu.ask_check)
        menu.item_wanted.connect(self.go_to_item)
        menu.tray_wanted.connect(self.show_tray)
        menu.paper_wanted.connect(self.go_to)
        menu.doubts_wanted.connect(lambda: self.tabs.setCurrentWidget(self.doubts))
        menu.flaws_wanted.connect(self.late_gaps.show_flaws)

    def _use_scheme(self, scheme: SchemeId) -> None:
        if self._may_write:
            self.finish()
            self._session.criteria.use_scheme(scheme)

    def allow_writing(self, *, allowed: bool) -> None:
        """Let the clerk look and search only, while long work is going on or nothing can be written."""
        self._may_write = allowed
        self.criteria.tree.setAcceptDrops(allowed)
        self.criteria.scheme.setEnabled(allowed)
        self.item.allow_writing(allowed=allowed)
        self.facts.allow_writing(allowed=allowed)
        writing = (
            self.isolate_filed,
            self.isolate_waiting,
            self.pages_filed,
            self.pages_waiting,
        )
        for action in writing:
            action.setVisible(allowed)
        self.tray.allow_writing(allowed=allowed)
        self.items.allow(allowed=allowed)
        for actions in (self.pieces, self.past_filed, self.past_waiting):
            actions.allow(allowed=allowed)
        self.looking.allow(allowed=allowed)
        for page in self.late.values():
            page.allow(allowed=allowed)

    def finish(self) -> None:
        """Do what was typed and not done yet, before the project is left or exported."""
        self.facts.finish()

    def _connect_panes(self) -> None:
        self.criteria.chosen.connect(self._show_item)
        self.criteria.scheme_chosen.connect(self._use_scheme)
        self.criteria.dropped.connect(self._drop)
        self.item.dropped.connect(self._drop_on_slot)
        self.item.selected.connect(self._select)
        self.item.taken_out.connect(self._take_out)
        self.item.file_wanted.connect(self._ask_where)
        self.item.open_wanted.connect(self.looking.open_first)
        self.tray.selected.connect(self._select)
        self.tray.accepted.connect(self._accept_first)
        self.tray.picked.connect(self._accept_numbered)
        self.tray.batches_wanted.connect(lambda: self._session.receiving.batches(self.tray.show_batches))
        self.tray.edit_wanted.connect(self.facts.edit)
        self.tray.preview_wanted.connect(self.looking.look_closely)
        self.looking.went.connect(self.go_to_filing)
        self.tray.file_wanted.connect(self._ask_where)
        self.tray.open_wanted.connect(self.looking.open_first)
        self.pieces.proposed.connect(self._show_proposals)
        self.tray.proposals.join_wanted.connect(self.pieces.open_proposed)
        self.tray.proposals.split_wanted.connect(self.pieces.open_split)
        self.tray.proposals.passed_over.connect(self.pieces.pass_over)
        self.tabs.currentChanged.connect(self._change_tab)
        self.facts.left.connect(self._return_to_list)
        self.facts.places.accepted.connect(self._accept)
        self.facts.places.taken_out.connect(self._take_out)
        self.facts.places.went.connect(self._go)
        self.facts.places.open_wanted.connect(self.looking.open)
        self.facts.places.compare_wanted.connect(self._compare)
        self.facts.places.replace_wanted.connect(self._ask_newer)

    def _show(self, changes: Changes | None) -> None:
        moment = self._session.moment
        for pane in (self.criteria, self.item, self.tray, self.facts):
            pane.show_moment(moment, changes)
        for page in self.late.values():
            page.show_moment(changes)
        waiting = len(moment.tray)
        self.tabs.setTabText(self.tabs.indexOf(self.tray), f"待整理（{waiting}）" if waiting else "待整理")
        if changes is None:
            self.show_tab(self.tabs.indexOf(self.tray if waiting else self.item))

    def _show_proposals(self, found: Proposals) -> None:
        self.tray.proposals.show_proposals(found, self._session.moment.snapshot)

    def _show_item(self, criterion: CriterionId) -> None:
        self.item.show_item(criterion)
        self.tabs.setCurrentWidget(self.item)

    def _look_at(self, pieces: tuple[PieceId, ...]) -> None:
        self.facts.show_pieces(pieces)
        self.pieces.select(pieces)
        self.looking.show_pieces(pieces)

    def share_out(self) -> None:
        """Share the room as at first."""
        self._keep_readable()
        self.setSizes([width_em * theme.em(self) for width_em in (19, 33, 18)])
        self.right.setSizes([26 * theme.em(self), 16 * theme.em(self)])

    def hide_parts(self, hidden: frozenset[Part]) -> None:
        """Show all but these."""
        self.hidden = hidden
        self._show_parts()

    def _keep_readable(self) -> None:
        """Let no pane become narrower than its text allows, nor all of them wider than the screen."""
        size, room = theme.em(self), round(0.97 * self.screen().availableGeometry().width())
        beside = (room - max(26 * size, self.tabs.minimumSizeHint().width())) // 2
        self.tabs.setMinimumWidth(26 * size)
        for pane in (self.criteria, self.right):
            pane.setMinimumWidth(max(5 * size, min(14 * size, beside)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_readable()
            self._show_parts()

    def _show_parts(self) -> None:
        pane = self.tabs.currentWidget()
        full = (self.late_overview.here, self.late_ledger.here)
        wide = (self.late_gaps.here, self.late_doubts.here, *full)  # need the room, and select no paper
        self.right.setVisible(pane not in wide and Part.PAPER not in self.hidden)
        self.criteria.setVisible(pane not in full and Part.CRITERIA not in self.hidden)
        high = self.height() >= _ROOM_FOR_PAGES_EM * theme.em(self)  # or what is known of a paper needs the room
        self.preview.setVisible(high and Part.PAGES not in self.hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave what is known of a paper all the room of a low window."""
        super().resizeEvent(event)
        self._show_parts()

    def _select(self, pieces: tuple[PieceId, ...]) -> None:
        if self.sender() is self.tabs.currentWidget():
            self._look_at(pieces)
            self._session.recognising.prefer(pieces)

    def _change_tab(self) -> None:
        pane = self.tabs.currentWidget()
        for page in self.late.values():
            if pane is page.place:
                page.make()  # which takes its place
                return
        self._show_parts()
        if pane is self.tray:
            self._look_at(self.tray.pieces())
        elif pane is self.item:
            self._look_at(tuple(dict.fromkeys(filing.piece for filing in self.item.filings())))
        else:
            self._look_at(())

    def _carry(self, inner: QMimeData, pieces: Sequence[PieceId]) -> QMimeData:
        from ui.dragged_copies import DraggedCopies

        return DraggedCopies(self._session).carry(inner, pieces)

    def _drop(self, dragged: Dragged, criterion: CriterionId, stays: bool) -> None:
        self._drop_on_slot(dragged, criterion, None, stays)

    def _drop_on_slot(self, dragged: Dragged, criterion: CriterionId, slot: SlotId | None, stays: bool) -> None:
        """File what was dragged, but for what lies there already."""
        places = self._session.moment.places
        there = [f for key in dragged.pieces for f in places.get(key, ()) if f.criterion == criterion]
        there = [filing for filing in there if slot in (None, filing.slot)]
        staying, lying = {filing.id for filing in there}, {filing.piece for filing in there}
        out = () if stays else tuple(key for key in dragged.filings if key not in staying)
        self._arrange(out, [Place(piece, criterion, slot) for piece in dragged.pieces if piece not in lying])

    def _arrange(self, out: Sequence[FilingId], into: Sequence[Place]) -> None:
        if self._may_write and (out or into):
            self._session.arrange(out, into)

    def _take_out(self, filings: Sequence[FilingId]) -> None:
        self._arrange(filings, ())

    def _accept(self, piece: PieceId, suggestion: Suggestion) -> None:
        self._arrange((), [Place(piece, suggestion.criterion, suggestion.slot)])

    def _accept_first(self, pieces: tuple[PieceId, ...]) -> None:
        suggestions = self._session.moment.snapshot.suggestions
        best = [(piece, suggestions[piece][0]) for piece in pieces if piece in suggestions]
        if pieces and not best:
            self.told.emit("选中的材料没有归项建议。按 0 输入编号归项。")
        self._arrange((), [Place(piece, found.criterion, found.slot) for piece, found in best])

    def _accept_numbered(self, pieces: tuple[PieceId, ...], number: int) -> None:
        if len(pieces) != 1:
            self.told.emit("按 1–5 归项一次只能选一件；几件一起归，按回车或 0。")
            return
        (piece,) = pieces
        found = self._session.moment.snapshot.suggestions.get(piece, ())
        if number <= len(found):
            self._accept(piece, found[number - 1])
        else:
            self.told.emit(f"这件材料没有第 {number} 个建议。按 0 输入编号归项。")

    def show_tab(self, number: int) -> None:
        """Show 应备材料, 待整理 or 缺项, counted from 0; its list has the keys."""
        self.tabs.setCurrentIndex(number)
        self._return_to_list()

    def show_tray(self) -> None:
        """Show 待整理; its list has the keys."""
        self.show_tab(self.tabs.indexOf(self.tray))

    def show_unsorted(self, pieces: tuple[PieceId, ...]) -> None:
        """Show 待整理 with these papers selected."""
        self.show_tray()
        self.tray.choose(*pieces)

    def _return_to_list(self) -> None:
        for pane in (self.item, self.tray, self.late_gaps.pane, self.late_doubts.pane, self.late_ledger.pane):
            if pane is not None and pane is self.tabs.currentWidget():
                pane.rows.setFocus()

    def _ask_where(self, dragged: Dragged, typed: str = "") -> None:
        from ui.dialogs.file_to import FileTo

        if self._may_write:
            question = FileTo(self._session.moment, dragged, typed, self)
            question.answered.connect(self._arrange)
            question.ask()

    def mend(self, gap: Gap) -> None:
        """Go where a gap is mended: to the material that lacks papers, or to the paper that does not count."""
        self.criteria.choose(gap.item.criterion.id)
        self._show_item(gap.item.criterion.id)
        if gap.defect is None:
            self.item.choose_slot(gap.row.slot.id)
            self.item.rows.setFocus()
            return
        filings = self._session.moment.places[gap.defect.piece.id]
        self.item.choose_papers(tuple(f for f in filings if f.slot == gap.row.slot.id))
        self.facts.mend(gap.defect.code)

    def go_to(self, piece: PieceId) -> None:
        """Show a piece in the first item that it lies in, or in 待整理, with what is known of it."""
        filings = self._session.moment.places.get(piece, ())
        if filings:
            self.go_to_filing(filings[0])
        elif piece in self._session.moment.snapshot.piece_by_id:
            self.show_tray()
            self.tray.choose(piece)

    def go_to_item(self, item: CriterionId) -> None:
        """Show an item with its materials."""
        self.criteria.choose(item)
        self._show_item(item)
        self.item.rows.setFocus()

    def go_to_filing(self, filing: Filing) -> None:
        """Show a paper where it is filed, with what is known of it."""
        self._go(filing)
        self.item.rows.setFocus()

    def _go(self, filing: Filing) -> None:
        self.criteria.choose(filing.criterion)
        self._show_item(filing.criterion)
        self.item.choose_papers((filing,))

    def _compare(self, piece: PieceId, other: PieceId) -> None:
        from ui.dialogs.alike import AlikeDialog

        AlikeDialog(self._session, piece, other, self).show()

    def _ask_newer(self, piece: PieceId) -> None:
        from ui.dialogs.replace import ReplaceDialog

        if self._may_write:
            self.finish()
            ReplaceDialog(self._session, piece, self).open()
