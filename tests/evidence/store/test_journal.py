"""Every write appends who did what when, and from before and after each row can be made again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import RowMapping, select

from build import NOON, a_piece
from evidence.model import Facts, Flag, PaperCopy, Piece, PieceId
from evidence.progress import Silent
from evidence.store import schema
from evidence.store.database import open_database
from evidence.workspace import DATABASE, Accept, Workspace

FACTS = a_piece("2023年工作方案").facts


def rows(folder: Path, table: str) -> list[RowMapping]:
    with open_database(folder / DATABASE, NOON, write=True).transaction() as connection:
        return list(connection.execute(select(schema.metadata.tables[table])).mappings())


def journal(folder: Path, action: str | None = None) -> list[RowMapping]:
    entries = sorted(rows(folder, "journal"), key=lambda entry: int(entry["number"]))
    return [entry for entry in entries if action in (None, entry["action"])]


def plain(row: RowMapping) -> dict[str, Any]:
    """Return a row as JSON has it."""
    return {str(n): value.isoformat() if isinstance(value, date | datetime) else value for n, value in row.items()}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, make_workspace: Callable[[Path], Path]) -> Path:
    """A workspace in which each kind of action was done, by 李强."""
    place = tmp_path_factory.mktemp("例")
    (place / "收件").mkdir()
    (place / "收件" / "1-1 方案.txt").write_text("2023年工作方案", "utf-8")
    (place / "收件" / "Thumbs.db").write_bytes(b"x")
    make_workspace(place / "项目")
    with Workspace(place / "项目", "李强", lambda: NOON, write=True) as workspace:
        taken = workspace.add([place / "收件"], Accept.NONE, Silent())
        (piece,) = [file.piece for file in taken.files if file.made]
        assert piece is not None
        workspace.file(piece, ["1-1", "1-2#工作总结"])
        workspace.register_paper(FACTS, 3, PaperCopy("档案室", "王敏"), ["1-2"])
        workspace.correct_facts(piece, replace(FACTS, title="更正后的题名"), frozenset({Flag.DRAFT}))
    return place / "项目"


@pytest.fixture
def worked_on(example: Path, tmp_path: Path) -> Path:
    """A copy of it to work on."""
    return shutil.copytree(example, tmp_path / "项目")


def test_entries_run_from_one_without_a_gap(worked_on: Path) -> None:
    numbers = [entry["number"] for entry in journal(worked_on)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 10


@pytest.mark.parametrize(
    ("action", "entities", "who"),
    [
        ("new_project", {"project", "unit", "scheme", "criterion", "slot"}, "王敏"),
        ("take_in", {"batch", "original", "piece", "part", "arrival"}, "李强"),
        ("file", {"filing"}, "李强"),
        ("register_paper", {"piece", "filing"}, "李强"),
        ("correct_facts", {"piece"}, "李强"),
    ],
)
def test_an_action_is_recorded_with_all_rows_it_touched(
    action: str, entities: set[str], who: str, worked_on: Path
) -> None:
    entries = journal(worked_on, action)
    assert {entry["entity"] for entry in entries} == entities
    assert {(entry["who"], entry["at"]) for entry in entries} == {(who, NOON)}


@pytest.mark.parametrize(
    "table", ["project", "scheme", "criterion", "slot", "batch", "original", "piece", "part", "arrival", "filing"]
)
def test_every_row_can_be_made_again_from_the_journal(table: str, worked_on: Path) -> None:
    made: dict[str, dict[str, Any]] = {}
    for entry in journal(worked_on):
        if entry["entity"] == table:
            made[entry["entity_id"]] = made.get(entry["entity_id"], {}) | entry["after"]
    assert made == {row["id"]: plain(row) for row in rows(worked_on, table)}
    assert made


def test_new_rows_have_nothing_before_them(worked_on: Path) -> None:
    assert {entry["before"] for entry in journal(worked_on) if entry["action"] != "correct_facts"} == {None}


def test_a_correction_can_be_taken_back_from_its_before(worked_on: Path) -> None:
    (corrected,) = journal(worked_on, "correct_facts")
    (first,) = [
        entry
        for entry in journal(worked_on, "take_in")
        if entry["entity"] == "piece" and entry["entity_id"] == corrected["entity_id"]
    ]
    (row,) = [row for row in rows(worked_on, "piece") if row["id"] == corrected["entity_id"]]
    assert plain(row) | corrected["before"] == first["after"]


def test_a_correction_names_only_what_it_changed(worked_on: Path) -> None:
    with Workspace(worked_on, "李强", lambda: NOON, write=True) as workspace:
        piece = workspace.snapshot().pieces[0]
        workspace.correct_facts(piece.id, replace(piece.facts, year=2022), piece.flags)
    last = journal(worked_on)[-1]
    assert last["before"] == {"year": 2023, "origins": dict(piece.origins)}
    assert last["after"] == {"year": 2022, "origins": {**dict(piece.origins), "year": "clerk"}}


def only_piece(folder: Path) -> Piece:
    with Workspace(folder, "李强", lambda: NOON, write=False) as workspace:
        return workspace.snapshot().pieces[0]


def test_a_correction_that_changes_nothing_is_not_recorded(worked_on: Path) -> None:
    piece, before = only_piece(worked_on), len(journal(worked_on))
    with Workspace(worked_on, "李强", lambda: NOON, write=True) as workspace:
        workspace.correct_facts(piece.id, piece.facts, piece.flags)
    assert len(journal(worked_on)) == before


def test_filing_again_where_a_piece_lies_is_not_recorded(worked_on: Path) -> None:
    piece, before = only_piece(worked_on), len(journal(worked_on))
    with Workspace(worked_on, "李强", lambda: NOON, write=True) as workspace:
        workspace.file(piece.id, ["1-1"])
    assert len(journal(worked_on)) == before


def test_a_correction_of_a_piece_that_is_not_there_writes_nothing(worked_on: Path) -> None:
    before = len(journal(worked_on))
    with Workspace(worked_on, "李强", lambda: NOON, write=True) as workspace, pytest.raises(KeyError):
        workspace.correct_facts(PieceId("0" * 32), Facts(), frozenset())
    assert len(journal(worked_on)) == before
