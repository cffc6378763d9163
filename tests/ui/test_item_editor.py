"""A clerk changes what the scheme says of an item, and what materials it asks for."""
# The stubs of PySide6 and pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from evidence.journal import Action
from evidence.model import Criterion, Facts, PaperCopy, Rule, Scope, Years
from evidence.scheme.editing import edited
from tests.build import a_slot
from ui.dialogs.item_editor import ItemEditor
from ui.dialogs.many_field import ManyField, PickMany
from ui.models.slot_rows import Column, SlotRows
from ui.session import Session


def item(project: Session, code: str = "1-1") -> Criterion:
    return project.moment.snapshot.by_code[code]


def opened(project: Session, window: QWidget, code: str = "1-1") -> ItemEditor:
    editor = ItemEditor(project, item(project, code), window)
    editor.show()
    return editor


def save(editor: ItemEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.accepted):
        qtbot.mouseClick(editor.ok_button, Qt.MouseButton.LeftButton)


def three_slots(project: Session, qtbot: QtBot) -> None:
    """Let 1-1 ask for three materials."""
    slots = tuple(a_slot(name) for name in ("方案", "总结", "纪要"))
    wanted = replace(item(project), required=slots)
    with qtbot.waitSignal(project.changed):
        project.criteria.edit(Action.EDIT_SLOTS, lambda snapshot: edited(snapshot, [wanted]))


def names(project: Session) -> list[str]:
    return [slot.name for slot in item(project).required]


# Words


def test_an_item_is_changed_and_changed_back(project: Session, window: QWidget, qtbot: QtBot) -> None:
    before = item(project)
    editor = opened(project, window)
    editor.fields.code.setText("1-1a")
    editor.fields.title.setText("方案")
    editor.fields.text.setPlainText("第一句。\n第二句。")
    editor.fields.points.setText("4.5分")
    editor.fields.rule.box.setCurrentText("每处扣（每发现一处扣分）")
    editor.fields.key.setChecked(False)
    editor.fields.due.setText("2024年1月31日")
    editor.fields.lead.setText("县教委")
    editor.fields.support.line.setText("县公安局、县司法局")
    editor.fields.person.setText("王敏 138")
    editor.fields.note.setPlainText("先报初稿")
    save(editor, qtbot)
    after = project.moment.snapshot.by_id[before.id]
    assert (after.code, after.title, after.text) == ("1-1a", "方案", "第一句。\n第二句。")
    assert (after.points, after.rule, after.key, after.due) == (4.5, Rule.PER_FINDING, False, "2024-01-31")
    assert (after.lead_unit, after.support_units) == ("县教委", ("县公安局", "县司法局"))
    assert (after.person, after.note, after.required) == ("王敏 138", "先报初稿", before.required)
    assert project.moment.undo == "修改评价内容 1-1"
    with qtbot.waitSignal(project.changed):
        project.undo()
    assert item(project) == before


def test_what_was_not_changed_is_no_step(project: Session, window: QWidget, qtbot: QtBot) -> None:
    editor = opened(project, window)
    save(editor, qtbot)
    assert project.moment.undo is None


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [("code", "2-1", "编号“2-1”已经用过"), ("code", "", "不能用"), ("points", "很多", "不能作为分值")],
)
def test_what_cannot_be_is_said_and_the_dialog_stays(
    field: str, text: str, said: str, project: Session, window: QWidget, qtbot: QtBot
) -> None:
    editor = opened(project, window)
    getattr(editor.fields, field).setText(text)
    qtbot.mouseClick(editor.ok_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: said in editor.fault.text())
    assert editor.isVisible()
    assert editor.ok_button.isEnabled()
    assert project.moment.undo is None


def test_a_group_has_no_materials(project: Session, window: QWidget) -> None:
    group = project.moment.snapshot.criteria[0]
    editor = ItemEditor(project, group, window)
    assert editor.tabs.count() == 1


# Materials


def test_several_materials_are_changed_at_once(project: Session, window: QWidget, qtbot: QtBot) -> None:
    three_slots(project, qtbot)
    editor = opened(project, window)
    slots = item(project).required
    editor.show_slots([slots[0].id, slots[2].id])
    form = editor.slots.form
    assert form.name.placeholderText() == "（各不相同）"
    form.years.box.setCurrentText("近三年每年")
    form.years.box.activated.emit(form.years.box.currentIndex())
    form.count.setValue(2)
    type_in(form.must.line, "有文号、盖章")
    form.mark.box.setCurrentText("甲组")
    form.mark.box.activated.emit(1)
    qtbot.mouseClick(form.paper, Qt.MouseButton.LeftButton)
    save(editor, qtbot)
    first, second, third = item(project).required
    for slot in (first, third):
        assert (slot.years, slot.count, slot.must) == (Years.EACH_OF_LAST_3, 2, ("有文号", "盖章"))
        assert (slot.alternative, slot.paper_allowed) == ("甲", False)
    assert second == slots[1]
    assert (first.name, third.name) == ("方案", "纪要")
    assert project.moment.undo == "修改应备材料 1-1"


def test_owners_are_ticked_in_a_list(project: Session, window: QWidget, qtbot: QtBot) -> None:
    editor = opened(project, window)
    editor.show_slots([])
    form = editor.slots.form
    assert not form.owners.isEnabled()
    form.scope.box.setCurrentText("指定的部门")
    form.scope.box.activated.emit(2)
    form.owners.ask()
    (pick,) = form.owners.findChildren(PickMany)
    pick.text.setText("局")
    qtbot.mouseClick(button(pick, "全选"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(form.owners.edited):
        pick.accept()
    save(editor, qtbot)
    (slot,) = item(project).required
    assert (slot.scope, slot.owners) == (Scope.EACH_DEPARTMENT, ("县市场监管局",))


def test_a_material_does_not_apply_for_a_reason(project: Session, window: QWidget, qtbot: QtBot) -> None:
    editor = opened(project, window)
    editor.show_slots([])
    qtbot.mouseClick(editor.slots.form.waived, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(editor.ok_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "没有写原因" in editor.fault.text())
    type_in(editor.slots.form.reason, "没有屠宰企业")
    save(editor, qtbot)
    assert [slot.waived for slot in item(project).required] == ["没有屠宰企业"]


def test_a_kind_that_there_is_not_is_refused(project: Session, window: QWidget, qtbot: QtBot) -> None:
    editor = opened(project, window)
    editor.show_slots([])
    type_in(editor.slots.form.kinds.line, "方案/计划、没有这种")
    qtbot.mouseClick(editor.ok_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "“没有这种”不能作为材料种类" in editor.fault.text())
    type_in(editor.slots.form.kinds.line, "总结/报告、方案/计划")
    save(editor, qtbot)
    assert [slot.kinds for slot in item(project).required] == [("总结/报告", "方案/计划")]


def test_a_material_has_a_day_of_its_own(project: Session, window: QWidget, qtbot: QtBot) -> None:
    editor = ItemEditor(project, item(project), window)
    editor.show_slots([])
    type_in(editor.slots.form.due, "2023年12月20日")
    save(editor, qtbot)
    assert {slot.due for slot in item(project).required} == {"2023-12-20"}


def test_materials_are_added_copied_moved_and_taken_out(project: Session, window: QWidget, qtbot: QtBot) -> None:
    three_slots(project, qtbot)
    editor = opened(project, window)
    page = editor.slots
    editor.show_slots([item(project).required[0].id])
    qtbot.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    type_in(page.form.name, "通知")
    qtbot.mouseClick(page.copy_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.down_button, Qt.MouseButton.LeftButton)
    page.select([0])
    qtbot.mouseClick(page.remove_button, Qt.MouseButton.LeftButton)
    save(editor, qtbot)
    assert names(project) == ["通知", "总结", "通知（副本）", "纪要"]


def test_taking_out_a_material_with_papers_is_asked(project: Session, window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitSignal(project.changed):
        project.register_paper(Facts(title="方案"), 3, PaperCopy("档案室", "王敏"), ["1-1#食品安全工作方案"])
    editor = opened(project, window)
    editor.show_slots([])
    qtbot.mouseClick(editor.slots.remove_button, Qt.MouseButton.LeftButton)
    (box,) = editor.slots.findChildren(QMessageBox)
    assert "已归 1 件" in box.informativeText()
    qtbot.mouseClick(button(box, "移去"), Qt.MouseButton.LeftButton)
    save(editor, qtbot)
    assert names(project) == []
    assert [(filing.criterion, filing.slot) for filing in project.moment.snapshot.filings] == [(item(project).id, None)]


@pytest.mark.usefixtures("window")
def test_name_and_count_are_typed_in_the_table() -> None:
    model = SlotRows([a_slot("方案")], {})
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    assert model.setData(model.index(0, Column.NAME), " 总结 ")
    assert model.setData(model.index(0, Column.COUNT), "3")
    assert not model.setData(model.index(0, Column.COUNT), "许多")
    assert (model.slots[0].name, model.slots[0].count) == ("总结", 3)
    assert tester is not None


@pytest.mark.parametrize(
    ("rows", "up", "order"),
    [([1], True, "乙甲丙丁"), ([0, 1], True, "甲乙丙丁"), ([1, 3], True, "乙甲丁丙"), ([0, 2], False, "乙甲丁丙")],
)
@pytest.mark.usefixtures("window")
def test_rows_move_together(rows: list[int], up: bool, order: str) -> None:
    model = SlotRows([a_slot(name) for name in "甲乙丙丁"], {})
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.move(rows, up=up)
    assert "".join(slot.name for slot in model.slots) == order
    model.remove([0, 2])
    model.insert(1, a_slot("戊"))
    assert "".join(slot.name for slot in model.slots) == f"{order[1]}戊{order[3]}"
    assert tester is not None


@pytest.mark.usefixtures("window")
def test_a_row_says_what_stands_for_it_and_what_lies_in_it() -> None:
    one, other = a_slot("通知", alternative="甲"), a_slot("纪要", alternative="甲", proposed=True)
    model = SlotRows([one, other, a_slot("无", waived="没有")], {one.id: 2})

    def state(row: int) -> object:
        return model.index(row, Column.STATE).data()

    assert [state(row) for row in range(3)] == [
        "已归 2 件",
        "建议应备（待确认）；与“通知”任交其一",
        "不涉及（没有）",
    ]


def test_names_are_completed_one_after_another(window: QWidget) -> None:
    field = ManyField("单位", ["县教委", "县公安局"], window)
    window.show()
    field.show_names(["县司法局"])
    type_in(field.line, "县司法局、公安")
    field._take("县公安局")  # pyright: ignore[reportPrivateUsage] — a popup needs a screen
    assert field.names() == ("县司法局", "县公安局")


def type_in(line: QLineEdit, text: str) -> None:
    """Type as an input method does."""
    line.setText(text)
    line.textEdited.emit(text)


def button(parent: QWidget, text: str) -> QPushButton:
    buttons: list[QPushButton] = parent.findChildren(QPushButton)
    return next(found for found in buttons if text in found.text())
