"""The worker thread: what only informs lets everything else go first, and is done all the same."""
# PySide6's stubs and those of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from evidence.errors import CancelledError
from evidence.progress import Report
from ui.jobs import Effect, Job, Jobs, Outcome


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:  # noqa: ARG001 — it makes the application
    jobs = Jobs()
    yield jobs
    jobs.close()


class Gate:
    """Work that goes on when it is let, and tells when it has begun."""

    def __init__(self) -> None:
        self.begun, self.open = threading.Event(), threading.Event()

    def __call__(self, _: Report) -> None:
        self.begun.set()
        assert self.open.wait(20)


class Looking:
    """Work that looks again and again whether it is to stop, until it is let end."""

    def __init__(self) -> None:
        self.begun, self.open, self.times = threading.Event(), threading.Event(), 0

    def __call__(self, report: Report) -> int:
        self.times += 1
        self.begun.set()
        while not self.open.wait(0.005):
            if report.cancelled():
                raise CancelledError
        return self.times


def test_what_begins_with_a_job_goes_on_beside_it(jobs: Jobs) -> None:
    """The desk is made while its project is read."""
    gate, goes_on = Gate(), list[bool]()

    def wait(_: Job) -> None:
        goes_on.append(gate.begun.wait(20))

    jobs.began.connect(wait)
    jobs.run("opening", gate, lambda _: None)
    gate.open.set()
    assert goes_on == [True]


def test_what_only_informs_is_done_behind_what_is_asked_for_later(jobs: Jobs, qtbot: QtBot) -> None:
    gate, order = Gate(), list[str]()
    jobs.run("arranging", gate, lambda _: None)
    for name, effect in (
        ("一看", Effect.INFORMS),
        ("二看", Effect.INFORMS),
        ("归入", Effect.WRITES),
        ("打开", Effect.READS),
    ):
        jobs.run("arranging", lambda _: None, lambda _, name=name: order.append(name), effect)
    gate.open.set()
    qtbot.waitUntil(lambda: not jobs.running)
    assert order == ["归入", "打开", "一看", "二看"]


def test_what_only_informs_breaks_off_for_a_change_and_begins_anew(jobs: Jobs, qtbot: QtBot) -> None:
    looking, order = Looking(), list[str]()
    seen = jobs.run("piecing", looking, lambda times: order.append(f"第{times}次"), Effect.INFORMS)
    ended: list[Job] = []
    jobs.ended.connect(ended.append)
    assert looking.begun.wait(20)
    jobs.run("arranging", lambda _: looking.open.set(), lambda _: order.append("归入"), Effect.WRITES)
    qtbot.waitUntil(lambda: not jobs.running)
    assert order == ["归入", "第2次"]
    assert len(ended) == 2
    assert (seen.outcome, seen.over) == (Outcome.DONE, True)


def test_what_somebody_waits_for_breaks_off_for_nothing(jobs: Jobs, qtbot: QtBot) -> None:
    looking, order = Looking(), list[str]()
    jobs.run("looking", looking, lambda times: order.append(f"第{times}次"))
    assert looking.begun.wait(20)
    jobs.run("arranging", lambda _: None, lambda _: order.append("归入"), Effect.WRITES)
    looking.open.set()
    qtbot.waitUntil(lambda: not jobs.running)
    assert order == ["第1次", "归入"]


def test_before_another_project_is_opened_all_is_done_in_turn(jobs: Jobs, qtbot: QtBot) -> None:
    gate, order = Gate(), list[str]()
    jobs.run("arranging", gate, lambda _: None)
    jobs.run("piecing", lambda _: None, lambda _: order.append("看"), Effect.INFORMS)
    jobs.give_way_no_more()
    jobs.run("opening", lambda _: None, lambda _: order.append("打开"))
    gate.open.set()
    qtbot.waitUntil(lambda: not jobs.running)
    assert order == ["看", "打开"]


def test_what_only_informs_is_stopped_for_good_when_the_program_ends(jobs: Jobs, qtbot: QtBot) -> None:
    looking = Looking()
    job = jobs.run("piecing", looking, lambda _: None, Effect.INFORMS)
    assert looking.begun.wait(20)
    jobs.close()
    qtbot.waitUntil(lambda: not jobs.running)
    assert (job.outcome, job.over) == (Outcome.STOPPED, True)


def test_what_only_informs_stays_in_the_order_it_was_asked_for(jobs: Jobs, qtbot: QtBot) -> None:
    gate, order = Gate(), list[str]()
    jobs.run("arranging", gate, lambda _: None)
    for name, effect in (("一看", Effect.INFORMS), ("打开", Effect.READS), ("二看", Effect.INFORMS)):
        jobs.run("arranging", lambda _: None, lambda _, name=name: order.append(name), effect)
    gate.open.set()
    qtbot.waitUntil(lambda: not jobs.running)
    assert order == ["打开", "一看", "二看"]


def test_what_gave_way_begins_anew_where_it_is_to_give_way_no_more_meanwhile(jobs: Jobs, qtbot: QtBot) -> None:
    begun, told, go_on = threading.Event(), threading.Event(), threading.Event()
    times: list[int] = []

    def look(report: Report) -> None:
        times.append(1)
        begun.set()
        while len(times) == 1 and not report.cancelled():
            pass
        if len(times) == 1:
            told.set()
            assert go_on.wait(20)
            raise CancelledError

    seen = jobs.run("piecing", look, lambda _: None, Effect.INFORMS)
    assert begun.wait(20)
    jobs.run("arranging", lambda _: None, lambda _: None, Effect.WRITES)
    assert told.wait(20)
    jobs.give_way_no_more()
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.running)
    assert (seen.outcome, len(times)) == (Outcome.DONE, 2)
