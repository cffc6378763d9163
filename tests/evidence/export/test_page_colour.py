"""Pages in colour are known by their parts, and where those do not tell it, by how the page looks."""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from evidence.export.page_colour import page_in_colour
from tests.evidence.export.printed import with_pages

A4 = (595, 842)


def in_colour(path: Path) -> bool:
    with pypdfium2.PdfDocument(path) as document:
        return page_in_colour(document, 0)


@pytest.mark.parametrize(
    ("paint", "colour"),
    [
        (b"0 g 100 600 200 40 re f", False),
        (b"0.8 0.1 0.1 rg 100 600 200 40 re f", True),
        (b"0 G 0.8 0.1 0.1 RG 3 w 100 600 m 500 600 l S", True),
        (b"1 0 0 rg 100 600 1 1 re f", False),  # a speck
        (b"1 0 0 rg 100 600 200 40 re f 1 g 90 590 300 80 re f", False),  # covered
    ],
)
def test_drawn_pages_are_in_colour_where_it_is_seen(paint: bytes, colour: bool, tmp_path: Path) -> None:
    assert in_colour(with_pages(tmp_path / "甲.pdf", 1, A4, paint)) is colour


@pytest.mark.parametrize("mode", ["L", "1", "RGB", "P", "CMYK"])
def test_a_scan_of_black_and_white_is_none_however_it_is_stored(mode: str, tmp_path: Path) -> None:
    page = Image.new("RGB", A4, (255, 255, 255))
    ImageDraw.Draw(page).rectangle((100, 100, 300, 110), fill=(0, 0, 0))
    page.convert(mode).save(tmp_path / "甲.pdf", "PDF")
    assert not in_colour(tmp_path / "甲.pdf")


@pytest.mark.parametrize("mode", ["RGB", "P", "CMYK"])
def test_a_scan_with_a_seal_is_in_colour_however_it_is_stored(mode: str, tmp_path: Path) -> None:
    page = Image.new("RGB", A4, (255, 255, 255))
    ImageDraw.Draw(page).ellipse((300, 500, 419, 619), outline=(220, 40, 40), width=4)
    page.convert(mode).save(tmp_path / "甲.pdf", "PDF")
    assert in_colour(tmp_path / "甲.pdf")
