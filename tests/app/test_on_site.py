"""`on-site`: where the papers of an item lie, told and as JSON."""

from __future__ import annotations

import pytest

from tests.app.examples import Command, Example


def test_the_papers_of_an_item_are_told_with_box_and_pages(example: Example, beijian: Command) -> None:
    (paper,) = (paper for paper in beijian("on-site", example.workspace, "1-1", "--json").json["papers"])
    assert paper["label"] == "1-1-001"
    assert paper["box"] == 1
    told = beijian("on-site", example.workspace, "1-1").out
    assert told.startswith(f"1-1-001  {paper['title']}")
    assert f"第1盒  {paper['pages']}" in told


@pytest.mark.parametrize("typed", ["1－1", " 1-1 ", "1—1"])
def test_a_code_may_be_typed_in_any_way(example: Example, beijian: Command, typed: str) -> None:
    assert beijian("on-site", example.workspace, typed, "--json").json["code"] == "1-1"


def test_the_last_part_alone_is_enough_where_it_is_one_item_s(example: Example, beijian: Command) -> None:
    assert beijian("on-site", example.workspace, "第2项", "--json").json["code"] == "1-2"


@pytest.mark.parametrize("typed", ["1", "99", "", "食品"])
def test_what_is_no_item_or_several_is_refused(example: Example, beijian: Command, typed: str) -> None:
    assert beijian("on-site", example.workspace, typed).status == 1
