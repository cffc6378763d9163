"""Whatever the bytes, a reader returns or raises UnreadableFileError."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office.fuzz import fuzz
from office.samples import samples

from evidence.errors import UnreadableFileError
from evidence.extract.found import Reading
from evidence.extract.reading import read_file

FILES = samples()


def read_bytes(name: str, data: bytes) -> Reading | UnreadableFileError:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(data)
        try:
            return read_file(path, name)
        except UnreadableFileError as error:
            assert not _held(path)
            return error


def _held(path: Path) -> list[str]:
    """Return the ways in which this process keeps a file open; where that cannot be seen, removing it fails instead."""
    if sys.platform != "linux":
        return []
    handles = [link for link in Path("/proc/self/fd").iterdir() if os.path.realpath(link) == str(path.resolve())]
    maps = Path("/proc/self/maps").read_text().splitlines()
    return [str(link) for link in handles] + [line for line in maps if str(path) in line]


@given(st.sampled_from(sorted(FILES)), st.floats(0.02, 0.98))
@settings(max_examples=60)
def test_cut_files_do_not_crash_a_reader(name: str, share: float) -> None:
    assert isinstance(read_bytes(name, FILES[name][: int(len(FILES[name]) * share)]), Reading | UnreadableFileError)


def test_a_file_cut_in_its_second_page_is_free_again() -> None:
    data = FILES["a.tif"]
    refused = [read_bytes("a.tif", data[:cut]) for cut in range(len(data) // 2 - 120, len(data) // 2 + 120, 6)]
    assert "file_damaged" in {error.code for error in refused if isinstance(error, UnreadableFileError)}


@given(st.sampled_from(sorted(FILES)), st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=12))
@settings(max_examples=150)
def test_mutated_files_do_not_crash_a_reader(name: str, changes: list[tuple[float, int]]) -> None:
    data = bytearray(FILES[name])
    for place, value in changes:
        data[int(place * len(data))] = value
    assert isinstance(read_bytes(name, bytes(data)), Reading | UnreadableFileError)


@pytest.mark.parametrize("name", sorted(FILES))
def test_whole_files_are_read(name: str) -> None:
    reading = read_bytes(name, FILES[name])
    assert isinstance(reading, Reading)
    assert reading.text or reading.scanned


def test_hundreds_of_accidents_crash_no_reader_and_hang_none(tmp_path: Path) -> None:
    """More of them: tests/office/fuzz.py."""
    answers, bad = fuzz(FILES, 400, 1, tmp_path)
    assert answers.total() == 400
    assert not bad


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_an_archive_for_a_later_unpacker_is_damaged(name: str) -> None:
    data = bytearray(FILES[name])
    data[data.index(b"PK\x01\x02") + 6] = 64  # the version needed to unpack, in the directory's first entry
    refused = read_bytes(name, bytes(data))
    assert isinstance(refused, UnreadableFileError)
    assert refused.code == "file_truncated"


@given(
    st.sampled_from(["[Content_Types].xml", "word/document.xml", "docProps/app.xml", "xl/workbook.xml"]), st.binary()
)
@settings(max_examples=60)
def test_mutated_parts_do_not_crash_a_reader(part: str, content: bytes) -> None:
    name = "a.xlsx" if part.startswith("xl") else "a.docx"
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FILES[name])) as whole, zipfile.ZipFile(buffer, "w") as changed:
        for member in whole.namelist():
            changed.writestr(member, content if member == part else whole.read(member))
    assert isinstance(read_bytes(name, buffer.getvalue()), Reading | UnreadableFileError)


@pytest.mark.parametrize(
    "head", [b"PK\x03\x04", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xd8\xff\xe0", b""]
)
@given(st.binary(min_size=1, max_size=3000))
@settings(max_examples=40)
def test_random_bytes_do_not_crash_a_reader(head: bytes, tail: bytes) -> None:
    assert isinstance(read_bytes("a.docx", head + tail), Reading | UnreadableFileError)


def test_a_part_that_unpacks_to_more_than_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence.extract.package._BUDGET_BYTES", 100)
    refused = read_bytes("a.docx", FILES["a.docx"])
    assert isinstance(refused, UnreadableFileError)
    assert refused.code == "file_too_large"
