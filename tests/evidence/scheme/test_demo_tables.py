"""The two tables of the example, read whole."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from evidence.model import Criterion, Rule, SchemeReading, Scope
from evidence.scheme.reading import read_scheme

MODES = {
    "全得": Rule.ALL_OR_NOTHING,
    "酌扣": Rule.GRADED,
    "每处扣": Rule.PER_FINDING,
    "比例": Rule.RATIO,
    "否决": Rule.VETO,
    "加分": Rule.BONUS,
}


@pytest.fixture(scope="module")
def bundled(root: Path) -> SchemeReading:
    return read_scheme(root / "templates/schemes/国家食品安全示范城市评价细则（演示版）.csv")


@pytest.fixture(scope="module")
def workbook(root: Path) -> SchemeReading:
    return read_scheme(root / "tests/data/schemes/评价细则（演示版）.xlsx")


@pytest.fixture(scope="module")
def truth(root: Path) -> list[dict[str, Any]]:
    return json.loads((root / "tests/data/schemes/评价细则（演示版）.truth.json").read_text(encoding="utf-8"))


def leaves(reading: SchemeReading) -> list[Criterion]:
    parents = {item.parent for item in reading.items}
    return [item for item in reading.items if item.id not in parents]


def plain(text: str | None) -> str:
    return re.sub(r"[\s★]", "", unicodedata.normalize("NFKC", text or ""))


def test_the_bundled_table_has_six_categories_36_points_and_94_items(bundled: SchemeReading) -> None:
    assert len(leaves(bundled)) == 94
    assert len(bundled.items) == 6 + 36 + 94
    assert [item.code for item in bundled.items if item.parent is None] == ["一", "二", "三", "四", "五", "六"]


def test_the_bundled_table_makes_199_points_and_9_5_of_bonus(bundled: SchemeReading) -> None:
    assert bundled.facts.total_points == 199
    assert sum(item.points or 0 for item in leaves(bundled) if item.bonus) == 9.5
    assert [item.points for item in leaves(bundled) if item.veto] == [None] * 5
    assert sum(item.key for item in leaves(bundled)) == 20


def test_the_bundled_table_says_that_it_is_a_demonstration(bundled: SchemeReading) -> None:
    assert bundled.facts.title == "国家食品安全示范城市评价细则（演示版）"
    assert bundled.facts.edition == "演示版（非官方）"
    assert bundled.facts.document_number is None
    assert bundled.warnings == ()


def test_the_bundled_table_asks_for_318_materials(bundled: SchemeReading) -> None:
    asked = [slot for item in leaves(bundled) for slot in item.required]
    assert len(asked) == 318
    assert all(slot.kinds and slot.stage and slot.must for slot in asked)
    assert sum(any(s.scope is Scope.EACH_TOWNSHIP for s in item.required) for item in leaves(bundled)) == 21
    assert sum(any(s.scope is Scope.EACH_DEPARTMENT for s in item.required) for item in leaves(bundled)) == 4


def test_the_bundled_table_is_read_as_it_is_written(bundled: SchemeReading, root: Path) -> None:
    text = (root / "templates/schemes/国家食品安全示范城市评价细则（演示版）.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    by_id = {item.id: item for item in bundled.items}
    for row, item in zip(rows, leaves(bundled), strict=True):
        assert item.parent is not None
        above = by_id[item.parent]
        assert (item.code, above.title, item.text) == (row["编号"], row["评价要点"], row["评价内容"])
        assert above.code == item.code.partition("-")[0]
        assert (item.method, item.rule) == (row["评分标准"], MODES[row["计分方式"]])
        assert item.points == (float(row["分值"]) if row["分值"] else None)
        assert item.key == (row["关键项"] == "是")
        assert [item.lead_unit, "、".join(item.support_units)] == [row["牵头单位"], row["责任单位"]]
        assert [s.name for s in item.required] == [part.partition("|")[0] for part in row["所需材料"].split(";")]


def test_the_workbook_of_an_office_is_read_as_its_truth_says(
    workbook: SchemeReading, truth: list[dict[str, Any]]
) -> None:
    codes = {item.id: item.code for item in workbook.items}
    read = [
        {
            "code": item.code,
            "parent": codes[item.parent] if item.parent else None,
            "title": plain(item.title),
            "text": plain(item.text),
            "points": item.points,
            "method": plain(item.method),
            "lead_unit": item.lead_unit,
            "support_units": list(item.support_units),
            "key": item.key,
            "veto": item.veto,
            "bonus": item.bonus,
            "materials": [slot.name for slot in item.required],
        }
        for item in workbook.items
    ]
    folded = ("title", "text", "method")
    assert read == [
        {name: plain(node.get(name)) if name in folded else node.get(name, []) for name in read[0]} for node in truth
    ]


def test_the_rules_of_the_workbook_are_told_from_its_wording(
    workbook: SchemeReading, truth: list[dict[str, Any]]
) -> None:
    modes = {node["code"]: MODES[node["mode"]] for node in truth if "mode" in node}
    different = [item.code for item in leaves(workbook) if item.rule is not modes[item.code]]
    assert different == ["24-74"]  # 每有一年未达标扣2分 is worded as 每处扣 and was entered as 酌扣


def test_the_workbook_says_what_it_is_and_what_should_be_checked(workbook: SchemeReading) -> None:
    assert workbook.facts.title == "国家食品安全示范城市评价细则"
    assert workbook.facts.edition == "演示1.0"
    assert workbook.facts.document_number is None
    assert workbook.facts.total_points == 199
    assert [notice.code for notice in workbook.warnings] == ["scheme_sheet_skipped", "scheme_points_from_text"]
