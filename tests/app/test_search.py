"""`search`: what is found, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.examples import Command, Example
from tests.app.test_json import misfits

HIT = {
    "id": str,
    "title": {"text": str, "marks": list},
    "document_number": (str, None),
    "issuer": (str, None),
    "issued_on": (str, None),
    "unit": (str, None),
    "year": (int, None),
    "kind": (str, None),
    "state": str,
    "filed_under": list,
    "snippet": (dict, None),
}


@pytest.fixture
def brought(example: Example, beijian: Command, tmp_path: Path) -> Path:
    """The example's project, with a notice from 县教委 that nobody has filed."""
    (tmp_path / "通知.txt").write_text(
        "云教委发〔2023〕21号\n关于开展校园食品安全检查的通知\n各学校：\n请建立陪餐制度，于6月底前报送。\n", "utf-8"
    )
    done = beijian("add", example.workspace, tmp_path / "通知.txt", "--accept", "none", "--unit", "县教委")
    assert done.status == 0
    return example.workspace


def test_programs_get_each_hit_with_where_it_lies_and_marks(brought: Path, beijian: Command) -> None:
    said = beijian("search", brought, "陪餐制度", "--json").json
    assert (said["query"], said["count"]) == ("陪餐制度", 1)
    (hit,) = said["hits"]
    assert misfits(hit, HIT) == []
    assert (hit["state"], hit["filed_under"], hit["unit"]) == ("tray", [], "县教委")
    ((start, end),) = hit["snippet"]["marks"]
    assert hit["snippet"]["text"][start:end] == "陪餐制度"


def test_people_read_what_was_found_with_the_words_marked(brought: Path, beijian: Command) -> None:
    said = beijian("search", brought, "校园 检查 -草稿").out
    assert said.startswith("找到 1 件。\n")
    assert "关于开展【校园】食品安全【检查】的通知" in said
    assert "云教委发〔2023〕21号　县教委　2023年　待整理" in said


@pytest.mark.parametrize("unwanted", ["-陪餐", '-"陪餐制度"'])
def test_what_is_not_wanted_may_be_a_word_of_its_own(unwanted: str, brought: Path, beijian: Command) -> None:
    assert beijian("search", brought, "校园", "--json").json["count"] == 1
    outcome = beijian("search", brought, "校园", unwanted, "--json")
    assert (outcome.status, outcome.json["count"]) == (0, 0)


def test_what_was_filed_on_arrival_is_found_in_its_item(brought: Path, beijian: Command) -> None:
    hits = beijian("search", brought, "工作方案", "--json").json["hits"]
    assert [hit["filed_under"] for hit in hits] == [["1-1"]]


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--state", "待整理"), 1),
        (("--state", "已归项"), 0),
        (("--unit", "教委"), 1),
        (("--year", "2023"), 1),
        (("--year", "2022"), 0),
        (("--batch", "2"), 1),
        (("--batch", "1"), 0),
        (("--item", "1-1"), 0),
        (("--kind", "检验报告"), 0),
    ],
)
def test_what_is_found_is_narrowed(brought: Path, beijian: Command, options: tuple[str, ...], count: int) -> None:
    assert beijian("search", brought, *options, "校园", "--json").json["count"] == count


def test_no_more_is_listed_than_asked_for(brought: Path, beijian: Command) -> None:
    said = beijian("search", brought, "食品", "--limit", "1", "--json").json
    assert said["count"] > len(said["hits"]) == 1
    assert "列出前 1 件" in beijian("search", brought, "食品", "--limit", "1").out


def test_nothing_found_says_what_to_try(brought: Path, beijian: Command) -> None:
    said = beijian("search", brought, "没有这样的字")
    assert said.status == 0
    assert said.out.startswith("没有找到。")


@pytest.mark.parametrize("query", [" ", "“”", "-"])
def test_a_search_for_nothing_is_refused(
    brought: Path, beijian: Command, refused: Callable[..., str], query: str
) -> None:
    refused(beijian("search", brought, query))


@pytest.mark.parametrize(
    "arguments",
    [("食" * 10_000,), ("食品", "--unit", "没有的单位"), ("食品", "--year", "去年"), ("食品", "--item", "9-9")],
)
def test_what_makes_no_sense_is_refused(
    brought: Path, beijian: Command, refused: Callable[..., str], arguments: tuple[str, ...]
) -> None:
    refused(beijian("search", brought, *arguments), *(arguments[2:]))


def test_secret_files_are_not_found(brought: Path, beijian: Command) -> None:
    assert beijian("search", brought, "某事", "--json").json["count"] == 0
