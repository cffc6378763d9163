from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence.errors import UnreadableFileError
from evidence.extract.reading import read_file
from evidence.model import Flag
from evidence.wording import sentence

Save = Callable[[str, bytes], Path]


def compound_file(*streams: str) -> bytes:
    """Return an OLE container whose root holds empty streams of these names."""
    sector = 512
    header = bytearray(sector)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 62, 3, 0xFFFE, 9, 6)
    struct.pack_into("<II", header, 44, 1, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b""
    names = ("Root Entry", *streams)
    for number, name in enumerate(names):
        entry = bytearray(128)
        raw = name.encode("utf-16-le")
        entry[: len(raw)] = raw
        right = number + 1 if 0 < number < len(names) - 1 else 0xFFFFFFFF
        child = 1 if number == 0 and streams else 0xFFFFFFFF
        struct.pack_into("<HBBIII", entry, 64, len(raw) + 2, 5 if number == 0 else 2, 1, 0xFFFFFFFF, right, child)
        directory += bytes(entry)
    return bytes(header) + table + directory.ljust(sector, b"\0")


@pytest.mark.parametrize(
    ("name", "head", "media_type"),
    [
        ("a.7z", b"7z\xbc\xaf\x27\x1c\x00\x04", "application/x-7z-compressed"),
        ("a.rar", b"Rar!\x1a\x07\x01\x00", "application/vnd.rar"),
        ("a.mp4", b"\x00\x00\x00\x20ftypisom\x00\x00", "video/mp4"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic\x00\x00", "image/heic"),
        ("a.rtf", b"{\\rtf1\\ansi}", "application/rtf"),
        ("a.xls", b"<html><table></table></html>", "text/html"),
        ("a.bin", bytes(range(256)), "application/octet-stream"),
    ],
)
def test_kinds_without_a_reader_are_named_by_their_content(save: Save, name: str, head: bytes, media_type: str) -> None:
    reading = read_file(save(name, head), name)
    assert (reading.media_type, reading.text, reading.pages) == (media_type, "", None)


@pytest.mark.parametrize(
    ("streams", "name", "media_type"),
    [
        (("WordDocument", "Workbook"), "a.wps", "application/msword"),
        (("PowerPoint Document",), "a.ppt", "application/vnd.ms-powerpoint"),
        (("Other",), "a.dat", "application/x-ole-storage"),
    ],
)
def test_old_office_files_are_named_by_their_streams(
    save: Save, streams: tuple[str, ...], name: str, media_type: str
) -> None:
    reading = read_file(save(name, compound_file(*streams)), name)
    assert reading.media_type == media_type
    assert reading.flags == frozenset()


def test_an_office_file_with_a_password_is_encrypted_and_keeps_its_ending(save: Save) -> None:
    data = compound_file("EncryptionInfo", "EncryptedPackage")
    assert read_file(save("a.docx", data), "a.docx").flags == {Flag.ENCRYPTED}


def test_a_zip_with_a_password_is_encrypted(zipped: Callable[..., Path]) -> None:
    path = zipped("a.zip", {"b.docx": b"x"})
    data = bytearray(path.read_bytes())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + offset] |= 1
    path.write_bytes(data)
    assert read_file(path, path.name).flags == {Flag.ENCRYPTED}


def test_text_under_the_wrong_ending_is_read_and_marked(save: Save) -> None:
    reading = read_file(save("会议记录.docx", "9月15日例会记录".encode("gb18030")), "会议记录.docx")
    assert (reading.media_type, reading.text) == ("text/plain", "9月15日例会记录")
    assert reading.flags == {Flag.WRONG_EXTENSION}


def test_the_ending_is_that_of_the_name_on_arrival(make_docx: Callable[..., Path]) -> None:
    path = make_docx("正文", name="3fa9c1d2")
    assert read_file(path, "通知.docx").flags == frozenset()
    assert read_file(path, "通知.pdf").flags == {Flag.WRONG_EXTENSION}


def test_an_empty_file_is_said_to_be_empty(save: Save) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_file(save("a.docx", b""), "a.docx")
    assert caught.value.code == "file_empty"
    assert "空" in sentence(caught.value)


def test_a_file_that_is_not_there_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_file(tmp_path / "a.docx", "a.docx")
    assert caught.value.code == "file_not_opened"


def test_importing_the_readers_loads_none_of_their_libraries(root: Path) -> None:
    program = "import sys, evidence.extract.reading, evidence.extract.pool, evidence.intake.facts; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    heavy = {"pypdfium2", "openpyxl", "python_calamine", "PIL", "lxml"}
    assert heavy & set(done.stdout.split()) == set()
