"""A drop-down of values by their words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from PySide6.QtWidgets import QComboBox

T = TypeVar("T")


class Choice(Generic[T]):
    """The values behind a drop-down: Qt would make plain texts of them."""

    def __init__(self, words: Mapping[T, str], different: str = "") -> None:
        """Offer the values in their order; `different` stands where there is no single one."""
        self.box = QComboBox()
        for word in words.values():
            self.box.addItem(word)
        self.box.setPlaceholderText(different)
        self._values = list(words)

    def value(self) -> T:
        """Return the chosen value."""
        return self._values[self.box.currentIndex()]

    def show_values(self, values: set[T]) -> None:
        """Show the one value, or that there are several."""
        self.box.setCurrentIndex(self._values.index(next(iter(values))) if len(values) == 1 else -1)
