"""自评得分 beside the gaps: which still stand, what they come to, and whether that meets the 合格条件."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from evidence.check.gaps import ItemGaps
from evidence.model import Criterion, CriterionId
from evidence.points import PassRule, PassRules, Standing, Sums, Verdict
from evidence.snapshot import Snapshot

_NEARLY = 1e-9  # sums of halves and quarters of points are not exact


def is_scored(criterion: Criterion) -> bool:
    """Tell whether an item has points to be given: a veto has none."""
    return not criterion.veto and bool(criterion.points)


def basis_of(snapshot: Snapshot, criterion: Criterion) -> str:
    """Return a digest of what an item asks, and of what is filed there, in whatever order: pieces, files and slots."""
    told = [f"{criterion.points} {criterion.rule} {criterion.method}"]
    for filing in snapshot.filed_under.get(criterion.id, ()):
        parts = (f"{part.original}:{part.first}:{part.last}" for part in snapshot.piece_by_id[filing.piece].parts)
        told.append(" ".join((filing.piece, filing.slot or "", *parts)))
    return hashlib.sha256("\n".join(sorted(told)).encode()).hexdigest()


def standing(snapshot: Snapshot, criterion: Criterion) -> Standing:
    """Tell whether the score of an item still holds."""
    score = snapshot.scores.get(criterion.id)
    if score is None or not is_scored(criterion):
        return Standing.NONE
    if score.points > (criterion.points or 0.0):
        return Standing.TOO_HIGH
    return Standing.HOLDS if score.basis == basis_of(snapshot, criterion) else Standing.STALE


def standings(snapshot: Snapshot) -> dict[str, Standing]:
    """Return how the scores of all items stand that have one, by code."""
    found = {item.code: standing(snapshot, item) for item in snapshot.leaves if item.id in snapshot.scores}
    return {code: state for code, state in found.items() if state is not Standing.NONE}


def given_points(snapshot: Snapshot) -> dict[CriterionId, float]:
    """Return the points that were given, by item, without those that are more than an item has by now."""
    known = snapshot.by_id
    scores = (score for score in snapshot.scores.values() if score.criterion in known)
    return {s.criterion: s.points for s in scores if s.points <= (known[s.criterion].points or 0.0)}


def sums(criteria: Iterable[Criterion], given: Mapping[CriterionId, float], rules: PassRules) -> Sums:
    """Add up the points that are given to these items."""
    items = [criterion for criterion in criteria if is_scored(criterion)]
    plain = [item for item in items if not item.bonus]
    key = [item for item in plain if item.key and item.id in given]
    bonus = sum(given[item.id] for item in items if item.bonus and item.id in given)
    key_points = sum(item.points or 0.0 for item in key)
    return Sums(
        total=round(sum(item.points or 0.0 for item in plain), 4),
        given=round(sum(given[item.id] for item in plain if item.id in given), 4),
        scored=sum(item.id in given for item in items),
        to_score=sum(item.id not in given for item in plain),
        bonus=round(bonus if rules.most_bonus is None else min(bonus, rules.most_bonus), 4),
        key_share=sum(given[item.id] for item in key) / key_points if key_points else None,
    )


def verdicts(items: Sequence[ItemGaps], given: Mapping[CriterionId, float], rules: PassRules) -> tuple[Verdict, ...]:
    """Return how each of the 合格条件 that are set stands; a veto item is wanting if its papers are."""
    criteria = [item.criterion for item in items]
    found = sums(criteria, given, rules)
    key = [item for item in criteria if is_scored(item) and item.key and not item.bonus]
    key_open = any(item.id not in given for item in key)
    verdicts: list[Verdict] = []
    if rules.least_points is not None:
        points = found.given + found.bonus
        verdicts.append(_at_least(PassRule.LEAST_POINTS, rules.least_points, points, unsure=found.to_score > 0))
    if rules.least_share is not None:
        share = found.given / found.total if found.total else None
        verdicts.append(_at_least(PassRule.LEAST_SHARE, rules.least_share, share, unsure=found.to_score > 0))
    if rules.key_each is not None:
        shares = {item.code: given[item.id] / (item.points or 1.0) for item in key if item.id in given}
        low = tuple(code for code, share in shares.items() if share < rules.key_each - _NEARLY)
        met = False if low else None if key_open or not key else True
        verdicts.append(Verdict(PassRule.KEY_EACH, rules.key_each, min(shares.values(), default=None), met, low))
    if rules.key_overall is not None:
        share = found.key_share
        met = None if key_open or share is None else share >= rules.key_overall - _NEARLY
        verdicts.append(Verdict(PassRule.KEY_OVERALL, rules.key_overall, share, met))
    if rules.most_veto is not None:
        veto = tuple(item.criterion.code for item in items if item.criterion.veto and item.state.is_open)
        met = len(veto) <= rules.most_veto
        verdicts.append(Verdict(PassRule.MOST_VETO, rules.most_veto, len(veto), met, veto if not met else ()))
    return tuple(verdicts)


def _at_least(rule: PassRule, asked: float, found: float | None, *, unsure: bool) -> Verdict:
    """Return whether enough is there; where it is not, what is not scored yet may still make it so."""
    enough = found is not None and found >= asked - _NEARLY
    return Verdict(rule, asked, found, True if enough else None if unsure or found is None else False)
