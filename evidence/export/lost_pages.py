"""Papers whose pages a converter made, and are lost or damaged since: they are only referred to."""

from __future__ import annotations

from collections.abc import Iterator

from evidence import wording
from evidence.export import phrases
from evidence.export.outline import Contents
from evidence.model import Piece


def pages_lost(contents: Contents) -> Iterator[tuple[str, str]]:
    """Yield label and title of each, and what can be done."""
    for entries in contents.numbered.values():
        for entry in entries:
            if entry.number and entry.at_home and _is_lost(contents, entry.piece):
                title = phrases.title_of(entry.piece, contents.snapshot)
                yield f"{entry.label} {title}", wording.phrase("omitted_pages_lost")


def _is_lost(contents: Contents, piece: Piece) -> bool:
    """Tell whether pages of a piece were made, and looked for in vain; without the original they are not looked for."""
    return any(
        contents.snapshot.originals[part.original].rendition is not None
        and contents.picture_sizes.get(part.original) == ()
        for part in piece.parts
        if part.printed
    )
