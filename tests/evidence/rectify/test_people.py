"""Whom a text names: the same person under any usual spelling is known, and another is never taken for him."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from evidence.rectify.people import checker_fault, is_same, people
from evidence.rectify.surnames import COMPOUND

UNITS = ("商务委", "县市场监督管理局", "双河镇", "食药安办", "青峰街道", "惠民超市", "县第二中学", "老君洞景区")
KNOWN = {"老君洞景区"}  # no word of it says that it is a unit: the project knows it
TITLES = ("同志", "局长", "副局长", "主任", "科长", "老师", "网格员")
_GIVEN = "三丰强梅伟敏静磊洋艳勇军杰娟涛明超霞平刚桂英建国文博晓雪和安"
_SURNAMES = (*"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "欧阳", "司马", "上官")
NAMES = st.builds(str.__add__, st.sampled_from(_SURNAMES), st.text(_GIVEN, min_size=1, max_size=2))


@st.composite
def spelled(draw: st.DrawFn, name: str) -> str:
    """Return a name as offices write it, in one of many ways."""
    written = draw(st.sampled_from(("{}", " ", "　", "first", "‌")))
    if written == "first":  # 张 三丰, 欧阳 晓雪
        at = 2 if name[:2] in COMPOUND else 1
        text = f"{name[:at]} {name[at:]}"
    else:
        text = name if written == "{}" else written.join(name)
    spaced = written not in ("{}", "‌")
    before, behind = draw(st.sampled_from(("", "unit", "title"))), draw(st.sampled_from(("", "unit", "title", "phone")))
    unit, title = draw(st.sampled_from(UNITS)), draw(st.sampled_from(TITLES))
    if before == "unit":
        text = unit + (" " if spaced or unit in KNOWN else draw(st.sampled_from(("", " ")))) + text
    elif before == "title":
        text = title + text
    match behind:
        case "unit":
            text += f"（{unit}）"
        case "title":
            text += draw(st.sampled_from((title, f"（{title}）", f" {title}")))
        case "phone":
            text += draw(st.sampled_from(("13900000000", " 13900000000", "（13900000000）")))
        case _:
            pass
    return text


@st.composite
def listed(draw: st.DrawFn, names: list[str]) -> str:
    """Return several names, each spelled somehow, with what stands between names."""
    between = draw(st.sampled_from(("、", "，", "；", "/", "|")))
    return between.join(draw(spelled(name)) for name in names)


@settings(max_examples=300)
@given(NAMES, st.data())
def test_the_same_person_is_known_under_any_usual_spelling(name: str, data: st.DataObject) -> None:
    one, other = data.draw(spelled(name)), data.draw(spelled(name))
    assert is_same(one, other, KNOWN)
    assert checker_fault(one, other, "", KNOWN) == "same"
    assert checker_fault(one, "孙悟空", other, KNOWN) == "person"


@settings(max_examples=300)
@given(st.lists(NAMES, min_size=2, max_size=4, unique=True), st.data())
def test_another_person_is_never_refused(names: list[str], data: st.DataObject) -> None:
    checker, *others = names
    done_by = data.draw(listed(others))
    by = data.draw(spelled(checker))
    assert not is_same(by, done_by, KNOWN)
    assert checker_fault(by, done_by, "", KNOWN) is None


@settings(max_examples=200)
@given(st.lists(NAMES, min_size=1, max_size=4, unique=True), NAMES, st.data())
def test_one_of_several_is_known(names: list[str], name: str, data: st.DataObject) -> None:
    assume(name not in names)
    at = data.draw(st.integers(0, len(names)))
    done_by = data.draw(listed([*names[:at], name, *names[at:]]))
    assert is_same(data.draw(spelled(name)), done_by, KNOWN)


@given(st.text(), st.text())
@example("张·", "·")
@example("和 和 和", "和")
def test_nothing_that_is_typed_breaks_it(one: str, other: str) -> None:
    assert is_same(one, other) == is_same(other, one)
    assert not people(one) or is_same(one, one)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("张三", "张三丰", False),
        ("张三丰", "张三", False),
        ("张三丰", "商务委张三", False),
        ("李佳", "李佳欣", False),
        ("陈李佳欣", "李佳欣", False),  # a surname of each parent
        ("欧阳晓雪", "欧阳晓", False),
        ("欧阳局长", "欧阳晓雪", True),
        ("老张", "张三", True),
        ("张局", "张三", True),
        ("张局", "李三", False),
        ("赵某", "赵六", True),
        ("赵某某", "赵六", True),
        ("欧阳某", "欧阳晓雪", True),
        ("赵某（局长）", "赵某某", True),
        ("赵某", "李六", False),
        ("张三李四", "李四", True),  # run together
        ("张三李四王五", "李四", True),
        ("李 明 王 伟", "王伟", True),
        ("李　明 王大伟", "李明", True),
        ("李　明 王大伟", "王大", False),
        ("张三 和 李四", "李四", True),
        ("张三县市场监管局", "张三", True),
        ("市场监管局局长张三", "张三", True),
        ("李四（张三代签）", "张三", True),
        ("李四（已核实）", "张三（已核实）", False),
        ("李四（现场复查）", "张三（现场复查）", False),
        ("双河镇（张三）", "双河镇（李四）", False),
        ("Li Qiang", "LI QIANG", True),
        ("Li Qiang", "Li Na", False),
        ("阿迪力·买买提", "阿迪力买买提", True),
        ("阿迪力·买买提", "阿迪力", True),
        ("阿迪力·买买提", "阿迪力·吐尔逊", False),
        ("惠民超市 张三", "惠民超市 李四", False),
        ("", "", False),
        ("无", "无", False),
    ],
)
def test_whole_names_are_compared(one: str, other: str, same: bool) -> None:
    assert (is_same(one, other), is_same(other, one)) == (same, same)


@pytest.mark.parametrize("by", ["赵某", "赵某某", "赵 某某", "赵某某（局长）", "县教委赵某"])
def test_a_name_that_may_be_anybodys_of_that_surname_is_refused_as_that_of_another(by: str) -> None:
    assert checker_fault(by, "赵六", "", KNOWN) == "same"
    assert checker_fault(by, "李四", "赵六", KNOWN) == "person"
    assert checker_fault(by, "李四", "王五", KNOWN) is None
