"""How a clerk has the window: where it stands, its panes and columns, and what was looked at last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from msgspec import Struct, field
from PySide6.QtCore import QRect

_NARROWEST_EM, _WIDEST_EM = 0.5, 200.0  # a column
_SEEN_PX = 80  # of a window's head, wide enough to take hold of it


class Part(StrEnum):
    """What of the window can be hidden."""

    CRITERIA = "criteria"
    PAPER = "paper"
    PAGES = "pages"


class Columns(Struct, frozen=True):
    """How wide each column is, in characters (0: what the others leave), and in which order they stand."""

    widths_em: tuple[float, ...]
    order: tuple[int, ...]  # the columns as the model counts them, from left to right

    def fits(self, count: int) -> bool:
        """Tell whether a list of so many columns can be laid out like this."""
        widths = all(width == 0 or _NARROWEST_EM <= width <= _WIDEST_EM for width in self.widths_em)
        return widths and len(self.widths_em) == count and sorted(self.order) == list(range(count))


class Layout(Struct, frozen=True):
    """The layout of one project on this PC; empty parts are as at first."""

    window: tuple[int, int, int, int] | None = None  # left, top, width, height without the frame, in pixels
    maximized: bool = False
    sizes: Mapping[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])  # of splitters, in pixels
    hidden: frozenset[Part] = frozenset()
    columns: Mapping[str, Columns] = field(default_factory=dict[str, Columns])  # by the name of the list
    orders: Mapping[str, str] = field(default_factory=dict[str, str])  # how lists are sorted or grouped
    pane: str = ""
    item: str = ""  # a CriterionId
    paper: str = ""  # the PieceId of one that was looked at in the item or the tray


class LayoutMemory(Protocol):
    """Remembers between two starts how each project was laid out on this PC."""

    def load(self, project: Path) -> Layout:
        """Return how a project was laid out; what is not known or damaged is as at first."""
        ...

    def keep(self, project: Path, layout: Layout) -> None:
        """Remember it."""
        ...


class UntilTheEnd:
    """Remembers until the program ends."""

    def __init__(self) -> None:
        """Know nothing."""
        self._known: dict[Path, Layout] = {}

    def load(self, project: Path) -> Layout:
        """Return what was kept last."""
        return self._known.get(project, Layout())

    def keep(self, project: Path, layout: Layout) -> None:
        """Keep it."""
        self._known[project] = layout


def brought_back(window: QRect, screens: Sequence[QRect]) -> QRect:
    """Return where a window can be taken hold of; the first screen takes what lies on none any more.

    `screens` are without their task bars. Where the window's head is in sight nothing changes but what is larger
    than all screens together.
    """
    head = QRect(window.left(), window.top(), window.width(), 1)
    seen = [screen for screen in screens if (both := screen.intersected(head)).width() >= _SEEN_PX and both.height()]
    room = QRect()
    for screen in screens:
        room = room.united(screen)
    if seen and window.width() <= room.width() and window.height() <= seen[0].height():
        return window
    home = (seen or list(screens))[0]
    size = window.size().boundedTo(home.size())
    left = min(max(window.left(), home.left()), home.right() + 1 - size.width())
    top = min(max(window.top(), home.top()), home.bottom() + 1 - size.height())
    return QRect(left, top, size.width(), size.height())
