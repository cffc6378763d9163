"""What the gaps may cost in all, what would be if some were met, and why a dossier is not ready to be handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from msgspec import Struct

from evidence.check.gaps import ItemGaps, Requirement
from evidence.check.self_scores import given_points, is_scored, standings, verdicts
from evidence.check.shares import per_mille
from evidence.model import Criterion, CriterionId, Flag, State
from evidence.points import Score, Standing
from evidence.snapshot import Snapshot


class Totals(Struct, frozen=True):
    """How many items stand how, and the part of needed pieces that is there, in thousandths (see `per_mille`)."""

    items: int
    complete: int
    partial: int
    missing: int
    not_applicable: int
    per_mille: int  # 0 where nothing is needed

    @property
    def percent(self) -> float:
        """The part in per cent, with one decimal; 100 only where all is there."""
        return self.per_mille / 10


class GateReason(Struct, frozen=True):
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
        per_mille=per_mille(met, needed) if needed else 0,
    )


def score(items: Sequence[ItemGaps]) -> Score:
    """Add up what may be kept and lost."""
    return what_if(items, ())


def what_if(items: Sequence[ItemGaps], criteria: Collection[CriterionId], rows: Collection[Requirement] = ()) -> Score:
    """Return the score as if these items were complete, and these rows met; the rows are those of `items`."""
    from evidence.check.impact import Impact  # whose patterns no window needs to be painted

    impacts = [Impact(item) for item in items if item.criterion.id not in criteria]
    kept = {id(row) for row in rows}
    back = {
        id(impact): impact.gain([row for row in impact.item.required if id(row) in kept]) if kept else 0.0
        for impact in impacts
    }
    total = sum(item.criterion.points or 0.0 for item in items if _scores(item.criterion))
    lost = sum(impact.loss - back[id(impact)] for impact in impacts if not impact.is_bonus)
    bonus = sum(item.criterion.points or 0.0 for item in items if item.criterion.bonus)
    open_bonus = sum(impact.wanting - back[id(impact)] for impact in impacts if impact.is_bonus)
    veto = tuple(
        impact.item.criterion.code
        for impact in impacts
        if impact.item.criterion.veto and _stays_open(impact.item, kept)
    )
    return Score(round(total - lost, 2), round(lost, 2), round(total, 2), veto, round(bonus - open_bonus, 2))


def unit_cost(items: Sequence[ItemGaps], unit: str) -> float:
    """Return what the papers that a unit owes may cost, if all else were there."""
    from evidence.check.impact import Impact

    owed = ((item, [row for row in item.required if row.unit == unit]) for item in items if item.state.is_open)
    return round(sum(Impact(item).cost(rows) for item, rows in owed if rows), 2)


def _stays_open(item: ItemGaps, met: Collection[int]) -> bool:
    """Tell whether an item would be open, had these rows been met."""
    return item.state.is_open and (
        not item.required or any(row.state.is_open and id(row) not in met for row in item.counted)
    )


def gate(snapshot: Snapshot, items: Sequence[ItemGaps], unread: int = 0) -> tuple[GateReason, ...]:
    """Return why the dossier is not ready, gravest first; empty if it is.

    `unread` pages wait for being recognised. Scores and 合格条件 are of no account where the office uses none.
    """
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
    found = (
        GateReason("gate_veto", len(veto), veto),
        GateReason("gate_key", len(key), key),
        GateReason("gate_items", len(other), other),
        GateReason("gate_defects", len(unready), unready),
        GateReason("gate_personal", len(personal), personal),
        GateReason("gate_unsorted", len(snapshot.unfiled), ()),
        GateReason("gate_unread", unread, ()),
        *_reasons_of_scores(snapshot, items),
    )
    return tuple(reason for reason in found if reason.count)


def _reasons_of_scores(snapshot: Snapshot, items: Sequence[ItemGaps]) -> tuple[GateReason, ...]:
    if not snapshot.scores:
        return ()
    found = verdicts(items, given_points(snapshot), snapshot.pass_rules)
    failed = [verdict for verdict in found if verdict.met is False]
    codes = tuple(dict.fromkeys(code for verdict in failed for code in verdict.codes))
    doubtful = tuple(code for code, state in standings(snapshot).items() if state is not Standing.HOLDS)
    unscored = tuple(
        i.criterion.code for i in items if _to_score(i.criterion) and i.criterion.id not in snapshot.scores
    )
    return (
        GateReason("gate_pass", len(failed), codes),
        GateReason("gate_scores_stale", len(doubtful), doubtful),
        GateReason("gate_scores_open", len(unscored), unscored),
    )


def _to_score(criterion: Criterion) -> bool:
    return is_scored(criterion) and not criterion.bonus


def _scores(criterion: Criterion) -> bool:
    return not criterion.veto and not criterion.bonus
