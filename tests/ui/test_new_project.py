"""A clerk makes a project in three steps."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget, QWizard
from pytestqt.qtbot import QtBot

from tests.app.examples import SCHEME
from ui.dialogs.new_project import Created, NewProject
from ui.session import Session


@pytest.fixture
def table(tmp_path: Path) -> Path:
    table = tmp_path / "细则.csv"
    table.write_text(SCHEME, "utf-8-sig")
    return table


@pytest.fixture
def wizard(session: Session, tmp_path: Path, window: QWidget) -> NewProject:
    wizard = NewProject(session, "李敏", tmp_path / "迎检", parent=window)
    wizard.show()
    return wizard


@pytest.fixture
def read(wizard: NewProject, table: Path, qtbot: QtBot) -> NewProject:
    """The wizard after it has read a table."""
    with qtbot.waitSignal(wizard.scheme_page.chooser.was_read):
        wizard.scheme_page.chooser.choose(table)
    return wizard


@pytest.fixture
def filled(read: NewProject) -> NewProject:
    """The wizard at its last step."""
    read.next()
    read.place_page.place.setText("云岭县")
    read.next()
    return read


def click(wizard: NewProject, button: QWizard.WizardButton, qtbot: QtBot) -> None:
    qtbot.mouseClick(wizard.button(button), Qt.MouseButton.LeftButton)


def test_every_button_is_chinese(wizard: NewProject) -> None:
    buttons = (
        QWizard.WizardButton.BackButton,
        QWizard.WizardButton.NextButton,
        QWizard.WizardButton.FinishButton,
        QWizard.WizardButton.CancelButton,
    )
    assert [wizard.button(button).text() for button in buttons] == ["上一步(&B)", "下一步(&N)", "完成(&F)", "取消"]


def test_without_a_table_there_is_no_next_step(wizard: NewProject) -> None:
    assert not wizard.button(QWizard.WizardButton.NextButton).isEnabled()


def test_a_table_that_was_read_is_shown(read: NewProject) -> None:
    page = read.scheme_page.chooser
    assert "评价内容 3 项，总分 9 分" in page.said.text()
    assert page.desk.tree.topLevelItem(0).text(0).endswith("基础工作")
    assert read.button(QWizard.WizardButton.NextButton).isEnabled()


def test_the_table_that_ships_is_marked_unofficial(wizard: NewProject, qtbot: QtBot) -> None:
    page = wizard.scheme_page.chooser
    assert "演示版（非官方）" in page.tables.itemText(0)
    with qtbot.waitSignal(page.was_read):
        page.tables.setCurrentIndex(0)
    assert "不得用于申报" in page.warning.text()


def test_what_to_check_in_a_table_is_listed_with_its_place(wizard: NewProject, tmp_path: Path, qtbot: QtBot) -> None:
    table = tmp_path / "细则.csv"
    table.write_text("编号,评价内容,分值\n1-1,甲项内容应当齐备。,两三分吧\n", "utf-8-sig")
    with qtbot.waitSignal(wizard.scheme_page.chooser.was_read):
        wizard.scheme_page.chooser.choose(table)
    assert wizard.scheme_page.chooser.desk.notices.item(0).text().startswith("细则.csv!C2\n分值“两三分吧”无法识别")


def test_an_unreadable_table_is_said_so_and_blocks_the_next_step(
    read: NewProject, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "电话.csv"
    other.write_text("姓名,电话\n甲,1\n", "utf-8-sig")
    with qtbot.waitSignal(read.scheme_page.completeChanged):
        read.scheme_page.chooser.choose(other)
    qtbot.waitUntil(lambda: "没有找到评价细则的表头" in read.scheme_page.chooser.warning.text())
    assert not read.button(QWizard.WizardButton.NextButton).isEnabled()


def test_of_two_tables_chosen_quickly_the_second_is_shown(
    wizard: NewProject, table: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "空.csv"
    bad.touch()
    with qtbot.waitSignal(wizard.scheme_page.chooser.was_read):
        wizard.scheme_page.chooser.choose(bad)
        wizard.scheme_page.chooser.choose(table)
    assert wizard.scheme_page.chooser.warning.text() == ""
    assert wizard.scheme_page.chooser.reading is not None


def test_the_office_follows_the_place_until_it_is_written_by_hand(wizard: NewProject) -> None:
    page = wizard.place_page
    assert page.missing.text().replace("\u200b", "") == "填了地名，才能到下一步。"
    page.place.setText("云岭县")
    assert page.missing.text() == ""
    page.office_kind.setCurrentText("食安办")
    assert page.office_name == "云岭县食安办"
    page.office.setText("云岭县创建国家食品安全示范城市指挥部办公室")
    page.place.setText("云阳县")
    assert page.office_name == "云岭县创建国家食品安全示范城市指挥部办公室"


def test_the_base_year_is_last_year_and_says_what_it_means(wizard: NewProject) -> None:
    page = wizard.place_page
    assert page.base_year.value() == 2023
    assert "近三年指 2021—2023 年" in page.years.text()
    page.base_year.setValue(2024)
    assert "2022—2024" in page.years.text()


@pytest.mark.parametrize("typed", ["双河镇\n石坪镇\n\n双河镇", "双河镇，石坪镇", " 双河镇 \n石坪镇、"])
def test_townships_are_counted_each_once(typed: str, wizard: NewProject) -> None:
    wizard.place_page.townships_text.setPlainText(typed)
    assert wizard.place_page.townships == ("双河镇", "石坪镇")
    assert wizard.place_page.count.text() == "共 2 个。"


def test_a_township_that_looks_like_a_path_is_a_name(wizard: NewProject) -> None:
    wizard.place_page.townships_text.setPlainText("双河/石坪.镇")
    assert len(wizard.place_page.townships) == 1


def test_without_townships_the_page_says_what_follows(wizard: NewProject) -> None:
    assert "一直显示为缺" in wizard.place_page.count.text()


def test_townships_come_from_a_file(wizard: NewProject, tmp_path: Path) -> None:
    listed = tmp_path / "名单.txt"
    listed.write_text("双河镇\n红岩乡\n", "gb18030")
    wizard.place_page.read_townships(listed)
    assert wizard.place_page.townships == ("双河镇", "红岩乡")


def test_a_list_that_is_not_there_is_said_so(wizard: NewProject, tmp_path: Path) -> None:
    wizard.place_page.read_townships(tmp_path / "没有.txt")
    assert "读不出乡镇名单" in wizard.place_page.fault.text()


def test_the_place_must_be_said(read: NewProject) -> None:
    read.next()
    assert not read.button(QWizard.WizardButton.NextButton).isEnabled()
    read.place_page.place.setText("云岭县")
    assert read.button(QWizard.WizardButton.NextButton).isEnabled()


def test_the_last_step_proposes_a_name_and_shows_the_whole_path(filled: NewProject, tmp_path: Path) -> None:
    page = filled.keeping_page
    assert page.name.text() == "云岭县国检2023"
    assert page.path == tmp_path / "迎检" / "云岭县国检2023"
    assert page.path_label.text().replace("\u200b", "") == f"项目文件夹：{page.path}"


def test_a_name_that_windows_refuses_is_made_fit(filled: NewProject) -> None:
    filled.keeping_page.name.setText("云岭县 国检:2023?.")
    assert filled.keeping_page.path.name == "云岭县 国检 2023"


def test_the_folder_must_be_written_whole(filled: NewProject) -> None:
    filled.keeping_page.folder.setText("迎检")
    assert "完整的文件夹路径" in filled.keeping_page.path_label.text()
    assert not filled.button(QWizard.WizardButton.FinishButton).isEnabled()


def test_somebody_must_make_it(filled: NewProject) -> None:
    filled.keeping_page.who.setText(" ")
    assert not filled.button(QWizard.WizardButton.FinishButton).isEnabled()


def test_finish_makes_the_project_opens_it_and_closes_the_wizard(
    filled: NewProject, session: Session, qtbot: QtBot
) -> None:
    filled.place_page.townships_text.setPlainText("双河镇\n石坪镇")
    told: list[Created] = []
    filled.created.connect(told.append)
    path = filled.keeping_page.path
    with qtbot.waitSignals([filled.accepted, filled.destroyed]):
        click(filled, QWizard.WizardButton.FinishButton, qtbot)
    assert told == [Created(path, "李敏")]
    project = session.moment.snapshot.project
    assert (project.place, project.office) == ("云岭县", "云岭县食药安办")
    assert (project.first_year, project.base_year) == (2021, 2023)
    assert project.townships == ("双河镇", "石坪镇")
    assert session.moment.who == "李敏"


def test_a_refusal_is_said_and_another_name_can_be_tried(filled: NewProject, session: Session, qtbot: QtBot) -> None:
    page = filled.keeping_page
    page.path.mkdir(parents=True)
    (page.path / "别的.txt").touch()
    click(filled, QWizard.WizardButton.FinishButton, qtbot)
    qtbot.waitUntil(lambda: "已经存在且不是空文件夹" in page.fault.text())
    qtbot.waitUntil(lambda: filled.button(QWizard.WizardButton.FinishButton).isEnabled())
    assert filled.isVisible()
    page.name.setText("云岭县国检2023（二）")
    assert page.fault.text() == ""
    with qtbot.waitSignal(session.opened):
        click(filled, QWizard.WizardButton.FinishButton, qtbot)


def test_a_table_that_is_read_after_the_wizard_was_closed_does_no_harm(
    wizard: NewProject, table: Path, session: Session, qtbot: QtBot
) -> None:
    wizard.scheme_page.chooser.choose(table)
    (job,) = session.jobs.running
    with qtbot.waitSignals([job.succeeded, wizard.destroyed]):
        wizard.reject()
    qtbot.waitUntil(lambda: not session.jobs.running)


def test_esc_closes_it_without_a_project(filled: NewProject, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(filled.rejected):
        qtbot.keyClick(filled, Qt.Key.Key_Escape)
    assert not session.is_open
