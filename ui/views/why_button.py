"""A small button beside figures that opens the paragraph on how they are counted."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget


@runtime_checkable
class Explains(Protocol):
    """A window that can tell how a figure is counted."""

    def explain(self, heading: str, asked_in: QWidget) -> None:
        """Show a section of 怎样计算, over the window of what asks."""
        ...


class WhyButton(QToolButton):
    """Asks the nearest window around it that can tell; where none can, nothing happens."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        """Lead to a section of 怎样计算."""
        super().__init__(parent)
        self.heading = heading
        self.setText("？")
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(f"怎样计算：{heading}（Shift+F1）")
        self.setAccessibleName(f"怎样计算：{heading}")
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, Explains):
            above = above.parentWidget()
        if above is not None:
            above.explain(self.heading, self)


def beside(figures: QWidget, heading: str) -> QHBoxLayout:
    """Return figures with the button behind them."""
    row = QHBoxLayout()
    row.addWidget(figures, 1)
    row.addWidget(WhyButton(heading), 0, Qt.AlignmentFlag.AlignTop)
    return row
