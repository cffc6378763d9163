"""Materials that are proposed from an item's own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from evidence.check.gaps import find_gaps
from evidence.errors import RequestError
from evidence.filing import proposed_under
from evidence.model import Criterion, Rule, Scope, Slot, Stage, Years
from evidence.scheme.editing import edited
from evidence.scheme.proposals import confirmed, proposed_slots, with_proposals
from evidence.scheme.reading import read_scheme
from tests.build import a_group, a_slot, a_snapshot, an_item

ORDER, WORK, RESULT, RECTIFY = Stage.ORDER, Stage.WORK, Stage.RESULT, Stage.RECTIFY
SCHEMES = Path(__file__).resolve().parents[3] / "templates" / "schemes"


def an_asking(text: str, standard: str | None = None, rule: Rule | None = None, ways: str | None = None) -> Criterion:
    return replace(an_item(text=text, rule=rule), method=standard, ways=ways)


def kinds(slots: tuple[Slot, ...]) -> set[tuple[str, Stage | None]]:
    return {(slot.kinds[0], slot.stage) for slot in slots}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("制定健康城市建设实施方案。", {("方案/计划", ORDER)}),
        ("党委每年专题研究意识形态工作不少于两次。", {("会议纪要", WORK)}),
        ("召开安全生产工作会议。", {("会议纪要", WORK), ("会议通知/议程/签到", WORK)}),
        (
            "开展消防应急演练。",
            {("方案/计划", ORDER), ("照片(含整改前后)", WORK)},
        ),
        ("建立健全学校安全管理制度。", {("制度/清单", ORDER)}),
        ("家庭医生签约服务覆盖率达到百分之六十以上。", {("统计表/报表", RESULT), ("协议/合同/预算批复", WORK)}),
        ("教育经费纳入同级财政预算。", {("协议/合同/预算批复", ORDER)}),
        ("成立创建工作领导小组。", {("文件(红头)", ORDER), ("方案/计划", ORDER)}),
        ("隐患排查限期整改、逐项销号。", {("台账/登记表", RECTIFY)}),
        ("在政府网站公布行政许可事项。", {("截图(平台/网页/公众号)", WORK), ("案卷(摘)", WORK)}),
    ],
)
def test_kinds_and_stages_by_the_words_of_an_item(text: str, expected: set[tuple[str, Stage]]) -> None:
    assert kinds(proposed_slots(an_asking(text))) == expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (an_asking("落实包保责任。", "查阅会议纪要、工作台账。"), {("会议纪要", WORK), ("台账/登记表", WORK)}),
        (an_asking("证照齐全有效。", "未公示的每户扣0.5分。"), {("台账/登记表", WORK)}),
        (an_asking("任务按期办理。", "按比例得分。", Rule.RATIO), {("统计表/报表", RESULT)}),
        (an_asking("不出现弄虚作假。", "一票否决。", Rule.VETO), {("情况说明/证明(盖章)", RESULT)}),
        (an_asking("工作有特色。", "加1分。", Rule.BONUS), {("总结/报告", RESULT)}),
        (an_asking("文明餐桌。", ways="暗访"), {("照片(含整改前后)", WORK), ("台账/登记表", WORK)}),
    ],
)
def test_standard_rule_and_ways_point_to_papers_too(item: Criterion, expected: set[tuple[str, Stage]]) -> None:
    assert kinds(proposed_slots(item)) == expected


@pytest.mark.parametrize("text", ["弘扬优良作风。", "群众安居乐业，社会和谐稳定。", ""])
def test_words_that_point_to_nothing_propose_nothing(text: str) -> None:
    assert proposed_slots(an_asking(text)) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("组织食品安全宣传周活动。", "食品安全宣传周活动方案"),
        ("修订突发环境事件应急预案。", "突发环境事件应急预案"),
        ("每年至少组织一次消防综合演练。", "消防综合演练方案"),
        ("近三年辖区内未发生较大以上安全事故。", "无较大以上安全事故情况说明"),
        ("垃圾无害化处理率达到百分之百。", "垃圾无害化处理率统计表"),
        ("建立风险会商、信息通报、联合督查等协调制度并实际运行。", "协调制度"),
        ("各乡镇（街道）成立爱卫会办公室。", "爱卫会办公室机构设置文件"),
    ],
)
def test_names_are_made_from_the_words_of_the_item(text: str, names: str) -> None:
    rule = Rule.VETO if "未发生" in text else None
    assert names in {slot.name for slot in proposed_slots(an_asking(text, rule=rule))}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("近三年持续开展专项整治。", Years.EACH_OF_LAST_3),
        ("每年开展专项整治。", Years.EACH_OF_LAST_3),
        ("近两年开展专项整治。", Years.EACH_OF_LAST_2),
        ("开展专项整治。", Years.LATEST),
        ("建立巡查制度。", Years.ANY),
    ],
)
def test_years_as_the_text_says_else_the_latest_or_what_is_in_force(text: str, years: Years) -> None:
    assert proposed_slots(an_asking(text))[0].years is years


def test_a_statement_speaks_of_all_years_at_once() -> None:
    (slot,) = proposed_slots(an_asking("近三年未发生重大事故。", rule=Rule.VETO))[-1:]
    assert (slot.kinds, slot.years) == (("情况说明/证明(盖章)",), Years.ANY)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("每年召开两次全体会议。", 2),
        ("每季度召开一次联席会议。", 4),
        ("每半年专题研究一次。", 2),
        ("召开联席会议。", 1),
    ],
)
def test_as_many_as_are_written_a_year(text: str, count: int) -> None:
    found = {slot.kinds[0]: slot.count for slot in proposed_slots(an_asking(text))}
    assert found["会议纪要"] == count


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("各乡镇（街道）设立应急管理站。", Scope.EACH_TOWNSHIP),
        ("乡镇预案同步完善。", Scope.EACH_TOWNSHIP),
        ("各成员单位制定年度工作计划。", Scope.EACH_DEPARTMENT),
        ("乡镇市场监管所标准化建设。", Scope.OWN),
        ("设立应急管理局。", Scope.OWN),
    ],
)
def test_who_owes_it(text: str, scope: Scope) -> None:
    assert {slot.scope for slot in proposed_slots(an_asking(text))} == {scope}


def test_papers_ask_for_the_form_that_their_kind_has() -> None:
    slots = proposed_slots(an_asking("修订应急预案，每年组织一次演练。"))
    must = {slot.kinds[0]: slot.must for slot in slots}
    assert must["文件(红头)"] == ("有文号", "盖章")
    assert must["照片(含整改前后)"] == ("注明时间、地点、事由",)


def test_items_that_ask_for_something_get_nothing_proposed() -> None:
    group, slot = a_group("1", "党政同责"), a_slot()
    asking = an_item("1-1", slot, parent=group.id)
    bare = an_item("1-2", parent=group.id, text="召开联席会议。")
    read = with_proposals((group, asking, bare))
    assert (read[0], read[1]) == (group, asking)
    assert read[2].required
    assert all(slot.proposed for slot in read[2].required)


def test_what_is_confirmed_counts_from_then_on() -> None:
    group = a_group("1", "党政同责")
    items = [an_item(f"1-{n}", parent=group.id, text="成立机构，召开联席会议。") for n in (1, 2)]
    before = a_snapshot(with_proposals((group, *items)))
    slots = proposed_under(before, ["1-1"])
    assert {item.code for item in slots.values()} == {"1-1"}
    after = replace(before, criteria=confirmed(before, slots).criteria)
    assert [len(item.required) for item in find_gaps(after)] == [len(slots), 0]
    assert {slot.id for slot in after.by_code["1-1"].required} == set(slots)


def test_a_group_stands_for_all_its_items_and_no_code_for_all_there_are() -> None:
    group = a_group("1", "党政同责")
    items = [an_item(f"1-{n}", parent=group.id, text="召开联席会议。") for n in (1, 2)]
    snapshot = a_snapshot(with_proposals((group, *items)))
    assert proposed_under(snapshot, ["1"]) == proposed_under(snapshot, [])
    assert proposed_under(snapshot, ["1．１"]) == proposed_under(snapshot, ["1-1"])
    assert {item.code for item in proposed_under(snapshot, []).values()} == {"1-1", "1-2"}


@pytest.mark.parametrize(
    ("codes", "code"), [(["9"], "code_unknown"), (["1-1"], "nothing_proposed"), ([], "nothing_proposed")]
)
def test_what_cannot_be_confirmed_is_refused(codes: list[str], code: str) -> None:
    snapshot = a_snapshot([an_item("1-1", a_slot())])
    with pytest.raises(RequestError, match=code):
        proposed_under(snapshot, codes)


def test_confirming_leaves_other_edits_alone() -> None:
    item = an_item("1-1", a_slot(proposed=True))
    snapshot = a_snapshot([item])
    assert confirmed(snapshot, []) == edited(snapshot, [])


def test_the_shipped_scheme_measures_the_proposals() -> None:
    """Its own materials are hidden: three of four proposed kinds are right, three of five true ones are proposed."""
    (scheme,) = SCHEMES.glob("*.csv")
    items = [item for item in read_scheme(scheme).items if item.required]
    said = right = true = 0
    for item in items:
        slots = proposed_slots(replace(item, required=()))
        assert len(slots) <= 5
        assert len(kinds(slots)) == len(slots)
        proposed, asked = {kind for kind, _ in kinds(slots)}, {slot.kinds[0] for slot in item.required}
        said, right, true = said + len(proposed), right + len(proposed & asked), true + len(asked)
    assert right / said >= 0.7
    assert right / true >= 0.6
