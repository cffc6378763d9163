"""A page is turned to be looked at: remembered with the project, taken back like any step, and no file changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from evidence import wording
from evidence.errors import RequestError
from evidence.model import OriginalId, Piece
from evidence.progress import Silent
from evidence.store.source import ask
from evidence.turning import turn_page
from evidence.workspace import Accept, Workspace
from tests.evidence.steps import opened


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened(tmp_path / "项目") as workspace:
        yield workspace


@pytest.fixture
def scan(workspace: Workspace, tmp_path: Path) -> Piece:
    first, *rest = [Image.new("L", (200, 280 + number), 255) for number in range(3)]
    first.save(tmp_path / "扫描.pdf", "PDF", save_all=True, append_images=rest)
    workspace.add([tmp_path / "扫描.pdf"], Accept.NONE, Silent())
    return workspace.snapshot().pieces[0]


def turns(workspace: Workspace, piece: Piece) -> list[int]:
    return [page.turned for page in workspace.pieces.pages_of(piece.id)]


def test_a_page_stays_turned_wherever_the_project_is_opened(workspace: Workspace, scan: Piece) -> None:
    original = workspace.snapshot().originals[scan.parts[0].original]
    before = hashlib.sha256(workspace.original_path(original).read_bytes()).hexdigest()
    changes = turn_page(workspace, original.id, 2, 90)
    assert changes.pieces == {scan.id}
    assert turns(workspace, scan) == [0, 90, 0]
    with Workspace(workspace.path, "李强", lambda: workspace.now, write=False) as another:
        assert turns(another, scan) == [0, 90, 0]
    turn_page(workspace, original.id, 2, 180)
    assert turns(workspace, scan) == [0, 180, 0]
    assert workspace.pieces.plan_split(scan.id).turns == {2: 180}
    assert hashlib.sha256(workspace.original_path(original).read_bytes()).hexdigest() == before


def test_a_turn_is_a_step_that_is_taken_back_and_done_again(workspace: Workspace, scan: Piece) -> None:
    turn_page(workspace, scan.parts[0].original, 1, 270)
    done = workspace.history().undo
    assert done is not None
    assert wording.step(done, workspace.snapshot()) == "转动页面"
    workspace.undo()
    assert turns(workspace, scan) == [0, 0, 0]
    workspace.redo()
    assert turns(workspace, scan) == [270, 0, 0]


def test_the_arrival_of_a_turned_page_can_be_taken_back(workspace: Workspace, scan: Piece) -> None:
    turn_page(workspace, scan.parts[0].original, 1, 90)
    workspace.undo()
    workspace.undo()
    assert not workspace.snapshot().pieces
    workspace.redo()
    workspace.redo()
    assert turns(workspace, scan) == [90, 0, 0]


@pytest.mark.parametrize(("page", "degrees"), [(0, 90), (-1, 90), (1, 45), (1, 360), (1, -90)])
def test_an_angle_or_a_page_that_cannot_be_is_refused(
    workspace: Workspace, scan: Piece, page: int, degrees: int
) -> None:
    with pytest.raises(RequestError, match="turn_impossible"):
        turn_page(workspace, scan.parts[0].original, page, degrees)
    assert turns(workspace, scan) == [0, 0, 0]


def test_a_file_that_has_gone_is_told(workspace: Workspace, scan: Piece) -> None:  # noqa: ARG001 — another file is there
    with pytest.raises(RequestError) as refused:
        turn_page(workspace, OriginalId("0" * 32), 1, 90)
    assert "已经不在了" in wording.sentence(refused.value)


def test_nothing_is_left_of_the_turns_of_a_file_that_is_isolated(workspace: Workspace, scan: Piece) -> None:
    turn_page(workspace, scan.parts[0].original, 1, 90)
    workspace.secrecy.isolate(scan.id, "赵主任", "页首有秘密")
    with workspace.reading() as source:
        assert ask(source, "SELECT * FROM page_turn") == []
        assert ask(source, "SELECT * FROM journal WHERE entity = 'page_turn' AND after IS NOT NULL") == []
