"""The menu 送审: what is done before the dossier is handed in."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.frozen_actions import CompareAction, FrozenAction
from ui.offering_menu import OfferingMenu
from ui.session import Session


class HandInMenu(OfferingMenu):
    """Offers each as a dialog of its own, loaded when it is asked for."""

    item_wanted = Signal(object)  # CriterionId: somebody wants to go there
    tray_wanted = Signal()
    doubts_wanted = Signal()
    flaws_wanted = Signal()
    paper_wanted = Signal(object)  # PieceId: a paper that is to be looked at
    export_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        """Open dialogs over `parent`."""
        super().__init__("送审(&A)", session, parent)
        self.scores_action = self.offer("自评打分(&Z)…", self.ask_scores)
        self.rules_action = self.offer("合格条件(&P)…", self._ask_rules, writes=True)
        self.figures_action = self.offer("关键数据表(&K)…", self._show_figures)
        self.addSeparator()
        self.check_action = self.offer("送审前检查(&C)…", self.ask_check)
        self.addSeparator()
        self.frozen_actions = (FrozenAction(session, parent), CompareAction(session, parent))
        self.addActions(self.frozen_actions)

    def ask_scores(self) -> None:
        """Ask which points the office gives itself."""
        from ui.dialogs.self_scores import SelfScores

        SelfScores(self._session, self._over).open()

    def ask_check(self) -> None:
        """Tell whether the dossier can be handed in."""
        from ui.dialogs.hand_in_check import HandInCheck

        dialog = HandInCheck(self._session, self._over)
        dialog.went.connect(self._go)
        dialog.export_wanted.connect(self.export_wanted)
        dialog.open()

    def _show_figures(self) -> None:
        from ui.dialogs.key_figures import KeyFiguresDialog

        dialog = KeyFiguresDialog(self._session, self._over)
        dialog.chosen.connect(self.paper_wanted)
        dialog.show()

    def _ask_rules(self) -> None:
        from ui.dialogs.pass_rules import PassRulesDialog

        PassRulesDialog(self._session, self._over).open()

    def _go(self, target: object) -> None:
        from ui.models.hand_in_rows import Room

        match target:
            case Room.TRAY:
                self.tray_wanted.emit()
            case Room.SCORES:
                self.ask_scores()
            case Room.DOUBTS:
                self.doubts_wanted.emit()
            case Room.FLAWS:
                self.flaws_wanted.emit()
            case _:
                self.item_wanted.emit(target)
