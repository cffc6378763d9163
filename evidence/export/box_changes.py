"""换页: what of a box that was printed is to be printed again, and on which sheets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from evidence.boxes import Fixed, PageBase, Place
from evidence.export.box_pages import Run, large_places, page_of, prints
from evidence.export.print_sheets import on_sheets
from evidence.model import PieceId

Sheet = tuple[Place, ...]  # its front, and its back if anything is on that


class BoxChange(Struct, frozen=True):
    """What differs between what was printed and what would be printed now."""

    gone: tuple[Place, ...]  # pages that are to be taken out
    changed: tuple[Place, ...]  # pages that show something else
    new: tuple[Place, ...]  # pages that were not there
    taken_out: tuple[Sheet, ...]  # sheets that leave the box
    put_in: tuple[Sheet, ...]  # sheets that are to be printed
    about: Mapping[Place, tuple[str, tuple[PieceId, ...]]]  # of each page, before and now: its run, the pieces of that

    @property
    def is_any(self) -> bool:
        """Whether anything differs."""
        return bool(self.gone or self.changed or self.new)


def sheets(places: Iterable[Place]) -> list[Sheet]:
    """Put pages on sheets that are printed on both sides.

    A page goes on a front if the last part of its number is odd, as programs that print do it; what is put in behind 11
    begins a sheet of its own, and 12 comes on its back or behind it.
    """
    found: list[Sheet] = []
    for place in places:
        if place[-1] % 2 == 0 and found and len(found[-1]) == 1 and found[-1][0][-1] % 2:
            found[-1] = (*found[-1], place)
        else:
            found.append((place,))
    return found


def paper_sheets(papers: Iterable[Sequence[Place]], large: Collection[Place]) -> list[Sheet]:
    """Put the pages of papers on sheets as they are printed: each begins on a front, those on A3 share none with A4."""
    return [
        tuple(places[at] for at in sheet)
        for places in papers
        for sheet in on_sheets([place in large for place in places], both_sides=True)
    ]


def compare(fixed: Fixed, runs: Iterable[Run], base: PageBase, look: str) -> BoxChange:
    """Compare what was printed of a box with its pages as they are now.

    The 汇编 is printed as a whole; where 页号 counts the papers in the box, each has sheets of its own. A page that
    shows the same is on the same paper, even if that was not kept, or its file cannot be measured any more.
    """
    now = list(runs)
    numbers = page_of(now)
    before = {place: told for unit in fixed.units for place, told in zip(unit.pages, unit.prints, strict=True)}
    after = {place: told for run in now for place, told in zip(run.places, prints(run, numbers, look), strict=True)}
    was_on, is_on = sheets(sorted(before)), sheets(sorted(after))
    if base is PageBase.BOX:
        large = {place for unit in fixed.units for place in unit.large}
        larger = {place for run in now for place in large_places(run)}
        alike = {place for place in large | larger if place in before and before[place] == after.get(place)}
        was_on = paper_sheets((unit.pages for unit in fixed.units), large | alike)
        is_on = paper_sheets((run.places for run in now), larger | alike)
    old_sheets = [(sheet, tuple(before[place] for place in sheet)) for sheet in was_on]
    new_sheets = [(sheet, tuple(after[place] for place in sheet)) for sheet in is_on]
    was, wanted = set(old_sheets), set(new_sheets)
    about = {place: (unit.key, unit.pieces) for unit in fixed.units for place in unit.pages}
    about |= {place: (run.key, run.pieces) for run in now for place in run.places}
    return BoxChange(
        gone=tuple(place for place in sorted(before) if place not in after),
        changed=tuple(place for place in sorted(after) if place in before and before[place] != after[place]),
        new=tuple(place for place in sorted(after) if place not in before),
        taken_out=tuple(sheet for sheet, told in old_sheets if (sheet, told) not in wanted),
        put_in=tuple(sheet for sheet, told in new_sheets if (sheet, told) not in was),
        about=about,
    )
