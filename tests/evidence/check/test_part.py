"""Which items of an upper level's table an office owes, by the names in it."""

from __future__ import annotations

from msgspec.structs import replace

from build import a_slot, an_item
from evidence.check.part import Named, names_in, owed_by
from evidence.model import Criterion, Scope


def item(code: str, lead: str | None, *support: str, owners: tuple[str, ...] = ()) -> Criterion:
    slots = [a_slot(scope=Scope.EACH_DEPARTMENT, owners=owners)] if owners else []
    return replace(an_item(code, *slots, lead_unit=lead), support_units=support)


ITEMS = (
    item("1", "市市场监管局", "各县（区）人民政府"),
    item("2", "云岭县人民政府", "市市场监管局"),
    item("3", "市教育局", owners=("云岭县人民政府",)),
    item("4", None),
)


def owed(*names: str, led_only: bool = False) -> list[str]:
    keys = owed_by(ITEMS, names, led_only=led_only)
    return [one.code for one in ITEMS if one.id in keys]


def test_an_office_owes_what_it_leads_or_takes_part_in_or_hands_in_for() -> None:
    assert owed("云岭县人民政府") == ["2", "3"]


def test_what_all_counties_owe_is_owed_where_that_name_is_chosen_too() -> None:
    assert owed("云岭县人民政府", "各县（区）人民政府") == ["1", "2", "3"]


def test_of_what_it_leads_alone_the_rest_is_left_out() -> None:
    assert owed("云岭县人民政府", led_only=True) == ["2"]


def test_a_short_name_means_the_same_office() -> None:
    assert owed("市监局") == owed("市市场监管局") == ["1", "2"]


def test_a_name_that_stands_nowhere_owes_nothing() -> None:
    assert owed("水利局") == []


def test_the_names_are_told_with_how_often_they_stand_there_the_most_frequent_first() -> None:
    assert names_in(ITEMS)[:2] == (Named("市市场监管局", 1, 1), Named("云岭县人民政府", 1, 1))


def test_an_office_that_leads_an_item_does_not_take_part_in_it_besides() -> None:
    assert names_in([item("1", "县教委", "县教委")]) == (Named("县教委", 1, 0),)
