"""A drop-down of values by their words, and labels before fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QWidget

from ui.labels import label_of

T = TypeVar("T")


class Choice(Generic[T]):
    """The values behind a drop-down: Qt would make plain texts of them."""

    def __init__(self, words: Mapping[T, str], different: str = "", *, whole: bool = False) -> None:
        """Offer the values in their order; `different` stands where there is no single one.

        `whole`: none of the words may be cut, however narrow the dialog.
        """
        self.box = QComboBox()
        fit = QComboBox.SizeAdjustPolicy
        self.box.setSizeAdjustPolicy(fit.AdjustToContents if whole else fit.AdjustToMinimumContentsLengthWithIcon)
        self.box.setPlaceholderText(different)
        self._values: list[T] = []
        self.offer(words)

    def offer(self, words: Mapping[T, str]) -> None:
        """Offer these values in the place of the others."""
        self.box.clear()
        self._values = list(words)
        for word in words.values():
            self.box.addItem(word)

    def value(self) -> T:
        """Return the chosen value."""
        return self._values[self.box.currentIndex()]

    def choose(self, value: T) -> None:
        """Show a value."""
        self.box.setCurrentIndex(self._values.index(value))

    def show_values(self, values: set[T]) -> None:
        """Show the one value, or that there are several."""
        self.box.setCurrentIndex(self._values.index(next(iter(values))) if len(values) == 1 else -1)


def labelled(text: str, field: QWidget) -> QHBoxLayout:
    """Return a field behind its label."""
    label = label_of(text, field)
    layout = QHBoxLayout()
    layout.addWidget(label)
    layout.addWidget(field, 1)
    return layout


def form(*fields: tuple[str, QWidget]) -> QFormLayout:
    """Return fields one below the other, each behind its label; all begin at one edge."""
    layout = QFormLayout()
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for text, field in fields:
        field.setAccessibleName(text.partition("(&")[0])
        layout.addRow(text, field)
    return layout
