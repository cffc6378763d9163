"""What a standard awards and takes, clause by clause."""

from __future__ import annotations

import pytest

from evidence.model import Rule
from evidence.scheme.clauses import clauses
from evidence.scheme.thresholds import thresholds
from evidence.standard import Clause, Comparison, Threshold
from tests.evidence.scheme.standards import STANDARDS

_ALL, _GRADED, _EACH, _RATIO = Rule.ALL_OR_NOTHING, Rule.GRADED, Rule.PER_FINDING, Rule.RATIO


def at_least(number: float, unit: str = "%") -> Threshold:
    return Threshold(Comparison.AT_LEAST, number, unit)


def below(number: float, unit: str = "%") -> Threshold:
    return Threshold(Comparison.BELOW, number, unit)


@pytest.mark.parametrize(
    ("standard", "expected"),
    [
        (
            "每少一项扣0.5分，扣完为止。",
            [Clause("每少一项扣0.5分，扣完为止", _EACH, lost=0.5, per="每少一项", until_zero=True)],
        ),
        (
            "达到98%得2分，每降低1个百分点扣0.2分。",
            [
                Clause("达到98%得2分", _ALL, won=2, thresholds=(at_least(98),)),
                Clause("每降低1个百分点扣0.2分", _EACH, lost=0.2, per="每降低1个百分点"),
            ],
        ),
        (
            "材料不全的，每缺一份扣0.5分，最多扣2分。",
            [Clause("材料不全的，每缺一份扣0.5分，最多扣2分", _EACH, lost=0.5, per="每缺一份", cap=2)],
        ),
        (
            "检测量达到每千人4批次得3分，每少0.1批次，扣0.5分，单项扣完为止。",
            [
                Clause("检测量达到每千人4批次得3分", _ALL, won=3, thresholds=(at_least(4, "批次/千人"),)),
                Clause("每少0.1批次，扣0.5分，单项扣完为止", _EACH, lost=0.5, per="每少0.1批次", until_zero=True),
            ],
        ),
        (
            "获省级表彰加1分，国家级加2分，最高3分。",
            [Clause("获省级表彰加1分", Rule.BONUS, won=1), Clause("国家级加2分，最高3分", Rule.BONUS, won=2, cap=3)],
        ),
        (
            "符合要求得满分，基本符合得一半，不符合不得分。",
            [
                Clause("符合要求得满分", _GRADED, share=1),
                Clause("基本符合得一半", _GRADED, share=0.5),
                Clause("不符合不得分", _GRADED, share=0),
            ],
        ),
        (
            "权重不低于百分之三得2分，百分之二以上不足百分之三的得1分，低于百分之二的不得分。",
            [
                Clause("权重不低于百分之三得2分", _GRADED, won=2, thresholds=(at_least(3),)),
                Clause("百分之二以上不足百分之三的得1分", _GRADED, won=1, thresholds=(at_least(2), below(3))),
                Clause("低于百分之二的不得分", _GRADED, share=0, thresholds=(below(2),)),
            ],
        ),
        ("视情酌情扣0.5—1分", [Clause("视情酌情扣0.5—1分", _GRADED, lost=1, least=0.5)]),
        ("每少一次扣一分", [Clause("每少一次扣一分", _EACH, lost=1, per="每少一次")]),
        (
            "落实到位得2分，否则相应扣分；未落实的按比例扣分",
            [
                Clause("落实到位得2分", _ALL, won=2),
                Clause("否则相应扣分", _GRADED),
                Clause("未落实的按比例扣分", _RATIO),
            ],
        ),
        (
            "查阅资料。发生较大事故的，一票否决（以通报为准）。",
            [Clause("查阅资料", None), Clause("发生较大事故的，一票否决（以通报为准）", Rule.VETO)],
        ),
        (
            "未开展的，扣1分，以台账为准：逐件核对。",
            [Clause("未开展的，扣1分，以台账为准：逐件核对", _GRADED, lost=1)],
        ),
        ("", []),
        ("。\n；", []),
    ],
)
def test_clauses(standard: str, expected: list[Clause]) -> None:
    assert list(clauses(standard)) == expected


@pytest.mark.parametrize("standard", [standard for _, standard in STANDARDS])
def test_clauses_keep_all_words(standard: str) -> None:
    kept = "".join(clause.words for clause in clauses(standard))
    assert set(standard) - set(kept) <= set("，,、：:。；;")


# Points lost or won for each of something, and what it is counted by.
_COUNTED = {
    "查阅资料，缺1项扣1分。": (1, "缺1项"),
    "达到98%得2分，每降低1个百分点扣0.2分。": (0.2, "每降低1个百分点"),
    "死亡1人扣1分，重伤1人扣0.5分。": (0.5, "重伤1人"),
    "专任教师学历每低于标准1%扣0.1分。": (0.1, "每低于标准1%"),
    "未按期换届的，每个支部扣1分。": (1, "每个支部"),
    "去省进京非正常上访的，每人次扣0.5分。": (0.5, "每人次"),
    "新增就业每少100人扣0.5分。": (0.5, "每少100人"),
    "少一个环节扣0.5分，少一份记录扣0.2分。": (0.2, "少一份"),
    "缺方案、总结的各扣0.5分。": (0.5, "各"),
    "发现违规收费行为，1次扣2分。": (2, "1次"),
    "每组织1场培训得0.5分，最高得2分。": (0.5, "每组织1场培训"),
    "每半年开展一次演练，未开展的扣1分。": (1, None),
    "每千人口配备执业医师2人以上得3分。": (3, None),
}


@pytest.mark.parametrize("standard", _COUNTED)
def test_points_for_each_of_something(standard: str) -> None:
    last = clauses(standard)[-1]
    assert (last.lost or last.won, last.per) == _COUNTED[standard]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("满意度不低于百分之七十，知晓率＞85％", [at_least(70), Threshold(Comparison.ABOVE, 85, "%")]),
        ("检验量每千人不低于四份", [at_least(4, "份/千人")]),
        ("抽检达到5批次/千人", [at_least(5, "批次/千人")]),
        ("每年至少各两次专题研究", [at_least(2, "次")]),
        ("每人每年不少于四十学时", [at_least(40, "学时")]),
        ("合格率98%（含）以上", [at_least(98)]),
        ("按时办结率100%", [at_least(100)]),
        ("80%～90%的", [at_least(80), Threshold(Comparison.AT_MOST, 90, "%")]),
        ("不超过15个工作日", [Threshold(Comparison.AT_MOST, 15, "个工作日")]),
        ("三日内办结", [Threshold(Comparison.AT_MOST, 3, "日")]),
        ("校园周边二百米内", [Threshold(Comparison.AT_MOST, 200, "米")]),
        ("未达到93%、不足一千二百人的", [below(93), below(1200, "人")]),
        ("70分以下", [below(70, "分")]),
        ("整改不到位一处、达标得2分、近三年、第三方", []),
        ("每降低1个百分点", []),
    ],
)
def test_thresholds(text: str, expected: list[Threshold]) -> None:
    assert list(thresholds(text)) == expected
