"""What can be told of a rate: intervals that are right, and verdicts that a threshold within them never gets."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.rates import Rate, Survey, SurveyId, Threshold
from evidence.rectify.rate_statistics import Turn, Verdict, changes, judge, weakest, wilson

LEAST = Threshold(Rate.SATISFACTION, Decimal(70), "")


def found(
    value: str, sample: int | None = 400, *, place: str = "", held: str = "2023-09", scored: bool = False
) -> Survey:
    return Survey(
        SurveyId(f"{value}{place}{held}"),
        Rate.SATISFACTION,
        held,
        held,
        "电话调查",
        place,
        sample,
        Decimal(value),
        scored,
    )


@pytest.mark.parametrize(
    ("share", "sample", "low", "high"),
    [
        (
            15 / 148,
            148,
            0.0624,
            0.1605,
        ),  # Newcombe, Statistics in Medicine 17 (1998), 857–872, table I: 81/263, 15/148,
        (81 / 263, 263, 0.2553, 0.3662),  # 0/20 and 1/29
        (0 / 20, 20, 0.0, 0.1611),
        (1 / 29, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_those_that_were_published(share: float, sample: int, low: float, high: float) -> None:
    assert wilson(share, sample) == pytest.approx((low, high), abs=0.00006)


@given(st.floats(0, 1), st.integers(1, 100_000))
def test_an_interval_holds_the_share_and_is_one(share: float, sample: int) -> None:
    low, high = wilson(share, sample)
    assert -1e-9 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1 + 1e-9


@given(st.integers(0, 1000), st.integers(1, 5000), st.integers(1, 999))
def test_a_verdict_is_given_only_with_the_threshold_outside_and_as_many_answers_as_said_are_enough(
    permille: int, sample: int, least: int
) -> None:
    threshold = Threshold(Rate.SATISFACTION, Decimal(least) / 10, "")
    survey = found(str(Decimal(permille) / 10), sample)
    judged = judge(survey, [threshold])
    assert judged.interval is not None
    inside = judged.interval[0] < float(threshold.least) <= judged.interval[1]
    assert (judged.verdict is Verdict.UNSURE) is inside
    if judged.needed is not None:
        assert judged.needed > sample
        more = judge(found(str(survey.value), judged.needed), [threshold])
        assert more.verdict in (Verdict.REACHED, Verdict.MISSED)


def test_without_a_sample_or_of_marks_only_the_number_speaks() -> None:
    assert judge(found("71", None), [LEAST]).verdict is Verdict.AT_FACE_VALUE_REACHED
    assert judge(found("69.9", 5000, scored=True), [LEAST]).verdict is Verdict.AT_FACE_VALUE_MISSED
    assert judge(found("71"), []).verdict is Verdict.NO_THRESHOLD


def test_a_change_is_told_only_beyond_chance() -> None:
    rounds = [found("82", held="2023-09"), found("70", held="2023-03"), found("83", held="2023-12")]
    assert [(one.points, one.turn) for one in changes(rounds)] == [(Decimal(12), Turn.UP), (Decimal(1), Turn.EVEN)]
    down = changes([found("82", held="2022"), found("70", held="2023")])
    assert [one.turn for one in down] == [Turn.DOWN]
    assert [one.turn for one in changes([found("82", None, held="2022"), found("70", held="2023")])] == [Turn.UNKNOWN]


def test_the_weakest_places_are_those_of_the_last_round() -> None:
    surveys = [
        found("50", place="双河镇", held="2022"),
        found("80", place="双河镇"),
        found("75", place="石坪镇"),
        found("60"),
    ]
    assert [one.place for one in weakest(surveys, Rate.SATISFACTION)] == ["石坪镇", "双河镇"]
    assert weakest(surveys, Rate.SUPPORT) == ()
