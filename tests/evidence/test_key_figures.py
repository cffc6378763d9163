"""Where texts give a value for a key figure: the whole year's, and no part, aim or other year's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from evidence.key_figures import KeyFigure, KeyFigureId, Mention, agrees, mentions_in, number_of
from evidence.model import OriginalId

NAME = "食品抽检批次"


def found(text: str, name: str = NAME, measure: str = "批次") -> list[Mention]:
    return list(mentions_in(name, measure, OriginalId("1"), text))


def a_figure(value: str, measure: str = "批次") -> KeyFigure:
    return KeyFigure(KeyFigureId("1"), NAME, 2023, Decimal(value), measure, "县市场监管局", None)


@pytest.mark.parametrize(
    ("text", "value", "year"),
    [
        ("2023年，全县食品抽检批次达到5230批次。", "5230", 2023),
        ("全县食品抽检批次累计完成 5,230 批次，合格率98.6%。", "5230", None),
        ("食品抽检批次共５２３０批次", "5230", None),
        ("食品抽检批次达0.52万批次", "5200", None),
        ("2021年工作总结。2023年食品抽检\n批次为5230\n批次。", "5230", 2023),
        ("全年计划2 600批次，食品抽检批次2 655批次，检出不合格46批次", "2655", None),
        ("食品抽检批次：5230批次，同比增长3%", "5230", None),
    ],
)
def test_a_number_with_its_measure_behind_the_name_is_a_place(text: str, value: str, year: int | None) -> None:
    (mention,) = found(text)
    assert (mention.value, mention.year) == (Decimal(value), year)


@pytest.mark.parametrize(
    "text",
    [
        "其中，食品抽检批次1200批次为农产品。",
        "上半年食品抽检批次2000批次。",
        "1-9月食品抽检批次3000批次。",
        "2024年计划食品抽检批次6000批次。",
        "食品抽检批次不少于4批次。",
        "2022年、2023年食品抽检批次分别为5000批次、5230批次。",
        "2022年食品抽检批次比2021年增加200批次。",
        "食品抽检批次情况见附件。全县5230批次样品……",
        "食品抽检批次达到98.6%",
        "全县抽检5230批次。",
        "食品抽检批次突破5000余批次。",
        "2021年至2023年食品抽检批次15690批次。",
        "2021—2023年食品抽检批次15690批次。",
        "2021年以来食品抽检批次15690批次。",
        "近三年食品抽检批次15690批次。",
        "三年来食品抽检批次15690批次。",
        "食品抽检批次达到5批次/千人。",
        "二、食品抽检批次情况\n按项目看：农药残留14批次",
        "上半年，全县检查1200家次，食品抽检批次2000批次。",
    ],
)
def test_what_is_no_value_of_a_whole_year_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value"), [("评价性抽检合格率为98.62%", "98.62"), ("评价性抽检合格率达98.6％。", "98.6")]
)
def test_a_share_is_written_with_either_sign(text: str, value: str) -> None:
    (mention,) = found(text, "评价性抽检合格率", "%")
    assert mention.value == Decimal(value)


def test_a_longer_measure_is_another_one() -> None:
    assert found("培训人员300人次", "培训人员", "人") == []
    assert [m.value for m in found("培训人员300人", "培训人员", "人")] == [Decimal(300)]
    assert [m.value for m in found("培训人员300人次", "培训人员", "人次")] == [Decimal(300)]


def test_a_bare_number_is_no_year() -> None:
    assert [m.value for m in found("持证人数：356", "持证人数", "")] == [Decimal(356)]
    assert found("持证人数到2023年有所增加", "持证人数", "") == []


def test_a_place_is_told_with_its_page_and_words() -> None:
    (mention,) = found("封面\f一、总体情况。2023年，全县食品抽检批次达到5230批次，位居全市第一。二、做法")
    assert mention.page == 2
    assert mention.snippet == "2023年，全县食品抽检批次达到5230批次，位居全市第一"


@pytest.mark.parametrize(
    ("value", "text", "same"),
    [
        ("5230", "食品抽检批次5230批次", True),
        ("5230", "食品抽检批次5231批次", False),
        ("5230", "食品抽检批次0.52万批次", True),
        ("5230", "食品抽检批次0.53万批次", False),
        ("12000", "食品抽检批次1.2万批次", True),
    ],
)
def test_a_rounded_number_agrees(value: str, text: str, same: bool) -> None:
    (mention,) = found(text)
    assert agrees(a_figure(value), mention) is same


@pytest.mark.parametrize(("share", "same"), [("98.6", True), ("98.62", True), ("98.7", False), ("99", True)])
def test_a_rounded_share_agrees(share: str, same: bool) -> None:
    (mention,) = found(f"食品抽检批次合格率{share}%", "食品抽检批次合格率", "%")
    assert agrees(a_figure("98.62", "%"), mention) is same


@pytest.mark.parametrize(
    ("typed", "value"),
    [("5230", "5230"), (" 5,230 ", "5230"), ("1.2万", "12000"), ("98.6%", "98.6"), ("０.５", "0.5"), ("-3", "-3")],
)
def test_numbers_are_typed_as_people_write_them(typed: str, value: str) -> None:
    assert number_of(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["", "约五千", "5230批次", "1.2.3", "--1"])
def test_what_is_no_number_is_told(typed: str) -> None:
    assert number_of(typed) is None
