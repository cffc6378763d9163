"""A project whose disk goes and comes back, and one in which another program writes: said plainly, survived."""
# PySide6's stubs and those of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import errno
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from evidence.errors import DossierError, WorkspaceError
from evidence.model import Fact
from tests.evidence.store.test_lock import another_writer
from ui.jobs import Executor, Job, Jobs
from ui.main_window import MainWindow
from ui.reach_work import ReachWork
from ui.saving import save_gaps
from ui.session import Session
from ui.views.state_line import StateLine

LONG_MS = 20_000


@pytest.fixture
def watched(project: Session, inbox: Path, qtbot: QtBot) -> Session:
    """A project with papers that is looked for all the time."""
    with qtbot.waitSignal(project.changed, timeout=LONG_MS):
        project.take_in([inbox], lambda _: None)
    project.reach.end()
    project.reach = ReachWork(project, every_s=0.05)
    project.reach.begin()
    return project


@pytest.fixture
def main(watched: Session, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(watched, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(watched.settled):
        window.open_project(watched.moment.path)
    yield window
    for box in boxes(window):
        box.close()


def boxes(window: MainWindow) -> list[QMessageBox]:
    return [box for box in cast("list[QMessageBox]", window.findChildren(QMessageBox)) if box.isVisible()]


def pull(session: Session) -> tuple[Path, Path]:
    """Pull the stick out: the folder is not where it was."""
    path = session.moment.path
    away = path.with_name("拔出")
    path.rename(away)
    return path, away


def test_a_disk_that_goes_is_told_without_anybody_asking(main: MainWindow, watched: Session, qtbot: QtBot) -> None:
    path, away = pull(watched)
    qtbot.waitUntil(main.state_line.isVisible)
    assert str(path) in main.state_line.text.text().replace("\u200b", "")
    assert not main.undo_action.isEnabled()
    assert not main.receiving_menu.add_files.isEnabled()
    assert main.desk.tray.rows.isEnabled()
    away.rename(path)
    qtbot.waitUntil(lambda: not main.state_line.isVisible())
    assert main.receiving_menu.add_files.isEnabled()


def test_what_was_not_saved_meanwhile_is_told_and_can_be_done_again(
    main: MainWindow, watched: Session, qtbot: QtBot
) -> None:
    path, away = pull(watched)
    piece = watched.moment.tray[0].id
    job = watched.correct((piece,), Fact.TITLE, "新题名")
    with qtbot.waitSignal(job.failed):
        pass
    qtbot.waitUntil(main.state_line.isVisible)
    assert "没有保存：12:00 登记" in main.state_line.text.text()
    assert not path.exists(), "nothing is made in the place of what has gone"
    away.rename(path)
    with qtbot.waitSignal(watched.taken_up):
        pass
    with qtbot.waitSignal(watched.changed):
        watched.correct((piece,), Fact.TITLE, "新题名")
    assert watched.moment.snapshot.piece_by_id[piece].facts.title == "新题名"


def test_a_folder_of_which_only_the_database_went_gets_no_empty_one(watched: Session, qtbot: QtBot) -> None:
    database = watched.moment.path / "dossier.sqlite"
    database.rename(database.with_name("别处"))
    job = watched.correct((watched.moment.tray[0].id,), Fact.TITLE, "新题名")
    with qtbot.waitSignal(job.failed):
        pass
    assert not database.exists()
    database.with_name("别处").rename(database)


@pytest.mark.parametrize("moment", ["arrival", "export", "opening_a_paper"])
def test_nothing_crashes_whatever_is_asked_of_a_disk_that_has_gone(
    watched: Session, moment: str, inbox: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """The fixture fails where a job ends with what nobody expected."""
    path, away = pull(watched)
    original = next(iter(watched.moment.snapshot.originals.values()))
    (inbox / "又来.txt").write_text("又来一件", "utf-8")
    job = {
        "arrival": lambda: watched.take_in([inbox], lambda _: None),
        "export": lambda: save_gaps(watched, tmp_path / "缺项.xlsx", None, lambda _: None),
        "opening_a_paper": lambda: watched.copy_original(original, lambda _: None),
    }[moment]()
    refusals: list[object] = []
    job.failed.connect(refusals.append)
    qtbot.waitUntil(lambda: bool(refusals) and not watched.jobs.running)
    assert getattr(refusals[0], "code", "") == "workspace_gone"
    assert not path.exists()
    away.rename(path)


def test_closing_while_the_disk_has_gone(watched: Session, qtbot: QtBot) -> None:
    path, away = pull(watched)
    with qtbot.waitSignal(watched.closed):
        watched.close()
    qtbot.waitUntil(lambda: not watched.jobs.running)
    away.rename(path)


@pytest.mark.parametrize("code", [errno.EIO, errno.EACCES])
def test_a_share_that_answers_with_errors_is_as_good_as_gone(
    main: MainWindow, watched: Session, code: int, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Not even a question whether the file is there has an answer then; every job ends all the same."""
    stat = Path.stat
    database = watched.moment.path / "dossier.sqlite"

    def refuse(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path == database:
            raise OSError(code, "the network name is no longer available")
        return stat(path, follow_symlinks=follow_symlinks)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "stat", refuse)
        qtbot.waitUntil(main.state_line.isVisible)
        job = watched.correct((watched.moment.tray[0].id,), Fact.TITLE, "新题名")
        refusals: list[DossierError] = []
        job.failed.connect(refusals.append)
        qtbot.waitUntil(lambda: bool(refusals))
        assert refusals[0].code == "workspace_gone"
    qtbot.waitUntil(lambda: not main.state_line.isVisible())


def test_leafing_through_a_list_whose_papers_have_gone_is_no_question(
    main: MainWindow, watched: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """The line above the list says what is wrong; a message for each paper that is passed says it over and over."""
    path, away = pull(watched)
    qtbot.waitUntil(main.state_line.isVisible)
    refused: list[object] = []

    class Followed(Jobs):
        def __init__(self, executor: Executor | None = None) -> None:
            super().__init__(executor)
            self.began.connect(self._follow)

        def _follow(self, job: Job) -> None:
            job.failed.connect(refused.append)

    watched.viewing.end()
    monkeypatch.setattr("ui.viewing_work.Jobs", Followed)
    for piece in (*watched.moment.tray[1:], watched.moment.tray[0]):
        before = len(refused)
        main.desk.tray.choose(piece.id)
        qtbot.waitUntil(lambda before=before: len(refused) > before)
    assert {cast("DossierError", error).code for error in refused} == {"workspace_gone"}
    assert not boxes(main)
    away.rename(path)
    qtbot.waitUntil(lambda: not main.state_line.isVisible())


def test_who_asks_for_the_connection_in_vain_is_told(main: MainWindow, watched: Session, qtbot: QtBot) -> None:
    path, away = pull(watched)
    qtbot.waitUntil(main.state_line.isVisible)
    assert not boxes(main), "nobody asked"
    main.state_line.again.click()
    qtbot.waitUntil(lambda: bool(boxes(main)))
    assert "连不上迎检项目" in boxes(main)[0].text()
    away.rename(path)
    qtbot.waitUntil(lambda: not main.state_line.isVisible())


def test_asking_for_the_connection_asks_the_disk_from_another_thread(
    main: MainWindow, watched: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    path, away = pull(watched)
    qtbot.waitUntil(main.state_line.isVisible)
    askers: list[str] = []

    def ask(_: Path) -> bool:
        askers.append(threading.current_thread().name)
        return False

    watched.jobs.judge = lambda error: error  # of other work that fails meanwhile the worker asks, here this thread
    with monkeypatch.context() as looked_at:
        looked_at.setattr("ui.reach_work.is_there", ask)
        main.state_line.again.click()
        qtbot.waitUntil(lambda: bool(boxes(main)))
    assert set(askers) == {"reach"}
    away.rename(path)
    qtbot.waitUntil(lambda: not main.state_line.isVisible())


def test_what_is_saved_while_the_project_is_being_taken_up_is_saved(watched: Session, qtbot: QtBot) -> None:
    watched.take_up()
    piece = watched.moment.tray[0].id
    job = watched.correct((piece,), Fact.TITLE, "新题名")
    with qtbot.waitSignal(job.shown):
        pass
    assert watched.moment.snapshot.piece_by_id[piece].facts.title == "新题名"


@pytest.fixture
def held(project: Session, root: Path, qtbot: QtBot) -> Iterator[tuple[Path, subprocess.Popen[str]]]:
    """A project that another program holds."""
    path = project.moment.path
    with qtbot.waitSignal(project.closed):
        project.close()
    qtbot.waitUntil(lambda: not project.jobs.running)
    with another_writer(path, root) as holder:
        yield path, holder


def open_for_reading(session: Session, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.opened):
        session.open(path, "王敏", WorkspaceError("workspace_locked", path=str(path), holder="李强", pc="甲"))


def test_reading_is_offered_where_another_writes(
    session: Session, held: tuple[Path, subprocess.Popen[str]], tmp_path: Path, qtbot: QtBot
) -> None:
    path, holder = held
    window = MainWindow(session, "王敏", (), tmp_path)
    qtbot.addWidget(window)
    window.show()
    window.open_project(path)
    qtbot.waitUntil(lambda: bool(boxes(window)))
    (box,) = boxes(window)
    assert "李强 2024-01-08 09:30" in box.text()
    (read,) = [b for b in cast("list[QPushButton]", box.buttons()) if "只读" in b.text()]
    with qtbot.waitSignal(session.opened):
        read.click()
    assert "（只读）" in window.windowTitle()
    assert window.state_line.text.text().startswith("只读")
    assert not window.receiving_menu.add_files.isEnabled()
    assert window.find_action.isEnabled()
    assert window.export_action.isEnabled()
    assert not window.desk.facts.pages.isEnabled()
    holder.communicate()
    with qtbot.waitSignal(session.taken_up):
        window.state_line.again.click()
    assert window.statusBar().currentMessage() == "现在可以修改这个项目了。"
    assert "只读" not in window.windowTitle()
    assert not window.state_line.isVisible()
    assert window.receiving_menu.add_files.isEnabled()


def test_opening_again_what_was_open_for_reading_takes_it_up_for_writing(
    session: Session, held: tuple[Path, subprocess.Popen[str]], tmp_path: Path, qtbot: QtBot
) -> None:
    path, holder = held
    window = MainWindow(session, "王敏", (), tmp_path)
    qtbot.addWidget(window)
    open_for_reading(session, path, qtbot)
    assert "（只读）" in window.windowTitle()
    holder.communicate()
    with qtbot.waitSignal(session.taken_up):
        window.open_project(path)
    assert session.may_write
    assert "只读" not in window.windowTitle()
    assert window.receiving_menu.add_files.isEnabled()


def test_a_refreshing_that_is_refused_says_why(
    session: Session, held: tuple[Path, subprocess.Popen[str]], qtbot: QtBot
) -> None:
    path, _ = held
    open_for_reading(session, path, qtbot)
    database = path / "dossier.sqlite"
    database.rename(path / "别处")
    with qtbot.waitSignal(session.refused):
        session.reach.look()
    (path / "别处").rename(database)


def test_who_reads_only_writes_nothing_by_any_way(
    session: Session, held: tuple[Path, subprocess.Popen[str]], inbox: Path, qtbot: QtBot
) -> None:
    path, _ = held
    before = {one: one.stat().st_size for one in path.rglob("*") if one.is_file() and one.suffix != ".sqlite-shm"}
    open_for_reading(session, path, qtbot)
    refusals: list[WorkspaceError] = []
    for job in (session.take_in([inbox], lambda _: None), session.watching.choose(inbox)):
        job.failed.connect(refusals.append)
    qtbot.waitUntil(lambda: len(refusals) == 2)
    assert {refusal.code for refusal in refusals} == {"workspace_read_only"}
    after = {one: one.stat().st_size for one in path.rglob("*") if one.is_file() and one.suffix != ".sqlite-shm"}
    assert after == before


def test_refreshing_while_the_other_still_writes_shows_what_was_written(
    session: Session, held: tuple[Path, subprocess.Popen[str]], qtbot: QtBot
) -> None:
    path, _ = held
    open_for_reading(session, path, qtbot)
    line = StateLine(session)
    qtbot.addWidget(line)
    with qtbot.waitSignal(session.taken_up):
        session.reach.look()
    assert session.read_only is not None
    assert session.read_only.params["holder"] == "李强 2024-01-08 09:30"
