"""Who works at this PC, and who of them does now; no passwords."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from evidence.names import plain

LONGEST = 40  # characters of a name


class People(QObject):
    """The names of this PC; whoever keeps them hears of each change."""

    changed = Signal()
    taken_over = Signal(str)  # the name of who works from now on

    def __init__(self, who: str = "", names: Iterable[str] = ()) -> None:
        """Know who works now (may be empty) and who else does at times."""
        super().__init__()
        self.who: str = who
        self.names = _once((who, *names))

    def work(self, who: str) -> None:
        """Note who works now; a new name is one of the names from now on."""
        if who != self.who:
            self.who, self.names = who, _once((*self.names, who))
            self.changed.emit()

    def choose(self, who: str, names: Iterable[str]) -> None:
        """Make these the names; if another works from now on, that is told."""
        before = self.who
        self.who, self.names = who, _once((who, *names))
        self.changed.emit()
        if who != before:
            self.taken_over.emit(who)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    """Return each name once, as plain text, without empty ones."""
    return tuple(dict.fromkeys(name for name in (plain(one)[:LONGEST] for one in names) if name))
