"""A workspace's services: filing, correcting, and what a full disk leaves behind."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
import sys
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from sqlite3 import Connection

import pytest
from msgspec.structs import replace
from sqlalchemy import Engine, event, select

from build import NOON, a_group, a_slot, an_item, discard
from evidence import wording
from evidence.errors import RequestError, WorkspaceError
from evidence.journal import Action
from evidence.model import ArrivalState, Facts, Flag, PaperCopy, Piece, PieceId, Project, SchemeFacts, SchemeReading
from evidence.progress import Silent
from evidence.snapshot import Changes
from evidence.store.disk import readable_path
from evidence.store.schema import journal
from evidence.workspace import DATABASE, Accept, TakenIn, Workspace, create_workspace

GROUP = a_group("1", "基础工作")
ITEMS = (
    GROUP,
    an_item("1-1", a_slot("食品安全工作方案"), a_slot("食品安全工作总结", kind="总结/报告"), parent=GROUP.id),
    an_item("1-2", a_slot("会议纪要", kind="会议纪要"), parent=GROUP.id),
    an_item("1-10", parent=GROUP.id),
)
READING = SchemeReading(SchemeFacts("细则", None, None, 6.0), ITEMS, ())
PROJECT = Project("云岭县", None, 2021, 2023, (), NOON)

Contents = dict[str, bytes]


def contents(folder: Path) -> Contents:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def workspace(tmp_path: Path) -> Generator[Workspace]:
    create_workspace(tmp_path / "项目", PROJECT, READING, "王敏", lambda: NOON)
    with Workspace(tmp_path / "项目", "王敏", lambda: NOON, write=True) as opened:
        yield opened


def registered(workspace: Workspace, facts: Facts, pages: int, *places: str) -> PieceId:
    (piece,) = workspace.register_paper(facts, pages, PaperCopy("档案室", "王敏"), places).pieces
    return piece


@pytest.fixture
def piece(workspace: Workspace) -> PieceId:
    """A piece that lies in the tray."""
    facts = Facts(title="2023年食品安全工作方案", year=2023, kind="方案/计划")
    return registered(workspace, facts, 3)


def put(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def add(workspace: Workspace, folder: Path, accept: Accept = Accept.NONE) -> TakenIn:
    return workspace.add([folder], accept, Silent())


def codes(workspace: Workspace) -> list[str]:
    snapshot = workspace.snapshot()
    return [snapshot.by_id[filing.criterion].code for filing in snapshot.filings]


# What is made


def test_a_workspace_is_not_made_over_other_contents(tmp_path: Path) -> None:
    put(tmp_path / "项目", 别的="内容")
    before = contents(tmp_path)
    with pytest.raises(WorkspaceError, match="workspace_exists"):
        create_workspace(tmp_path / "项目", PROJECT, READING, "王敏", lambda: NOON)
    assert contents(tmp_path) == before


def test_a_workspace_is_made_in_the_folder_that_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "项目").mkdir()
    monkeypatch.chdir(tmp_path / "项目")
    create_workspace(Path(), PROJECT, READING, "王敏", lambda: NOON)
    assert (tmp_path / "项目" / "dossier.sqlite").is_file()


def test_a_workspace_that_cannot_be_finished_is_not_there_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "rename", no_space)
    with pytest.raises(WorkspaceError, match="disk_full"):
        create_workspace(tmp_path / "项目", PROJECT, READING, "王敏", lambda: NOON)
    assert list(tmp_path.iterdir()) == []


# What is accepted


@pytest.mark.parametrize(
    ("accept", "filed"),
    [(Accept.CERTAIN, {"1-10 附件"}), (Accept.BEST, {"1-10 附件", "云岭县会议记录"}), (Accept.NONE, set[str]())],
)
def test_what_is_accepted_is_filed_under_its_best_suggestion(
    accept: Accept, filed: set[str], workspace: Workspace, tmp_path: Path
) -> None:
    folder = put(tmp_path / "收件", **{"1-10 附件": "附件内容", "云岭县会议记录": "会议"})
    taken = add(workspace, folder, accept)
    named = {file.source.stem for file in taken.files if file.piece in taken.filed}
    assert named == filed
    assert len(codes(workspace)) == len(filed)


def test_what_is_filed_on_arrival_is_where_its_name_says(workspace: Workspace, tmp_path: Path) -> None:
    add(workspace, put(tmp_path / "收件", **{"1-10 附件": "附件内容"}), Accept.CERTAIN)
    assert codes(workspace) == ["1-10"]


# Filing


def slots(workspace: Workspace) -> list[tuple[str, str | None]]:
    snapshot = workspace.snapshot()
    names = {slot.id: slot.name for item in snapshot.criteria for slot in item.required}
    return [
        (snapshot.by_id[filing.criterion].code, names[filing.slot] if filing.slot else None)
        for filing in snapshot.filings
    ]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("1-1", ("1-1", "食品安全工作方案")),
        ("1-1#食品安全工作总结", ("1-1", "食品安全工作总结")),
        (" 1-2 # 会议纪要 ", ("1-2", "会议纪要")),
        ("1-10", ("1-10", None)),
        ("1－2", ("1-2", None)),
        ("1—2＃会议纪要", ("1-2", "会议纪要")),
        ("1−10", ("1-10", None)),
        ("１．２", ("1-2", None)),
    ],
)
def test_a_place_names_an_item_and_maybe_its_slot(
    place: str, expected: tuple[str, str | None], workspace: Workspace, piece: PieceId
) -> None:
    workspace.file(piece, [place])
    assert slots(workspace) == [expected]


def test_filing_tells_what_changed(workspace: Workspace, piece: PieceId) -> None:
    changes = workspace.file(piece, ["1-2", "1-10"])
    assert (changes.pieces, changes.criteria) == ({piece}, {ITEMS[2].id, ITEMS[3].id})


def test_a_piece_is_filed_once_in_a_place(workspace: Workspace, piece: PieceId) -> None:
    workspace.file(piece, ["1-2", "1-2"])
    workspace.file(piece, ["1-2"])
    assert codes(workspace) == ["1-2"]


def test_an_item_alone_changes_nothing_where_the_piece_lies_there(workspace: Workspace, piece: PieceId) -> None:
    workspace.file(piece, ["1-1#食品安全工作总结"])
    before = workspace.last_change()
    assert workspace.file(piece, ["1-1"]) == Changes()
    assert workspace.last_change() == before


def test_a_slot_takes_the_place_of_none(workspace: Workspace) -> None:
    odd = registered(workspace, Facts(title="别的东西"), 1, "1-1")
    assert slots(workspace) == [("1-1", None)]
    changes = workspace.file(odd, ["1-1#食品安全工作总结"])
    assert slots(workspace) == [("1-1", "食品安全工作总结")]
    assert (changes.pieces, changes.criteria) == ({odd}, {ITEMS[1].id})


def test_a_second_slot_is_filed_beside_the_first(workspace: Workspace, piece: PieceId) -> None:
    workspace.file(piece, ["1-1", "1-1#食品安全工作方案", "1-1#食品安全工作总结"])
    assert slots(workspace) == [("1-1", "食品安全工作方案"), ("1-1", "食品安全工作总结")]


@pytest.mark.parametrize(
    ("place", "left"),
    [("1-1", ["1-2"]), ("1-1#食品安全工作总结", ["1-1", "1-2"]), ("1－2", ["1-1", "1-1"])],
)
def test_a_filing_is_taken_back(place: str, left: list[str], workspace: Workspace, piece: PieceId) -> None:
    workspace.file(piece, ["1-1#食品安全工作方案", "1-1#食品安全工作总结", "1-2"])
    workspace.unfile(piece, [place])
    assert sorted(codes(workspace)) == left


def test_the_journal_keeps_what_was_taken_back(workspace: Workspace, piece: PieceId) -> None:
    workspace.file(piece, ["1-2#会议纪要"])
    (filing,) = workspace.snapshot().filings
    before = workspace.last_change()
    workspace.unfile(piece, ["1-2", "1-2#会议纪要"])
    with workspace._database.transaction() as connection:  # pyright: ignore[reportPrivateUsage]
        (entry,) = connection.execute(select(journal).where(journal.c.number > before)).mappings()
    assert (entry["action"], entry["entity"], entry["entity_id"], entry["after"]) == (
        Action.UNFILE, "filing", filing.id, None,
    )  # fmt: skip
    assert (entry["before"]["piece_id"], entry["before"]["slot_id"]) == (piece, filing.slot)


@pytest.mark.parametrize("place", ["1-10", "1-1#食品安全工作总结"])
def test_what_is_not_filed_there_is_not_taken_back(place: str, workspace: Workspace, piece: PieceId) -> None:
    workspace.file(piece, ["1-1#食品安全工作方案", "1-2"])
    before = workspace.last_change()
    with pytest.raises(RequestError, match="not_filed_there"):
        workspace.unfile(piece, ["1-2", place])
    assert workspace.last_change() == before


@pytest.mark.parametrize(
    ("facts", "paper", "what"),
    [
        (Facts(), PaperCopy("档案室", "王敏"), "题名"),
        (Facts(title="纪要"), PaperCopy(" ", "王敏"), "存放处"),
        (Facts(title="纪要"), PaperCopy("档案室", ""), "保管人"),
    ],
)
def test_a_paper_that_nobody_could_find_is_not_registered(
    facts: Facts, paper: PaperCopy, what: str, workspace: Workspace
) -> None:
    with pytest.raises(RequestError) as refusal:
        workspace.register_paper(facts, 1, paper, [])
    assert what in wording.sentence(refusal.value)
    assert workspace.snapshot().pieces == ()


def test_a_paper_is_registered_once(workspace: Workspace, piece: PieceId) -> None:
    facts = only(workspace).facts
    with pytest.raises(RequestError) as refusal:
        workspace.register_paper(facts, 3, PaperCopy("档案室", "王敏"), ["1-2"])
    assert piece[:8] in wording.sentence(refusal.value)
    workspace.register_paper(facts, 3, PaperCopy("档案室", "李强"), ["1-2"])


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("9-9", "评价细则里没有“9-9”这一项。请核对编号。"),
        ("1", "“1”是评价要点或类别，不能直接归项。请写到评价内容的编号。"),
        ("1-1#没有这样的材料", "1-1 没有名为“没有这样的材料”的应备材料。可选：食品安全工作方案、食品安全工作总结。"),
        ("1-10#方案", "1-10 没有名为“方案”的应备材料。可选：研究部署会议纪要。"),
    ],
)
def test_one_unknown_place_among_good_ones_writes_nothing(
    place: str, said: str, workspace: Workspace, piece: PieceId
) -> None:
    before = workspace.last_change()
    with pytest.raises(RequestError) as refusal:
        workspace.file(piece, ["1-2", place])
    assert wording.sentence(refusal.value) == said
    assert (codes(workspace), workspace.last_change()) == ([], before)


def test_a_paper_for_an_unknown_place_is_not_registered(workspace: Workspace) -> None:
    with pytest.raises(RequestError, match="code_unknown"):
        workspace.register_paper(Facts(title="纪要"), 1, PaperCopy("档案室", "王敏"), ["1-2", "9-9"])
    assert workspace.snapshot().pieces == ()


# Correcting


def only(workspace: Workspace) -> Piece:
    (found,) = workspace.snapshot().pieces
    return found


def test_facts_are_replaced(workspace: Workspace, piece: PieceId) -> None:
    facts = Facts("更正", "云教〔2022〕1号", "教委", date(2022, 5, 1), 2022, "其他", None, "教委")
    workspace.correct_facts(piece, facts, frozenset({Flag.DRAFT}))
    assert (only(workspace).facts, only(workspace).flags) == (facts, {Flag.DRAFT})


def test_facts_can_be_unknown_again(workspace: Workspace, piece: PieceId) -> None:
    workspace.correct_facts(piece, Facts(), frozenset())
    assert only(workspace).facts == Facts()


def test_a_correction_leaves_the_rest_of_the_piece(workspace: Workspace, piece: PieceId) -> None:
    before = only(workspace)
    workspace.correct_facts(piece, replace(before.facts, title="更正"), frozenset())
    assert replace(only(workspace), facts=before.facts) == before


# What is told of a write


def test_an_arrival_tells_which_pieces_are_new_and_where_they_were_filed(workspace: Workspace, tmp_path: Path) -> None:
    taken = add(workspace, put(tmp_path / "收件", **{"1-10 附件": "附件内容", "会议": "会议"}), Accept.CERTAIN)
    pieces = frozenset(piece.id for piece in workspace.snapshot().pieces)
    assert taken.changes == Changes(pieces, frozenset({ITEMS[3].id}))
    assert add(workspace, tmp_path / "收件").changes == Changes()


def test_a_correction_tells_which_items_the_piece_proves_something_for(workspace: Workspace, piece: PieceId) -> None:
    workspace.file(piece, ["1-2", "1-10"])
    assert workspace.correct_facts(piece, Facts(title="更正"), frozenset()) == Changes(
        frozenset({piece}), frozenset({ITEMS[2].id, ITEMS[3].id})
    )
    assert workspace.correct_facts(piece, Facts(title="更正"), frozenset()) == Changes()


def test_a_registered_paper_tells_its_id_and_where_it_was_filed(workspace: Workspace) -> None:
    changes = workspace.register_paper(Facts(title="纪要"), 1, PaperCopy("档案室", "王敏"), ["1-2"])
    assert changes == Changes(frozenset({only(workspace).id}), frozenset({ITEMS[2].id}))


# A full disk


def no_space(*_arguments: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


# Of the file and of the two folders it lies in; Windows syncs no folders.
SYNCS_A_FILE = 1 if sys.platform == "win32" else 3


def full_at(call: int) -> Callable[[int], None]:
    """Return an `fsync` whose nth call finds the disk full."""
    real, calls = os.fsync, 0

    def fsync(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls >= call:
            no_space()
        real(handle)

    return fsync


def full_once_something_is_recorded(database: Path) -> Callable[[int], None]:
    """Return an `fsync` that finds the disk full as soon as the database has pieces."""
    real = os.fsync

    def fsync(handle: int) -> None:
        with closing(sqlite3.connect(database)) as connection:
            if connection.execute("SELECT 1 FROM piece LIMIT 1").fetchone():
                no_space()
        real(handle)

    return fsync


@contextmanager
def room_in_the_database(pages: int) -> Generator[None]:
    """Let no database grow beyond this many pages."""

    def limit(connection: Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}").close()

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


def files_in_vault(workspace: Workspace) -> list[Path]:
    return [path for path in (workspace.path / "vault").rglob("*") if path.is_file()]


def test_a_disk_that_is_full_at_the_vault_is_told_in_a_sentence(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", full_at(1))
    with pytest.raises(WorkspaceError) as refusal:
        add(workspace, put(tmp_path / "收件", 一="一"))
    assert wording.sentence(refusal.value) == (
        f"磁盘空间不足，无法写入 {workspace.path}。已登记的内容没有损失；请清理空间或换一个磁盘后再试。"
    )


def test_a_disk_that_is_full_at_the_vault_leaves_no_half_file(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", full_at(1))
    with pytest.raises(WorkspaceError):
        add(workspace, put(tmp_path / "收件", 一="一"))
    assert (files_in_vault(workspace), workspace.snapshot().pieces) == ([], ())


def all_is_there(workspace: Workspace, taken: TakenIn) -> bool:
    """Tell whether each file that was taken in lies in the vault once, whole."""
    originals = workspace.snapshot().originals.values()
    paths = [workspace.original_path(original) for original in originals]
    whole = all(hashlib.sha256(p.read_bytes()).hexdigest() == o.sha256 for p, o in zip(paths, originals, strict=True))
    lie = {readable_path(str(p)) for p in paths} == {str(p) for p in files_in_vault(workspace)}
    return whole and lie and len(paths) == len(taken.files)


def test_the_same_files_are_taken_in_once_there_is_space_at_the_vault_again(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(tmp_path / "收件", 一="一", 二="二", 三="三")
    monkeypatch.setattr(os, "fsync", full_at(SYNCS_A_FILE + 1))
    with pytest.raises(WorkspaceError, match="disk_full"):
        add(workspace, folder)
    monkeypatch.undo()
    taken = add(workspace, folder)
    assert {file.state for file in taken.files} == {ArrivalState.NEW}
    assert all_is_there(workspace, taken)


def test_what_was_recorded_before_the_disk_was_full_stays(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(tmp_path / "收件", **{f"第{number}件": f"内容{number}" for number in range(160)})
    monkeypatch.setattr(os, "fsync", full_once_something_is_recorded(workspace.path / DATABASE))
    with pytest.raises(WorkspaceError, match="disk_full"):
        add(workspace, folder)
    monkeypatch.undo()
    kept = len(workspace.snapshot().pieces)
    assert kept in (50, 100, 150)
    taken = add(workspace, folder)
    assert sum(file.state is ArrivalState.NEW for file in taken.files) == 160 - kept
    assert all_is_there(workspace, taken)


def long_texts(folder: Path) -> Path:
    return put(folder, **{name: f"{name}的内容" * 20_000 for name in "甲乙丙"})


def full_database(workspace: Workspace, folder: Path) -> WorkspaceError:
    pages = (workspace.path / "dossier.sqlite").stat().st_size // 4096 + 8
    with room_in_the_database(pages), pytest.raises(WorkspaceError) as refusal:
        add(workspace, folder)
    return refusal.value


def test_a_disk_that_is_full_at_the_database_is_told_in_a_sentence(workspace: Workspace, tmp_path: Path) -> None:
    assert full_database(workspace, long_texts(tmp_path / "收件")).code == "disk_full"


def test_a_disk_that_is_full_at_the_database_leaves_no_row_of_the_batch(workspace: Workspace, tmp_path: Path) -> None:
    full_database(workspace, long_texts(tmp_path / "收件"))
    snapshot = workspace.snapshot()
    assert (snapshot.pieces, snapshot.originals) == ((), {})


def test_the_same_files_are_taken_in_once_there_is_space_in_the_database_again(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = long_texts(tmp_path / "收件")
    full_database(workspace, folder)
    taken = add(workspace, folder)
    assert {file.state for file in taken.files} == {ArrivalState.NEW}
    assert all_is_there(workspace, taken)


def test_files_that_got_other_names_after_the_disk_was_full_are_found_under_those(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = long_texts(tmp_path / "收件")
    full_database(workspace, folder)
    for path in list(folder.iterdir()):
        path.rename(folder / f"（定稿）{path.name}")
    assert all_is_there(workspace, add(workspace, folder))


def test_an_original_that_the_vault_has_lost_comes_back_with_the_same_file(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = put(tmp_path / "来件", 方案="一、总体要求")
    add(workspace, folder)
    (original,) = workspace.snapshot().originals.values()
    path = workspace.original_path(original)
    discard(path)
    (again,) = add(workspace, folder).files
    assert again.message == wording.remark("duplicate_restored")
    assert workspace.original_path(original).read_text("utf-8") == "一、总体要求"
