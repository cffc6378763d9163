"""What is missing, slot by slot, year by year, unit by unit."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from build import a_group, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.gaps import ItemGaps, Requirement, find_gaps, item_gaps, township_of, updated_gaps, years_asked
from evidence.check.impact import Impact
from evidence.check.score import gate, totals
from evidence.model import Flag, PaperCopy, Piece, Scope, Slot, State, Unit, UnitId, UnitKind, Years
from tests.evidence.steps import STEPS, Step, do, opened


def only_item(slot: Slot, *pieces: Piece, townships: tuple[str, ...] = ("双河镇", "石坪镇")) -> ItemGaps:
    """File the pieces in the slot and return the one item's gaps."""
    item = an_item("1-1", slot)
    filings = [filed(piece, item, slot) for piece in pieces]
    (found,) = find_gaps(a_snapshot([item], pieces, filings, townships=townships))
    return found


def states(item: ItemGaps) -> list[tuple[int | None, str | None, State]]:
    return [(row.year, row.unit, row.state) for row in item.required]


def row_of(item: ItemGaps, year: int | None = None, unit: str | None = None) -> Requirement:
    return next(row for row in item.required if year in (None, row.year) and unit in (None, row.unit))


@pytest.mark.parametrize(
    ("years", "asked"),
    [
        (Years.EACH_OF_LAST_3, (2021, 2022, 2023)),
        (Years.EACH_OF_LAST_2, (2022, 2023)),
        (Years.LATEST, (2023,)),
        (Years.ANY, (None,)),
    ],
)
def test_years_count_back_from_the_base_year(years: Years, asked: tuple[int | None, ...]) -> None:
    assert years_asked(a_slot(years=years), 2023) == asked


def test_a_slot_for_each_year_is_a_row_a_year() -> None:
    item = only_item(a_slot(years=Years.EACH_OF_LAST_3), a_piece(year=2022))
    unit = "县食药安办"
    assert states(item) == [
        (2021, unit, State.MISSING),
        (2022, unit, State.COMPLETE),
        (2023, unit, State.MISSING),
    ]
    assert item.state is State.PARTIAL


def test_too_few_pieces_are_partial() -> None:
    item = only_item(a_slot(count=2), a_piece(year=2023))
    assert row_of(item).state is State.PARTIAL
    assert (row_of(item).needed, len(row_of(item).have)) == (2, 1)


def test_more_than_enough_pieces_count_no_more_than_the_need() -> None:
    item = only_item(a_slot(count=1), a_piece(arrived=1), a_piece(arrived=2))
    assert (row_of(item).state, row_of(item).met, item.share) == (State.COMPLETE, 1, 1.0)


@pytest.mark.parametrize("flag", [Flag.DRAFT, Flag.ENCRYPTED, Flag.TRUNCATED, Flag.EMPTY, Flag.SECRET])
def test_what_proves_nothing_is_shown_beside_the_gap(flag: Flag) -> None:
    piece = a_piece(flags={flag})
    row = row_of(only_item(a_slot(), piece))
    assert (row.state, row.have) == (State.MISSING, ())
    assert [(defect.piece, defect.code) for defect in row.defects] == [(piece, flag.value)]


@pytest.mark.parametrize("flag", [Flag.COMMENTS, Flag.TRACKED_CHANGES, Flag.LOW_DPI, Flag.PERSONAL_DATA])
def test_other_marks_do_not_keep_a_piece_from_counting(flag: Flag) -> None:
    assert row_of(only_item(a_slot(), a_piece(flags={flag}))).state is State.COMPLETE


def test_a_piece_outside_the_years_is_shown_beside_every_year() -> None:
    item = only_item(a_slot(years=Years.EACH_OF_LAST_2), a_piece(year=2019))
    assert [[defect.code for defect in row.defects] for row in item.required] == [["year_outside"], ["year_outside"]]
    assert item.state is State.MISSING


def test_a_piece_of_another_asked_year_is_no_fault_of_this_one() -> None:
    item = only_item(a_slot(years=Years.EACH_OF_LAST_2), a_piece(year=2022))
    assert row_of(item, 2023).defects == ()


def test_a_piece_of_unknown_year_does_not_count_where_years_are_asked() -> None:
    row = row_of(only_item(a_slot(), a_piece(year=None)))
    assert (row.state, [defect.code for defect in row.defects]) == (State.MISSING, ["year_unknown"])


def test_a_piece_of_unknown_year_counts_where_any_year_will_do() -> None:
    assert row_of(only_item(a_slot(years=Years.ANY), a_piece(year=None))).state is State.COMPLETE


def test_each_township_owes_a_row() -> None:
    slot = a_slot(scope=Scope.EACH_TOWNSHIP)
    item = only_item(slot, a_piece(issuer="云岭县双河镇人民政府"))
    assert states(item) == [(2023, "双河镇", State.COMPLETE), (2023, "石坪镇", State.MISSING)]


def test_a_township_that_handed_a_paper_in_may_stand_for_its_issuer() -> None:
    item = only_item(a_slot(scope=Scope.EACH_TOWNSHIP), a_piece(issuer=None, unit="石坪镇"))
    assert row_of(item, unit="石坪镇").state is State.COMPLETE


def test_a_paper_of_no_township_is_shown_once_a_year_beside_the_first() -> None:
    slot = a_slot(scope=Scope.EACH_TOWNSHIP, years=Years.EACH_OF_LAST_2)
    item = only_item(slot, a_piece(issuer="县教委", year=2022), a_piece(issuer="县教委", year=2023))
    assert [(row.year, row.unit, [defect.code for defect in row.defects]) for row in item.required] == [
        (2022, "双河镇", ["unit_unknown"]),
        (2022, "石坪镇", []),
        (2023, "双河镇", ["unit_unknown"]),
        (2023, "石坪镇", []),
    ]


@pytest.mark.parametrize(
    ("year", "flags", "code"), [(None, (), "year_unknown"), (2019, (), "year_outside"), (2023, {Flag.DRAFT}, "draft")]
)
def test_whatever_is_wrong_with_a_paper_of_no_township_is_shown_once(
    year: int | None, flags: set[Flag], code: str
) -> None:
    item = only_item(a_slot(scope=Scope.EACH_TOWNSHIP), a_piece(issuer="县教委", year=year, flags=flags))
    assert [[defect.code for defect in row.defects] for row in item.required] == [[code], []]


def test_a_paper_of_no_township_closes_no_gap() -> None:
    item = only_item(a_slot(scope=Scope.EACH_TOWNSHIP), a_piece(issuer="县教委"))
    assert {row.state for row in item.required} == {State.MISSING}


def test_a_townships_faulty_paper_is_shown_beside_its_own_row() -> None:
    item = only_item(a_slot(scope=Scope.EACH_TOWNSHIP), a_piece(issuer="石坪镇人民政府", flags={Flag.DRAFT}))
    assert [[defect.code for defect in row.defects] for row in item.required] == [[], ["draft"]]


def test_the_origin_of_a_piece_is_asked_once_a_slot(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Piece] = []

    def count(piece: Piece, names: dict[str, str]) -> str | None:
        asked.append(piece)
        return township_of(piece, names)

    monkeypatch.setattr("evidence.check.gaps.township_of", count)
    pieces = [a_piece(issuer="双河镇人民政府", arrived=at) for at in range(5)]
    only_item(a_slot(scope=Scope.EACH_TOWNSHIP, years=Years.EACH_OF_LAST_3), *pieces)
    assert asked == pieces


def test_without_a_list_of_townships_the_row_is_never_complete() -> None:
    item = only_item(a_slot(scope=Scope.EACH_TOWNSHIP), a_piece(issuer="双河镇人民政府"), townships=())
    assert states(item) == [(2023, None, State.PARTIAL)]
    assert item.share == 0


def test_the_longer_name_of_two_townships_wins() -> None:
    piece = a_piece(issuer="云岭县大双河镇人民政府")
    assert township_of(piece, {name: name for name in ("双河镇", "大双河镇")}) == "大双河镇"


def test_papers_of_a_renamed_township_are_still_its_own() -> None:
    renamed = Unit(UnitId("1"), "双河街道", UnitKind.TOWNSHIP, former=("双河镇",))
    slot = a_slot(scope=Scope.EACH_TOWNSHIP, count=2)
    item = an_item("1-1", slot)
    pieces = [a_piece(issuer=f"云岭县{name}") for name in ("双河镇人民政府", "双河街道办事处")]
    snapshot = a_snapshot([item], pieces, [filed(piece, item, slot) for piece in pieces], townships=())
    (found,) = find_gaps(replace(snapshot, project=replace(snapshot.project, units=(renamed,))))
    assert states(found) == [(2023, "双河街道", State.COMPLETE)]


def test_papers_of_a_renamed_department_are_still_its_own() -> None:
    renamed = Unit(UnitId("1"), "县市场监管局", UnitKind.DEPARTMENT, former=("县食药监局",))
    slot = replace(a_slot(scope=Scope.EACH_DEPARTMENT), owners=("县市场监管局",))
    item, piece = an_item("1-1", slot), a_piece(issuer="云岭县食品药品监督管理局")
    snapshot = a_snapshot([item], [piece], [filed(piece, item, slot)])
    (found,) = find_gaps(replace(snapshot, project=replace(snapshot.project, units=(renamed,))))
    assert states(found) == [(2023, "县市场监管局", State.COMPLETE)]


def test_a_piece_counts_once_within_a_slot() -> None:
    slot = a_slot(count=2)
    item = an_item("1-1", slot)
    piece = a_piece()
    (found,) = find_gaps(a_snapshot([item], [piece], [filed(piece, item, slot), filed(piece, item, slot)]))
    assert len(found.required[0].have) == 1


def test_a_piece_counts_in_every_item_where_it_is_filed() -> None:
    slots = a_slot(), a_slot()
    items = an_item("1-1", slots[0]), an_item("1-2", slots[1])
    piece = a_piece()
    found = find_gaps(a_snapshot(items, [piece], [filed(piece, *pair) for pair in zip(items, slots, strict=True)]))
    assert [item.state for item in found] == [State.COMPLETE, State.COMPLETE]


def test_a_piece_in_no_slot_makes_an_item_partial_and_is_named() -> None:
    item = an_item("1-1", a_slot())
    piece = a_piece()
    (found,) = find_gaps(a_snapshot([item], [piece], [filed(piece, item)]))
    assert (found.state, found.unplaced) == (State.PARTIAL, (piece,))


def test_an_item_without_slots_needs_one_sound_piece() -> None:
    item = an_item("1-1")
    sound, draft = a_piece(arrived=1), a_piece(arrived=2, flags={Flag.DRAFT})
    assert find_gaps(a_snapshot([item], [draft], [filed(draft, item)]))[0].state is State.MISSING
    assert find_gaps(a_snapshot([item], [sound], [filed(sound, item)]))[0].state is State.COMPLETE


def test_groups_are_no_items() -> None:
    group = a_group("1", "党政同责")
    item = an_item("1-1", a_slot(), parent=group.id)
    assert [found.criterion.code for found in find_gaps(a_snapshot([group, item]))] == ["1-1"]


@settings(max_examples=30)
@given(steps=STEPS)
def test_gaps_of_the_items_that_were_touched_are_enough(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder) / "项目") as workspace:
        items = find_gaps(workspace.snapshot())
        for step in steps:
            changes = do(workspace, step)
            snapshot = workspace.snapshot()
            items = find_gaps(snapshot) if changes.scheme else updated_gaps(items, snapshot, changes.criteria)
            assert items == find_gaps(workspace.snapshot())


def test_gaps_of_other_items_are_not_computed_again() -> None:
    one, other = an_item("1-1", a_slot()), an_item("1-2", a_slot())
    piece = a_piece()
    before = find_gaps(a_snapshot([one, other], [piece]))
    after = updated_gaps(before, a_snapshot([one, other], [piece], [filed(piece, one)]), {one.id})
    assert after[1] is before[1]
    assert after[0] == item_gaps(a_snapshot([one, other], [piece], [filed(piece, one)]), one) != before[0]


# Chosen units


OWNERS = ("县教委", "县市场监管局", "县委办公室")


def of_departments(*pieces: Piece, owners: tuple[str, ...] = OWNERS) -> dict[str | None, State]:
    item = only_item(a_slot(scope=Scope.EACH_DEPARTMENT, owners=owners), *pieces)
    return {row.unit: row.state for row in item.required}


def there(found: dict[str | None, State]) -> list[str | None]:
    return [unit for unit, state in found.items() if state is State.COMPLETE]


@pytest.mark.parametrize(
    ("issuer", "owners"),
    [
        ("云岭县教育委员会", ["县教委"]),
        ("云岭县市场监督管理局", ["县市场监管局"]),
        ("中共云岭县委办公室", ["县委办公室"]),
        ("县教委、县市场监督管理局", ["县教委", "县市场监管局"]),
        ("县公安局", []),
        (None, []),
    ],
)
def test_each_chosen_unit_owes_a_row_that_its_own_paper_closes(issuer: str | None, owners: list[str]) -> None:
    found = of_departments(a_piece(issuer=issuer))
    assert tuple(found) == OWNERS
    assert there(found) == owners


def test_the_whole_name_of_a_chosen_unit_goes_before_what_abbreviates_another() -> None:
    found = of_departments(a_piece(issuer="中共云岭县委办公室"), owners=("县委编制委员会办公室", "县委办公室"))
    assert there(found) == ["县委办公室"]


def test_who_handed_it_in_stands_for_an_issuer_that_owes_nothing() -> None:
    assert there(of_departments(a_piece(issuer="云岭县人民政府", unit="县教委"))) == ["县教委"]


def test_units_that_are_not_chosen_yet_are_one_row_that_is_never_complete() -> None:
    item = only_item(a_slot(scope=Scope.EACH_DEPARTMENT), a_piece())
    assert states(item) == [(2023, None, State.PARTIAL)]
    assert item.share == 0


# Not applicable


def test_a_waived_material_counts_for_nothing_whatever_lies_in_it() -> None:
    item = only_item(a_slot(waived="本县没有屠宰企业", count=3), a_piece(), a_piece(flags={Flag.DRAFT}))
    assert (item.state, item.counted, item.share) == (State.NOT_APPLICABLE, (), 0)
    assert totals([item]).not_applicable == 1
    assert Impact(item).loss == 0
    assert "gate_defects" not in {reason.code for reason in gate(a_snapshot([]), [item])}


def test_papers_in_a_waived_material_do_not_make_an_item_partial() -> None:
    slots = a_slot("屠宰检疫记录", waived="没有屠宰企业"), a_slot("方案")
    item, piece = an_item("1-1", *slots), a_piece()
    (found,) = find_gaps(a_snapshot([item], [piece], [filed(piece, item, slots[0])]))
    assert (found.state, found.share) == (State.MISSING, 0)


def test_an_item_is_complete_when_all_that_is_not_waived_is_there() -> None:
    slots = a_slot("屠宰检疫记录", waived="没有屠宰企业"), a_slot("方案")
    item, piece = an_item("1-1", *slots), a_piece()
    (found,) = find_gaps(a_snapshot([item], [piece], [filed(piece, item, slots[1])]))
    assert (found.state, found.share) == (State.COMPLETE, 1)


# One or the other


def either(one: Slot, other: Slot, *lying: tuple[Piece, Slot]) -> ItemGaps:
    """Return the gaps of an item that asks for one or the other of two materials."""
    item = an_item("1-1", one, other)
    filings = [filed(piece, item, slot) for piece, slot in lying]
    (found,) = find_gaps(a_snapshot([item], [piece for piece, _ in lying], filings))
    return found


NOTICE, MINUTES = a_slot("通知", alternative="甲"), a_slot("纪要", alternative="甲")


@pytest.mark.parametrize("filled", [NOTICE, MINUTES])
def test_either_of_two_materials_will_do(filled: Slot) -> None:
    item = either(NOTICE, MINUTES, (a_piece(), filled))
    assert (item.state, item.share, totals([item]).percent) == (State.COMPLETE, 1, 100)
    (other,) = [row for row in item.required if row.slot is not filled]
    assert (other.state, other.by_other) == (State.NOT_APPLICABLE, filled)


def test_while_neither_is_there_one_is_counted_and_both_are_listed() -> None:
    item = either(NOTICE, MINUTES)
    assert [row.state for row in item.required] == [State.MISSING, State.MISSING]
    assert [row.slot for row in item.counted] == [NOTICE]


def test_the_one_that_is_nearer_to_done_is_counted() -> None:
    pictures = a_slot("照片", alternative="甲", count=2)
    item = either(NOTICE, pictures, (a_piece(), pictures))
    assert (item.state, item.share) == (State.PARTIAL, 0.5)
    assert [row.slot for row in item.counted] == [pictures]


def test_each_year_is_met_by_the_one_or_the_other() -> None:
    yearly = [a_slot(name, alternative="甲", years=Years.EACH_OF_LAST_2) for name in ("通知", "纪要")]
    item = either(yearly[0], yearly[1], (a_piece(year=2022), yearly[0]), (a_piece(year=2023), yearly[1]))
    assert (item.state, item.share) == (State.COMPLETE, 1)


def test_one_for_any_year_stands_for_one_a_year() -> None:
    yearly, once = (
        a_slot("月报", alternative="甲", years=Years.EACH_OF_LAST_2),
        a_slot(alternative="甲", years=Years.ANY),
    )
    assert either(yearly, once, (a_piece(year=None), once)).state is State.COMPLETE
    assert [row.slot for row in either(yearly, once).counted] == [yearly, yearly]


def test_another_mark_and_a_waived_material_stand_for_nothing() -> None:
    other = replace(MINUTES, alternative="乙")
    assert either(NOTICE, other, (a_piece(), other)).state is State.PARTIAL
    waived = replace(MINUTES, waived="没有开会")
    item = either(NOTICE, waived, (a_piece(), waived))
    assert (item.state, [row.slot for row in item.counted]) == (State.MISSING, [NOTICE])


def test_one_unit_does_not_stand_for_another() -> None:
    one, other = (a_slot(name, alternative="甲", scope=Scope.EACH_TOWNSHIP) for name in ("通知", "纪要"))
    item = either(one, other, (a_piece(issuer="双河镇人民政府"), one), (a_piece(issuer="石坪镇人民政府"), other))
    open_units = [row.unit for row in item.counted if row.state.is_open]
    assert (open_units, item.state) == (["红岩乡"], State.PARTIAL)


# On paper, and proposed


def test_paper_counts_where_it_is_allowed() -> None:
    paper = a_piece(paper=PaperCopy("档案室", "王敏"))
    assert only_item(a_slot(), paper).state is State.COMPLETE
    row = row_of(only_item(a_slot(paper_allowed=False), paper))
    assert (row.state, [defect.code for defect in row.defects]) == (State.MISSING, ["paper_only"])


def test_a_proposed_material_is_shown_and_asks_for_nothing() -> None:
    item = only_item(a_slot(proposed=True))
    assert (item.state, item.required, len(item.proposed)) == (State.MISSING, (), 1)
    assert only_item(a_slot(proposed=True), a_piece()).state is State.COMPLETE


@pytest.mark.parametrize(("seal", "have"), [(True, 1), (None, 1), (False, 0)])
def test_where_a_seal_is_demanded_only_what_is_known_to_have_none_does_not_count(
    seal: bool | None,
    have: int,
) -> None:
    slot = replace(a_slot("情况说明", years=Years.ANY), must=("盖章",))
    piece = a_piece("说明")
    sealed = replace(piece, facts=replace(piece.facts, seal=seal))
    (row,) = only_item(slot, sealed).required
    assert (len(row.have), [defect.code for defect in row.defects]) == (have, [] if have else ["not_sealed"])
