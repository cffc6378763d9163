"""打印件 as they are wanted: on one side, by item, colour apart; fold-outs; and 打印清单 with what came of it."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from PIL import Image, ImageDraw, ImageFilter
from pypdf import PdfReader, PdfWriter

from build import NOON
from evidence.boxes import PageBase, fixed_as_json, fixed_from_json
from evidence.errors import ExportError
from evidence.export.box_changes import compare
from evidence.export.box_plan import fixed_boxes
from evidence.export.colour import LOOK_DPI, in_colour
from evidence.export.print_run import CopiesFolder, write_box_copies
from evidence.export.print_sheets import Printing
from evidence.export.template import Template
from evidence.filing import items_below
from evidence.intake.own_output import remark_on
from evidence.model import Facts, PaperCopy
from evidence.progress import Silent
from evidence.workspace import Accept, Workspace
from tests.evidence.export.printed import a_scan, in_box, made, numbers, shown


def joined(path: Path, *parts: Path) -> Path:
    """Write a PDF of the pages of others."""
    writer = PdfWriter()
    for part in parts:
        writer.append(part)
    writer.write(path)
    return path


def in_red(path: Path, size: tuple[int, int] = (595, 842)) -> Path:
    """Write a PDF of a page with a seal."""
    page = Image.new("RGB", size, (255, 255, 255))
    ImageDraw.Draw(page).ellipse((300, 500, 419, 619), outline=(220, 40, 40), width=4)
    page.save(path, "PDF")
    return path


def with_fold_out(folder: Path) -> Path:
    """Write a PDF of A4, A3 and A4."""
    small, large = a_scan(folder / "小.pdf", 1), a_scan(folder / "大.pdf", 1, (1191, 842))
    return joined(folder / "折页.pdf", small, large, small, small)


def papers(path: Path | None) -> list[list[int]]:
    return [sorted(round(float(side)) for side in page.mediabox[2:]) for page in PdfReader(str(path)).pages]


def listed(path: Path | None) -> dict[str, str]:
    """Return what the list says of its first box."""
    table = docx.Document(str(path)).tables[0]
    return {row.cells[0].text: row.cells[1].text for row in table.rows[1:]}


def test_a_fold_out_has_a_sheet_of_its_own_and_pages_behind_it_begin_on_a_front(
    tmp_path: Path, template: Template
) -> None:
    with in_box(tmp_path / "项目", with_fold_out(tmp_path)) as workspace:
        printed = made(workspace, tmp_path / "出", template)
    assert numbers(printed.pdfs[0]) == ["1", "", "2", "", "3", "4"]
    small, large = [595, 842], [842, 1191]
    assert papers(printed.pdfs[0]) == [small, small, large, large, small, small]
    assert (printed.sums.sheets, printed.sums.folded) == (3, ("2",))


def test_the_boxes_count_sheets_as_they_are_printed(tmp_path: Path, template: Template) -> None:
    with in_box(tmp_path / "项目", with_fold_out(tmp_path), a_scan(tmp_path / "甲.pdf", 3)) as workspace:
        printed = made(workspace, tmp_path / "出", template)
        (box,) = workspace.boxing.plan(template, Silent()).boxes
    assert (box.sheets, printed.sums.sheets) == (5, 5)


def test_a_fold_out_is_taken_out_on_the_sheet_on_which_it_was_printed(tmp_path: Path, template: Template) -> None:
    with in_box(tmp_path / "项目", with_fold_out(tmp_path), a_scan(tmp_path / "甲.pdf", 1)) as workspace:
        workspace.boxing.fix(workspace.boxing.plan(template, Silent()), [1])
        workspace.unfile(workspace.snapshot().pieces[0].id, ["1-1"])
        change = workspace.boxing.plan(template, Silent()).boxes[0].change
    assert change is not None
    assert change.taken_out == (((1,),), ((2,),), ((3,), (4,)))


def test_a_box_that_was_fixed_before_fold_outs_were_kept_has_nothing_to_change(
    tmp_path: Path, template: Template
) -> None:
    with in_box(tmp_path / "项目", with_fold_out(tmp_path)) as workspace:
        plan = workspace.boxing.plan(template, Silent())
        printed = fixed_boxes(plan, plan.snapshot, [1], NOON, "王敏")[0].fixed
        assert printed is not None
        told = fixed_as_json(printed)
        fixed = fixed_from_json(told | {"units": [unit[:4] for unit in told["units"]]})
        change = compare(fixed, plan.boxes[0].bound.counted, PageBase.BOX, plan.look)
    assert (change.taken_out, change.put_in) == ((), ())


def test_the_number_of_a_fold_out_is_at_the_corner_that_shows_when_it_is_folded(
    tmp_path: Path, template: Template
) -> None:
    with in_box(tmp_path / "项目", with_fold_out(tmp_path)) as workspace:
        printed = made(workspace, tmp_path / "出", template)
    page = shown(printed.pdfs[0], 2).convert("L")
    inked = page.point([255] * 128 + [0] * 128).getbbox()
    assert inked is not None
    assert page.width - inked[2] < 40
    assert inked[3] < 60


def test_on_one_side_each_page_has_a_sheet_and_its_number_at_the_right(tmp_path: Path, template: Template) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 3)) as workspace:
        printed = made(workspace, tmp_path / "出", template, printing=Printing(both_sides=False))
    assert (numbers(printed.pdfs[0]), printed.sums.sheets) == (["1", "2", "3"], 3)
    for at in range(3):
        page = shown(printed.pdfs[0], at).convert("L")
        inked = page.point([255] * 128 + [0] * 128).getbbox()
        assert inked is not None
        assert inked[0] > page.width / 2


def test_seals_are_seen_to_be_in_colour(tmp_path: Path, template: Template) -> None:
    file = joined(tmp_path / "甲.pdf", a_scan(tmp_path / "白.pdf", 2), in_red(tmp_path / "红.pdf"))
    with in_box(tmp_path / "项目", file) as workspace:
        printed = made(workspace, tmp_path / "出", template)
    assert printed.sums.colour == ("3",)


def test_paper_that_turned_yellow_and_noise_of_a_scanner_are_no_colour() -> None:
    size = (round(8.27 * LOOK_DPI), round(11.69 * LOOK_DPI))
    noise = [Image.effect_noise(size, 6) for _ in range(3)]
    paper = Image.merge("RGB", [channel.point([min(255, at + add) for at in range(256)]) for channel, add in
                                zip(noise, (100, 92, 70), strict=True)])  # fmt: skip
    ImageDraw.Draw(paper).rectangle((100, 100, 400, 110), fill=(30, 30, 34))
    assert not in_colour(paper.filter(ImageFilter.GaussianBlur(0.5)))


def test_a_line_in_red_is_colour() -> None:
    page = Image.new("RGB", (595, 842), (250, 250, 250))
    ImageDraw.Draw(page).line((80, 200, 520, 200), fill=(214, 60, 60), width=1)
    assert in_colour(page)


def test_sheets_in_colour_go_into_a_file_of_their_own_and_the_list_says_where_they_go_back(
    tmp_path: Path, template: Template
) -> None:
    files = a_scan(tmp_path / "甲.pdf", 3), in_red(tmp_path / "红.pdf"), a_scan(tmp_path / "丙.pdf", 1, (595, 800))
    with in_box(tmp_path / "项目", *files) as workspace:
        printed = made(workspace, tmp_path / "出", template, printing=Printing(apart=True))
    assert [path.name for path in printed.pdfs] == ["第1盒_打印件_彩色.pdf", "第1盒_打印件_黑白.pdf"]
    assert [numbers(path) for path in printed.pdfs] == [["4", ""], ["1", "2", "3", "", "5", ""]]
    assert listed(printed.listed)["彩色张放回"] == "第 4 页放在第 3 页之后"


def test_the_list_tells_paper_colour_fold_outs_and_what_is_put_in_by_hand(tmp_path: Path, template: Template) -> None:
    with in_box(tmp_path / "项目", with_fold_out(tmp_path), in_red(tmp_path / "红.pdf")) as workspace:
        workspace.register_paper(Facts(title="会议纪要原件"), 3, PaperCopy("档案室", "李科长"), ["1-1"])
        printed = made(workspace, tmp_path / "出", template)
    told = listed(printed.listed)
    assert told["纸张"] == "共 4 张，双面有字 1 张，背面空白 3 张；其中 A4 3 张，A3 1 张"
    assert told["彩色页"] == "第 5 页，共 1 页"
    assert told["A3 折页"].startswith("第 2 页，共 1 页")
    assert told["自己放进去"] == "1-1-003　会议纪要原件（第 6—8 页）"
    assert told["文件"].splitlines() == ["第1盒_打印件.pdf", "第1盒_隔页纸.docx"]


def test_the_list_alone_can_be_had_before_anything_is_printed(tmp_path: Path, template: Template) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 3)) as workspace:
        printed = made(workspace, tmp_path / "出", template, printing=Printing(only_listed=True))
    assert [path.name for path in (tmp_path / "出" / "打印清单").iterdir()] == ["打印清单.docx"]
    assert listed(printed.listed)["纸张"] == "共 2 张，双面有字 1 张，背面空白 1 张；都是 A4"


def test_what_was_printed_before_makes_way_for_what_is_printed_now(tmp_path: Path, template: Template) -> None:
    file = joined(tmp_path / "甲.pdf", a_scan(tmp_path / "白.pdf", 2), in_red(tmp_path / "红.pdf"))
    with in_box(tmp_path / "项目", file) as workspace:
        workspace.register_paper(Facts(title="账册"), 2, PaperCopy("档案室", "王"), ["1-1"])
        made(workspace, tmp_path / "出", template)
        workspace.undo()
        printed = made(workspace, tmp_path / "出", template, printing=Printing(apart=True))
    there = sorted(path.name for path in (tmp_path / "出" / "打印件").iterdir())
    assert there == ["打印清单.docx", "第1盒_打印件_彩色.pdf", "第1盒_打印件_黑白.pdf"]
    assert all(path.is_file() for path in printed.pdfs)


def test_the_list_alone_leaves_what_was_printed(tmp_path: Path, template: Template) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 3)) as workspace:
        printed = made(workspace, tmp_path / "出", template)
        made(workspace, tmp_path / "出", template, printing=Printing(only_listed=True))
    assert printed.pdfs[0].is_file()


def test_print_copies_are_known_as_the_programs_own(tmp_path: Path, template: Template) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 3)) as workspace:
        printed = made(workspace, tmp_path / "出", template)
    assert remark_on(printed.pdfs[0]) == "own_export"


def of_item(workspace: Workspace, out: Path, template: Template, code: str) -> list[str]:
    """Print an item and return the names of what was written."""
    out.mkdir()
    plan = workspace.boxing.plan(template, Silent())
    wanted = Printing(items=items_below(plan.snapshot, [code]))
    to = CopiesFolder(out, template, "0", "王敏")
    write_box_copies(to, plan, [1], workspace.original_path, Silent(), printing=wanted)
    return sorted(path.name for path in (out / "打印件").iterdir())


def test_an_item_is_printed_alone_with_the_numbers_that_it_has_in_its_box(tmp_path: Path, template: Template) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 3)) as workspace:
        workspace.add([a_scan(tmp_path / "乙.pdf", 2)], Accept.NONE, Silent())
        workspace.file(workspace.snapshot().pieces[-1].id, ["1-2"])
        assert of_item(workspace, tmp_path / "出", template, "1-2") == ["1-2_打印件.pdf", "打印清单.docx"]
        assert numbers(tmp_path / "出" / "打印件" / "1-2_打印件.pdf") == ["4", "5"]


def test_an_item_that_has_no_papers_is_not_printed(tmp_path: Path, template: Template) -> None:
    with (
        in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 3)) as workspace,
        pytest.raises(ExportError, match="copies_none"),
    ):
        of_item(workspace, tmp_path / "出", template, "1-2")
