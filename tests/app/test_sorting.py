"""What the clerk does by hand: the tray, filing and taking back, facts and papers as people write them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app import diagnostics
from app.output import show_exported
from app.terminal import TerminalProgress
from evidence.export.dossier import Exported
from tests.app.examples import Command, Example
from tests.evidence.copied import a_text, from_township

Refused = Callable[..., str]


def a_file(example: Example, name: str = "截断") -> dict[str, Any]:
    return next(file for file in example.said["files"] if name in file["source"])


def in_the_tray(example: Example, beijian: Command) -> list[str]:
    return [piece["id"] for piece in beijian("tray", example.workspace, "--json").json["pieces"]]


# The tray


def test_the_tray_has_what_is_filed_nowhere(example: Example, beijian: Command) -> None:
    kept = {file["id"] for file in example.said["files"] if file["id"] and not file["filed_under"]}
    filed = {file["id"] for file in example.said["files"] if file["filed_under"]}
    assert set(in_the_tray(example, beijian)) == kept - filed


def test_the_tray_says_what_a_piece_is_and_where_it_may_belong(example: Example, beijian: Command) -> None:
    file = a_file(example)
    outcome = beijian("tray", example.workspace, "--json")
    (piece,) = [piece for piece in outcome.json["pieces"] if piece["id"] == file["id"]]
    assert (outcome.status, outcome.err) == (0, "")
    assert set(piece) == {
        "id",
        "title",
        "names",
        "unit",
        "flags",
        "near_duplicate_of",
        "confidence",
        "suggestions",
    }
    assert (piece["names"], piece["unit"], piece["flags"]) == (["截断.docx"], "双河镇", ["truncated"])
    assert piece["suggestions"] == file["suggestions"]


def test_the_tray_is_printed(example: Example, beijian: Command) -> None:
    said = beijian("tray", example.workspace).out
    assert a_file(example)["id"][:8] in said
    assert "截断" in said
    assert "报送单位：双河镇" in said
    assert "文件不完整" in said


def test_papers_that_say_the_same_are_named_on_arrival_and_in_the_tray(
    example: Example, beijian: Command, tmp_path: Path
) -> None:
    for folder, name, number in (("一", "双河镇", 8), ("一", "石坪镇", 11), ("二", "白沙镇", 5)):
        (tmp_path / folder).mkdir(exist_ok=True)
        with zipfile.ZipFile(tmp_path / folder / f"{name}.zip", "w") as archive:
            archive.writestr(f"{name}包保方案.txt", from_township(name, number, a_text(1)))
    said = [
        {file["source"]: file for file in beijian(*add, "--accept", "none", "--json").json["files"]}
        for add in (("add", example.workspace, tmp_path / "一"), ("add", example.workspace, tmp_path / "二"))
    ]
    names = [f"{name}.zip!/{name}包保方案.txt" for name in ("石坪镇", "双河镇", "白沙镇")]
    (first, second), later = sorted(names[:2], key=list(said[0]).index), said[1][names[2]]
    assert (said[0][first]["near_duplicate_of"], said[0][second]["near_duplicate_of"]) == (None, first)
    ids = [said[0][first]["id"], said[0][second]["id"]]
    assert later["near_duplicate_of"] in ids
    pieces = {piece["id"]: piece for piece in beijian("tray", example.workspace, "--json").json["pieces"]}
    assert pieces[ids[0]]["near_duplicate_of"] in (ids[1], later["id"])
    assert "内容雷同：石坪镇人民政府关于印发包保工作方案的通知" in beijian("tray", example.workspace).out


def test_an_empty_tray_is_said_to_be_empty(example: Example, beijian: Command) -> None:
    for piece in in_the_tray(example, beijian):
        assert beijian("file", example.workspace, piece, "2-1").status == 0
    assert beijian("tray", example.workspace).out == "待整理 0 件。\n"


# Filing


def test_a_filing_is_taken_back(example: Example, beijian: Command) -> None:
    piece = a_file(example)["id"]
    beijian("file", example.workspace, piece, "2－1＃检查照片", "1—1")
    outcome = beijian("unfile", example.workspace, piece[:8], "2-1", "--json")
    assert (outcome.status, [place["code"] for place in outcome.json["filed_under"]]) == (0, ["1-1"])


def test_what_is_not_filed_there_is_not_taken_back(example: Example, beijian: Command, refused: Refused) -> None:
    refused(beijian("unfile", example.workspace, a_file(example)["id"], "2-1"), "“2-1”")


def test_an_unknown_id_sends_to_the_tray(example: Example, beijian: Command, refused: Refused) -> None:
    assert "待整理" in refused(beijian("file", example.workspace, "zz", "1-1"), "“zz”")


# Taking back


def test_a_step_is_undone_and_redone(example: Example, beijian: Command) -> None:
    piece = a_file(example)["id"]
    before = in_the_tray(example, beijian)
    beijian("--by", "李敏", "file", example.workspace, piece, "2-1")
    undone = beijian("undo", example.workspace, "--json")
    assert (undone.status, undone.err, in_the_tray(example, beijian)) == (0, "", before)
    assert set(undone.json) == {"id", "action", "name", "who", "at", "pieces", "criteria"}
    assert [undone.json[key] for key in ("action", "who", "pieces", "criteria")] == ["file", "李敏", [piece], ["2-1"]]
    redone = beijian("redo", example.workspace)
    assert (redone.status, redone.out.startswith("已重做：归项《截断》→ 2-1（李敏，")) == (0, True)
    assert piece not in in_the_tray(example, beijian)


def test_an_arrival_that_was_a_mistake_is_undone(example: Example, beijian: Command, refused: Refused) -> None:
    count = len(example.said["files"])
    assert beijian("undo", example.workspace).out.startswith(f"已撤销：收件 {count} 个文件（")
    assert beijian("tray", example.workspace).out == "待整理 0 件。\n"
    refused(beijian("undo", example.workspace), "没有可以撤销的操作")
    assert beijian("redo", example.workspace).status == 0
    refused(beijian("redo", example.workspace), "没有可以重做的操作")


# Papers


PAPER = ["--title", "纪要", "--where", "县委办档案室", "--keeper", "李科长"]


def test_a_paper_shows_its_id_and_where_it_lies(example: Example, beijian: Command) -> None:
    said = beijian("paper", example.workspace, *PAPER).out
    piece = beijian("tray", example.workspace, "--json").json["pieces"][-1]["id"]
    assert f"材料编号：{piece[:8]}\n" in said
    assert "存放处：县委办档案室\n保管人：李科长\n" in said


@pytest.mark.parametrize("option", ["--title", "--where", "--keeper"])
def test_a_paper_without_what_it_needs(option: str, example: Example, beijian: Command, refused: Refused) -> None:
    before = in_the_tray(example, beijian)
    refused(beijian("paper", example.workspace, *PAPER, option, " "))
    assert in_the_tray(example, beijian) == before


def test_the_same_paper_twice(example: Example, beijian: Command, refused: Refused) -> None:
    beijian("paper", example.workspace, *PAPER)
    piece = in_the_tray(example, beijian)[-1]
    refused(beijian("paper", example.workspace, *PAPER), piece[:8], "file")


# Facts


DAYS = [
    "2023-06-03",
    "2023年6月3日",
    "2023年06月03日",
    "2023.6.3",
    "2023/6/3",
    "20230603",
    "２０２３．６．３",
    "2023 年 6 月 3 日",
]


@pytest.mark.parametrize("day", DAYS)
def test_days_as_people_write_them(day: str, example: Example, beijian: Command) -> None:
    outcome = beijian("facts", example.workspace, a_file(example)["id"], "--date", day, "--json")
    assert outcome.json["issued_on"] == "2023-06-03"


def test_flags_by_their_words(example: Example, beijian: Command) -> None:
    piece = a_file(example)["id"]
    flags = ["--flag", "草稿", "--flag", "含个人信息", "--no-flag", "文件不完整"]
    outcome = beijian("facts", example.workspace, piece, *flags, "--json")
    assert outcome.json["flags"] == ["draft", "personal_data"]


def test_a_title_is_one_line(example: Example, beijian: Command) -> None:
    title = " 关于印发\n  方案的\t通知\u3000 "
    outcome = beijian("facts", example.workspace, a_file(example)["id"], "--title", title, "--json")
    assert outcome.json["title"] == "关于印发 方案的 通知"


# Taking in


def test_add_tells_flags_in_words(tmp_path: Path, example: Example, beijian: Command) -> None:
    (tmp_path / "新").mkdir()
    (tmp_path / "新" / "名册.txt").write_text("姓名 王敏 身份证号 11010519491231002X 手机 13800138000", "utf-8")
    assert "标记：含个人信息" in beijian("add", example.workspace, tmp_path / "新", "--no-wait").out


def test_add_tells_which_piece_a_duplicate_is_of(example: Example, beijian: Command) -> None:
    said = beijian("add", example.workspace, example.inbox, "--accept", "none").out
    plan, broken = a_file(example, "1-1"), a_file(example)
    assert f"以前收的是 {plan['id'][:8]}《2023年食品安全工作方案》，已归 1-1。" in said
    assert f"以前收的是 {broken['id'][:8]}《" in said
    assert "还在待整理" in said


# What goes wrong


def test_lost_originals_are_told_first(capsys: pytest.CaptureFixture[str]) -> None:
    made = Exported((), Path("电子版资料"), (), 3, 2, ("1-1-001 名册",), 0, None)
    show_exported(made, 0.1, as_json=False)
    said = capsys.readouterr()
    assert said.err.startswith("注意：2 个原件")
    assert "送审版收有含个人信息的材料，送审前请逐件确认：\n　　1-1-001 名册\n" in said.out


def test_nothing_lost_is_nothing_to_tell(capsys: pytest.CaptureFixture[str]) -> None:
    show_exported(Exported((), Path("电子版资料"), (), 3, 0, (), 0, None), 0.1, as_json=False)
    said = capsys.readouterr()
    assert (said.err, "含个人信息" in said.out) == ("", False)


def test_two_crashes_in_a_second_leave_two_reports(tmp_path: Path) -> None:
    said = {diagnostics.keep_crash(ValueError("\ud800")) for _ in range(3)}
    assert len(said) == len(list((tmp_path / "state").rglob("crash-*.txt"))) == 3


def test_a_bar_is_wiped_with_blanks(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    progress = TerminalProgress()
    progress.advanced("reading", 9, 10)
    progress.advanced("reading", 10, 10)
    bar, end = capsys.readouterr().err.split("\r")[1:3]
    assert bar.startswith("读取收件 [#")
    assert "\033" not in bar + end
    assert end == " " * (len(bar) + 4), "four Chinese characters are eight columns"


def test_level_seal_and_term_are_corrected_and_undone(example: Example, beijian: Command) -> None:
    piece = beijian("tray", example.workspace, "--json").json["pieces"][0]["id"]
    before = beijian("facts", example.workspace, piece, "--json").json
    typed = ("--level", "企业", "--seal", "已盖章", "--valid-until", "2099-02-28", "--place", "县文化广场")
    found = beijian("facts", example.workspace, piece, *typed, "--json").json
    assert (found["level"], found["seal"], found["valid_until"]) == ("企业", True, "2099-02-28")
    assert found["place"] == "县文化广场"
    assert {found["origins"][name] for name in ("level", "seal", "valid_until", "place")} == {"经办人填写"}
    beijian("undo", example.workspace)
    assert beijian("facts", example.workspace, piece, "--json").json == before


def test_pages_are_typed_with_other_facts_as_one_step(example: Example, beijian: Command) -> None:
    piece = beijian("tray", example.workspace, "--json").json["pieces"][0]["id"]
    before = beijian("facts", example.workspace, piece, "--json").json
    found = beijian("facts", example.workspace, piece, "--pages", "12", "--year", "2022", "--json").json
    assert (found["pages"], found["year"], found["origins"]["pages"]) == (12, 2022, "经办人填写")
    assert "页数：12" in beijian("facts", example.workspace, piece).out
    beijian("undo", example.workspace)
    assert beijian("facts", example.workspace, piece, "--json").json == before


@pytest.mark.parametrize("given", [("--level", "镇级"), ("--seal", "有章"), ("--valid-until", "长期")])
def test_a_level_seal_or_term_that_is_none(
    given: tuple[str, str], example: Example, beijian: Command, refused: Refused
) -> None:
    piece = beijian("tray", example.workspace, "--json").json["pieces"][0]["id"]
    refused(beijian("facts", example.workspace, piece, *given))


# Several at once


def test_several_papers_are_corrected_as_one_step(example: Example, beijian: Command) -> None:
    pieces = sorted({file["id"] for file in example.said["files"] if file["id"]})[:2]
    said = beijian("facts", example.workspace, *pieces, "--year", "2022", "--unit", "县食药安办", "--json").json
    assert [(piece["id"], piece["year"], piece["unit"]) for piece in said["pieces"]] == [
        (piece, 2022, "县食药安办") for piece in pieces
    ]
    assert "更正 2 件的" in beijian("undo", example.workspace).out
