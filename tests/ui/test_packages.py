"""A clerk makes 收件包 for units, and looks what came back closed."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from build import TOWNSHIPS
from evidence.deliveries import Delivery
from evidence.errors import CancelledError
from evidence.export import hand_out
from evidence.progress import Report, Silent, tell
from evidence.workspace import Accept
from ui.dialogs.batch import BatchDialog
from ui.dialogs.packages import PackagesDialog
from ui.models.returned_rows import Column as ReturnedColumn
from ui.models.unit_debts import Column
from ui.session import Session


@pytest.fixture
def dialog(project: Session, window: QWidget) -> PackagesDialog:
    dialog = PackagesDialog(project, window)
    dialog.show()
    return dialog


def make(dialog: PackagesDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(dialog.said.text() or dialog.fault.text()))


def tick(dialog: PackagesDialog, unit: str) -> None:
    model = dialog.model
    (row,) = [row for row in range(model.rowCount()) if model.index(row, Column.UNIT).data() == unit]
    model.setData(model.index(row, Column.UNIT), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)


def test_all_units_that_owe_something_are_proposed(dialog: PackagesDialog, tmp_path: Path, qtbot: QtBot) -> None:
    count = dialog.model.rowCount()
    assert f"已选 {count} 个单位" in dialog.sums.text()
    make(dialog, qtbot)
    assert len(list((tmp_path / "收件包").iterdir())) == count
    assert dialog.said.text().startswith(f"已生成 {count} 个单位的收件包")
    assert dialog.open_button.isVisible()


def test_one_unit_as_a_zip(dialog: PackagesDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.none_button.click()
    assert not dialog.make_button.isEnabled()
    tick(dialog, TOWNSHIPS[0])
    dialog.packing.button(1).click()
    make(dialog, qtbot)
    (path,) = (tmp_path / "收件包").iterdir()
    assert (path.name.split("_")[1], path.suffix) == (TOWNSHIPS[0], ".zip")


def test_the_folder_is_opened(
    dialog: PackagesDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    make(dialog, qtbot)
    dialog.open_button.click()
    assert opened == [QUrl.fromLocalFile(str(tmp_path / "收件包"))]


@pytest.mark.parametrize("done", [0, 2])
def test_stopped_it_says_how_many_were_made_and_offers_their_folder(
    dialog: PackagesDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    def stop(report: Report, task: str, at: int, total: int) -> None:
        if at == done:
            raise CancelledError
        tell(report, task, at, total)

    monkeypatch.setattr(hand_out, "tell", stop)
    make(dialog, qtbot)
    assert len(list((tmp_path / "收件包").iterdir())) == done
    if done:
        told = f"已按您的要求停止，停止前已生成 {done} 个单位的收件包，在 {tmp_path / '收件包'}。"
    else:
        told = "已按您的要求停止，还没有生成收件包。"
    assert dialog.said.text().replace("\u200b", "") == told
    assert dialog.open_button.isVisible() == bool(done)
    assert dialog.make_button.isEnabled()
    monkeypatch.undo()
    make_again = dialog.said.text()
    dialog.make_button.click()
    qtbot.waitUntil(lambda: dialog.said.text() not in ("", make_again))
    assert dialog.said.text().startswith(f"已生成 {dialog.model.rowCount()} 个单位的收件包")


def test_a_place_that_is_no_whole_path_is_asked_for(dialog: PackagesDialog, qtbot: QtBot) -> None:
    dialog.place.setText("收件包")
    qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    assert dialog.fault.text()


def test_what_the_disk_refuses_is_said(dialog: PackagesDialog, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "文件").write_text("1")
    dialog.place.setText(str(tmp_path / "文件"))
    make(dialog, qtbot)
    assert "不是文件夹" in dialog.fault.text()
    assert dialog.make_button.isEnabled()


def test_the_model_of_units_is_sound(dialog: PackagesDialog, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(dialog.model)


def bring(session: Session, folder: Path, files: dict[str, str], qtbot: QtBot) -> None:
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    with qtbot.waitSignal(session.changed):
        session.write(
            "reading",
            lambda desk, _: (
                desk.workspace.add([folder], Accept.CERTAIN, Silent(), Delivery(TOWNSHIPS[0])).changes,
                None,
            ),
        )


@pytest.fixture
def returned(dialog: PackagesDialog, project: Session, tmp_path: Path, window: QWidget, qtbot: QtBot) -> BatchDialog:
    """The arrival of a package with one folder filled and a file that nobody asked for."""
    make(dialog, qtbot)
    (package,) = (tmp_path / "收件包").glob(f"收件包_{TOWNSHIPS[0]}_*")
    folder = min(path for path in package.iterdir() if path.is_dir())
    bring(project, package, {f"{folder.name}/材料.txt": "按要求报送。\n", "菜谱.txt": "白菜。\n"}, qtbot)
    (batch,) = project.workspace.receiving.batches()
    shown = BatchDialog(project, batch.id, window)
    shown.show()
    qtbot.waitUntil(lambda: shown.returned.model.rowCount() > 0)
    return shown


def test_an_arrival_is_held_against_what_its_unit_owes(returned: BatchDialog) -> None:
    model = returned.returned.model
    states = [model.index(row, ReturnedColumn.STATE).data() for row in range(model.rowCount())]
    assert states[:2] == ["有问题", "补齐"]
    assert returned.tabs.tabText(2) == f"对照欠缺（还欠 {states.count('还欠')} 项）"
    assert "补齐 1 条，有问题的文件 1 个" in returned.returned.sums.text()


def test_and_that_is_saved(
    returned: BatchDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    returned.returned.save(tmp_path / "对照.docx")
    qtbot.waitUntil(lambda: bool(opened))
    assert (tmp_path / "对照.docx").is_file()


def test_the_model_of_an_arrival_is_sound(returned: BatchDialog, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(returned.returned.model)
