"""Which boxes that were printed (定号) an edit of the scheme touches, and what of them it changes on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from evidence.criteria import SchemeEdit
from evidence.model import Criterion, CriterionId, SchemeFacts
from evidence.snapshot import Snapshot


class TouchedItem(Struct, frozen=True):
    """An item in a printed box whose pages will not be as they were printed."""

    item: CriterionId
    before: str  # code
    after: str | None  # code; None: the item is gone
    reworded: bool  # what its page, or a dividing page above it, says of it
    out: int  # pieces that lie there and will not
    into: int  # pieces that come from elsewhere


class TouchedBox(Struct, frozen=True):
    """A printed box, with those of its items that differ; none of them: only its cover does."""

    number: int
    items: tuple[TouchedItem, ...]


class TouchedBoxes(Struct, frozen=True):
    """The printed boxes that differ, by number."""

    boxes: tuple[TouchedBox, ...] = ()
    covers: bool = False  # whether all covers do, which name the table

    def of_item(self, item: CriterionId) -> tuple[int, TouchedItem] | None:
        """Return the box in which an item lies that differs, and how it does."""
        found = ((box.number, one) for box in self.boxes for one in box.items if one.item == item)
        return next(found, None)


def touched_boxes(snapshot: Snapshot, edit: SchemeEdit) -> TouchedBoxes:
    """Compare what printed boxes show of the scheme and hold of papers with what they are to after an edit."""
    fixed = snapshot.boxes.fixed
    covers = bool(fixed) and _on_cover(snapshot.scheme) != _on_cover(edit.facts)
    before, after = snapshot.by_id, {criterion.id: criterion for criterion in edit.criteria}
    out, into = Counter[CriterionId](), Counter[CriterionId]()
    for filing in snapshot.filings:
        new = None if filing.id in edit.taken_out else edit.moved.get(filing.id, (filing.criterion, None))[0]
        if new != filing.criterion:
            out[filing.criterion] += 1
            into.update([new] if new is not None else [])

    def touched(item: CriterionId) -> TouchedItem:
        was, now = before[item], after.get(item)
        reworded = now is not None and list(_shown(was, before)) != list(_shown(now, after))
        return TouchedItem(item, was.code, now and now.code, reworded, out[item], into[item])

    boxes = [TouchedBox(box.number, tuple(filter(_differs, map(touched, box.items)))) for box in fixed]
    return TouchedBoxes(tuple(box for box in boxes if box.items or covers), covers)


def _differs(item: TouchedItem) -> bool:
    return item.before != item.after or item.reworded or bool(item.out or item.into)


def _shown(criterion: Criterion, known: Mapping[CriterionId, Criterion]) -> Iterator[object]:
    """Yield what an item's own page and the dividing pages above it say, but for its code."""
    yield criterion.text, criterion.points, criterion.method, criterion.lead_unit, criterion.support_units
    yield criterion.title, criterion.key, criterion.veto, criterion.bonus
    above = criterion.parent
    while above is not None and (group := known.get(above)) is not None:
        yield group.code, group.title, group.text
        above = group.parent


def _on_cover(facts: SchemeFacts) -> tuple[str | None, ...]:
    return facts.title, facts.edition, facts.document_number
