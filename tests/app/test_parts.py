"""`new --mode`, `project --mode`, `part` and `export --scheme`: a dossier, or a part, that an upper level hands in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.app.examples import Command, Example
from tests.app.test_json import misfits
from tests.app.test_side_commands import SECOND

SHAPE = {
    "mode": str,
    "upper": (str, None),
    "items": [{"code": str, "within": bool}],
    "totals": {"within": int, "outside": int},
}


@pytest.fixture
def handing_in(example: Example, beijian: Command) -> Path:
    """The example, handed in to a city."""
    done = beijian("project", example.workspace, "--mode", "向上级报送", "--upper", "白鹭市食安办")
    assert done.status == 0, done.err
    return example.workspace


def part(beijian: Command, place: Path, *options: str) -> list[str]:
    said = beijian("part", place, *options, "--json").json
    assert misfits(said, SHAPE) == []
    return [row["code"] for row in said["items"] if row["within"]]


def test_a_project_says_what_it_is_for(handing_in: Path, beijian: Command) -> None:
    assert "工作方式：向上级报送（白鹭市食安办）\n" in beijian("project", handing_in).out
    said = beijian("project", handing_in, "--json").json
    assert (said["mode"], said["upper"]) == ("part", "白鹭市食安办")


def test_a_new_project_may_be_one_from_the_start(example: Example, beijian: Command, tmp_path: Path) -> None:
    place = tmp_path / "报送项目"
    asked = ("--mode", "向上级报送", "--upper", "白鹭市食安办")
    assert beijian("new", place, "--scheme", example.scheme, *asked).status == 0
    assert part(beijian, place) == ["1-1", "1-2", "2-1"]


def test_the_part_is_chosen_by_units_as_the_table_calls_them(handing_in: Path, beijian: Command) -> None:
    assert part(beijian, handing_in, "--units", "市场监管局") == ["2-1"]


def test_the_part_is_chosen_by_codes_of_items_and_groups(handing_in: Path, beijian: Command) -> None:
    (group,) = {code.partition("-")[0] for code in part(beijian, handing_in, "--items", "2-1")}
    assert group == "2"


def test_items_are_added_and_dropped(handing_in: Path, beijian: Command) -> None:
    assert part(beijian, handing_in, "--drop", "1-2", "2-1") == ["1-1"]
    assert part(beijian, handing_in, "--add", "2-1") == ["1-1", "2-1"]


def test_only_the_part_has_gaps(handing_in: Path, beijian: Command) -> None:
    part(beijian, handing_in, "--items", "1-1", "2-1")
    said = beijian("gaps", handing_in, "--json").json
    assert ([item["code"] for item in said["items"]], said["totals"]["items"]) == (["1-1", "2-1"], 2)


def test_the_points_of_the_part_alone_are_counted(handing_in: Path, beijian: Command) -> None:
    part(beijian, handing_in, "--items", "1-1")
    assert beijian("gaps", handing_in, "--json").json["score"]["total"] == 3


def test_people_read_the_part_and_what_is_beyond_it(handing_in: Path, beijian: Command) -> None:
    part(beijian, handing_in, "--items", "2-1")
    said = beijian("part", handing_in).out.splitlines()
    assert said[0] == "向上级报送（白鹭市食安办）"
    assert said[1].startswith("2-1　")
    assert said[2:] == ["范围以外：1-1、1-2", "承担范围 1 项；范围以外 2 项，不查缺项，不计分，不导出。"]


def test_of_the_offices_own_dossier_there_is_no_part(example: Example, beijian: Command) -> None:
    assert beijian("part", example.workspace).out.splitlines() == [
        "本级申报",
        "全部 3 项评价内容都由本级准备。",
    ]


def test_choosing_a_part_is_undone(handing_in: Path, beijian: Command) -> None:
    part(beijian, handing_in, "--items", "2-1")
    assert "调整承担范围" in beijian("undo", handing_in).out
    assert part(beijian, handing_in) == ["1-1", "1-2", "2-1"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--units", "水利局"], "水利局"),
        (["--items", "9-9"], "9-9"),
        (["--drop", "1-1", "1-2", "2-1"], "至少保留一项"),
        (["--led"], "--units"),
    ],
)
def test_a_part_that_cannot_be_is_refused(
    arguments: list[str], said: str, handing_in: Path, beijian: Command, refused: Callable[..., str]
) -> None:
    refused(beijian("part", handing_in, *arguments), said, "--units", "--led")
    assert part(beijian, handing_in) == ["1-1", "1-2", "2-1"]


def test_a_part_of_the_offices_own_dossier_is_refused(
    example: Example, beijian: Command, refused: Callable[..., str]
) -> None:
    assert "本级申报" in refused(beijian("part", example.workspace, "--items", "1-1"))


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--mode", "代报"], "代报"),
        (["--upper", "白鹭市食安办"], "--mode"),
        (["--mode", "part", "--upper", "市" * 101], "100"),
    ],
)
def test_what_a_project_cannot_be_for_is_refused(
    arguments: list[str], named: str, example: Example, beijian: Command, refused: Callable[..., str]
) -> None:
    refused(beijian("project", example.workspace, *arguments), named)


def test_the_dossier_is_exported_under_the_numbers_of_the_other_scheme(
    example: Example, beijian: Command, tmp_path: Path, refused: Callable[..., str]
) -> None:
    table = tmp_path / "评议考核细则.csv"
    table.write_text(SECOND, "utf-8-sig")
    beijian("add-scheme", example.workspace, "--scheme", table)
    beijian("pair", example.workspace, "甲1", "1-1")
    beijian("use", example.workspace, "细则")
    refused(beijian("export", example.workspace, "--out", tmp_path / "出", "--scheme", "没有的"), "没有的")
    done = beijian("export", example.workspace, "--out", tmp_path / "出", "--scheme", "评议考核", "--json").json
    text = "".join(
        cell.text
        for table in docx.Document(done["documents"][0]["path"]).tables
        for row in table.rows
        for cell in row.cells
    )
    assert "甲1-001" in text
    assert "1-1-001" not in text
