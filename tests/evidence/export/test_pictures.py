"""Which pictures are printed as they are, and which are made smaller."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from evidence.export.pictures import MOST_PIXELS, PRINT_DPI, render
from evidence.extract import media

SIZE_MM = (127.0, 101.6)  # 5 × 4 inches
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
