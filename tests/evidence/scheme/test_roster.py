"""The list of units is changed, the criteria follow, and undo brings all back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from build import NOON, TOWNSHIPS, a_slot, a_snapshot, an_item
from evidence import wording
from evidence.criteria import township_units, units_of
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.model import (
    CriterionId,
    Project,
    SchemeFacts,
    SchemeReading,
    Scope,
    SlotId,
    Unit,
    UnitKind,
    new_id,
)
from evidence.progress import Silent
from evidence.scheme.roster import Roster, roster_of
from evidence.workspace import Workspace, create_workspace

OWED = replace(a_slot("部门总结", scope=Scope.EACH_DEPARTMENT), owners=("县教委", "县公安局"))
ITEMS = (
    replace(an_item("1-1", a_slot("方案"), lead_unit="县教委"), support_units=("县公安局", "县民政局")),
    replace(an_item("1-2", OWED, lead_unit="县食药安办"), support_units=("县教委",)),
    replace(an_item("1-3", a_slot("照片", scope=Scope.EACH_TOWNSHIP), lead_unit=None), support_units=()),
)


def a_roster() -> Roster:
    snapshot = a_snapshot(ITEMS)
    return roster_of(
        replace(snapshot, project=replace(snapshot.project, units=units_of(snapshot.project.units, ITEMS)))
    )


def named(roster: Roster, name: str) -> Unit:
    return next(unit for unit in roster.units if unit.name == name)


def names(roster: Roster) -> list[str]:
    return [unit.name for unit in roster.units]


def units_in(roster: Roster) -> list[tuple[str | None, tuple[str, ...], tuple[str, ...]]]:
    """Lead, support and owners of each item, as the roster makes them."""
    criteria = roster.edit(roster.before).criteria
    return [(c.lead_unit, c.support_units, tuple(o for slot in c.required for o in slot.owners)) for c in criteria]


def test_a_unit_is_renamed_wherever_it_is_named() -> None:
    roster = a_roster()
    renamed = roster.renamed(named(roster, "县教委").id, " 县教育局 ")
    assert units_in(renamed)[0] == ("县教育局", ("县公安局", "县民政局"), ())
    assert units_in(renamed)[1] == ("县食药安办", ("县教育局",), ("县教育局", "县公安局"))
    assert named(renamed, "县教育局").former == ("县教委",)


def test_units_are_counted_without_an_edit_of_the_criteria() -> None:
    twice = a_snapshot([an_item("1-1", lead_unit="县教委"), an_item("1-1", lead_unit="县教委")])
    project = replace(twice.project, units=units_of((), twice.criteria))
    roster = roster_of(replace(twice, project=project))  # that no edit would leave so
    assert roster.uses[named(roster, "县教委").id].led == 2


def test_what_was_only_typed_in_between_is_no_former_name() -> None:
    roster = a_roster()
    key = named(roster, "县教委").id
    assert roster.renamed(key, "县教").renamed(key, "县教育局").unit(key).former == ("县教委",)
    assert roster.renamed(key, "县教").renamed(key, "县教委") == roster


def test_two_units_may_exchange_their_names() -> None:
    roster = a_roster()
    one, other = named(roster, "县教委").id, named(roster, "县公安局").id
    swapped = roster.renamed(one, "暂").renamed(other, "县教委").renamed(one, "县公安局")
    assert units_in(swapped)[0] == ("县公安局", ("县教委", "县民政局"), ())


def test_renaming_to_a_name_that_is_there_makes_one_of_two() -> None:
    roster = a_roster()
    key = named(roster, "县教委").id
    roster = roster.told(key, contact="张三", phone="1380000 1111")
    merged = roster.renamed(key, "县公安局")
    assert "县教委" not in names(merged)
    assert units_in(merged)[0] == ("县公安局", ("县民政局",), ())
    assert units_in(merged)[1] == ("县食药安办", ("县公安局",), ("县公安局",))
    heir = named(merged, "县公安局")
    assert (heir.former, heir.contact, heir.phone) == (("县教委",), "张三", "1380000 1111")


def test_merges_follow_one_another() -> None:
    roster = a_roster()
    one, two, three = (named(roster, name).id for name in ("县教委", "县公安局", "县民政局"))
    merged = roster.merged(one, two).merged(two, three)
    assert units_in(merged)[0] == ("县民政局", (), ())
    assert named(merged, "县民政局").former == ("县公安局", "县教委")


def test_a_unit_that_is_named_is_not_removed() -> None:
    roster = a_roster()
    with pytest.raises(RequestError) as refusal:
        roster.removed(named(roster, "县教委").id)
    said = wording.sentence(refusal.value)
    assert "“县教委”" in said
    assert "2 项" in said
    assert "1 份" in said


def test_a_unit_that_nothing_names_is_removed() -> None:
    roster = a_roster().added("县残联", UnitKind.DEPARTMENT)
    assert names(roster.removed(named(roster, "县残联").id)) == names(a_roster())
    assert "石坪镇" not in names(roster.removed(named(roster, "石坪镇").id))


@pytest.mark.parametrize(("name", "code"), [("县教委", "unit_taken"), ("  ", "unit_name_unusable")])
def test_a_new_unit_needs_a_name_of_its_own(name: str, code: str) -> None:
    with pytest.raises(RequestError, match=code):
        a_roster().added(name, UnitKind.DEPARTMENT)


def test_units_are_put_in_another_order() -> None:
    roster = a_roster()
    first = roster.units[0].id
    assert names(roster.moved(named(roster, "县民政局").id, first))[0] == "县民政局"
    assert names(roster.moved(first, None))[-1] == TOWNSHIPS[0]


def test_how_often_a_unit_is_named_is_counted() -> None:
    roster = a_roster()
    use = roster.uses[named(roster, "县教委").id]
    assert (use.led, use.supported, use.chosen, use.owed) == (1, 1, 1, 2)
    assert roster.uses[named(roster, "双河镇").id].owed == 1
    assert not roster.uses[named(roster, "双河镇").id].named
    department = roster.of_kind(named(roster, "双河镇").id, UnitKind.DEPARTMENT)
    assert department.uses[named(roster, "双河镇").id].owed == 0


def test_a_phone_number_is_kept_as_typed() -> None:
    roster = a_roster()
    key = roster.units[0].id
    assert roster.told(key, phone="(023) 5812-3456 转 8").unit(key).phone == "(023) 5812-3456 转 8"
    assert roster.told(key, phone="1").told(key, phone="").unit(key).phone is None


def test_another_units_name_is_no_former_name() -> None:
    roster = a_roster()
    with pytest.raises(RequestError, match="unit_taken"):
        roster.once_called(named(roster, "县教委").id, ["县公安局"])


# In a workspace

CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["rename", "merge", "remove", "add", "move", "kind", "tell", "former"]),
        st.integers(0, 7),
        st.integers(0, 7),
    ),
    max_size=8,
)


def changed(roster: Roster, what: str, one: int, other: int) -> Roster:
    """Do one change; what is refused changes nothing."""
    keys = [unit.id for unit in roster.units]
    key, second = keys[one % len(keys)], keys[other % len(keys)]
    changes: dict[str, Callable[[], Roster]] = {
        "rename": lambda: roster.renamed(key, f"县{other}局"),
        "merge": lambda: roster.merged(key, second) if key != second else roster,
        "remove": lambda: roster.removed(key),
        "add": lambda: roster.added(f"县{other}委", UnitKind.DEPARTMENT),
        "move": lambda: roster.moved(key, second),
        "kind": lambda: roster.of_kind(key, list(UnitKind)[other % 2]),
        "former": lambda: roster.once_called(key, [f"旧{other}局"]),
        "tell": lambda: roster.told(key, contact=f"张{other}", phone=f"{other}", note=""),
    }
    try:
        return changes[what]()
    except RequestError:
        return roster


def opened(place: Path) -> Workspace:
    project = Project("云岭县", None, 2021, 2023, township_units(TOWNSHIPS), NOON)
    create_workspace(
        place, project, SchemeReading(SchemeFacts("细则", None, None, 6.0), ITEMS, ()), "王敏", lambda: NOON
    )
    return Workspace(place, "王敏", lambda: NOON, write=True)


@settings(max_examples=30)
@given(changes=CHANGES)
def test_one_step_changes_all_and_undo_brings_all_back(changes: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder) / "项目") as workspace:
        before = workspace.snapshot()
        roster = roster_of(before)
        for change in changes:
            roster = changed(roster, *change)
        workspace.schemes.edit_project(Action.EDIT_UNITS, roster.project, roster.edit)
        after = workspace.snapshot()
        assert after.project == roster.project
        assert after.criteria == roster.edit(before).criteria
        known = set(names(roster))
        for lead, support, owners in units_in(roster):
            assert {lead, *support, *owners} - {None} <= known
            assert lead not in support
        if after != before:
            workspace.undo()
        assert workspace.snapshot() == before
        assert workspace.history().undo is None


def test_a_units_name_changes_in_the_other_schemes_too(tmp_path: Path) -> None:
    other = replace(an_item("A1", OWED, lead_unit="县教委"), id=CriterionId(new_id()))
    other = replace(other, required=(replace(OWED, id=SlotId(new_id())),))
    with opened(tmp_path / "项目") as workspace:
        workspace.schemes.add(SchemeReading(SchemeFacts("考核细则", None, None, 2.0), (other,), ()), Silent())
        workspace.schemes.use(workspace.snapshot().others[0].id)
        before = workspace.snapshot()
        roster = roster_of(before)
        key = named(roster, "县教委").id
        assert roster.uses[key].led == 2
        renamed = roster.renamed(key, "县教育局")
        workspace.schemes.edit_project(Action.EDIT_UNITS, renamed.project, renamed.edit)
        ((criterion,),) = [scheme.criteria for scheme in workspace.snapshot().others]
        assert (criterion.lead_unit, criterion.required[0].owners) == ("县教育局", ("县教育局", "县公安局"))
        workspace.undo()
        assert workspace.snapshot() == before
