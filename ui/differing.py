"""Two versions of a text, with the characters marked in which they differ: by colour and by a line, for any eye."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape

from PySide6.QtGui import QPalette

from evidence.model import State
from ui.theme import state_colour

_MOST_COMPARED = 20_000_000  # pairs of characters; with these a window answers within a second


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


def marked_lines(old: str, new: str, palette: QPalette) -> tuple[str, str]:
    """Return long texts as `marked` does, compared line by line first; long lines that differ are marked whole."""
    before: list[str] = []
    after: list[str] = []
    left = _MOST_COMPARED

    def add(one: str, other: str) -> None:
        nonlocal left
        left -= len(one) * len(other)
        if left < 0:  # marked whole, as if they had nothing in common
            shown = (marked(one, "", palette)[0], marked("", other, palette)[1])
        else:
            shown = marked(one, other, palette)
        before.append(shown[0])
        after.append(shown[1])

    ours, theirs = old.splitlines(), new.splitlines()
    for kind, start, end, begin, stop in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal" or end - start == stop - begin:
            for one, other in zip(ours[start:end], theirs[begin:stop], strict=True):
                if one == other:
                    before.append(escape(one))
                    after.append(escape(other))
                else:
                    add(one, other)
        else:
            add("\n".join(ours[start:end]), "\n".join(theirs[begin:stop]))
    return "<br>".join(before), "<br>".join(after)


def _run(text: str, style: str) -> str:
    shown = escape(text).replace("\n", "<br>")
    return f'<span style="{style}">{shown}</span>' if style and text else shown
