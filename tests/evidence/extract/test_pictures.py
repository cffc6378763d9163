from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from evidence.errors import UnreadableFileError
from evidence.extract.reading import read_file


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


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_picture_cut_short_is_truncated(tmp_path: Path, name: str) -> None:
    path = photo(tmp_path / name)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(UnreadableFileError) as caught:
        read_file(path, path.name)
    assert caught.value.code == "file_truncated"
