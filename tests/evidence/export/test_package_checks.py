"""99 校验 and 核对电子版: what the last folder says, what checking finds, and what it takes for no fault."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pages.exported import export
from pages.invented import Shelf

from build import a_piece, a_snapshot, an_item, filed
from evidence import wording
from evidence.errors import CancelledError, ExportError
from evidence.export.package_checks import write_checks
from evidence.export.verifying import Verified, verify_package
from evidence.progress import Silent
from evidence.wording import packing

MANIFEST, SEAL = "99 校验/校验清单.txt", "99 校验/清单校验码.txt"
BOM = b"\xef\xbb\xbf"


@pytest.fixture(scope="module")
def whole(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An exported package of four papers."""
    out = tmp_path_factory.mktemp("whole")
    make(shelf, out)
    return out / "电子版资料"


@pytest.fixture
def out(whole: Path, tmp_path: Path) -> Path:
    """A copy of it that may be harmed."""
    return Path(shutil.copytree(whole, tmp_path / "电子版资料"))


def make(shelf: Shelf, out: Path) -> None:
    item = an_item("11-39")
    originals = (*shelf.others[:3], shelf.pictures[0])
    pieces = [a_piece(f"第{at}件", originals=[o], arrived=at) for at, o in enumerate(originals)]
    filings = [filed(piece, item) for piece in pieces]
    export(a_snapshot([item], pieces, filings, originals=originals), out, shelf.path_of)


def evidence(package: Path) -> list[Path]:
    return sorted(path for path in (package / "11-39").rglob("*") if path.is_file())


def text(package: Path, name: str) -> str:
    return (package / "99 校验" / name).read_text("utf-8-sig")


# What lies there


def test_the_root_begins_with_the_directory_and_ends_with_the_checks(whole: Path) -> None:
    assert sorted(path.name for path in whole.iterdir()) == ["00 总目录", "11-39", "99 校验"]


def test_the_manifest_lists_each_other_file_with_its_hash_in_order_of_path(whole: Path) -> None:
    files = {path.relative_to(whole).as_posix(): path for path in whole.rglob("*") if path.is_file()}
    expected = [
        f"{sha256(path.read_bytes()).hexdigest()}  {place}"
        for place, path in sorted(files.items())
        if place not in (MANIFEST, SEAL)
    ]
    assert text(whole, "校验清单.txt").splitlines() == [packing.MANIFEST_HEAD, *expected]


def test_the_hash_of_the_manifest_stands_beside_it(whole: Path) -> None:
    digest = sha256((whole / MANIFEST).read_bytes()).hexdigest()
    assert text(whole, "清单校验码.txt") == f"{digest}  校验清单.txt\n"


@pytest.mark.parametrize("name", ["校验清单.txt", "清单校验码.txt", "资料说明.txt", "怎样核对.txt"])
def test_the_notepad_of_windows_7_shows_every_text(name: str, whole: Path) -> None:
    data = (whole / "99 校验" / name).read_bytes()
    assert data.startswith(BOM)
    assert data.count(b"\n") == data.count(b"\r\n") > 0
    data.decode("utf-8-sig").encode("gb18030").decode("gb18030")


def test_the_page_on_checking_is_one_page_and_starts_no_script(whole: Path) -> None:
    said = text(whole, "怎样核对.txt")
    assert len(said.splitlines()) < 40
    assert max(map(len, said.splitlines())) <= 72
    assert 'certutil -hashfile "文件名" SHA256' in said
    assert 'Get-FileHash -LiteralPath "文件名"' in said
    assert not list(whole.rglob("*.bat")) + list(whole.rglob("*.ps1")) + list(whole.rglob("*.cmd"))


def test_the_page_on_checking_is_encoded_as_any_office_pc_reads_it(whole: Path) -> None:
    text(whole, "怎样核对.txt").encode("gbk")


def test_what_the_package_is_stands_in_chinese(whole: Path) -> None:
    files = evidence(whole)
    said = text(whole, "资料说明.txt")
    assert f"佐证材料文件：{len(files)}个，共{sum(path.stat().st_size for path in files)}字节" in said
    heads = re.findall(r"^(\w+)：", said, re.MULTILINE)
    assert heads == ["资料名称", "编制单位", "编制日期", "依据", "编制程序", "佐证材料文件"]


def test_the_list_of_names_tells_what_each_file_was_called(whole: Path, shelf: Shelf) -> None:
    (sheet,) = load_workbook(whole / "99 校验" / "改名对照表.xlsx").worksheets
    found = [row[1:5] for row in sheet.iter_rows(values_only=True) if row[0] == "11-39"]
    originals = (*shelf.others[:3], shelf.pictures[0])
    places = [path.relative_to(whole).as_posix() for path in evidence(whole)]
    assert found == [
        (f"11-39-00{at + 1}", f"第{at}件", original.name, place)
        for at, (original, place) in enumerate(zip(originals, places, strict=True))
    ]


def test_a_second_export_makes_the_same_package(shelf: Shelf, tmp_path: Path) -> None:
    def all_bytes() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in (tmp_path / "电子版资料").rglob("*") if path.is_file()}

    make(shelf, tmp_path)
    before = all_bytes()
    make(shelf, tmp_path)
    assert all_bytes() == before


# What checking finds


def test_a_fresh_package_is_sound(whole: Path) -> None:
    assert verify_package(whole, Silent()) == Verified(8, ())


def lose(package: Path) -> None:
    evidence(package)[0].unlink()


def change(package: Path) -> None:
    evidence(package)[0].write_bytes(b"another")


def add(package: Path) -> None:
    (package / "11-39" / "多出.txt").write_bytes(b"")


def shorten_the_manifest(package: Path) -> None:
    lines = (package / MANIFEST).read_bytes().splitlines(keepends=True)
    (package / MANIFEST).write_bytes(b"".join(line for line in lines if b"11-39-001" not in line))


def drop_the_seal(package: Path) -> None:
    (package / SEAL).unlink()


def spoil_the_seal(package: Path) -> None:
    (package / SEAL).write_bytes(b"\xff")


def change_the_directory(package: Path) -> None:
    (package / "00 总目录" / "总目录.docx").write_bytes(b"x")


@pytest.mark.parametrize(
    ("harm", "codes"),
    [
        (lose, {"verify_missing"}),
        (change, {"verify_changed"}),
        (add, {"verify_extra"}),
        (shorten_the_manifest, {"verify_unlisted", "verify_extra"}),
        (drop_the_seal, {"verify_unlisted"}),
        (spoil_the_seal, {"verify_unlisted"}),
        (change_the_directory, {"verify_changed"}),
    ],
)
def test_harm_to_a_package_is_found(harm: Callable[[Path], None], codes: set[str], out: Path) -> None:
    harm(out)
    assert {fault.code for fault in verify_package(out, Silent()).faults} == codes


def test_every_fault_is_worded() -> None:
    for code in ("verify_missing", "verify_changed", "verify_extra", "verify_unlisted", "verify_unreadable"):
        assert packing.fault(code, "甲.pdf").endswith("：甲.pdf")


@pytest.mark.parametrize(
    "place",
    [
        "Thumbs.db",
        "11-39/Thumbs.db",
        "11-39/desktop.ini",
        "System Volume Information/IndexerVolumeGuid",
        "$RECYCLE.BIN/a.docx",
        "00 总目录/~$总目录.docx",
        "00 总目录/.~总目录.docx",
        "11-39/.~lock.a.docx#",
        ".DS_Store",
    ],
)
def test_what_windows_and_office_programs_leave_is_no_fault(place: str, out: Path) -> None:
    (out / place).parent.mkdir(exist_ok=True)
    (out / place).write_bytes(b"x")
    found = verify_package(out, Silent())
    assert (found.faults, len(found.beside)) == ((), 1)
    assert "不算差错" in packing.beside(found.beside)


def test_a_file_that_cannot_be_read_is_told(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt = evidence(out)[0]
    unspoilt = Path.open

    def read(path: Path, mode: str) -> object:
        if path == spoilt:
            raise PermissionError
        return unspoilt(path, mode)

    monkeypatch.setattr(Path, "open", read)
    faults = verify_package(out, Silent()).faults
    assert [fault.code for fault in faults] == ["verify_unreadable"]


class PulledOut(Silent):
    """A stick that is pulled out while the second file is looked at."""

    def __init__(self, package: Path) -> None:
        self._package = package

    def advanced(self, task: str, done: int, total: int) -> None:
        """Pull it out."""
        if (task, done) == ("verifying", 1) and total:
            shutil.rmtree(self._package)


def test_a_stick_that_is_pulled_out_is_told_and_no_file_is_called_missing(out: Path) -> None:
    with pytest.raises(ExportError) as caught:
        verify_package(out, PulledOut(out))
    assert caught.value.code == "package_gone"
    assert "U 盘" in wording.sentence(caught.value)


def test_a_system_that_fails_to_read_a_stick_that_is_gone_ends_in_a_sentence(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing(Silent):
        def advanced(self, task: str, done: int, total: int) -> None:
            """Let the system fail from the third file on, as Linux does where a device is gone."""
            if (task, done) == ("verifying", 2) and total:
                monkeypatch.setattr(Path, "open", fail)

    def fail(path: Path, _: str) -> object:
        raise OSError(5, "Input/output error", str(path))

    with pytest.raises(ExportError) as caught:
        verify_package(out, Failing())
    assert (caught.value.code, caught.value.params["done"]) == ("package_gone", 2)


@pytest.mark.parametrize(
    "place",
    [
        "../电子版资料/99 校验/校验清单.txt",
        "11-39/../../别处.txt",
        "11-39/.. /a.txt",
        "/etc/hostname",
        "11-39//a.txt",
        "11-39/./a.txt",
        "11-39\\..\\a.txt",
        "C:/Windows/win.ini",
        "11-39/C:a.txt",
        "//server/share/a.txt",
    ],
)
def test_a_manifest_that_points_out_of_the_package_is_not_followed(
    place: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    unwatched = Path.open

    def watch(path: Path, mode: str) -> object:
        opened.append(path)
        return unwatched(path, mode)

    (out / MANIFEST).write_text(f"{packing.MANIFEST_HEAD}\n{'0' * 64}  {place}\n", "utf-8")
    monkeypatch.setattr(Path, "open", watch)
    faults = verify_package(out, Silent()).faults
    assert place in [fault.path for fault in faults if fault.code == "verify_unlisted"]
    assert {path.name for path in opened} == {"校验清单.txt", "清单校验码.txt"}


@pytest.mark.parametrize("made", [False, True])
def test_what_is_no_package_is_refused_with_a_sentence(made: bool, tmp_path: Path) -> None:
    folder = tmp_path / "资料"
    if made:
        folder.mkdir()
    with pytest.raises(ExportError) as caught:
        verify_package(folder, Silent())
    assert str(folder) in wording.sentence(caught.value)


@pytest.mark.parametrize("data", [b"\xff\xfe not text", b"head\nonly-one-word\n", b""])
def test_a_manifest_that_cannot_be_read_is_told(data: bytes, out: Path) -> None:
    (out / MANIFEST).write_bytes(data)
    with pytest.raises(ExportError) as caught:
        verify_package(out, Silent())
    assert caught.value.code == "package_damaged"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300))
def test_a_manifest_of_any_bytes_is_refused_or_found_changed(data: bytes, tmp_path: Path) -> None:
    root = tmp_path / "包"
    root.mkdir(exist_ok=True)
    write_checks(root, {}, {}, 0)
    (root / MANIFEST).write_bytes(data)
    with pytest.raises((ExportError, AssertionError)):
        assert verify_package(root, Silent()) == Verified(2, ())


def test_checking_can_be_stopped(whole: Path) -> None:
    class Stopped(Silent):
        def cancelled(self) -> bool:
            """Ask to stop at once."""
            return True

    with pytest.raises(CancelledError):
        verify_package(whole, Stopped())
