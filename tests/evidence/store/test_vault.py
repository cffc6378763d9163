"""The vault keeps each original once, whole, read-only and under a name that every system takes."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path

import pytest

from build import discard
from evidence.model import Sha256
from evidence.store.hashing import hash_file
from evidence.store.vault import Stamp, Stored, Vault

BYTES = "关于印发《年度工作方案》的通知".encode() * 50


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    made = Vault(tmp_path / "vault")
    made.prepare()
    return made


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "方案.docx"
    path.write_bytes(BYTES)
    return path


def files_of(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "vault").rglob("*") if path.is_file()]


def take(vault: Vault, source: Path, name: str | None = None) -> Stored:
    stored = vault.take(source, name or source.name, hash_file(source))
    vault.settle()
    return stored


def test_an_original_lies_under_its_hash_and_its_name(vault: Vault, source: Path, tmp_path: Path) -> None:
    stored = take(vault, source)
    digest = hashlib.sha256(BYTES).hexdigest()
    assert stored == Stored(Sha256(digest), len(BYTES))
    assert vault.path(stored.sha256, source.name) == tmp_path / "vault" / digest[:2] / digest / "方案.docx"
    assert vault.path(stored.sha256, source.name).read_bytes() == BYTES


def test_the_same_bytes_taken_twice_lie_once(vault: Vault, source: Path, tmp_path: Path) -> None:
    take(vault, source)
    take(vault, source)
    assert len(files_of(tmp_path)) == 1


def test_bytes_left_by_an_interrupted_arrival_are_found_under_the_name_of_the_next(
    vault: Vault, source: Path, tmp_path: Path
) -> None:
    take(vault, source)
    stored = take(vault, source, "方案（定稿）.docx")
    assert files_of(tmp_path) == [vault.path(stored.sha256, "方案（定稿）.docx")]


def test_an_original_whose_file_was_deleted_by_hand_can_be_taken_again(vault: Vault, source: Path) -> None:
    stored = take(vault, source)
    discard(vault.path(stored.sha256, source.name))
    take(vault, source)
    assert vault.path(stored.sha256, source.name).read_bytes() == BYTES


def test_an_original_is_read_only(vault: Vault, source: Path) -> None:
    stored = take(vault, source)
    assert stat.S_IMODE(vault.path(stored.sha256, source.name).stat().st_mode) == 0o444


def test_the_file_that_was_taken_is_untouched(vault: Vault, source: Path) -> None:
    before = source.stat()
    take(vault, source)
    after = source.stat()
    assert (source.read_bytes(), after.st_mtime_ns, after.st_mode) == (BYTES, before.st_mtime_ns, before.st_mode)


@pytest.mark.parametrize(
    "name",
    [
        "a/b:c?.docx",
        "CON.pdf",
        '报告*终稿<1>|"定".docx',
        "工作😀总结🎉.docx",
        "长" * 300 + ".docx",
        "尾巴. . .",
        ".docx",
        "a.docx" + "x" * 300,
        "制表\t换行\n.pdf",
        "？！.pdf",
    ],
)
def test_an_original_gets_a_name_that_windows_takes(name: str, vault: Vault, source: Path) -> None:
    path = vault.path(take(vault, source, name).sha256, name)
    assert path.read_bytes() == BYTES
    assert not re.search(r'[\\/:*?"<>|\x00-\x1f]', path.name)
    assert not path.name.endswith((".", " "))
    assert not re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)", path.name)
    assert 0 < len(path.name) <= 100
    assert len(path.name.encode()) <= 255


def test_a_long_name_keeps_its_ending(vault: Vault) -> None:
    assert vault.path(Sha256("0" * 64), "长" * 300 + ".docx").suffix == ".docx"


def test_what_an_interrupted_copy_left_is_cleared(vault: Vault, tmp_path: Path) -> None:
    left = tmp_path / "vault" / "incoming" / "half"
    left.mkdir()
    (left / "file").write_bytes(b"ha")
    (left / "file").chmod(0o444)
    vault.prepare()
    assert list((tmp_path / "vault" / "incoming").iterdir()) == []


def test_nothing_is_left_of_a_copy_that_fails(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="file_not_opened"):
        vault.take(tmp_path / "没有这个文件.pdf", "没有这个文件.pdf", Sha256("0" * 64))
    assert files_of(tmp_path) == []
    assert list((tmp_path / "vault" / "incoming").iterdir()) == []


def test_a_file_of_which_only_the_stamp_is_known_is_hashed_on_the_way(vault: Vault, source: Path) -> None:
    stored = vault.take(source, source.name, Stamp.of(source.stat()))
    vault.settle()
    assert stored == Stored(hash_file(source), len(BYTES))
    assert vault.path(stored.sha256, source.name).read_bytes() == BYTES


@pytest.mark.parametrize("after", [BYTES + b"!", BYTES[::-1]])
def test_a_file_whose_stamp_has_changed_is_not_kept(vault: Vault, source: Path, tmp_path: Path, after: bytes) -> None:
    stamp = Stamp.of(source.stat())
    source.write_bytes(after)
    os.utime(source, ns=(0, stamp.changed_ns + 1_000_000_000))
    with pytest.raises(Exception, match="file_not_opened"):
        vault.take(source, source.name, stamp)
    assert files_of(tmp_path) == []


def test_a_file_that_is_no_longer_what_was_read_is_not_kept(vault: Vault, source: Path, tmp_path: Path) -> None:
    expected = hash_file(source)
    source.write_bytes(BYTES + b"!")
    with pytest.raises(Exception, match="file_not_opened"):
        vault.take(source, source.name, expected)
    assert files_of(tmp_path) == []


def test_a_batch_is_settled_alone_while_more_is_taken(vault: Vault, source: Path, tmp_path: Path) -> None:
    other = tmp_path / "总结.docx"
    other.write_bytes(BYTES[::-1])
    first = vault.take(source, source.name, hash_file(source))
    batch = vault.batch()
    second = vault.take(other, other.name, hash_file(other))
    batch.settle()
    places = vault.path(first.sha256, source.name), vault.path(second.sha256, other.name)
    assert [place.is_file() for place in places] == [True, False]
    vault.settle()
    assert [place.is_file() for place in places] == [True, True]
    assert list((tmp_path / "vault" / "incoming").iterdir()) == []
