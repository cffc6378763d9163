"""Two versions of a text, with the characters marked in which they differ: by colour and by a line, for any eye."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape

from PySide6.QtGui import QPalette

from evidence.model import State
from ui.theme import state_colour


def marked(old: str, new: str, palette: QPalette) -> tuple[str, str]:
    """Return both texts as HTML: struck out in the old one what goes, underlined in the new one what comes."""
    goes = f"color:{state_colour(State.MISSING, palette).name()};text-decoration:line-through"
    comes = f"color:{state_colour(State.COMPLETE, palette).name()};text-decoration:underline"
    before: list[str] = []
    after: list[str] = []
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = kind == "equal"
        before.append(_run(old[start:end], "" if same else goes))
        after.append(_run(new[begin:stop], "" if same else comes))
    return "".join(before), "".join(after)


def _run(text: str, style: str) -> str:
    shown = escape(text).replace("\n", "<br>")
    return f'<span style="{style}">{shown}</span>' if style and text else shown
