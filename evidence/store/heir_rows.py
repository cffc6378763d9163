"""What follows an item beside its papers when the criteria change: boxes, what is asked for, papers in 回收站."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from evidence.criteria import SchemeEdit, leaves_of
from evidence.model import CriterionId
from evidence.snapshot import Snapshot
from evidence.store import finding_tables, part_rows, schema
from evidence.store.bin_tables import binned
from evidence.store.journaled import JournaledRows, Values


def follow_items(rows: JournaledRows, before: Snapshot, edit: SchemeEdit) -> None:
    """Put items that come of others into their boxes, right behind them, and beyond 承担范围 where those all lie there.

    Problems and places that are about an item are about its heir, and papers in 回收站 come back to it. The criteria
    are written already.
    """
    sources = _sources(before, edit)
    _change_boxes(rows, before, sources)
    _change_part(rows, before, edit, sources)
    _change_findings(rows, edit)
    _change_binned(rows, before, edit)


def _sources(before: Snapshot, edit: SchemeEdit) -> dict[CriterionId, list[CriterionId]]:
    """Return what each item comes of that comes of others, in the table's order."""
    come: dict[CriterionId, list[CriterionId]] = {}
    for old, new in (*edit.heirs.items(), *((old, new) for new, old in edit.cut.items())):
        come.setdefault(new, []).append(old)
    items = {item.id for item in before.items}
    parents = {criterion.id: criterion.parent for criterion in edit.criteria}
    leaves = [leaf.id for leaf in leaves_of(edit.criteria)]
    for leaf in leaves:
        above = None if leaf in before.by_id or leaf in come else parents[leaf]
        while above is not None and above not in items:
            above = parents[above]
        if above is not None:  # an item that became a group
            come[leaf] = [above]
    return {leaf: come[leaf] for leaf in leaves if leaf in come}


def _change_boxes(rows: JournaledRows, before: Snapshot, sources: Mapping[CriterionId, Sequence[CriterionId]]) -> None:
    ordered = [item for box in before.boxes.boxes for item in box.items]
    rank = {item: place for place, item in enumerate(ordered)}
    behind: dict[CriterionId, list[CriterionId]] = {}
    for new, olds in sources.items():
        boxed = [old for old in olds if old in rank]
        if new not in rank and boxed:
            behind.setdefault(min(boxed, key=rank.__getitem__), []).append(new)
    wanted = {
        box.id: {"items": [one for item in box.items for one in (item, *behind.get(item, ()))]}
        for box in before.boxes.boxes
    }
    rows.update(schema.box, wanted)


def _change_part(
    rows: JournaledRows, before: Snapshot, edit: SchemeEdit, sources: Mapping[CriterionId, Sequence[CriterionId]]
) -> None:
    beyond = _beyond(before)
    into: list[CriterionId] = []
    out: list[CriterionId] = []
    for new, olds in sources.items():
        if new not in before.by_id or new in edit.heirs:  # another that only gets papers stays where it is
            (out if beyond.issuperset(olds) else into).append(new)
    groups = {criterion.parent for criterion in edit.criteria}
    part_rows.choose_part(rows, [*into, *sorted(before.outside & groups)], out)


def _change_findings(rows: JournaledRows, edit: SchemeEdit) -> None:
    for column in (finding_tables.finding.c.item_id, finding_tables.site_item.c.criterion_id):
        found = rows.rows_where(column.table, column, edit.heirs)
        rows.update(column.table, {row["id"]: {column.name: edit.heirs[row[column.name]]} for row in found})


def _change_binned(rows: JournaledRows, before: Snapshot, edit: SchemeEdit) -> None:
    """Let what comes back go where what is filed there goes now: with its material, else to the heir of its item."""
    home_of = {slot.id: criterion.id for criterion in edit.criteria for slot in criterion.required}
    own = before.by_id.keys()

    def moved(filing: Values) -> Values:
        item, slot = CriterionId(filing["criterion_id"]), filing["slot_id"]
        if item not in own:  # of another scheme
            return filing
        if slot in home_of:
            return {**filing, "criterion_id": home_of[slot]}
        heir = edit.heirs.get(item)
        return filing if heir is None else {**filing, "criterion_id": heir, "slot_id": None}

    there = rows.rows_where(binned, binned.c.id, rows.keys(select(binned.c.id)))
    rows.update(binned, {row["id"]: {"filings": [moved(one) for one in row["filings"]]} for row in there})


def _beyond(before: Snapshot) -> set[CriterionId]:
    """Return the items that lie beyond 承担范围, and the groups all items of which do."""
    within = {
        above.id for item in before.items if item.id not in before.outside for above in (item, *before.chain(item))
    }
    return before.by_id.keys() - within
