"""The commands for 定稿留底 and for how the project stands."""

from __future__ import annotations

from tests.app.examples import Command, Example


def test_a_state_is_kept_listed_and_compared(example: Example, beijian: Command) -> None:
    assert "已留底“初稿”" in beijian("freeze", example.workspace, "初稿").out
    assert beijian("frozen", example.workspace, "--json").json["frozen"][0]["name"] == "初稿"
    piece = beijian("tray", example.workspace, "--json").json["pieces"][0]["id"]
    beijian("file", example.workspace, piece, "1-2")
    said = beijian("compare", example.workspace, "初稿")
    assert "新增 1 件" in said.out
    assert beijian("compare", example.workspace, "初稿", "--json").json["totals"]["new"] == 1


def test_a_project_is_compared_with_another(example: Example, beijian: Command) -> None:
    beijian("freeze", example.workspace, "初稿")
    said = beijian("compare", example.workspace, "现在", "--with", example.workspace)
    assert (said.status, "两边没有不同" in said.out) == (0, True)


def test_what_was_removed_is_brought_back_by_undo(example: Example, beijian: Command) -> None:
    beijian("freeze", example.workspace, "初稿")
    assert "已删除" in beijian("frozen", example.workspace, "--remove", "初稿").out
    assert beijian("undo", example.workspace).status == 0
    assert "初稿" in beijian("frozen", example.workspace).out


def test_a_name_that_is_not_there_is_refused_with_those_that_are(example: Example, beijian: Command) -> None:
    beijian("freeze", example.workspace, "初稿")
    outcome = beijian("compare", example.workspace, "定稿")
    assert (outcome.status, "初稿" in outcome.err) == (1, True)


def test_the_overview_tells_days_left_once_a_day_is_set(example: Example, beijian: Command) -> None:
    assert beijian("overview", example.workspace, "--json").json["days_left"] is None
    assert "送审日期：2099-01-01" in beijian("project", example.workspace, "--submit-on", "2099-01-01").out
    assert beijian("overview", example.workspace, "--json").json["days_left"] > 0
    assert "送审日期：未定" in beijian("project", example.workspace, "--submit-on", "").out


def test_the_overview_comes_to_what_the_gaps_tell(example: Example, beijian: Command) -> None:
    found = beijian("overview", example.workspace, "--json").json
    totals = beijian("gaps", example.workspace, "--json").json["totals"]
    assert {key: found["figures"][key] for key in ("complete", "partial", "missing")} == {
        key: totals[key] for key in ("complete", "partial", "missing")
    }
    assert sum(unit["needed"] for unit in found["units"]) == found["figures"]["needed"]


def test_the_matrix_has_a_cell_for_each_column(example: Example, beijian: Command) -> None:
    for options in ((), ("--townships",), ("--open",)):
        found = beijian("matrix", example.workspace, *options, "--json").json
        assert {len(item["cells"]) for item in found["items"]} == {len(found["columns"])}
    assert "×" in beijian("matrix", example.workspace).out
