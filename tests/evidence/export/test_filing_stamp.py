"""归档章: 45 × 16 mm in the upper white of a first page, over nothing that is there."""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportArgumentType=false, reportUnknownLambdaType=false

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw

from build import a_piece
from evidence.export.blocks import Anchor
from evidence.export.filing_stamp import LOOK_DPI, Fields, drawn, fields_of, free_place
from evidence.export.numbering import Numbered
from evidence.export.print_list import Printed
from evidence.export.print_sheets import FilingStamp, Ink, Printing
from evidence.export.template import Template
from tests.evidence.export.printed import a_scan, in_box, made

MM = LOOK_DPI / 25.4


def a_page(*inked: tuple[float, float, float, float], colour: tuple[int, int, int] = (0, 0, 0)) -> Image.Image:
    """A page of A4 as it is looked at, inked at these places (mm)."""
    page = Image.new("RGB", (round(210 * MM), round(297 * MM)), (235, 232, 224))
    for place in inked:
        ImageDraw.Draw(page).rectangle(tuple(side * MM for side in place), fill=colour)
    return page


def red_on(printed: Printed, at: int = 0) -> tuple[float, float, float, float] | None:
    """Return where red is on a page of the PDF: left, top, right and lower edge in mm."""
    with pypdfium2.PdfDocument(str(printed.pdfs[0])) as document:
        page = document[at].render(scale=10 * 25.4 / 72).to_pil().convert("RGB")
    red = ImageChops.subtract(page.getchannel("R"), page.getchannel("G")).point([0] * 91 + [255] * 165)
    found = red.getbbox()
    return found and (found[0] / 10, found[1] / 10, found[2] / 10, found[3] / 10)


def test_it_says_what_is_known_and_leaves_the_rest_to_hand() -> None:
    entry = Numbered(a_piece(year=2022, issued_on=None), (3,), "11-39-003", "11-39-003", Anchor("x"), at_home=True)
    assert fields_of(entry, 4, FilingStamp(Ink.RED, fonds="J021")) == ("J021", "2022", "11-39-003", "", "", "4")


def test_it_is_drawn_as_large_as_the_norm_says_with_six_equal_cells() -> None:
    stamp = drawn(Fields("J021", "2023", "11-39-003", "食药安办", "30年", "12"), Ink.RED)
    assert [round(side / 600 * 25.4, 1) for side in stamp.size] == [45.0, 16.0]
    across = [stamp.getpixel((x, stamp.height // 4)) for x in (0, stamp.width // 3, 2 * stamp.width // 3)]
    assert across == [(200, 16, 16, 255)] * 3
    assert drawn(Fields(*[""] * 6), Ink.BLACK).getpixel((0, 0)) == (0, 0, 0, 255)


def test_a_text_too_long_for_its_cell_stays_inside_it() -> None:
    long, empty = (
        drawn(Fields("", "", "", "县市场监督管理局食品生产科", "", ""), Ink.RED),
        drawn(Fields(*[""] * 6), Ink.RED),
    )
    written = ImageChops.difference(long.getchannel("A"), empty.getchannel("A")).getbbox()
    assert written is not None
    assert written[0] > 0
    assert written[2] < long.width / 3


def test_white_is_found_at_the_top_and_from_the_right_on() -> None:
    assert free_place(a_page()) == pytest.approx((155, 7), abs=0.2)


def test_beside_what_is_there_it_goes_to_the_middle_or_the_left() -> None:
    assert free_place(a_page((150, 5, 205, 30))) == pytest.approx((82.5, 7), abs=0.2)
    assert free_place(a_page((70, 5, 205, 30))) == pytest.approx((10, 7), abs=0.2)


def test_below_a_line_at_the_top_it_goes_down() -> None:
    found = free_place(a_page((0, 5, 210, 20)))
    assert found is not None
    assert 21 < found[1] < 25


@pytest.mark.parametrize("colour", [(0, 0, 0), (200, 40, 40), (120, 170, 230)])
def test_where_there_is_no_white_in_reach_there_is_no_place(colour: tuple[int, int, int]) -> None:
    assert free_place(a_page((0, 0, 210, 200), colour=colour)) is None


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("size", [(595, 842), (1191, 842), (400, 300)])
def test_however_a_page_lies_in_its_file_the_stamp_stands_upright_and_as_large(
    tmp_path: Path, template: Template, turned: int, size: tuple[int, int]
) -> None:
    with in_box(tmp_path / "项目", a_scan(tmp_path / "甲.pdf", 2, size, turned)) as workspace:
        printed = made(workspace, tmp_path / "出", template, printing=Printing(stamp=FilingStamp(Ink.RED)))
    found = red_on(printed)
    assert found is not None
    left, top, right, bottom = found
    assert (right - left, bottom - top) == pytest.approx((45, 16), abs=0.3)
    assert top == pytest.approx(7, abs=0.3)
    assert (red_on(printed, 1), printed.unstamped) == (None, ())


def test_a_page_without_white_is_told_and_not_covered(tmp_path: Path, template: Template) -> None:
    Image.new("L", (595, 842), 0).save(tmp_path / "甲.pdf", "PDF")
    with in_box(tmp_path / "项目", tmp_path / "甲.pdf") as workspace:
        printed = made(workspace, tmp_path / "出", template, printing=Printing(stamp=FilingStamp(Ink.RED)))
    assert red_on(printed) is None
    assert [told.split("　")[0] for told in printed.unstamped] == ["1-1-001"]


def test_above_a_photo_room_is_left_for_the_stamp(tmp_path: Path, template: Template) -> None:
    Image.new("RGB", (3000, 2200), (60, 90, 60)).save(tmp_path / "照片.jpg")
    with in_box(tmp_path / "项目", tmp_path / "照片.jpg") as workspace:
        printed = made(workspace, tmp_path / "出", template, printing=Printing(stamp=FilingStamp(Ink.RED)))
    found = red_on(printed)
    assert found is not None
    assert (found[2] - found[0], found[3] - found[1]) == pytest.approx((45, 16), abs=0.3)
