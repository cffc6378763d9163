"""A clerk changes the tree of criteria and the materials from the desk, with papers under them."""
# The stubs of PySide6 and pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from build import a_slot
from evidence.journal import Action
from evidence.model import Criterion, Facts, PaperCopy, Rule, Scope, Years
from evidence.scheme.editing import edited
from ui.desk import Desk
from ui.dialogs.bulk_edit import BulkEdit
from ui.dialogs.item_editor import ItemEditor
from ui.dialogs.merge_items import MergeItems
from ui.dialogs.move_items import MoveItems
from ui.dialogs.remove_items import RemoveItems
from ui.dialogs.renumber import Renumber
from ui.dialogs.split_item import SplitItem
from ui.dialogs.step_dialog import StepDialog
from ui.dialogs.waive import Waive
from ui.main_window import MainWindow
from ui.session import Session

D = TypeVar("D", bound=QWidget)
_ROW = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


@pytest.fixture
def desk(project: Session, qtbot: QtBot) -> Desk:
    """A desk over a project with a paper in the only material of 1-1."""
    with qtbot.waitSignal(project.changed):
        project.register_paper(Facts(title="方案"), 3, PaperCopy("档案室", "王敏"), ["1-1#食品安全工作方案"])
    desk = Desk(project)
    qtbot.addWidget(desk)
    project.opened.emit()
    desk.resize(1200, 600)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    return desk


def item(desk: Desk, code: str) -> Criterion:
    return desk._session.moment.snapshot.by_code[code]  # pyright: ignore[reportPrivateUsage]


def codes(project: Session) -> list[str]:
    return [criterion.code for criterion in project.moment.snapshot.leaves]


def places(project: Session) -> list[str]:
    snapshot = project.moment.snapshot
    return [snapshot.by_id[filing.criterion].code for filing in snapshot.filings]


def select(desk: Desk, *chosen: str) -> None:
    """Select criteria by their codes, the last as the current one."""
    selection = desk.criteria.tree.selectionModel()
    selection.clear()
    for code in chosen:
        index = desk.criteria.model.index_of(item(desk, code).id)
        desk.criteria.tree.setCurrentIndex(index)
    for code in chosen:
        selection.select(desk.criteria.model.index_of(item(desk, code).id), _ROW)
    desk.criteria.tree.setFocus()


def asked(desk: Desk, kind: type[D]) -> D:
    found: list[D] = desk.findChildren(kind)
    return found[-1]


def do(dialog: StepDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)


def undone(project: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(project.changed):
        project.undo()


def top(desk: Desk, code: str) -> str:
    """Return the code of the group above an item."""
    above = desk._session.moment.snapshot.chain(item(desk, code))  # pyright: ignore[reportPrivateUsage]
    return above[-1].code


# The tree


def test_an_item_is_edited_from_the_tree(desk: Desk, project: Session, qtbot: QtBot) -> None:
    select(desk, "1-1")
    qtbot.keyClick(desk.criteria.tree, Qt.Key.Key_F2)
    editor = asked(desk, ItemEditor)
    editor.fields.title.setText("方案")
    do(editor, qtbot)
    assert item(desk, "1-1").title == "方案"
    assert desk.criteria.selected() == (item(desk, "1-1").id,)
    assert project.moment.undo == "修改评价内容 1-1"


def test_a_new_item_stands_behind_the_selected_one_and_is_chosen(desk: Desk, project: Session, qtbot: QtBot) -> None:
    select(desk, "1-1")
    qtbot.keyClick(desk.criteria.tree, Qt.Key.Key_Insert)
    editor = asked(desk, ItemEditor)
    editor.fields.code.setText("1-1b")
    editor.fields.text.setPlainText("新的一项")
    do(editor, qtbot)
    assert codes(project) == ["1-1", "1-1b", "1-2", "2-1"]
    assert desk.item.criterion == item(desk, "1-1b").id
    undone(project, qtbot)
    assert codes(project) == ["1-1", "1-2", "2-1"]


def test_the_first_item_below_another_takes_its_papers(desk: Desk, project: Session, qtbot: QtBot) -> None:
    select(desk, "1-1")
    desk.items.add_child.trigger()
    editor = asked(desk, ItemEditor)
    assert editor.told.text() == "“1-1”将成为类别，它的应备材料和已归的 1 件佐证材料转到这一项下面。"
    editor.fields.code.setText("1-1-1")
    do(editor, qtbot)
    assert codes(project) == ["1-1-1", "1-2", "2-1"]
    assert places(project) == ["1-1-1"]


def test_removing_says_where_papers_go(desk: Desk, project: Session, qtbot: QtBot) -> None:
    before = project.moment.snapshot
    select(desk, "1-1")
    qtbot.keyClick(desk.criteria.tree, Qt.Key.Key_Delete)
    dialog = asked(desk, RemoveItems)
    assert "不再有：1-1。" in dialog.ahead.text()
    assert "1 件佐证材料退回待整理。" in dialog.ahead.text()
    dialog.heir.choose(item(desk, "1-2").id)
    assert "1 件佐证材料转到别的评价内容下。" in dialog.ahead.text()
    do(dialog, qtbot)
    assert (codes(project), places(project)) == (["1-2", "2-1"], ["1-2"])
    undone(project, qtbot)
    assert project.moment.snapshot == replace(before, at=project.moment.snapshot.at)


def test_all_can_not_be_removed(desk: Desk, qtbot: QtBot) -> None:
    select(desk, "1-1", "1-2", "2-1")
    desk.items.remove.trigger()
    dialog = asked(desk, RemoveItems)
    assert "至少要留一项评价内容" in dialog.ahead.text()
    qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "至少要留一项" in dialog.fault.text())
    assert dialog.isVisible()


def test_an_item_is_split(desk: Desk, project: Session, qtbot: QtBot) -> None:
    select(desk, "1-1")
    desk.items.split.trigger()
    dialog = asked(desk, SplitItem)
    dialog.parts[0].points.setText("2")
    dialog.parts[1].code.setText("1-1b")
    dialog.parts[1].points.setText("1分")
    (slot,) = dialog.slots.values()
    slot.box.setCurrentText("1-1b")
    do(dialog, qtbot)
    assert codes(project) == ["1-1", "1-1b", "1-2", "2-1"]
    assert (item(desk, "1-1").points, item(desk, "1-1b").points) == (2, 1)
    assert places(project) == ["1-1b"]
    assert project.moment.undo == "拆分评价内容 1-1、1-1b"


def test_a_part_without_a_code_is_refused(desk: Desk, qtbot: QtBot) -> None:
    select(desk, "1-1")
    desk.items.split.trigger()
    dialog = asked(desk, SplitItem)
    dialog.add_part()
    qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "不能用" in dialog.fault.text())


def test_items_are_merged(desk: Desk, project: Session, qtbot: QtBot) -> None:
    select(desk, "1-1", "1-2")
    desk.items.merge.trigger()
    dialog = asked(desk, MergeItems)
    dialog.into.choose(item(desk, "1-2").id)
    assert "分值：5分" in dialog.whole.toPlainText()
    assert "1 件佐证材料转到别的评价内容下。" in dialog.ahead.text()
    do(dialog, qtbot)
    assert (codes(project), places(project)) == (["1-2", "2-1"], ["1-2"])
    assert len(item(desk, "1-2").required) == 2


def test_items_move_to_another_group(desk: Desk, project: Session, qtbot: QtBot) -> None:
    above = top(desk, "2-1")
    select(desk, "1-1")
    desk.items.move.trigger()
    dialog = asked(desk, MoveItems)
    dialog.above.choose(item(desk, above).id)
    dialog.before.choose(item(desk, "2-1").id)
    do(dialog, qtbot)
    assert codes(project) == ["1-2", "1-1", "2-1"]
    assert top(desk, "1-1") == above


def test_items_move_up_and_down_by_keys_and_stay_selected(desk: Desk, project: Session, qtbot: QtBot) -> None:
    select(desk, "1-2")
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(desk.criteria.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert codes(project) == ["1-2", "1-1", "2-1"]
    assert desk.criteria.selected() == (item(desk, "1-2").id,)
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(desk.criteria.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert codes(project) == ["1-1", "1-2", "2-1"]


def test_a_group_is_numbered_anew_with_a_preview(desk: Desk, project: Session, qtbot: QtBot) -> None:
    select(desk, top(desk, "1-1"))
    desk.items.renumber.trigger()
    dialog = asked(desk, Renumber)
    dialog.first.setText("甲")
    assert "没有可以往下数的数字" in dialog.fault.text()
    dialog.first.setText("2-1")
    assert "编号“2-1”已经用过" in dialog.fault.text()
    dialog.first.setText("7-09")
    assert [dialog.preview.item(row).text().partition("　")[0] for row in range(2)] == ["1-1 → 7-09", "1-2 → 7-10"]
    do(dialog, qtbot)
    assert codes(project) == ["7-09", "7-10", "2-1"]
    assert places(project) == ["7-09"]


def test_what_was_closed_stays_closed(desk: Desk, project: Session, qtbot: QtBot) -> None:
    tester = QAbstractItemModelTester(desk.criteria.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    group = item(desk, top(desk, "2-1"))
    desk.criteria.tree.collapse(desk.criteria.model.index_of(group.id))
    wanted = replace(item(desk, "1-1"), text="另一种说法")
    with qtbot.waitSignal(project.changed):
        project.criteria.edit(Action.EDIT_ITEMS, lambda snapshot: edited(snapshot, [wanted]))
    assert not desk.criteria.tree.isExpanded(desk.criteria.model.index_of(group.id))
    assert desk.criteria.tree.isExpanded(desk.criteria.model.index_of(item(desk, top(desk, "1-1")).id))
    assert tester is not None


def test_only_what_can_be_done_is_offered(desk: Desk) -> None:
    def offered() -> set[str]:
        return {action.text()[:2] for action in desk.items.in_menu if action and action.isEnabled()}

    desk.criteria.tree.selectionModel().clear()
    assert offered() == set()
    select(desk, "1-1")
    assert offered() == {"修改", "新增", "拆分", "移动", "上移", "下移", "重新", "删除", "工作"}
    select(desk, "1-1", "2-1")
    assert offered() == {"批量", "合并", "移动", "删除", "工作"}
    select(desk, top(desk, "1-1"))
    assert offered() == {"修改", "新增", "移动", "上移", "下移", "重新", "删除"}
    desk.items.allow(allowed=False)
    assert offered() == set()


def test_the_menu_offers_them_while_a_project_is_open(project: Session, tmp_path: Path, qtbot: QtBot) -> None:
    window = MainWindow(project, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    assert "评价内容(&I)" not in [action.text() for action in window.scheme_menu.actions()]
    project.opened.emit()
    menus: list[QMenu] = window.scheme_menu.findChildren(QMenu)
    assert [menu.title() for menu in menus] == ["评价内容(&I)"]
    assert window.desk.items.remove in menus[0].actions()
    assert menus[0].menuAction().isEnabled()


# Several at once


def test_several_items_are_changed_alike_and_only_what_is_ticked(desk: Desk, project: Session, qtbot: QtBot) -> None:
    before = item(desk, "1-2")
    select(desk, "1-1", "1-2", "2-1")
    desk.items.bulk.trigger()
    dialog = asked(desk, BulkEdit)
    assert dialog.count.text() == "选中 3 项，将修改 0 项。"
    assert not dialog.ok_button.isEnabled()
    dialog.boxes["牵头单位"].setChecked(True)
    dialog.lead.setText("县市场监管局")
    assert dialog.count.text() == "选中 3 项，将修改 2 项。"
    dialog.boxes["计分方式"].setChecked(True)
    dialog.rule.choose(Rule.RATIO)
    dialog.boxes["应备材料的年度"].setChecked(True)
    dialog.years.choose(Years.ANY)
    dialog.boxes["应备材料由谁报送"].setChecked(True)
    dialog.scope.choose(Scope.EACH_DEPARTMENT)
    dialog.owners.show_names(["县教委"])
    dialog.boxes["完成时限"].setChecked(True)
    dialog.due.setText("2024-02-30")
    assert "不能作为完成时限" in dialog.fault.text()
    dialog.due.setText("2024年2月3日")
    do(dialog, qtbot)
    after = item(desk, "1-2")
    (slot,) = after.required
    assert (after.lead_unit, after.rule, after.due) == ("县市场监管局", Rule.RATIO, "2024-02-03")
    assert (slot.years, slot.scope, slot.owners) == (Years.ANY, Scope.EACH_DEPARTMENT, ("县教委",))
    assert (after.person, after.key, after.support_units) == (before.person, before.key, before.support_units)
    assert project.moment.undo == "修改评价内容 1-1、1-2、2-1"
    undone(project, qtbot)
    assert item(desk, "1-2") == before


# Materials


def test_a_material_does_not_apply_and_does_again(desk: Desk, qtbot: QtBot) -> None:
    select(desk, "1-2")
    desk.item.choose_slot(item(desk, "1-2").required[0].id)
    desk.items.waive.trigger()
    dialog = asked(desk, Waive)
    qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    assert "没有写原因" in dialog.fault.text()
    dialog.reason.setText("没有乡镇")
    do(dialog, qtbot)
    assert item(desk, "1-2").required[0].waived == "没有乡镇"
    assert desk.item.model.index(0, 5).data() == "不涉及（没有乡镇）"
    assert desk.item.slots() == (item(desk, "1-2").required[0].id,)
    desk.items.waive.trigger()
    dialog = asked(desk, Waive)
    dialog.reason.clear()
    do(dialog, qtbot)
    assert item(desk, "1-2").required[0].waived is None


def test_reasons_that_differ_stay_unless_another_is_typed(desk: Desk, project: Session, qtbot: QtBot) -> None:
    slots = (a_slot("甲", waived="没有屠宰企业"), a_slot("乙", waived="没有乡镇"))
    before = replace(project.moment.snapshot.by_code["1-2"], required=slots)
    with qtbot.waitSignal(project.changed):
        project.criteria.edit(Action.EDIT_SLOTS, lambda snapshot: edited(snapshot, [before]))

    def reasons() -> list[str | None]:
        return [slot.waived for slot in project.moment.snapshot.by_id[before.id].required]

    def asked_again() -> Waive:
        dialog = Waive(project, project.moment.snapshot.by_id[before.id], [slot.id for slot in slots], desk)
        dialog.show()
        return dialog

    dialog = asked_again()
    assert (dialog.reason.text(), dialog.reason.placeholderText()) == ("", "（各不相同）")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    assert reasons() == ["没有屠宰企业", "没有乡镇"]
    dialog = asked_again()
    dialog.reason.setText("本县都没有")
    do(dialog, qtbot)
    assert reasons() == ["本县都没有"] * 2


def test_proposed_materials_are_confirmed(desk: Desk, project: Session, qtbot: QtBot) -> None:
    wanted = replace(item(desk, "1-2"), required=(replace(item(desk, "1-2").required[0], proposed=True),))
    with qtbot.waitSignal(project.changed):
        project.criteria.edit(Action.EDIT_SLOTS, lambda snapshot: edited(snapshot, [wanted]))
    select(desk, "1-2")
    assert desk.item.model.index(0, 5).data() == "建议应备（待确认）"
    desk.item.choose_slot(wanted.required[0].id)
    with qtbot.waitSignal(project.changed):
        desk.items.confirm.trigger()
    assert not item(desk, "1-2").required[0].proposed
    assert not desk.items.confirm.isEnabled()
    assert project.moment.undo == "确认建议应备 1-2"


def test_materials_are_edited_from_their_rows(desk: Desk, qtbot: QtBot) -> None:
    select(desk, "1-1")
    slot = item(desk, "1-1").required[0]
    desk.item.choose_slot(slot.id)
    desk.item.rows.setFocus()
    qtbot.keyClick(desk.item.rows, Qt.Key.Key_F2)
    editor = asked(desk, ItemEditor)
    assert editor.tabs.currentIndex() == 1
    assert [editor.slots.model.slots[row].id for row in editor.slots.selected()] == [slot.id]
