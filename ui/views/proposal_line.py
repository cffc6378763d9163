"""A quiet line above 待整理: what looks like one piece or like several, each opened by one click."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from evidence import wording
from evidence.export import phrases
from evidence.snapshot import Snapshot
from ui.labels import shortened, unmarked

if TYPE_CHECKING:
    from evidence.proposing import Proposals

_MOST_LISTED = 20

Choice = tuple[str, str, Callable[[], None]]  # what is proposed, why, and what opens it


class ProposalLine(QWidget):
    """Hidden while nothing is proposed."""

    join_wanted = Signal(object)  # Join
    split_wanted = Signal(object)  # PieceId
    passed_over = Signal()  # what is proposed now is not to be shown again for a while

    def __init__(self, parent: QWidget | None = None) -> None:
        """Propose nothing."""
        super().__init__(parent)
        self.joins, self.splits = QToolButton(), QToolButton()
        label = QLabel("建议：")
        label.setProperty("role", "hint")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label)
        for button in (self.joins, self.splits):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setAutoRaise(True)
            menu = QMenu(button)
            menu.setToolTipsVisible(True)
            button.setMenu(menu)
            line.addWidget(button)
        line.addStretch(1)
        self.pass_over = QToolButton()
        self.pass_over.setText("先不提示")
        self.pass_over.setToolTip("这些建议先不提示，下次打开项目时再提示")
        self.pass_over.setAutoRaise(True)
        self.pass_over.clicked.connect(self.passed_over)
        line.addWidget(self.pass_over)
        self.hide()

    def show_proposals(self, found: Proposals, snapshot: Snapshot) -> None:
        """Show what is proposed now."""
        joins: list[Choice] = []
        for join in found.joins:
            title = phrases.title_of(snapshot.piece_by_id[join.chief], snapshot)
            words = f"{shortened(title)}　等 {len(join.pieces)} 件"
            joins.append((words, join.why, self._opening(self.join_wanted, join)))
        splits: list[Choice] = []
        for piece, cuts in found.splits:
            title = phrases.title_of(snapshot.piece_by_id[piece], snapshot)
            why = "；".join(f"第 {cut.page} 页：{cut.why}" for cut in cuts[:6])
            words = f"{shortened(title)}　像有 {len(cuts) + 1} 件"
            splits.append((words, why, self._opening(self.split_wanted, piece)))
        _fill(self.joins, wording.phrase("proposals_join", count=len(joins)), joins)
        _fill(self.splits, wording.phrase("proposals_split", count=len(splits)), splits)
        self.setVisible(bool(joins or splits))

    def _opening(self, wanted: SignalInstance, what: object) -> Callable[[], None]:
        def ask() -> None:
            wanted.emit(what)

        return ask


def _fill(button: QToolButton, words: str, choices: Sequence[Choice]) -> None:
    button.setText(words)
    button.setVisible(bool(choices))
    menu = button.menu()
    menu.clear()
    for text, why, opens in choices[:_MOST_LISTED]:
        action = menu.addAction(unmarked(text))
        action.setToolTip(why)
        action.triggered.connect(opens)
