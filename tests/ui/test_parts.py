"""A clerk says that the dossier is handed in to an upper level, chooses the office's part, and sees what follows."""
# The stubs of PySide6 and pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from evidence.journal import Action
from evidence.model import Facts, Mode, PaperCopy
from ui.desk import Desk
from ui.dialogs.new_project import NewProject
from ui.dialogs.part import PartDialog
from ui.dialogs.settings import SettingsDialog, Topic
from ui.dialogs.years_page import YearsPage
from ui.models.criteria_tree import Column
from ui.scheme_menu import SchemeMenu
from ui.session import Session
from ui.views.criteria_pane import Kind

_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@pytest.fixture
def handing_in(project: Session, qtbot: QtBot) -> Session:
    """The small project, handed in to a city."""
    about = replace(project.moment.snapshot.project, mode=Mode.PART, upper="白鹭市食安办")
    with qtbot.waitSignal(project.changed):
        project.criteria.edit_project(Action.EDIT_PROJECT, about)
    return project


@pytest.fixture
def dialog(handing_in: Session, window: QWidget) -> PartDialog:
    dialog = PartDialog(handing_in, window)
    dialog.show()
    return dialog


def a_desk(project: Session, qtbot: QtBot) -> Desk:
    desk = Desk(project)
    qtbot.addWidget(desk)
    project.opened.emit()
    desk.resize(1200, 600)
    desk.show()
    return desk


@pytest.fixture
def desk(handing_in: Session, qtbot: QtBot) -> Desk:
    """A desk over it, with a paper in 1-1."""
    with qtbot.waitSignal(handing_in.changed):
        handing_in.register_paper(Facts(title="方案"), 3, PaperCopy("档案室", "王敏"), ["1-1#食品安全工作方案"])
    return a_desk(handing_in, qtbot)


def choose(project: Session, qtbot: QtBot, *codes: str) -> None:
    snapshot = project.moment.snapshot
    with qtbot.waitSignal(project.changed):
        project.parts.choose([snapshot.by_code[code].id for code in codes])


def asked(project: Session) -> list[str]:
    return [gaps.criterion.code for gaps in project.moment.gaps.values()]


def ticked(dialog: PartDialog, project: Session) -> list[str]:
    return [item.code for item in project.moment.snapshot.items if item.id in dialog.ticked()]


def click(button: QAbstractButton, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def tick_unit(dialog: PartDialog, name: str) -> None:
    lines = [dialog.units.item(row) for row in range(dialog.units.count())]
    (line,) = [line for line in lines if line.text().startswith(name)]
    line.setCheckState(Qt.CheckState.Checked)


def select(desk: Desk, project: Session, *codes: str) -> None:
    selection = desk.criteria.tree.selectionModel()
    selection.clear()
    indexes = [desk.criteria.model.index_of(project.moment.snapshot.by_code[code].id) for code in codes]
    for index in indexes:
        desk.criteria.tree.setCurrentIndex(index)
    for index in indexes:
        selection.select(index, _ROW)


def state(desk: Desk, project: Session, code: str) -> str:
    index = desk.criteria.model.index_of(project.moment.snapshot.by_code[code].id)
    return index.siblingAtColumn(Column.STATE).data()


def listed(desk: Desk, project: Session) -> list[str]:
    items = project.moment.snapshot.items
    return [item.code for item in items if desk.criteria.model.index_of(item.id).isValid()]


# 设置 and the wizard


def years(project: Session, window: QWidget) -> tuple[SettingsDialog, YearsPage]:
    settings = SettingsDialog(project, Topic.YEARS, window)
    settings.show()
    page = settings.page
    assert isinstance(page, YearsPage)
    return settings, page


def test_the_mode_is_saved_with_whom_it_is_for(project: Session, window: QWidget, qtbot: QtBot) -> None:
    settings, info = years(project, window)
    info.meant_for.choice.choose(Mode.PART)
    info.meant_for.office.setText(" 白鹭市食安办 ")
    with qtbot.waitSignal(settings.accepted):
        click(settings.ok_button, qtbot)
    about = project.moment.snapshot.project
    assert (about.mode, about.upper) == (Mode.PART, "白鹭市食安办")


def test_whom_it_is_for_is_asked_in_that_mode_alone(project: Session, window: QWidget) -> None:
    _, info = years(project, window)
    assert not info.meant_for.office.isEnabled()
    info.meant_for.choice.choose(Mode.PART)
    assert info.meant_for.office.isEnabled()
    assert "承担范围" in info.meant_for.hint.text()


def test_a_new_project_may_be_handed_in_to_an_upper_level(
    session: Session, tmp_path: Path, window: QWidget, qtbot: QtBot
) -> None:
    table = tmp_path / "细则.csv"
    table.write_text("编号,评价内容,分值\n1-1,建立工作机制。,3\n", "utf-8-sig")
    wizard = NewProject(session, "李敏", tmp_path / "迎检", parent=window)
    wizard.show()
    with qtbot.waitSignal(wizard.scheme_page.chooser.was_read):
        wizard.scheme_page.chooser.choose(table)
    wizard.next()
    wizard.place_page.place.setText("云岭县")
    wizard.place_page.meant_for.choice.choose(Mode.PART)
    wizard.place_page.meant_for.office.setText("白鹭市食安办")
    wizard.next()
    with qtbot.waitSignal(session.opened):
        wizard.accept()
    project = session.moment.snapshot.project
    assert (project.mode, project.upper) == (Mode.PART, "白鹭市食安办")


# the dialog


def test_everything_is_ticked_at_first(dialog: PartDialog, handing_in: Session) -> None:
    assert ticked(dialog, handing_in) == ["1-1", "1-2", "2-1"]
    assert dialog.sums.text() == "承担 3 项，合计 9 分（不含加分）；细则共 3 项。"


def test_what_is_ticked_becomes_the_part_as_one_step(dialog: PartDialog, handing_in: Session, qtbot: QtBot) -> None:
    dialog.tick(handing_in.moment.snapshot.by_code["1-2"].id, on=False)
    with qtbot.waitSignal(dialog.accepted):
        click(dialog.ok_button, qtbot)
    assert asked(handing_in) == ["1-1", "2-1"]
    assert handing_in.moment.undo == "调整承担范围（1-2）"


def test_a_group_ticks_all_below_it(dialog: PartDialog, handing_in: Session) -> None:
    snapshot = handing_in.moment.snapshot
    above = snapshot.chain(snapshot.by_code["1-1"])[0]
    dialog.tick(above.id, on=False)
    assert ticked(dialog, handing_in) == ["2-1"]


def test_units_are_offered_as_the_table_calls_them_with_their_items(dialog: PartDialog) -> None:
    lines = [dialog.units.item(row).text() for row in range(dialog.units.count())]
    assert lines == ["县食药安办（牵头 2 项）", "县市场监管局（牵头 1 项）"]


def test_what_units_owe_is_ticked_alone(dialog: PartDialog, handing_in: Session, qtbot: QtBot) -> None:
    tick_unit(dialog, "县市场监管局")
    click(dialog.take, qtbot)
    assert ticked(dialog, handing_in) == ["2-1"]


def test_without_a_unit_there_is_nothing_to_tick_by(dialog: PartDialog) -> None:
    assert not dialog.take.isEnabled()


def test_a_part_of_nothing_is_not_saved(dialog: PartDialog, handing_in: Session) -> None:
    for item in handing_in.moment.snapshot.items:
        dialog.tick(item.id, on=False)
    assert not dialog.ok_button.isEnabled()


def test_saving_what_is_chosen_already_is_no_step(dialog: PartDialog, handing_in: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.accepted):
        click(dialog.ok_button, qtbot)
    assert handing_in.moment.undo == "修改项目信息"


@pytest.mark.parametrize("mode", list(Mode))
def test_the_menu_offers_it_only_where_there_is_a_part(
    mode: Mode, project: Session, window: QWidget, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(project.changed):
        about = replace(project.moment.snapshot.project, mode=mode, upper="白鹭市食安办")
        project.criteria.edit_project(Action.EDIT_PROJECT, about)
    menu = SchemeMenu(project, window)
    menu.allow(allowed=True)
    assert menu.part.isEnabled() == (mode is Mode.PART)


# the desk


def test_the_tree_shows_what_is_beyond_the_part_as_such(desk: Desk, handing_in: Session, qtbot: QtBot) -> None:
    choose(handing_in, qtbot, "1-1", "1-2")
    group = handing_in.moment.snapshot.chain(handing_in.moment.snapshot.by_code["2-1"])[0]
    assert [state(desk, handing_in, code) for code in ("1-2", "2-1", group.code)] == ["缺", "范围外", "范围外"]
    assert desk.criteria.sums.text().startswith("承担 2/3 项：")


def test_the_tree_is_a_sound_model_with_items_beyond_the_part(desk: Desk, handing_in: Session, qtbot: QtBot) -> None:
    tester = QAbstractItemModelTester(
        desk.criteria.model, QAbstractItemModelTester.FailureReportingMode.Fatal, desk.criteria.model
    )
    choose(handing_in, qtbot, "1-1")
    assert tester.model() is desk.criteria.model


def of_kind(desk: Desk, kind: Kind) -> None:
    desk.criteria.kind.setCurrentText(kind)


@pytest.mark.parametrize(("kind", "codes"), [(Kind.BEYOND, ["1-2"]), (Kind.MISSING, ["2-1"]), (Kind.COMPLETE, [])])
def test_the_list_is_narrowed_to_one_or_the_other(
    kind: Kind, codes: Sequence[str], desk: Desk, handing_in: Session, qtbot: QtBot
) -> None:
    choose(handing_in, qtbot, "1-1", "2-1")
    of_kind(desk, kind)
    assert [code for code in listed(desk, handing_in) if code != "1-1"] == codes


def test_without_anything_beyond_that_kind_is_not_offered(desk: Desk) -> None:
    assert desk.criteria.kind.findText(Kind.BEYOND) < 0


def test_papers_of_an_item_beyond_the_part_are_shown_and_nothing_is_wanting(
    desk: Desk, handing_in: Session, qtbot: QtBot
) -> None:
    choose(handing_in, qtbot, "2-1")
    select(desk, handing_in, "1-1")
    model = desk.item.model
    assert desk.item.title.text().endswith("范围外")
    assert model.index(0, 5).data() == "范围外"
    assert model.index(0, 0, model.index(0, 0)).data() == "方案"


def test_the_chosen_item_stays_chosen_when_it_is_put_beyond_the_part(
    desk: Desk, handing_in: Session, qtbot: QtBot
) -> None:
    select(desk, handing_in, "1-1")
    choose(handing_in, qtbot, "2-1")
    assert desk.item.criterion == handing_in.moment.snapshot.by_code["1-1"].id


def test_several_items_are_taken_out_of_the_part_and_put_back_from_the_tree(
    desk: Desk, handing_in: Session, qtbot: QtBot
) -> None:
    select(desk, handing_in, "1-1", "1-2")
    assert desk.items.within.isChecked()
    with qtbot.waitSignal(handing_in.changed):
        desk.items.within.trigger()
    assert asked(handing_in) == ["2-1"]
    select(desk, handing_in, "1-1")
    assert not desk.items.within.isChecked()
    with qtbot.waitSignal(handing_in.changed):
        desk.items.within.trigger()
    assert asked(handing_in) == ["1-1", "2-1"]


def test_the_last_item_is_not_taken_out(desk: Desk, handing_in: Session, qtbot: QtBot) -> None:
    choose(handing_in, qtbot, "2-1")
    select(desk, handing_in, "2-1")
    told: list[str] = []
    handing_in.refused.connect(told.append)
    with qtbot.waitSignal(handing_in.refused):
        desk.items.within.trigger()
    assert "至少保留一项" in told[0]
    assert desk.items.within.isChecked()


def test_of_the_offices_own_dossier_the_tree_offers_no_part(project: Session, qtbot: QtBot) -> None:
    assert not a_desk(project, qtbot).items.within.isVisible()


def test_what_is_certain_beyond_the_part_is_not_accepted_with_all_that_is_certain(
    handing_in: Session, inbox: Path, qtbot: QtBot
) -> None:
    desk = a_desk(handing_in, qtbot)
    with qtbot.waitSignal(handing_in.changed):
        handing_in.take_in([inbox], lambda _: None)
    certain = len(desk.tray.model.certain())
    choose(handing_in, qtbot, "2-1")
    assert 0 < len(desk.tray.model.certain()) < certain
