"""`chase`: whom to ask, files for those who are asked, what was sent, and the office's own steps."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.app.examples import Command, Example, Outcome
from tests.app.test_json import misfits

MAYBE = (str, None)
CHASE = {
    "id": str,
    "unit": str,
    "step": str,
    "form": MAYBE,
    "as_of": str,
    "deadline": MAYBE,
    "by": str,
    "asked": [str],
    "sent_at": MAYBE,
    "sent_by": MAYBE,
}
DEBT = {"code": str, "item": str, "material": str, "year": (int, None), "lacking": int, "due": MAYBE}
AFTER = {**CHASE, "batches": [str], "files": int, "closed": [str], "left": [str], "dropped": [str]}


class Do:
    """Runs `chase` on one project."""

    def __init__(self, example: Example, beijian: Command) -> None:
        self.example, self._beijian = example, beijian

    def __call__(self, *words: str | Path) -> Outcome:
        return self._beijian("chase", self.example.workspace, *words)


@pytest.fixture
def do(example: Example, beijian: Command) -> Do:
    return Do(example, beijian)


def test_a_plan_tells_who_owes_what_and_makes_nothing(do: Do) -> None:
    units = do("--plan", "--json").json["units"]
    assert [(one["unit"], one["next"], one["lacking"]) for one in units if one["kind"] == "township"] == [
        ("双河镇", "微信提醒", 2),
        ("石坪镇", "微信提醒", 3),
    ]
    assert misfits(units[0]["debts"], [DEBT]) == []
    assert do("--list", "--json").json == {"chases": []}


def test_letters_are_written_and_recorded_as_drafts(do: Do, tmp_path: Path) -> None:
    done = do("--all", "--step", "督办单", "--deadline", "2999-01-31", "--out", tmp_path / "催报", "--json")
    names = sorted(path.name for path in (tmp_path / "催报").iterdir())
    assert [name.rsplit("_", 1)[0] for name in names if "镇" in name] == ["督办单_双河镇", "督办单_石坪镇"]
    assert sorted(Path(path).name for path in done.json["files"]) == names
    assert misfits(done.json["chases"], [CHASE]) == []
    for path in done.json["files"]:
        docx.Document(path)


def test_a_wechat_text_is_a_file_that_the_systems_own_editor_reads(do: Do, tmp_path: Path) -> None:
    do("--unit", "双河镇", "--out", tmp_path)
    (path,) = tmp_path.glob("微信提醒_双河镇_*.txt")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "双河镇" in path.read_text("utf-8-sig")


def test_all_units_get_one_circular(do: Do, tmp_path: Path) -> None:
    done = do("--all", "--step", "通报", "--out", tmp_path / "催报", "--json")
    (path,) = done.json["files"]
    assert Path(path).name.startswith("通报_2")
    assert len(done.json["chases"]) > 1


def test_a_unit_that_is_visited_is_listed_apart(do: Do, beijian: Command, tmp_path: Path) -> None:
    beijian("unit", do.example.workspace, "石坪镇", "--approach", "上门")
    done = do("--unit", "双河镇", "--unit", "石坪镇", "--step", "督办单", "--out", tmp_path / "催报", "--json")
    names = sorted(Path(path).name.rsplit("_", 1)[0] for path in done.json["files"])
    assert names == ["上门沟通", "督办单_双河镇"]
    assert [(one["unit"], one["step"], one["form"]) for one in done.json["chases"]] == [
        ("双河镇", "督办单", "order"),
        ("石坪镇", "上门沟通", None),
    ]


def test_what_was_sent_is_listed_with_what_came_after(do: Do, tmp_path: Path) -> None:
    (chase,) = do("--unit", "双河镇", "--out", tmp_path, "--json").json["chases"]
    do("--sent", chase["id"][:8])
    (after,) = do("--list", "--json").json["chases"]
    assert misfits(after, AFTER) == []
    assert (after["sent_at"] is not None, after["closed"], after["left"]) == (True, [], chase["asked"])
    assert "此后没有报来" in do("--list", "--unit", "双河镇").out
    assert do("--plan", "--unit", "双河镇", "--json").json["units"][0]["next"] == "工作提示"


def test_what_lies_unsorted_is_told_before_a_letter_goes(do: Do, beijian: Command, tmp_path: Path) -> None:
    (tmp_path / "补.txt").write_text("双河镇补充材料", "utf-8")
    beijian("add", do.example.workspace, tmp_path / "补.txt", "--accept", "none", "--unit", "双河镇")
    waiting = len(do("--plan", "--unit", "双河镇", "--json").json["units"][0]["waiting"])
    assert waiting > 0
    assert f"已报待整理 {waiting} 件，请先整理" in do("--plan", "--unit", "双河镇").out
    done = do("--unit", "双河镇", "--out", tmp_path / "催报", "--json")
    assert done.json["waiting"] == [{"unit": "双河镇", "pieces": waiting}]


def test_the_steps_are_shown_and_changed(do: Do, beijian: Command) -> None:
    assert "微信提醒" in do("--steps").out
    steps = do("--steps", "电话提醒,提示函,最后一催=督办单", "--json").json["steps"]
    assert [(step["name"], step["form"]) for step in steps] == [
        ("电话提醒", "message"),
        ("提示函", "note"),
        ("最后一催", "order"),
    ]
    assert beijian("undo", do.example.workspace).out.startswith("已撤销：修改催报步骤")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--all"], "--out"),
        (["--out", "处"], "--unit"),
        (["--plan", "--out", "处"], "不能同用"),
        (["--all", "--out", "处", "--step", "警告"], "可用：微信提醒"),
        (["--all", "--out", "处", "--deadline", "2000-01-01"], "已经过去"),
        (["--unit", "没有", "--out", "处"], "没有"),
        (["--sent", "无"], "--list"),
        (["--steps", "，"], "至少要有一步"),
        (["--steps", "再催"], "按什么形式"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(do: Do, words: list[str], said: str) -> None:
    done = do(*words)
    assert done.status == 1
    assert said in done.err
