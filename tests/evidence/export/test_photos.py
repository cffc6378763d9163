"""Photographs share pages: 1, 2, 4 or 6 on each, upright, over what is known of them, never enlarged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pages.exported import bookmarks, documents, export, links, paragraphs
from pages.papers import a_pdf, a_picture, kept
from pages.wild import photos

from app.paths import WORD_TEMPLATE
from build import a_piece, a_snapshot, an_item, filed
from evidence.boxes import PerPage
from evidence.export import photo_phrases
from evidence.export.blocks import Anchor, Photos, Picture, PictureSource, Style
from evidence.export.box_pages import pages_of
from evidence.export.paginate import paginate
from evidence.export.photographs import is_photograph
from evidence.export.placed import Page, PlacedPhotos, pictures_of, texts_of
from evidence.export.template import TWIPS_PER_MM, load_template
from evidence.kinds import PHOTO
from evidence.model import Edition, Original, OriginalId, Piece

TEMPLATE = load_template(WORD_TEMPLATE)
LANDSCAPE, PORTRAIT = (270.0, 200.0), (200.0, 270.0)
fewer = settings(max_examples=60)


def a_photo(number: int, size: tuple[float, float] = LANDSCAPE, caption: str = "时间：2023年5月1日") -> Picture:
    source = PictureSource(OriginalId(f"o{number}"), 0)
    return Picture(
        source, *size, heading=f"1-1-{number:03d}　现场检查", caption=caption, anchor=Anchor(f"piece{number}")
    )


def laid_out(count: int, most: PerPage, *sizes: tuple[float, float]) -> tuple[Page, ...]:
    """Pages of so many photographs, their sizes in turn."""
    shapes = sizes or (LANDSCAPE,)
    found = [a_photo(number, shapes[number % len(shapes)]) for number in range(count)]
    return paginate([Photos(tuple(found), most, "1-1 照片")], TEMPLATE)


def grid(page: Page) -> PlacedPhotos:
    return next(placed for placed in page if isinstance(placed, PlacedPhotos))


def counts(pages: Sequence[Page]) -> list[int]:
    return [len(grid(page).photos) for page in pages]


@pytest.mark.parametrize(
    ("most", "expected"),
    [(PerPage.ONE, [1] * 7), (PerPage.TWO, [2, 2, 2, 1]), (PerPage.FOUR, [4, 3]), (PerPage.SIX, [6, 1])],
)
def test_as_many_photographs_share_a_page_as_was_asked(most: PerPage, expected: list[int]) -> None:
    assert counts(laid_out(7, most)) == expected


def test_the_last_page_has_no_more_places_than_it_needs() -> None:
    assert [grid(page).columns for page in laid_out(8, PerPage.SIX)] == [2, 1]


def test_four_stand_in_two_rows_of_two() -> None:
    (page,) = laid_out(4, PerPage.FOUR)
    assert (grid(page).columns, len(grid(page).heights_twips)) == (2, 2)


@pytest.mark.parametrize("most", PerPage)
def test_a_photograph_of_few_pixels_is_not_enlarged(most: PerPage) -> None:
    pages = laid_out(7, most, (20.0, 15.0))
    assert {(picture.width_mm, picture.height_mm) for page in pages for picture in pictures_of(page)} == {(20.0, 15.0)}


@fewer
@given(photos)
def test_each_photograph_stands_once_and_in_order(block: Photos) -> None:
    found = [picture.description for page in paginate([block], TEMPLATE) for picture in pictures_of(page)]
    assert found == [picture.heading for picture in block.pictures]


@fewer
@given(photos)
def test_each_photograph_and_its_text_fit_the_rows_they_stand_in(block: Photos) -> None:
    for page in paginate([block], TEMPLATE):
        placed = grid(page)
        for at, photo in enumerate(placed.photos):
            above, below = placed.heights_twips[at // placed.columns]
            lines = sum(TEMPLATE.styles[text.style].pitch_twips or 0 for text in photo.texts)
            assert photo.picture.height_mm * TWIPS_PER_MM < above
            assert lines <= below
            assert photo.picture.width_mm * TWIPS_PER_MM <= placed.width_twips // placed.columns + 1


@given(st.sampled_from((PerPage.FOUR, PerPage.SIX)))
def test_a_portrait_beside_a_landscape_is_no_higher_than_its_place(most: PerPage) -> None:
    (page,) = laid_out(int(most), most, LANDSCAPE, PORTRAIT)
    wide, high = list(pictures_of(page))[:2]
    assert wide.width_mm > wide.height_mm
    assert high.height_mm > high.width_mm
    assert (high.height_mm + 5) * TWIPS_PER_MM <= TEMPLATE.page.height_twips / (most // 2)


def test_every_page_of_photographs_says_of_which_item_they_are() -> None:
    heads = [next(texts_of(page)) for page in laid_out(7, PerPage.FOUR)]
    assert [(head.style, head.text) for head in heads] == [(Style.CONTINUED, "1-1 照片")] * 2


def test_a_caption_too_long_for_its_place_breaks_between_what_it_tells() -> None:
    caption = "时间：2023年5月1日　责任者：云岭县市场监督管理局"
    block = Photos(tuple(a_photo(number, caption=caption) for number in range(4)), PerPage.FOUR, "1-1 照片")
    (page,) = paginate([block], TEMPLATE)
    told = [text.text for text in grid(page).photos[0].texts]
    assert told == ["1-1-000　现场检查", "时间：2023年5月1日", "责任者：云岭县市场监督管理局"]


A4, CAMERA = (210.0, 297.0), (200.0, 150.0)
UNTOLD = (("kind", "file"),)  # nobody said that it is a photograph: only that it is a picture


@pytest.mark.parametrize(
    ("origins", "number", "size", "expected"),
    [
        ((("kind", "clerk"),), None, A4, True),
        ((("kind", "name"),), "云府办〔2023〕1号", CAMERA, True),
        (UNTOLD, None, CAMERA, True),
        (UNTOLD, None, A4, False),
        (UNTOLD, None, (297.0, 209.0), False),
        (UNTOLD, "云府办〔2023〕1号", CAMERA, False),
        ((*UNTOLD, ("title", "text:1")), None, CAMERA, False),
        ((*UNTOLD, ("title", "name")), None, CAMERA, True),
    ],
)
def test_a_picture_that_may_be_a_scan_is_no_photograph_unless_somebody_says_so(
    origins: tuple[tuple[str, str], ...], number: str | None, size: tuple[float, float], expected: bool
) -> None:
    piece = a_piece("食堂检查", number=number)
    piece = replace(piece, facts=replace(piece.facts, kind=PHOTO), origins=origins)
    assert is_photograph(piece, [size]) is expected


class Album:
    """Photographs and papers under one item, exported."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.item = an_item("1-1")
        self.pieces: list[Piece] = []
        self.paths: dict[OriginalId, Path] = {}
        self.originals: list[Original] = []

    def photo(self, title: str | None, count: int = 1, size: tuple[int, int] = (400, 300)) -> None:
        self.put(title, [a_picture(self.folder / f"{len(self.paths)}-{n}.jpg", size) for n in range(count)])

    def put(self, title: str | None, paths: Sequence[Path], kind: str = PHOTO, issuer: str | None = None) -> None:
        found = [kept(path) for path in paths]
        self.originals += found
        self.paths |= {original.id: path for original, path in zip(found, paths, strict=True)}
        day = date(2023, 5, len(self.pieces) + 1)
        piece = a_piece(
            title,
            originals=found,
            arrived=len(self.pieces) + 1,
            issued_on=day,
            number=None,
            issuer=issuer,
            unit="双河镇",
        )
        self.pieces.append(replace(piece, facts=replace(piece.facts, kind=kind)))

    def exported(self, most: PerPage = PerPage.TWO) -> Path:
        filings = [filed(piece, self.item) for piece in self.pieces]
        snapshot = a_snapshot([self.item], self.pieces, filings, originals=self.originals)
        export(snapshot, self.folder / "out", self.paths, editions=(Edition.SUBMISSION,), photos=most)
        (path,) = documents(self.folder / "out")
        return path


@pytest.fixture
def album(tmp_path: Path) -> Album:
    """Nothing yet."""
    return Album(tmp_path)


def page_numbers(path: Path) -> dict[str, str]:
    """Return the page that the directory says of each piece."""
    return {anchor: text for text, anchor in links(path) if anchor.startswith("piece")}


def test_photographs_of_neighbouring_pieces_share_a_page(album: Album) -> None:
    for title in ("食堂检查", "宣传周", "应急演练"):
        album.photo(title)
    assert list(page_numbers(album.exported()).values()) == ["3", "3", "4"]


def test_each_photograph_keeps_a_place_that_the_directory_leads_to(album: Album) -> None:
    album.photo("食堂检查", count=2)
    album.photo("宣传周")
    assert {"piece1", "piece2"} <= bookmarks(album.exported(PerPage.SIX))


def test_several_photographs_of_one_piece_say_which_they_are(album: Album) -> None:
    album.photo("食堂检查", count=2)
    found = paragraphs(album.exported())
    assert "1-1-001　食堂检查（第1张，共2张）" in found
    assert "1-1-001　食堂检查（第2张，共2张）" in found


@pytest.mark.parametrize(("kind", "name"), [("会议通知/议程/签到", "签到.jpg"), (PHOTO, "照片.pdf")])
def test_a_scan_keeps_a_page_of_its_own(album: Album, kind: str, name: str) -> None:
    path = album.folder / name
    scan = a_pdf(path, pages=1) if path.suffix == ".pdf" else a_picture(path, (300, 400))
    album.photo("食堂检查")
    album.put("会议签到", [scan], kind)
    album.photo("宣传周")
    assert list(page_numbers(album.exported()).values()) == ["3", "4", "5"]


def test_a_caption_tells_what_is_known_and_nothing_else(album: Album) -> None:
    album.put("食堂检查", [a_picture(album.folder / "a.jpg", (400, 300))])
    assert "时间：2023年5月1日　报送单位：双河镇" in paragraphs(album.exported())


@pytest.mark.parametrize(
    ("title", "origin", "shown"),
    [
        ("IMG_ _宣传周现场", "name", "宣传周现场"),
        ("宣传周现场_0012", "name", "宣传周现场"),
        ("IMG_ _宣传周现场", "clerk", "IMG_ _宣传周现场"),
        (None, "", "[宣传周现场]"),
    ],
)
def test_what_a_camera_puts_into_a_name_is_no_event(album: Album, title: str | None, origin: str, shown: str) -> None:
    album.put(title, [a_picture(album.folder / "IMG_20231120_宣传周现场.jpg", (400, 300))])
    album.pieces[0] = replace(album.pieces[0], origins=(("title", origin),) if origin else ())
    assert f"1-1-001　{shown}" in paragraphs(album.exported())


def test_a_photograph_of_which_only_the_camera_tells_is_called_one(album: Album) -> None:
    album.put(None, [a_picture(album.folder / "IMG_20231120_093012.jpg", (400, 300))])
    assert "1-1-001　照片" in paragraphs(album.exported())


def test_a_place_is_told_behind_the_day() -> None:
    facts = replace(a_piece("食堂检查", issued_on=date(2023, 5, 1), number=None, issuer=None).facts, unit="双河镇")
    told = photo_phrases.caption(replace(facts, place="县文化广场"))
    assert told == "时间：2023年5月1日　地点：县文化广场　报送单位：双河镇"


def test_the_pages_of_photographs_are_those_of_the_item_alone(album: Album) -> None:
    album.photo("食堂检查")
    assert "1-1 照片" in paragraphs(album.exported())


def test_a_photograph_taken_sideways_stands_upright_among_others(album: Album) -> None:
    from PIL import Image

    turned = a_picture(album.folder / "turned.jpg", (400, 300))
    with Image.open(turned) as image:
        exif = image.getexif()
        exif[0x0112] = 6
        image.save(turned, exif=exif)
    album.put("食堂检查", [turned])
    wide, high = extents(album.exported(PerPage.FOUR))[0]
    assert high > wide


def extents(path: Path) -> list[tuple[int, int]]:
    """Return the printed size of each picture, in EMU."""
    from pages.exported import part

    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
    return [(int(str(found.get("cx"))), int(str(found.get("cy")))) for found in part(path).iter(drawing)]


def test_pages_of_anchors_are_those_their_photographs_lie_on() -> None:
    pages = laid_out(7, PerPage.FOUR)
    assert list(pages_of(pages).values()) == ["1"] * 4 + ["2"] * 3


def pages_by_piece(most: PerPage, *counts: int) -> list[list[str]]:
    """Of pieces with so many photographs each, which pieces are on which page."""
    found = [
        replace(a_photo(number), anchor=Anchor(f"piece{number}") if first else None)
        for number, count in enumerate(counts, 1)
        for first in (True, *[False] * (count - 1))
    ]
    pages = paginate([Photos(tuple(found), most, "1-1 照片")], TEMPLATE)
    return [[str(picture.source.original) for picture in pictures_of(page)] for page in pages]


def test_a_piece_of_several_photographs_shares_a_page_only_if_it_is_whole_on_it() -> None:
    assert pages_by_piece(PerPage.TWO, 1, 2, 1) == [["o1"], ["o2", "o2"], ["o3"]]
    assert pages_by_piece(PerPage.FOUR, 1, 2, 1, 2) == [["o1", "o2", "o2", "o3"], ["o4", "o4"]]


def test_a_piece_that_takes_more_than_a_page_has_its_pages_alone() -> None:
    assert pages_by_piece(PerPage.TWO, 1, 3, 1) == [["o1"], ["o2", "o2"], ["o2"], ["o3"]]


@fewer
@given(st.sampled_from(PerPage), st.lists(st.integers(1, 9), min_size=1, max_size=9))
def test_no_page_begins_with_what_is_left_of_a_piece_and_goes_on_with_another(most: PerPage, counts: list[int]) -> None:
    pages = pages_by_piece(most, *counts)
    for before, page in pairwise(pages):
        assert before[-1] != page[0] or len(set(page)) == 1
