from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from office.pictures import written_page
from PIL import Image

from evidence.errors import UnreadableFileError
from evidence.extract.reading import read_file
from evidence.model import Flag


def photo(path: Path, taken: str | None = None) -> Path:
    picture = Image.effect_noise((400, 300), 40).convert("RGB")
    exif = Image.Exif()
    if taken:
        exif[0x0132] = taken
        exif[0x0112] = 6
    picture.save(path, exif=exif)
    return path


def test_a_photo_is_one_page_with_its_own_time(tmp_path: Path) -> None:
    path = photo(tmp_path / "IMG_1.jpg", "2023:08:03 06:42:10")
    reading = read_file(path, path.name)
    assert (reading.text, reading.pages, reading.scanned) == ("", 1, True)
    assert reading.taken_at == datetime(2023, 8, 3, 6, 42, 10)  # noqa: DTZ001 - a camera knows no zone
    assert reading.flags == frozenset(), "viewers turn a photo by its EXIF: it does not lie on its side"


@pytest.mark.parametrize("written", [None, "0000:00:00 00:00:00", "1970:01:01 00:00:00", "gestern"])
def test_a_clock_that_was_never_set_gives_no_time(tmp_path: Path, written: str | None) -> None:
    path = photo(tmp_path / "a.jpg", written)
    assert read_file(path, path.name).taken_at is None


@pytest.mark.parametrize("name", ["a.png", "a.gif", "a.bmp", "a.webp", "a.tif"])
def test_pictures_of_every_kind_are_one_page(tmp_path: Path, name: str) -> None:
    reading = read_file(photo(tmp_path / name, "2023:08:03 06:42:10"), name)
    assert (reading.text, reading.pages, reading.scanned, reading.flags) == ("", 1, True, frozenset())
    if name in ("a.tif", "a.webp"):
        assert reading.taken_at == datetime(2023, 8, 3, 6, 42, 10)  # noqa: DTZ001 - a camera knows no zone


def test_a_tiff_has_as_many_pages_as_pictures_and_is_judged_as_a_scan(tmp_path: Path) -> None:
    upright, turned = written_page(827, 1169), written_page(827, 1169).rotate(90, expand=True)
    upright.save(tmp_path / "a.tif", save_all=True, append_images=[turned], dpi=(100, 100), compression="tiff_lzw")
    reading = read_file(tmp_path / "a.tif", "a.tif")
    assert (reading.pages, reading.flags) == (2, {Flag.LOW_DPI, Flag.ROTATED})


def test_a_photo_of_a_phone_that_ends_inside_a_box_is_truncated(tmp_path: Path) -> None:
    path = tmp_path / "a.heic"
    path.write_bytes(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00\x00\x40\x00mdat" + b"x" * 50)
    with pytest.raises(UnreadableFileError) as caught:
        read_file(path, path.name)
    assert caught.value.code == "file_truncated"


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_picture_cut_short_is_truncated(tmp_path: Path, name: str) -> None:
    path = photo(tmp_path / name)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(UnreadableFileError) as caught:
        read_file(path, path.name)
    assert caught.value.code == "file_truncated"
