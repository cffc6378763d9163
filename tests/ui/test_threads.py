"""Threads of the window: what they hold goes where it was made."""
# PySide6's stubs and those of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import threading
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from ui import threads
from ui.looking import Looking
from ui.reach_work import ReachWork
from ui.session import Session
from ui.views.start_page import StartPage


class Working(QObject):
    """Works in a thread until it is told to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.may_end = threading.Event()
        self.works_in = threads.start("tested", self._work)

    def _work(self) -> None:
        self.may_end.wait()


def where_it_goes(value: object) -> list[str]:
    """Return a list that will hold the name of the thread in which a value is let go."""
    places: list[str] = []
    weakref.finalize(value, lambda: places.append(threading.current_thread().name))
    return places


def test_what_a_thread_holds_last_goes_in_the_thread_that_made_it(qtbot: QtBot) -> None:
    working = Working()
    places, may_end, thread = where_it_goes(working), working.may_end, working.works_in
    del working
    may_end.set()
    thread.join()
    assert places == []
    qtbot.waitUntil(lambda: bool(places))
    assert places == ["MainThread"]


def test_what_goes_wrong_in_a_thread_is_raised_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    """It was written to where nobody looks, and the window went on without what the thread did."""

    def work() -> None:
        message = "nobody expected this"
        raise KeyError(message)

    with qtbot.captureExceptions() as raised:
        thread = threads.start("tested", work)
        qtbot.waitUntil(lambda: bool(raised))
    assert [kind for kind, *_ in raised] == [KeyError]
    assert not thread.is_alive()


def test_threads_are_begun_by_the_thread_of_the_window_alone(qtbot: QtBot) -> None:  # noqa: ARG001
    refused: list[RuntimeError] = []

    def begin() -> None:
        try:
            threads.start("tested", lambda: None)
        except RuntimeError as error:
            refused.append(error)

    other = threading.Thread(target=begin)
    other.start()
    other.join()
    assert "GUI thread" in str(refused[0])


def test_a_look_for_the_project_that_is_under_way_does_not_destroy_who_asked(project: Session, qtbot: QtBot) -> None:
    """The thread woke up after the last who held it had gone, and half of a window was taken apart in it."""
    reach = ReachWork(project, every_s=0.01)
    reach.begin()
    places = where_it_goes(reach)
    reach.end()
    project.reach = ReachWork(project)
    del reach
    qtbot.waitUntil(lambda: bool(places))
    assert places == ["MainThread"]


def test_a_page_that_goes_while_its_folders_are_looked_for_leaves_who_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """A share that is not connected answers late, to an object that went with its page."""
    begun, answers, made = threading.Event(), threading.Event(), list[Looking]()

    class Noted(Looking):
        def __init__(self, *parents: QObject) -> None:
            super().__init__(*parents)
            made.append(self)

    def ask(_: Path) -> bool:
        begun.set()
        answers.wait()
        return False

    monkeypatch.setattr("ui.looking.is_folder", ask)
    monkeypatch.setattr("ui.views.start_page.Looking", Noted)
    page = StartPage("李敏")
    page.set_recent((tmp_path / "拔出",))
    begun.wait()
    delete(page)
    assert isValid(made[0])
    with qtbot.waitSignal(made[0].missed):
        answers.set()
