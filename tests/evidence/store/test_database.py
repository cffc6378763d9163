"""What is no database of ours is refused untouched; what is ours is read at one moment and written whole."""

from __future__ import annotations

import random
import sqlite3
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from build import NOON, a_piece
from evidence import wording
from evidence.errors import WorkspaceError
from evidence.journal import Action
from evidence.model import PaperCopy
from evidence.store.database import APPLICATION_ID, create_database, open_database
from evidence.store.reading import journal_length
from evidence.store.writing import Writer
from evidence.workspace import DATABASE, Workspace

Contents = Callable[[Path], dict[str, bytes | None]]


def foreign_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE ledger (amount)")
        connection.execute("INSERT INTO ledger VALUES (12)")
        connection.commit()


def text_file(path: Path) -> None:
    path.write_text("这不是数据库。\n" * 20, "utf-8")


def nothing_in_it(path: Path) -> None:
    path.touch()


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("make", [foreign_database, text_file, nothing_in_it])
def test_a_foreign_file_is_refused_and_nothing_around_it_changes(
    make: Callable[[Path], None], write: bool, tmp_path: Path, contents: Contents
) -> None:
    make(tmp_path / DATABASE)
    before = contents(tmp_path)
    with pytest.raises(WorkspaceError) as refusal:
        Workspace(tmp_path, "王敏", lambda: NOON, write=write)
    assert refusal.value.code == "workspace_foreign"
    assert contents(tmp_path) == before


@pytest.mark.parametrize("write", [False, True])
def test_a_folder_in_the_place_of_the_database_is_refused(write: bool, tmp_path: Path, contents: Contents) -> None:
    (tmp_path / DATABASE).mkdir()
    before = contents(tmp_path)
    with pytest.raises(WorkspaceError) as refusal:
        Workspace(tmp_path, "王敏", lambda: NOON, write=write)
    assert refusal.value.code == "workspace_none"
    assert contents(tmp_path) == before


def test_a_database_of_ours_without_tables_is_called_damaged(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.commit()
    with pytest.raises(WorkspaceError) as refusal:
        Workspace(tmp_path, "王敏", lambda: NOON, write=False)
    assert refusal.value.code == "workspace_damaged"


def test_a_database_without_a_revision_is_called_damaged(folder: Path) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute("DELETE FROM alembic_version")
        connection.commit()
    with pytest.raises(WorkspaceError) as refusal:
        Workspace(folder, "王敏", lambda: NOON, write=False)
    assert refusal.value.code == "workspace_damaged"


def page_overwritten(path: Path, number: int, seed: int) -> None:
    """Overwrite a page (0-based, of 4096 bytes) with noise; the file's header stays."""
    noise = random.Random(seed)  # noqa: S311 — no secret
    data = bytearray(path.read_bytes())
    start = max(100, number * 4096)
    data[start : (number + 1) * 4096] = noise.randbytes((number + 1) * 4096 - start)
    path.write_bytes(data)


def look_at_all(folder: Path) -> None:
    with Workspace(folder, "王敏", lambda: NOON, write=False) as workspace:
        workspace.snapshot()
        workspace.last_change()


def outcome_of_a_look(folder: Path) -> str:
    try:
        look_at_all(folder)
    except WorkspaceError as error:
        return wording.sentence(error)
    return "read"


@pytest.mark.parametrize("page", range(6))
def test_an_overwritten_page_is_either_not_needed_or_told_in_a_sentence(page: int, folder: Path) -> None:
    page_overwritten(folder / DATABASE, page, seed=page)
    outcome = outcome_of_a_look(folder)
    assert outcome == "read" or "已损坏或读不出来" in outcome


def test_a_database_with_all_pages_overwritten_is_told_in_a_sentence(folder: Path) -> None:
    for page in range((folder / DATABASE).stat().st_size // 4096):
        page_overwritten(folder / DATABASE, page, seed=page)
    with pytest.raises(WorkspaceError) as refusal:
        look_at_all(folder)
    assert refusal.value.code == "workspace_damaged"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE unit SET kind = 'village'",
        "UPDATE slot SET years = 'never'",
        "UPDATE project SET created_at = 'long ago'",
        "DELETE FROM project",
    ],
)
def test_rows_that_make_no_sense_are_told_in_a_sentence(statement: str, folder: Path) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute(statement)
        connection.commit()
    with pytest.raises(WorkspaceError) as refusal:
        look_at_all(folder)
    assert refusal.value.code == "workspace_damaged"


def a_paper_piece(number: int) -> Callable[[Writer], object]:
    piece = replace(a_piece(arrived=number), paper=PaperCopy("档案室", "王敏"))
    return lambda writer: writer.register_paper(piece)


def test_reads_of_one_transaction_see_one_moment(folder: Path) -> None:
    with open_database(folder / DATABASE, NOON, write=False).reading() as reading:
        first = journal_length(reading)
        with open_database(folder / DATABASE, NOON, write=True).transaction() as writing:
            a_paper_piece(1)(Writer(writing, "李强", NOON, Action.REGISTER_PAPER))
        assert journal_length(reading) == first


def test_reading_works_while_another_writes(folder: Path) -> None:
    with open_database(folder / DATABASE, NOON, write=True).transaction() as writing:
        a_paper_piece(1)(Writer(writing, "李强", NOON, Action.REGISTER_PAPER))
        with Workspace(folder, "王敏", lambda: NOON, write=False) as workspace:
            assert workspace.snapshot().pieces == ()


def test_a_write_waits_for_what_another_program_does_for_a_moment(folder: Path) -> None:
    """Readers that come and go take the lock for an instant too: to mend the log's index, or to tidy it away."""
    opened = open_database(folder / DATABASE, NOON, write=True)
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        letting_go = threading.Timer(0.3, other.execute, ["ROLLBACK"])
        letting_go.start()
        with opened.transaction() as writing:
            journal_length(writing)
            a_paper_piece(1)(Writer(writing, "李强", NOON, Action.REGISTER_PAPER))
        letting_go.join()
    with Workspace(folder, "王敏", lambda: NOON, write=False) as workspace:
        assert len(workspace.snapshot().pieces) == 1


def test_a_write_that_fails_half_way_leaves_nothing(folder: Path) -> None:
    opened = open_database(folder / DATABASE, NOON, write=True)
    with pytest.raises(RuntimeError), opened.transaction() as writing:  # noqa: PT012 — the failure comes after a write
        a_paper_piece(1)(Writer(writing, "李强", NOON, Action.REGISTER_PAPER))
        raise RuntimeError
    with Workspace(folder, "王敏", lambda: NOON, write=False) as workspace:
        assert workspace.snapshot().pieces == ()


def test_a_database_is_kept_in_a_folder_with_any_name(tmp_path: Path) -> None:
    odd = tmp_path / ("50%_云岭#县" if sys.platform == "win32" else "50%_云岭#县?")
    odd.mkdir()
    create_database(odd / DATABASE)
    assert (odd / DATABASE).is_file()
