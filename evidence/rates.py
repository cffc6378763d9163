"""满意度, 知晓率, 支持率: what surveys found, round by round, and what they should reach."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NewType

from msgspec import Struct

SurveyId = NewType("SurveyId", str)


class Rate(StrEnum):
    """What people were asked."""

    SATISFACTION = "满意度"
    AWARENESS = "知晓率"
    SUPPORT = "支持率"


class Survey(Struct, frozen=True):
    """One rate that one survey found in one place."""

    id: SurveyId
    rate: Rate
    round: str  # 轮次, as the office calls it
    held: str  # 测评时间: 2023, 2023-09 or 2023-09-12, as far as it is known; empty: not known
    method: str  # 方式: 电话调查, 入户问卷; empty: not known
    place: str  # a township; empty: the whole county
    sample: int | None  # valid answers; None: not known
    value: Decimal  # 0–100: per cent, or points where it is `scored`
    scored: bool = False  # an average of marks that people gave, and no share of them
    note: str = ""
    ranking: str = ""  # 排名 and 短板, as the table states them; nothing that is computed
    weak: str = ""


class Threshold(Struct, frozen=True):
    """What a rate should reach, as the office typed it; none is known from the start, for provinces differ."""

    rate: Rate
    least: Decimal  # 0–100
    basis: str  # where it stands: 细则第几条


def same_answers(survey: Survey) -> tuple[str, str, str]:
    """Return what tells answers of one round apart: where and how people were asked."""
    return survey.round, survey.place, survey.method
