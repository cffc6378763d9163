"""Which box each item of an edition lies in: where it was printed, else by the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from evidence.boxes import Box, Boxes, BoxRules, Fixed, PageBase
from evidence.export.box_pages import Run
from evidence.export.outline import Chapter, Section
from evidence.export.weight import weight_bytes
from evidence.model import CriterionId, Edition
from evidence.snapshot import Snapshot

_FRONT_PAGES = 2
_DIRECTORY_ROWS = 13  # on a page, if each has two lines
_BOX_BYTES = 50_000_000


class Sized(Struct, frozen=True):
    """An item that is laid out: its own pages, then those of its pieces; and the sheets that its papers take."""

    chapter: Chapter
    section: Section
    runs: tuple[Run, ...]
    stamped: tuple[Run, ...]

    @property
    def pages(self) -> int:
        """How many pages of the 汇编 it takes."""
        return sum(len(run.pages) for run in self.runs)

    def counted(self, base: PageBase) -> int:
        """Return how many pages 页号 counts."""
        return self.pages if base is PageBase.COMPILED else sum(len(run.pages) for run in self.stamped)


class Group(Struct, frozen=True):
    """The items of one box; a box that was printed may have none left."""

    number: int
    fixed: Fixed | None = None
    entries: list[Sized] = field(default_factory=list[Sized])


def known_boxes(chapters: Iterable[Chapter], boxes: Boxes, edition: Edition) -> dict[CriterionId, Box]:
    """Return the box of each item that is shown, as far as boxes are known: up to the last that is fixed.

    An item that is in none lies in the box of the item ahead of it, if one behind it lies in a box too. What is fixed
    is so in the submission edition alone.
    """
    numbered = {box.number: box for box in boxes.boxes}
    found: dict[CriterionId, Box] = {}
    waiting: list[CriterionId] = []
    box = boxes.boxes[0] if boxes.boxes else None
    for section in (section for chapter in chapters for section in chapter.sections):
        key = section.criterion.id
        waiting.append(key)
        if box is not None and key in boxes.number_of:
            found.update(dict.fromkeys(waiting[:-1], box))
            box = numbered[boxes.number_of[key]]
            found[key] = box
            waiting = []
    if edition is Edition.SUBMISSION:
        return found
    return {key: replace(box, fixed=None) for key, box in found.items()}


def grouped(
    snapshot: Snapshot, sized: Sequence[Sized], known: Mapping[CriterionId, Box], edition: Edition, rules: BoxRules
) -> list[Group]:
    """Put items into boxes: those whose box is known into it, the others behind by the rules."""
    fixed = snapshot.boxes.fixed if edition is Edition.SUBMISSION else ()
    groups = {box.number: Group(box.number, box.fixed) for box in fixed}
    rest: list[Sized] = []
    for entry in sized:
        box = known.get(entry.section.criterion.id)
        if box is None:
            rest.append(entry)
        else:
            groups.setdefault(box.number, Group(box.number, box.fixed)).entries.append(entry)
    last = max((box.number for box in snapshot.boxes.boxes), default=0)
    if rest or not groups:
        groups |= {
            number: Group(number, None, entries)
            for number, entries in enumerate(_split(snapshot, rest, rules.most_pages), last + 1)
        }
    return [groups[number] for number in sorted(groups)]


def _split(snapshot: Snapshot, sized: Sequence[Sized], most_pages: int | None) -> list[list[Sized]]:
    groups: list[list[Sized]] = [[]]
    if most_pages is None:
        return [list(sized)]
    used, used_bytes, entries = 0, 0, 0
    for entry in sized:
        divider = not groups[-1] or groups[-1][-1].chapter is not entry.chapter
        need = entry.pages + divider
        weight = weight_bytes(entry.section.printed, snapshot)
        lead = _FRONT_PAGES + _directory_pages(entries + 1 + divider)
        if groups[-1] and (lead + used + need > most_pages or used_bytes + weight > _BOX_BYTES):
            groups.append([])
            used, used_bytes, entries, divider = 0, 0, 0, True
            need = entry.pages + divider
        groups[-1].append(entry)
        used += need
        used_bytes += weight
        entries += 1 + divider
    return groups


def _directory_pages(rows: int) -> int:
    """Return how many pages a directory of so many rows takes at the most."""
    return -(-rows // _DIRECTORY_ROWS)
