"""The menu 催报: who owes what, and asking for it."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.offering_menu import OfferingMenu
from ui.session import Session


class ChaseMenu(OfferingMenu):
    """Offers each as a dialog of its own, loaded when it is asked for."""

    unsorted_wanted = Signal(object)  # tuple[PieceId, ...]: what a unit handed in is to be sorted first

    paper_wanted = Signal(object)  # PieceId: to be gone to

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Open dialogs over `parent`."""
        super().__init__("催报(&R)", session, parent)
        self.chase_action = self.offer("催报(&C)…", self.ask_chase)
        self.packages_action = self.offer("收件包(&P)…", self._ask_packages)
        self.page_action = self.offer("一页纸(&O)…", self._ask_page)
        self.record_action = self.offer("往来记录(&R)…", self._ask_record)
        self.addSeparator()
        self.steps_action = self.offer("催报步骤(&S)…", self._ask_steps, writes=True)

    def ask_chase(self) -> None:
        """Show who owes what, and offer to ask for it."""
        from ui.dialogs.chase import ChaseDialog

        dialog = ChaseDialog(self._session, self._over)
        dialog.unsorted_wanted.connect(self.unsorted_wanted)
        dialog.open()

    def _ask_packages(self) -> None:
        """Offer each unit a list of what it owes with folders to fill."""
        from ui.dialogs.packages import PackagesDialog

        PackagesDialog(self._session, self._over).open()

    def _ask_page(self) -> None:
        """Show the gaps by unit on one page."""
        from ui.dialogs.one_page import OnePageDialog

        OnePageDialog(self._session, self._over).open()

    def _ask_record(self) -> None:
        """Show what went to and fro with a unit."""
        from ui.dialogs.unit_record import UnitRecordDialog

        dialog = UnitRecordDialog(self._session, self._over)
        dialog.paper_wanted.connect(self.paper_wanted)
        dialog.open()

    def _ask_steps(self) -> None:
        from ui.dialogs.settings import Topic, ask_settings

        ask_settings(self._session, Topic.STEPS, self._over)
