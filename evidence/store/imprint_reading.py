"""How documents of a project look and by what names, as it is read."""

from __future__ import annotations

from itertools import starmap

from evidence.imprint import Imprint
from evidence.store.source import Source, ask


def read_imprint(source: Source) -> Imprint:
    """Return what was chosen, or what the program proposes."""
    found = ask(source, "SELECT template, cover_title, signed, seal, fonds, keeping, division FROM imprint")
    return next(starmap(Imprint, found), Imprint())
