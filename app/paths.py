"""Where things lie that ship with the program."""

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
SCHEMES = TEMPLATES / "schemes"
WORD_TEMPLATE = TEMPLATES / "word" / "dossier.docx"
TABLE_TEMPLATE = TEMPLATES / "word" / "table.docx"
EXAMPLE = TEMPLATES / "example"
