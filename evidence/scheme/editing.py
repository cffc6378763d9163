"""Changes to a scheme that is in use: each a pure function from the project as it is to a `SchemeEdit`.

Filings follow their items. What is filed stays under the item that it was filed under, goes to the heir of an item that
goes, or back to 待整理 where there is none; nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, dropwhile

from msgspec.structs import replace

from evidence.criteria import SchemeEdit, leaves_of, total_points, with_flags
from evidence.errors import RequestError
from evidence.model import Criterion, CriterionId, FilingId, SchemeFacts, SlotId
from evidence.scheme.alternatives import side_by_side
from evidence.scheme.codes import usable
from evidence.snapshot import Snapshot

Edit = Callable[[Snapshot], SchemeEdit]


def edited(snapshot: Snapshot, changed: Iterable[Criterion]) -> SchemeEdit:
    """Put criteria in the place of those with their ids: words, points, units, materials, codes, one or many."""
    by_id = {criterion.id: criterion for criterion in changed}
    return rebuilt(snapshot, [by_id.get(criterion.id, criterion) for criterion in snapshot.criteria])


def added(snapshot: Snapshot, new: Criterion, before: CriterionId | None = None) -> SchemeEdit:
    """Put a new criterion below its parent: before a sibling, or as the last.

    An item that gets its first child becomes a group; its papers and materials go to the child.
    """
    parent = snapshot.by_id.get(new.parent) if new.parent else None
    heirs: dict[CriterionId, CriterionId] = {}
    criteria = list(snapshot.criteria)
    if parent is not None and parent in snapshot.items:
        new = replace(new, required=tuple(chain.from_iterable(side_by_side((parent.required, new.required)))))
        criteria[criteria.index(parent)] = replace(parent, required=())
        heirs[parent.id] = new.id
    siblings = [criterion.id for criterion in criteria]
    at = siblings.index(before) if before is not None else len(criteria)
    criteria.insert(at, new)
    edit = rebuilt(snapshot, criteria, heirs)
    return replace(edit, cut={new.id: new.parent}) if new.parent else edit


def removed(snapshot: Snapshot, gone: Collection[CriterionId], heir: CriterionId | None = None) -> SchemeEdit:
    """Take criteria out with all below them; their papers go to the item `heir`, or back to 待整理.

    A group that is left without items goes too.
    """
    below = _with_all_below(snapshot, gone)
    if heir is not None and (heir in below or snapshot.by_id[heir] not in snapshot.items):
        raise RequestError("heir_unfit", code=snapshot.by_id[heir].code)
    heirs = dict.fromkeys(below, heir) if heir is not None else {}
    staying = [criterion for criterion in snapshot.criteria if criterion.id not in below]
    return rebuilt(snapshot, _without_emptied(snapshot, staying), heirs)


def split(snapshot: Snapshot, whole: CriterionId, parts: Sequence[Criterion]) -> SchemeEdit:
    """Put several items in the place of one.

    Papers follow the material that they are filed in to the part that keeps it, the others go to the first part.
    """
    _refuse_groups(snapshot, [whole])
    criteria: list[Criterion] = []
    for criterion in snapshot.criteria:
        criteria.extend(parts if criterion.id == whole else (criterion,))
    edit = rebuilt(snapshot, criteria, {whole: parts[0].id})
    return replace(edit, cut={part.id: whole for part in parts[1:]})


def merged(snapshot: Snapshot, ones: Sequence[CriterionId], whole: Criterion) -> SchemeEdit:
    """Put one item in the place of several, where the first of them stood; their papers go to it."""
    _refuse_groups(snapshot, ones)
    gone = set(ones)
    first = next(criterion.id for criterion in snapshot.criteria if criterion.id in gone)
    criteria: list[Criterion] = []
    for criterion in snapshot.criteria:
        if criterion.id == first:
            criteria.append(whole)
        elif criterion.id not in gone:
            criteria.append(criterion)
    return rebuilt(snapshot, _without_emptied(snapshot, criteria), dict.fromkeys(gone, whole.id))


def moved(
    snapshot: Snapshot, ones: Collection[CriterionId], parent: CriterionId | None, before: CriterionId | None = None
) -> SchemeEdit:
    """Hang criteria, with all below them, below another parent: before one of its children, or as the last.

    Before one that is moved itself is before the next child that is not. A group that is left without items goes.
    """
    if parent is not None and parent in _with_all_below(snapshot, ones):
        raise RequestError("item_below_itself", code=snapshot.by_id[parent].code)
    if parent is not None and snapshot.by_id[parent] in snapshot.items and _in_use(snapshot, parent):
        raise RequestError("item_in_use", code=snapshot.by_id[parent].code)
    named = set(ones)
    going = {key for key in named if not any(above.id in named for above in snapshot.chain(snapshot.by_id[key]))}
    staying = [criterion for criterion in snapshot.criteria if criterion.id not in going]
    from_there = dropwhile(lambda criterion: criterion.id != before, snapshot.criteria)
    stays = next((one for one in from_there if one.parent == parent and one.id not in going), None)
    at = staying.index(stays) if stays else len(staying)
    placed = [replace(criterion, parent=parent) for criterion in snapshot.criteria if criterion.id in going]
    return rebuilt(snapshot, _without_emptied(snapshot, [*staying[:at], *placed, *staying[at:]]))


def shifted(snapshot: Snapshot, ones: Collection[CriterionId], *, up: bool) -> SchemeEdit:
    """Move criteria by one place among their siblings; those that stand at the end already stay there."""
    siblings: dict[CriterionId | None, list[Criterion]] = {}
    for criterion in snapshot.criteria if up else reversed(snapshot.criteria):
        siblings.setdefault(criterion.parent, []).append(criterion)
    ordered: list[Criterion] = []
    for children in siblings.values():
        for at in range(1, len(children)):  # towards the beginning of this list
            if children[at].id in ones and children[at - 1].id not in ones:
                children[at - 1 : at + 1] = children[at], children[at - 1]
        ordered += children if up else reversed(children)
    return rebuilt(snapshot, ordered)


def renumbered(snapshot: Snapshot, codes: Mapping[CriterionId, str]) -> SchemeEdit:
    """Give criteria other codes; what is filed under them stays."""
    return edited(snapshot, (replace(snapshot.by_id[key], code=code) for key, code in codes.items()))


def rebuilt(
    snapshot: Snapshot,
    criteria: Sequence[Criterion],
    heirs: Mapping[CriterionId, CriterionId] | None = None,
    facts: SchemeFacts | None = None,
    slot_heirs: Mapping[SlotId, SlotId] | None = None,
) -> SchemeEdit:
    """Return the edit that leads from the project as it is to these criteria; siblings keep the order given.

    `heirs` tells which criterion the papers of one go to that goes, `slot_heirs` which material. Raises `RequestError`
    if a code or a material cannot be as it is, a code is used twice, one would hang below itself, or nothing would be
    left.
    """
    ordered = with_flags(tuple(_depth_first(criteria)))
    reached = {criterion.id for criterion in ordered}
    for criterion in criteria:
        if criterion.id not in reached:
            raise RequestError("item_below_itself", code=criterion.code)
    _check_codes(snapshot, ordered)
    _check_slots(ordered)
    facts = replace(facts or snapshot.scheme, total_points=total_points(ordered))
    places, taken_out = _follow(snapshot, ordered, heirs or {}, slot_heirs or {})
    return SchemeEdit(facts, ordered, places, taken_out, heirs or {})


def _follow(
    snapshot: Snapshot,
    criteria: Sequence[Criterion],
    heirs: Mapping[CriterionId, CriterionId],
    slot_heirs: Mapping[SlotId, SlotId],
) -> tuple[dict[FilingId, tuple[CriterionId, SlotId | None]], frozenset[FilingId]]:
    """Return where filings go that cannot stay as they are, and those that go nowhere or lie there twice."""
    home_of = {slot.id: criterion.id for criterion in criteria for slot in criterion.required}
    leaves = {leaf.id for leaf in leaves_of(criteria)}
    wanted: dict[FilingId, tuple[CriterionId, SlotId | None]] = {}
    there: set[tuple[str, CriterionId, SlotId | None]] = set()
    taken_out: set[FilingId] = set()
    for filing in snapshot.filings:
        wanted_slot = slot_heirs.get(filing.slot, filing.slot) if filing.slot else None
        home = home_of.get(wanted_slot) if wanted_slot else None
        item = home or heirs.get(filing.criterion, filing.criterion)
        slot = wanted_slot if home == item else None
        if item not in leaves or (filing.piece, item, slot) in there:
            taken_out.add(filing.id)
        else:
            there.add((filing.piece, item, slot))
            wanted[filing.id] = (item, slot)
    within = {(piece, item) for piece, item, slot in there if slot}
    for filing in snapshot.filings:  # lying in one of an item's materials is lying in the item
        item, slot = wanted.get(filing.id, (filing.criterion, filing.slot))
        if slot is None and (filing.piece, item) in within:
            taken_out.add(filing.id)
            wanted.pop(filing.id, None)
    stays = {filing.id: (filing.criterion, filing.slot) for filing in snapshot.filings}
    return {key: place for key, place in wanted.items() if place != stays[key]}, frozenset(taken_out)


def _depth_first(criteria: Sequence[Criterion]) -> Iterator[Criterion]:
    """Yield groups before their children, siblings in the order given."""
    children: dict[CriterionId | None, list[Criterion]] = {}
    for criterion in criteria:
        children.setdefault(criterion.parent, []).append(criterion)

    def below(parent: CriterionId | None) -> Iterator[Criterion]:
        for criterion in children.get(parent, ()):
            yield replace(criterion, code=criterion.code.strip())
            yield from below(criterion.id)

    return below(None)


def _check_codes(snapshot: Snapshot, criteria: Sequence[Criterion]) -> None:
    """Refuse codes that are used twice, and those given anew that are no use."""
    if not criteria:
        raise RequestError("scheme_would_be_empty")
    had = {(criterion.id, criterion.code.strip()) for criterion in snapshot.criteria}
    seen: set[str] = set()
    for criterion in criteria:
        if not usable(criterion.code) and (criterion.id, criterion.code) not in had:
            raise RequestError("code_unusable", code=criterion.code)
        if criterion.code in seen:
            raise RequestError("code_taken", code=criterion.code)
        seen.add(criterion.code)


def _check_slots(criteria: Iterable[Criterion]) -> None:
    for criterion in criteria:
        for slot in criterion.required:
            if not slot.name.strip():
                raise RequestError("slot_unnamed", code=criterion.code)
            if slot.count < 1:
                raise RequestError("slot_count", slot=slot.name)
            if slot.waived is not None and not slot.waived.strip():
                raise RequestError("slot_waived", slot=slot.name)


def _refuse_groups(snapshot: Snapshot, ones: Iterable[CriterionId]) -> None:
    leaves = {leaf.id for leaf in snapshot.items}
    for key in ones:
        if key not in leaves:
            raise RequestError("group_whole", code=snapshot.by_id[key].code)


def _without_emptied(snapshot: Snapshot, criteria: Sequence[Criterion]) -> Sequence[Criterion]:
    """Return the criteria without those that were groups and have nothing below them any more."""
    groups = {criterion.parent for criterion in snapshot.criteria}
    while True:
        parents = {criterion.parent for criterion in criteria}
        left = [criterion for criterion in criteria if criterion.id not in groups or criterion.id in parents]
        if len(left) == len(criteria):
            return left
        criteria = left


def _with_all_below(snapshot: Snapshot, ones: Collection[CriterionId]) -> set[CriterionId]:
    found = set(ones)
    for criterion in snapshot.criteria:  # groups stand before their children
        if criterion.parent in found:
            found.add(criterion.id)
    return found


def _in_use(snapshot: Snapshot, item: CriterionId) -> bool:
    """Tell whether papers or materials hang on an item, so that it cannot become a group."""
    return bool(snapshot.filed_under.get(item) or snapshot.by_id[item].required)
