"""Sample pages: all that pagination placed, at the places where it will be printed."""

from __future__ import annotations

import pytest
from pages.invented import Shelf, Size, invent

from app.paths import WORD_TEMPLATE
from build import a_snapshot
from evidence.export.blocks import PictureSource, Style
from evidence.export.drawn import Drawn, DrawnFrame, DrawnLine, DrawnRule, drawn
from evidence.export.placed import PlacedPhoto, PlacedPhotos, PlacedPicture, PlacedText
from evidence.export.profiles import Profile, shipped
from evidence.export.sample_pages import Sample, sample_pages
from evidence.export.template import TWIPS_PER_MM, Align, Template, load_template
from evidence.model import OriginalId


def mm(twips: float) -> float:
    return twips / TWIPS_PER_MM


def bottom(one: Drawn) -> int:
    return one.bottom if isinstance(one, DrawnRule) else one.top + one.height


def texts(found: tuple[Drawn, ...]) -> list[str]:
    return [one.text for one in found if isinstance(one, DrawnLine)]


@pytest.fixture
def sample(shelf: Shelf, template: Template) -> Sample:
    return sample_pages(invent(Size(items=40, pieces=200, depth=3), shelf, seed=1), template)


def test_the_cover_has_the_title_and_no_number(sample: Sample) -> None:
    assert "云岭县迎检资料汇编" in texts(sample.cover.drawn)
    assert sample.cover.number == ""


def test_the_directory_gives_the_page_of_the_item_that_is_shown(sample: Sample) -> None:
    assert texts(sample.directory.drawn)[0] == "总目录"
    assert sample.item.number in texts(sample.directory.drawn)


@pytest.mark.parametrize("profile", list(Profile))
def test_all_but_the_number_lies_in_the_type_area(profile: Profile, shelf: Shelf) -> None:
    template = load_template(shipped(WORD_TEMPLATE, profile))
    sample = sample_pages(invent(Size(items=10, pieces=60, depth=3, wild=0.2), shelf, seed=2), template)
    lowest = template.sheet.top_twips + template.page.height_twips
    for page in (sample.cover, sample.directory, sample.item):
        inside = [one for one in page.drawn if not (isinstance(one, DrawnLine) and one.text == f"— {page.number} —")]
        assert template.sheet.top_twips <= min(one.top for one in inside)
        assert max(map(bottom, inside)) <= lowest


def test_the_number_stands_7_mm_below_the_type_area(template: Template) -> None:
    (foot,) = drawn((), "3", template, {})
    assert isinstance(foot, DrawnLine)
    gap = foot.top - template.sheet.top_twips - template.page.height_twips
    assert 7 <= mm(gap) <= 8


@pytest.mark.parametrize(("number", "align"), [("3", Align.RIGHT), ("4", Align.LEFT)])
def test_the_number_stands_at_the_outer_edge(number: str, align: Align, template: Template) -> None:
    (foot,) = drawn((), number, template, {})
    assert isinstance(foot, DrawnLine)
    assert (foot.text, foot.face.align) == (f"— {number} —", align)


@pytest.mark.parametrize(("number", "left_mm"), [("1", 28), ("2", 26)])
def test_backs_have_the_wide_margin_on_the_other_side(number: str, left_mm: int, template: Template) -> None:
    (line, _) = drawn((PlacedText(Style.NOTE, "说明", "", None),), number, template, {})
    assert mm(line.left) == pytest.approx(left_mm, abs=0.1)


def test_the_first_line_is_two_characters_in(template: Template) -> None:
    (line,) = drawn((PlacedText(Style.BODY, "正文", "", None),), "", template, {})
    assert isinstance(line, DrawnLine)
    assert line.left - template.sheet.left_twips == 2 * 16 * 20


def test_a_picture_stands_in_the_middle(template: Template) -> None:
    picture = PlacedPicture(PictureSource(OriginalId("a"), 0), 100, 50, "照片")
    (frame,) = drawn((picture,), "", template, {})
    assert isinstance(frame, DrawnFrame)
    assert mm(frame.left) == pytest.approx(28 + (156 - 100) / 2, abs=0.2)


def test_a_project_without_papers_has_pages_too(template: Template) -> None:
    sample = sample_pages(a_snapshot([], [], []), template)
    assert "云岭县迎检资料汇编" in texts(sample.cover.drawn)


def test_photographs_stand_side_by_side_over_their_texts(template: Template) -> None:
    picture = PlacedPicture(PictureSource(OriginalId("a"), 0), 60, 40, "照片")
    text = PlacedText(Style.NOTE, "检查现场", "", None)
    photos = PlacedPhotos((PlacedPhoto(picture, (text,)),) * 2, 2, round(156 * TWIPS_PER_MM), 100, ((3000, 600),))
    found = list(drawn((photos,), "", template, {}))
    frames = [one for one in found if isinstance(one, DrawnFrame)]
    lines = [one for one in found if isinstance(one, DrawnLine)]
    assert mm(frames[1].left - frames[0].left) == pytest.approx(78, abs=0.2)
    assert [line.top for line in lines] == [bottom(frame) for frame in frames]
