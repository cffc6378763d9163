"""A clerk puts a new edition in the place of the table in use, and sets another 评审基准年."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evidence.boxes import Box, BoxId, Fixed
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.model import Place, SchemeFacts
from evidence.scheme.compare import Change
from evidence.schemes import Schemes
from evidence.snapshot import Changes
from evidence.wording import editions as edition_words
from evidence.workspace import Workspace
from tests.app.examples import SCHEME
from tests.build import NOON
from ui.dialogs.base_year import BaseYear
from ui.dialogs.new_edition import NewEdition
from ui.differing import marked
from ui.models.edition_rows import Column
from ui.models.year_rows import Column as YearColumn
from ui.scheme_menu import SchemeMenu
from ui.session import Session


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Another edition: 1-2 is gone, a new item stands first, 2-1 is worded anew."""
    lines = SCHEME.replace("\\\n", "").splitlines()
    new = "1-1,基础工作,党政同责,推行食品安全责任保险，重点企业应保尽保。,1,视情况扣分。,酌扣,,,资料审查,县金融办"
    again = [line.replace("1-1,", "1-2,") for line in lines[1:] if not line.startswith("1-2,")]
    again = [line.replace("开展食品安全检查，", "每季度开展食品安全检查，") for line in again]
    path = tmp_path / "新细则.csv"
    path.write_text("\n".join([lines[0], new, *again, ""]), "utf-8-sig")
    return path


@pytest.fixture
def filed(project: Session, inbox: Path, qtbot: QtBot) -> Session:
    """A project with two papers filed in 1-2, and one in 2-1."""
    with qtbot.waitSignal(project.changed, timeout=20_000):
        project.take_in([inbox], lambda _: None)
    moment = project.moment
    codes = ("1-2", "1-2", "2-1")
    where = [Place(p.id, moment.snapshot.by_code[c].id, None) for p, c in zip(moment.tray, codes, strict=False)]
    with qtbot.waitSignal(project.changed):
        project.arrange((), where)
    return project


def reviewed(session: Session, table: Path, window: QWidget, qtbot: QtBot) -> NewEdition:
    """Open the dialog and let it compare."""
    dialog = NewEdition(session, window)
    dialog.show()
    with qtbot.waitSignal(dialog.chooser.was_read):
        dialog.chooser.choose(table)
    qtbot.mouseClick(dialog.compare_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.apply_button.isEnabled, timeout=10_000)
    return dialog


def listed(dialog: NewEdition) -> list[tuple[str, ...]]:
    rows = dialog.review.rows
    columns = (Column.CHANGE, Column.OLD, Column.NEW, Column.PAPERS, Column.HEIR)
    return [tuple(rows.index(row, column).data() for column in columns) for row in range(rows.rowCount())]


def choose(dialog: NewEdition, row: int, place: int) -> None:
    """Choose a row and send its papers elsewhere."""
    dialog.review.view.setCurrentIndex(dialog.review.rows.index(row, Column.WORDS))
    dialog.review.heir.setCurrentIndex(place)
    dialog.review.heir.activated.emit(place)


# 换版


def test_the_new_edition_is_asked_for_in_its_own_words(filed: Session, window: QWidget) -> None:
    chooser = NewEdition(filed, window).chooser
    assert chooser.tables.placeholderText() == "请选择新版细则表"
    assert chooser.said.text().startswith("请选上级新发的细则表；")


def test_only_what_changed_is_shown_with_where_papers_go(
    filed: Session, table: Path, window: QWidget, qtbot: QtBot
) -> None:
    dialog = reviewed(filed, table, window, qtbot)
    assert dialog.review.table.text() == "与《新细则》比对"
    assert listed(dialog) == [
        ("改写", "2-1", "2-1", "1 件", "2-1"),
        ("取消", "1-2", "", "2 件", "待整理"),
        ("新增", "", "1-1", "", ""),
        ("移动或改号", "1-1", "1-2", "", ""),
    ]
    assert dialog.review.summary.text() == (
        "不变 0 项，改写 1 项，移动或改号 1 项，新增 1 项，取消 1 项；已归项材料 3 件全部保留，其中 2 件回到待整理。"
    )


def test_printed_boxes_that_it_touches_are_told_with_their_items(
    filed: Session, table: Path, window: QWidget, qtbot: QtBot
) -> None:
    snapshot = filed.moment.snapshot
    box = Box(BoxId("box"), 1, tuple(item.id for item in snapshot.items), Fixed(NOON, "王敏", (), {}, {}))

    def fix(workspace: Workspace) -> Changes:
        with workspace.writing(Action.FIX_BOXES) as writer:
            writer.keep_boxes(snapshot.scheme_id, [box])
        return writer.changes

    with qtbot.waitSignal(filed.changed):
        filed.write("arranging", lambda desk, _: (fix(desk.workspace), None))
    review = reviewed(filed, table, window, qtbot).review
    assert review.printed.text() == (
        "已定号的盒受影响 1 个：第 1 盒。封面上的细则名称有变，各盒封面都要重印；换版后在“分盒和定号”里看换页清单。"
    )
    review.view.setCurrentIndex(review.rows.index(1, Column.WORDS))
    assert "第 1 盒（已定号）里的 1-2：取消，2 件移出" in review.also.text()


def test_the_edition_of_the_table_compared_with_is_told_once() -> None:
    facts = SchemeFacts("评价细则", "2024年版", None, None)
    assert edition_words.against(facts) == "与《评价细则》（2024年版）比对"
    assert edition_words.against(replace(facts, title="评价细则（2024年版）")) == "与《评价细则（2024年版）》比对"


def test_old_and_new_words_stand_side_by_side_with_the_difference_marked(
    filed: Session, table: Path, window: QWidget, qtbot: QtBot
) -> None:
    review = reviewed(filed, table, window, qtbot).review
    assert review.old.toPlainText() == "开展食品安全检查，留存检查照片。"
    assert review.new.toPlainText() == "每季度开展食品安全检查，留存检查照片。"
    assert "underline" in review.new.toHtml()
    assert marked("甲乙", "甲<丙", QApplication.palette())[1].startswith("甲<span")
    assert "&lt;丙" in marked("甲乙", "甲<丙", QApplication.palette())[1]


def test_materials_that_the_new_table_does_not_name_are_told_with_their_item(
    filed: Session, table: Path, window: QWidget, qtbot: QtBot
) -> None:
    review = reviewed(filed, table, window, qtbot).review
    assert review.materials.text() == "新表没有写的应备材料：随换版取消 1 项，在各项下面列出。"
    review.view.setCurrentIndex(review.rows.index(1, Column.WORDS))
    assert review.also.text() == "应备材料：取消 =食品安全工作总结"


def test_the_papers_of_an_item_can_be_sent_elsewhere(
    filed: Session, table: Path, window: QWidget, qtbot: QtBot
) -> None:
    dialog = reviewed(filed, table, window, qtbot)
    choose(dialog, 1, 1)
    assert not dialog.apply_button.isEnabled()
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    assert listed(dialog)[1][-1] == "1-1"
    assert dialog.review.summary.text().endswith("已归项材料 3 件全部保留。")
    choose(dialog, 1, 0)
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    assert "2 件回到待整理" in dialog.review.summary.text()


def test_one_kind_of_change_can_be_looked_at(filed: Session, table: Path, window: QWidget, qtbot: QtBot) -> None:
    dialog = reviewed(filed, table, window, qtbot)
    dialog.review.kinds.setCurrentIndex(dialog.review.kinds.findData(Change.GONE))
    assert [row[0] for row in listed(dialog)] == ["取消"]
    assert dialog.review.new.toPlainText() == ""


def test_the_edition_is_changed_and_undone_in_one_step(
    filed: Session, table: Path, window: QWidget, qtbot: QtBot
) -> None:
    before = filed.moment.snapshot
    dialog = reviewed(filed, table, window, qtbot)
    choose(dialog, 1, 1)
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    with qtbot.waitSignals([filed.changed, dialog.accepted]):
        qtbot.mouseClick(dialog.apply_button, Qt.MouseButton.LeftButton)
    now = filed.moment.snapshot
    leaves = [leaf.code for leaf in now.leaves]
    assert leaves == ["1-1", "1-2", "2-1"]
    assert [now.by_id[filing.criterion].code for filing in now.filings] == ["1-1", "1-1", "2-1"]
    assert filed.moment.undo == "换版"
    with qtbot.waitSignal(filed.changed):
        filed.undo()
    assert filed.moment.snapshot == before


def test_a_table_that_cannot_be_read_is_said_so(filed: Session, tmp_path: Path, window: QWidget, qtbot: QtBot) -> None:
    dialog = NewEdition(filed, window)
    dialog.show()
    assert not dialog.compare_button.isEnabled()
    dialog.chooser.choose(tmp_path / "没有.xlsx")
    qtbot.waitUntil(lambda: "没有.xlsx" in dialog.chooser.warning.text())
    assert not dialog.compare_button.isEnabled()
    assert dialog.compare_button.isVisible()


def test_what_is_to_be_checked_in_a_table_is_shown_before_it_is_compared(
    filed: Session, table: Path, window: QWidget, qtbot: QtBot
) -> None:
    table.write_text(table.read_text("utf-8-sig").rstrip(), "utf-8-sig")
    dialog = NewEdition(filed, window)
    dialog.show()
    with qtbot.waitSignal(dialog.chooser.was_read):
        dialog.chooser.choose(table)
    assert "请核对" in dialog.chooser.desk.notices.item(0).text()
    qtbot.mouseClick(dialog.compare_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.apply_button.isEnabled)


def test_going_back_leads_to_another_table(filed: Session, table: Path, window: QWidget, qtbot: QtBot) -> None:
    dialog = reviewed(filed, table, window, qtbot)
    qtbot.mouseClick(dialog.back_button, Qt.MouseButton.LeftButton)
    assert dialog.chooser.isVisible()
    qtbot.mouseClick(dialog.compare_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.apply_button.isVisible)


def test_the_rows_keep_the_rules_of_models(filed: Session, table: Path, window: QWidget, qtbot: QtBot) -> None:
    dialog = NewEdition(filed, window)
    tester = QAbstractItemModelTester(dialog.review.rows, QAbstractItemModelTester.FailureReportingMode.Warning)
    dialog.show()
    with qtbot.waitSignal(dialog.chooser.was_read):
        dialog.chooser.choose(table)
    qtbot.mouseClick(dialog.compare_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    choose(dialog, 1, 1)
    dialog.review.kinds.setCurrentIndex(1)
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    assert tester.model() is dialog.review.rows


def test_the_menu_offers_both_and_nothing_while_work_goes_on(filed: Session, window: QWidget, qtbot: QtBot) -> None:
    menu = SchemeMenu(filed, window)
    menu.allow(allowed=False)
    assert not menu.edition.isEnabled()
    menu.allow(allowed=True)
    menu.edition.trigger()
    menu.base_year.trigger()
    qtbot.waitUntil(lambda: not filed.jobs.running)
    assert window.findChild(NewEdition) is not None
    assert window.findChild(BaseYear) is not None


# 评审基准年


def effects(dialog: BaseYear) -> set[tuple[str, str, str]]:
    columns = (YearColumn.EFFECT, YearColumn.CODE, YearColumn.YEAR)
    rows = dialog.rows
    return {tuple(rows.index(row, column).data() for column in columns) for row in range(rows.rowCount())}


def test_another_base_year_shows_what_it_opens_and_is_undone(filed: Session, window: QWidget, qtbot: QtBot) -> None:
    dialog = BaseYear(filed, window)
    tester = QAbstractItemModelTester(dialog.rows, QAbstractItemModelTester.FailureReportingMode.Warning)
    dialog.show()
    qtbot.waitUntil(lambda: not filed.jobs.running)
    assert not dialog.ok_button.isEnabled()
    dialog.year.setValue(2024)
    qtbot.waitUntil(dialog.ok_button.isEnabled)
    assert ("变为缺", "1-1★", "2024") in effects(dialog)
    assert ("不再缺", "1-2", "2021") in effects(dialog)
    assert dialog.said.text().startswith("评审基准年改为 2024 年，资料年度改为 2022—2024 年：")
    assert tester.model() is dialog.rows
    with qtbot.waitSignals([filed.changed, dialog.accepted]):
        qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    project = filed.moment.snapshot.project
    assert (project.first_year, project.base_year) == (2022, 2024)
    with qtbot.waitSignal(filed.changed):
        filed.undo()
    assert filed.moment.snapshot.project.base_year == 2023


def test_a_base_year_that_could_not_be_kept_can_be_tried_again(
    filed: Session, window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = BaseYear(filed, window)
    dialog.show()
    dialog.year.setValue(2024)
    qtbot.waitUntil(dialog.ok_button.isEnabled)

    def refuse(*_: object) -> NoReturn:
        raise RequestError("base_year_unfit", year="2024")

    with monkeypatch.context() as broken:
        broken.setattr(Schemes, "edit_project", refuse)
        qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "不能作为评审基准年" in dialog.fault.text())
    assert dialog.ok_button.isEnabled()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    assert filed.moment.snapshot.project.base_year == 2024
