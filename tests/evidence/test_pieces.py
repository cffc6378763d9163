"""One scan is split into several pieces by pages, several files are joined into one; no original is touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from evidence import wording
from evidence.errors import RequestError
from evidence.export.dossier import ExportOptions, export_dossier
from evidence.export.template import load_template
from evidence.model import Edition, PageRange, Piece
from evidence.pieces import page_ranges
from evidence.progress import Silent
from evidence.workspace import Accept, Workspace
from tests.evidence.steps import opened, register


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened(tmp_path / "项目") as workspace:
        yield workspace


@pytest.fixture
def scan(workspace: Workspace, tmp_path: Path) -> Piece:
    """A scan of eight pages, filed."""
    first, *rest = [Image.new("L", (200, 280 + number), 255) for number in range(8)]
    first.save(tmp_path / "扫描.pdf", "PDF", save_all=True, append_images=rest)
    workspace.add([tmp_path / "扫描.pdf"], Accept.NONE, Silent())
    (piece,) = workspace.snapshot().pieces
    workspace.file(piece.id, ["1-1"])
    return workspace.snapshot().pieces[0]


def bring(workspace: Workspace, folder: Path, *names: str) -> list[Piece]:
    folder.mkdir()
    for name in names:
        (folder / f"{name}.txt").write_text(f"食品安全{name}", "utf-8")
    before = {piece.id for piece in workspace.snapshot().pieces}
    workspace.add([folder], Accept.NONE, Silent())
    return [piece for piece in workspace.snapshot().pieces if piece.id not in before]


def test_a_scan_becomes_a_piece_a_range(workspace: Workspace, scan: Piece) -> None:
    before = workspace.snapshot()
    keys = workspace.pieces.split(scan.id, page_ranges(["1-3", "4—7", "8-"], 8))
    snapshot = workspace.snapshot()
    original = scan.parts[0].original
    assert [snapshot.piece_by_id[key].parts for key in keys] == [
        (PageRange(original, 1, 3),),
        (PageRange(original, 4, 7),),
        (PageRange(original, 8, 8),),
    ]
    assert [snapshot.piece_by_id[key].pages for key in keys] == [3, 4, 1]
    assert [filing.piece for filing in snapshot.filings] == [scan.id]
    assert workspace.original_path(snapshot.originals[original]).is_file()
    done = workspace.history().undo
    assert done is not None
    assert wording.step(done, snapshot) == "按页拆件，得 3 件"
    workspace.undo()
    assert workspace.snapshot() == before
    workspace.redo()
    assert workspace.snapshot() == snapshot


@pytest.mark.parametrize(
    ("ranges", "code"),
    [
        ([(1, 8)], "split_of_one"),
        ([(1, 4), (4, 8)], "split_order"),
        ([(4, 8), (1, 3)], "split_order"),
        ([(1, 4), (5, 9)], "split_order"),
        ([(0, 4), (5, 8)], "split_order"),
        ([(3, 2), (5, 8)], "split_order"),
    ],
)
def test_ranges_that_make_no_sense_are_refused(
    ranges: list[tuple[int, int]], code: str, workspace: Workspace, scan: Piece
) -> None:
    with pytest.raises(RequestError, match=code):
        workspace.pieces.split(scan.id, ranges)


def test_what_has_no_pages_is_not_split(workspace: Workspace, scan: Piece, tmp_path: Path) -> None:
    (text,) = bring(workspace, tmp_path / "来件", "总结")
    for piece, code in ((text.id, "split_no_pages"), (register(workspace), "split_not_whole")):
        with pytest.raises(RequestError, match=code):
            workspace.pieces.split(piece, [(1, 1), (2, 2)])
    (first, _) = workspace.pieces.split(scan.id, [(1, 3), (4, 8)])
    with pytest.raises(RequestError, match="split_not_whole"):
        workspace.pieces.split(first, [(1, 1), (2, 2)])


@pytest.mark.parametrize("text", ["一", "1-2-3", "", "-3"])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match="split_range"):
        page_ranges([text], 8)


def test_joined_files_are_one_piece_in_the_order_asked_for(workspace: Workspace, scan: Piece, tmp_path: Path) -> None:
    notice, sheet = bring(workspace, tmp_path / "来件", "通知", "签到表")
    workspace.file(sheet.id, ["1-1", "1-2"])
    before = (workspace.snapshot(), workspace.receiving.batches())
    workspace.pieces.join([scan.id, sheet.id, notice.id])
    snapshot = workspace.snapshot()
    (piece,) = snapshot.pieces
    assert (piece.id, piece.facts, piece.pages) == (scan.id, scan.facts, None)
    assert [part.original for part in piece.parts] == [one.parts[0].original for one in (scan, sheet, notice)]
    assert [snapshot.by_id[filing.criterion].code for filing in snapshot.filings] == ["1-1", "1-2"]
    assert {file.piece for batch in workspace.receiving.batches() for file in batch.files} == {scan.id}
    after = (snapshot, workspace.receiving.batches())
    workspace.undo()
    assert (workspace.snapshot(), workspace.receiving.batches()) == before
    workspace.redo()
    assert (workspace.snapshot(), workspace.receiving.batches()) == after


def test_pieces_that_cannot_be_joined_are_refused(workspace: Workspace, scan: Piece) -> None:
    with pytest.raises(RequestError, match="join_of_one"):
        workspace.pieces.join([scan.id, scan.id])
    with pytest.raises(RequestError, match="join_of_paper"):
        workspace.pieces.join([scan.id, register(workspace)])


def test_an_export_prints_the_pages_of_a_piece_and_tells_of_files_beside_them(
    workspace: Workspace, scan: Piece, tmp_path: Path, root: Path
) -> None:
    (sheet,) = bring(workspace, tmp_path / "来件", "签到表")
    workspace.pieces.split(scan.id, [(1, 3), (4, 8)])
    workspace.pieces.join([scan.id, sheet.id])
    template = load_template(root / "templates" / "word" / "dossier.docx")
    options = ExportOptions(tmp_path / "送审", template, "0.0", "王敏", editions=(Edition.INTERNAL,))
    exported = export_dossier(workspace.snapshot(), workspace.original_path, options, Silent())
    assert exported.pictures == 3
    with ZipFile(exported.documents[0].path) as package:
        assert "另有1个文件见电子版资料" in package.read("word/document.xml").decode("utf-8")
