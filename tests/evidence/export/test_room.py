"""An export is told to have no room before a byte of it is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from build import NOON, a_piece, a_slot, a_snapshot, an_item, an_original, filed
from evidence import wording
from evidence.errors import ExportError
from evidence.export.exchange import bytes_of_earlier, left_behind, staging
from evidence.export.room import Need, Room, check_room, needed, room_at
from evidence.model import Edition
from evidence.snapshot import Snapshot
from evidence.store import disk
from evidence.wording.room import size

GB = 1 << 30
OUT = Path("/media/优盘/送审")


@pytest.fixture
def snapshot() -> Snapshot:
    """A scan of 3 MB and a film of 5 GB, filed."""
    scan = replace(an_original("扫描.pdf", "application/pdf"), size_bytes=3 << 20, pages=40)
    film = replace(an_original("宣传片.mp4", "video/mp4"), size_bytes=5 * GB)
    item = an_item("1-1", a_slot())
    pieces = [a_piece("方案", originals=[scan]), a_piece("宣传片", originals=[film], arrived=2)]
    filings = [filed(piece, item, position=at) for at, piece in enumerate(pieces, 1)]
    return a_snapshot([item], pieces, filings, originals=[scan, film])


def test_small_photographs_take_little_in_documents(snapshot: Snapshot) -> None:
    (scan, *_) = snapshot.originals.values()
    small = replace(scan, media_type="image/jpeg", pages=1, size_bytes=9_000)
    photographed = replace(snapshot, originals={**snapshot.originals, scan.id: small})
    assert needed(photographed, [Edition.INTERNAL]).size_bytes == (1 << 20) + 9_000


def refused(need: Need, room: Room) -> str:
    with pytest.raises(ExportError) as error:
        check_room(need, room, OUT)
    return wording.sentence(error.value)


def test_the_package_takes_what_its_files_take_and_documents_their_pictures(snapshot: Snapshot) -> None:
    internal, submission = (needed(snapshot, [edition]) for edition in Edition)
    assert 3 << 20 < internal.size_bytes < 30 << 20
    assert internal.largest is None
    assert submission.size_bytes == internal.size_bytes + 5 * GB + (3 << 20)
    assert submission.largest is not None
    assert submission.largest.name == "宣传片.mp4"
    assert needed(snapshot, tuple(Edition)).size_bytes > submission.size_bytes


def test_a_full_disk_is_told_with_what_is_needed_and_what_is_there() -> None:
    said = refused(Need(3 * GB, None), Room(300 << 20))
    assert said.startswith("/media/优盘/送审 所在的盘放不下：约需 3.0 GB，只剩 300 MB。什么也没有写。")
    check_room(Need(3 * GB, None), Room(3 * GB), OUT)


def test_where_the_earlier_export_is_in_the_way_that_is_told() -> None:
    said = refused(Need(3 * GB, None), Room(2 * GB, 2 * GB))
    assert "上次导出的内容占 2.0 GB，要等这次做完才换下；请先把它移走" in said


def test_a_file_that_fat_does_not_take_is_named(snapshot: Snapshot) -> None:
    said = refused(needed(snapshot, [Edition.SUBMISSION]), Room(60 * GB, 0, 4 * GB - 1))
    assert "FAT32" in said
    assert "“宣传片.mp4”有 5.0 GB" in said
    check_room(needed(snapshot, [Edition.INTERNAL]), Room(60 * GB, 0, 4 * GB - 1), OUT)


def test_what_an_interrupted_export_left_counts_as_free(tmp_path: Path) -> None:
    with staging(tmp_path, "李敏", NOON) as work:
        (work.made / "送审版").mkdir()
        (work.made / "送审版" / "汇编.docx").write_bytes(b"x" * 1000)
        assert left_behind(tmp_path).size_bytes == 1000
        work.put_in_place(NOON)
    assert left_behind(tmp_path).size_bytes == 0
    assert bytes_of_earlier(tmp_path) == 1000
    shutil.rmtree(tmp_path / "送审版")
    assert bytes_of_earlier(tmp_path) == 0


def test_a_folder_that_is_not_there_yet_has_the_room_of_the_one_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    usual = shutil.disk_usage(tmp_path)

    def usage(path: Path) -> object:
        asked.append(path)
        return usual._replace(free=GB)

    monkeypatch.setattr(disk.shutil, "disk_usage", usage)
    assert room_at(tmp_path / "送审" / "今晚").free_bytes == GB
    assert asked == [tmp_path]


@pytest.mark.parametrize(
    ("size_bytes", "said"), [(5 * GB + GB // 4, "5.2 GB"), (350 << 20, "350 MB"), (2048, "2.0 KB"), (7, "7 字节")]
)
def test_sizes_are_said_as_people_read_them(size_bytes: int, said: str) -> None:
    assert size(size_bytes) == said
