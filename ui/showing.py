"""Shows a file, or a folder, in the program that the system has for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def show_file(path: Path) -> None:
    """Let the system show what lies there, and do not wait for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
