"""What opens the package: a 总目录 whose counts are those of the snapshot and whose links outlive any move."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

import pytest
from pages.exported import documents, export, far_links, rows
from pages.invented import Shelf, Size, invent

from build import a_piece, a_snapshot, an_item, filed
from evidence.check.defects import countable
from evidence.export.numbering import number_pieces
from evidence.model import PaperCopy
from evidence.snapshot import Snapshot

BUSY = Size(items=9, pieces=70, depth=3, pictures=0.3, wild=0.3)


@pytest.fixture(scope="module")
def busy(shelf: Shelf) -> Snapshot:
    """A dossier of some size."""
    return invent(BUSY, shelf, 5)


@pytest.fixture(scope="module")
def moved(busy: Snapshot, shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was exported of it, carried to another place."""
    out, there = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("U盘 #1%")
    export(busy, out, shelf.path_of, volume_pages=20)
    shutil.move(out / "送审版", there / "送审版")
    shutil.move(out / "内部工作版", there / "内部工作版")
    shutil.move(out / "电子版资料", there / "电子版资料")
    return there


def contents(folder: Path) -> Path:
    return folder / "电子版资料" / "00 总目录" / "总目录.docx"


def directory(folder: Path) -> list[list[str]]:
    """The rows of the 总目录, without its head."""
    return [row for row in rows(contents(folder)) if row[0] != "评价要点"]


def outward(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Each link out of the folders that files lie in, with its file."""
    return [(path, target) for path in paths for _, target in far_links(path) if "/" in target]


def files_of(package: Path) -> list[Path]:
    own = ("00 总目录", "99 校验")
    return [path for path in package.rglob("*") if path.is_file() and path.relative_to(package).parts[0] not in own]


def test_each_item_that_has_papers_has_a_row_with_their_number(moved: Path, busy: Snapshot) -> None:
    numbered = number_pieces(busy)
    expected = {
        item.code: str(shown)
        for item in busy.leaves
        if (shown := sum(countable(entry.piece) for entry in numbered.get(item.id, ())))
    }
    assert {row[1]: row[3] for row in directory(moved)} == expected


def test_the_files_of_all_rows_are_those_of_the_package(moved: Path) -> None:
    assert sum(int(row[4]) for row in directory(moved)) == len(files_of(moved / "电子版资料")) > 20


def test_each_row_with_files_leads_to_the_folder_that_holds_so_many(moved: Path) -> None:
    folders = {text: contents(moved).parent / unquote(target) for text, target in far_links(contents(moved))}
    counts = {code: len(list(folder.iterdir())) for code, folder in folders.items()}
    assert counts == {row[1]: int(row[4]) for row in directory(moved) if row[4] != "0"}


def test_links_of_what_is_handed_over_lead_to_files_wherever_all_was_moved(moved: Path) -> None:
    found = outward(documents(moved / "送审版"))
    assert len(found) > 20
    assert [target for path, target in found if not (path.parent / unquote(target)).is_file()] == []


def test_links_are_relative_and_encoded(moved: Path) -> None:
    for _, target in outward([*documents(moved), contents(moved)]):
        assert re.fullmatch(r"\.\./(?:[A-Za-z0-9_.~/-]|%[0-9A-F]{2})+", target), target


def test_the_internal_edition_which_is_made_without_a_package_too_links_to_none(moved: Path) -> None:
    assert outward(documents(moved / "内部工作版")) == []


def test_a_paper_of_two_items_and_one_on_paper_are_told(shelf: Shelf, tmp_path: Path) -> None:
    items = [an_item("1-1"), an_item("1-2")]
    shared = a_piece("纪要", originals=[shelf.others[0]], arrived=1)
    paper = a_piece("案卷", paper=PaperCopy("档案室", "王敏"), arrived=2)
    filings = [filed(shared, items[0]), filed(shared, items[1]), filed(paper, items[1])]
    export(a_snapshot(items, [shared, paper], filings, originals=shelf.others), tmp_path, shelf.path_of)
    assert [row[3:] for row in directory(tmp_path)] == [["1", "1", ""], ["2", "0", "见 1-1-001；纸质备查1件"]]


def test_a_lost_file_is_not_counted_and_its_folder_not_linked(shelf: Shelf, tmp_path: Path) -> None:
    item, piece = an_item("1-1"), a_piece("方案", originals=[shelf.others[0]], arrived=1)
    export(a_snapshot([item], [piece], [filed(piece, item)], originals=shelf.others), tmp_path, {})
    assert [row[4] for row in directory(tmp_path)] == ["0"]
    assert far_links(contents(tmp_path)) == []


def test_a_package_without_papers_has_a_directory_without_rows(tmp_path: Path) -> None:
    export(a_snapshot([an_item()]), tmp_path, {})
    assert directory(tmp_path) == []
