"""What people type means what they meant; what cannot be meant is refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from evidence import wording
from evidence.errors import RequestError
from evidence.intake import typed
from evidence.intake.typed import townships, years
from evidence.model import Flag, Stage

TODAY = date(2024, 1, 8)


@pytest.mark.parametrize(
    "text", ["2021-2023", "2021～2023", "2021~2023", "2021到2023", "2021年至2023年", "２０２１—２０２３"]
)
def test_years_as_people_write_them(text: str) -> None:
    assert years(text) == (2021, 2023)


def test_names_of_townships_are_one_line_each() -> None:
    assert townships("双河镇, 石坪 \n镇，双河镇、") == ("双河镇", "石坪 镇")


def test_names_of_townships_come_from_a_file_in_either_encoding(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "gb18030"):
        (tmp_path / "名单.txt").write_text("双河镇\n\n石坪镇\n", encoding)
        assert townships(str(tmp_path / "名单.txt")) == ("双河镇", "石坪镇")


def test_an_empty_text_makes_a_fact_unknown() -> None:
    assert (typed.day(" ", TODAY), typed.year(""), typed.kind("\t"), typed.stage("")) == (None, None, None, None)


def test_facts_are_read_as_people_write_them() -> None:
    assert typed.day(" 2023年6月3日 ", TODAY) == date(2023, 6, 3)
    assert (typed.year("２０２３年"), typed.kind(" 其他 "), typed.stage("整改")) == (2023, "其他", Stage.RECTIFY)
    assert typed.flags(["草稿 ", "secret"]) == {Flag.DRAFT, Flag.SECRET}


@pytest.mark.parametrize(
    ("typed_kind", "meant"),
    [("方案", "方案/计划"), ("报告", "总结/报告"), ("照片", "照片(含整改前后)"), ("其他", "其他")],
)
def test_a_kind_is_known_by_the_part_that_tells_it(typed_kind: str, meant: str) -> None:
    assert typed.kind(typed_kind) == meant


@pytest.mark.parametrize(
    ("read", "code"),
    [
        (lambda: typed.day("2024-01-09", TODAY), "day_to_come"),
        (lambda: typed.day("1948-12-31", TODAY), "day_too_early"),
        (lambda: typed.day("2023-02-30", TODAY), "no_such_day"),
        (lambda: typed.day("昨天", TODAY), "bad_fact"),
        (lambda: typed.year("23"), "bad_fact"),
        (lambda: typed.kind("红头文件"), "bad_fact"),
        (lambda: typed.kind("材料"), "bad_fact"),
        (lambda: typed.stage("总结"), "bad_fact"),
        (lambda: typed.flags(["没有这样的标记"]), "bad_fact"),
        (lambda: years("2023-2021"), "bad_years"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(read: Callable[[], object], code: str) -> None:
    with pytest.raises(RequestError) as refusal:
        read()
    assert refusal.value.code == code
    assert wording.sentence(refusal.value).endswith("。")
