"""A clerk at the program's window, whose every click, key and drop is counted."""
# PySide6's stubs and those of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.session import Session

W = TypeVar("W", bound=QWidget)
_LONG_MS = 20_000
_LEFT, _COPY, _NONE = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier


class Clerk:
    """Does what hands can do; what is read or waited for is no step."""

    def __init__(self, window: MainWindow, session: Session, qtbot: QtBot) -> None:
        self.window, self.session = window, session
        self.steps: list[str] = []
        self.opening_steps = 0  # that it took to have the project open
        self._qtbot = qtbot

    def drop(self, path: Path) -> None:
        """Drag a file or folder onto the window: one step."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        entering = QDragEnterEvent(QPoint(400, 300), _COPY, data, _LEFT, _NONE)
        self.window.dragEnterEvent(entering)
        assert entering.isAccepted()
        self.window.dropEvent(QDropEvent(QPointF(400, 300), _COPY, data, _LEFT, _NONE))
        self.steps.append(f"拖入 {path.name}")

    def click(self, button: QAbstractButton) -> None:
        """Press a button once it can be pressed: one step."""
        self.wait(lambda: button.isVisible() and button.isEnabled())
        self._qtbot.mouseClick(button, _LEFT)
        self.steps.append(f"点 {button.text()}")

    def click_row(self, view: QAbstractItemView, row: int, column: int = 0) -> None:
        """Click a row of a list: one step."""
        index = view.model().index(row, column)
        view.scrollTo(index)
        self._qtbot.mouseClick(view.viewport(), _LEFT, pos=view.visualRect(index).center())
        assert view.selectionModel().isRowSelected(row, index.parent())
        self.steps.append(f"点 第{row + 1}行")

    def choose(self, box: QComboBox, text: str) -> None:
        """Open a list of choices and click one: two steps."""
        self.wait(box.isEnabled)
        self._qtbot.mouseClick(box, _LEFT, pos=QPoint(box.width() - 6, box.height() // 2))
        view = box.view()
        self.wait(view.isVisible)
        index = box.model().index(box.findText(text), box.modelColumn())
        view.scrollTo(index)
        where = view.visualRect(index).center()
        self._qtbot.mouseMove(view.viewport(), where)
        self._qtbot.mouseClick(view.viewport(), _LEFT, pos=where)
        self.steps += [f"展开 {box.accessibleName() or text}", f"选 {text}"]

    def menu(self, action: QAction) -> None:
        """Open the menu of an action and click it: two steps."""
        bar = self.window.menuBar()
        menus = cast("list[QMenu]", self.window.findChildren(QMenu))
        (menu,) = [one for one in menus if action in one.actions()]
        self.wait(action.isEnabled)
        self._qtbot.mouseClick(bar, _LEFT, pos=bar.actionGeometry(menu.menuAction()).center())
        self.wait(menu.isVisible)
        self._qtbot.mouseClick(menu, _LEFT, pos=menu.actionGeometry(action).center())
        self.steps += [f"菜单 {menu.title()}", action.text()]

    def tool(self, action: QAction) -> None:
        """Click what the bar of tools offers: one step."""
        self.wait(action.isEnabled)
        self._qtbot.mouseClick(self.window.bar.widgetForAction(action), _LEFT)
        self.steps.append(f"点 {action.iconText()}")

    def press(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """Press a key: one step."""
        self._qtbot.keyClick(widget, key, modifier)
        self.steps.append(f"键 {key.name}")

    def type(self, field: QLineEdit, text: str) -> None:
        """Write a text in the place of another: one step, however long it is."""
        field.selectAll()
        write(field, text)
        self.steps.append(f"写 {text}")

    def name_file(self, path: Path) -> None:
        """Name a file in the dialog that asks for one: writing it and Enter are two steps."""
        dialog = self.see(QFileDialog)
        (field,) = [one for one in cast("list[QLineEdit]", dialog.findChildren(QLineEdit)) if one.isVisible()]
        self.type(field, str(path))
        self.press(field, Qt.Key.Key_Return)

    def leave(self) -> None:
        """Close all dialogs and the project; no step that counts."""
        for dialog in reversed(cast("list[QDialog]", self.window.findChildren(QDialog))):
            dialog.close()
        self.window.close()
        self.wait(lambda: not self.session.is_open)

    def see(self, kind: type[W]) -> W:
        """Wait for a dialog; no step."""
        self.wait(lambda: bool(self._open(kind)))
        (dialog,) = self._open(kind)
        return dialog

    def see_gone(self, kind: type[QWidget]) -> None:
        """Wait until a dialog is closed; no step."""
        self.wait(lambda: not self._open(kind))

    def wait(self, done: Callable[[], bool]) -> None:
        """Wait until something is so; no step."""
        self._qtbot.waitUntil(done, timeout=_LONG_MS)

    def wait_for_rest(self) -> None:
        """Wait until nothing is going on; no step."""
        self.wait(lambda: not self.window.busy and QApplication.activePopupWidget() is None)

    def _open(self, kind: type[W]) -> list[W]:
        return [one for one in cast("list[W]", self.window.findChildren(kind)) if one.isVisible()]


def write(field: QWidget, text: str) -> None:
    """Write as input methods do: keys of Chinese there are none."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def shown(view: QAbstractItemView, columns: Sequence[int]) -> list[tuple[str, ...]]:
    """Return what a list says, row by row."""
    model = view.model()
    return [tuple(str(model.index(row, at).data() or "") for at in columns) for row in range(model.rowCount())]
