from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from evidence.errors import UnreadableFileError
from evidence.extract.reading import read_file
from evidence.model import Flag


def test_pages_are_parted_by_form_feeds(make_pdf: Callable[..., Path]) -> None:
    path = make_pdf("No. 1", "second")
    reading = read_file(path, path.name)
    assert reading.text == "No. 1\fsecond"
    assert reading.pages == 2
    assert not reading.scanned


def test_a_page_number_at_the_foot_is_left_out(make_pdf: Callable[..., Path]) -> None:
    path = make_pdf("text", "- 2 -")
    assert read_file(path, path.name).text == "text\f"


@pytest.mark.parametrize(("dpi", "flags"), [(200, set[Flag]()), (120, {Flag.LOW_DPI})])
def test_a_scan_has_no_text_and_its_resolution_is_measured(
    make_scan: Callable[..., Path], dpi: int, flags: set[Flag]
) -> None:
    path = make_scan(dpi)
    reading = read_file(path, path.name)
    assert (reading.text, reading.pages, reading.scanned) == ("", 1, True)
    assert reading.flags == flags


def test_a_scan_whose_lines_run_up_the_page_lies_on_its_side(make_scan: Callable[..., Path]) -> None:
    path = make_scan(200, turned=True)
    assert read_file(path, path.name).flags == {Flag.ROTATED}


def test_a_password_is_seen(make_pdf: Callable[..., Path], tmp_path: Path) -> None:
    writer = PdfWriter(PdfReader(make_pdf("text")))
    writer.encrypt("123456", algorithm="RC4-128")
    with (tmp_path / "锁.pdf").open("wb") as handle:
        writer.write(handle)
    reading = read_file(tmp_path / "锁.pdf", "锁.pdf")
    assert reading.flags == {Flag.ENCRYPTED}
    assert reading.text == ""


@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_file_cut_short_is_truncated(make_scan: Callable[..., Path], share: float) -> None:
    path = make_scan(150)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(UnreadableFileError) as caught:
        read_file(path, path.name)
    assert caught.value.code == "file_truncated"


@pytest.mark.parametrize("zeros", [1, 2047, 5000])
def test_zeros_behind_the_end_mark_do_no_harm_and_do_not_stand_for_it(
    make_pdf: Callable[..., Path], zeros: int
) -> None:
    path = make_pdf("text")
    whole = path.read_bytes()
    path.write_bytes(whole + bytes(zeros))
    assert read_file(path, path.name).text == "text"
    path.write_bytes(whole[:-40] + bytes(zeros))
    with pytest.raises(UnreadableFileError, match="file_truncated"):
        read_file(path, path.name)
