"""打印件, 打印清单 and 盒封面 in the window."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace
from PIL import Image
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence.boxes import PageBase
from evidence.export.print_sheets import FilingStamp, Ink, Printing
from evidence.model import Place
from ui.dialogs.boxes import BoxesDialog
from ui.dialogs.print_copies import PrintCopiesDialog
from ui.models.box_rows import Column
from ui.session import Session


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What the desktop was asked to show."""
    found: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", found.append)
    return found


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where everything is saved to that is asked for."""
    folder = tmp_path / "出"
    folder.mkdir()

    def pick_folder(_: QWidget, __: str, ___: Path, chosen: Callable[[Path], None]) -> None:
        chosen(folder)

    def pick_file(_: QWidget, __: str, start: Path, ___: Sequence[str], chosen: Callable[[Path], None]) -> None:
        chosen(folder / start.name)

    monkeypatch.setattr("ui.dialogs.boxes.pick_folder", pick_folder)
    monkeypatch.setattr("ui.dialogs.boxes.pick_new_file", pick_file)
    return folder


@pytest.fixture
def dialog(project: Session, window: QWidget, qtbot: QtBot, tmp_path: Path) -> BoxesDialog:
    """The boxes of a project that hold a photo."""
    Image.new("RGB", (1200, 900), (200, 30, 30)).save(tmp_path / "照片.jpg")
    with qtbot.waitSignal(project.changed):
        project.take_in([tmp_path / "照片.jpg"], lambda _: None)
    with qtbot.waitSignal(project.changed):
        snapshot = project.moment.snapshot
        project.arrange([], [Place(snapshot.pieces[-1].id, snapshot.by_code["1-1"].id, None)])
    with qtbot.waitSignal(project.changed):
        project.boxes.set_rules(replace(project.moment.snapshot.boxes.rules, base=PageBase.BOX))
    dialog = BoxesDialog(project, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    return dialog


def asking(dialog: BoxesDialog) -> PrintCopiesDialog:
    dialog.all_copies.trigger()
    (found,) = dialog.findChildren(PrintCopiesDialog)
    assert isinstance(found, PrintCopiesDialog)
    return found


def test_print_copies_and_their_list_are_saved_as_they_are_wanted(
    dialog: BoxesDialog, out: Path, opened: list[QUrl], qtbot: QtBot
) -> None:
    asked = asking(dialog)
    asked.sides.choose(False)
    asked.save_button.click()
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert sorted(path.name for path in (out / "打印件").iterdir()) == ["打印清单.docx", "第1盒_打印件.pdf"]
    assert "第1盒：打印 1 张，彩色 1 页" in dialog.hint.text()


def test_the_list_shows_what_pages_turned_out_to_be(
    dialog: BoxesDialog, out: Path, opened: list[QUrl], qtbot: QtBot
) -> None:
    def colour() -> str:
        return str(dialog.model.index(0, Column.COLOUR).data())

    assert colour() == "约 1"
    asking(dialog).list_button.click()
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert colour() == "1"
    assert [path.name for path in (out / "打印清单").iterdir()] == ["打印清单.docx"]


def test_what_a_stamp_says_is_kept_for_the_next_time(
    dialog: BoxesDialog, out: Path, opened: list[QUrl], project: Session, qtbot: QtBot
) -> None:
    asked = asking(dialog)
    assert not asked.fonds.isEnabled()
    asked.stamp.choose(Ink.BLACK)
    asked.fonds.setText("J021")
    wanted: list[Printing] = []
    asked.asked.connect(wanted.append)
    asked.save_button.click()
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert wanted[0].stamp == FilingStamp(Ink.BLACK, "J021")
    assert project.moment.snapshot.project.imprint.fonds == "J021"
    assert (out / "打印件" / "第1盒_打印件.pdf").is_file()


def test_an_item_is_printed_alone(dialog: BoxesDialog, out: Path, opened: list[QUrl], qtbot: QtBot) -> None:
    asked = asking(dialog)
    asked.items.setText("1-1")
    asked.save_button.click()
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert (out / "打印件" / "1-1_打印件.pdf").is_file()


def test_an_item_that_is_not_there_is_told_and_nothing_is_asked_further(dialog: BoxesDialog, out: Path) -> None:
    asked = asking(dialog)
    asked.items.setText("1-1、99-9")
    asked.save_button.click()
    assert "99-9" in asked.fault.text()
    assert list(out.iterdir()) == []


def test_where_boxes_hold_the_compilation_copies_are_not_offered_but_covers_are(
    dialog: BoxesDialog, project: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(project.changed):
        project.boxes.set_rules(replace(project.moment.snapshot.boxes.rules, base=PageBase.COMPILED))
    qtbot.waitUntil(lambda: not dialog.all_copies.isEnabled() and dialog.print_button.isEnabled())
    assert dialog.covers.isEnabled()


def test_covers_of_all_boxes_are_saved_where_none_is_chosen(
    dialog: BoxesDialog, out: Path, opened: list[QUrl], qtbot: QtBot
) -> None:
    dialog.rows.clearSelection()
    dialog.covers.trigger()
    qtbot.waitUntil(lambda: len(opened) == 1)
    (table,) = docx.Document(str(out / "盒封面.docx")).tables
    assert "第1盒" in [cell.text for row in table.rows for cell in row.cells]
