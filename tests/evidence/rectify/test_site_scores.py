"""自评分 of a place, as offices write it in their tables."""

from __future__ import annotations

import pytest

from evidence.rectify.site_table import score_of


@pytest.mark.parametrize(
    ("written", "kept"),
    [("92.5分", "92.5"), ("９２.５", "92.5"), ("100", "100"), ("0", "0"), ("", ""), (" 分", "")],
)
def test_a_number_is_kept_as_it_is(written: str, kept: str) -> None:
    assert score_of(written, 100) == kept


@pytest.mark.parametrize("written", ["/", "—", "－", "——", "无", "未评", " 未打分 "])
def test_a_cell_that_says_not_scored_is_empty_and_costs_no_other_row(written: str) -> None:
    assert score_of(written, 100) == ""


@pytest.mark.parametrize("written", ["好", "100.5", "-5", "1e2", "nan", "٩٢", "92.5%"])
def test_what_is_no_score_is_none(written: str) -> None:
    assert score_of(written, 100) is None
