"""Whatever happened to a file on its way, reading it ends in a sound scheme or a refusal, and soon."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tables.formats import FORMATS
from tables.offices import OFFICES

from evidence import wording
from evidence.errors import SchemeError
from evidence.model import SchemeReading
from evidence.scheme.reading import read_scheme
from tests.effort import effort_of

MOST_CALLS = 400_000  # for a table of a few kilobytes
WHOLE = {kind: make(OFFICES[0]) for kind, make in FORMATS.items()}
BEGINNINGS = [
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"<html><table>",
    b"MIME-Version: 1.0\n\n",
    b"\xff\xfe",
]
PIECES = st.binary(max_size=4) | st.sampled_from([b"\xff\xff\xff\xff", b"<", b">", b'"', b"\n", b"99999", b"\0\0\0\0"])
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), PIECES), max_size=6)


def changed(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """Content with pieces put at some places, each in the stead of a few bytes."""
    for share, removed, piece in changes:
        at = int(share * len(content))
        content = content[:at] + piece + content[at + removed :]
    return content


def inside(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """A zip container whose members are changed, each in the same way."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, changed(old.read(name), changes))
    return file.getvalue()


def answer_of(path: Path) -> SchemeReading | SchemeError:
    try:
        return read_scheme(path)
    except SchemeError as error:
        return error


def read(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "细则"
        path.write_bytes(content)
        answers: list[SchemeReading | SchemeError] = []
        effort = effort_of(lambda: answers.append(answer_of(path)))
        assert effort < MOST_CALLS
        (answer,) = answers
        if isinstance(answer, SchemeError):
            assert wording.sentence(answer)
            return
        codes = [item.code for item in answer.items]
        assert all(codes)
        assert len(set(codes)) == len(codes)
        assert all(wording.notice(notice) for notice in answer.warnings)


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=400))
@settings(deadline=None)
def test_bytes_that_are_no_table(beginning: bytes, rest: bytes) -> None:
    read(beginning + rest)


@pytest.mark.parametrize("kind", FORMATS)
@given(changes=CHANGES, kept=st.floats(0, 1) | st.just(1.0))
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_files_that_were_changed_or_cut(kind: str, changes: list[tuple[float, int, bytes]], kept: float) -> None:
    content = changed(WHOLE[kind], changes)
    read(content[: int(kept * len(content))])


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
@given(changes=CHANGES)
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_files_whose_parts_were_changed(kind: str, changes: list[tuple[float, int, bytes]]) -> None:
    read(inside(WHOLE[kind], changes))
