"""Which pictures are printed as they are, and which are made smaller."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from evidence.export.pictures import MOST_PIXELS, PRINT_DPI, picture_sizes, render
from evidence.extract import media

SIZE_MM = (127.0, 101.6)  # 5 × 4 inches
MEDIA = {"tif": media.TIFF, "bmp": media.BMP, "webp": media.WEBP, "gif": media.GIF}
PRINTED = tuple(round(side / 25.4 * PRINT_DPI) for side in SIZE_MM)


@pytest.mark.parametrize("times", [0.5, 1.0, MOST_PIXELS])
def test_a_picture_that_holds_little_more_than_print_needs_stays_as_it_is(tmp_path: Path, times: float) -> None:
    path = picture(tmp_path, times)
    printed = render(path, media.JPEG, 0, SIZE_MM, tmp_path / "printed")
    assert (printed.path, printed.extension) == (path, "jpg")


def test_a_larger_one_is_scaled_to_what_print_needs(tmp_path: Path) -> None:
    path = picture(tmp_path, MOST_PIXELS * 1.1)
    printed = render(path, media.JPEG, 0, SIZE_MM, tmp_path / "printed")
    assert printed.path == tmp_path / "printed"
    with Image.open(printed.path) as image:
        assert image.size == PRINTED


def test_what_a_camera_wrote_about_place_and_device_is_not_passed_on(tmp_path: Path) -> None:
    path = picture(tmp_path, 1.0, maker="Camera")
    printed = render(path, media.JPEG, 0, SIZE_MM, tmp_path / "printed")
    with Image.open(printed.path) as image:
        assert not image.getexif()


@pytest.mark.parametrize("kind", ["tif", "bmp", "webp", "gif"])
def test_what_word_processors_do_not_show_everywhere_becomes_what_they_do(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"照片.{kind}"
    Image.new("RGB", (300, 200), (90, 120, 200)).save(path)
    (size,) = picture_sizes(path, MEDIA[kind])
    with Image.open(render(path, MEDIA[kind], 0, size, tmp_path / "printed").path) as image:
        assert image.format == "JPEG"


def test_each_page_of_a_scan_is_printed_for_itself_and_one_of_black_and_white_without_loss(tmp_path: Path) -> None:
    path = tmp_path / "扫描.tif"
    first, second = Image.new("1", (165, 233), 1), Image.new("1", (233, 165), 0)
    first.save(path, save_all=True, append_images=[second])
    upright, lying = picture_sizes(path, media.TIFF)
    assert upright == lying[::-1]
    printed = render(path, media.TIFF, 1, lying, tmp_path / "printed")
    with Image.open(printed.path) as image:
        assert (image.format, image.size, image.getextrema()) == ("PNG", (233, 165), (0, 0))


def test_clear_parts_are_white_on_paper(tmp_path: Path) -> None:
    path = tmp_path / "截图.webp"
    Image.new("RGBA", (300, 200), (0, 0, 0, 0)).save(path, lossless=True)
    with Image.open(render(path, media.WEBP, 0, SIZE_MM, tmp_path / "printed").path) as image:
        assert image.convert("L").getextrema() == (255, 255)


def picture(folder: Path, times: float, maker: str = "") -> Path:
    """Write a picture with so many times the pixels that print needs."""
    width, height = (int(side * times**0.5) for side in PRINTED)
    image = Image.new("RGB", (width, height), (90, 120, 200))
    exif = image.getexif()
    if maker:
        exif[0x010F] = maker
    path = folder / "照片.jpg"
    image.save(path, exif=exif)
    return path
