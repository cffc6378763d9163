"""The boxes of a project before they are exported: pages, sheets, pages in colour, and what is to be printed again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from evidence.boxes import Box, BoxId, BoxRules, Fixed, PageBase
from evidence.check.defects import countable
from evidence.export.box_changes import BoxChange, compare, paper_sheets, sheets
from evidence.export.box_pages import fixed_of, large_places
from evidence.export.dossier import plan_boxes
from evidence.export.numbering import Numbered
from evidence.export.outline import Contents
from evidence.export.placed import pictures_of
from evidence.export.template import Template
from evidence.export.volumes import Bound
from evidence.export.weight import weight_bytes
from evidence.kinds import PHOTO
from evidence.model import CriterionId, Original, Piece, new_id
from evidence.progress import Report
from evidence.snapshot import Snapshot
from evidence.store.hashing import hash_file


class PlannedBox(Struct, frozen=True):
    """A box as it would be exported now in the 送审版."""

    bound: Bound
    first_item: str  # code; empty if nothing lies in it any more
    last_item: str
    pieces: int  # printed in it
    pages: int  # that 页号 counts
    sheets: int  # printed on both sides: those of the 汇编 with its cover
    colour_pages: int
    weight_bytes: int  # about
    fixed: Fixed | None
    change: BoxChange | None  # of one that is fixed
    uncounted: tuple[str, ...] = ()  # 件号 of pieces that 页号 passes over: nobody counted their pages

    @property
    def number(self) -> int:
        """Its number."""
        return self.bound.number

    @property
    def to_print(self) -> int:
        """How many sheets are to be printed again."""
        return len(self.change.put_in) if self.change else 0


class BoxPlan(Struct, frozen=True):
    """All boxes, by number."""

    contents: Contents
    boxes: tuple[PlannedBox, ...]
    look: str  # a digest of the template; empty where the papers themselves lie in the boxes

    @property
    def snapshot(self) -> Snapshot:
        """What it was made from."""
        return self.contents.snapshot

    def entries(self, box: PlannedBox) -> Iterator[tuple[CriterionId, Numbered]]:
        """Yield the pieces that are printed in a box, each with its item."""
        for item in box.bound.items:
            for entry in self.contents.numbered.get(item, ()):
                if entry.at_home and countable(entry.piece):
                    yield item, entry


def plan(
    snapshot: Snapshot,
    original_path: Callable[[Original], Path],
    rules: BoxRules,
    template: Template,
    report: Report,
) -> BoxPlan:
    """Lay out the boxes as an export would now; a box is fixed if `snapshot` says so."""
    contents, bound = plan_boxes(snapshot, original_path, rules, template, report)
    stored = {box.number: box for box in snapshot.boxes.boxes}
    fixed = {box.number for box in snapshot.boxes.fixed}
    whole = BoxPlan(contents, (), hash_file(template.path) if rules.base is PageBase.COMPILED else "")
    shown = [box for box in bound if box.items or box.number in fixed]
    return replace(whole, boxes=tuple(_planned(whole, box, stored.get(box.number)) for box in shown))


def _planned(whole: BoxPlan, bound: Bound, box: Box | None) -> PlannedBox:
    snapshot = whole.snapshot
    fixed = box and box.fixed
    places = [place for run in bound.counted for place in run.places]
    codes = [snapshot.by_id[item].code for item in bound.items] or [""]
    planned = PlannedBox(
        bound=bound,
        first_item=codes[0],
        last_item=codes[-1],
        pieces=0,
        pages=len(places),
        sheets=_sheets(bound),
        colour_pages=_colour_pages(whole, bound),
        weight_bytes=0,
        fixed=fixed,
        change=compare(fixed, bound.counted, snapshot.boxes.rules.base, whole.look) if fixed else None,
    )
    entries = [entry for _, entry in whole.entries(planned)]
    uncounted = tuple(entry.label for entry in entries if bound.stamped is not None and entry.piece.pages is None)
    weight = weight_bytes(entries, snapshot)
    return replace(planned, pieces=len(entries), uncounted=uncounted, weight_bytes=weight)


def _sheets(bound: Bound) -> int:
    """Return how many sheets a box takes, printed on both sides: of the 汇编 with its cover, else of its papers."""
    if bound.stamped is None:
        return len(sheets(bound.places)) + 1
    large = {place for run in bound.stamped for place in large_places(run)}
    return len(paper_sheets((run.places for run in bound.stamped), large))


def _colour_pages(whole: BoxPlan, bound: Bound) -> int:
    """Count the pages that are to be printed in colour: of photos, with a red head, with a seal (DA/T 31-2017)."""
    pieces = {key: whole.snapshot.piece_by_id[key] for run in bound.runs for key in run.pieces}
    return sum(
        _in_colour(pieces[run.pieces[0]], index, len(run.pages))
        for run in bound.runs
        if run.pieces
        for index, page in enumerate(run.pages)
        if next(pictures_of(page), None) is not None
    )


def _in_colour(piece: Piece, index: int, pages: int) -> bool:
    facts = piece.facts
    headed = facts.document_number is not None and index == 0
    sealed = bool(facts.seal) and index == pages - 1
    return facts.kind == PHOTO or headed or sealed


def fixed_boxes(whole: BoxPlan, snapshot: Snapshot, numbers: Collection[int], at: datetime, who: str) -> list[Box]:
    """Return the boxes of a project once those with these numbers are printed as planned: their pages stay.

    Known are the boxes up to the last that is fixed; those behind follow from the rules. An item that has nothing to
    show yet lies in the box of the item ahead of it.
    """
    there = {box.number: box for box in snapshot.boxes.boxes}
    last = max([*numbers, *(box.number for box in snapshot.boxes.fixed)])
    shown = {item: box.number for box in whole.boxes for item in box.bound.items}
    number = min(shown.values(), default=1)
    items: dict[int, list[CriterionId]] = {box.number: [] for box in snapshot.boxes.fixed}
    for criterion in snapshot.items:
        number = shown.get(criterion.id, snapshot.boxes.number_of.get(criterion.id, number))
        items.setdefault(number, []).append(criterion.id)
    fixed = {
        box.number: fixed_of(box.bound.counted, whole.entries(box), whole.look, at, who)
        for box in whole.boxes
        if box.number in numbers
    }
    return [
        replace(old, items=tuple(here), fixed=fixed.get(number, old.fixed))
        for number, here in sorted(items.items())
        if number <= last
        for old in [there.get(number, Box(BoxId(new_id()), number, ()))]
    ]
