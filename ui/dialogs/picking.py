"""Asks for a file or a folder on disk, without waiting for the answer."""

# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from evidence.store.disk import is_folder


def pick_folder(parent: QWidget, title: str, start: Path, chosen: Callable[[Path], None]) -> None:
    """Let the user choose a folder; nothing is called if none is chosen."""
    dialog = _dialog(parent, title, start, chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()


def pick_file(parent: QWidget, title: str, kinds: str, chosen: Callable[[Path], None]) -> None:
    """Let the user choose a file of some kinds, given as `表格 (*.xlsx *.csv)`."""
    dialog = _dialog(parent, title, Path.home(), chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    dialog.open()


def pick_new_file(
    parent: QWidget, title: str, start: Path, kinds: Sequence[str], chosen: Callable[[Path], None]
) -> None:
    """Let the user name a file to be written, `start` proposed; an ending that is left out is that of its kind."""
    dialog = _dialog(parent, title, start, chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(kinds)
    dialog.selectFile(start.name)
    dialog.setDefaultSuffix(start.suffix.removeprefix("."))

    def end_like(kind: str) -> None:
        dialog.setDefaultSuffix(kind.rpartition("*.")[2].rstrip(")"))

    dialog.filterSelected.connect(end_like)
    dialog.open()


def _dialog(parent: QWidget, title: str, start: Path, chosen: Callable[[Path], None]) -> QFileDialog:
    there = next((path for path in (start, *start.parents) if is_folder(path)), Path.home())
    dialog = QFileDialog(parent, title, str(there))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def tell(path: str) -> None:
        chosen(Path(path))

    dialog.fileSelected.connect(tell)
    return dialog
