"""Archives that arrive: their members come in as files, and what is hostile or odd in them costs no other its place."""

from __future__ import annotations

import bz2
import errno
import gzip
import io
import lzma
import multiprocessing
import os
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import py7zr
import pytest

from build import NOON
from evidence import wording
from evidence.errors import WorkspaceError
from evidence.extract import unpack
from evidence.model import ArrivalState, Flag
from evidence.progress import Silent
from evidence.store.disk import remove_tree
from evidence.workspace import Accept, Workspace
from tests.evidence.intake.conftest import Files, Take, a_workspace

WORDS = "关于印发食品安全工作方案的通知".encode()


def a_zip(members: Files, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


class _Raw(zipfile.ZipInfo):
    """A member whose name is written as the bytes that it is made of."""

    def __init__(self, name: bytes) -> None:
        super().__init__(name.decode("cp437"))
        self.raw = name

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 — zipfile asks for it
        return self.raw, self.flag_bits & ~0x800


def a_zip_named(names: Iterable[bytes], extra: bytes = b"") -> bytes:
    """Return a zip whose names are bytes of a code that it does not tell, as Windows and older tools write them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            info = _Raw(name)
            info.extra = extra
            archive.writestr(info, b"content of " + name)
    return buffer.getvalue()


def locked(archive: bytes, name: str) -> bytes:
    """Return a zip in which a member has a password."""
    data, raw = bytearray(archive), name.encode()
    data[data.index(raw) - 30 + 6] |= 1
    data[data.rindex(raw) - 46 + 8] |= 1
    return bytes(data)


def a_7z(members: Files, password: str | None = None, *, names_too: bool = False) -> bytes:
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(buffer, "w", password=password, header_encryption=names_too) as archive:
        for name, data in members.items():
            archive.writestr(data, name)
    return buffer.getvalue()


def a_tar(members: Files) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "archive"),
    [
        ("资料.zip", a_zip({"镇/方案.txt": WORDS})),
        ("资料.7z", a_7z({"镇/方案.txt": WORDS})),
        ("资料.tar", a_tar({"镇/方案.txt": WORDS})),
        ("资料.tar.gz", gzip.compress(a_tar({"镇/方案.txt": WORDS}))),
        ("资料.tgz", gzip.compress(a_tar({"镇/方案.txt": WORDS}))),
        ("资料.tar.bz2", bz2.compress(a_tar({"镇/方案.txt": WORDS}))),
        ("资料.tar.xz", lzma.compress(a_tar({"镇/方案.txt": WORDS}))),
        ("资料.rar", a_zip({"镇/方案.txt": WORDS})),
        ("资料", a_7z({"镇/方案.txt": WORDS})),
    ],
)
def test_what_is_in_an_archive_of_any_kind_comes_in(name: str, archive: bytes, take: Take) -> None:
    arrived = take({name: archive})
    assert arrived.told() == {name: "opened", f"{name}!/镇/方案.txt": "new"}
    assert arrived.says(name, "archive_opened", count=1)
    assert arrived.kept() == {WORDS}


def test_a_file_packed_alone_has_the_name_of_its_archive(take: Take) -> None:
    arrived = take({"方案.txt.gz": gzip.compress(WORDS)})
    assert arrived.told() == {"方案.txt.gz": "opened", "方案.txt.gz!/方案.txt": "new"}


def test_archives_in_archives_are_opened_in_their_place(take: Take) -> None:
    inner = a_zip({"丙.txt": b"third"})
    arrived = take(
        {"收/包.zip": a_zip({"甲.txt": b"first", "里/乙.zip": inner, "丁.txt": b"fourth"}), "收/后.txt": b"last"}
    )
    assert arrived.told() == {
        "收/包.zip": "opened",
        "收/包.zip!/甲.txt": "new",
        "收/包.zip!/里/乙.zip": "opened",
        "收/包.zip!/里/乙.zip!/丙.txt": "new",
        "收/包.zip!/丁.txt": "new",
        "收/后.txt": "new",
    }
    assert list(arrived.told()) == [str(file.source) for file in arrived.taken.files]


def test_office_files_are_no_archives(take: Take) -> None:
    office = a_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"})
    late = a_zip({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<Types/>"})
    arrived = take({"方案.docx": office, "包.zip": a_zip({"通知.docx": late, "文.ofd": a_zip({"OFD.xml": b"<x/>"})})})
    assert not [source for source in arrived.told() if "docx!" in source or "ofd!" in source]
    assert len(arrived.told()) == 4


def test_junk_in_an_archive_is_junk(take: Take) -> None:
    arrived = take(
        {"包.zip": a_zip({"Thumbs.db": b"x", "__MACOSX/._方案.txt": b"x", "__MACOSX/方案.txt": b"x", "空.txt": b""})}
    )
    assert arrived.told().pop("包.zip") == "opened"
    assert sorted(arrived.told().values()) == ["junk"] * 4 + ["opened"]


@pytest.mark.parametrize("coding", ["gbk", "utf-8"])
def test_names_without_a_code_are_read_alike_in_one_archive(coding: str, take: Take) -> None:
    names = ["白沙镇/三小排查登记表.txt", "白沙镇/食品安全工作情况.txt"]
    arrived = take({"包.zip": a_zip_named(name.encode(coding) for name in names)})
    assert list(arrived.told()) == ["包.zip", *(f"包.zip!/{name}" for name in names)]


def test_a_name_in_the_field_of_info_zip_counts(take: Take) -> None:
    raw, name = b"_.txt", "检查记录.txt".encode()
    field = struct.pack("<BL", 1, zlib.crc32(raw)) + name
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    assert "包.zip!/检查记录.txt" in take({"包.zip": a_zip_named([raw], extra)}).told()


def test_the_archive_and_its_folders_tell_the_unit_and_the_item(take: Take) -> None:
    arrived = take({"白沙镇资料.zip": a_zip({"11-39 宣传/记录.txt": WORDS})})
    made = arrived.of("白沙镇资料.zip!/11-39 宣传/记录.txt").made
    assert made is not None
    assert made.piece.facts.unit == "白沙镇"
    codes = {item.id: item.code for item in arrived.snapshot.criteria}
    assert codes[made.suggestions[0].criterion] == "11-39"


def test_a_copy_in_an_archive_is_a_duplicate(take: Take) -> None:
    arrived = take({"方案.txt": WORDS, "包.zip": a_zip({"方案 - 副本.txt": WORDS})})
    assert arrived.told() == {"方案.txt": "new", "包.zip": "opened", "包.zip!/方案 - 副本.txt": "duplicate"}


def test_a_secret_file_in_an_archive_is_refused_and_not_kept(take: Take) -> None:
    arrived = take({"包.zip": a_zip({"密.txt": "机密★1年\n关于某事的通知".encode(), "方案.txt": WORDS})})
    assert arrived.told()["包.zip!/密.txt"] == "refused"
    assert arrived.kept() == {WORDS}


@pytest.mark.parametrize("name", ["../../外面.txt", "/etc/外面.txt", "C:\\外面.txt", "..\\..\\外面.txt"])
def test_a_name_that_leads_outside_is_only_a_name(name: str, take: Take) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = name
        archive.writestr(info, WORDS)
    arrived = take({"包.zip": buffer.getvalue(), "包.tar": a_tar({name: b"other"})})
    assert sorted(arrived.told().values()) == ["new", "new", "opened", "opened"]
    assert all(source.startswith("包.") for source in arrived.told())
    assert arrived.kept() == {WORDS, b"other"}
    outside = wording.remark("member_outside")
    said = [file.message == outside for file in arrived.taken.files if file.state is ArrivalState.NEW]
    assert said == [".." in name, ".." in name]


def test_links_in_archives_are_not_followed(take: Take) -> None:
    buffer, packed = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("链接.txt")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, kind in (("软.txt", tarfile.SYMTYPE), ("硬.txt", tarfile.LNKTYPE), ("管道", tarfile.FIFOTYPE)):
            link = tarfile.TarInfo(name)
            link.type, link.linkname = kind, "/etc/passwd"
            tar.addfile(link)
    arrived = take({"包.zip": buffer.getvalue(), "包.tar": packed.getvalue()})
    assert arrived.says("包.zip!/链接.txt", "symlink")
    assert arrived.says("包.tar!/软.txt", "symlink")
    assert arrived.says("包.tar!/硬.txt", "symlink")
    assert arrived.says("包.tar!/管道", "member_device")
    assert not arrived.kept()


def test_a_member_with_a_password_waits_for_it_and_the_others_come_in(take: Take) -> None:
    archive = locked(a_zip({"1-1 方案.txt": b"secret", "通知.txt": WORDS}), "1-1 方案.txt")
    arrived = take({"包.zip": archive})
    member = arrived.of("包.zip!/1-1 方案.txt")
    assert (member.state, member.flags) == (ArrivalState.NEW, {Flag.ENCRYPTED})
    assert member.message == wording.remark("member_locked")
    assert arrived.of("包.zip!/通知.txt").state is ArrivalState.NEW
    assert member.made is not None
    assert member.made.original.name == "1-1 方案.txt.zip"
    assert member.made.piece.facts.title == "方案"


def test_what_is_kept_of_a_member_with_a_password_is_an_archive_that_the_password_opens(take: Take) -> None:
    archive = locked(a_zip({"方案.txt": WORDS * 9}), "方案.txt")
    (kept,) = take({"包.zip": archive}).kept()
    with zipfile.ZipFile(io.BytesIO(kept)) as alone:
        (info,) = alone.infolist()
        assert info.flag_bits & 1
    with zipfile.ZipFile(io.BytesIO(archive)) as before:
        (was,) = before.infolist()
    assert (info.filename, info.CRC, info.file_size, info.compress_size) == (
        was.filename,
        was.CRC,
        was.file_size,
        was.compress_size,
    )
    packed = slice(30 + len("方案.txt".encode()), 30 + len("方案.txt".encode()) + was.compress_size)
    assert kept[packed] == archive[packed]


def test_a_7z_with_a_password_is_kept_whole_and_its_names_are_told(take: Take) -> None:
    archive = a_7z({"方案.txt": WORDS, "通知.txt": b"x"}, "1234")
    arrived = take({"包.7z": archive})
    assert arrived.says("包.7z", "archive_locked")
    assert arrived.kept() == {archive}
    for name in ("包.7z", "包.7z!/方案.txt", "包.7z!/通知.txt"):
        assert (arrived.of(name).state, arrived.of(name).flags) == (ArrivalState.NEW, {Flag.ENCRYPTED})


def test_a_7z_that_hides_its_names_is_kept_whole(take: Take) -> None:
    archive = a_7z({"方案.txt": WORDS}, "1234", names_too=True)
    arrived = take({"外.zip": a_zip({"包.7z": archive})})
    assert arrived.told() == {"外.zip": "opened", "外.zip!/包.7z": "new"}
    assert arrived.says("外.zip!/包.7z", "archive_locked")
    assert arrived.kept() == {archive}


def test_what_is_whole_of_an_archive_that_was_cut_short_comes_in(take: Take) -> None:
    parts = {"甲.txt": os.urandom(3000), "乙.txt": os.urandom(3000), "丙.txt": os.urandom(3000)}
    arrived = take({"包.zip": a_zip(parts)[:7500]})
    assert arrived.told() == {
        "包.zip": "unreadable",
        "包.zip!/甲.txt": "new",
        "包.zip!/乙.txt": "new",
        "包.zip!/丙.txt": "unreadable",
    }
    assert arrived.of("包.zip").flags == arrived.of("包.zip!/丙.txt").flags == {Flag.TRUNCATED}
    assert arrived.kept() == {parts["甲.txt"], parts["乙.txt"]}


def test_a_cut_archive_whose_sizes_stand_behind_its_members(take: Take) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    buffer = Pipe()
    parts = {"甲.txt": WORDS * 50, "乙.txt": os.urandom(3000)}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    arrived = take({"包.zip": buffer.getvalue()[:2000]})
    assert arrived.told() == {"包.zip": "unreadable", "包.zip!/甲.txt": "new", "包.zip!/乙.txt": "unreadable"}


def test_a_damaged_member_costs_only_itself(take: Take) -> None:
    archive = bytearray(a_zip({"甲.txt": os.urandom(900), "乙.txt": WORDS}))
    archive[200] ^= 255
    arrived = take({"包.zip": bytes(archive)})
    assert arrived.told() == {"包.zip": "opened", "包.zip!/甲.txt": "unreadable", "包.zip!/乙.txt": "new"}
    assert arrived.says("包.zip!/甲.txt", "member_damaged")


def test_what_came_out_of_a_7z_before_its_damage_comes_in(take: Take) -> None:
    one, two = os.urandom(5000), os.urandom(200_000)
    archive = bytearray(a_7z({"甲.bin": one, "乙.bin": two}))
    archive[150_000] ^= 255
    arrived = take({"包.7z": bytes(archive)})
    assert arrived.told() == {"包.7z": "opened", "包.7z!/甲.bin": "new", "包.7z!/乙.bin": "unreadable"}


@pytest.mark.parametrize("claimed", [3, 1 << 31])
def test_a_size_that_lies_is_not_believed(claimed: int, take: Take) -> None:
    archive = bytearray(a_zip({"大.txt": b"a" * 5000, "乙.txt": WORDS}))
    struct.pack_into("<L", archive, archive.index(b"PK\x01\x02") + 24, claimed)
    struct.pack_into("<L", archive, 22, claimed)
    arrived = take({"包.zip": bytes(archive)})
    assert arrived.of("包.zip!/大.txt").state in (ArrivalState.UNREADABLE, ArrivalState.NEW)
    assert arrived.of("包.zip!/乙.txt").state is ArrivalState.NEW
    assert arrived.kept() <= {b"a" * 5000, WORDS}


def test_a_bomb_is_refused_and_what_lies_beside_it_comes_in(take: Take) -> None:
    bomb = a_zip({"零.txt": bytes(300 << 20)})
    arrived = take({"包.zip": a_zip({"方案.txt": WORDS, "炸弹.zip": bomb, "后.txt": b"after"}), "旁.txt": b"beside"})
    assert arrived.told() == {
        "包.zip": "opened",
        "包.zip!/方案.txt": "new",
        "包.zip!/炸弹.zip": "refused",
        "包.zip!/后.txt": "new",
        "旁.txt": "new",
    }
    assert arrived.says("包.zip!/炸弹.zip", "archive_bomb")


def test_a_bomb_of_archives_in_archives_is_refused_soon(take: Take) -> None:
    archive = a_zip({f"{number}.txt": bytes(64 << 20) for number in range(4)})
    for _ in range(3):
        archive = a_zip({f"{number}.zip": archive for number in range(4)})
    arrived = take({"42.zip": a_zip({"0.txt": b"bait", "1.zip": archive}), "方案.txt": WORDS})
    assert arrived.told() == {"42.zip": "refused", "方案.txt": "new"}
    assert arrived.says("42.zip", "archive_bomb")
    assert arrived.kept() == {WORDS}


def seven_zipped(data: bytes) -> bytes:
    return a_7z({"零": data})


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, seven_zipped])
def test_bombs_of_other_kinds_are_refused(pack: Callable[[bytes], bytes], take: Take) -> None:
    arrived = take({"炸弹": pack(bytes(270 << 20))})
    assert arrived.told() == {"炸弹": "refused"}
    assert arrived.says("炸弹", "archive_bomb")


def test_archives_in_each_other_without_end_are_opened_five_deep(take: Take) -> None:
    archive = a_zip({"方案.txt": WORDS})
    for _ in range(7):
        archive = a_zip({"包.zip": archive})
    arrived = take({"包.zip": archive})
    assert arrived.told()["包.zip" + "!/包.zip" * 5] == "refused"
    assert arrived.says("包.zip" + "!/包.zip" * 5, "archive_too_deep", most=unpack.MOST_DEEP)


def test_two_hundred_thousand_entries_are_refused(take: Take) -> None:
    count = 200_000
    local = b"".join(struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a" for _ in range(1))
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    central = entry * count
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(central), len(local))
    find64 = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(local) + len(central), 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    arrived = take({"包.zip": local + central + end64 + find64 + end, "方案.txt": WORDS})
    assert arrived.told() == {"包.zip": "refused", "方案.txt": "new"}
    assert arrived.says("包.zip", "archive_too_many", most=unpack.MOST_MEMBERS)


def last_volume(archive: bytes) -> bytes:
    """Return a zip that says it ends on the second disk."""
    return archive[:-18] + struct.pack("<2H", 1, 1) + archive[-14:]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("资料.rar", b"Rar!\x1a\x07\x01\x00" + bytes(60), "archive_rar"),
        ("资料.zip", b"Rar!\x1a\x07\x01\x00" + bytes(60), "archive_rar"),
        ("资料.part1.rar", b"Rar!\x1a\x07\x01\x00" + bytes(60), "archive_volume"),
        ("资料.7z.001", a_7z({"方案.txt": WORDS})[:60], "archive_volume"),
        ("资料.7z.002", os.urandom(60), "archive_volume"),
        (
            "资料.zip",
            a_zip({"方案.txt": WORDS})[:-18] + b"\x01\0\x01\0" + a_zip({"方案.txt": WORDS})[-14:],
            "archive_volume",
        ),
        ("资料.z01", b"PK\x07\x08" + a_zip({"方案.txt": WORDS}), "archive_volume"),
    ],
)
def test_what_cannot_be_opened_here_is_refused_with_what_to_do(name: str, data: bytes, code: str, take: Take) -> None:
    arrived = take({name: data})
    assert arrived.told() == {name: "refused"}
    assert arrived.says(name, code)


@pytest.mark.parametrize(
    "data", [b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(60), b"\x1f\x8b" + os.urandom(60), b"PK\x03\x04" + bytes(60)]
)
def test_what_only_begins_like_an_archive_is_told(data: bytes, take: Take) -> None:
    arrived = take({"坏.zip": data, "方案.txt": WORDS})
    assert arrived.of("坏.zip").state is ArrivalState.UNREADABLE
    assert arrived.of("方案.txt").state is ArrivalState.NEW


class Impatient:
    """A report whose user stops the work at a task's n-th step."""

    def __init__(self, task: str, step: int) -> None:
        self.left = {task: step}
        self.seen: set[str] = set()

    def advanced(self, task: str, done: int, total: int) -> None:
        assert done <= total
        self.seen.add(task)
        if task in self.left:
            self.left[task] -= 1

    def cancelled(self) -> bool:
        return any(left <= 0 for left in self.left.values())


def test_stopping_while_an_archive_is_opened_leaves_nothing_and_the_next_time_takes_all(tmp_path: Path) -> None:
    (tmp_path / "包.zip").write_bytes(a_zip({f"{number}.txt": b"%d" % number for number in range(50)}))
    with Workspace(a_workspace(tmp_path / "项目"), "王敏", lambda: NOON, write=True) as workspace:
        stopped = workspace.add([tmp_path / "包.zip"], Accept.NONE, Impatient("unpacking", 1))
        assert (stopped.stopped, stopped.files) == (True, ())
        assert not list((workspace.path / "vault" / "incoming").iterdir())
        assert len(workspace.add([tmp_path / "包.zip"], Accept.NONE, Silent()).files) == 51


def test_stopping_while_members_are_read_keeps_those_that_were(tmp_path: Path) -> None:
    (tmp_path / "包.zip").write_bytes(a_zip({f"{number}.txt": b"%d" % number for number in range(50)}))
    with Workspace(a_workspace(tmp_path / "项目"), "王敏", lambda: NOON, write=True) as workspace:
        stopped = workspace.add([tmp_path / "包.zip"], Accept.NONE, Impatient("reading", 20))
        assert stopped.stopped
        assert 10 < len(stopped.files) < 30
        assert not list((workspace.path / "vault" / "incoming").iterdir())
        again = workspace.add([tmp_path / "包.zip"], Accept.NONE, Silent())
        assert len(workspace.snapshot().pieces) == 50
        assert again.counts[ArrivalState.DUPLICATE] == sum(file.made is not None for file in stopped.files)


def test_whoever_reads_what_was_unpacked_has_ended_before_it_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers: list[int] = []

    def removed(folder: Path) -> None:
        readers.append(sum(process.name == "beijian-reader" for process in multiprocessing.active_children()))
        remove_tree(folder)

    (tmp_path / "包.zip").write_bytes(a_zip({f"{number}.txt": b"%d" % number for number in range(50)}))
    with Workspace(a_workspace(tmp_path / "项目"), "王敏", lambda: NOON, write=True) as workspace:
        monkeypatch.setattr("evidence.store.vault.remove_tree", removed)
        assert workspace.add([tmp_path / "包.zip"], Accept.NONE, Impatient("reading", 20)).stopped
    assert readers
    assert not any(readers)


def test_a_disk_without_room_is_told_and_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence.intake.archives.unpack_all", full_disk)
    (tmp_path / "包.zip").write_bytes(a_zip({"方案.txt": WORDS}))
    with Workspace(a_workspace(tmp_path / "项目"), "王敏", lambda: NOON, write=True) as workspace:
        with pytest.raises(WorkspaceError) as refused:
            workspace.add([tmp_path / "包.zip"], Accept.NONE, Silent())
        assert refused.value.code == "disk_full"
        assert not list((workspace.path / "vault" / "incoming").iterdir())


def full_disk(*_: object) -> Iterator[object]:
    raise OSError(errno.ENOSPC, "no space", "incoming")
    yield
