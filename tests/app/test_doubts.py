"""`doubts`, `dismiss` and `finished`: hints for people and programs, put aside with a reason and taken up again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.examples import Command, Example
from tests.app.test_json import misfits

DOUBT = {
    "key": str,
    "complaint": str,
    "sign": str,
    "name": str,
    "items": list,
    "pieces": list,
    "titles": list,
    "message": str,
    "dismissed": (dict, None),
}
REASON = "已核对原件"


@pytest.fixture
def project(example: Example, beijian: Command) -> Path:
    """The example's project, in which a paper that is filed is marked as a draft."""
    (piece, *_) = (file["id"] for file in example.said["files"] if file["filed_under"])
    assert beijian("facts", example.workspace, piece, "--flag", "草稿").status == 0
    return example.workspace


def drafts(beijian: Command, project: Path, *options: str) -> list[dict[str, object]]:
    said = beijian("doubts", project, "--json", *options).json
    return [doubt for doubt in said["doubts"] if doubt["sign"] == "draft"]


def test_programs_get_each_doubt_with_its_papers_and_sentence(project: Path, beijian: Command) -> None:
    said = beijian("doubts", project, "--json").json
    assert said["totals"]["open"] == len(said["doubts"]) > 0
    assert [misfits(doubt, DOUBT) for doubt in said["doubts"]] == [[]] * len(said["doubts"])
    (draft,) = drafts(beijian, project)
    assert (draft["complaint"], draft["items"], draft["dismissed"]) == ("drafts", ["1-1"], None)


def test_people_read_them_by_complaint_with_a_short_key(project: Path, beijian: Command) -> None:
    (draft,) = drafts(beijian, project)
    said = beijian("doubts", project, "--item", "1-1").out
    assert "草稿或修订痕迹（1 条）\n" in said
    assert f"　　{str(draft['key'])[:8]}  1-1  {draft['message']}\n" in said


def test_those_of_other_items_are_left_out(project: Path, beijian: Command) -> None:
    assert drafts(beijian, project, "--item", "2-1") == []
    assert len(drafts(beijian, project, "--item", "1-1")) == 1


def test_what_is_dismissed_is_listed_only_on_demand_with_who_and_why(project: Path, beijian: Command) -> None:
    (draft,) = drafts(beijian, project)
    done = beijian("--by", "李敏", "dismiss", project, str(draft["key"])[:8], "--reason", REASON)
    assert done.out == "已把 1 条疑点记为不作问题。\n"
    assert drafts(beijian, project) == []
    (kept,) = drafts(beijian, project, "--all")
    assert isinstance(kept["dismissed"], dict)
    assert (kept["dismissed"]["reason"], kept["dismissed"]["by"]) == (REASON, "李敏")
    assert f"不作问题：{REASON}（李敏，" in beijian("doubts", project, "--all").out


def test_it_is_taken_up_again_and_undone(project: Path, beijian: Command) -> None:
    (draft,) = drafts(beijian, project)
    key = str(draft["key"])
    beijian("dismiss", project, key, "--reason", REASON)
    assert beijian("dismiss", project, key[:10], "--back", "--json").json == {"keys": [key]}
    assert drafts(beijian, project) == [draft]
    assert beijian("undo", project).status == 0
    assert drafts(beijian, project) == []


def test_an_item_that_is_finished_is_looked_at_without_material(beijian: Command, tmp_path: Path) -> None:
    (tmp_path / "细则.csv").write_text(
        "编号,评价内容,所需材料,牵头单位\n1-1,每年总结。,总结|总结/报告|成效|近三年每年|1||本级,县食药安办\n",
        "utf-8-sig",
    )
    project = tmp_path / "国检"
    assert beijian("new", project, "--scheme", tmp_path / "细则.csv", "--years", "2021-2023").status == 0
    assert beijian("doubts", project).out == "疑点 0 条，另有 0 条不作问题。\n"
    assert beijian("finished", project, "1-1").out == "已记为待复核：1-1\n"
    (doubt,) = beijian("doubts", project, "--json").json["doubts"]
    assert doubt["sign"] == "years_missing"
    assert beijian("finished", project, "1-1", "--no").out == "已记为收集中：1-1\n"
    assert beijian("doubts", project, "--json").json["doubts"] == []


def test_an_unknown_key_is_refused(project: Path, beijian: Command, refused: Callable[..., str]) -> None:
    refused(beijian("dismiss", project, "ffff0000ffff", "--reason", REASON), "ffff0000ffff")


def test_a_dismissal_without_a_reason_is_refused(project: Path, beijian: Command, refused: Callable[..., str]) -> None:
    (draft,) = drafts(beijian, project)
    assert "原因" in refused(beijian("dismiss", project, str(draft["key"]), "--reason", " "))


def test_one_must_say_why_or_take_back(project: Path, beijian: Command, refused: Callable[..., str]) -> None:
    refused(beijian("dismiss", project, "abcd"), status=2)


def test_no_doubt_and_no_reason_leaves_the_house(project: Path, beijian: Command, tmp_path: Path) -> None:
    """Word files are archives: what they say is looked for in what they hold."""
    import zipfile

    (draft,) = drafts(beijian, project)
    said = [doubt["message"] for doubt in beijian("doubts", project, "--json").json["doubts"]]
    reason = "领导已口头同意这样处理"
    beijian("dismiss", project, str(draft["key"]), "--reason", reason)
    out = tmp_path / "导出"
    assert beijian("export", project, "--out", out, "--edition", "submission", "--confirmed-by", "李敏").status == 0
    held: list[bytes] = []
    for path in (path for path in out.rglob("*") if path.is_file()):
        held.append(path.read_bytes())
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                held += [package.read(name) for name in package.namelist()]
    assert len(held) > 3
    wanted = [text.encode() for text in (reason, "检查组", "疑点", "不作问题", *map(str, said))]
    assert [text.decode() for text in wanted if any(text in data for data in held)] == []
