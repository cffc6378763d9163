"""An export that was broken off is gone on with: what it brought is used, what is not wanted any more is gone."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from msgspec.structs import replace
from pages.exported import VERSION, export, paragraphs
from pages.invented import Shelf

from app.paths import WORD_TEMPLATE
from build import a_piece, a_snapshot, an_item, filed
from evidence import wording
from evidence.errors import CancelledError, ExportError
from evidence.export.dossier import ExportOptions, export_dossier
from evidence.export.exchange import Left, clear_left, left_behind
from evidence.export.template import load_template
from evidence.export.verifying import Verified, verify_package
from evidence.model import Edition, OriginalId, PageRange
from evidence.progress import Silent
from evidence.snapshot import Snapshot

PIECES = 4
LISTS = 4  # 总目录, 资料说明, 改名对照表, 怎样核对
SUBMISSION = (Edition.SUBMISSION,)


class Stopping:
    """Somebody stops the work when so many steps of a task are done."""

    def __init__(self, task: str, steps: int) -> None:
        self._task, self._steps = task, steps
        self._stop = False
        self.told: list[tuple[str, int, int]] = []

    def advanced(self, task: str, done: int, total: int) -> None:
        self.told.append((task, done, total))
        self._stop = self._stop or (task, done) == (self._task, self._steps)

    def cancelled(self) -> bool:
        return self._stop


@pytest.fixture
def snapshot(shelf: Shelf) -> Snapshot:
    """Four pieces of one original each."""
    item = an_item("11-39")
    originals = (*shelf.others[:3], shelf.pictures[0])
    pieces = [a_piece(f"第{at}件", originals=[one], arrived=at) for at, one in enumerate(originals)]
    return a_snapshot([item], pieces, [filed(piece, item) for piece in pieces], originals=originals)


def without(snapshot: Snapshot, at: int) -> Snapshot:
    """The same without a piece and its original: as after it was isolated."""
    gone = snapshot.pieces[at]
    originals = {key: one for key, one in snapshot.originals.items() if key != gone.parts[0].original}
    filings = tuple(filing for filing in snapshot.filings if filing.piece != gone.id)
    kept = tuple(piece for piece in snapshot.pieces if piece is not gone)
    return replace(snapshot, pieces=kept, originals=originals, filings=filings)


def break_off(snapshot: Snapshot, out: Path, shelf: Shelf, task: str = "documents", steps: int = 0) -> None:
    with pytest.raises(CancelledError):
        export(snapshot, out, shelf.path_of, editions=SUBMISSION, report=Stopping(task, steps))


def contents(folder: Path) -> list[bytes]:
    return sorted(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def tree(out: Path) -> dict[str, bytes]:
    """What lies below a folder, without what the program keeps there for itself."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.relative_to(out).parts[0].startswith(".")
    }


def test_what_was_brought_is_used_by_the_next_export(snapshot: Snapshot, shelf: Shelf, tmp_path: Path) -> None:
    break_off(snapshot, tmp_path, shelf)
    resumed = export(snapshot, tmp_path, shelf.path_of, editions=SUBMISSION)
    assert resumed.resumed == PIECES
    assert verify_package(tmp_path / "电子版资料", Silent()) == Verified(PIECES + LISTS, ())


def test_an_export_that_goes_on_makes_what_one_makes_that_was_never_stopped(
    snapshot: Snapshot, shelf: Shelf, tmp_path: Path
) -> None:
    break_off(snapshot, tmp_path / "断", shelf, "package", 2)
    export(snapshot, tmp_path / "断", shelf.path_of, editions=SUBMISSION)
    export(snapshot, tmp_path / "整", shelf.path_of, editions=SUBMISSION)
    assert tree(tmp_path / "断") == tree(tmp_path / "整")


def test_a_stop_in_the_middle_of_the_package_keeps_what_lies_there_whole(
    snapshot: Snapshot, shelf: Shelf, tmp_path: Path
) -> None:
    break_off(snapshot, tmp_path, shelf, "package", 2)
    assert left_behind(tmp_path).files == 2
    assert export(snapshot, tmp_path, shelf.path_of, editions=SUBMISSION).resumed == 2


def test_a_stop_leaves_no_documents_of_what_was_not_finished(snapshot: Snapshot, shelf: Shelf, tmp_path: Path) -> None:
    break_off(snapshot, tmp_path, shelf, "crawl")
    assert [path.name for path in tmp_path.rglob("*.docx") if "电子版资料" not in path.parts] == []


def test_a_stopped_export_is_no_export(snapshot: Snapshot, shelf: Shelf, tmp_path: Path) -> None:
    break_off(snapshot, tmp_path, shelf)
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == []


def test_the_earlier_export_is_untouched_by_one_that_is_stopped(
    snapshot: Snapshot, shelf: Shelf, tmp_path: Path
) -> None:
    export(snapshot, tmp_path, shelf.path_of, editions=SUBMISSION)
    before = tree(tmp_path)
    break_off(without(snapshot, 1), tmp_path, shelf)
    assert tree(tmp_path) == before


def test_files_whose_numbers_have_changed_are_moved_and_not_copied_again(
    snapshot: Snapshot, shelf: Shelf, tmp_path: Path
) -> None:
    break_off(snapshot, tmp_path, shelf)
    exported = export(without(snapshot, 0), tmp_path, shelf.path_of, editions=SUBMISSION)
    assert exported.resumed == PIECES - 1
    assert verify_package(tmp_path / "电子版资料", Silent()) == Verified(PIECES - 1 + LISTS, ())


def test_a_paper_that_was_taken_out_meanwhile_does_not_survive(
    snapshot: Snapshot, shelf: Shelf, tmp_path: Path
) -> None:
    gone = shelf.path_of[snapshot.pieces[1].parts[0].original].read_bytes()
    break_off(snapshot, tmp_path, shelf)
    assert gone in contents(tmp_path)
    export(without(snapshot, 1), tmp_path, shelf.path_of, editions=SUBMISSION)
    assert gone not in contents(tmp_path)


@pytest.mark.parametrize("damage", [b"", b"half"])
def test_a_file_that_is_not_whole_is_brought_again(
    damage: bytes, snapshot: Snapshot, shelf: Shelf, tmp_path: Path
) -> None:
    break_off(snapshot, tmp_path, shelf)
    next(path for path in tmp_path.rglob("*.docx")).write_bytes(damage)
    assert export(snapshot, tmp_path, shelf.path_of, editions=SUBMISSION).resumed == PIECES - 1
    assert verify_package(tmp_path / "电子版资料", Silent()) == Verified(PIECES + LISTS, ())


def test_a_file_of_the_same_size_and_other_bytes_is_brought_again(
    snapshot: Snapshot, shelf: Shelf, tmp_path: Path
) -> None:
    break_off(snapshot, tmp_path, shelf)
    found = next(path for path in tmp_path.rglob("*.docx"))
    found.write_bytes(b"\0" * found.stat().st_size)
    assert export(snapshot, tmp_path, shelf.path_of, editions=SUBMISSION).resumed == PIECES - 1
    assert verify_package(tmp_path / "电子版资料", Silent()) == Verified(PIECES + LISTS, ())


@pytest.mark.parametrize("task", ["package", "pages", "documents", "crawl", "syncing"])
def test_wherever_it_is_stopped_the_earlier_export_stays_and_the_next_one_succeeds(
    task: str, snapshot: Snapshot, shelf: Shelf, tmp_path: Path
) -> None:
    export(without(snapshot, 1), tmp_path, shelf.path_of, editions=SUBMISSION)
    before = tree(tmp_path)
    break_off(snapshot, tmp_path, shelf, task, 1)
    assert tree(tmp_path) == before
    export(snapshot, tmp_path, shelf.path_of, editions=SUBMISSION)
    assert verify_package(tmp_path / "电子版资料", Silent()) == Verified(PIECES + LISTS, ())


def test_it_is_told_how_many_files_are_there_already(snapshot: Snapshot, shelf: Shelf, tmp_path: Path) -> None:
    break_off(snapshot, tmp_path, shelf)
    report = Stopping("", 0)
    export(snapshot, tmp_path, shelf.path_of, editions=SUBMISSION, report=report)
    assert ("resuming", PIECES, PIECES) in report.told


def test_the_package_is_told_of_file_by_file(snapshot: Snapshot, shelf: Shelf, tmp_path: Path) -> None:
    report = Stopping("", 0)
    export(snapshot, tmp_path, shelf.path_of, editions=SUBMISSION, report=report)
    assert [one for one in report.told if one[0] == "package"] == [
        ("package", done, PIECES) for done in range(PIECES + 1)
    ]


@pytest.mark.parametrize("at", [0, 3])
def test_an_original_that_was_lost_since_is_told_though_its_file_was_brought(
    at: int, snapshot: Snapshot, shelf: Shelf, tmp_path: Path
) -> None:
    break_off(snapshot, tmp_path, shelf)
    paths = {**shelf.path_of, snapshot.pieces[at].parts[0].original: tmp_path / "没有"}
    resumed = export(snapshot, tmp_path, paths, editions=SUBMISSION)
    assert (resumed.resumed, resumed.lost) == (PIECES, 1)
    assert [one.why for one in resumed.omissions] == [wording.phrase("omitted_file_brought")]


def test_what_was_brought_of_a_lost_original_stays_in_the_package_and_its_lists(
    snapshot: Snapshot, shelf: Shelf, tmp_path: Path
) -> None:
    break_off(snapshot, tmp_path, shelf)
    paths = {**shelf.path_of, snapshot.pieces[0].parts[0].original: tmp_path / "没有"}
    export(snapshot, tmp_path, paths, editions=SUBMISSION)
    assert verify_package(tmp_path / "电子版资料", Silent()) == Verified(PIECES + LISTS, ())
    contents_page = paragraphs(tmp_path / "电子版资料" / "00 总目录" / "总目录.docx")
    assert any(f"文件{PIECES}个" in line for line in contents_page)


def test_an_original_of_two_pieces_is_lost_where_one_of_them_could_not_be_packed(shelf: Shelf, tmp_path: Path) -> None:
    scan = replace(next(one for one in shelf.pictures if one.name == "扫描件.pdf"), pages=3)
    item = an_item("11-39")
    part = replace(a_piece("第一件", originals=[scan], arrived=1), parts=(PageRange(scan.id, 1, 1),))
    all_of_it = a_piece("第二件", originals=[scan], arrived=2)
    two = a_snapshot([item], [part, all_of_it], [filed(part, item), filed(all_of_it, item)], originals=[scan])
    break_off(two, tmp_path, shelf)
    resumed = export(two, tmp_path, {scan.id: tmp_path / "没有"}, editions=SUBMISSION)
    assert resumed.lost == 1
    assert [one.why for one in resumed.omissions if one.what.endswith("第一件")] == [
        wording.phrase("omitted_file_missing")
    ]


def test_a_disk_that_refuses_to_clear_is_told(
    snapshot: Snapshot, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_off(snapshot, tmp_path, shelf)

    def refuse(path: Path, **_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(ExportError):
        clear_left(tmp_path, "王敏", snapshot.at)


def test_nothing_stays_outside_the_project_where_nobody_recorded_that_it_goes_there(
    snapshot: Snapshot, shelf: Shelf, tmp_path: Path
) -> None:
    options = ExportOptions(tmp_path, load_template(WORD_TEMPLATE), VERSION, "王敏", editions=SUBMISSION)
    with pytest.raises(CancelledError):
        export_dossier(snapshot, lambda one: shelf.path_of[one.id], options, Stopping("documents", 0))
    assert left_behind(tmp_path) == Left(0, 0)


def test_an_internal_export_clears_what_was_left(snapshot: Snapshot, shelf: Shelf, tmp_path: Path) -> None:
    break_off(snapshot, tmp_path, shelf)
    export(snapshot, tmp_path, shelf.path_of, editions=(Edition.INTERNAL,))
    assert left_behind(tmp_path) == Left(0, 0)
    assert not (tmp_path / "电子版资料").exists()


def test_what_was_left_can_be_cleared(snapshot: Snapshot, shelf: Shelf, tmp_path: Path) -> None:
    break_off(snapshot, tmp_path, shelf)
    assert clear_left(tmp_path, "王敏", snapshot.at).files == PIECES
    assert [path.name for path in tmp_path.iterdir()] == [".beijian-export.lock"]


def test_clearing_leaves_an_export_that_was_finished_as_it_is(snapshot: Snapshot, shelf: Shelf, tmp_path: Path) -> None:
    export(snapshot, tmp_path, shelf.path_of, editions=SUBMISSION)
    before = tree(tmp_path)
    break_off(snapshot, tmp_path, shelf)
    clear_left(tmp_path, "王敏", snapshot.at)
    assert tree(tmp_path) == before


def test_an_original_that_has_changed_is_left_out_and_told(snapshot: Snapshot, shelf: Shelf, tmp_path: Path) -> None:
    wrong = tmp_path / "坏.docx"
    wrong.write_bytes(b"other")
    key: OriginalId = snapshot.pieces[0].parts[0].original
    exported = export(snapshot, tmp_path / "出", {**shelf.path_of, key: wrong}, editions=SUBMISSION)
    assert exported.lost == 1
    assert verify_package(tmp_path / "出" / "电子版资料", Silent()) == Verified(PIECES - 1 + LISTS, ())
