"""What a delegate is told of the cell that it paints; PySide6's stubs leave these out."""

from __future__ import annotations

from typing import NamedTuple, cast

from PySide6.QtCore import QRect
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem


class Painted(NamedTuple):
    """Where a cell is and how it looks."""

    rect: QRect
    palette: QPalette
    selected: bool


def painted(option: QStyleOptionViewItem) -> Painted:
    """Return what an option says of its cell."""
    rect = cast("QRect", option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    palette = cast("QPalette", option.palette)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    state = cast("QStyle.StateFlag", option.state)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    return Painted(rect, palette, bool(state & QStyle.StateFlag.State_Selected))
