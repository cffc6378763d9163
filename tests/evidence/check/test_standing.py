"""How a project stands: by category, by unit with what lies unsorted from it, days left."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from build import NOON, a_group, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.gaps import find_gaps
from evidence.check.standing import Standings, UnitStanding, by_category, by_unit, days_left, figures
from evidence.model import Piece, Scope
from evidence.snapshot import Snapshot


def standings(snapshot: Snapshot) -> Standings:
    return by_unit(snapshot, find_gaps(snapshot))


def of(snapshot: Snapshot, name: str) -> UnitStanding:
    return next(row for row in standings(snapshot).units if row.name == name)


def each_township(*pieces: Piece) -> Snapshot:
    return a_snapshot([an_item("1-1", a_slot(scope=Scope.EACH_TOWNSHIP))], pieces)


def test_each_top_group_has_its_own_totals() -> None:
    groups = [a_group("1", "基础工作"), a_group("2", "能力建设")]
    below = a_group("1.1", "党政同责", groups[0].id)
    items = [an_item("1-1", a_slot(), parent=below.id), an_item("2-1", a_slot(), parent=groups[1].id)]
    snapshot = a_snapshot([groups[0], below, items[0], groups[1], items[1]])
    found = by_category(snapshot, find_gaps(snapshot))
    assert [(one.group and one.group.title, one.sums.items) for one in found] == [("基础工作", 1), ("能力建设", 1)]


def test_a_unit_has_what_it_owes_and_what_is_there() -> None:
    slot = a_slot(count=2)
    item = an_item("1-1", slot, lead_unit="县教委")
    piece = a_piece()
    snapshot = a_snapshot([item], [piece], [filed(piece, item, slot)])
    row = of(snapshot, "县教委")
    assert (row.needed, row.met, row.open_rows, row.lacking) == (2, 1, 1, 1)


@pytest.mark.parametrize(("unit", "issuer"), [("双河镇", None), (None, "双河镇人民政府")])
def test_what_lies_unsorted_from_a_unit_is_told_with_it(unit: str | None, issuer: str | None) -> None:
    assert of(each_township(a_piece(unit=unit, issuer=issuer)), "双河镇").unsorted == 1


def test_a_paper_from_a_unit_under_its_former_name_is_that_unit_s() -> None:
    snapshot = each_township(a_piece(issuer=None, unit="双河乡"))
    units = tuple(replace(u, former=("双河乡",)) if u.name == "双河镇" else u for u in snapshot.project.units)
    renamed = replace(snapshot, project=replace(snapshot.project, units=units))
    assert of(renamed, "双河镇").unsorted == 1


def test_what_is_filed_is_not_unsorted_any_more() -> None:
    slot = a_slot(scope=Scope.EACH_TOWNSHIP)
    item, piece = an_item("1-1", slot), a_piece(issuer="双河镇")
    snapshot = a_snapshot([item], [piece], [filed(piece, item, slot)])
    assert of(snapshot, "双河镇").unsorted == 0


def test_what_tells_no_unit_is_counted_apart() -> None:
    assert standings(each_township(a_piece(issuer=None), a_piece(issuer="某公司"))).unsorted_unknown == 2


def test_a_unit_that_owes_nothing_is_listed_when_something_of_it_lies_unsorted() -> None:
    snapshot = a_snapshot([an_item("1-1", a_slot())], [a_piece(issuer="石坪镇")])
    assert of(snapshot, "石坪镇").needed == 0


def test_those_who_lack_most_come_first() -> None:
    items = [an_item("1-1", a_slot(), lead_unit="县教委"), an_item("1-2", a_slot(count=3), lead_unit="县财政局")]
    assert [row.name for row in standings(a_snapshot(items)).units] == ["县财政局", "县教委"]


def test_what_nobody_known_owes_is_told_apart() -> None:
    snapshot = a_snapshot([an_item("1-1", a_slot(scope=Scope.EACH_DEPARTMENT), lead_unit="县教委")])
    found = standings(snapshot)
    assert found.of_nobody is not None
    assert found.of_nobody.needed == 1


def test_units_and_nobody_come_to_all_that_is_needed() -> None:
    slots = [a_slot(scope=scope) for scope in Scope]
    snapshot = a_snapshot([an_item("1-1", *slots, lead_unit="县教委")])
    found = standings(snapshot)
    assert found.of_nobody is not None
    needed = sum(row.needed for row in (*found.units, found.of_nobody))
    assert needed == figures(snapshot, find_gaps(snapshot)).needed


@pytest.mark.parametrize(("today", "left"), [(date(2024, 1, 8), 7), (date(2024, 1, 15), 0), (date(2024, 1, 16), -1)])
def test_days_are_counted_to_the_day_that_was_set(today: date, left: int) -> None:
    project = replace(a_snapshot([]).project, submit_on=date(2024, 1, 15))
    assert days_left(project, today) == left


def test_no_day_is_assumed() -> None:
    assert days_left(a_snapshot([]).project, NOON.date()) is None
