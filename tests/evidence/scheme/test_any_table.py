"""Whatever stands in a table, reading it ends in a sound tree or a refusal."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from evidence import wording
from evidence.errors import SchemeError
from evidence.model import SchemeReading
from evidence.scheme.reading import read_scheme

HEADS = [
    "编号",
    "序号",
    "上级编号",
    "类别",
    "评价要点",
    "评价项目",
    "评价内容",
    "分值",
    "要点分值",
    "评分标准",
    "所需材料",
    "责任单位",
    "备注",
]
CELLS = [
    "",
    "1",
    "2",
    "1-1",
    "1.1",
    "1.1.1",
    "一、甲类",
    "（一）乙类（5分）",
    "党政同责（1）",
    "★专题研究。",
    "2分",
    "否决",
    "加1分",
    "合计",
    "小计",
    "注：说明。",
    "得2分，否则不得分；每处扣0.5分。",
    "甲|乙|丙",
    "牵头：甲局；配合：乙局",
    "评价内容",
    "—",
    "1月1日",
    "1.甲\n2.乙",
]
TABLES = st.lists(st.sampled_from(HEADS), min_size=2, max_size=8, unique=True).flatmap(
    lambda heads: st.lists(
        st.lists(st.sampled_from(CELLS), min_size=len(heads), max_size=len(heads)), min_size=1, max_size=12
    ).map(lambda rows: [heads, *rows])
)


def read(rows: list[list[str]]) -> SchemeReading | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "细则.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        try:
            return read_scheme(path)
        except SchemeError:
            return None


ITEM_BELOW_AN_ITEM = [
    ["上级编号", "评价项目", "编号", "类别", "序号", "评价要点", "评价内容"],
    ["", "1", "", "", "1", "", ""],
    ["1", "", "", "", "1", "", "1"],
    ["", "", "", "1.1.1", "", "", ""],
    ["", "", "1.1", "", "", "", "1"],
    ["", "", "", "", "1", "", "1"],
]


@given(TABLES)
@example(ITEM_BELOW_AN_ITEM)
def test_codes_are_unique_and_groups_stand_before_their_children(rows: list[list[str]]) -> None:
    reading = read(rows)
    if reading is None:
        return
    codes = [item.code for item in reading.items]
    assert all(codes)
    assert len(set(codes)) == len(codes)
    seen: set[str | None] = {None}
    for item in reading.items:
        assert item.parent in seen
        seen.add(item.id)
    assert all(wording.notice(notice) for notice in reading.warnings)
