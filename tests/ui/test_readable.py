"""What is shown can be told apart and read whole: edges, names that run on, colours, labels at one edge."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from evidence.model import State
from ui import theme
from ui.dialogs.choice import form
from ui.dialogs.many_field import PickMany
from ui.dialogs.place_page import PlacePage
from ui.dialogs.search import SearchDialog
from ui.labels import Sentence
from ui.models.text_rows import TextRow, TextRows
from ui.session import Session
from ui.theme import SEEN, contrast
from ui.views.rows import Wide
from ui.views.running_on import RunningOn

Role = QPalette.ColorRole
ACTIVE, DISABLED = QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled
SHADES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
LONG = "校园食品安全专项整治方案（近三年每年，各1件，联合发文、有文号）"
HINT = "题名、落款、印章名称不填的，照灰字写的。印章名称是印章上的全称，印在要盖章的地方。"


@SHADES
def test_the_edges_of_fields_can_be_seen(dark: bool) -> None:
    palette = theme.palette_of(dark=dark)
    edge = theme.edge_colour(palette)
    assert all(contrast(edge, palette.color(ground)) >= SEEN for ground in (Role.Window, Role.Base))


@SHADES
def test_a_field_that_cannot_be_used_has_no_ground_to_write_on(dark: bool) -> None:
    palette = theme.palette_of(dark=dark)
    usable, unusable = (palette.color(group, Role.Base) for group in (ACTIVE, DISABLED))
    assert unusable == palette.color(Role.Window) != usable


def test_a_hint_of_one_line_takes_one_line(qtbot: QtBot) -> None:
    window, hint = QWidget(), Sentence(HINT, "hint")
    qtbot.addWidget(window)
    layout = QFormLayout(window)
    layout.addRow("落款", QLineEdit())
    layout.addRow("", hint)
    window.resize(80 * theme.em(window), 200)
    window.show()
    assert hint.height() == hint.heightForWidth(hint.width()) < 2 * hint.fontMetrics().height()
    window.resize(20 * theme.em(window), 200)
    qtbot.waitUntil(lambda: hint.height() == hint.heightForWidth(hint.width()) > 2 * hint.fontMetrics().height())


def a_tree(qtbot: QtBot, *rows: tuple[str, ...]) -> RunningOn:
    model = QStandardItemModel()
    for row in rows:
        model.appendRow([QStandardItem(text) for text in row])
    tree = RunningOn(model, (Wide(0), Wide(4), Wide(4), Wide(6)))
    model.setParent(tree)
    qtbot.addWidget(tree)
    tree.resize(26 * theme.em(tree), 200)
    tree.show()
    return tree


def test_a_long_name_runs_on_to_the_first_cell_that_says_something(qtbot: QtBot) -> None:
    tree = a_tree(qtbot, (LONG, "", "", "缺2件"), (LONG, "2023", "", ""), ("短", "", "", ""))
    model = tree.model()
    whole, stopped, short = (tree.name_place(model.index(row, 0)) for row in range(3))
    assert whole.right() == tree.visualRect(model.index(0, 2)).right()
    assert stopped == tree.visualRect(model.index(1, 0))
    assert short == tree.visualRect(model.index(2, 0))


def test_a_cell_that_is_hidden_stops_no_name(qtbot: QtBot) -> None:
    tree = a_tree(qtbot, (LONG, "2023", "", "缺"))
    tree.header().setSectionHidden(1, True)
    place = tree.name_place(tree.model().index(0, 0))
    assert place.right() == tree.visualRect(tree.model().index(0, 2)).right()


def test_the_row_that_runs_on_is_painted(qtbot: QtBot) -> None:
    tree = a_tree(qtbot, (LONG, "", "", ""), ("短", "", "", ""))
    rect = tree.visualRect(tree.model().index(0, 1))
    picture = tree.viewport().grab(rect).toImage()
    ground = picture.pixelColor(1, 1)
    inked = any(picture.pixelColor(x, y) != ground for x in range(picture.width()) for y in range(picture.height()))
    assert inked


def test_only_the_state_has_its_colour_where_a_table_says_so() -> None:
    model = TextRows(("单位", "情况"), state_at=1)
    model.show([TextRow(1, ("县教委", "缺"), State.MISSING)])
    colours = [model.index(0, column).data(Qt.ItemDataRole.ForegroundRole) for column in range(2)]
    assert colours[0] is None
    assert colours[1] is not None


def test_fields_one_below_the_other_begin_at_one_edge(qtbot: QtBot) -> None:
    window, one, other = QWidget(), QLineEdit(), QLineEdit()
    qtbot.addWidget(window)
    window.setLayout(form(("由谁决定(&W)", one), ("原因(&R)", other)))
    window.show()
    assert one.x() == other.x()
    assert (one.accessibleName(), other.accessibleName()) == ("由谁决定", "原因")


def test_drop_downs_say_what_they_narrow_before_anything_was_found(project: Session, qtbot: QtBot) -> None:
    dialog = SearchDialog(project)
    qtbot.addWidget(dialog)
    narrowing = (dialog.unit, dialog.year, dialog.kind, dialog.item, dialog.whereabouts, dialog.batch)
    assert all(choice.currentText() for choice in narrowing)


def test_ticking_all_stands_apart_from_the_answer(qtbot: QtBot) -> None:
    dialog = PickMany("单位", ["县教委", "双河镇"], [])
    qtbot.addWidget(dialog)
    roles = {button.text(): dialog.buttons.buttonRole(button) for button in dialog.buttons.buttons()}
    assert {roles["全选(&A)"], roles["全不选(&N)"]} == {QDialogButtonBox.ButtonRole.ResetRole}


def test_the_second_page_of_a_new_project_scrolls_where_the_screen_is_low(qtbot: QtBot) -> None:
    page = PlacePage(2023)
    qtbot.addWidget(page)
    page.resize(40 * theme.em(page), 12 * theme.em(page))
    page.show()
    hints = [hint for hint in cast("list[Sentence]", page.findChildren(Sentence)) if hint.isVisible()]
    assert hints
    assert all(hint.height() >= hint.heightForWidth(hint.width()) for hint in hints)
