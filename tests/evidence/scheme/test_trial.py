"""Tables that clerks tried: what was read wrongly once stays right."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from evidence.criteria import leaves_of, units_of
from evidence.model import Rule
from evidence.scheme.reading import guess_choice, open_scheme_file, read_scheme, read_tables
from evidence.scheme.roles import Role


def written(folder: Path, text: str) -> Path:
    path = folder / "细则.csv"
    path.write_text(text, "utf-8-sig")
    return path


def test_letters_that_name_kinds_of_items_head_none(tmp_path: Path) -> None:
    rows = "".join(f"{code},开展{code}类工作。,4,县教委\n" for code in ("A01", "A02", "B01", "B02", "C01"))
    reading = read_scheme(written(tmp_path, f"编号,评价内容,分值,责任单位\n{rows}"))
    assert [item.code for item in leaves_of(reading.items)] == ["A01", "A02", "B01", "B02", "C01"]
    assert reading.facts.total_points == 20


def test_a_column_of_items_alone_is_read(tmp_path: Path) -> None:
    file = open_scheme_file(written(tmp_path, "甲,乙\n说明一,制定方案。\n说明二,召开会议。\n"))
    (guess,) = guess_choice(file)
    chosen = replace(guess, is_read=True).with_role(1, Role.TEXT)
    reading = read_tables(file, (chosen,)).scheme
    assert [item.text for item in reading.items] == ["制定方案。", "召开会议。"]


def test_points_stay_where_a_veto_is_threatened_beside_them(tmp_path: Path) -> None:
    veto = "1,近3年无重大食品安全事故。（10分）,发生重大事故一票否决。"
    table = f"编号,评价内容,评分办法\n{veto}\n2,制定方案。（5分）,否则不得分。\n"
    first, second = read_scheme(written(tmp_path, table)).items
    assert (first.points, first.rule, first.veto) == (10, Rule.ALL_OR_NOTHING, False)
    assert second.points == 5


def test_ways_in_lines_of_their_own_stay_apart(tmp_path: Path) -> None:
    table = '编号,评价内容,评分标准,评价方式\n1,制定方案。,制定方案的得5分，否则不得分。,"资料审查\n现场检查"\n'
    assert read_scheme(written(tmp_path, table)).items[0].ways == "资料审查、现场检查"


@pytest.mark.parametrize("name", ["各乡镇（街道）", "各成员单位", "有关部门", "县级各部门"])
def test_units_that_are_not_named_one_by_one_are_no_unit(name: str, tmp_path: Path) -> None:
    reading = read_scheme(written(tmp_path, f"编号,评价内容,牵头单位,责任单位\n1,制定方案。,县教委,{name}\n"))
    assert [unit.name for unit in units_of((), reading.items)] == ["县教委"]
    assert reading.items[0].support_units == (name,)
