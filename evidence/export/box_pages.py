"""Runs of pages and their places: from page 1 on, or, of a box that is fixed (定号), where they were printed."""

from __future__ import annotations

import hashlib
from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from evidence.boxes import FRONT, Fixed, FixedUnit, Late, Place, place_between, place_text
from evidence.export.blocks import Anchor, Content, FarPage, Link, PackedLink, PageNumber, PictureSource
from evidence.export.numbering import Numbered
from evidence.export.paginate import Page, Placed, PlacedPicture, PlacedTable, PlacedText, anchors_on
from evidence.export.placed import PlacedPhotos
from evidence.model import CriterionId, PieceId

_LATE = "late:"
_PIECE = "piece:"


class Run(Struct, frozen=True):
    """Pages that belong together: the directory, a dividing page, an item, or pieces that share pages."""

    key: str
    pages: tuple[Page, ...]
    pieces: tuple[PieceId, ...] = ()
    places: tuple[Place, ...] = ()  # of the pages, once they have any
    large: tuple[int, ...] = ()  # which of the pages (from 0) are printed on A3; of papers that lie in the box alone


def split(pages: Iterable[Page], pieces: Mapping[Anchor, PieceId], *, late: bool = False) -> Iterator[Run]:
    """Yield the pages of pieces as runs: each begins with a page on which a piece begins."""
    mark = _LATE if late else _PIECE
    held: list[Page] = []
    begun: tuple[PieceId, ...] = ()
    for page in pages:
        here = tuple(pieces[anchor] for anchor in anchors_on(page) if anchor in pieces)
        if here and begun:
            yield Run(mark + begun[0], tuple(held), begun)
            held = []
        begun = here or begun
        held.append(page)
    if begun:
        yield Run(mark + begun[0], tuple(held), begun)


def evidence_runs(
    item: CriterionId,
    pieces: Sequence[Numbered],
    fixed: Fixed | None,
    lay_out: Callable[[Sequence[Numbered]], Iterable[Page]],
) -> list[Run]:
    """Return the runs of an item's pieces in their order; those that were printed share pages as they did then."""
    known = {entry.anchor: entry.piece.id for entry in pieces}
    if fixed is None:
        return list(split(lay_out(pieces), known))
    entries = {entry.piece.id: entry for entry in pieces}
    runs: list[Run] = []
    printed: set[PieceId] = set()
    for unit in fixed.units_of.get(item, ()):
        here = tuple(key for key in unit.pieces if key in entries and fixed.homes.get(key) == item)
        if here:
            runs.append(Run(unit.key, tuple(lay_out([entries[key] for key in here])), here))
            printed.update(here)
    for neighbours in _neighbours(pieces, printed):
        runs += split(lay_out(neighbours), known, late=True)
    position = {entry.piece.id: at for at, entry in enumerate(pieces)}
    return sorted(runs, key=lambda run: position[run.pieces[0]])


def _neighbours(pieces: Iterable[Numbered], printed: set[PieceId]) -> Iterator[list[Numbered]]:
    """Yield the pieces that were not printed, those together that follow each other."""
    held: list[Numbered] = []
    for entry in pieces:
        if entry.piece.id not in printed:
            held.append(entry)
        elif held:
            yield held
            held = []
    if held:
        yield held


def placed(
    runs: Sequence[Run],
    fixed: Fixed | None = None,
    late: Late = Late.END,
    front: Place = FRONT,
    limit: Place | None = None,
) -> list[Run]:
    """Return the runs, in the order of their pages, with places: behind `front`, the next pages where none is fixed.

    What was printed stays where it is. What a run has more of than then follows it as 12-1; other runs go behind all,
    or where they belong, and ahead of `limit`. No place is given twice, nor that of a page that is gone.
    """
    if fixed is None:
        places = _from(front, limit)
        return [replace(run, places=tuple(islice(places, len(run.pages)))) for run in runs]
    known = {unit.key: unit for unit in fixed.units}
    taken = sorted(place for unit in fixed.units for place in unit.pages)
    found: list[Run] = []
    before = front
    for run in _in_order(runs, known, late):
        unit = known.get(run.key)
        places = list(unit.pages[: len(run.pages)]) if unit else []
        if places:
            before = places[-1]
        elif late is Late.END:
            before = taken[-1] if taken else front
        while len(places) < len(run.pages):
            at = bisect_right(taken, before)
            before = place_between(before, taken[at] if at < len(taken) else limit)
            places.append(before)
            insort(taken, before)
        found.append(replace(run, places=tuple(places)))
    return found


def _from(front: Place, limit: Place | None) -> Iterator[Place]:
    """Yield the pages behind `front`, and where none are left ahead of `limit`, places between."""
    place = front
    while True:
        following = (place[0] + 1,)
        place = following if limit is None or following < limit else place_between(place, limit)
        yield place


def _in_order(runs: Sequence[Run], known: Mapping[str, FixedUnit], late: Late) -> Iterator[Run]:
    here = {run.key: run for run in runs}
    following: dict[str, list[Run]] = {"": []}
    above = ""
    for run in runs:
        if run.key in known:
            above = run.key
            following[above] = []
        else:
            following["" if late is Late.END else above].append(run)
    if late is Late.BETWEEN:
        yield from following[""]
    for key in known:
        if key in here:
            yield here[key]
            yield from following[key]
    if late is Late.END:
        yield from following[""]


def page_of(runs: Iterable[Run]) -> dict[Anchor, str]:
    """Return the printed page number of each anchor."""
    found: dict[Anchor, str] = {}
    for run in runs:
        found |= pages_of(run.pages, run.places)
    return found


def pages_of(pages: Sequence[Page], places: Sequence[Place] | None = None) -> dict[Anchor, str]:
    """Return the printed page number of each anchor; without `places` the first of `pages` is page 1."""
    where = [(number,) for number in range(1, len(pages) + 1)] if places is None else places
    return {anchor: place_text(place) for page, place in zip(pages, where, strict=True) for anchor in anchors_on(page)}


def large_places(run: Run) -> tuple[Place, ...]:
    """Return the places of the pages that are printed on A3."""
    return tuple(run.places[at] for at in run.large)


def prints(run: Run, numbers: Mapping[Anchor, str], look: str) -> Iterator[str]:
    """Yield a digest of what each page shows; `numbers` are the pages of anchors, `look` tells of the template."""
    for page in run.pages:
        told = look + "\x1e".join(line for placed in page for line in _told(placed, numbers))
        yield hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _told(placed: Placed, numbers: Mapping[Anchor, str]) -> Iterator[str]:
    match placed:
        case PlacedText():
            yield f"{placed.style}\x1f{placed.label}\x1f{placed.text}\x1f{placed.indent}"
        case PlacedTable():
            yield repr(placed.columns)
            for row in placed.rows:
                yield "\x1f".join([str(row.form), *(_cell(content, numbers) for content in row.contents)])
        case PlacedPicture():
            yield f"{_source(placed.source)}\x1f{placed.width_mm:.2f}\x1f{placed.height_mm:.2f}"
        case PlacedPhotos():
            yield f"{placed.columns}\x1f{placed.heights_twips}"
            for photo in placed.photos:
                for part in (photo.picture, *photo.texts):
                    yield from _told(part, numbers)


def _source(source: PictureSource) -> str:
    """Return what tells pictures apart, for whole pages as before any was cropped: boxes were fixed so."""
    whole = f"PictureSource(original={source.original!r}, page={source.page})"
    return whole if source.crop is None else f"{whole} {source.crop}"


def _cell(content: Content, numbers: Mapping[Anchor, str]) -> str:
    match content:
        case Link() | PackedLink():
            return content.text
        case PageNumber():
            return numbers.get(content.anchor, "")
        case FarPage():
            return content.number
        case _:
            return content


def fixed_of(
    runs: Sequence[Run], numbered: Iterable[tuple[CriterionId, Numbered]], look: str, at: datetime, who: str
) -> Fixed:
    """Return what is fixed of a box once these pages are printed."""
    numbers = page_of(runs)
    told = {entry.piece.id: (item, entry.serial) for item, entry in numbered if entry.at_home and entry.serial}
    return Fixed(
        at=at,
        who=who,
        units=tuple(
            FixedUnit(_key(run), run.places, tuple(prints(run, numbers, look)), run.pieces, large_places(run))
            for run in runs
        ),
        serials={piece: serial for piece, (_, serial) in told.items()},
        homes={piece: item for piece, (item, _) in told.items()},
    )


def _key(run: Run) -> str:
    """Return the key of a run that is fixed: no other has the same, whichever of its pieces come and go."""
    return _PIECE + run.pieces[0] if run.key.startswith((_PIECE, _LATE)) else run.key
