"""Where papers and items lie in the whole 汇编 of an edition: what directories that are handed out alone point to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from evidence.export.blocks import Anchor
from evidence.export.outline import Contents, chapters
from evidence.export.template import Template
from evidence.export.volumes import ITEM, bind
from evidence.model import CriterionId, Edition
from evidence.progress import Report


class HeldBox(Struct, frozen=True):
    """A box as it is fixed, or would be now: the items in it, and how many pages 页号 counts in it."""

    number: int
    of: int  # how many boxes there are
    items: tuple[CriterionId, ...]
    pages: int


class Places(Struct, frozen=True):
    """Pages and boxes as they are printed."""

    page_of: Mapping[Anchor, str]
    box_of: Mapping[CriterionId, str]  # empty where all is in one
    pages: Mapping[CriterionId, int]  # of each item that is shown
    boxes: tuple[HeldBox, ...] = ()


def find_places(contents: Contents, edition: Edition, template: Template, report: Report) -> Places:
    """Return where all lies once the whole edition is laid out, as an export would do it now."""
    bound = bind(contents, chapters(contents, edition), edition, contents.snapshot.boxes.rules, template, str, report)
    boxes = [box for box in bound if box.number]
    pages: Counter[CriterionId] = Counter()
    homes = {entry.piece.id: key for key, entries in contents.numbered.items() for entry in entries if entry.at_home}
    for run in (run for box in boxes for run in box.counted):
        if run.key.startswith(ITEM):
            pages[CriterionId(run.key.removeprefix(ITEM))] += len(run.pages)
        elif run.pieces:
            pages[homes[run.pieces[0]]] += len(run.pages)
    return Places(
        page_of={anchor: page for box in boxes for anchor, page in box.printed_numbers.items()},
        box_of={item: str(box.number) for box in boxes for item in box.items} if len(bound) > 1 else {},
        pages=pages,
        boxes=tuple(
            HeldBox(box.number, boxes[-1].number, box.items, sum(len(run.pages) for run in box.counted))
            for box in boxes
            if box.items
        ),
    )
