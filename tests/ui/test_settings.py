"""设置: pages are changed and saved, each as one step, and what was not changed is not written."""
# PySide6's stubs and those of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import TypeVar, cast

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from evidence.imprint import Imprint
from ui.appearance import Appearance
from ui.dialogs.chase_steps import StepsPage
from ui.dialogs.look_page import LookPage
from ui.dialogs.office_page import OfficePage
from ui.dialogs.people_page import PeoplePage
from ui.dialogs.settings import SettingsDialog, Topic
from ui.dialogs.settings_page import SettingsPage
from ui.dialogs.years_page import YearsPage
from ui.main_window import MainWindow
from ui.people import People
from ui.session import Session, Setup
from ui.theme import LARGE_PT, Look, Shade, em

P = TypeVar("P", bound=SettingsPage)


@pytest.fixture
def people() -> People:
    return People("李敏", ("王芳",))


@pytest.fixture
def setup(setup: Setup, people: People, qapp: object) -> Setup:  # noqa: ARG001 — an appearance needs an application
    appearance = Appearance()
    appearance.dress = lambda: None  # the other tests' window stays as it is
    return replace(setup, people=people, appearance=appearance)


@pytest.fixture
def dialog(project: Session, window: QWidget, qtbot: QtBot) -> SettingsDialog:
    dialog = SettingsDialog(project, Topic.OFFICE, window)
    dialog.show()
    steps = dialog.pages[Topic.STEPS]
    qtbot.waitUntil(lambda: steps.isEnabledTo(dialog))
    return dialog


def page(dialog: SettingsDialog, topic: Topic, kind: type[P]) -> P:
    found = dialog.pages[topic]
    assert isinstance(found, kind)
    return found


def save(dialog: SettingsDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.accepted):
        dialog.ok_button.click()


def test_every_topic_has_its_page(dialog: SettingsDialog) -> None:
    names = [dialog.topics.item(row).text() for row in range(dialog.topics.count())]
    assert names == [topic.value for topic in Topic]


def test_without_a_project_only_what_is_the_pcs_own_is_asked(session: Session, window: QWidget) -> None:
    dialog = SettingsDialog(session, Topic.OFFICE, window)
    dialog.show()
    assert list(dialog.pages) == [Topic.PEOPLE, Topic.LOOK]
    assert dialog.page is dialog.pages[Topic.PEOPLE]


def test_nothing_changed_is_no_step_and_no_question(dialog: SettingsDialog, project: Session, qtbot: QtBot) -> None:
    save(dialog, qtbot)
    assert project.moment.undo is None


def test_the_office_and_its_names_are_one_step(dialog: SettingsDialog, project: Session, qtbot: QtBot) -> None:
    office = page(dialog, Topic.OFFICE, OfficePage)
    office.office.setCurrentText("云岭县食安办")
    office.seal.setText("云岭县食品安全委员会办公室")
    save(dialog, qtbot)
    about = project.moment.snapshot.project
    assert (about.place, about.office) == ("云岭县", "云岭县食安办")
    assert about.imprint == Imprint(seal="云岭县食品安全委员会办公室")
    assert project.moment.undo == "修改项目信息"
    with qtbot.waitSignal(project.changed):
        project.undo()
    about = project.moment.snapshot.project
    assert (about.office, about.imprint, project.moment.undo) == ("云岭县食药安办", Imprint(), None)


def test_a_name_that_is_as_proposed_stays_proposed(dialog: SettingsDialog, project: Session, qtbot: QtBot) -> None:
    office = page(dialog, Topic.OFFICE, OfficePage)
    office.signed.setText(office.signed.placeholderText())
    office.seal.setText("甲")
    save(dialog, qtbot)
    assert project.moment.snapshot.project.imprint == Imprint(seal="甲")


def test_each_changed_page_is_a_step_of_its_own(dialog: SettingsDialog, project: Session, qtbot: QtBot) -> None:
    page(dialog, Topic.OFFICE, OfficePage).office.setCurrentText("云岭县食安办")
    page(dialog, Topic.YEARS, YearsPage).first_year.setValue(2022)
    page(dialog, Topic.STEPS, StepsPage).names[0].setText("电话提醒")
    save(dialog, qtbot)
    about = project.moment.snapshot.project
    assert (about.office, about.first_year) == ("云岭县食安办", 2022)
    assert project.workspace.chasing.steps()[0].name == "电话提醒"
    for office, first in (("云岭县食安办", 2022), ("云岭县食安办", 2021), ("云岭县食药安办", 2021)):
        with qtbot.waitSignal(project.changed):
            project.undo()
        about = project.moment.snapshot.project
        assert (about.office, about.first_year) == (office, first)
    assert project.moment.undo is None


def test_a_first_year_is_never_after_the_base_year(dialog: SettingsDialog) -> None:
    years = page(dialog, Topic.YEARS, YearsPage)
    years.first_year.setValue(2030)
    assert years.first_year.value() == 2023


def test_what_is_refused_is_said_on_its_page_and_what_was_saved_is_not_saved_again(
    dialog: SettingsDialog, project: Session, qtbot: QtBot
) -> None:
    page(dialog, Topic.OFFICE, OfficePage).office.setCurrentText("云岭县食安办")
    years = page(dialog, Topic.YEARS, YearsPage)
    years.submit_on.setText("月底")
    dialog.ok_button.click()
    qtbot.waitUntil(lambda: "送审日期" in dialog.fault.text())
    assert dialog.page is years
    assert dialog.isVisible()
    years.submit_on.clear()
    save(dialog, qtbot)
    with qtbot.waitSignal(project.changed):
        project.undo()
    assert project.moment.undo is None


def test_changes_are_not_thrown_away_without_a_question(dialog: SettingsDialog) -> None:
    page(dialog, Topic.OFFICE, OfficePage).title.setText("甲")
    dialog.reject()
    question = dialog.findChild(QMessageBox)
    assert isinstance(question, QMessageBox)
    assert dialog.isVisible()
    question.buttons()[0].click()
    assert not dialog.isVisible()


def test_names_are_added_and_another_takes_over(
    dialog: SettingsDialog, people: People, project: Session, qtbot: QtBot
) -> None:
    names = page(dialog, Topic.PEOPLE, PeoplePage)
    dialog.open_at(Topic.PEOPLE)
    names.name.setText(" 张强 ")
    qtbot.mouseClick(names.add_button, Qt.MouseButton.LeftButton)
    names.who.setCurrentText("张强")
    names.names.setCurrentRow(1)
    qtbot.mouseClick(names.remove_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(people.taken_over) as told:
        save(dialog, qtbot)
    assert told.args == ["张强"]
    assert (people.who, people.names) == ("张强", ("张强", "李敏"))
    assert project.moment.undo is None


def test_who_works_now_cannot_be_removed(dialog: SettingsDialog) -> None:
    names = page(dialog, Topic.PEOPLE, PeoplePage)
    names.names.setCurrentRow(0)
    assert names.names.currentItem().text() == "李敏"
    assert not names.remove_button.isEnabled()


def test_whoever_takes_over_is_written_into_the_record(
    project: Session, people: People, tmp_path: Path, qtbot: QtBot
) -> None:
    window = MainWindow(project, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    people.taken_over.connect(window.work_as)
    _ = window.desk
    path = project.moment.path
    with qtbot.waitSignal(project.opened):
        people.choose("张强", people.names)
    assert (project.moment.who, project.moment.path) == ("张强", path)
    assert window.start.name.text() == "张强"


def test_the_look_changes_as_it_is_chosen(dialog: SettingsDialog, setup: Setup, qtbot: QtBot) -> None:
    look = page(dialog, Topic.LOOK, LookPage)
    assert setup.appearance is not None
    look.shade.choose(Shade.DARK)
    with qtbot.waitSignal(setup.appearance.chosen):
        look.shade.box.activated.emit(look.shade.box.currentIndex())
    look.text_size.choose(LARGE_PT)
    look.text_size.box.activated.emit(look.text_size.box.currentIndex())
    assert setup.appearance.look == Look(Shade.DARK, LARGE_PT)
    assert not look.is_changed()


def test_the_window_opens_it_with_a_key(project: Session, tmp_path: Path, qtbot: QtBot) -> None:
    window = MainWindow(project, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    assert window.settings_action.shortcut().toString() == "Ctrl+,"
    window.settings_action.trigger()
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    assert dialog.page is dialog.pages[Topic.OFFICE]
    dialog.close()


@pytest.mark.parametrize("topic", Topic)
def test_nothing_is_cut_on_a_small_screen(topic: Topic, dialog: SettingsDialog, qtbot: QtBot) -> None:
    size = em(dialog) / 13  # of the text of a screen of 1366 × 768 at 150 %
    dialog.resize(round(855 * size), round(440 * size))
    dialog.open_at(topic)
    shown = dialog.page
    qtbot.waitUntil(lambda: shown.isVisible() and shown.width() > 0)
    assert shown.minimumSizeHint().width() <= shown.width()
    for button in cast("list[QPushButton]", shown.findChildren(QPushButton)):
        right = button.mapTo(shown, QPoint(button.width(), 0)).x()
        assert not button.isVisible() or right <= shown.width()
        assert button.width() >= button.minimumSizeHint().width()
    assert dialog.ok_button.mapTo(dialog, QPoint(0, dialog.ok_button.height())).y() <= dialog.height()


def test_people_know_each_name_once_and_plainly() -> None:
    people = People("李敏", ("", " 王芳 ", "李敏", "王芳"))
    assert people.names == ("李敏", "王芳")
    people.work("王芳")
    assert (people.who, people.names) == ("王芳", ("李敏", "王芳"))
