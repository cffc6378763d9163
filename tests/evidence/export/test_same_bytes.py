"""The same input gives the same bytes, whenever it is exported."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pages.exported import VERSION, export
from pages.invented import Shelf

from app.paths import TABLE_TEMPLATE, WORD_TEMPLATE
from build import a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.debts import debts_by_unit
from evidence.check.gaps import find_gaps
from evidence.export.choosing import Choice
from evidence.export.contact_file import write_contact_file
from evidence.export.documents import DocumentKind, Templates, Wanted, write_document
from evidence.export.gap_file import write_gap_file
from evidence.export.hand_out import Packing, hand_out
from evidence.export.scheme_file import write_scheme
from evidence.export.task_table import write_task_table
from evidence.export.template import load_template
from evidence.model import Edition
from evidence.progress import Silent
from evidence.snapshot import Snapshot


class Later:
    """What openpyxl takes for the clock: a day long after."""

    timezone = dt.timezone

    class datetime:  # noqa: N801 — as the module has it
        """The moment."""

        @staticmethod
        def now(**_: object) -> dt.datetime:
            return dt.datetime(2031, 5, 4, 3, 2, 1, tzinfo=dt.UTC)


@pytest.fixture
def snapshot(shelf: Shelf) -> Snapshot:
    """Four pieces under an item that asks for more."""
    item = an_item("11-39", a_slot(count=9))
    originals = (*shelf.others[:3], shelf.pictures[0])
    pieces = [a_piece(f"第{at}件", originals=[one], arrived=at) for at, one in enumerate(originals)]
    return a_snapshot([item], pieces, [filed(piece, item) for piece in pieces], originals=originals)


@pytest.fixture
def another_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let the clock of libraries go on by itself: what they write is dated by it."""

    def move_on() -> None:
        later = time.localtime(time.time() + 400_000)

        def localtime(_: float | None = None) -> time.struct_time:
            return later

        monkeypatch.setattr(time, "localtime", localtime)

    return move_on


def tree(out: Path) -> dict[str, bytes]:
    """What lies below a folder, without what the program keeps there for itself."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def test_an_export_of_both_editions_and_the_package(
    snapshot: Snapshot, shelf: Shelf, tmp_path: Path, another_day: Callable[[], None]
) -> None:
    export(snapshot, tmp_path / "甲", shelf.path_of)
    another_day()
    export(snapshot, tmp_path / "乙", shelf.path_of)
    assert tree(tmp_path / "甲") == tree(tmp_path / "乙")


def write_files(folder: Path, snapshot: Snapshot, shelf: Shelf) -> None:
    """Write each kind of file that is made alone."""
    folder.mkdir()
    upright, wide = load_template(WORD_TEMPLATE), load_template(TABLE_TEMPLATE, turned=True)
    gaps = tuple(find_gaps(snapshot))
    for kind in DocumentKind:
        for ending in kind.endings:
            wanted = Wanted(kind, Edition.INTERNAL, Choice())
            write_document(
                folder / f"{kind.value}{ending}",
                wanted,
                snapshot,
                lambda original: shelf.path_of[original.id],
                Templates(upright, wide),
                VERSION,
                Silent(),
            )
    for ending in (".docx", ".xlsx"):
        write_gap_file(folder / f"缺项{ending}", snapshot, gaps, None, upright, VERSION)
        write_task_table(folder / f"任务{ending}", snapshot, None, wide, VERSION)
    write_scheme(folder / "细则.xlsx", snapshot.scheme, snapshot.criteria, "办", VERSION, snapshot.at)
    write_contact_file(folder / "通讯录.xlsx", snapshot.project.units, snapshot, VERSION)
    owed = debts_by_unit(snapshot, gaps)
    for packing in Packing:
        hand_out(folder / packing.value, owed, snapshot, VERSION, packing, Silent())


def test_files_that_are_made_alone(
    snapshot: Snapshot,
    shelf: Shelf,
    tmp_path: Path,
    another_day: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:

    write_files(tmp_path / "甲", snapshot, shelf)
    another_day()
    monkeypatch.setattr("openpyxl.writer.excel.datetime", Later)
    write_files(tmp_path / "乙", snapshot, shelf)
    one, other = tree(tmp_path / "甲"), tree(tmp_path / "乙")
    assert [place for place, content in one.items() if other[place] != content] == []
    assert len(one) > 15
