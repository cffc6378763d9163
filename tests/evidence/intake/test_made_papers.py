"""Facts read from invented papers of other counties and subjects are right as often as was promised."""

from __future__ import annotations

import pytest
from papers.measure import FLOORS, Score, made, score_of


@pytest.fixture(scope="module")
def score() -> Score:
    return score_of(made(600, seed=2024))


@pytest.mark.parametrize("fact", FLOORS)
def test_a_fact_is_read_right_often_enough(score: Score, fact: str) -> None:
    assert score.asked[fact] >= 15
    assert score.share(fact) >= FLOORS[fact], score.wrong[fact][:5]


def test_the_floors_name_all_that_is_measured(score: Score) -> None:
    assert FLOORS.keys() == score.asked.keys()
