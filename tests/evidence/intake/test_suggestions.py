"""Where papers are proposed to go, in a small scheme of forests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.intake.kinds import kind_named
from evidence.intake.suggest import Suggester
from evidence.model import Criterion, CriterionId, Facts, Scope, Slot, SlotId, Stage, Suggestion, Years


def a_slot(name: str, kind: str | None = None, stage: Stage | None = None, scope: Scope = Scope.OWN) -> Slot:
    return Slot(SlotId(name), name, (kind,) if kind else (), stage, Years.ANY, 1, (), scope)


def a_criterion(code: str, text: str, *slots: Slot, parent: str | None = None, lead: str | None = None) -> Criterion:
    return Criterion(
        id=CriterionId(f"id {code}"),
        parent=CriterionId(f"id {parent}") if parent else None,
        code=code,
        title=None,
        text=text,
        points=None,
        rule=None,
        method=None,
        lead_unit=lead,
        support_units=(),
        key=False,
        veto=False,
        bonus=False,
        required=slots,
    )


SCHEME = (
    a_criterion("1", "森林防火"),
    a_criterion(
        "1-1",
        "每年制定防火巡护计划，组织护林员巡护。",
        a_slot("年度防火巡护计划", "方案/计划", Stage.ORDER),
        a_slot("护林员花名册", "台账/登记表", Stage.WORK, Scope.EACH_TOWNSHIP),
        parent="1",
        lead="县林业局",
    ),
    a_criterion(
        "1-10",
        "火灾扑救演练每年一次，并有评估。",
        a_slot("扑救演练照片", "照片(含整改前后)", Stage.WORK),
        a_slot("演练评估总结", "总结/报告", Stage.RESULT),
        parent="1",
        lead="县应急局",
    ),
    a_criterion("11", "古树名木"),
    a_criterion(
        "11-39",
        "古树名木逐株挂牌建档，开展保护宣传。",
        a_slot("古树名木保护宣传方案", "方案/计划", Stage.ORDER),
        a_slot("挂牌照片", "照片(含整改前后)", Stage.WORK),
        parent="11",
        lead="县林业局",
    ),
    a_criterion("2023-11", "某年特别任务。", a_slot("特别任务报告", "总结/报告"), parent="11"),
)
SUGGESTER = Suggester(SCHEME)


def suggest(source: str, facts: Facts | None = None, text: str = "") -> tuple[Suggestion, ...]:
    return SUGGESTER.suggest(facts or Facts(), text, PurePosixPath(source))


def codes(found: Sequence[Suggestion]) -> list[str]:
    by_id = {criterion.id: criterion.code for criterion in SCHEME}
    return [by_id[item.criterion] for item in found]


@pytest.mark.parametrize(
    ("source", "code", "why"),
    [
        ("11-39 宣传方案.docx", "11-39", "文件名编号 11-39"),
        ("11-39-003_宣传方案.docx", "11-39", "文件名编号 11-39-003"),
        ("11.39宣传方案.docx", "11-39", "文件名编号 11.39"),
        ("１１－３９宣传.docx", "11-39", "文件名编号 11-39"),
        ("01-10 演练.docx", "1-10", "文件名编号 01-10"),
        ("林业局/11-39 古树/IMG_1.jpg", "11-39", "文件夹编号 11-39"),
        ("11-39/1-10 演练.docx", "1-10", "文件名编号 1-10"),
    ],
)
def test_a_code_at_the_beginning_of_a_name_is_certain(source: str, code: str, why: str) -> None:
    best = suggest(source)[0]
    assert codes([best]) == [code]
    assert best.confidence >= 0.98
    assert best.why == why


@pytest.mark.parametrize(
    "source",
    [
        "2023-11/宣传.docx",
        "11-20会议.docx",
        "1-1月报.docx",
        "1-1日会议.docx",
        "1-10演练.docx",
        "1.10 演练.docx",
        "11 古树.docx",
        "11-395.docx",
        "见11-39.docx",
        "2023-11-39 a.docx",
        "1-10-2-3-4 a.docx",
    ],
)
def test_dates_and_other_numbers_are_no_codes(source: str) -> None:
    assert all(item.confidence < 0.98 for item in suggest(source))


def test_codes_compare_by_parts() -> None:
    assert codes(suggest("1-10 某.docx"))[0] == "1-10"
    assert codes(suggest("1-1 某.docx"))[0] == "1-1"


PHOTO, SCREENSHOT, VIDEO = "照片(含整改前后)", "截图(平台/网页/公众号)", "视频/音频"
ACCOUNT_OF_TREES = "青山县古树名木挂牌建档情况\n全县古树名木逐株挂牌建档，开展古树名木保护宣传。"


def test_a_code_that_the_text_speaks_against_is_proposed_but_never_certain() -> None:
    facts = Facts(title="青山县古树名木保护宣传方案", kind="方案/计划", unit="林业局")
    first, second, *_ = suggest("林业局/1-10 古树.docx", facts, ACCOUNT_OF_TREES)
    assert codes([first, second]) == ["1-10", "11-39"]
    assert not first.certain
    assert first.why == "文件名编号 1-10 · 内容更像 11-39，请核对"


def test_so_is_a_code_that_nothing_in_the_text_bears_out() -> None:
    best = suggest(
        "11-39 台账.docx", Facts(title="电梯维护台账"), "电梯维护保养台账，物业公司按月填报，护林员不涉及。"
    )[0]
    assert codes([best]) == ["11-39"]
    assert not best.certain
    assert best.why == "文件名编号 11-39 · 内容未见相符，请核对"


def test_a_code_is_certain_where_there_is_no_text_to_compare() -> None:
    assert suggest("林业局/11-39 古树/整改后.jpg", Facts(title="整改后", kind=PHOTO))[0].certain


def test_places_that_are_hard_to_tell_apart_say_so() -> None:
    twins = [a_criterion(f"1-{n}", "防火巡护检查", a_slot("防火巡护台账")) for n in (1, 2)]
    best = Suggester(twins).suggest(Facts(title="防火巡护台账"), "", PurePosixPath("a.docx"))[0]
    assert not best.certain
    assert best.why.endswith("与 1-2 不易分清")


def test_what_the_name_says_beside_the_title_is_told() -> None:
    facts = Facts(title="2023年总结", kind="总结/报告")
    best = suggest("应急局/火灾扑救演练评估/总结.docx", facts, "2023年总结\n演练评估。")[0]
    assert codes([best]) == ["1-10"]
    assert "文件名或文件夹也写有相关字样" in best.why


def test_words_alone_can_be_certain_and_say_why() -> None:
    facts = Facts(title="青山县2023年防火巡护计划", kind="方案/计划", stage=Stage.ORDER, unit="林业局")
    best = suggest("计划.docx", facts, "青山县2023年防火巡护计划\n组织护林员防火巡护。")[0]
    assert codes([best]) == ["1-1"]
    assert best.slot == "年度防火巡护计划"
    assert best.confidence >= 0.98
    assert best.why == "题名与应备材料“年度防火巡护计划”相近 · 正文“防火巡护计划” · 责任单位 林业局"


def test_a_title_with_a_subject_of_its_own_is_never_certain() -> None:
    facts = Facts(title="2023年电梯维护保养巡护计划", kind="方案/计划", stage=Stage.ORDER)
    assert all(item.confidence < 0.98 for item in suggest("计划.docx", facts, "电梯维护保养。"))


def test_the_slot_of_a_township_is_for_townships() -> None:
    facts = Facts(title="护林员花名册", kind="台账/登记表", unit="桃源镇")
    assert suggest("a.docx", facts)[0].slot == "护林员花名册"


def test_nothing_in_common_gives_no_proposal() -> None:
    assert suggest("IMG_0001.jpg") == ()


def test_at_most_five_best_first() -> None:
    many = Suggester([a_criterion(f"1-{n}", "防火巡护检查", a_slot(f"防火巡护{n}")) for n in range(1, 20)])
    found = many.suggest(Facts(title="防火巡护检查"), "", PurePosixPath("a.docx"))
    assert len(found) == 5
    assert [item.confidence for item in found] == sorted((item.confidence for item in found), reverse=True)
    assert found[0].confidence < 0.98, "nineteen items fit equally well"


def test_the_slot_is_chosen_by_title_and_kind() -> None:
    item = CriterionId("id 1-10")
    assert SUGGESTER.choose_slot(item, Facts(title="演练评估总结", kind="总结/报告")) == "演练评估总结"
    assert SUGGESTER.choose_slot(item, Facts(kind="照片(含整改前后)", stage=Stage.WORK)) == "扑救演练照片"
    assert SUGGESTER.choose_slot(item, Facts()) is None
    assert SUGGESTER.choose_slot(CriterionId("unknown"), Facts(title="演练评估总结")) is None


PLAN, ACCOUNT, REGISTER = "方案/计划", "总结/报告", "台账/登记表"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("挂牌现场照片", PHOTO),
        ("公众号截图", SCREENSHOT),
        ("年度巡护计划", PLAN),
        ("巡护工作总结", ACCOUNT),
        ("护林员花名册", REGISTER),
        ("印发巡护方案的通知", PLAN),
        ("巡护方案、总结", None),
        ("签到表及现场照片", None),
        ("挂牌方案和照片", None),
        ("古树名木", None),
    ],
)
def test_a_materials_name_tells_its_kind_unless_it_names_several(name: str, kind: str | None) -> None:
    assert kind_named(name) == kind


def chosen(facts: Facts, *slots: Slot) -> str | None:
    """The slot that is chosen in an item of these slots."""
    item = a_criterion("1-1", "森林防火巡护。", *slots)
    return Suggester([item]).choose_slot(item.id, facts)


def test_where_the_table_gives_no_kind_the_name_tells_it() -> None:
    slots = a_slot("防火巡护照片"), a_slot("防火巡护记录")
    assert chosen(Facts(title="防火巡护", kind=PHOTO), *slots) == "防火巡护照片"
    assert chosen(Facts(title="防火巡护", kind=REGISTER), *slots) == "防火巡护记录"


def test_a_name_with_an_or_takes_the_kinds_of_both() -> None:
    either = a_slot("防火巡护照片或防火巡护视频")
    assert chosen(Facts(title="防火巡护", kind=PHOTO), either) == chosen(Facts(title="防火巡护", kind=VIDEO), either)
    assert chosen(Facts(title="防火巡护", kind=PLAN), either) is None


def test_the_kind_that_the_table_gives_goes_before_the_name() -> None:
    slots = a_slot("防火巡护照片", REGISTER), a_slot("防火巡护影像", PHOTO)
    assert chosen(Facts(title="防火巡护", kind=PHOTO), *slots) == "防火巡护影像"


@pytest.mark.parametrize("picture", [PHOTO, SCREENSHOT, VIDEO])
@pytest.mark.parametrize("paper", [PLAN, ACCOUNT, REGISTER])
def test_pictures_and_papers_never_take_each_others_slots(picture: str, paper: str) -> None:
    title = "防火巡护"
    assert chosen(Facts(title=title, kind=picture), a_slot(title, paper)) is None
    assert chosen(Facts(title=title, kind=paper), a_slot(title, picture)) is None


def test_pictures_of_one_sort_may_take_the_slots_of_another() -> None:
    assert chosen(Facts(title="防火巡护", kind=SCREENSHOT), a_slot("防火巡护", PHOTO)) == "防火巡护"


@pytest.mark.parametrize(("kind", "asked"), [(PLAN, ACCOUNT), (ACCOUNT, PLAN)])
def test_plans_and_accounts_never_take_each_others_slots(kind: str, asked: str) -> None:
    assert chosen(Facts(title="防火巡护", kind=kind), a_slot("防火巡护", asked)) is None


@pytest.mark.parametrize(("kind", "asked"), [(None, PHOTO), (PHOTO, None), (PLAN, REGISTER), (ACCOUNT, REGISTER)])
def test_other_kinds_and_unknown_ones_are_no_bar(kind: str | None, asked: str | None) -> None:
    assert chosen(Facts(title="防火巡护", kind=kind), a_slot("防火巡护", asked)) == "防火巡护"


def test_an_item_whose_slots_are_all_contrary_is_proposed_without_a_slot() -> None:
    item = a_criterion("1-1", "森林防火巡护。", a_slot("森林防火巡护计划"))
    found = Suggester([item]).suggest(Facts(title="森林防火巡护", kind=PHOTO), "", PurePosixPath("a.jpg"))
    assert [(place.criterion, place.slot) for place in found] == [(item.id, None)]
    assert found[0].confidence < 0.98


def test_groups_are_never_proposed() -> None:
    assert set(codes(suggest("森林防火.docx", Facts(title="森林防火 古树名木 巡护 演练")))) <= {
        "1-1",
        "1-10",
        "11-39",
        "2023-11",
    }


def test_an_empty_scheme_proposes_nothing() -> None:
    assert Suggester(()).suggest(Facts(title="计划"), "文字", PurePosixPath("1-1 a.docx")) == ()


@given(st.text(max_size=80), st.text(max_size=200), st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=3))
def test_any_words_give_confidences_between_0_and_1(title: str, text: str, parts: list[str]) -> None:
    found = SUGGESTER.suggest(Facts(title=title), text, PurePosixPath(*parts))
    assert all(0 <= item.confidence <= 1 for item in found)
