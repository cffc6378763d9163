"""A project that is only read: nobody is let type what would be refused when it is saved."""
# PySide6's stubs and those of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from evidence.errors import WorkspaceError
from evidence.visits import Wish
from ui.dialogs.frozen import FrozenDialog
from ui.dialogs.holidays import HolidaysDialog
from ui.dialogs.inspection import InspectionDialog
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.key_figures import KeyFiguresDialog
from ui.dialogs.rates import RatesDialog
from ui.dialogs.self_scores import SelfScores
from ui.dialogs.settings import SettingsDialog, Topic
from ui.dialogs.sites import SitesDialog
from ui.dialogs.units import UnitsDialog
from ui.dialogs.visits import VisitsDialog
from ui.ledger_offers import Deed
from ui.main_window import MainWindow
from ui.session import Session
from ui.visit_work import note


@pytest.fixture
def main(project: Session, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """A window whose project can only be read."""
    path = project.moment.path
    with qtbot.waitSignal(project.closed):
        project.close()
    qtbot.waitUntil(lambda: not project.jobs.running)
    window = MainWindow(project, "王敏", (), tmp_path)
    qtbot.addWidget(window)
    _ = window.desk
    why = WorkspaceError("workspace_read_only", path=str(path))
    with qtbot.waitSignal(project.opened):
        project.open(path, "王敏", why)
    assert not project.may_write
    return window


@pytest.mark.parametrize("kind", [UnitsDialog, SelfScores])
def test_a_form_says_before_anything_is_typed_that_it_cannot_be_saved(
    kind: type[UnitsDialog | SelfScores], main: MainWindow, project: Session
) -> None:
    dialog: JobDialog = kind(project, main)
    dialog.show()
    assert dialog.only.text().replace("\u200b", "") == project.reach.sentence
    assert not dialog.ok_button.isEnabled()
    dialog.ok_button.setEnabled(True)  # as heirs do
    assert not dialog.ok_button.isEnabled()
    dialog.accept()
    assert dialog.isVisible()
    dialog.close()


def test_of_the_settings_only_those_of_this_pc_can_be_changed(main: MainWindow, project: Session) -> None:
    dialog = SettingsDialog(project, Topic.OFFICE, main)
    dialog.show()
    assert {topic for topic, page in dialog.pages.items() if page.isEnabled()} <= {
        Topic.BACKUP,
        Topic.PEOPLE,
        Topic.LOOK,
    }
    assert dialog.only.text().replace("\u200b", "") == project.reach.sentence
    dialog.open_at(Topic.BACKUP)
    assert not dialog.only.isVisible()
    dialog.close()


def test_menus_offer_nothing_that_only_changes_the_project(main: MainWindow) -> None:
    menu, desk = main.ledger_menu, main.desk
    assert not menu.enter_action.isEnabled()
    assert not menu.import_action.isEnabled()
    assert menu.save_action.isEnabled()
    assert not desk.gaps.rectify.isEnabled()
    assert not desk.doubts.rectify.isEnabled()
    menu.deed_wanted.emit(Deed.ENTER)
    assert desk.findChild(InspectionDialog) is None


def test_an_empty_list_asks_for_nothing_that_cannot_be_done(main: MainWindow, qtbot: QtBot) -> None:
    desk = main.desk
    assert desk.tray.hint.text() == "没有待整理的材料。"
    main.show()
    qtbot.waitExposed(main)
    desk.tabs.setCurrentWidget(desk.ledger)
    qtbot.waitUntil(lambda: "正在" not in desk.ledger.hint.text().replace("\u200b", ""))
    assert desk.ledger.hint.text().replace("\u200b", "") == "整改台账里还没有问题。"


def test_lists_that_can_be_looked_at_offer_no_changes(main: MainWindow, project: Session) -> None:
    sites, figures, rates = SitesDialog(project, main), KeyFiguresDialog(project, main), RatesDialog(project, main)
    holidays, frozen = HolidaysDialog(project, main), FrozenDialog(project, main)
    frozen.name.setText("送审前")
    buttons = (
        *(sites.add_button, sites.import_button, figures.add_button, holidays.import_button),
        *(frozen.name, frozen.keep),
        *(rates.add_button, rates.limits_button, rates.import_button),
    )
    assert [one for one in buttons if one.isEnabled()] == []
    for dialog in (sites, figures, rates, holidays, frozen):
        dialog.close()


def test_the_register_of_visits_lets_no_wish_be_struck(
    project: Session, qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    with qtbot.waitSignal(project.changed):
        note(project, project.moment.snapshot.items[0], Wish.SEE, {}, lambda _: None)
    main: MainWindow = request.getfixturevalue("main")
    visits = VisitsDialog(project, main)
    qtbot.waitUntil(lambda: visits.model.rowCount() == 1)
    visits.rows.selectRow(0)
    assert not visits.strike_button.isEnabled()
    visits.close()
