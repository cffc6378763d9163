"""放假安排: what a notice says of days on which offices are closed, or open although it is a weekend."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct


class Arranged(StrEnum):
    """What a notice says of some days."""

    REST = "放假"
    WORK = "上班"  # a make-up day, on a weekend


class Stretch(Struct, frozen=True):
    """Days in a row that a notice speaks of; `year` is the one that the notice is for, which need not be theirs."""

    year: int
    number: str  # 文号 of the notice
    name: str  # 春节
    arranged: Arranged
    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """All of them."""
        return tuple(self.first + timedelta(days=at) for at in range((self.last - self.first).days + 1))
