"""What stands in the way of an export is told at once, before a byte of it is written."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from msgspec.structs import replace

from build import a_piece, a_slot, a_snapshot, an_item, an_original, filed
from evidence import wording
from evidence.errors import ExportError
from evidence.export import target as targets
from evidence.export.room import Room
from evidence.export.target import Target, check_target
from evidence.intake.own_output import is_export
from evidence.model import Edition
from evidence.snapshot import Snapshot

GB = 1 << 30
BOTH = tuple(Edition)
PLACE = PurePosixPath("电子版资料/data/11-39/11-39-001_通知.docx")


@pytest.fixture
def snapshot() -> Snapshot:
    """Three films of 2 GB each."""
    films = [replace(an_original(f"片{at}.mp4", "video/mp4"), size_bytes=2 * GB) for at in range(3)]
    item = an_item("1-1", a_slot())
    pieces = [a_piece(f"片{at}", originals=[film], arrived=at) for at, film in enumerate(films, 1)]
    return a_snapshot(
        [item], pieces, [filed(piece, item, position=at) for at, piece in enumerate(pieces, 1)], originals=films
    )


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch) -> Callable[[Room], None]:
    """Give the disk so much room; at first more than enough."""

    def have(found: Room) -> None:
        def at(_: Path) -> Room:
            return found

        monkeypatch.setattr(targets, "room_at", at)

    have(Room(900 * GB))
    return have


def refused(target: Target, snapshot: Snapshot, *, zipped: bool = False) -> str:
    with pytest.raises(ExportError) as caught:
        check_target(target, snapshot, BOTH, [PLACE], zipped=zipped)
    return wording.sentence(caught.value)


def test_a_folder_that_can_take_it_is_left_as_it_is(snapshot: Snapshot, tmp_path: Path) -> None:
    check_target(Target(tmp_path / "新" / "送审"), snapshot, BOTH, [PLACE])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("inside", [".", "vault", "backups", "送审"])
def test_the_projects_own_folder_is_refused(inside: str, snapshot: Snapshot, tmp_path: Path) -> None:
    said = refused(Target(tmp_path / inside, project=tmp_path), snapshot)
    assert "在迎检项目自己的文件夹里" in said
    assert str(tmp_path / "exports") in said


def test_the_projects_folder_for_exports_is_taken(snapshot: Snapshot, tmp_path: Path) -> None:
    check_target(Target(tmp_path / "exports" / "今晚", project=tmp_path), snapshot, BOTH, [PLACE])


def test_the_watched_folder_is_refused(snapshot: Snapshot, tmp_path: Path) -> None:
    assert "在收件夹里" in refused(Target(tmp_path / "送审", inbox=tmp_path), snapshot)


def test_a_folder_in_which_originals_lie_is_refused(snapshot: Snapshot, tmp_path: Path) -> None:
    known = replace(an_original("通知.docx"), size_bytes=3)
    (tmp_path / "通知.docx").write_bytes(b"abc")
    with_it = replace(snapshot, originals={**snapshot.originals, known.id: known})
    assert "原始材料（如“通知.docx”）" in refused(Target(tmp_path), with_it)


def test_a_file_of_the_same_name_and_another_size_is_no_original(snapshot: Snapshot, tmp_path: Path) -> None:
    known = replace(an_original("通知.docx"), size_bytes=3)
    (tmp_path / "通知.docx").write_bytes(b"abcd")
    with_it = replace(snapshot, originals={**snapshot.originals, known.id: known})
    check_target(Target(tmp_path), with_it, BOTH, [PLACE])


def test_a_write_protected_stick_is_told(snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def touch(_: Path) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "touch", touch)
    assert "写保护" in refused(Target(tmp_path), snapshot)


def test_where_folders_may_be_made_and_no_files_a_new_folder_is_taken(
    snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.touch

    def touch(path: Path) -> None:
        if path.parent == tmp_path:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        real(path)

    monkeypatch.setattr(Path, "touch", touch)
    check_target(Target(tmp_path / "新"), snapshot, BOTH, [PLACE])
    assert list(tmp_path.iterdir()) == []


def test_what_is_tried_is_not_taken_for_an_export_that_was_broken_off(
    snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def touch(path: Path) -> None:
        tried.append(path.name)
        path.write_bytes(b"")

    monkeypatch.setattr(Path, "touch", touch)
    check_target(Target(tmp_path), snapshot, BOTH, [PLACE])
    assert not any(is_export([name]) for name in tried)
    assert tried


def test_a_disk_that_takes_no_chinese_names_is_told(
    snapshot: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def touch(_: Path) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(Path, "touch", touch)
    assert "不接受中文文件名" in refused(Target(tmp_path), snapshot)


def test_a_folder_that_is_too_deep_for_windows_is_told(snapshot: Snapshot, tmp_path: Path) -> None:
    deep = tmp_path / ("深" * 60) / ("深" * 60) / ("深" * 60)
    said = refused(Target(deep, longest_path=259), snapshot)
    assert "Windows 允许的 259 个字符" in said
    check_target(Target(deep, longest_path=None), snapshot, BOTH, [PLACE])


def test_a_zip_that_fat_does_not_take_is_told_where_each_file_would_fit(
    snapshot: Snapshot, tmp_path: Path, room: Callable[[Room], None]
) -> None:
    room(Room(900 * GB, 0, 4 * GB - 1))
    assert "压缩包约有 6.0 GB" in refused(Target(tmp_path), snapshot, zipped=True)
    check_target(Target(tmp_path), snapshot, BOTH, [PLACE])


def test_a_zip_takes_room_beside_the_files_that_it_is_made_of(
    snapshot: Snapshot, tmp_path: Path, room: Callable[[Room], None]
) -> None:
    room(Room(9 * GB))
    check_target(Target(tmp_path), snapshot, BOTH, [PLACE])
    assert "约需 12.0 GB，只剩 9.0 GB" in refused(Target(tmp_path), snapshot, zipped=True)


def test_all_that_stands_in_the_way_is_told_at_once(
    snapshot: Snapshot, tmp_path: Path, room: Callable[[Room], None]
) -> None:
    room(Room(GB))
    deep = tmp_path / ("深" * 60) / ("深" * 60) / ("深" * 60)
    said = refused(Target(deep, project=tmp_path, longest_path=259), snapshot)
    assert "有 3 处要先解决" in said
    for part in ("（1）", "在迎检项目自己的文件夹里", "（2）", "层级太深", "（3）", "只剩 1.0 GB"):
        assert part in said
    assert list(tmp_path.iterdir()) == []
