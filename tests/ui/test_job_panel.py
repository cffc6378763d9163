"""工作进度: what runs and waits, how it ended, the queue of exports, leaving, the taskbar."""
# PySide6's stubs and those of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from evidence.errors import ExportError
from evidence.progress import Report, tell
from tests.build import NOON
from ui.dialogs.export import ExportDialog
from ui.dialogs.job_panel import JobPanel
from ui.job_watching import JobWatching
from ui.jobs import Effect, Jobs
from ui.main_window import MainWindow
from ui.models.job_rows import Column, EndedRows, JobRows
from ui.pace import Pace, in_words
from ui.session import Session, Setup
from ui.taskbar import State, Taskbar

LONG_MS = 20_000


class Gate:
    """Work that tells how far it is when it is let on."""

    def __init__(self) -> None:
        self.open = threading.Event()

    def __call__(self, report: Report) -> str:
        tell(report, "documents", 3, 10)
        assert self.open.wait(20)
        return "好"


class FakeBar:
    """Keeps what a taskbar was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int]] = []

    def set_state(self, window: int, state: State) -> None:  # noqa: ARG002 — as the real one
        self.told.append(("state", state))

    def set_value(self, window: int, done: int, total: int) -> None:  # noqa: ARG002
        self.told.append(("value", 100 * done // total))


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:  # noqa: ARG001 — it makes the application
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def rows(jobs: Jobs) -> JobRows:
    rows = JobRows(jobs, lambda: NOON)
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return rows


def cell(rows: JobRows | EndedRows, row: int, column: int) -> str:
    return str(rows.index(row, column).data())


def test_what_runs_and_what_waits_is_listed_in_order_and_ended_work_is_logged(
    jobs: Jobs, rows: JobRows, qtbot: QtBot
) -> None:
    panel = JobPanel(rows, EndedRows())
    qtbot.addWidget(panel)
    panel.show()
    rows.ended.connect(panel.ended.add)
    first, second = Gate(), Gate()
    jobs.run("documents", first, lambda _: None, Effect.EXPORTS)
    jobs.run("reading_set", second, lambda _: None, Effect.EXPORTS)
    qtbot.waitUntil(lambda: cell(rows, 0, Column.PROGRESS) == "3/10")
    assert [cell(rows, row, Column.NAME) for row in (0, 1)] == ["生成文档", "排阅读版"]
    assert cell(rows, 1, Column.PROGRESS) == "排队等候"
    assert cell(rows, 0, Column.LEFT) == "", "nobody knows yet"
    first.open.set()
    qtbot.waitUntil(lambda: cell(rows, 0, Column.NAME) == "排阅读版")
    assert [cell(panel.ended, 0, column) for column in (0, 1, 2)] == ["12:00:00", "生成文档", "完成"]
    second.open.set()
    qtbot.waitUntil(lambda: rows.rowCount() == 0)
    assert not rows._timer.isActive(), "nothing ticks while nothing runs"  # pyright: ignore[reportPrivateUsage]


def test_what_is_selected_is_stopped_and_what_was_refused_tells_why(jobs: Jobs, rows: JobRows, qtbot: QtBot) -> None:
    panel = JobPanel(rows, EndedRows())
    qtbot.addWidget(panel)
    rows.ended.connect(panel.ended.add)
    gate = Gate()

    def refuse(_: Report) -> None:
        raise ExportError("disk_full", path="E:")

    first = jobs.run("documents", gate, lambda _: None, Effect.EXPORTS)
    jobs.run("searching", refuse, lambda _: None)
    panel.rows.selectRow(0)
    panel.stop_button.click()
    assert first.stopping
    assert not panel.stop_button.isEnabled()
    gate.open.set()
    qtbot.waitUntil(lambda: rows.rowCount() == 0)
    assert cell(panel.ended, 0, 2).startswith("没有做成：磁盘空间不足")


@pytest.fixture
def apart(setup: Setup, project: Session, tmp_path: Path, qtbot: QtBot) -> Iterator[tuple[Session, MainWindow, Path]]:
    """A window whose work is done by a thread, as in the program, and a project that it is to open."""
    path = project.moment.path
    with qtbot.waitSignal(project.closed):
        project.close()
    session = Session(setup, Jobs())
    window = MainWindow(session, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    window.show()
    yield session, window, path
    window.close()
    session.jobs.close()


def test_a_second_export_waits_and_its_dialog_may_step_aside(
    apart: tuple[Session, MainWindow, Path], tmp_path: Path, qtbot: QtBot
) -> None:
    session, window, path = apart
    with qtbot.waitSignal(session.opened, timeout=LONG_MS):
        window.open_project(path)
    gate = Gate()
    session.jobs.run("documents", gate, lambda _: None, Effect.EXPORTS)
    assert window.export_action.isEnabled()
    assert not window.receiving_menu.add_files.isEnabled()
    dialog = ExportDialog(session, window)
    dialog.open()
    dialog.choice.folder.setText(str(tmp_path / "第二份"))
    dialog.start_button.click()
    qtbot.waitUntil(dialog.progress.isVisible)
    assert dialog.progress.label.text().startswith("排队等候")
    dialog.aside_button.click()
    assert not dialog.isVisible()
    going = window.watching.going
    assert "生成文档" in [cell(going, row, Column.NAME) for row in range(going.rowCount())]
    gate.open.set()
    qtbot.waitUntil(lambda: dialog.isVisible() and dialog.folder_button.isVisible(), timeout=LONG_MS)
    assert (tmp_path / "第二份").is_dir()
    dialog.close()


def test_opening_shows_a_bar_only_where_it_takes_long(apart: tuple[Session, MainWindow, Path], qtbot: QtBot) -> None:
    session, window, path = apart
    gate = Gate()
    session.jobs.run("looking", gate, lambda _: None)
    with qtbot.waitSignal(session.opened, timeout=LONG_MS):
        window.open_project(path)
        assert not window.job_bar.isVisible()
        qtbot.waitUntil(window.job_bar.isVisible)
        assert window.job_bar.task.text() == "等候打开项目"
        gate.open.set()
    assert not window.job_bar.isVisible()


def test_leaving_asks_only_where_something_would_be_lost_and_names_it(
    setup: Setup, tmp_path: Path, qtbot: QtBot
) -> None:
    jobs = Jobs()
    window = MainWindow(Session(setup, jobs), "李敏", (), tmp_path)
    qtbot.addWidget(window)
    window.show()
    reading, writing = Gate(), Gate()
    jobs.run("documents", writing, lambda _: None, Effect.EXPORTS)
    jobs.run("searching", reading, lambda _: None)
    window.close()
    (box,) = [one for one in cast("list[QMessageBox]", window.findChildren(QMessageBox)) if one.isVisible()]
    assert "· 生成文档" in box.informativeText()
    assert "查找" not in box.informativeText()
    assert window.isVisible()
    box.reject()
    writing.open.set()
    qtbot.waitUntil(lambda: len(jobs.running) == 1)
    reading.open.set()
    window.close()
    assert not window.isVisible()
    jobs.close()


def test_work_that_ends_while_one_is_asked_is_told_and_what_was_stopped_is_not_asked_about(
    setup: Setup, tmp_path: Path, qtbot: QtBot
) -> None:
    jobs = Jobs()
    window = MainWindow(Session(setup, jobs), "李敏", (), tmp_path)
    qtbot.addWidget(window)
    window.show()
    gate = Gate()
    jobs.run("copies", gate, lambda _: None, Effect.EXPORTS)
    window.close()
    (box,) = [one for one in cast("list[QMessageBox]", window.findChildren(QMessageBox)) if one.isVisible()]
    gate.open.set()
    qtbot.waitUntil(lambda: box.text() == "都做完了，现在退出吗？")
    assert "退出" in [button.text() for button in box.buttons()]
    box.reject()
    stopped = Gate()
    jobs.run("copies", stopped, lambda _: None, Effect.EXPORTS).cancel()
    window.close()
    assert not window.isVisible(), "the clerk gave that up already"
    stopped.open.set()
    jobs.close()


def test_a_support_report_that_is_saved_while_one_is_asked_is_told(
    setup: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    jobs, opened = Jobs(), threading.Event()
    session = Session(setup, jobs)
    window = MainWindow(session, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    window.show()

    def save(_: str, __: Path) -> None:
        opened.wait()

    monkeypatch.setattr("ui.support_report.save", save)
    session.reporting.save("报告", tmp_path / "支持报告.txt", lambda _: None)
    window.close()
    (box,) = [one for one in cast("list[QMessageBox]", window.findChildren(QMessageBox)) if one.isVisible()]
    opened.set()
    qtbot.waitUntil(lambda: box.text() == "都做完了，现在退出吗？")
    box.reject()
    session.reporting.end()
    jobs.close()


@pytest.fixture
def leaving(
    setup: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Iterator[tuple[Jobs, MainWindow, Gate]]:
    """A window whose worker does not answer; nobody waits long for that."""
    monkeypatch.setattr("ui.jobs._PATIENCE_S", 0.3)
    jobs, gate = Jobs(), Gate()
    window = MainWindow(Session(setup, jobs), "李敏", (), tmp_path)
    qtbot.addWidget(window)
    window.show()
    yield jobs, window, gate
    gate.open.set()
    qtbot.waitUntil(lambda: not jobs.running)


def test_a_disk_that_does_not_answer_does_not_keep_the_window(leaving: tuple[Jobs, MainWindow, Gate]) -> None:
    jobs, window, gate = leaving
    jobs.run("searching", gate, lambda _: None)
    window.close()
    jobs.close()
    assert not window.isVisible()
    assert jobs.running


def test_what_was_confirmed_is_saved_before_the_program_ends(
    leaving: tuple[Jobs, MainWindow, Gate], monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs, window, gate = leaving
    job = jobs.run("arranging", gate, lambda _: None, Effect.WRITES)
    shown: list[bool] = []
    join = threading.Thread.join

    def look(thread: threading.Thread, timeout: float | None = None) -> None:
        shown.append(window.isVisible())
        if len(shown) > 20:  # a second, more than the patience for what only reads
            gate.open.set()
        join(thread, timeout)

    monkeypatch.setattr(threading.Thread, "join", look)
    window.close()
    assert job.over
    assert not any(shown), "nobody looks at a window that does not answer"


def test_the_taskbar_is_told_what_changed_only() -> None:
    bar = FakeBar()
    taskbar = Taskbar(bar)
    for done, total in ((0, 0), (0, 0), (1, 10), (1, 10), (2, 10)):
        taskbar.show(7, done, total)
    taskbar.clear(7)
    taskbar.clear(7)
    assert bar.told == [
        ("state", State.BUSY),
        ("state", State.NORMAL),
        ("value", 10),
        ("value", 20),
        ("state", State.NONE),
    ]
    Taskbar(None).show(7, 1, 2)  # elsewhere than on Windows


def test_the_window_shows_exports_on_the_taskbar_and_rests_when_they_end(
    setup: Setup, tmp_path: Path, qtbot: QtBot
) -> None:
    jobs, bar = Jobs(), FakeBar()
    window = MainWindow(Session(setup, jobs), "李敏", (), tmp_path)
    qtbot.addWidget(window)
    watching = JobWatching(window._session, window, bar)  # pyright: ignore[reportPrivateUsage]
    gate = Gate()
    jobs.run("documents", gate, lambda _: None, Effect.EXPORTS)
    qtbot.waitUntil(lambda: ("value", 30) in bar.told)
    gate.open.set()
    qtbot.waitUntil(lambda: not watching.going.going)
    assert bar.told[-1] == ("state", State.NONE)
    window.close()
    jobs.close()


def test_a_failure_stays_on_the_taskbar_until_somebody_looks(
    setup: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    jobs, bar = Jobs(), FakeBar()
    window = MainWindow(Session(setup, jobs), "李敏", (), tmp_path)
    qtbot.addWidget(window)
    watching = JobWatching(window._session, window, bar)  # pyright: ignore[reportPrivateUsage]
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)

    def fail(_: Report) -> None:
        raise ExportError("disk_full", path="E")

    jobs.run("documents", fail, lambda _: None, Effect.EXPORTS)
    qtbot.waitUntil(lambda: not watching.going.going and watching.ended.rowCount() == 1)
    assert ("state", State.FAILED) in bar.told
    assert ("state", State.NONE) not in bar.told[bar.told.index(("state", State.FAILED)) :]
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    assert bar.told[-1] == ("state", State.NONE)
    window.close()
    jobs.close()


def test_time_left_is_told_once_it_is_known_and_not_when_work_hangs() -> None:
    pace = Pace()
    for second in range(3):
        pace.note("documents", second * 10, 100, second)
        assert pace.left_s(second) is None
    pace.note("documents", 40, 100, 4)
    assert pace.steps_a_second() == 10
    assert pace.left_s(4) == 6
    assert pace.left_s(5) == 5
    assert pace.left_s(60) is None, "nothing has come for long"
    pace.note("zipping", 0, 5, 61)
    assert pace.left_s(61) is None, "the next step is another"


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 50), st.integers(0, 50), st.floats(0, 30))))
def test_no_progress_makes_a_pace_fail(seen: list[tuple[str, int, int, float]]) -> None:
    pace, now = Pace(), 0.0
    for task, done, total, later in seen:
        now += later
        pace.note(task, done, total, now)
        left = pace.left_s(now)
        assert left is None or (left >= 0 and in_words(left))


def test_spans_are_as_rough_as_they_are_known() -> None:
    assert [in_words(span) for span in (3, 34, 125, 7200)] == ["不到 10 秒", "约 30 秒", "约 2 分钟", "约 2.0 小时"]
