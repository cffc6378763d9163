"""Where things lie: what ships with the program, and what it keeps for whoever runs it."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import gettempdir

from platformdirs import user_config_path, user_log_path

from app.program import NAME

_PROGRAM = Path(__file__).resolve().parent.parent
TEMPLATES = _PROGRAM / "templates"
SCHEMES = TEMPLATES / "schemes"
WORD_TEMPLATE = TEMPLATES / "word" / "dossier.docx"
TABLE_TEMPLATE = TEMPLATES / "word" / "table.docx"
EXAMPLE = TEMPLATES / "example"
HOLIDAYS = TEMPLATES / "holidays.csv"
HELP = TEMPLATES / "help"
ICON = _PROGRAM / "ui" / "assets" / "beijian.ico"
# A folder of this name beside the program's own makes it portable: what it keeps lies there, whoever runs it.
PORTABLE = "设置和日志"


def settings_folder() -> Path:
    """Return the folder of what the program remembers: beside a portable program, else the user's own."""
    return _beside() or user_config_path(NAME, appauthor=False)


def log_folder() -> Path:
    """Return the folder of logs and crash reports: beside a portable program, else the user's own."""
    return _beside() or user_log_path(NAME, appauthor=False)


def unpacked_for_a_moment() -> bool:
    """Tell whether a portable program lies where an archiver has unpacked it just to start it."""
    return (_PROGRAM.parent / PORTABLE).is_dir() and _PROGRAM.is_relative_to(Path(gettempdir()).resolve())


def _beside() -> Path | None:
    """Return the folder beside a portable program, if it can be written to."""
    folder = _PROGRAM.parent / PORTABLE
    tried = folder / f".{os.getpid()}"  # not `tempfile`: refused on Windows, that goes on to try ten thousand names
    try:
        tried.touch()
        tried.unlink()
    except OSError:  # no such folder, or on a disc or share that is only read
        return None
    return folder
