"""What the commands that change items and materials do."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from msgspec.structs import replace

from app import item_fields, json_output, output
from app.cli import DONE
from evidence.criteria import SchemeEdit
from evidence.errors import RequestError
from evidence.filing import find_criterion, find_item, find_slot
from evidence.intake.typed import plain
from evidence.journal import Action
from evidence.model import Criterion, CriterionId, Slot, SlotId
from evidence.scheme import typed
from evidence.scheme.editing import added, edited, merged, moved, removed, renumbered, split
from evidence.scheme.outlook import outlook
from evidence.scheme.parts import Part, blank_item, blank_slot, codes_from, cut_into, put_together
from evidence.scheme.proposals import confirmed
from evidence.snapshot import Snapshot
from evidence.workspace import Workspace

Planned = tuple[SchemeEdit, list[CriterionId]]  # with the criteria to be shown
Plan = Callable[[Snapshot, Namespace], Planned]


class Opened(Protocol):
    """Opens the project that the options name."""

    def __call__(self, options: Namespace, *, write: bool = False) -> Workspace:
        """Open it, for reading or for writing."""
        ...


def carry_out(options: Namespace, opened: Opened) -> int:
    """Do one of these commands: show, plan or change, then tell what came of it."""
    action, plan = _COMMANDS[options.command]
    shows = options.command in ("item", "slot") and _only_shows(options)
    planned = getattr(options, "plan", False)
    with opened(options, write=not (shows or planned)) as workspace:
        before = workspace.snapshot()
        edit, shown = plan(before, options)
        ahead = outlook(before, edit)
        if not (shows or planned):
            confirms = getattr(options, "confirm", False)
            workspace.schemes.edit(Action.CONFIRM_SLOTS if confirms else action, lambda _: edit)
    by_id = {criterion.id: criterion for criterion in edit.criteria}
    criteria = [by_id[key] for key in dict.fromkeys(shown) if key in by_id]
    if options.json:
        output.print_json(json_output.changed_items(criteria, edit.criteria, ahead, done=not planned))
    else:
        output.show_items(criteria, ahead, planned=planned)
    return DONE


def _only_shows(options: Namespace) -> bool:
    kept = ("command", "workspace", "codes", "places", "json", "by", "version")
    return all(value in (None, False) for name, value in vars(options).items() if name not in kept)


def _criteria(snapshot: Snapshot, codes: Iterable[str]) -> list[Criterion]:
    return [find_criterion(snapshot, plain(code)) for code in codes]


def _keys(criteria: Iterable[Criterion]) -> list[CriterionId]:
    return [criterion.id for criterion in criteria]


def _item(snapshot: Snapshot, options: Namespace) -> Planned:
    ones = _criteria(snapshot, options.codes)
    if options.code is not None and len(ones) > 1:
        raise RequestError("one_at_a_time", what="编号")
    return edited(snapshot, [item_fields.item(one, options) for one in ones]), _keys(ones)


def _add(snapshot: Snapshot, options: Namespace) -> Planned:
    before = find_criterion(snapshot, plain(options.before)) if options.before else None
    above = find_criterion(snapshot, plain(options.under)).id if options.under else before and before.parent
    new = item_fields.item(blank_item(above), options)
    return added(snapshot, new, before.id if before else None), [new.id]


def _remove(snapshot: Snapshot, options: Namespace) -> Planned:
    heir = find_criterion(snapshot, plain(options.heir)).id if options.heir else None
    return removed(snapshot, _keys(_criteria(snapshot, options.codes)), heir), [heir] if heir else []


def _move(snapshot: Snapshot, options: Namespace) -> Planned:
    ones = _keys(_criteria(snapshot, options.codes))
    if options.before:
        before = find_criterion(snapshot, plain(options.before))
        return moved(snapshot, ones, before.parent, before.id), ones
    above = None if options.top else find_criterion(snapshot, plain(options.under)).id
    return moved(snapshot, ones, above), ones


def _merge(snapshot: Snapshot, options: Namespace) -> Planned:
    ones = list({one.id: one for one in _criteria(snapshot, options.codes)}.values())
    if len(ones) < 2:
        raise RequestError("too_few")
    return merged(snapshot, _keys(ones), put_together(ones)), [ones[0].id]


def _split(snapshot: Snapshot, options: Namespace) -> Planned:
    whole = find_item(snapshot, plain(options.code))
    parts = [_part(whole, text, first=number == 0) for number, text in enumerate(options.parts)]
    if len(parts) < 2:
        raise RequestError("too_few")
    codes = [part.code for part in parts]
    put: dict[SlotId, int] = {}
    for text in options.put:
        name, _, code = plain(text).rpartition("=")
        if code not in codes:
            raise RequestError("bad_fact", what="--put", value=plain(text), example=f"材料名称={codes[-1]}")
        put[find_slot(whole, name).id] = codes.index(code)
    cut = cut_into(whole, parts, put)
    return split(snapshot, whole.id, cut), _keys(cut)


def _part(whole: Criterion, text: str, *, first: bool) -> Part:
    code, _, points = plain(text).partition("=")
    worth = typed.points(points) if points else whole.points if first else None
    return Part(code, whole.title, whole.text, worth)


def _renumber(snapshot: Snapshot, options: Namespace) -> Planned:
    above = find_criterion(snapshot, plain(options.code))
    ones = [criterion.id for criterion in snapshot.criteria if criterion.parent == above.id]
    codes = codes_from(plain(options.first), len(ones))
    return renumbered(snapshot, dict(zip(ones, codes, strict=True))), ones


def _slot(snapshot: Snapshot, options: Namespace) -> Planned:
    named = [_named_slots(snapshot, plain(place)) for place in options.places]
    chosen = {slot.id for _, slots in named for slot in slots}
    for option, what in ((options.name, "名称"), (options.at, "次序")):
        if option is not None and len(chosen) > 1:
            raise RequestError("one_at_a_time", what=what)
    ones = {item.id: item for item, _ in named}
    edit = edited(snapshot, [_with_slots(one, chosen, options) for one in ones.values()])
    return confirmed(replace(snapshot, criteria=edit.criteria), chosen) if options.confirm else edit, list(ones)


def _named_slots(snapshot: Snapshot, place: str) -> tuple[Criterion, Sequence[Slot]]:
    code, _, name = place.replace("＃", "#").partition("#")
    item = find_item(snapshot, code)
    return item, [find_slot(item, name)] if name.strip() else item.required


def _with_slots(item: Criterion, chosen: set[SlotId], options: Namespace) -> Criterion:
    if options.remove:
        return replace(item, required=tuple(slot for slot in item.required if slot.id not in chosen))
    slots = [_changed(slot, options) if slot.id in chosen else slot for slot in item.required]
    if options.at is not None:
        (moving,) = (slot for slot in slots if slot.id in chosen)
        slots.remove(moving)
        slots.insert(typed.count(options.at) - 1, moving)
    return replace(item, required=tuple(slots))


def _changed(slot: Slot, options: Namespace) -> Slot:
    slot = item_fields.slot(slot, options)
    return replace(slot, name=plain(options.name)) if options.name is not None else slot


def _slot_add(snapshot: Snapshot, options: Namespace) -> Planned:
    item = find_item(snapshot, plain(options.code))
    new = item_fields.slot(blank_slot(plain(options.name)), options)
    return edited(snapshot, [replace(item, required=(*item.required, new))]), [item.id]


_COMMANDS: dict[str, tuple[Action, Plan]] = {
    "item": (Action.EDIT_ITEMS, _item),
    "item-add": (Action.ADD_ITEM, _add),
    "item-remove": (Action.REMOVE_ITEMS, _remove),
    "item-move": (Action.MOVE_ITEMS, _move),
    "item-merge": (Action.MERGE_ITEMS, _merge),
    "item-split": (Action.SPLIT_ITEM, _split),
    "item-renumber": (Action.RENUMBER, _renumber),
    "slot": (Action.EDIT_SLOTS, _slot),
    "slot-add": (Action.EDIT_SLOTS, _slot_add),
}
NAMES = tuple(_COMMANDS)
