"""快速转到: a few typed characters lead to what can be done, to an item, or to a paper."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from evidence.model import Facts, PaperCopy
from ui.dialogs.palette import PaletteDialog
from ui.main_window import MainWindow
from ui.models.palette_rows import Column
from ui.session import Session


@pytest.fixture
def window(main_window: MainWindow, project: Session, qtbot: QtBot) -> MainWindow:
    """A window over a project with one paper."""
    with qtbot.waitSignal(project.changed):
        facts = Facts(title="食品安全工作方案", document_number="云食药安办发〔2023〕12号", year=2023)
        project.register_paper(facts, 2, PaperCopy("档案室", "王敏"), ["1-1"])
    main_window.show()
    return main_window


def the_palette(window: MainWindow) -> PaletteDialog:
    (palette,) = cast("list[PaletteDialog]", window.findChildren(PaletteDialog))
    return palette


@pytest.fixture
def palette(window: MainWindow, qtbot: QtBot) -> PaletteDialog:
    window.palette_action.trigger()
    palette = the_palette(window)
    qtbot.waitUntil(palette.isVisible)
    return palette


def shown(palette: PaletteDialog, column: Column = Column.NAME) -> list[str]:
    return [str(palette.model.index(row, column).data()) for row in range(palette.model.rowCount())]


def test_without_a_word_all_that_can_be_done_is_there(palette: PaletteDialog) -> None:
    assert {"导出资料汇编", "分盒和定号", "现场查阅"} <= set(shown(palette))
    assert set(shown(palette, Column.SORT)) == {"办理"}


def test_a_command_is_carried_out(palette: PaletteDialog, window: MainWindow, qtbot: QtBot) -> None:
    palette.text.setText("总览")
    qtbot.keyClick(palette.text, Qt.Key.Key_Return)
    assert window.desk.tabs.currentWidget() is window.desk.overview
    assert not palette.isVisible()


@pytest.mark.parametrize("typed", ["盒脊", "归档章", "打印件"])
def test_what_stands_behind_a_dialog_leads_to_it(palette: PaletteDialog, typed: str) -> None:
    palette.text.setText(typed)
    assert "分盒和定号" in shown(palette)


def test_a_code_leads_to_its_item(palette: PaletteDialog, project: Session, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.text, "1-2")
    assert shown(palette)[0].startswith("1-2")
    qtbot.keyClick(palette.text, Qt.Key.Key_Return)
    item = window.desk.item.criterion
    assert item is not None
    assert project.moment.snapshot.by_id[item].code == "1-2"


@pytest.mark.parametrize("typed", ["方案", "12号", "2023 方案", "[2023]12"])
def test_a_paper_is_found_by_title_and_number(
    palette: PaletteDialog, project: Session, window: MainWindow, qtbot: QtBot, typed: str
) -> None:
    palette.text.setText(typed)
    qtbot.waitUntil(lambda: "材料" in shown(palette, Column.SORT))
    row = shown(palette, Column.SORT).index("材料")
    assert shown(palette)[row] == "食品安全工作方案"
    palette.rows.selectRow(row)
    with qtbot.waitSignal(window.palette_action.paper_wanted) as asked:
        qtbot.keyClick(palette.text, Qt.Key.Key_Return)
    assert asked.args == [project.moment.snapshot.pieces[0].id]


def test_nothing_found_is_told_where_the_list_would_be(palette: PaletteDialog, qtbot: QtBot) -> None:
    palette.text.setText("没有 {这样}的词")
    assert palette.model.rowCount() == 0
    qtbot.waitUntil(lambda: "没有找到“没有 {这样}的词”" in palette.none.text())
    assert "查找" in palette.none.text()
    assert palette.none.isVisible()
    assert not palette.rows.isVisible()
    palette.text.setText("总览")
    assert palette.rows.isVisible()
    assert not palette.none.isVisible()


def test_the_arrows_choose_while_one_types(palette: PaletteDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(palette.text, Qt.Key.Key_Down)
    assert palette.rows.currentIndex().row() == 1


def test_the_model_keeps_its_promises(palette: PaletteDialog) -> None:
    QAbstractItemModelTester(palette.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_before_a_project_is_open_only_commands_are_offered(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    window = MainWindow(session, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    window.show()
    window.palette_action.trigger()
    palette = the_palette(window)
    assert "新建迎检项目" in shown(palette)
    assert "分盒和定号" not in shown(palette)
