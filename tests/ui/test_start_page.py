"""The start page asks who works here, and then opens what is wanted."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from app import settings
from app.window import Shown
from ui.jobs import Jobs
from ui.session import Session
from ui.views.start_page import StartPage


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    page = StartPage("李敏")
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.fixture
def nameless(qtbot: QtBot) -> StartPage:
    page = StartPage("")
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    return page


@pytest.mark.parametrize("name", ["new", "browse", "restore", "example"])
def test_each_button_says_what_is_wanted(name: str, page: StartPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(getattr(page, f"{name}_wanted")):
        qtbot.mouseClick(getattr(page, f"{name}_button"), Qt.MouseButton.LeftButton)


def test_without_a_name_nothing_is_opened_and_the_page_says_why(nameless: StartPage, qtbot: QtBot) -> None:
    wanted = QSignalSpy(nameless.new_wanted)
    qtbot.mouseClick(nameless.new_button, Qt.MouseButton.LeftButton)
    assert wanted.count() == 0
    assert "经办人" in nameless.fault.text()
    assert nameless.fault.isVisible()
    qtbot.waitUntil(nameless.name.hasFocus)


def test_the_complaint_goes_when_a_name_is_typed(nameless: StartPage, qtbot: QtBot) -> None:
    nameless.new_button.click()
    qtbot.keyClicks(nameless.name, "Li")
    assert not nameless.fault.isVisible()
    assert nameless.hint.isVisible()


def test_the_name_is_told_once_and_before_what_it_is_needed_for(nameless: StartPage) -> None:
    told: list[str] = []
    nameless.name_changed.connect(told.append)
    nameless.new_wanted.connect(lambda: told.append("新建"))
    nameless.name.setText("  李敏 ")
    nameless.new_button.click()
    nameless.new_button.click()
    assert told == ["李敏", "新建", "新建"]


def test_enter_in_the_name_tells_it(nameless: StartPage, qtbot: QtBot) -> None:
    nameless.name.setText("王芳")
    with qtbot.waitSignal(nameless.name_changed) as told:
        qtbot.keyClick(nameless.name, Qt.Key.Key_Return)
    assert told.args == ["王芳"]


def test_one_click_opens_a_recent_project(page: StartPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.set_recent((tmp_path,))
    spot = page.recent.visualItemRect(page.recent.item(0)).center()
    with qtbot.waitSignal(page.open_wanted) as told:
        qtbot.mouseClick(page.recent.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert told.args == [tmp_path]


def test_enter_opens_a_recent_project(page: StartPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.set_recent((tmp_path,))
    page.recent.setCurrentRow(0)
    with qtbot.waitSignal(page.open_wanted) as told:
        qtbot.keyClick(page.recent, Qt.Key.Key_Return)
    assert told.args == [tmp_path]


def test_a_project_that_is_not_there_is_said_so_and_cannot_be_opened(
    page: StartPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.set_recent((tmp_path / "U盘" / "国检2023", tmp_path))
    item = page.recent.item(0)
    qtbot.waitUntil(lambda: "找不到" in item.text())
    assert not item.flags() & Qt.ItemFlag.ItemIsEnabled
    assert page.recent.item(1).flags() & Qt.ItemFlag.ItemIsEnabled


def test_nobody_waits_for_a_share_that_does_not_answer(page: StartPage, qtbot: QtBot) -> None:
    answers = Event()

    class OnShare(type(Path())):
        def is_dir(self) -> bool:
            assert answers.wait(10), "asked on the GUI thread"
            return False

    page.set_recent((OnShare("/共享/国检2023"),))
    item = page.recent.item(0)
    assert item.flags() & Qt.ItemFlag.ItemIsEnabled
    answers.set()
    qtbot.waitUntil(lambda: not item.flags() & Qt.ItemFlag.ItemIsEnabled)


def test_without_recent_projects_the_list_says_so(page: StartPage) -> None:
    assert page.recent.item(0).text() == "还没有打开过项目"


def test_names_of_this_pc_are_offered_while_one_is_typed(qtbot: QtBot) -> None:
    page = StartPage("")
    qtbot.addWidget(page)
    page.offer_names(("李敏", "王芳"))
    completer = page.name.completer()
    completer.setCompletionPrefix("芳")
    assert completer.currentCompletion() == "王芳"


def test_a_project_that_is_closed_before_it_was_painted_is_remembered(
    project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    path, kept = project.moment.path, tmp_path / "settings.toml"
    project.close()
    jobs = Jobs()
    program = Shown(jobs, kept)
    window = program.window()
    qtbot.addWidget(window)
    program.session.opened.connect(lambda: QTimer.singleShot(0, program.session.close))  # before it is settled
    with qtbot.waitSignal(program.session.closed):
        program.session.open(path, "李敏", None)
    assert settings.load(kept).recent == (path,)
    assert settings.load(kept).who == "李敏"
    jobs.close()
