"""页号 by the sheets that lie in a box: the pages that its papers have, those on paper only among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidence.boxes import place_text
from evidence.export.blocks import Anchor, Style
from evidence.export.box_pages import Run
from evidence.export.numbering import Numbered
from evidence.export.outline import Contents
from evidence.export.paginate import Page, PlacedText
from evidence.export.printed_pages import large_of, pages_of
from evidence.model import CriterionId


def stamped_runs(item: CriterionId, pieces: Iterable[Numbered], contents: Contents) -> Iterator[Run]:
    """Yield the sheets of each piece of an item that has a number; of one whose pages nobody counted there are none."""
    for entry in pieces:
        if entry.number is not None:
            originals = "".join(f"{part.original}:{part.first}-{part.last};" for part in entry.piece.parts)
            pages = tuple(_sheet(f"{entry.number} {originals} {page}") for page in range(entry.piece.pages or 0))
            yield Run(f"{item}:{entry.piece.id}", pages, (entry.piece.id,), large=_large(entry, contents))


def _large(entry: Numbered, contents: Contents) -> tuple[int, ...]:
    """Return which pages of a paper (from 0) are on A3; none of one that is not printed from its files."""
    pages = pages_of(entry.piece, contents.snapshot.originals)
    if len(pages) != entry.piece.pages:
        return ()
    return tuple(at for at, large in enumerate(large_of(pages, contents.picture_sizes)) if large)


def _sheet(told: str) -> Page:
    """Return a page that is known only by what it is a sheet of."""
    return (PlacedText(Style.NOTE, told, "", None),)


def stamped_numbers(item: Anchor, pieces: Iterable[Numbered], runs: Iterable[Run]) -> Iterator[tuple[Anchor, str]]:
    """Yield the page on which each piece begins, and the item where the first of them does."""
    first = {run.pieces[0]: run.places[0] for run in runs if run.places}
    begun = [(entry.anchor, first[entry.piece.id]) for entry in pieces if entry.piece.id in first]
    if begun:
        yield item, place_text(min(place for _, place in begun))
    for anchor, place in begun:
        yield anchor, place_text(place)
