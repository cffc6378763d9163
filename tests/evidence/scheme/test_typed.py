"""What people type of items and materials is read as they mean it, or refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evidence import wording
from evidence.errors import RequestError
from evidence.model import Rule, Scope, Stage, Years
from evidence.scheme import typed


@pytest.mark.parametrize(
    ("read", "text", "meant"),
    [
        (typed.points, "2.5分", 2.5),
        (typed.points, "３", 3.0),
        (typed.points, " ", None),
        (typed.due, "2024年1月31日", "2024-01-31"),
        (typed.due, "2024-1-31", "2024-01-31"),
        (typed.due, "每季度末", "每季度末"),
        (typed.due, "", None),
        (typed.rule, "每处扣", Rule.PER_FINDING),
        (typed.rule, "veto", Rule.VETO),
        (typed.rule, "", None),
        (typed.stage, "落实", Stage.WORK),
        (typed.years, "近三年每年", Years.EACH_OF_LAST_3),
        (typed.years, "不限年度", Years.ANY),
        (typed.years, "latest", Years.LATEST),
        (typed.scope, "本级", Scope.OWN),
        (typed.scope, "牵头单位", Scope.OWN),
        (typed.scope, "各乡镇（街道）", Scope.EACH_TOWNSHIP),
        (typed.scope, "指定的部门", Scope.EACH_DEPARTMENT),
        (typed.count, "２", 2),
        (typed.names, "县教委、县公安局，县教委", ("县教委", "县公安局")),
        (typed.mark, "甲组", "甲"),
        (typed.mark, " ", None),
        (typed.words, " 一行 \n 二行 ", "一行\n二行"),
    ],
)
def test_words_are_read_as_they_are_meant(read: Callable[[str], object], text: str, meant: object) -> None:
    assert read(text) == meant


@pytest.mark.parametrize("words", [wording.RULES, wording.MEANT_RULES])
def test_a_rule_is_read_back_from_its_word_and_from_what_it_means(words: dict[Rule, str]) -> None:
    assert {rule: typed.rule(text) for rule, text in words.items()} == {rule: rule for rule in Rule}


@pytest.mark.parametrize("words", [wording.SCOPES, wording.OWED_BY])
def test_who_owes_is_read_back_from_the_word_of_the_table_and_of_the_window(words: dict[Scope, str]) -> None:
    assert {scope: typed.scope(text) for scope, text in words.items()} == {scope: scope for scope in Scope}


def test_kinds_are_found_however_their_brackets_are_typed() -> None:
    given = ["方案/计划", "照片（含整改前后）", "方案/计划", ""]
    assert typed.kinds(given) == ("方案/计划", "照片(含整改前后)")


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [
        (typed.points, "很多", "“很多”不能作为分值。请按“2.5”的样子填写。"),
        (typed.points, "否决", "“否决”不能作为分值。请按“2.5”的样子填写。"),
        (typed.due, "2024-02-30", "“2024-02-30”不能作为完成时限。请按“2024-01-31”的样子填写。"),
        (typed.rule, "随便", "“随便”不能作为计分方式。请按“全得、酌扣、每处扣、比例、否决、加分”的样子填写。"),
        (typed.stage, "开头", "“开头”不能作为环节。请按“部署、落实、成效、整改”的样子填写。"),
        (typed.years, "", "“”不能作为年度。请按“近三年每年、近两年每年、最近一年、不限年度”的样子填写。"),
        (
            typed.scope,
            "谁都行",
            "“谁都行”不能作为报送范围。请按“牵头单位（本级）、各乡镇（街道）、指定的部门”的样子填写。",
        ),
        (
            typed.mark,
            "很长很长很长很长很长很长",
            "“很长很长很长很长很长很长”不能作为任交其一的组。请按“甲”的样子填写。",
        ),
        (typed.count, "0", "“0”不能作为份数。请按“1”的样子填写。"),
    ],
)
def test_what_cannot_be_is_refused(read: Callable[[str], object], text: str, said: str) -> None:
    with pytest.raises(RequestError) as refusal:
        read(text)
    assert wording.sentence(refusal.value) == said


def test_an_unknown_kind_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(RequestError) as refusal:
        typed.kinds(["没有这种"])
    assert "“没有这种”不能作为材料种类。请按“文件(红头)、会议纪要" in wording.sentence(refusal.value)
