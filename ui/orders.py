"""Remembers, for the project that is open, by what its lists are sorted: those of the window and of dialogs over it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.models.ordering import Ordering

_UP, _DOWN = "up", "down"
_MOST_COLUMNS = 100


class Sorted(Protocol):
    """A list that somebody may sort."""

    @property
    def ordering(self) -> Ordering | None:
        """By what it is sorted; None: it has its own order."""
        ...

    def sort_by(self, ordering: Ordering | None) -> None:
        """Sort it; what makes no sense is its own order."""
        ...


class Orders(QObject):
    """Belongs to a window, where lists find it as soon as they are seen: by their names, which are never translated."""

    begun = Signal()  # another project, or the layout as at first

    def __init__(self, window: QWidget) -> None:
        """Know nothing."""
        super().__init__(window)
        self._known: dict[str, Ordering] = {}

    @property
    def written(self) -> Mapping[str, str]:
        """By what lists are sorted, as texts by their names."""
        return {name: f"{one.column} {_DOWN if one.descending else _UP}" for name, one in self._known.items()}

    def begin(self, written: Mapping[str, str]) -> None:
        """Sort lists as they were once; what makes no sense is left out."""
        self._known = {name: one for name, text in written.items() if (one := _read(text)) is not None}
        self.begun.emit()

    def of(self, name: str) -> Ordering | None:
        """Return by what a list is sorted."""
        return self._known.get(name)

    def note(self, name: str, ordering: Ordering | None) -> None:
        """Remember by what a list is sorted now."""
        if ordering is None:
            self._known.pop(name, None)
        else:
            self._known[name] = ordering


def orders_over(widget: QWidget) -> Orders | None:
    """Return the memory of the window that a widget stands in, or that its dialog stands over; None: there is none."""
    over: QWidget | None = widget
    while over is not None and isValid(over):
        found = over.findChild(Orders, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if found is not None:
            return cast("Orders", found)
        over = over.parentWidget()
    return None


def _read(text: str) -> Ordering | None:
    column, _, way = text.partition(" ")
    if not (column.isascii() and column.isdigit() and int(column[:4]) < _MOST_COLUMNS and way in (_UP, _DOWN)):
        return None
    return Ordering(int(column), way == _DOWN)
