"""`isolate` and `isolated`: a late secrecy find on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.examples import Command, Example
from tests.app.test_json import misfits

SECRET = "关于蓝鲸行动安排的通知\n集结地点在三号粮库。\n"
COPY = {"name": str, "kind": str, "place": (str, None), "done_at": (str, None), "by": (str, None)}
RECORD = {
    "number": int,
    "sha256": str,
    "size_bytes": int,
    "arrived_at": (str, None),
    "isolated_at": str,
    "by": str,
    "why": (str, None),
    "finished": bool,
    "open": int,
    "copies": [COPY],
}


@pytest.fixture
def paper(example: Example, beijian: Command, tmp_path: Path) -> tuple[str, Path]:
    """The id of a paper that should not be here, and the file that it came as."""
    path = tmp_path / "蓝鲸.txt"
    path.write_text(SECRET, "utf-8")
    (file,) = beijian("add", example.workspace, path, "--unit", "县教委", "--json").json["files"]
    return file["id"], path


def test_a_paper_is_isolated_and_refused_from_then_on(
    example: Example, beijian: Command, paper: tuple[str, Path]
) -> None:
    done = beijian("isolate", example.workspace, paper[0][:8], "--by", "赵主任", "--why", "附图标有秘密", "--json")
    assert misfits(done.json, {"isolated": [RECORD], "trouble": None}) == []
    (record,) = done.json["isolated"]
    assert (record["by"], record["why"], record["finished"]) == ("赵主任", "附图标有秘密", True)
    assert beijian("isolated", example.workspace, "--json").json == {"isolated": [record]}
    assert paper[0] not in beijian("tray", example.workspace, "--json").out
    (again,) = beijian("add", example.workspace, paper[1], "--json").json["files"]
    assert (again["state"], again["flags"], again["id"]) == ("refused", ["secret"], None)


def test_it_says_whom_to_tell_and_what_lies_where(example: Example, beijian: Command, paper: tuple[str, Path]) -> None:
    said = beijian("--by", "赵主任", "isolate", example.workspace, paper[0]).out
    for words in ("隔离件1号", "报告本单位保密工作机构", "县教委", "1-1", "未处理", "isolated/001-"):
        assert words in said
    assert "蓝鲸" not in said


def test_the_plan_changes_nothing(example: Example, beijian: Command, paper: tuple[str, Path]) -> None:
    said = beijian("isolate", example.workspace, paper[0], "--plan").out
    assert "1 件材料" in said
    assert beijian("isolated", example.workspace, "--json").json == {"isolated": []}
    assert paper[0] in beijian("tray", example.workspace, "--json").out


def test_what_lies_in_the_bin_is_isolated_from_there(
    example: Example, beijian: Command, paper: tuple[str, Path]
) -> None:
    beijian("discard", example.workspace, paper[0])
    plan = beijian("isolate", example.workspace, paper[0][:8], "--plan", "--json").json
    assert (plan["files"], plan["pieces"], len(plan["binned"])) == (["蓝鲸.txt"], [], 1)
    assert "其中 1 件在回收站" in beijian("isolate", example.workspace, paper[0][:8], "--plan").out
    done = beijian("isolate", example.workspace, paper[0][:8], "--by", "赵主任", "--json").json
    assert len(done["isolated"]) == 1
    assert beijian("bin", example.workspace, "--json").json == {"pieces": []}


def test_an_arrival_that_was_undone_is_isolated_by_its_file(
    example: Example, beijian: Command, paper: tuple[str, Path]
) -> None:
    beijian("undo", example.workspace)
    done = beijian("isolate", example.workspace, paper[1], "--by", "赵主任", "--json").json
    assert [record["finished"] for record in done["isolated"]] == [True]


def test_places_are_worked_off_by_name(example: Example, beijian: Command, paper: tuple[str, Path]) -> None:
    beijian("isolate", example.workspace, paper[0], "--by", "赵主任")
    (record,) = beijian("isolated", example.workspace, "--done", "1-2", "--by", "李敏", "--json").json["isolated"]
    assert [copy["by"] for copy in record["copies"]][:2] == [None, "李敏"]
    purged = beijian("isolated", example.workspace, "--purge", "--with-file", "--by", "李敏", "--json").json
    assert purged["purged"] == 1
    assert list((example.workspace / "isolated").iterdir()) == []


def test_nobody_named_is_refused(
    example: Example, beijian: Command, refused: Callable[..., str], paper: tuple[str, Path]
) -> None:
    assert "姓名" in refused(beijian("isolate", example.workspace, paper[0]))
    assert "姓名" in refused(beijian("isolated", example.workspace, "--purge"))
    assert "1-9" in refused(beijian("isolated", example.workspace, "--done", "1-9", "--by", "赵主任"), "1-9", "3-2")


def test_nothing_isolated_is_told(example: Example, beijian: Command) -> None:
    assert beijian("isolated", example.workspace).out == "没有隔离过文件。\n"
