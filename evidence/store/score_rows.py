"""自评得分 and 合格条件 as they are written: who confirmed which points, and what is enough."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec.structs import asdict
from sqlalchemy import select

from evidence.model import CriterionId, SchemeId, new_id
from evidence.points import PassRules, SelfScore
from evidence.store import check_tables
from evidence.store.journaled import JournaledRows


def keep_scores(rows: JournaledRows, scores: Iterable[SelfScore], cleared: Collection[CriterionId]) -> None:
    """Put scores in the place of those that their items had; the items that are cleared have none any more."""
    new = list(scores)
    table = check_tables.self_score
    over = [*cleared, *(score.criterion for score in new)]
    rows.delete(table, rows.keys_where(table.c.id, table.c.criterion_id, over))
    rows.insert(
        table,
        [
            {
                "id": new_id(),
                "criterion_id": score.criterion,
                "points": score.points,
                "reason": score.reason,
                "confirmed_by": score.confirmed_by,
                "confirmed_at": score.confirmed_at,
                "basis": score.basis,
            }
            for score in new
        ],
    )


def keep_pass_rules(rows: JournaledRows, scheme: SchemeId, rules: PassRules) -> None:
    """Record what is enough by a scheme."""
    table = check_tables.pass_rules
    there = rows.keys(select(table.c.id).where(table.c.scheme_id == scheme))
    if there:
        rows.update(table, {there[0]: asdict(rules)})
    else:
        rows.insert(table, [{"id": new_id(), "scheme_id": scheme, **asdict(rules)}])
