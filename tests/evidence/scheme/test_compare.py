"""Two editions of a table: what stays, what is worded anew, moved, new and gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from invented_schemes import a_table, read_again
from msgspec.structs import replace

from build import a_group, a_slot, an_item
from evidence.criteria import leaves_of
from evidence.model import Criterion, CriterionId, Rule
from evidence.scheme.compare import Change, Comparison, compare
from evidence.scheme.heirs import ItemField

PLAN = "制定年度食品安全工作方案，明确任务分工和完成时限。"
MEETING = "每年召开食药安委全体会议，研究解决突出问题。"
TRAINING = "对乡镇监管员和协管员开展业务培训，每人不少于四十学时。"
POSTER = "在集贸市场和学校周边张贴食品安全宣传画。"


def found(comparison: Comparison) -> list[tuple[str | None, str | None, Change]]:
    """Return the items by their codes before and after."""
    return [
        (pair.old and pair.old.code, pair.new and pair.new.code, pair.change)
        for pair in comparison.items
        if pair.change is not Change.SAME
    ]


def an_edition(*texts: tuple[str, str]) -> tuple[Criterion, ...]:
    return tuple(an_item(code, text=text) for code, text in texts)


def rewritten(table: Sequence[Criterion], write: Callable[[Criterion], str | None]) -> tuple[Criterion, ...]:
    """Return another reading of a table with other words in its items."""
    return tuple(replace(c, text=write(c)) if c.text else c for c in read_again(table))


# What became of an item


def test_the_same_table_has_nothing_changed() -> None:
    table = a_table(60)
    comparison = compare(table, read_again(table))
    assert {pair.change for pair in (*comparison.items, *comparison.groups)} == {Change.SAME}
    assert [pair.similarity for pair in comparison.items] == [1.0] * 60


def test_width_spaces_and_line_breaks_are_no_rewording() -> None:
    old = an_edition(("1-1", "食品检验量达到4份/千人,按季度公布。"))
    new = an_edition(("1-1", "食品检验量达到４份／千人，\n按季度 公布。"))
    assert found(compare(old, new)) == []


def test_a_few_other_words_are_a_rewording_with_its_similarity() -> None:
    old, new = an_edition(("1-1", PLAN)), an_edition(("1-1", PLAN.replace("年度", "三年")))
    (pair,) = compare(old, new).items
    assert pair.change is Change.REWORDED
    assert 0.8 < pair.similarity < 1
    assert not pair.moved


def test_two_texts_that_changed_places_are_moved_not_reworded() -> None:
    comparison = compare(an_edition(("1-1", PLAN), ("1-2", MEETING)), an_edition(("1-1", MEETING), ("1-2", PLAN)))
    assert found(comparison) == [("1-2", "1-1", Change.MOVED), ("1-1", "1-2", Change.MOVED)]


def test_a_new_first_item_moves_all_codes_by_one_and_nothing_else() -> None:
    old = an_edition(("1-1", PLAN), ("1-2", MEETING), ("1-3", TRAINING))
    new = an_edition(("1-1", POSTER), ("1-2", PLAN), ("1-3", MEETING), ("1-4", TRAINING))
    assert found(compare(old, new)) == [
        (None, "1-1", Change.NEW),
        ("1-1", "1-2", Change.MOVED),
        ("1-2", "1-3", Change.MOVED),
        ("1-3", "1-4", Change.MOVED),
    ]


def test_much_is_reworded_under_a_code_and_group_that_stay() -> None:
    old = an_edition(("1-1", "建立食品安全工作协调机制，定期召开会议，研究部署重点工作。"), ("1-2", TRAINING))
    new = an_edition(("1-1", "健全议事协调机制，食药安委每季度召开会议，推动难题解决。"), ("1-2", TRAINING))
    assert found(compare(old, new)) == [("1-1", "1-1", Change.REWORDED)]


def test_quite_another_text_under_the_same_code_is_another_item() -> None:
    comparison = compare(an_edition(("1-1", PLAN)), an_edition(("1-1", POSTER)))
    assert found(comparison) == [(None, "1-1", Change.NEW), ("1-1", None, Change.GONE)]


def test_an_item_under_another_group_is_moved_though_its_code_stays() -> None:
    def table(below: int) -> tuple[Criterion, ...]:
        groups = a_group("1", "组织领导"), a_group("2", "社会共治")
        others = (an_item("3", text=MEETING, parent=groups[0].id), an_item("4", text=POSTER, parent=groups[1].id))
        return (*groups, *others, an_item("9", text=PLAN, parent=groups[below].id))

    assert found(compare(table(0), table(1))) == [("9", "9", Change.MOVED)]


def test_the_same_words_under_two_groups_stay_each_under_its_own() -> None:
    def table(*titles: str) -> tuple[Criterion, ...]:
        criteria: list[Criterion] = []
        for number, title in enumerate(titles, 1):
            criteria.append(group := a_group(str(number), title))
            criteria.append(an_item(f"{number}-1", parent=group.id, text="建立台账，责任到人。"))
        return tuple(criteria)

    comparison = compare(table("生产环节", "流通环节"), table("流通环节", "生产环节"))
    assert found(comparison) == [("2-1", "1-1", Change.MOVED), ("1-1", "2-1", Change.MOVED)]


def test_only_what_is_not_words_is_listed_by_its_name() -> None:
    old = an_item("1-1", text=PLAN, points=2.0, rule=Rule.GRADED, lead_unit="县食药安办")
    new = an_item("1-1", text=PLAN, points=3.0, rule=Rule.RATIO, lead_unit="县市场监管局", key=True)
    (pair,) = compare([old], [new]).items
    assert pair.change is Change.ALTERED
    assert set(pair.fields) == {ItemField.POINTS, ItemField.RULE, ItemField.LEAD, ItemField.KEY}


def test_what_the_new_table_does_not_say_is_no_change() -> None:
    old = replace(an_item("1-1", a_slot(), text=PLAN), person="王敏 5512345", due="2024-06-30", note="已约谈")
    silent = replace(an_item("1-1", text=PLAN, lead_unit=None, points=None), support_units=(), method=None)
    assert found(compare([old], [silent])) == []


def test_another_material_is_a_change() -> None:
    old = an_item("1-1", a_slot("年度工作方案"), text=PLAN)
    new = an_item("1-1", a_slot("年度工作方案"), a_slot("会议纪要", kind="会议纪要"), text=PLAN)
    (pair,) = compare([old], [new]).items
    assert pair.fields == (ItemField.MATERIALS,)


# Splitting, merging, groups


def test_an_item_taken_into_another_tells_where_its_words_went() -> None:
    old = an_edition(("1-1", PLAN), ("1-2", POSTER))
    (merged,) = new = an_edition(("1-1", PLAN + POSTER))
    comparison = compare(old, new)
    (gone,) = (pair for pair in comparison.items if pair.change is Change.GONE)
    assert gone.kin == (merged,)
    assert set(comparison.heirs.values()) == {merged.id}


def test_a_part_of_a_split_item_tells_where_it_came_from() -> None:
    (whole,) = old = an_edition(("1-1", PLAN + MEETING))
    comparison = compare(old, an_edition(("1-1", PLAN), ("1-2", MEETING)))
    (new,) = (pair for pair in comparison.items if pair.change is Change.NEW)
    assert new.kin == (whole,)


def test_an_item_split_into_many_goes_to_none_of_them_by_itself() -> None:
    parts = [part for text in (PLAN, MEETING, TRAINING) for part in text.strip("。").split("，")]
    (whole,) = old = an_edition(("1-1", "，".join(parts)))
    comparison = compare(old, an_edition(*((f"2-{n}", text) for n, text in enumerate(parts, 1))))
    (gone,) = (pair for pair in comparison.items if pair.change is Change.GONE)
    assert [part.code for part in gone.kin] == [f"2-{n}" for n in range(1, 7)]
    assert comparison.heirs == {whole.id: None}


def test_a_group_lives_on_in_the_one_that_has_its_items() -> None:
    def table(title: str, code: str) -> tuple[Criterion, ...]:
        group = a_group(code, title)
        return (group, *(an_item(f"{code}-{n}", text=t, parent=group.id) for n, t in enumerate((PLAN, MEETING), 1)))

    (pair,) = compare(table("组织领导", "1"), table("党政同责", "3")).groups
    assert pair.change is Change.REWORDED


# Large tables and near ones


@pytest.mark.parametrize(("cut", "added"), [(0, "留存资料备查。"), (6, "等。")])
def test_every_item_of_a_large_table_worded_anew_finds_its_own(cut: int, added: str) -> None:
    old = a_table(400)
    new = rewritten(old, lambda c: (c.text or "")[cut:].replace("，", "；") + added)
    comparison = compare(old, new)
    assert comparison.counts[Change.REWORDED] == 400
    assert comparison.heirs == dict(zip(ids(old), ids(new), strict=True))


def ids(table: Sequence[Criterion]) -> list[CriterionId]:
    return [leaf.id for leaf in leaves_of(table)]


def test_items_that_differ_in_a_number_find_their_own_when_all_are_reworded() -> None:
    numbers = iter(range(400))
    old = rewritten(a_table(400), lambda _: f"对第{next(numbers)}类经营单位每年检查，建立台账并公开。")
    new = rewritten(old, lambda c: (c.text or "").replace("每年检查", "每半年监督检查"))
    assert compare(old, new).heirs == dict(zip(ids(old), ids(new), strict=True))


def test_texts_moved_by_one_and_reworded_follow_their_words_not_their_codes() -> None:
    old = a_table(200)
    texts = [leaf.text or "" for leaf in leaves_of(old)]
    shifted = iter([POSTER, *(text + "留存资料备查。" for text in texts)])
    new = rewritten(old, lambda _: next(shifted))
    heirs = compare(old, new).heirs
    assert [heirs[key] for key in ids(old)] == [*ids(new)[1:], None]


def test_a_township_that_goes_leaves_the_others_alone() -> None:
    text = "督促{place}落实属地管理责任，每季度研究食品安全工作，建立包保台账。"
    old = an_edition(*((f"1-{n}", text.format(place=p)) for n, p in enumerate(("双河镇", "石坪镇", "红岩乡"), 1)))
    new = an_edition(*((f"1-{n}", text.format(place=p)) for n, p in enumerate(("石坪镇", "红岩乡"), 1)))
    assert found(compare(old, new)) == [
        ("1-2", "1-1", Change.MOVED),
        ("1-3", "1-2", Change.MOVED),
        ("1-1", None, Change.GONE),
    ]


def test_one_near_pair_does_not_stand_in_the_way_of_two() -> None:
    first, second = "组织开展食品安全示范街区创建活动", "组织开展食品安全示范店创建活动"
    old = an_edition(("1-1", first + "，有方案。"), ("1-2", second + "，有方案，有总结，有照片。"))
    new = an_edition(("2-1", first + "，有计划。"), ("2-2", second + "，有方案。"))
    assert compare(old, new).counts[Change.REWORDED] == 2


def test_a_category_that_goes_takes_only_its_own_items_along() -> None:
    old = a_table(200)
    gone = {criterion.id for criterion in old if criterion.code.partition("-")[0] == "7"}
    comparison = compare(old, read_again([criterion for criterion in old if criterion.id not in gone]))
    assert comparison.counts[Change.GONE] == 20
    assert comparison.counts[Change.SAME] == 180


def test_tables_that_share_nothing_have_all_gone_and_all_new() -> None:
    counts = compare(a_table(300), a_table(300, seed=2)).counts
    assert (counts[Change.GONE], counts[Change.NEW]) == (300, 300)


def test_a_comparison_is_the_same_each_time() -> None:
    old, new = a_table(100), rewritten(a_table(100), lambda c: (c.text or "")[5:])
    assert compare(old, new) == compare(old, new)
