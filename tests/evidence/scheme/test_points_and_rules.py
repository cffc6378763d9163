"""Points and rules, from cells and from the wording of a standard."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidence.model import Rule, SchemeReading
from evidence.scheme.points import Stated, awarded_points, stated_points
from evidence.scheme.rules import named_rule, worded_rule
from tests.evidence.scheme.standards import STANDARDS

ReadCsv = Callable[[str], SchemeReading]


@pytest.mark.parametrize(
    ("cell", "stated"),
    [
        ("2", Stated(2)),
        ("２．５分", Stated(2.5)),
        ("满分10分", Stated(10)),
        ("加3.5分", Stated(3.5, bonus=True)),
        ("否决", Stated(veto=True)),
        ("—", Stated()),
        ("", Stated()),
        ("见说明", Stated(understood=False)),
        ("-2", Stated(understood=False)),
    ],
)
def test_a_cell_of_points(cell: str, stated: Stated) -> None:
    assert stated_points(cell) == stated


@pytest.mark.parametrize(
    ("standard", "points"),
    [
        ("制定清单的得2分，否则不得分。", 2),
        ("普法到位得2分，否则相应扣分；宣传周得3分，否则不得分；校园教育得2分；未开展的每次扣0.5分。", 7),
        ("满意度≥80%得6分，每低1个百分点扣0.5分，单项扣完为止。", 6),
        ("完成率90%以上的得3分，80%以上不足90%的得2分，不足80%的不得分。", 3),
        ("获国家级推广加2分，省（市）级推广加1分，最高加2分。", 2),
        ("品牌效果明显加1分；获市级以上表彰再加1分。", 2),
        ("增长且领先的加2分，达到其中一项加1分。", 2),
        ("两类会议每年均达到两次的得3分；每少一次扣0.5分。", 3),
        ("每建成一处加0.5分，最高2分。", 2),
        ("每建成一处加0.5分。", None),
        ("未达到的相应扣分。", None),
        ("未研究的扣1分，低于2%的不得分。", None),
        ("", None),
    ],
)
def test_what_a_standard_awards_at_most(standard: str, points: float | None) -> None:
    assert awarded_points(standard) == points


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("全得", Rule.ALL_OR_NOTHING),
        ("酌扣", Rule.GRADED),
        ("每处扣", Rule.PER_FINDING),
        ("按比例", Rule.RATIO),
        ("一票否决", Rule.VETO),
        ("加分项", Rule.BONUS),
        ("", None),
        ("见附件", None),
    ],
)
def test_a_rule_by_its_name(words: str, rule: Rule | None) -> None:
    assert named_rule(words) is rule


@pytest.mark.parametrize(
    ("standard", "rule"),
    [
        ("落实到位的得2分，否则不得分。", Rule.ALL_OR_NOTHING),
        ("落实到位的得2分，否则相应扣分。", Rule.GRADED),
        ("权重不足3%的扣1分，低于2%的扣2分。", Rule.GRADED),
        ("达到的得2分；每少一次扣0.5分，单项扣完为止。", Rule.PER_FINDING),
        ("发现一份不规范扣0.5分，单项扣完为止。", Rule.PER_FINDING),
        ("达标的得3分；未达到的按比例扣分。", Rule.RATIO),
        ("发生重大事故的，一票否决。", Rule.VETO),
        ("获国家级推广加2分。", Rule.BONUS),
        ("查会议纪要", None),
    ],
)
def test_a_rule_by_the_wording_of_the_standard(standard: str, rule: Rule | None) -> None:
    assert worded_rule(standard) is rule


@pytest.mark.parametrize(("rule", "standard"), STANDARDS)
def test_a_rule_by_the_wordings_of_many_fields(rule: Rule | None, standard: str) -> None:
    assert worded_rule(standard) is rule


def test_a_veto_has_no_points_and_does_not_count(read_csv: ReadCsv) -> None:
    reading = read_csv(
        "编号,评价内容,分值,计分方式\n1,专题研究。,3,全得\n2,没有重大事故。,5,否决\n3,机制创新。,2,加分\n"
    )
    assert [item.points for item in reading.items] == [3, None, 2]
    assert reading.facts.total_points == 3


def test_a_group_is_a_veto_or_a_bonus_if_all_its_items_are(read_csv: ReadCsv) -> None:
    reading = read_csv("类别,编号,评价内容,计分方式\n甲类,1,子。,否决\n,2,丑。,否决\n乙类,3,寅。,加分\n,4,卯。,全得\n")
    flags = {item.title: (item.veto, item.bonus) for item in reading.items if item.title}
    assert flags == {"甲类": (True, False), "乙类": (False, False)}


def test_points_that_are_no_number_are_left_open_and_told_of(read_csv: ReadCsv) -> None:
    reading = read_csv("编号,评价内容,分值\n1,专题研究。,见说明\n")
    assert reading.items[0].points is None
    assert [(n.code, n.where) for n in reading.warnings] == [("scheme_points_unreadable", "评价细则.csv!C2")]


def test_a_table_without_points_has_no_total(read_csv: ReadCsv) -> None:
    reading = read_csv("编号,评价内容\n1,专题研究。\n")
    assert reading.facts.total_points is None
    assert reading.items[0].rule is None
    assert reading.warnings == ()
