"""版式与字体 in 设置: a template is chosen, seen on pages with the names, saved as one step."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from evidence.export.drawn import DrawnLine
from evidence.export.print_sheets import FilingStamp, Ink
from evidence.export.profiles import Profile, shipped
from evidence.imprint import Imprint
from ui.dialogs.office_page import OfficePage
from ui.dialogs.page_layout import LayoutPage
from ui.dialogs.settings import SettingsDialog, Topic
from ui.session import Session


class Shown:
    """设置 with its page 版式与字体 in sight."""

    def __init__(self, project: Session, window: QWidget) -> None:
        self.dialog = SettingsDialog(project, Topic.LAYOUT, window)
        layout, office = self.dialog.page, self.dialog.pages[Topic.OFFICE]
        assert isinstance(layout, LayoutPage)
        assert isinstance(office, OfficePage)
        self.page, self.office = layout, office
        self.dialog.show()


@pytest.fixture
def shown(project: Session, window: QWidget, qtbot: QtBot) -> Shown:
    shown = Shown(project, window)
    qtbot.waitUntil(lambda: not shown.page.pages.page.pixmap().isNull())
    return shown


def imprint(project: Session) -> Imprint:
    return project.moment.snapshot.project.imprint


def save(shown: Shown, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.dialog.accepted):
        shown.dialog.ok_button.click()


def spoilt(setup_template: Path, path: Path) -> Path:
    with zipfile.ZipFile(setup_template) as source, zipfile.ZipFile(path, "w") as target:
        for part in source.namelist():
            target.writestr(part, source.read(part).decode().replace('"图题"', '"甲"'))
    return path


def said_on_cover(shown: Shown) -> list[str]:
    seen = shown.page.pages.shown
    assert seen is not None
    return [one.text for one in seen[1].cover.drawn if isinstance(one, DrawnLine) and one.text]


def test_the_profiles_that_ship_are_offered(shown: Shown) -> None:
    names = [shown.page.templates.itemText(row) for row in range(shown.page.templates.count())]
    assert names == ["国标版式", "方正 GBK 版式", "Windows 字体版式"]


def test_a_profile_is_saved_with_the_names(shown: Shown, project: Session, qtbot: QtBot) -> None:
    shown.page.templates.setCurrentIndex(1)
    shown.office.title.setText("云岭县创食资料汇编")
    shown.office.seal.setText("云岭县食品药品安全委员会办公室")
    save(shown, qtbot)
    assert imprint(project) == Imprint("gbk", "云岭县创食资料汇编", None, "云岭县食品药品安全委员会办公室")


def test_it_is_one_step_to_undo(shown: Shown, project: Session, qtbot: QtBot) -> None:
    shown.page.templates.setCurrentIndex(2)
    save(shown, qtbot)
    assert project.moment.undo == "修改版式"
    with qtbot.waitSignal(project.changed):
        project.undo()
    assert imprint(project) == Imprint()


def test_what_filing_stamps_say_stays_as_it_was_kept(project: Session, window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitSignal(project.changed):
        project.boxes.keep_stamp(FilingStamp(Ink.RED, "J021", "30年"))
    shown = Shown(project, window)
    qtbot.waitUntil(lambda: not shown.page.pages.page.pixmap().isNull())
    shown.office.title.setText("云岭县创食资料汇编")
    save(shown, qtbot)
    assert imprint(project) == Imprint(cover_title="云岭县创食资料汇编", fonds="J021", keeping="30年")


def test_names_are_seen_on_the_cover_as_they_are_typed(shown: Shown, qtbot: QtBot) -> None:
    shown.dialog.open_at(Topic.OFFICE)
    shown.office.title.setText("创食资料汇编")
    shown.dialog.open_at(Topic.LAYOUT)
    qtbot.waitUntil(lambda: "创食资料汇编" in said_on_cover(shown))


def test_what_nobody_typed_is_proposed(shown: Shown) -> None:
    assert (shown.office.title.placeholderText(), shown.office.signed.placeholderText()) == (
        "云岭县迎检资料汇编",
        "云岭县食药安办",
    )


def test_an_own_template_goes_into_the_project(shown: Shown, project: Session, tmp_path: Path, qtbot: QtBot) -> None:
    own = tmp_path / "本县.docx"
    shutil.copyfile(shipped(project.setup.template, Profile.GBK), own)
    shown.page.choose_own(own)
    qtbot.waitUntil(shown.dialog.ok_button.isEnabled)
    save(shown, qtbot)
    assert imprint(project).template == "本县.docx"
    assert (project.moment.path / "版式" / "本县.docx").read_bytes() == own.read_bytes()


def test_an_own_template_that_is_kept_is_offered_again(
    project: Session, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    own = tmp_path / "本县.docx"
    shutil.copyfile(project.setup.template, own)
    first = Shown(project, window)
    first.page.choose_own(own)
    qtbot.waitUntil(first.dialog.ok_button.isEnabled)
    save(first, qtbot)
    again = Shown(project, window)
    assert again.page.templates.currentText() == "自定版式：本县.docx"
    again.dialog.close()


def test_all_that_is_wrong_with_a_template_is_told(
    shown: Shown, project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    shown.page.choose_own(spoilt(project.setup.template, tmp_path / "坏.docx"))
    qtbot.waitUntil(lambda: not shown.dialog.ok_button.isEnabled())
    assert "样式“图题”" in shown.dialog.fault.text()
    assert shown.page.pages.shown is None


def test_another_choice_makes_it_possible_to_save(shown: Shown, project: Session, tmp_path: Path, qtbot: QtBot) -> None:
    shown.page.choose_own(spoilt(project.setup.template, tmp_path / "坏.docx"))
    qtbot.waitUntil(lambda: not shown.dialog.ok_button.isEnabled())
    shown.page.templates.setCurrentIndex(0)
    qtbot.waitUntil(shown.dialog.ok_button.isEnabled)
    assert shown.dialog.fault.text() == ""


def test_a_copy_is_saved_to_be_changed(shown: Shown, project: Session, tmp_path: Path, qtbot: QtBot) -> None:
    shown.page.templates.setCurrentIndex(1)
    shown.page.save_copy(tmp_path / "改.docx")
    qtbot.waitUntil(lambda: shown.page.said.text().startswith("已存出"))
    assert (tmp_path / "改.docx").read_bytes() == shipped(project.setup.template, Profile.GBK).read_bytes()


@pytest.mark.parametrize("tab", [0, 1, 2])
def test_each_page_is_drawn_with_ink_on_it(tab: int, shown: Shown) -> None:
    shown.page.pages.tabs.setCurrentIndex(tab)
    image = shown.page.pages.page.pixmap().toImage()
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(image.width()) for y in range(image.height()))
    assert dark > 100


def test_nothing_changed_closes_without_a_question(shown: Shown) -> None:
    shown.dialog.cancel_button.click()
    assert not shown.dialog.isVisible()


def test_changes_are_not_thrown_away_without_a_question(shown: Shown) -> None:
    shown.office.title.setText("甲")
    shown.dialog.cancel_button.click()
    question = shown.dialog.findChild(QMessageBox)
    assert isinstance(question, QMessageBox)
    assert shown.dialog.isVisible()
    question.buttons()[0].click()
