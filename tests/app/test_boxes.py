"""分盒, 定号 and 换页 on the command line."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.app.examples import Command, Example


def registered(example: Example, beijian: Command, title: str, place: str = "1-1") -> None:
    """Write down a paper that lies elsewhere."""
    where = ("--year", "2023", "--where", "档案室", "--keeper", "李科长")
    assert beijian("paper", example.workspace, place, "--title", title, *where).status == 0


def test_boxes_tell_pages_sheets_and_what_is_fixed(example: Example, beijian: Command) -> None:
    registered(example, beijian, "会议纪要原件")
    (box,) = beijian("boxes", example.workspace, "--json").json["boxes"]
    assert (box["number"], box["fixed_at"], box["change"]) == (1, None, None)
    assert 2 * (box["sheets"] - 1) >= box["pages"] > 0
    assert "未定号" in beijian("boxes", example.workspace).out


def test_a_late_paper_changes_some_sheets_of_a_fixed_box(example: Example, beijian: Command, tmp_path: Path) -> None:
    registered(example, beijian, "会议纪要原件")
    assert "第 1 盒已定号" in beijian("fix", example.workspace).out
    registered(example, beijian, "补来的纪要")
    (box,) = beijian("boxes", example.workspace, "--json").json["boxes"]
    assert (box["change"]["gone"], box["change"]["new"]) == ([], [str(box["pages"])])
    out = tmp_path / "换页清单.docx"
    assert "已存到" in beijian("changed-sheets", example.workspace, "--out", out).out
    told = [cell.text for table in docx.Document(str(out)).tables for row in table.rows for cell in row.cells]
    assert any("补来的纪要" in text for text in told)
    beijian("fix", example.workspace)
    assert "无须换页" in beijian("boxes", example.workspace).out


def test_a_fixed_box_is_exported_with_the_pages_it_was_printed_with(
    example: Example, beijian: Command, tmp_path: Path
) -> None:
    registered(example, beijian, "会议纪要原件")
    beijian("fix", example.workspace)
    beijian("boxes", example.workspace, "--late", "between")
    registered(example, beijian, "补来的纪要")
    out = tmp_path / "出"
    assert beijian("export", example.workspace, "--out", out, "--edition", "submission").status == 0
    (path,) = (out / "送审版").glob("*.docx")
    rows = [[cell.text for cell in row.cells] for table in docx.Document(str(path)).tables for row in table.rows]
    pages = {row[3]: row[5] for row in rows if len(row) == 7}
    assert pages["补来的纪要"] == f"{pages['会议纪要原件']}-1"


def test_the_list_is_refused_where_nothing_changed_or_it_is_no_word_file(
    example: Example, beijian: Command, tmp_path: Path
) -> None:
    registered(example, beijian, "会议纪要原件")
    beijian("fix", example.workspace)
    said = beijian("changed-sheets", example.workspace, "--out", tmp_path / "a.docx")
    assert (said.status, "没有要换的页" in said.err) == (1, True)
    registered(example, beijian, "补来的纪要")
    said = beijian("changed-sheets", example.workspace, "--out", tmp_path / "a.xlsx")
    assert (said.status, "只能存为 Word 文件" in said.err) == (1, True)


def test_how_many_photographs_share_a_page_is_kept(example: Example, beijian: Command) -> None:
    assert beijian("boxes", example.workspace, "--photos-per-page", "6").status == 0
    assert beijian("boxes", example.workspace, "--json").json["rules"]["photos"] == 6


def test_photographs_of_a_box_that_is_printed_are_not_laid_out_otherwise(
    example: Example, beijian: Command, tmp_path: Path
) -> None:
    registered(example, beijian, "会议纪要原件")
    beijian("fix", example.workspace)
    for command in (("boxes",), ("export", "--out", str(tmp_path / "出"))):
        said = beijian(command[0], example.workspace, *command[1:], "--photos-per-page", "4")
        assert (said.status, "定号" in said.err) == (1, True)


def test_what_is_fixed_is_opened_again_and_undone(example: Example, beijian: Command) -> None:
    registered(example, beijian, "会议纪要原件")
    beijian("fix", example.workspace)
    assert "已重新打开" in beijian("reopen", example.workspace, "1").out
    assert "未定号" in beijian("boxes", example.workspace).out
    beijian("undo", example.workspace)
    assert "无须换页" in beijian("boxes", example.workspace).out


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("fix", "7"), "没有这样的盒：7"),
        (("reopen", "1"), "没有这样的盒：1"),
        (("boxes", "--pages", "3"), "一盒至少 20 页"),
    ],
)
def test_what_makes_no_sense_is_refused(
    command: tuple[str, ...], said: str, example: Example, beijian: Command
) -> None:
    registered(example, beijian, "会议纪要原件")
    outcome = beijian(command[0], example.workspace, *command[1:])
    assert (outcome.status, said in outcome.err) == (1, True)


def test_the_rules_of_pages_hold_while_a_box_is_fixed(example: Example, beijian: Command) -> None:
    registered(example, beijian, "会议纪要原件")
    assert "各盒连续编" in beijian("boxes", example.workspace, "--numbering", "through").out
    beijian("fix", example.workspace)
    refused = beijian("boxes", example.workspace, "--numbering", "each")
    assert (refused.status, "已定号" in refused.err) == (1, True)
    assert beijian("boxes", example.workspace, "--late", "between").status == 0


def test_pages_that_are_typed_let_a_box_be_fixed(example: Example, beijian: Command) -> None:
    registered(example, beijian, "没有数过的案卷")
    beijian("boxes", example.workspace, "--base", "box")
    (paper,) = beijian("search", example.workspace, "案卷", "--json").json["hits"]
    ids = {file["id"] for file in example.said["files"] if file["filed_under"]} | {paper["id"]}
    assert beijian("facts", example.workspace, *sorted(ids), "--pages", "4页").status == 0
    assert beijian("fix", example.workspace).status == 0


def test_pages_by_the_sheets_of_the_box_count_papers_that_are_no_files(
    example: Example, beijian: Command, tmp_path: Path
) -> None:
    registered(example, beijian, "没有数过的案卷")
    registered(example, beijian, "十页的账册", "1-2")
    assert "按盒内材料的页" in beijian("boxes", example.workspace, "--base", "box").out
    refused = beijian("fix", example.workspace)
    assert (refused.status, "没有页数" in refused.err) == (1, True)
    out = tmp_path / "出"
    assert beijian("export", example.workspace, "--out", out, "--edition", "submission").status == 0
    (path,) = (out / "送审版").glob("*.docx")
    rows = [[cell.text for cell in row.cells] for table in docx.Document(str(path)).tables for row in table.rows]
    pages = {row[3]: row[5] for row in rows if len(row) == 7}
    assert pages["没有数过的案卷"] == ""


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("fix", "三"), "盒号 应是盒号，不能是 三"),
        (("boxes", "--pages", "-3"), "--pages 应是页数，不能是 -3"),
        (("boxes", "--photos-per-page", "3"), "--photos-per-page 不能是 3，可用：1, 2, 4, 6"),
    ],
)
def test_wrong_usage_is_told_in_plain_words(
    command: tuple[str, ...], said: str, example: Example, beijian: Command
) -> None:
    outcome = beijian(command[0], example.workspace, *command[1:])
    assert (outcome.status, said in outcome.err) == (2, True)


def test_labels_of_spines_are_made_for_the_boxes_there_are(example: Example, beijian: Command, tmp_path: Path) -> None:
    registered(example, beijian, "会议纪要原件")
    made = beijian("labels", example.workspace, "--out", tmp_path / "盒脊.docx", "--width", "30", "--json").json
    assert (made["labels"], made["pages"], made["height_mm"]) == ([{"number": 1, "width_mm": 30}], 1, 277)
    assert beijian("labels", example.workspace, "9", "--out", tmp_path / "盒脊.docx").status == 1


def test_covers_of_boxes_are_made_for_the_boxes_there_are(example: Example, beijian: Command, tmp_path: Path) -> None:
    registered(example, beijian, "会议纪要原件")
    out = tmp_path / "盒封面.docx"
    made = beijian("box-covers", example.workspace, "--out", out, "--json").json
    assert (made["pages"], made["covers"][0]["number"], made["out"]) == (1, 1, str(out))
    assert "每盒一页" in beijian("box-covers", example.workspace, "--out", out).out
    assert beijian("box-covers", example.workspace, "9", "--out", out).status == 1


def test_print_copies_tell_what_was_made_and_what_is_left_to_hand(
    example: Example, beijian: Command, tmp_path: Path
) -> None:
    registered(example, beijian, "会议纪要原件")
    assert "汇编" in beijian("print-copies", example.workspace, "--out", tmp_path).err
    beijian("boxes", example.workspace, "--base", "box")
    (made,) = beijian("print-copies", example.workspace, "--out", tmp_path, "--json").json["copies"]
    assert Path(made["slips"]).is_file()
    assert made["by_hand"] > 0
    assert "隔页纸" in beijian("print-copies", example.workspace, "--out", tmp_path).out
    assert "打印清单.docx" in beijian("print-copies", example.workspace, "--out", tmp_path).out


def test_print_copies_tell_sheets_colour_fold_outs_and_what_is_to_be_stamped(
    example: Example, beijian: Command, tmp_path: Path
) -> None:
    registered(example, beijian, "会议纪要原件")
    beijian("boxes", example.workspace, "--base", "box")
    asked = ("--one-side", "--stamp", "black", "--only-list")
    told = beijian("print-copies", example.workspace, "--out", tmp_path, *asked, "--json").json
    (made,) = told["copies"]
    assert Path(told["list"]).is_file()
    assert (made["pdfs"], made["both_sides"], made["sheets"]) == ([], 0, made["one_side"])
    assert isinstance(made["colour"], list)
    assert (made["folded"], made["unstamped"]) == ([], [])
    assert any("会议纪要原件" in named for named in made["put_in"])


def test_items_are_printed_a_file_each(example: Example, beijian: Command, tmp_path: Path) -> None:
    registered(example, beijian, "会议纪要原件")
    registered(example, beijian, "另一件", "1-2")
    beijian("boxes", example.workspace, "--base", "box")
    asked = ("--item", "1-1", "--item", "1-2")
    made = beijian("print-copies", example.workspace, "--out", tmp_path, *asked, "--json").json["copies"]
    assert [one["item"] for one in made] == ["1-1", "1-2"]
    unknown = beijian("print-copies", example.workspace, "--out", tmp_path, "--item", "99-9")
    assert (unknown.status, "99-9" in unknown.err) == (1, True)


def test_box_numbers_behind_options_are_told_where_to_stand(example: Example, tmp_path: Path, beijian: Command) -> None:
    outcome = beijian("print-copies", example.workspace, "--out", tmp_path, "1")
    assert outcome.status == 2
    assert "写在迎检项目后面" in outcome.err
