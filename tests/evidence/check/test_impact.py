"""预计影响: what gaps may cost by the rule of their item, whatever is there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from build import a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.gaps import find_gaps
from evidence.check.impact import Impact
from evidence.check.score import score, what_if
from evidence.model import Criterion, Filing, Piece, Rule, Scope, Slot, State, Years
from evidence.snapshot import Snapshot

EACH_HALF = "资料齐全的得2分；每少一份扣0.5分，单项扣完为止。"


def with_rule(criterion: Criterion, rule: Rule | None, method: str) -> Criterion:
    return replace(criterion, rule=rule, method=method, veto=rule is Rule.VETO, bonus=rule is Rule.BONUS)


def impact_of(item: Criterion, *there: tuple[Slot, Piece]) -> Impact:
    """Return the impact of an item with these papers in its slots."""
    pieces = [piece for _, piece in there]
    filings = [filed(piece, item, slot, number) for number, (slot, piece) in enumerate(there, 1)]
    (gaps,) = find_gaps(a_snapshot([item], pieces, filings))
    return Impact(gaps)


# By the rule


def test_each_row_that_is_wanting_is_a_finding() -> None:
    slot = a_slot(years=Years.EACH_OF_LAST_3)
    item = with_rule(an_item("1-1", slot, points=2.0), Rule.PER_FINDING, EACH_HALF)
    assert impact_of(item, (slot, a_piece(year=2023))).loss == 1.0


def test_findings_cost_no_more_than_the_item_has() -> None:
    slot = a_slot(years=Years.EACH_OF_LAST_3, scope=Scope.EACH_TOWNSHIP)
    item = with_rule(an_item("1-1", slot, points=2.0), Rule.PER_FINDING, EACH_HALF)
    assert impact_of(item).loss == 2.0


def test_findings_cost_no_more_than_the_standard_says() -> None:
    slot = a_slot(years=Years.EACH_OF_LAST_3)
    method = "每少一份扣1分，最多扣2分。"
    assert impact_of(with_rule(an_item("1-1", slot, points=3.0), Rule.PER_FINDING, method)).loss == 2.0


@pytest.mark.parametrize("method", ["视发现的问题逐处扣分。", "每少一份扣0.5分，每迟一次扣1分。", ""])
def test_findings_of_unknown_size_cost_the_share_that_is_wanting(method: str) -> None:
    slot = a_slot(count=4)
    item = with_rule(an_item("1-1", slot, points=2.0), Rule.PER_FINDING, method)
    assert impact_of(item, (slot, a_piece())).loss == 1.5


def test_a_named_deduction_is_lost_for_the_material_that_it_names() -> None:
    scheme, use = a_slot("年度考核办法", kind=None), a_slot("考核结果运用情况说明", kind=None)
    method = "纳入考核的得3分；未运用结果的扣1分。"
    item = with_rule(an_item("1-4", scheme, use, points=3.0), Rule.GRADED, method)
    assert impact_of(item, (scheme, a_piece())).loss == 1.0


def test_a_material_that_no_deduction_names_costs_its_share() -> None:
    scheme, use = a_slot("年度考核办法", kind=None), a_slot("考核结果运用情况说明", kind=None)
    method = "纳入考核的得3分；未运用结果的扣1分。"
    item = with_rule(an_item("1-4", scheme, use, points=3.0), Rule.GRADED, method)
    assert impact_of(item, (use, a_piece())).loss == 1.5


def test_an_item_of_all_or_nothing_is_lost_with_its_last_paper() -> None:
    first, second = a_slot("方案"), a_slot("总结")
    item = with_rule(an_item("1-1", first, second, points=3.0), Rule.ALL_OR_NOTHING, "得3分，否则不得分。")
    assert impact_of(item, (first, a_piece())).loss == 3.0


def test_a_veto_costs_no_points() -> None:
    assert impact_of(with_rule(an_item("1-1", a_slot(), points=2.0), Rule.VETO, "一票否决。")).loss == 0.0


def test_a_bonus_is_never_lost_and_may_be_gained() -> None:
    impact = impact_of(with_rule(an_item("1-1", a_slot(), points=2.0), Rule.BONUS, "加2分。"))
    assert (impact.loss, impact.wanting) == (0.0, 2.0)


def test_of_materials_that_stand_for_one_another_the_nearest_counts() -> None:
    many, one = a_slot("台账", count=4, alternative="甲"), a_slot("总结", count=2, alternative="甲")
    item = an_item("1-1", many, one, points=2.0)
    assert impact_of(item, (one, a_piece())).loss == 1.0


# Of single rows


def test_a_row_of_all_or_nothing_may_cost_all_and_brings_nothing_back_alone() -> None:
    item = with_rule(an_item("1-1", a_slot("方案"), a_slot("总结"), points=3.0), Rule.ALL_OR_NOTHING, "")
    impact = impact_of(item)
    first, _ = impact.item.required
    assert (impact.row_cost(first), impact.gain([first])) == (3.0, 0.0)


def test_the_last_open_row_brings_all_back() -> None:
    first, second = a_slot("方案"), a_slot("总结")
    item = with_rule(an_item("1-1", first, second, points=3.0), Rule.ALL_OR_NOTHING, "")
    impact = impact_of(item, (first, a_piece()))
    assert impact.gain([row for row in impact.item.required if row.state.is_open]) == 3.0


def test_what_a_unit_owes_may_cost_what_its_rows_do_together() -> None:
    slot = a_slot(years=Years.EACH_OF_LAST_3, scope=Scope.EACH_TOWNSHIP)
    impact = impact_of(with_rule(an_item("1-1", slot, points=4.0), Rule.PER_FINDING, EACH_HALF))
    assert impact.cost([row for row in impact.item.required if row.unit == "双河镇"]) == 1.5


# Whatever is there

_METHODS = st.sampled_from(
    [EACH_HALF, "得2分，否则相应扣分。", "未报送总结的扣1分。", "每少一份扣1分，最多扣1.5分。", ""]
)
_SLOTS = st.builds(
    a_slot,
    st.sampled_from(["年度方案", "年度总结", "工作台账"]),
    years=st.sampled_from(list(Years)),
    count=st.integers(1, 3),
    scope=st.sampled_from(list(Scope)),
    kind=st.none(),
    alternative=st.sampled_from([None, None, "甲"]),
    waived=st.sampled_from([None, None, None, "本县没有"]),
)
_PIECES = st.builds(
    a_piece, year=st.integers(2020, 2024), issuer=st.sampled_from(["双河镇人民政府", "石坪镇", "县教委"])
)


@st.composite
def _dossiers(draw: st.DrawFn) -> tuple[Snapshot, Snapshot]:
    """Return a dossier, and the same with one paper more."""
    items = [
        with_rule(
            an_item(f"1-{number}", *draw(st.lists(_SLOTS, max_size=3)), points=draw(st.sampled_from([None, 1.0, 2.5]))),
            draw(st.sampled_from([None, *Rule])),
            draw(_METHODS),
        )
        for number in range(1, 4)
    ]
    pieces = [
        replace(piece, arrived=number) for number, piece in enumerate(draw(st.lists(_PIECES, min_size=1, max_size=8)))
    ]
    filings: list[Filing] = []
    for number, piece in enumerate(pieces):
        item = draw(st.sampled_from(items))
        filings.append(filed(piece, item, draw(st.sampled_from([None, *item.required])), number))
    return a_snapshot(items, pieces, filings[:-1]), a_snapshot(items, pieces, filings)


@given(_dossiers())
@settings(max_examples=300)
def test_a_paper_more_never_costs_more(dossiers: tuple[Snapshot, Snapshot]) -> None:
    for before, after in zip(*map(find_gaps, dossiers), strict=True):
        assert Impact(after).wanting <= Impact(before).wanting + 1e-9


@given(_dossiers())
@settings(max_examples=200)
def test_an_item_costs_between_nothing_and_its_points(dossiers: tuple[Snapshot, Snapshot]) -> None:
    for item in find_gaps(dossiers[0]):
        assert 0 <= Impact(item).wanting <= (item.criterion.points or 0.0)
        assert item.state.is_open or Impact(item).wanting == 0


@given(_dossiers())
@settings(max_examples=200)
def test_the_total_is_the_sum_of_the_items(dossiers: tuple[Snapshot, Snapshot]) -> None:
    items = find_gaps(dossiers[0])
    found = score(items)
    assert found.lost == pytest.approx(sum(Impact(item).loss for item in items), abs=0.006)
    assert found.points + found.lost == pytest.approx(found.total, abs=0.011)


@given(_dossiers())
@settings(max_examples=200)
def test_with_every_item_complete_nothing_is_lost(dossiers: tuple[Snapshot, Snapshot]) -> None:
    items = find_gaps(dossiers[0])
    found = what_if(items, {item.criterion.id for item in items})
    bonus = sum(item.criterion.points or 0.0 for item in items if item.criterion.bonus)
    assert (found.points, found.lost, found.veto, found.bonus) == (found.total, 0.0, (), bonus)


@given(_dossiers())
@settings(max_examples=200)
def test_with_every_row_met_what_has_rows_is_safe(dossiers: tuple[Snapshot, Snapshot]) -> None:
    items = find_gaps(dossiers[0])
    bare = sum(Impact(item).loss for item in items if not item.required)
    assert what_if(items, (), [row for item in items for row in item.required]).lost == pytest.approx(bare)


@given(_dossiers(), st.data())
@settings(max_examples=200)
def test_completing_more_never_scores_less(dossiers: tuple[Snapshot, Snapshot], data: st.DataObject) -> None:
    items = find_gaps(dossiers[0])
    some = set(data.draw(st.lists(st.sampled_from([item.criterion.id for item in items]))))
    assert what_if(items, some).points >= score(items).points - 0.006


@given(_dossiers())
@settings(max_examples=200)
def test_a_row_brings_no_more_back_than_its_item_may_lose(dossiers: tuple[Snapshot, Snapshot]) -> None:
    for item in find_gaps(dossiers[0]):
        impact = Impact(item)
        for row in item.required:
            assert -1e-9 <= impact.gain([row]) <= impact.wanting + 1e-9
            assert 0 <= impact.row_cost(row) <= impact.at_stake + 1e-9
            assert row.state is not State.NOT_APPLICABLE or not row.slot.waived or impact.row_cost(row) == 0
