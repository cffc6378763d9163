"""Projects opened one after the other, closed and opened again."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from evidence.model import Place
from evidence.workspace import Workspace
from tests.build import NOON
from ui.session import Session


def test_a_closed_project_can_be_written_by_others(project: Session, qtbot: QtBot) -> None:
    path = project.moment.path
    with qtbot.waitSignal(project.closed):
        project.close()
    qtbot.waitUntil(lambda: not project.jobs.running)
    Workspace(path, "王敏", lambda: NOON, write=True).close()


def test_what_was_asked_before_closing_is_still_done(project: Session, inbox: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(project.changed, timeout=20_000):
        project.take_in([inbox], lambda _: None)
    path, piece = project.moment.path, project.moment.tray[0]
    project.arrange((), [Place(piece.id, next(iter(project.moment.gaps)), None)])
    project.close()
    qtbot.waitUntil(lambda: not project.jobs.running)
    with Workspace(path, "王敏", lambda: NOON, write=False) as workspace:
        assert [filing.piece for filing in workspace.snapshot().filings] == [piece.id]


def test_a_project_that_cannot_be_opened_leaves_the_open_one_open(
    project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    path = project.moment.path
    job = project.open(tmp_path / "没有", "李敏")
    with qtbot.waitSignal(job.failed):
        pass
    assert project.moment.path == path


def test_opening_the_open_project_again_keeps_it_open(project: Session, qtbot: QtBot) -> None:
    path = project.moment.path
    with qtbot.waitSignal(project.opened):
        project.open(path, "李敏")
    assert project.moment.path == path
    with qtbot.waitSignal(project.closed):
        project.close()
