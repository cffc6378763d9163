"""版式 in the window: a template and names are chosen, seen on pages, saved as one step."""
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
from ui.dialogs.page_layout import PageLayout
from ui.session import Session


@pytest.fixture
def dialog(project: Session, window: QWidget, qtbot: QtBot) -> PageLayout:
    dialog = PageLayout(project, window)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.pages.page.pixmap().isNull())
    return dialog


def imprint(project: Session) -> Imprint:
    return project.moment.snapshot.project.imprint


def save(project: Session, dialog: PageLayout, qtbot: QtBot) -> None:
    with qtbot.waitSignal(project.changed):
        dialog.ok_button.click()


def spoilt(setup_template: Path, path: Path) -> Path:
    with zipfile.ZipFile(setup_template) as source, zipfile.ZipFile(path, "w") as target:
        for part in source.namelist():
            target.writestr(part, source.read(part).decode().replace('"图题"', '"甲"'))
    return path


def said_on_cover(dialog: PageLayout) -> list[str]:
    shown = dialog.pages.shown
    assert shown is not None
    return [one.text for one in shown[1].cover.drawn if isinstance(one, DrawnLine) and one.text]


def test_the_profiles_that_ship_are_offered(dialog: PageLayout) -> None:
    names = [dialog.templates.itemText(row) for row in range(dialog.templates.count())]
    assert names == ["国标版式", "方正 GBK 版式", "Windows 字体版式"]


def test_a_profile_is_saved_with_the_names(dialog: PageLayout, project: Session, qtbot: QtBot) -> None:
    dialog.templates.setCurrentIndex(1)
    dialog.title.setText("云岭县创食资料汇编")
    dialog.seal.setText("云岭县食品药品安全委员会办公室")
    save(project, dialog, qtbot)
    assert imprint(project) == Imprint("gbk", "云岭县创食资料汇编", None, "云岭县食品药品安全委员会办公室")


def test_it_is_one_step_to_undo(dialog: PageLayout, project: Session, qtbot: QtBot) -> None:
    dialog.templates.setCurrentIndex(2)
    dialog.signed.setText("云岭县创食办")
    save(project, dialog, qtbot)
    assert project.moment.undo == "修改版式"
    with qtbot.waitSignal(project.changed):
        project.undo()
    assert imprint(project) == Imprint()


def test_what_filing_stamps_say_stays_as_it_was_kept(project: Session, window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitSignal(project.changed):
        project.boxes.keep_stamp(FilingStamp(Ink.RED, "J021", "30年"))
    dialog = PageLayout(project, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.pages.page.pixmap().isNull())
    dialog.title.setText("云岭县创食资料汇编")
    save(project, dialog, qtbot)
    assert imprint(project) == Imprint(cover_title="云岭县创食资料汇编", fonds="J021", keeping="30年")


def test_names_are_seen_on_the_cover_as_they_are_typed(dialog: PageLayout, qtbot: QtBot) -> None:
    dialog.title.setText("创食资料汇编")
    qtbot.waitUntil(lambda: "创食资料汇编" in said_on_cover(dialog))


def test_what_nobody_typed_is_proposed(dialog: PageLayout) -> None:
    assert (dialog.title.placeholderText(), dialog.signed.placeholderText()) == ("云岭县迎检资料汇编", "云岭县食药安办")


def test_an_own_template_goes_into_the_project(
    dialog: PageLayout, project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    own = tmp_path / "本县.docx"
    shutil.copyfile(shipped(project.setup.template, Profile.GBK), own)
    dialog.choose_own(own)
    qtbot.waitUntil(dialog.ok_button.isEnabled)
    save(project, dialog, qtbot)
    assert imprint(project).template == "本县.docx"
    assert (project.moment.path / "版式" / "本县.docx").read_bytes() == own.read_bytes()


def test_an_own_template_that_is_kept_is_offered_again(
    project: Session, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    own = tmp_path / "本县.docx"
    shutil.copyfile(project.setup.template, own)
    first = PageLayout(project, window)
    first.show()
    first.choose_own(own)
    save(project, first, qtbot)
    again = PageLayout(project, window)
    again.show()
    assert again.templates.currentText() == "自定版式：本县.docx"
    again.close()


def test_all_that_is_wrong_with_a_template_is_told(
    dialog: PageLayout, project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.choose_own(spoilt(project.setup.template, tmp_path / "坏.docx"))
    qtbot.waitUntil(lambda: not dialog.ok_button.isEnabled())
    assert "样式“图题”" in dialog.fault.text()
    assert dialog.pages.shown is None


def test_another_choice_makes_it_possible_to_save(
    dialog: PageLayout, project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog.choose_own(spoilt(project.setup.template, tmp_path / "坏.docx"))
    qtbot.waitUntil(lambda: not dialog.ok_button.isEnabled())
    dialog.templates.setCurrentIndex(0)
    qtbot.waitUntil(dialog.ok_button.isEnabled)
    assert dialog.fault.text() == ""


def test_a_copy_is_saved_to_be_changed(dialog: PageLayout, project: Session, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.templates.setCurrentIndex(1)
    dialog.save_copy(tmp_path / "改.docx")
    qtbot.waitUntil(lambda: dialog.said.text().startswith("已存出"))
    assert (tmp_path / "改.docx").read_bytes() == shipped(project.setup.template, Profile.GBK).read_bytes()


@pytest.mark.parametrize("tab", [0, 1, 2])
def test_each_page_is_drawn_with_ink_on_it(tab: int, dialog: PageLayout) -> None:
    dialog.pages.tabs.setCurrentIndex(tab)
    image = dialog.pages.page.pixmap().toImage()
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(image.width()) for y in range(image.height()))
    assert dark > 100


def test_nothing_changed_closes_without_a_question(dialog: PageLayout) -> None:
    dialog.cancel_button.click()
    assert not dialog.isVisible()


def test_changes_are_not_thrown_away_without_a_question(dialog: PageLayout) -> None:
    dialog.title.setText("甲")
    dialog.cancel_button.click()
    question = dialog.findChild(QMessageBox)
    assert isinstance(question, QMessageBox)
    assert dialog.isVisible()
    question.buttons()[0].click()
