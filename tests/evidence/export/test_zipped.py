"""电子版资料 as one zip: the same bytes each time, whole, and read by `verify` without unpacking."""

from __future__ import annotations

import errno
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from pages.exported import VERSION, documents
from pages.invented import Shelf

from app.paths import WORD_TEMPLATE
from build import NOON, a_piece, a_snapshot, an_item, filed
from evidence import wording
from evidence.errors import ExportError
from evidence.export.dossier import Exported, ExportOptions, export_dossier
from evidence.export.opened import hash_at, opened
from evidence.export.package_form import PackageForm
from evidence.export.template import load_template
from evidence.export.verifying import Verified, verify_package
from evidence.model import Edition
from evidence.progress import Silent
from evidence.snapshot import Snapshot

FILES = 4
LISTS = 4  # 总目录, 资料说明, 改名对照表, 怎样核对


@pytest.fixture
def snapshot(shelf: Shelf) -> Snapshot:
    """Four pieces, one of them a picture."""
    item = an_item("11-39")
    originals = (*shelf.others[:3], shelf.pictures[0])
    pieces = [a_piece(f"第{at}件", originals=[one], arrived=at) for at, one in enumerate(originals)]
    return a_snapshot([item], pieces, [filed(piece, item) for piece in pieces], originals=originals)


def export(snapshot: Snapshot, out: Path, shelf: Shelf, form: PackageForm, *, second_name: bool = False) -> Exported:
    template, editions = load_template(WORD_TEMPLATE), (Edition.SUBMISSION,)
    options = ExportOptions(out, template, VERSION, "王敏", editions=editions, form=form, second_name=second_name)
    return export_dossier(snapshot, lambda original: shelf.path_of[original.id], options, Silent())


@pytest.fixture
def zipped(snapshot: Snapshot, shelf: Shelf, tmp_path: Path) -> Path:
    """The zip of an export."""
    package = export(snapshot, tmp_path / "出", shelf, PackageForm.ZIP).package
    assert package is not None
    return package


def test_a_zip_in_the_place_of_the_folder_is_whole(zipped: Path) -> None:
    assert zipped.name == "电子版资料.zip"
    assert not zipped.with_suffix("").exists()
    assert verify_package(zipped, Silent()) == Verified(FILES + LISTS, ())


def test_a_zip_beside_the_folder_holds_the_same(snapshot: Snapshot, shelf: Shelf, tmp_path: Path) -> None:
    folder = export(snapshot, tmp_path, shelf, PackageForm.BOTH).package
    assert folder == tmp_path / "电子版资料"
    with opened(tmp_path / "电子版资料") as one, opened(tmp_path / "电子版资料.zip") as other:
        hashes = [{place: hash_at(package, place, Silent()) for place in package.places()} for package in (one, other)]
    assert hashes[0] == hashes[1]


def links_out(out: Path) -> list[Path]:
    """What the documents of the 送审版 in a folder lead to, outside of themselves."""
    found: list[Path] = []
    for document in documents(out / "送审版"):
        with zipfile.ZipFile(document) as parts:
            told = parts.read("word/_rels/document.xml.rels").decode()
        found += [document.parent / unquote(one) for one in re.findall(r'Target="(\.\./[^"]*)"', told)]
    return found


def test_documents_beside_a_folder_lead_to_its_files(snapshot: Snapshot, shelf: Shelf, tmp_path: Path) -> None:
    export(snapshot, tmp_path, shelf, PackageForm.BOTH)
    assert all(path.is_file() for path in links_out(tmp_path))
    assert len(links_out(tmp_path)) == FILES - 1


def test_documents_beside_a_zip_alone_have_no_links_into_it(snapshot: Snapshot, shelf: Shelf, tmp_path: Path) -> None:
    export(snapshot, tmp_path, shelf, PackageForm.ZIP)
    assert links_out(tmp_path) == []


def test_an_export_beside_one_that_is_open_leads_into_its_own_package(
    snapshot: Snapshot, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(snapshot, tmp_path, shelf, PackageForm.FOLDER)
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path == tmp_path / "送审版":
            raise OSError(errno.EBUSY, "in use", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    made = export(snapshot, tmp_path, shelf, PackageForm.FOLDER, second_name=True)
    assert made.package is not None
    there = links_out(made.package.parent)
    assert len(there) == FILES - 1
    assert all(path.resolve().is_relative_to(made.package) and path.is_file() for path in there)


@pytest.mark.parametrize(
    ("first", "then", "left"),
    [
        (PackageForm.BOTH, PackageForm.FOLDER, {"电子版资料"}),
        (PackageForm.ZIP, PackageForm.FOLDER, {"电子版资料"}),
        (PackageForm.FOLDER, PackageForm.ZIP, {"电子版资料.zip"}),
        (PackageForm.ZIP, PackageForm.BOTH, {"电子版资料", "电子版资料.zip"}),
    ],
)
def test_no_other_form_of_an_earlier_day_stays_beside_a_package(
    first: PackageForm, then: PackageForm, left: set[str], snapshot: Snapshot, shelf: Shelf, tmp_path: Path
) -> None:
    export(snapshot, tmp_path, shelf, first)
    export(snapshot, tmp_path, shelf, then)
    assert {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")} == {"送审版", *left}


def test_the_same_input_gives_the_same_zip(snapshot: Snapshot, shelf: Shelf, tmp_path: Path) -> None:
    found = [export(snapshot, tmp_path / at, shelf, PackageForm.ZIP).package for at in ("甲", "乙")]
    assert len({path.read_bytes() for path in found if path}) == 1


def test_entries_are_dated_by_the_snapshot(zipped: Path) -> None:
    with zipfile.ZipFile(zipped) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {NOON.timetuple()[:6]}


def test_names_beyond_ascii_are_marked_as_utf_8(zipped: Path) -> None:
    with zipfile.ZipFile(zipped) as archive:
        assert all(entry.flag_bits & 0x800 for entry in archive.infolist())


def test_what_is_compressed_already_is_not_packed_again(zipped: Path) -> None:
    with zipfile.ZipFile(zipped) as archive:
        packed = {Path(entry.filename).suffix: entry.compress_type for entry in archive.infolist()}
    assert packed[".docx"] == zipfile.ZIP_STORED
    assert packed[".txt"] == zipfile.ZIP_DEFLATED


def change(path: Path, name: str) -> None:
    """Turn a byte of one entry's content over."""
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        entry = next(entry for entry in archive.infolist() if entry.filename.endswith(name))
    content[entry.header_offset + 30 + len(entry.filename.encode()) + 3] ^= 0xFF
    path.write_bytes(bytes(content))


def test_a_file_that_was_changed_in_a_zip_is_found(zipped: Path) -> None:
    change(zipped, ".docx")  # which the zip's own sum tells before its content is compared
    assert [fault.code for fault in verify_package(zipped, Silent()).faults] == ["verify_unreadable"]


def test_a_file_that_is_put_in_is_found(zipped: Path) -> None:
    with zipfile.ZipFile(zipped, "a") as archive:
        archive.writestr("电子版资料/多出来.txt", "x")
    assert [fault.code for fault in verify_package(zipped, Silent()).faults] == ["verify_extra"]


def name_of(zipped: Path, *, listed: bool) -> None:
    """Damage the name of a member where it lies, or in the list at the end."""
    content = bytearray(zipped.read_bytes())
    name = b"11-39-001"
    content[(content.rfind(name) if listed else content.find(name)) + 10] = 0xFF
    zipped.write_bytes(bytes(content))


def test_a_damaged_name_of_a_file_is_a_fault_of_that_file(zipped: Path) -> None:
    name_of(zipped, listed=False)
    (fault,) = verify_package(zipped, Silent()).faults
    assert fault.code == "verify_unreadable"


def test_a_damaged_name_in_the_list_is_told(zipped: Path) -> None:
    name_of(zipped, listed=True)
    with pytest.raises(ExportError, match="package_cut"):
        verify_package(zipped, Silent())


def test_a_member_that_is_said_to_lie_at_the_end_is_a_fault(zipped: Path) -> None:
    content = bytearray(zipped.read_bytes())
    struct.pack_into("<I", content, content.rfind(b"PK\x01\x02") + 42, len(content) - 35)
    zipped.write_bytes(bytes(content))
    assert "verify_unreadable" in [fault.code for fault in verify_package(zipped, Silent()).faults]


def some_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("别的.txt", "x")


def half_a_zip(path: Path) -> None:
    some_zip(path)
    path.write_bytes(path.read_bytes()[:20])


def no_zip(path: Path) -> None:
    path.write_text("不是压缩包", "utf-8")


@pytest.mark.parametrize("make", [some_zip, half_a_zip, no_zip])
def test_what_is_no_package_is_refused_with_a_sentence(make: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "资料.zip"
    make(path)
    with pytest.raises(ExportError) as caught:
        verify_package(path, Silent())
    assert str(path) in wording.sentence(caught.value)
