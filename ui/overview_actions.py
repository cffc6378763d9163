"""Where a figure or a cell of 总览 leads: to the material, the paper, the list of gaps, or the day to be set."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.session import Session
from ui.unit_record_work import show_record
from ui.views.gap_pane import Kind
from ui.views.overview_pane import OverviewPane

if TYPE_CHECKING:
    from evidence.check.next_steps import NextStep
    from ui.desk import Desk


class OverviewActions(QObject):
    """Follows what the clerk points at in a desk's 总览."""

    def __init__(self, session: Session, pane: OverviewPane, desk: Desk) -> None:
        """Lead through the panes of `desk`."""
        super().__init__(desk)
        self._session, self._desk = session, desk
        pane.chosen.connect(desk.mend)
        pane.item_chosen.connect(desk.go_to_item)
        pane.step_wanted.connect(self._do)
        pane.unit_wanted.connect(self._show_unit)
        pane.date_wanted.connect(self._ask_date)
        pane.record_wanted.connect(self._show_record)

    def _do(self, step: NextStep) -> None:
        from evidence.check.next_steps import Next

        match step.kind:
            case Next.VETO | Next.KEY:
                self._show_gaps(None, Kind.GRAVE)
            case Next.MEND:
                self._show_gaps(None, Kind.DEFECT)
            case Next.UNIT:
                self._show_gaps(step.unit, Kind.ALL)
            case Next.SORT:
                self._desk.tabs.setCurrentWidget(self._desk.tray)
                self._desk.tray.rows.setFocus()
            case Next.CONFIRM:
                if step.item is not None:
                    self._desk.go_to_item(step.item)

    def _show_unit(self, unit: str) -> None:
        self._show_gaps(unit or None, Kind.ALL)

    def _show_gaps(self, unit: str | None, kind: Kind) -> None:
        self._desk.gaps.show_kind(kind, unit)
        self._desk.tabs.setCurrentWidget(self._desk.gaps)
        self._desk.gaps.rows.setFocus()

    def _show_record(self, unit: str | None) -> None:
        show_record(self._session, unit, self._desk)

    def _ask_date(self) -> None:
        from ui.dialogs.settings import Topic, ask_settings

        ask_settings(self._session, Topic.YEARS, self._desk)
