"""自评得分, 合格条件 and who answered for a 送审版, as they are read."""

from __future__ import annotations

from datetime import datetime

from evidence.journal import Action
from evidence.model import CriterionId, SchemeId
from evidence.points import NO_RULES, Confirmation, PassRules, SelfScore
from evidence.store.source import Source, ask, from_json


def read_scores(source: Source, scheme: SchemeId) -> dict[CriterionId, SelfScore]:
    """Return the scores of a scheme's items."""
    found = ask(
        source,
        "SELECT criterion_id, points, reason, confirmed_by, confirmed_at, basis FROM self_score"
        " WHERE criterion_id IN (SELECT id FROM criterion WHERE scheme_id = ?)",
        scheme,
    )
    return {
        item: SelfScore(item, points, reason, by, datetime.fromisoformat(at), basis)
        for item, points, reason, by, at, basis in found
    }


def read_pass_rules(source: Source, scheme: SchemeId) -> PassRules:
    """Return what is enough by a scheme."""
    found = ask(
        source,
        "SELECT least_points, least_share, key_each, key_overall, most_bonus, most_veto FROM pass_rules"
        " WHERE scheme_id = ?",
        scheme,
    )
    return next((PassRules(*row) for row in found), NO_RULES)


def read_confirmations(source: Source, most: int) -> tuple[Confirmation, ...]:
    """Return who answered for a 送审版, the last first, at most so many."""
    statement = "SELECT at, after FROM journal WHERE action = ? ORDER BY number DESC LIMIT ?"
    found = ((at, from_json(after)) for at, after in ask(source, statement, Action.CONFIRM_EXPORT, most))
    return tuple(Confirmation(told["confirmed_by"], datetime.fromisoformat(at), told["out"]) for at, told in found)
