"""Looks whether folders are there, away from the GUI thread: a share that is not connected takes long to say no."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from evidence.store.disk import is_folder
from ui import threads


class Looking(QObject):
    """Not on the worker thread either: the project that is opened next does not wait for the answer.

    Belongs to no other object of Qt, with which it would go while its thread tells something.
    """

    missed = Signal(Path)  # a folder that is not there

    def look(self, folders: Sequence[Path]) -> None:
        """Look for these folders, one after the other; return at once."""
        if folders:
            threads.start("looking", self._look, folders)

    def _look(self, folders: Sequence[Path]) -> None:
        for folder in folders:
            if not is_folder(folder):
                with suppress(RuntimeError):  # the program ends
                    self.missed.emit(folder)
