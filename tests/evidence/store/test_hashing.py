"""Files hashed and copied: what is whole, what cannot be read, what is stopped half way."""

from __future__ import annotations

import hashlib
from functools import partial
from io import BytesIO, FileIO
from pathlib import Path
from typing import IO, cast

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from evidence.errors import CancelledError
from evidence.model import Sha256
from evidence.progress import SILENT, Silent
from evidence.store.hashing import copy_sound, hash_file, hash_stoppable, is_sound

CHUNK = 1 << 20
LONG = b"a" * CHUNK + b"b"


class Stopped(Silent):
    """Lets so many chunks be read, then asks to stop."""

    def __init__(self, chunks: int) -> None:
        self._left = chunks

    def cancelled(self) -> bool:
        self._left -= 1
        return self._left < 0


class Damaged(BytesIO):
    """A file on a disk that gives its first chunk only."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise OSError(5, "Input/output error")
        return super().read(size)


@given(st.binary(max_size=40))
@example(b"")
@example(LONG)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
def test_all_ways_tell_the_same_of_a_file(tmp_path: Path, content: bytes) -> None:
    source, target = tmp_path / "原件", tmp_path / "副本"
    source.write_bytes(content)
    expected = Sha256(hashlib.sha256(content).hexdigest())
    assert hash_file(source) == hash_stoppable(partial(source.open, "rb"), SILENT) == expected
    assert is_sound(source, expected)
    assert copy_sound(source, target, expected, SILENT, lasting=True)
    assert target.read_bytes() == content
    assert not copy_sound(source, target, Sha256("0" * 64), SILENT)
    assert not target.exists()


def test_what_is_not_there_or_breaks_off_has_no_hash_and_leaves_no_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, target = tmp_path / "没有", tmp_path / "副本"
    anything = Sha256("0" * 64)
    assert hash_stoppable(partial(lost.open, "rb"), SILENT) is None
    assert hash_stoppable(lambda: Damaged(LONG), SILENT) is None
    assert not is_sound(lost, anything)
    assert not copy_sound(lost, target, anything, SILENT)
    lost.write_bytes(LONG)
    whole = hash_file(lost)

    def open_damaged(path: Path, mode: str, **_: object) -> IO[bytes]:
        return Damaged(LONG) if path == lost else FileIO(path, mode)

    monkeypatch.setattr(Path, "open", open_damaged)
    assert not copy_sound(lost, target, whole, SILENT)
    assert not target.exists()


def test_what_is_stopped_within_a_file_leaves_no_copy(tmp_path: Path) -> None:
    source, target = tmp_path / "原件", tmp_path / "副本"
    source.write_bytes(LONG)
    with pytest.raises(CancelledError):
        hash_stoppable(partial(source.open, "rb"), Stopped(1))
    with pytest.raises(CancelledError):
        copy_sound(source, target, hash_file(source), Stopped(1))
    assert not target.exists()


def test_a_place_that_takes_nothing_is_told(tmp_path: Path) -> None:
    source = tmp_path / "原件"
    source.write_bytes(LONG)
    with pytest.raises(OSError, match="文件夹"):
        copy_sound(source, tmp_path / "没有的文件夹" / "副本", hash_file(source), SILENT)


def test_what_a_copy_cannot_be_written_over_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = tmp_path / "原件", tmp_path / "副本"
    source.write_bytes(LONG)
    target.write_bytes("从前的".encode())
    really = Path.open

    def refused(path: Path, mode: str = "r", buffering: int = -1) -> IO[bytes]:
        if path == target and "w" in mode:
            raise PermissionError(13, "Permission denied")
        return cast("IO[bytes]", really(path, mode, buffering))

    whole = hash_file(source)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refused)
        with pytest.raises(PermissionError):
            copy_sound(source, target, whole, SILENT)
    assert target.read_bytes() == "从前的".encode()
