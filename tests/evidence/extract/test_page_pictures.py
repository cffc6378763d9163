"""What a page looks like: drawn in a process of its own, upright, small; a hostile file costs nothing but its page."""

from __future__ import annotations

import io
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from evidence.errors import UnreadableFileError
from evidence.extract import media
from evidence.extract.page_pictures import PagePainter, PagePicture

RED, GREEN, BLUE = (200, 30, 30), (30, 160, 60), (30, 60, 200)


@pytest.fixture(scope="module")
def painter() -> Iterator[PagePainter]:
    painter = PagePainter()
    yield painter
    painter.close()


def colour(picture: PagePicture | None, x: float, y: float) -> tuple[int, int, int]:
    """Return the colour at a share of the width and height."""
    assert picture is not None
    assert len(picture.rgb) == 3 * picture.width_px * picture.height_px
    column, row = int(x * picture.width_px), int(y * picture.height_px)
    at = 3 * (row * picture.width_px + column)
    red, green, blue = picture.rgb[at : at + 3]
    return red, green, blue


def near(found: tuple[int, int, int], asked: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(found, asked, strict=True))


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    data = io.BytesIO()
    image.save(data, kind, **options)  # pyright: ignore[reportArgumentType]
    return data.getvalue()


def test_each_page_of_a_pdf_is_drawn_in_the_width_asked_for(
    painter: PagePainter, save: Callable[[str, bytes], Path]
) -> None:
    red, green = Image.new("RGB", (600, 800), RED), Image.new("RGB", (600, 800), GREEN)
    path = save("扫描.pdf", saved(red, "PDF", save_all=True, append_images=[green]))
    first, second = (painter.paint(path, media.PDF, page, 150) for page in (1, 2))
    assert first is not None
    assert abs(first.width_px - 150) <= 1
    assert abs(first.height_px - 200) <= 2
    assert near(colour(first, 0.5, 0.5), RED)
    assert near(colour(second, 0.5, 0.5), GREEN)
    assert painter.paint(path, media.PDF, 3, 150) is None


def test_a_photo_stands_upright_as_its_camera_says(painter: PagePainter, save: Callable[[str, bytes], Path]) -> None:
    photo = Image.new("RGB", (800, 600), BLUE)
    ImageDraw.Draw(photo).rectangle((0, 0, 80, 600), fill=RED)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned to the right: what lay left comes to the top
    path = save("照片.jpg", saved(photo, "JPEG", exif=exif))
    picture = painter.paint(path, media.JPEG, 1, 120)
    assert picture is not None
    assert (picture.width_px, picture.height_px) == (120, 160)
    assert near(colour(picture, 0.5, 0.02), RED)
    assert near(colour(picture, 0.5, 0.9), BLUE)


def test_pages_of_a_tiff_are_told_apart(painter: PagePainter, save: Callable[[str, bytes], Path]) -> None:
    pages = [Image.new("RGB", (300, 400), one) for one in (RED, GREEN, BLUE)]
    path = save("传真.tif", saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    found = [colour(painter.paint(path, media.TIFF, page, 90), 0.5, 0.5) for page in (3, 1)]
    assert near(found[0], BLUE)
    assert near(found[1], RED)
    assert painter.paint(path, media.TIFF, 4, 90) is None


def test_what_shines_through_is_white(painter: PagePainter, save: Callable[[str, bytes], Path]) -> None:
    path = save("章.png", saved(Image.new("RGBA", (50, 50), (200, 0, 0, 0)), "PNG"))
    assert colour(painter.paint(path, media.PNG, 1, 50), 0.5, 0.5) == (255, 255, 255)


PAGE = (
    '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>'
    '<ofd:ImageObject ID="9" ResourceID="5" Boundary="{box}"/></ofd:Layer></ofd:Content></ofd:Page>'
)
OFD_PARTS = {
    "OFD.xml": "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>",
    "Doc_0/Document.xml": (
        "<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea>"
        '<DocumentRes>DocumentRes.xml</DocumentRes></CommonData><Pages><Page ID="1" BaseLoc="Pages/0.xml"/></Pages>'
        "</Document>"
    ),
    "Doc_0/DocumentRes.xml": (
        '<Res BaseLoc="Res"><MultiMedias><MultiMedia ID="5" Type="Image"><MediaFile>a.png</MediaFile></MultiMedia>'
        "</MultiMedias></Res>"
    ),
}


@pytest.mark.parametrize(("box", "shown"), [("0 0 210 297", True), ("20 20 30 30", False)])
def test_of_an_ofd_page_the_scan_is_shown_and_a_seal_is_not(
    box: str, shown: bool, painter: PagePainter, zipped: Callable[..., Path]
) -> None:
    parts = {name: text.encode() for name, text in OFD_PARTS.items()}
    scan = saved(Image.new("RGB", (210, 297), GREEN), "PNG")
    path = zipped("公文.ofd", {**parts, "Doc_0/Pages/0.xml": PAGE.format(box=box).encode(), "Doc_0/Res/a.png": scan})
    picture = painter.paint(path, media.OFD, 1, 100)
    assert (picture is not None) is shown
    if picture is not None:
        assert near(colour(picture, 0.5, 0.5), GREEN)


def test_of_an_office_file_the_picture_it_carries_is_shown(painter: PagePainter, zipped: Callable[..., Path]) -> None:
    picture = saved(Image.new("RGB", (100, 140), BLUE), "JPEG")
    with_one = zipped("方案.docx", {"word/document.xml": b"<w/>", "docProps/thumbnail.jpeg": picture})
    assert near(colour(painter.paint(with_one, media.DOCX, 1, 100), 0.5, 0.5), BLUE)
    assert painter.paint(with_one, media.DOCX, 2, 100) is None
    without = zipped("总结.docx", {"word/document.xml": b"<w/>"})
    assert painter.paint(without, media.DOCX, 1, 100) is None


def test_a_blank_picture_that_an_office_file_carries_is_none(painter: PagePainter, zipped: Callable[..., Path]) -> None:
    blank = saved(Image.new("RGB", (100, 140), "white"), "JPEG")
    path = zipped("方案.docx", {"word/document.xml": b"<w/>", "docProps/thumbnail.jpeg": blank})
    assert painter.paint(path, media.DOCX, 1, 100) is None


def test_a_small_picture_of_an_office_file_is_not_blown_up(painter: PagePainter, zipped: Callable[..., Path]) -> None:
    small = saved(Image.new("RGB", (100, 140), BLUE), "JPEG")
    path = zipped("方案.docx", {"word/document.xml": b"<w/>", "docProps/thumbnail.jpeg": small})
    assert painter.paint(path, media.DOCX, 1, 600) is None, "its text can be read"


@pytest.mark.parametrize(
    ("name", "media_type", "data"),
    [
        ("断.pdf", media.PDF, b"%PDF-1.4\ncut"),
        ("断.jpg", media.JPEG, b"\xff\xd8\xff\xe0cut"),
        ("断.ofd", media.OFD, b"PK\x03\x04cut"),
        ("断.docx", media.DOCX, b"PK\x03\x04cut"),
    ],
)
def test_a_damaged_file_costs_its_page_and_the_next_one_is_drawn(
    name: str, media_type: str, data: bytes, painter: PagePainter, save: Callable[[str, bytes], Path]
) -> None:
    with pytest.raises(UnreadableFileError):
        painter.paint(save(name, data), media_type, 1, 100)
    sound = save("章.png", saved(Image.new("RGB", (50, 50), RED), "PNG"))
    assert painter.paint(sound, media.PNG, 1, 50) is not None


def test_a_strip_of_paper_is_drawn_no_higher_than_can_be_seen(
    painter: PagePainter, save: Callable[[str, bytes], Path]
) -> None:
    strip = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 2 14000]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )
    picture = painter.paint(save("条.pdf", strip), media.PDF, 1, 200)
    assert picture is not None
    assert picture.height_px <= 800


def dies(log: Path, pipe: Connection) -> None:
    """Be a worker that a file kills."""
    begin(log, pipe)
    os._exit(9)


def hangs(log: Path, pipe: Connection) -> None:
    """Be a worker that never comes to an end with a page."""
    begin(log, pipe)
    time.sleep(600)


def begin(log: Path, pipe: Connection) -> None:
    """Log that a process was begun, and wait for a page to be asked for, as a worker does."""
    with log.open("a") as file:
        file.write("begun\n")
    pipe.send((None, None))
    pipe.recv()


@pytest.mark.parametrize(("target", "code"), [(dies, "reader_crashed"), (hangs, "read_timeout")])
def test_a_file_that_kills_or_holds_the_process_twice_is_not_opened_again(
    target: Callable[[Path, Connection], None], code: str, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    painter = PagePainter(timeout_s=0.3, target=partial(target, log))
    for _ in range(2):
        with pytest.raises(UnreadableFileError, match=code):
            painter.paint(tmp_path / "恶.pdf", media.PDF, 1, 100)
    with pytest.raises(UnreadableFileError, match="reader_crashed"):
        painter.paint(tmp_path / "恶.pdf", media.PDF, 2, 100)
    assert log.read_text().splitlines() == ["begun", "begun"]


def test_closing_ends_the_process(save: Callable[[str, bytes], Path]) -> None:
    before = set(multiprocessing.active_children())
    painter = PagePainter()
    painter.paint(save("章.png", saved(Image.new("RGB", (9, 9), RED), "PNG")), media.PNG, 1, 9)
    (ours,) = set(multiprocessing.active_children()) - before
    painter.close()
    assert not ours.is_alive()
