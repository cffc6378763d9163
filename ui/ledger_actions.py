"""What the clerk does about problems: writes them down, hands them out, has them put right, checked and closed."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from evidence.findings import Draft, FindingId
from evidence.snapshot import Changes
from ui.dialogs.picking import pick_new_file
from ui.ledger_offers import Deed, Which
from ui.models.doubt_rows import Line as DoubtLine
from ui.models.gap_rows import Gap
from ui.models.ledger_lines import Ledger, Line
from ui.session import Session
from ui.views.ledger_pane import LedgerPane

if TYPE_CHECKING:
    from ui.desk import Desk

_NAME = "整改"


class LedgerActions(QObject):
    """Connects the list of problems with the desk and the session."""

    def __init__(self, session: Session, pane: LedgerPane, desk: Desk) -> None:
        """Follow the session's project; dialogs open over the desk."""
        super().__init__(desk)
        self._session, self._pane, self._desk = session, pane, desk
        self._known: frozenset[FindingId] | None = None  # of the ledger that is shown; None: none yet
        self._asked: FindingId | None = None  # somebody wants to see it, and the ledger is not read yet
        pane.wanted.connect(self._do)
        pane.counted.connect(self._count)
        pane.item_wanted.connect(desk.go_to_item)
        pane.paper_wanted.connect(desk.go_to)
        desk.gaps.rectify_wanted.connect(self._take_gaps)
        desk.doubts.rectify_wanted.connect(self._take_doubts)
        session.opened.connect(lambda: pane.show_moment(session.moment, None))
        session.changed.connect(self._follow)
        session.ledger.read.connect(self._show)
        session.closed.connect(self._forget)
        if session.is_open:
            pane.show_moment(session.moment, None)
        if session.ledger.is_read:
            self._show(session.ledger.ledger)

    def go_to(self, finding: FindingId) -> None:
        """Show a problem in the ledger."""
        self._desk.tabs.setCurrentWidget(self._pane)
        if self._known is None:
            self._asked = finding
        else:
            self._pane.select(frozenset((finding,)))
        self._pane.rows.setFocus()

    def go(self, which: Which) -> None:
        """Show one of the views."""
        self._desk.tabs.setCurrentWidget(self._pane)
        self._pane.show_view(which)
        self._pane.rows.setFocus()

    def begin(self, deed: Deed) -> None:
        """Do what needs no problem to be selected."""
        self._desk.tabs.setCurrentWidget(self._pane)
        if deed is Deed.SAVE or self._session.may_write:
            self._do(deed, ())

    def _show(self, ledger: Ledger) -> None:
        """Show the ledger; what was just written down is selected."""
        self._pane.show_ledger(ledger)
        there = frozenset(ledger.by_id)
        new = there - self._known if self._known is not None else frozenset[FindingId]()
        self._known = there
        if new and self._pane.isVisible():
            self._pane.select(frozenset(map(str, new)))
        if self._asked is not None:
            self._pane.select(frozenset((self._asked,)))
            self._asked = None

    def _follow(self, changes: Changes) -> None:
        self._pane.show_moment(self._session.moment, changes)

    def _forget(self) -> None:
        self._known = self._asked = None

    def _count(self, overdue: int) -> None:
        tabs = self._desk.tabs
        at = tabs.indexOf(self._pane)
        tabs.setTabText(at, f"{_NAME}（逾{overdue}）" if overdue else _NAME)
        tabs.setTabToolTip(at, f"逾期 {overdue} 个问题：过了时限，责任单位还没有报整改完成" if overdue else "")

    def _do(self, deed: Deed, lines: tuple[Line, ...]) -> None:
        if deed is Deed.SAVE:
            self._ask_file()
        else:
            dialog = self._dialog(deed, lines)
            dialog.finished.connect(self._pane.rows.setFocus)
            dialog.open()

    def _dialog(self, deed: Deed, lines: Sequence[Line]) -> QDialog:
        from ui.dialogs import finding_step, finding_texts, inspection, recheck

        session, over = self._session, self._desk
        match deed:
            case Deed.ENTER:
                return inspection.InspectionDialog(session, over)
            case Deed.IMPORT:
                from ui.dialogs.finding_import import FindingImport

                return FindingImport(session, over)
            case Deed.HAND_OUT:
                return finding_step.HandOut(session, lines, over)
            case Deed.PROGRESS:
                return finding_step.Progress(session, lines, over)
            case Deed.RECTIFY:
                return finding_step.Rectified(session, lines, over)
            case Deed.CHECK:
                return recheck.Recheck(session, lines, over)
            case Deed.LOOK_BACK:
                return recheck.LookBack(session, lines, over)
            case Deed.REOPEN:
                return finding_step.Reopened(session, lines, over)
            case Deed.ATTACH:
                return finding_texts.AddPhotos(session, lines[0], over)
            case Deed.AMEND:
                return finding_texts.Amend(session, lines[0], over)
            case _:
                return finding_texts.Strike(session, lines, over)

    def _take_gaps(self, gaps: tuple[Gap, ...]) -> None:
        """Offer to make problems of gaps."""
        from evidence.rectify.born import draft_from_gap

        today = self._session.setup.clock().date()
        self._offer([draft_from_gap(gap.item.criterion, gap.row, today) for gap in gaps])

    def _take_doubts(self, lines: tuple[DoubtLine, ...]) -> None:
        """Offer to make problems of doubts."""
        from evidence.rectify.born import draft_from_doubt

        snapshot = replace(self._session.moment.snapshot, at=self._session.setup.clock())
        self._offer([draft_from_doubt(line.doubt, snapshot) for line in lines])

    def _offer(self, drafts: Sequence[Draft]) -> None:
        from ui.dialogs.finding_texts import NewProblems

        if drafts and self._session.may_write:
            NewProblems(self._session, drafts, self._desk).open()

    def _ask_file(self) -> None:
        from ui.ledger_files import save_ledger

        def save(path: Path) -> None:
            job = save_ledger(self._session, path, self._pane.listed(), self._tell_saved)
            job.failed.connect(self._session.refuse)

        name = f"整改台账（{self._pane.which}）.xlsx"
        start = self._session.moment.path.parent / name
        pick_new_file(self._desk, "整改台账存到哪里", start, ["Excel 表格 (*.xlsx)"], save)

    def _tell_saved(self, path: Path) -> None:
        self._desk.told.emit(f"整改台账已存到：{path}")
