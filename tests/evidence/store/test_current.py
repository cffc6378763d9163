"""The snapshot that is kept is the one that would be read, whoever wrote and whatever was written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from build import NOON, a_piece
from evidence.errors import WorkspaceError
from evidence.journal import Action
from evidence.model import PaperCopy
from evidence.progress import Silent
from evidence.snapshot import Changes, Snapshot
from evidence.store.database import open_database
from evidence.store.writing import Writer
from evidence.workspace import DATABASE, Accept, Workspace
from tests.evidence.steps import STEPS, Step, do, opened, register


def read_anew(workspace: Workspace) -> Snapshot:
    with Workspace(workspace.path, "李强", lambda: NOON, write=False) as another:
        return another.snapshot()


def arrive(workspace: Workspace, folder: Path, *names: str) -> Changes:
    folder.mkdir()
    for name in names:
        (folder / f"{name}.txt").write_text(f"{name}的内容", "utf-8")
    return workspace.add([folder], Accept.BEST, Silent()).changes


@settings(max_examples=40)
@given(steps=STEPS)
def test_after_any_steps_the_kept_snapshot_is_what_would_be_read(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder) / "项目") as workspace:
        for step in steps:
            do(workspace, step)
            assert workspace.snapshot() == read_anew(workspace)


def test_arrivals_undone_and_redone_are_in_it(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        workspace.snapshot()
        arrive(workspace, tmp_path / "一", "1-1 食品安全工作方案", "1-2 会议纪要")
        register(workspace)
        arrive(workspace, tmp_path / "二", "1-3 通知")
        for change in (workspace.undo, workspace.undo, workspace.undo, workspace.redo, workspace.redo, workspace.redo):
            assert workspace.snapshot() == read_anew(workspace)
            change()
        assert workspace.snapshot() == read_anew(workspace)


def test_an_arrival_of_very_many_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence.store.reading._MOST_PATCHED", 2)
    with opened(tmp_path / "项目") as workspace:
        workspace.snapshot()
        arrive(workspace, tmp_path / "一", "一", "二", "三")
        assert workspace.snapshot() == read_anew(workspace)


def another_program_writes(path: Path, number: int) -> None:
    with open_database(path / DATABASE, NOON, write=True).transaction() as connection:
        paper = replace(a_piece(arrived=number), paper=PaperCopy("档案室", "李强"))
        Writer(connection, "李强", NOON, Action.REGISTER_PAPER).register_paper(paper)


@pytest.mark.parametrize("ours_first", [True, False])
def test_what_another_program_wrote_is_in_it(ours_first: bool, tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        register(workspace)
        workspace.snapshot()
        writes: list[Callable[[], object]] = [
            lambda: workspace.file(workspace.snapshot().pieces[0].id, ["1-1"]),
            lambda: another_program_writes(workspace.path, 7),
        ]
        for write in writes if ours_first else reversed(writes):
            write()
        assert workspace.snapshot() == read_anew(workspace)
        assert len(workspace.snapshot().pieces) == 2


def test_a_write_that_failed_is_not_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path / "项目") as workspace:
        register(workspace)
        before = workspace.snapshot()
        monkeypatch.setattr(Writer, "file", None)
        with pytest.raises(TypeError):
            register(workspace, replace(before.pieces[0].facts, title="另一件"))
        assert workspace.snapshot() == before


def test_only_what_was_written_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path / "项目") as workspace:
        piece = register(workspace)
        workspace.snapshot()
        monkeypatch.setattr("evidence.store.current.read_snapshot", None)
        workspace.file(piece, ["1-1"])
        (filing,) = workspace.snapshot().filings
        assert filing.piece == piece


def test_it_tells_the_time_that_it_is(tmp_path: Path) -> None:
    opened(tmp_path / "项目").close()
    moments = iter([NOON, NOON, NOON + timedelta(hours=1), NOON + timedelta(hours=1)])
    with Workspace(tmp_path / "项目", "王敏", lambda: next(moments), write=True) as workspace:
        workspace.snapshot()
        assert workspace.snapshot().at == NOON + timedelta(hours=1)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE piece SET stage = '没有这个环节'",
        "UPDATE piece SET title = X'00ff'",
        "UPDATE filing SET fit = 'not'",  # by nobody
    ],
)
def test_a_row_that_makes_no_sense_is_told_in_a_sentence_when_it_is_read_again(damage: str, tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        piece = register(workspace)
        workspace.snapshot()
        workspace.file(piece, ["1-1"])
        with workspace._database.transaction() as connection:  # pyright: ignore[reportPrivateUsage]
            connection.exec_driver_sql(damage)
        with pytest.raises(WorkspaceError, match="workspace_damaged"):
            workspace.snapshot()
