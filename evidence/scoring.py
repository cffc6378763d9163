"""自评打分 and 合格条件 of a project: confirmed by a person, one step each; and who answered for what was handed in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from evidence.check.self_scores import basis_of, is_scored
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.model import Criterion, CriterionId
from evidence.points import Confirmation, GivenScore, PassRules, SelfScore
from evidence.snapshot import Changes, Snapshot
from evidence.store.score_reading import read_confirmations

if TYPE_CHECKING:
    from evidence.workspace import Workspace

_MOST_TOLD = 5  # confirmations


class Scoring:
    """A service of a workspace; raises `RequestError` for what cannot be."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace

    def give(self, given: Sequence[GivenScore], confirmed_by: str, cleared: Collection[CriterionId] = ()) -> Changes:
        """Record scores of items of the scheme worked on in the name of who confirms them, and that some have none.

        Fewer points than an item has want a reason.
        """
        name = confirmed_by.strip()
        if given and not name:
            raise RequestError("score_by_nobody")
        snapshot, now = self._workspace.snapshot(), self._workspace.now
        scores: list[SelfScore] = []
        for one in given:
            item = _item(snapshot, one.criterion)
            reason = (one.reason or "").strip() or None
            _check(item, one.points, reason)
            scores.append(SelfScore(item.id, one.points, reason, name, now, basis_of(snapshot, item)))
        with self._workspace.writing(Action.SCORE_ITEMS if scores else Action.CLEAR_SCORES) as writer:
            writer.keep_scores(scores, cleared)
        return writer.changes

    def set_pass_rules(self, rules: PassRules) -> Changes:
        """Record what is enough by the scheme worked on."""
        check_rules(rules)
        with self._workspace.writing(Action.EDIT_PASS_RULES) as writer:
            writer.keep_pass_rules(self._workspace.snapshot().scheme_id, rules)
        return writer.changes

    def confirmations(self) -> tuple[Confirmation, ...]:
        """Return who answered for a 送审版 of late, the last first."""
        with self._workspace.reading() as source:
            return read_confirmations(source, _MOST_TOLD)


def check_rules(rules: PassRules) -> None:
    """Refuse 合格条件 that can never be met, or always are."""
    shares = (rules.least_share, rules.key_each, rules.key_overall)
    if any(share is not None and not 0 < share <= 1 for share in shares):
        raise RequestError("rule_share")
    numbers = (rules.least_points, rules.most_bonus, rules.most_veto)
    if any(number is not None and number < 0 for number in numbers):
        raise RequestError("rule_negative")


def _item(snapshot: Snapshot, key: CriterionId) -> Criterion:
    item = snapshot.by_id.get(key)
    if item is None or item not in snapshot.items:
        raise RequestError("score_item_gone")
    return item


def _check(item: Criterion, points: float, reason: str | None) -> None:
    if not is_scored(item):
        raise RequestError("score_without_points", code=item.code)
    most = item.points or 0.0
    if not 0 <= points <= most:
        raise RequestError("score_range", code=item.code, most=f"{most:g}", points=f"{points:g}")
    if points < most and reason is None and not item.bonus:
        raise RequestError("score_no_reason", code=item.code, most=f"{most:g}", points=f"{points:g}")
