"""What a scoring standard says, clause by clause; derived from its wording and never kept."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from evidence.model import Rule


class Comparison(StrEnum):
    """On which side of its number a threshold lies."""

    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"


class Threshold(Struct, frozen=True):
    """A number to be reached or not to be passed; `unit` is as written, percentages in hundredths."""

    comparison: Comparison
    number: float
    unit: str


class Clause(Struct, frozen=True):
    """A sentence of a standard, or the part of it that awards or takes points once."""

    words: str  # as written
    rule: Rule | None  # None where it neither awards nor takes
    won: float | None = None  # points; the most of a range
    lost: float | None = None  # points; the most of a range
    least: float | None = None  # the fewest points of a range
    share: float | None = None  # 0–1, of the item's points: 得满分, 得一半, 不得分
    per: str | None = None  # what it is won or lost for each of: 每少一次
    cap: float | None = None  # the most points that it wins or loses in all
    until_zero: bool = False  # 扣完为止
    thresholds: tuple[Threshold, ...] = ()

    @property
    def is_award(self) -> bool:
        """Whether it gives points once, for the whole of what it names."""
        return (self.won is not None or bool(self.share)) and self.per is None and self.rule is not Rule.BONUS
