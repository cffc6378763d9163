"""Where things lie: what ships with the program, and what it keeps for whoever runs it."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_config_path, user_log_path

from app.program import NAME

_PROGRAM = Path(__file__).resolve().parent.parent
TEMPLATES = _PROGRAM / "templates"
SCHEMES = TEMPLATES / "schemes"
WORD_TEMPLATE = TEMPLATES / "word" / "dossier.docx"
TABLE_TEMPLATE = TEMPLATES / "word" / "table.docx"
EXAMPLE = TEMPLATES / "example"
ICON = _PROGRAM / "ui" / "assets" / "beijian.ico"
# A folder of this name beside the program's own makes it portable: what it keeps lies there, whoever runs it.
PORTABLE = "设置和日志"


def settings_folder() -> Path:
    """Return the folder of what the program remembers: beside a portable program, else the user's own."""
    beside = _PROGRAM.parent / PORTABLE
    return beside if beside.is_dir() else user_config_path(NAME, appauthor=False)


def log_folder() -> Path:
    """Return the folder of logs and crash reports: beside a portable program, else the user's own."""
    beside = _PROGRAM.parent / PORTABLE
    return beside if beside.is_dir() else user_log_path(NAME, appauthor=False)
