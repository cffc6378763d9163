"""Another 评审基准年: what would be wanting, what no longer."""

from __future__ import annotations

import pytest

from build import a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.base_year import plan_base_year
from evidence.check.gaps import find_gaps
from evidence.errors import RequestError
from evidence.model import Scope, State, Years


def test_the_latest_year_is_asked_for_anew_and_last_years_paper_no_longer_counts() -> None:
    slot = a_slot(years=Years.LATEST)
    item, piece = an_item("1-1", slot), a_piece(year=2023)
    plan = plan_base_year(a_snapshot([item], [piece], [filed(piece, item, slot)]), 2024)
    assert [(row.year, row.before, row.after) for row in plan.rows] == [(2024, None, State.MISSING)]
    assert [(change.before, change.after) for change in plan.items] == [(State.COMPLETE, State.MISSING)]


def test_a_year_that_is_wanting_and_falls_out_of_the_lookback_closes() -> None:
    slot = a_slot(years=Years.EACH_OF_LAST_3)
    item = an_item("1-1", slot)
    pieces = [a_piece(year=year, arrived=year) for year in (2022, 2023, 2024)]
    plan = plan_base_year(a_snapshot([item], pieces, [filed(piece, item, slot) for piece in pieces]), 2024)
    assert [(row.year, row.closes) for row in plan.rows] == [(2021, True)]
    assert [change.after for change in plan.items] == [State.COMPLETE]


def test_each_township_has_a_row_of_its_own() -> None:
    item = an_item("1-1", a_slot(years=Years.LATEST, scope=Scope.EACH_TOWNSHIP))
    plan = plan_base_year(a_snapshot([item], townships=["双河镇", "石坪镇"]), 2022)
    assert {(row.unit, row.year) for row in plan.rows if row.opens} == {("双河镇", 2022), ("石坪镇", 2022)}


def test_what_any_year_serves_is_no_change() -> None:
    assert plan_base_year(a_snapshot([an_item("1-1", a_slot(years=Years.ANY))]), 2024).rows == ()


def test_the_project_keeps_three_years_up_to_the_new_one() -> None:
    snapshot = a_snapshot([an_item("1-1")])
    project = plan_base_year(snapshot, 2025).project
    assert (project.first_year, project.base_year) == (2023, 2025)
    assert find_gaps(snapshot)  # the plan changes nothing by itself
    assert snapshot.project.base_year == 2023


@pytest.mark.parametrize("year", [0, 24, 20240])
def test_what_is_no_year_is_refused(year: int) -> None:
    with pytest.raises(RequestError, match="base_year_unfit"):
        plan_base_year(a_snapshot([an_item("1-1")]), year)
