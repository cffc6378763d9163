"""Sheets of print copies: which pages share one, and how they are told."""

from __future__ import annotations

import pytest

from evidence.export.print_sheets import Sheet, Side, on_sheets, runs_by_colour, sums
from evidence.wording.printing import ranges


@pytest.mark.parametrize(
    ("large", "sheets"),
    [
        ([False] * 3, [(0, 1), (2,)]),
        ([False, True, False, False], [(0,), (1,), (2, 3)]),
        ([True, True, False], [(0, 1), (2,)]),
    ],
)
def test_pages_share_a_sheet_that_are_of_one_size(large: list[bool], sheets: list[tuple[int, ...]]) -> None:
    assert on_sheets(large, both_sides=True) == sheets


def test_printed_on_one_side_each_page_has_a_sheet() -> None:
    assert on_sheets([False, False, True], both_sides=False) == [(0,), (1,), (2,)]


def test_sheets_are_counted_by_what_matters_to_a_printer() -> None:
    sheets = [Sheet((Side("1", colour=True), Side("2"))), Sheet((Side("3", colour=True),), large=True)]
    assert sums(sheets) == (2, 1, 1, ("1", "3"), ("3",))


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (["1", "2"], ["1", "2"]),
        (["1", "2", "3", "5"], ["1—3", "5"]),
        (["3", "3-1", "4", "5", "6"], ["3", "3-1", "4—6"]),
    ],
)
def test_runs_of_pages_are_told_by_their_ends(numbers: list[str], told: list[str]) -> None:
    assert ranges(numbers) == told


def test_sheets_in_colour_are_put_back_behind_those_ahead_of_them() -> None:
    one, two, three = (Sheet((Side(str(at), colour=at != 2),)) for at in (1, 2, 3))
    assert runs_by_colour([one, two, three]) == [((one,), None), ((three,), two)]
