"""The places that are proposed for papers, when the items and materials that they are in change."""

from __future__ import annotations

from operator import itemgetter

from evidence.criteria import SchemeEdit, leaves_of
from evidence.model import CriterionId, SlotId
from evidence.snapshot import Snapshot
from evidence.store import schema
from evidence.store.journaled import JournaledRows, Values


def change_suggestions(rows: JournaledRows, before: Snapshot, edit: SchemeEdit) -> None:
    """Let proposed places go where what is filed there goes; where two become one, the surer is kept."""
    home_of = {slot.id: criterion.id for criterion in edit.criteria for slot in criterion.required}
    leaves = {leaf.id for leaf in leaves_of(edit.criteria)}

    def place(item: CriterionId, slot: SlotId | None) -> tuple[CriterionId, SlotId | None]:
        return (home_of[slot], slot) if slot and slot in home_of else (edit.heirs.get(item, item), None)

    touched: set[CriterionId] = set()
    for leaf in before.items:
        there = [(leaf.id, None), *((leaf.id, slot.id) for slot in leaf.required)]
        wanted = [place(*spot) for spot in there]
        if wanted != there or leaf.id not in leaves:
            touched |= {leaf.id, *(item for item, _ in wanted)}
    table = schema.suggestion
    taken: set[tuple[str, CriterionId]] = set()
    changed: dict[str, Values] = {}
    gone: list[str] = []
    for row in sorted(rows.rows_where(table, table.c.criterion_id, touched), key=itemgetter("position")):
        item, slot = place(row["criterion_id"], row["slot_id"])
        if item not in leaves or (row["piece_id"], item) in taken:
            gone.append(row["id"])
        else:
            taken.add((row["piece_id"], item))
            changed[row["id"]] = {"criterion_id": item, "slot_id": slot}
    rows.delete(table, gone)
    rows.update(table, changed)
