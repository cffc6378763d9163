"""点位台账: imported, found by words, typed, changed, removed, taken back."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from evidence.findings import Draft, Source
from evidence.rectifying import add, sites
from tests.build import NOON
from ui.dialogs.site_form import SiteForm
from ui.dialogs.site_import import SiteImport
from ui.dialogs.sites import SitesDialog, open_sites
from ui.session import Session

D = TypeVar("D", bound=QDialog)

TABLE = """点位编号,业态,点位名称,详细地址,所在乡镇,包保领导,责任部门,检查方式,内容号,自评得分
A01,学校食堂,第一小学食堂,学府路1号,双河镇,张副县长,县教委,明查,2-1,92.5
A02,超市,万家超市,人民路3号,双河镇,李副县长,县市场监管局,暗访,1-1,
A03,农贸市场,中心市场,,石坪镇,,,,,
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "点位.csv"
    path.write_text(TABLE, "utf-8-sig")
    return path


@pytest.fixture
def dialog(project: Session, window: QWidget, table: Path, qtbot: QtBot) -> SitesDialog:
    """Open over three places that were imported."""
    dialog = SitesDialog(project, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.import_button.click()
    asked = over(dialog, SiteImport)
    asked.read(table)
    qtbot.waitUntil(asked.ok_button.isEnabled)
    with qtbot.waitSignal(project.changed):
        asked.ok_button.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    return dialog


def over(parent: QWidget, kind: type[D]) -> D:
    """Return the dialog that was opened over another."""
    found = cast("list[D]", parent.findChildren(kind))
    return next(child for child in found if child.isVisible())


def names(dialog: SitesDialog) -> list[str]:
    return [row.texts[2] for row in dialog.model.rows]


def test_places_are_found_by_words_of_any_column(dialog: SitesDialog) -> None:
    dialog.text.setText("双河 教委")
    assert names(dialog) == ["第一小学食堂"]
    assert "共 1 个点位" in dialog.counts.text()
    dialog.text.setText("")
    assert dialog.model.rows[1].texts[-4:] == ("1-1", "", "", "")
    assert dialog.model.rows[0].texts[-3] == "92.5"
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_an_import_is_one_step_that_undo_takes_back(dialog: SitesDialog, project: Session, qtbot: QtBot) -> None:
    assert project.moment.undo == "修改点位台账"
    with qtbot.waitSignal(project.changed):
        project.undo()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 0)


def test_a_second_import_shows_what_goes(dialog: SitesDialog, table: Path, qtbot: QtBot) -> None:
    table.write_text(TABLE.replace("李副县长", "赵副县长"), "utf-8-sig")
    dialog.import_button.click()
    asked = over(dialog, SiteImport)
    asked.read(table)
    qtbot.waitUntil(asked.ok_button.isEnabled)
    assert "更新 1，相同 2" in asked.counts.text()
    assert asked.model.rows[1].texts[4] == "赵副县长（原 李副县长）"
    labels = [label.text() for label in cast("list[QLabel]", asked.findChildren(QLabel)) if label.buddy()]
    assert labels[:4] == ["名称＊", "编号", "业态", "地址"]  # what must be chosen, then as the register has it
    assert all(asked.model.heads)


def test_a_place_is_typed_and_changed(dialog: SitesDialog, project: Session, qtbot: QtBot) -> None:
    dialog.add_button.click()
    form = over(dialog, SiteForm)
    form.ok_button.click()
    qtbot.waitUntil(lambda: "名称" in form.fault.text())
    form.name.setText("新市场")
    form.items.setText("2-1，9-9")
    form.ok_button.click()
    assert "9-9" in form.fault.text()
    form.items.setText("2-1")
    with qtbot.waitSignal(project.changed):
        form.ok_button.click()
    qtbot.waitUntil(lambda: names(dialog)[-1] == "新市场")
    dialog.rows.selectRow(3)
    dialog.edit_button.click()
    form = over(dialog, SiteForm)
    assert form.items.text() == "2-1"
    form.way.setCurrentText("暗访")
    with qtbot.waitSignal(project.changed):
        form.ok_button.click()
    qtbot.waitUntil(lambda: dialog.model.rows[-1].texts[7] == "暗访")


def test_a_score_that_is_no_number_is_refused_and_nothing_typed_is_lost(
    dialog: SitesDialog, project: Session, qtbot: QtBot
) -> None:
    dialog.add_button.click()
    form = over(dialog, SiteForm)
    form.name.setText("新市场")
    form.address.setText("人民路9号")
    for wrong in ("优秀", "-1", "101", "9.555", "1e2"):
        form.score.setText(wrong)
        form.fault.say("")
        form.ok_button.click()
        qtbot.waitUntil(lambda wrong=wrong: f"自评分“{wrong}”不是 0 到 100 之间的数" in form.fault.text())
        qtbot.waitUntil(form.ok_button.isEnabled)
        assert (form.name.text(), form.address.text(), form.score.text()) == ("新市场", "人民路9号", wrong)
    form.score.setText("９２.５分")
    with qtbot.waitSignal(project.changed):
        form.ok_button.click()
    qtbot.waitUntil(lambda: names(dialog)[-1] == "新市场")
    assert dialog.model.rows[-1].texts[-3] == "92.5"


def test_a_place_with_problems_stays(dialog: SitesDialog, project: Session, qtbot: QtBot) -> None:
    here = sites(project.workspace)[0]
    draft = Draft(Source.DAILY, NOON.date(), "无证经营", here.name, "王敏", site=here.id)
    with qtbot.waitSignal(project.changed):
        project.write("arranging", lambda desk, _: (add(desk.workspace, [draft]), None))
    qtbot.waitUntil(lambda: dialog.model.rows[0].texts[-2:] == ("1", "1"))
    dialog.open_only.setChecked(True)
    assert names(dialog) == ["第一小学食堂"]
    dialog.rows.selectRow(0)
    dialog.remove_button.click()
    qtbot.waitUntil(lambda: "1 个问题" in dialog.fault.text())
    cells = [dialog.model.index(0, at) for at in range(dialog.model.columnCount())]
    coloured = [cell.column() for cell in cells if cell.data(Qt.ItemDataRole.ForegroundRole)]
    assert coloured == [len(cells) - 1]  # 未销号, not the whole row
    dialog.open_only.setChecked(False)
    dialog.rows.selectRow(2)
    with qtbot.waitSignal(project.changed):
        dialog.remove_button.click()
    qtbot.waitUntil(lambda: names(dialog) == ["第一小学食堂", "万家超市"])


def test_it_opens_over_the_window(project: Session, window: QWidget) -> None:
    window.show()
    open_sites(project, window)
    assert over(window, SitesDialog).isVisible()
