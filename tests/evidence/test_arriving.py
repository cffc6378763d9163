"""What arrives is recorded chunk by chunk while more is read: in order, and nothing behind what could not be."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from build import NOON, a_slot, an_item
from evidence.errors import WorkspaceError
from evidence.model import Project, SchemeFacts, SchemeReading
from evidence.progress import SILENT
from evidence.store.vault import Batch
from evidence.workspace import Accept, Workspace, create_workspace

NAMES = [f"通知{number:02}.txt" for number in range(1, 13)]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setattr("evidence.arriving._CHUNK_FILES", 2)
    (tmp_path / "收件").mkdir()
    for name in NAMES:
        (tmp_path / "收件" / name).write_text(f"第{name}号的内容", "utf-8")
    reading = SchemeReading(SchemeFacts("细则", None, None, 4.0), (an_item("1-1", a_slot()),), ())
    create_workspace(tmp_path / "项目", Project(None, None, 2021, 2023, (), NOON), reading, "王敏", lambda: NOON)
    return Workspace(tmp_path / "项目", "王敏", lambda: NOON, write=True)


def recorded(workspace: Workspace) -> list[str]:
    snapshot = workspace.snapshot()
    pieces = sorted(snapshot.pieces, key=lambda piece: piece.arrived)
    return [snapshot.originals[piece.parts[0].original].name for piece in pieces]


def test_many_chunks_are_one_step_in_the_order_of_the_files(opened: Workspace, tmp_path: Path) -> None:
    with opened as workspace:
        taken = workspace.add([tmp_path / "收件"], Accept.NONE, SILENT)
        assert [file.source.name for file in taken.files] == recorded(workspace) == NAMES
        workspace.undo()
        assert recorded(workspace) == []


def test_nothing_is_recorded_behind_what_the_disk_refused(
    opened: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle, settled = Batch.settle, list[int]()

    def refused_once(batch: Batch) -> None:
        settled.append(len(batch.staged))
        if len(settled) == 3:
            batch.discard()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        settle(batch)

    monkeypatch.setattr(Batch, "settle", refused_once)
    with opened as workspace:
        with pytest.raises(WorkspaceError, match="disk_full"):
            workspace.add([tmp_path / "收件"], Accept.NONE, SILENT)
        assert recorded(workspace) == NAMES[:4]
        assert list((workspace.path / "vault" / "incoming").iterdir()) == []
