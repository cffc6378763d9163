from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from scans.drawn import as_pdf

from evidence.errors import UnreadableFileError
from evidence.extract import media
from evidence.extract.reading import read_file
from evidence.extract.scanned_pages import page_picture

Save = Callable[[str, bytes], Path]


def test_a_page_comes_in_the_resolution_that_its_scan_has(save: Save) -> None:
    path = save("扫描.pdf", as_pdf(Image.new("RGB", (827, 1170)), Image.new("RGB", (1170, 827)), dpi=100))
    first, second = (page_picture(path, media.PDF, page) for page in (1, 2))
    assert abs(first.width - 827) < 3
    assert abs(second.width - 1170) < 3


def test_a_scan_of_very_fine_resolution_is_made_coarser(save: Save) -> None:
    path = save("扫描.pdf", as_pdf(Image.new("L", (4960, 7016)), dpi=600))
    assert abs(page_picture(path, media.PDF, 1).height - 3508) < 5


def test_a_photo_is_seen_as_its_camera_was_held(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 300)).save(tmp_path / "照片.jpg", exif=exif)
    assert page_picture(tmp_path / "照片.jpg", media.JPEG, 1).size == (300, 400)


def test_each_picture_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    first, second = Image.new("L", (100, 200)), Image.new("L", (300, 200))
    first.save(tmp_path / "传真.tif", save_all=True, append_images=[second])
    assert page_picture(tmp_path / "传真.tif", media.TIFF, 2).size == (300, 200)


def test_what_is_transparent_is_paper(tmp_path: Path) -> None:
    picture = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    picture.putpixel((30, 20), (0, 0, 0, 255))
    picture.save(tmp_path / "截图.png")
    page = page_picture(tmp_path / "截图.png", media.PNG, 1)
    assert (page.mode, page.getpixel((0, 0)), page.getpixel((30, 20))) == ("RGB", (255, 255, 255), (0, 0, 0))


@pytest.mark.parametrize(("name", "kind"), [("灰度.png", media.PNG), ("灰度.tif", media.TIFF)])
def test_a_picture_of_sixteen_bits_keeps_its_greys(tmp_path: Path, name: str, kind: str) -> None:
    picture = Image.new("I;16", (60, 40), 60000)
    picture.putpixel((30, 20), 3000)
    picture.save(tmp_path / name)
    page = page_picture(tmp_path / name, kind, 1)
    assert (page.getpixel((0, 0)), page.getpixel((30, 20))) == ((233, 233, 233), (11, 11, 11))


def test_a_picture_of_more_pixels_than_memory_holds_is_an_expected_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("1", (60, 40)).save(tmp_path / "大图.tif")
    monkeypatch.setattr("evidence.extract.picture._PIXEL_LIMIT", 60 * 40 - 1)
    with pytest.raises(UnreadableFileError, match="file_too_large"):
        page_picture(tmp_path / "大图.tif", media.TIFF, 1)


def test_a_picture_that_pillow_takes_for_a_bomb_is_an_expected_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("1", (60, 40)).save(tmp_path / "大图.png")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1)
    with pytest.raises(UnreadableFileError, match="file_too_large"):
        page_picture(tmp_path / "大图.png", media.PNG, 1)


def test_a_file_of_another_format_than_it_arrived_as_is_not_opened(tmp_path: Path) -> None:
    Image.new("RGB", (60, 40)).save(tmp_path / "图.ppm")
    with pytest.raises(UnreadableFileError, match="file_damaged"):
        page_picture(tmp_path / "图.ppm", media.PNG, 1)


@pytest.mark.parametrize(("name", "kind"), [("坏.pdf", media.PDF), ("坏.jpg", media.JPEG)])
def test_what_cannot_be_opened_is_an_expected_failure(save: Save, name: str, kind: str) -> None:
    with pytest.raises(UnreadableFileError, match="file_damaged"):
        page_picture(save(name, b"nothing"), kind, 1)


def test_a_disk_that_does_not_answer_is_not_taken_for_a_damaged_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="file_not_opened"):
        page_picture(tmp_path / "没有.png", media.PNG, 1)


def test_a_page_that_is_not_there_is_an_expected_failure(save: Save) -> None:
    path = save("扫描.pdf", as_pdf(Image.new("RGB", (200, 300))))
    with pytest.raises(UnreadableFileError, match="file_damaged"):
        page_picture(path, media.PDF, 2)


def test_pages_that_are_pictures_are_told_of_scans_photos_and_pages_among_text(save: Save, tmp_path: Path) -> None:
    scan = save("扫描.pdf", as_pdf(*[Image.new("RGB", (200, 300))] * 3))
    assert read_file(scan, "扫描.pdf").unread == (1, 2, 3)
    Image.new("RGB", (200, 300)).save(tmp_path / "照片.png")
    assert read_file(tmp_path / "照片.png", "照片.png").unread == (1,)
    assert read_file(save("说明.txt", "情况说明".encode()), "说明.txt").unread == ()


def test_of_a_file_with_text_only_the_scans_in_it_are_still_to_be_read(tmp_path: Path, save: Save) -> None:
    from pdf_files import pdf_of
    from pypdf import PdfReader, PdfWriter

    out = PdfWriter()
    for name, data in (("a.pdf", pdf_of("Notice")), ("b.pdf", as_pdf(Image.new("RGB", (827, 1170), "white"), dpi=100))):
        out.append(PdfReader(save(name, data)))
    out.write(tmp_path / "通知和附件.pdf")
    reading = read_file(tmp_path / "通知和附件.pdf", "通知和附件.pdf")
    assert (reading.unread, reading.scanned) == ((2,), False)
