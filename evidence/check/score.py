"""What the gaps may cost: 预计影响 by the rule of each item, never a score that anyone has given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.check.gaps import ItemGaps
from evidence.model import Criterion, Flag, Rule, State
from evidence.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Totals:
    """How many items stand how, and the share of needed pieces that is there, in per cent."""

    items: int
    complete: int
    partial: int
    missing: int
    not_applicable: int
    percent: float


@dataclass(frozen=True, slots=True)
class Score:
    """Points without bonus: what may be kept and lost of the total; `veto` lists veto items not provided for."""

    points: float
    lost: float
    total: float
    veto: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GateReason:
    """Why the dossier is not ready to hand in; `code` is worded in `wording`."""

    code: str
    count: int
    codes: tuple[str, ...]  # of the items that it is about


def totals(items: Sequence[ItemGaps]) -> Totals:
    """Count the items by state."""
    states = Counter(item.state for item in items)
    needed = sum(row.needed for item in items for row in item.counted)
    met = sum(row.met for item in items for row in item.counted)
    return Totals(
        items=len(items),
        complete=states[State.COMPLETE],
        partial=states[State.PARTIAL],
        missing=states[State.MISSING],
        not_applicable=states[State.NOT_APPLICABLE],
        percent=round(100 * met / needed, 1) if needed else 0.0,
    )


def expected_loss(item: ItemGaps) -> float:
    """Return the points that an item's gaps may cost: all of them or the missing share, as its rule says."""
    criterion = item.criterion
    if not _scores(criterion) or not item.state.is_open:
        return 0.0
    points = criterion.points or 0.0
    return points if criterion.rule is Rule.ALL_OR_NOTHING else points * (1 - item.share)


def score(items: Sequence[ItemGaps]) -> Score:
    """Add up what may be kept and lost."""
    total = sum(item.criterion.points or 0.0 for item in items if _scores(item.criterion))
    lost = sum(map(expected_loss, items))
    veto = tuple(i.criterion.code for i in items if i.criterion.veto and i.state.is_open)
    return Score(round(total - lost, 2), round(lost, 2), round(total, 2), veto)


def gate(snapshot: Snapshot, items: Sequence[ItemGaps]) -> tuple[GateReason, ...]:
    """Return why the dossier is not ready, gravest first; empty if it is."""
    filed = {filing.piece for filing in snapshot.filings}
    open_items = [item for item in items if item.state.is_open]
    veto = tuple(item.criterion.code for item in open_items if item.criterion.veto)
    key = tuple(item.criterion.code for item in open_items if item.criterion.key and not item.criterion.veto)
    other = tuple(i.criterion.code for i in open_items if not i.criterion.key and not i.criterion.veto)
    unready = tuple(i.criterion.code for i in items if any(row.defects for row in i.counted))
    personal = tuple(
        item.criterion.code
        for item in items
        if any(
            Flag.PERSONAL_DATA in snapshot.piece_by_id[filing.piece].flags
            for filing in snapshot.filed_under.get(item.criterion.id, ())
        )
    )
    unsorted = sum(1 for piece in snapshot.pieces if piece.id not in filed)
    found = (
        GateReason("gate_veto", len(veto), veto),
        GateReason("gate_key", len(key), key),
        GateReason("gate_items", len(other), other),
        GateReason("gate_defects", len(unready), unready),
        GateReason("gate_personal", len(personal), personal),
        GateReason("gate_unsorted", unsorted, ()),
    )
    return tuple(reason for reason in found if reason.count)


def _scores(criterion: Criterion) -> bool:
    return not criterion.veto and not criterion.bonus
