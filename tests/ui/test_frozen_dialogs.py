"""定稿留底 in the window: kept, listed, removed, compared with now and with last year's project."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QWidget
from pytestqt.qtbot import QtBot

from evidence.model import Facts, PaperCopy
from tests.evidence.steps import opened, register
from ui.dialogs.compare_frozen import CompareDialog
from ui.dialogs.frozen import FrozenDialog
from ui.main_window import MainWindow
from ui.session import Session


@pytest.fixture
def dialog(project: Session, window: QWidget, qtbot: QtBot) -> FrozenDialog:
    dialog = FrozenDialog(project, window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def keep(dialog: FrozenDialog, name: str, qtbot: QtBot) -> None:
    dialog.name.setText(name)
    qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)


def names(dialog: FrozenDialog) -> list[str]:
    return [dialog.model.index(row, 0).data() for row in range(dialog.model.rowCount())]


def cells(view: QAbstractItemView, column: int) -> list[str]:
    model = view.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def filed(project: Session, qtbot: QtBot, title: str = "会议纪要") -> None:
    with qtbot.waitSignal(project.changed):
        project.register_paper(Facts(title=title), 2, PaperCopy("档案室", "王敏"), ["1-1"])


def test_what_is_kept_is_listed_the_last_one_first(dialog: FrozenDialog, qtbot: QtBot) -> None:
    for name in ("初稿", "定稿"):
        keep(dialog, name, qtbot)
    qtbot.waitUntil(lambda: set(names(dialog)) == {"初稿", "定稿"})
    assert dialog.name.text() == ""


def test_a_name_that_is_taken_is_refused_with_a_sentence(dialog: FrozenDialog, qtbot: QtBot) -> None:
    for _ in range(2):
        keep(dialog, "初稿", qtbot)
    qtbot.waitUntil(lambda: "已有名为“初稿”" in dialog.fault.text())


def test_without_a_name_nothing_can_be_kept(dialog: FrozenDialog) -> None:
    assert not dialog.keep.isEnabled()


def test_what_was_removed_is_brought_back_by_undo(dialog: FrozenDialog, project: Session, qtbot: QtBot) -> None:
    keep(dialog, "初稿", qtbot)
    qtbot.waitUntil(lambda: names(dialog) == ["初稿"])
    dialog.rows.selectRow(0)
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: names(dialog) == [])
    project.undo()
    qtbot.waitUntil(lambda: names(dialog) == ["初稿"])


def test_it_is_compared_with_how_it_is_now(
    dialog: FrozenDialog, project: Session, window: QWidget, qtbot: QtBot
) -> None:
    keep(dialog, "初稿", qtbot)
    qtbot.waitUntil(lambda: names(dialog) == ["初稿"])
    filed(project, qtbot)
    compare = CompareDialog(project, window)
    qtbot.addWidget(compare)
    qtbot.waitUntil(lambda: "新增 1 件" in compare.sums.text())
    assert cells(compare.rows, 1) == ["每年制定食品安全工作方案并组织实施。", "　《会议纪要》"]
    assert cells(compare.rows, 2)[-1] == "新增"
    compare.with_same.setChecked(True)
    assert len(cells(compare.rows, 0)) == 4


def test_it_is_compared_with_last_year_s_project(
    project: Session, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    with opened(tmp_path / "去年") as last:
        last.file(register(last), ["1-1"])
    compare = CompareDialog(project, window)
    qtbot.addWidget(compare)
    qtbot.waitUntil(lambda: "还没有留底" in compare.sums.text())
    compare.add_project(tmp_path / "去年")
    qtbot.waitUntil(lambda: "去年·现在" in compare.sums.text())
    tester = QAbstractItemModelTester(compare.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    compare.with_same.setChecked(True)
    assert tester.model() is compare.model


def test_a_folder_that_is_no_project_is_told(project: Session, window: QWidget, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "别的").mkdir()
    compare = CompareDialog(project, window)
    qtbot.addWidget(compare)
    qtbot.waitUntil(lambda: bool(compare.sums.text()))
    compare.add_project(tmp_path / "别的")
    qtbot.waitUntil(lambda: "没有迎检项目" in compare.fault.text())


def test_both_are_in_the_menu_while_a_project_is_open(project: Session, qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow(project, "王敏", (), tmp_path)
    qtbot.addWidget(window)
    assert [action.isEnabled() for action in window.hand_in_menu.frozen_actions] == [True, True]
    project.close()
    assert [action.isEnabled() for action in window.hand_in_menu.frozen_actions] == [False, False]
