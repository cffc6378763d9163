"""Points: what gaps may cost, 自评得分 that an office gives itself, and the 合格条件 of its scheme."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from evidence.model import CriterionId


class Score(Struct, frozen=True):
    """Points without bonus: what may be kept and lost of the total; `veto` lists veto items not provided for."""

    points: float
    lost: float
    total: float
    veto: tuple[str, ...]
    bonus: float = 0.0  # that may be gained by what is there


class GivenScore(Struct, frozen=True):
    """What somebody types for an item: the points that the office gives itself, and why not all of them."""

    criterion: CriterionId
    points: float
    reason: str | None = None  # 扣分原因


class SelfScore(Struct, frozen=True):
    """自评得分 of an item, as a person confirmed it."""

    criterion: CriterionId
    points: float
    reason: str | None
    confirmed_by: str
    confirmed_at: datetime
    basis: str  # a digest of what was filed under the item then, as `check.self_scores.basis_of` makes it


class PassRules(Struct, frozen=True):
    """合格条件 of a scheme; None: the office set none, and nothing is assumed in its place. Shares are 0–1."""

    least_points: float | None = None  # of all items, with the bonus that counts
    least_share: float | None = None  # of the total, without bonus
    key_each: float | None = None  # least share of each 关键项
    key_overall: float | None = None  # least share of all 关键项 together
    most_bonus: float | None = None  # points that count of those won by 加分项
    most_veto: int | None = None  # 否决项 that may be wanting

    @property
    def is_set(self) -> bool:
        """Whether anything decides whether the points are enough."""
        rules = (self.least_points, self.least_share, self.key_each, self.key_overall, self.most_veto)
        return any(rule is not None for rule in rules)


NO_RULES = PassRules()


class Standing(StrEnum):
    """Whether a score that was confirmed still holds."""

    NONE = "none"  # nobody gave one yet
    HOLDS = "holds"
    STALE = "stale"  # 佐证材料已变动，请复核
    TOO_HIGH = "too_high"  # the item has fewer points by now


class PassRule(StrEnum):
    """One of the `PassRules`."""

    LEAST_POINTS = "least_points"
    LEAST_SHARE = "least_share"
    KEY_EACH = "key_each"
    KEY_OVERALL = "key_overall"
    MOST_VETO = "most_veto"


class Verdict(Struct, frozen=True):
    """Whether one of the 合格条件 is met; `met` None: not all is scored that it takes to tell."""

    rule: PassRule
    asked: float
    found: float | None
    met: bool | None
    codes: tuple[str, ...] = ()  # of the items that fail it


class Sums(Struct, frozen=True):
    """What the scores come to. Points are without bonus, shares 0–1; None: nothing is scored that it is made of."""

    total: float  # of all items that have points
    given: float  # 自评合计
    scored: int
    to_score: int  # items that can be scored and are not, bonus aside
    bonus: float  # that counts
    key_share: float | None  # of the key items that are scored


class Confirmation(Struct, frozen=True):
    """Who answered for a 送审版, when, and where it went."""

    confirmed_by: str
    at: datetime
    out: str


def passes(found: Sequence[Verdict]) -> bool | None:
    """Tell whether all 合格条件 are met; None: that cannot be told yet, or none is set."""
    if any(verdict.met is False for verdict in found):
        return False
    return True if found and all(verdict.met for verdict in found) else None
