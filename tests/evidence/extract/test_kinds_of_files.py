from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from office.compound import compound_of
from office.documents import a_doc
from office.modern import a_docx, an_rtf
from office.packages import a_pptx, an_odt, an_ofd
from office.presentations import a_ppt
from tables.old_excel import OldSheet, old_stream, old_workbook

from evidence.errors import UnreadableFileError
from evidence.extract.media import media_type_of
from evidence.extract.reading import read_file
from evidence.model import Flag
from evidence.wording import sentence

Save = Callable[[str, bytes], Path]


@pytest.mark.parametrize(
    ("name", "head", "media_type"),
    [
        ("a.7z", b"7z\xbc\xaf\x27\x1c\x00\x04", "application/x-7z-compressed"),
        ("a.rar", b"Rar!\x1a\x07\x01\x00", "application/vnd.rar"),
        ("a.mp4", b"\x00\x00\x00\x20ftypisom\x00\x00", "video/mp4"),
        ("a.m4a", b"\x00\x00\x00\x20ftypM4A \x00\x00", "audio/mp4"),
        ("a.mp3", b"\xff\xfb\x90\x64\x00\x00", "audio/mpeg"),
        ("a.wav", b"RIFF\x24\x00\x00\x00WAVEfmt ", "audio/wav"),
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
        (("WORDDOCUMENT",), "a.doc", "application/msword"),
        (("PowerPoint Document",), "a.ppt", "application/vnd.ms-powerpoint"),
        (("Other",), "a.dat", "application/x-ole-storage"),
    ],
)
def test_old_office_files_are_named_by_their_streams(
    save: Save, streams: tuple[str, ...], name: str, media_type: str
) -> None:
    path = save(name, compound_of(dict.fromkeys(streams, b"")))
    assert media_type_of(path, name) == media_type


def test_a_storage_that_holds_itself_is_not_followed(save: Save) -> None:
    data = bytearray(compound_of({"Macros": None}))
    struct.pack_into("<I", data, 512 + 128 + 76, 0)  # the child of the directory's second entry: its first, the root
    assert read_file(save("a.doc", bytes(data)), "a.doc").media_type == "application/x-ole-storage"


def test_an_office_file_with_a_password_is_encrypted_and_keeps_its_ending(save: Save) -> None:
    data = compound_of({"EncryptionInfo": b"", "EncryptedPackage": b""})
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
    heavy = {"pypdfium2", "openpyxl", "python_calamine", "PIL", "lxml", "olefile", "striprtf", "pi_heif"}
    assert heavy & set(done.stdout.split()) == set()


ENDINGS = {
    "通知.wps": [a_doc("正文\r"), an_rtf("正文"), a_docx("正文")],
    "表.et": [old_workbook(OldSheet("表", [["序号"]]))],
    "课件.dps": [a_ppt(["标题"]), a_pptx(["标题"])],
    "邮件.eml": [b"From: a@b.cn\r\nMIME-Version: 1.0\r\nSubject: x\r\n\r\nbody"],
}


@pytest.mark.parametrize(("name", "data"), [(name, data) for name, kinds in ENDINGS.items() for data in kinds])
def test_the_endings_of_wps_promise_what_its_programs_save(save: Save, name: str, data: bytes) -> None:
    assert read_file(save(name, data), name).flags == frozenset()


@pytest.mark.parametrize("data", [an_rtf("正文"), b"<html><body>x</body></html>", a_docx("正文")])
def test_a_doc_that_is_another_kind_inside_is_read_and_marked(save: Save, data: bytes) -> None:
    reading = read_file(save("通知.doc", data), "通知.doc")
    assert reading.text
    assert reading.flags == {Flag.WRONG_EXTENSION}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docm", a_docx("正文", "word/vbaProject.bin")),
        ("a.doc", a_doc("正文\r", streams={"Macros": None})),
        ("a.xls", compound_of({"Workbook": old_stream(OldSheet("表", [["序号"]])), "_VBA_PROJECT_CUR": None})),
        ("a.pptm", a_pptx(["标题"], more={"ppt/vbaProject.bin": b""})),
        ("a.ppt", a_ppt(["标题"], macros=True)),
        ("a.odt", an_odt("", more={"Basic/Standard/Module1.xml": b""})),
    ],
)
def test_macros_are_marked(save: Save, name: str, data: bytes) -> None:
    assert read_file(save(name, data), name).flags == {Flag.MACROS}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.doc", a_doc("正文\r", locked=True)),
        ("a.xls", old_workbook(OldSheet("表", [["序号"]]), locked=True)),
        ("a.ppt", a_ppt(["标题"], locked=True)),
        ("a.ofd", an_ofd("", more={"Encryptions.xml": "<x/>"})),
        ("a.odt", an_odt("", manifest="<m:file-entry><m:encryption-data/></m:file-entry>")),
    ],
)
def test_a_password_is_marked_and_nothing_is_read(save: Save, name: str, data: bytes) -> None:
    reading = read_file(save(name, data), name)
    assert (reading.flags, reading.text) == ({Flag.ENCRYPTED}, "")
