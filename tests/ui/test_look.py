"""Words can be read in light and dark, and what is shown follows a choice at once."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QFormLayout,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTabWidget,
    QTextEdit,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from evidence import wording
from evidence.model import State
from ui import theme
from ui.appearance import Appearance
from ui.dialogs.sizing import grow, open_size, scrolled
from ui.main_window import MainWindow
from ui.session import Session
from ui.theme import LARGE_PT, LARGEST_PT, READABLE, STANDARD_PT, Look, Shade, contrast
from ui.views.bars import FILL
from ui.views.matrix_view import TINT
from ui.views.tight_tabs import TightTabs

Role = QPalette.ColorRole
GROUNDS = (Role.Window, Role.Base, Role.AlternateBase)
SHADES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """What makes the program look; afterwards it looks as before."""
    palette, font, sheet = QPalette(qapp.palette()), qapp.font(), qapp.styleSheet()
    chosen = Appearance()
    yield chosen
    chosen.deleteLater()
    qapp.styleHints().unsetColorScheme()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


def over(colour: QColor, alpha: int, ground: QColor) -> QColor:
    """What is seen of a colour that lets the ground through."""
    share = alpha / 255
    parts = ((one.red(), one.green(), one.blue()) for one in (colour, ground))
    return QColor(*(round(above * share + below * (1 - share)) for above, below in zip(*parts, strict=True)))


def test_black_on_white_is_the_most() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)  # as WCAG's authors tell


@SHADES
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_words_of_states_can_be_read(state: State, ground: QPalette.ColorRole, dark: bool) -> None:
    palette = theme.palette_of(dark=dark)
    assert contrast(theme.state_colour(state, palette), palette.color(ground)) >= READABLE


@SHADES
@pytest.mark.parametrize("state", State)
def test_signs_on_tints_and_words_on_bars_can_be_read(state: State, dark: bool) -> None:
    palette = theme.palette_of(dark=dark)
    colour = theme.state_colour(state, palette)
    assert contrast(colour, over(colour, TINT, palette.color(Role.Base))) >= READABLE
    assert contrast(palette.color(Role.WindowText), over(colour, FILL, palette.color(Role.Window))) >= READABLE


@SHADES
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        *((Role.Text, ground) for ground in GROUNDS),
        *((Role.PlaceholderText, ground) for ground in GROUNDS),
        *((Role.Link, ground) for ground in GROUNDS),
        (Role.ButtonText, Role.Button),
        (Role.HighlightedText, Role.Highlight),
        (Role.ToolTipText, Role.ToolTipBase),
        (Role.ButtonText, Role.Midlight),
    ],
)
def test_all_other_words_can_be_read(words: QPalette.ColorRole, ground: QPalette.ColorRole, dark: bool) -> None:
    palette = theme.palette_of(dark=dark)
    assert contrast(palette.color(words), palette.color(ground)) >= READABLE


def test_hints_can_be_read_in_the_systems_own_colours(appearance: Appearance) -> None:
    appearance.dress()
    palette = QApplication.palette()
    assert all(contrast(palette.color(Role.PlaceholderText), palette.color(ground)) >= READABLE for ground in GROUNDS)
    assert contrast(palette.color(Role.PlaceholderText), palette.color(Role.Base)) < contrast(
        palette.color(Role.Text), palette.color(Role.Base)
    )


def test_every_state_has_a_word_of_its_own() -> None:
    assert len({wording.STATES[state] for state in State}) == len(State)


def test_dark_is_dark_at_once_and_the_system_comes_back(
    appearance: Appearance, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    appearance.dress()
    window = MainWindow(session, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    window.show()
    light = window.palette().window().color()
    appearance.choose(Look(Shade.DARK))
    assert window.palette().window().color() == theme.palette_of(dark=True).window().color()
    assert window.grab().toImage().pixelColor(window.width() // 2, window.height() - 80).lightness() < 80
    appearance.choose(Look(Shade.SYSTEM))
    assert window.palette().window().color() == light


@pytest.mark.parametrize("kind", [QListView, QTableView, QTreeView, QPlainTextEdit, QTextEdit])
def test_lists_and_texts_have_four_edges_at_150_percent(
    appearance: Appearance, kind: type[QAbstractScrollArea], qtbot: QtBot
) -> None:
    appearance.choose(Look(Shade.LIGHT))
    window = QWidget()
    qtbot.addWidget(window)
    shown = kind(window)
    shown.setGeometry(11, 11, 151, 121)  # where a pixel of the screen does not begin
    window.resize(180, 150)
    window.show()
    window.setFocus()
    scale = 1.5
    image = QImage(round(180 * scale), round(150 * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    window.render(image)
    edge = theme.edge_colour(window.palette())
    left, top, right, bottom = (round(at * scale) for at in (11, 11, 162, 132))
    across, down = (left + right) // 2, (top + bottom) // 2
    for sides in (
        [image.pixelColor(across, top + by) for by in range(-2, 4)],
        [image.pixelColor(across, bottom - by) for by in range(-2, 4)],
        [image.pixelColor(left + by, down) for by in range(-2, 4)],
        [image.pixelColor(right - by, down) for by in range(-2, 4)],
    ):
        assert edge in sides


def test_larger_text_is_larger_at_once(appearance: Appearance, project: Session, tmp_path: Path, qtbot: QtBot) -> None:
    appearance.dress()
    window = MainWindow(project, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    desk = window.desk
    window.show()
    before = desk.criteria.sizeHint()
    heights: list[int] = []
    for size_pt in (STANDARD_PT, LARGE_PT, LARGEST_PT):
        appearance.choose(Look(Shade.SYSTEM, size_pt))
        heights.append(desk.gaps.rows.verticalHeader().defaultSectionSize())
        assert desk.tray.rows.font().pointSizeF() == pytest.approx(size_pt)
        assert desk.criteria.minimumWidth() >= 5 * theme.em(desk)
        assert window.minimumSizeHint().width() <= window.screen().availableGeometry().width()
        assert desk.gaps.rows.horizontalHeader().sectionSize(0) in (0, 5 * theme.em(desk))
    assert heights == sorted(set(heights))
    grown: QSize = desk.criteria.sizeHint()
    assert grown.height() > before.height()


def test_rows_are_as_low_as_before_when_the_text_is_small_again(
    appearance: Appearance, project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    appearance.dress()
    window = MainWindow(project, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    window.show()
    desk = window.desk
    heads = [rows.verticalHeader() for rows in (desk.tray.rows, desk.gaps.rows, desk.doubts.rows)]
    before = [head.defaultSectionSize() for head in heads]
    appearance.choose(Look(Shade.SYSTEM, LARGEST_PT))
    assert all(head.defaultSectionSize() > low for head, low in zip(heads, before, strict=True))
    appearance.choose(Look(Shade.SYSTEM, STANDARD_PT))
    assert [head.defaultSectionSize() for head in heads] == before


def test_a_choice_is_told_once_to_be_remembered(appearance: Appearance, qtbot: QtBot) -> None:
    with qtbot.waitSignal(appearance.chosen) as told:
        appearance.choose(Look(Shade.DARK, LARGE_PT))
    assert told.args == [Look(Shade.DARK, LARGE_PT)]
    with qtbot.assertNotEmitted(appearance.chosen):
        appearance.choose(Look(Shade.DARK, LARGE_PT))


@pytest.mark.parametrize("text_pt", [STANDARD_PT, LARGEST_PT])
def test_tabs_stand_closer_where_their_titles_have_no_room(
    appearance: Appearance, qtbot: QtBot, text_pt: float
) -> None:
    appearance.choose(Look(Shade.LIGHT, text_pt))
    tabs = QTabWidget(documentMode=True)
    qtbot.addWidget(tabs)
    TightTabs(tabs)
    for title in ("应备材料", "待整理", "缺项", "疑点（156）", "总览", "整改（逾120）"):
        tabs.addTab(QWidget(), title)
    tabs.resize(1300, 300)
    tabs.show()
    qtbot.waitExposed(tabs)
    bar = tabs.tabBar()
    airy = bar.sizeHint().width()
    tabs.resize(airy - 10, 300)
    qtbot.waitUntil(lambda: bar.sizeHint().width() <= tabs.width())
    tabs.resize(airy, 300)
    tabs.setTabText(4, "总览 8")  # a title that grows, while nothing else does
    qtbot.waitUntil(lambda: bar.sizeHint().width() <= tabs.width())
    tabs.resize(1300, 300)
    qtbot.waitUntil(lambda: bar.sizeHint().width() > airy)


def test_fields_that_a_small_screen_has_no_room_for_are_scrolled(qtbot: QtBot) -> None:
    dialog, form = QDialog(), QFormLayout()
    qtbot.addWidget(dialog)
    fields = [QLineEdit() for _ in range(60)]
    for field in fields:
        form.addRow("名称", field)
    layout = QVBoxLayout(dialog)
    layout.addWidget(scrolled(form), 1)
    button = QPushButton("保存")
    layout.addWidget(button)
    open_size(dialog, 40, 26)
    dialog.show()
    grow(dialog)
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    assert dialog.rect().contains(button.geometry())
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    fields[-2].setFocus()
    qtbot.keyClick(fields[-2], Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: dialog.rect().contains(fields[-1].mapTo(dialog, fields[-1].rect().center())))
