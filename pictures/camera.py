"""Takes pictures of a window while it works, and notices what does not fit into it."""

# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QScrollArea,
    QTabBar,
    QWidget,
)

from ui.main_window import MainWindow
from ui.session import Session
from ui.views.page_flow import PageFlow

D = TypeVar("D", bound=QWidget)
_PATIENCE_S = 120
_SETTLES_S = 0.3
_ROUNDS = 5
_DRAWS_S = 10  # at most, until the pages in sight are drawn
_SLACK = 2  # pixels that rounding may take


class Camera:
    """Takes pictures of a window and its dialogs into a folder."""

    def __init__(self, out: Path, window: MainWindow, session: Session, wanted: frozenset[str] | None = None) -> None:
        """Put the pictures into `out`: those of these names, or all; `session` is the window's."""
        self._out, self._session, self._wanted = out, session, wanted
        self.window = window
        self.seen: set[str] = set()  # names of the classes of dialogs that were taken
        self.faults: list[str] = []  # what cannot be read or reached, and where

    @property
    def takes_all(self) -> bool:
        """Tell whether every pane and dialog is wanted."""
        return self._wanted is None

    def wait(self, holds: Callable[[], bool]) -> None:
        """Let the window work until something holds."""
        end = time.monotonic() + _PATIENCE_S
        while not holds():
            QApplication.processEvents()
            time.sleep(0.005)
            if time.monotonic() > end:
                message = "the window did not do what was waited for"
                raise TimeoutError(message)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Take the window, or one of its dialogs, when it has settled."""
        if self._wanted is not None and name not in self._wanted:
            return
        end = time.monotonic() + _SETTLES_S
        self.wait(lambda: time.monotonic() > end)
        taken = widget or self.window
        end = time.monotonic() + _DRAWS_S
        self.wait(lambda: self._are_drawn(taken) or time.monotonic() > end)
        for _ in range(_ROUNDS):
            QApplication.processEvents()  # what was asked for in the last one, on a slow machine
        self.seen.add(type(taken).__name__)
        self.faults += [f"{name}: cut: {told}" for told in cut_texts(taken)]
        self.faults += [f"{name}: {told}" for told in silent_widgets(taken)]
        taken.grab().save(str(self._out / f"{name}.png"))
        print(self._out / f"{name}.png")

    def show(self, name: str, dialog: QDialog, ready: Callable[[], bool] | None = None) -> None:
        """Open a dialog, take it when it is ready and no work runs, and close it without doing anything."""
        dialog.open()
        self.wait(lambda: not self._session.jobs.running and (ready is None or ready()))
        self.take(name, dialog)
        dialog.reject()
        self.wait(lambda: not self._session.jobs.running)

    def _are_drawn(self, shown: QWidget) -> bool:
        """Tell whether the pages that are in sight have their pictures."""
        for pages in cast("list[PageFlow]", shown.findChildren(PageFlow)):
            seen = pages.in_sight() if pages.isVisibleTo(shown) and len(pages) else ()
            if any(not self._session.pieces.pictures.knows(pages.asked(position)) for position in seen):
                return False
        return True

    def last(self, kind: type[D]) -> D:
        """Return the dialog of a kind that the window opened last."""
        return cast("list[D]", self.window.findChildren(kind))[-1]


def cut_texts(shown: QWidget) -> Iterator[str]:
    """Tell of each text and each button that is seen in part only; what can be scrolled to is seen."""
    for widget in cast("list[QWidget]", shown.findChildren(QWidget)):
        if not widget.isVisibleTo(shown) or widget.window() is not shown or _scrolls(widget, shown):
            continue
        if isinstance(widget, QLabel) and (text := widget.text()) and not widget.hasSelectedText():
            wide, high = widget.width(), widget.height()
            if widget.wordWrap():
                cut = widget.heightForWidth(wide) > high + _SLACK
            else:
                cut = widget.sizeHint().width() > wide + _SLACK
            if cut or not _lies_within(widget, shown):
                yield text
        elif isinstance(widget, QAbstractButton) and widget.text():
            needed = widget.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, widget.text())
            if needed.width() > widget.width() or not _lies_within(widget, shown):
                yield widget.text()


def silent_widgets(shown: QWidget) -> Iterator[str]:
    """Tell of what can have the focus but is named to no screen reader, and of keys that two things wait for."""
    waiting: dict[str, list[str]] = {}
    for widget in cast("list[QWidget]", shown.findChildren(QWidget)):
        if not widget.isVisibleTo(shown) or widget.window() is not shown:
            continue
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QScrollArea | QTabBar):
            told = QAccessible.queryAccessibleInterface(widget)
            if widget.focusProxy() is None and told and not told.text(QAccessible.Text.Name):
                yield f"has no name: {type(widget).__name__}"
        text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
        if isinstance(widget, QLabel) and not isinstance(cast("QWidget | None", widget.buddy()), QWidget):
            continue
        if keys := QKeySequence.mnemonic(text).toString():
            waiting.setdefault(keys, []).append(text)
    yield from (f"{keys} of {' and '.join(texts)}" for keys, texts in waiting.items() if len(texts) > 1)


def _scrolls(widget: QWidget, shown: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and above is not shown:
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False


def _lies_within(widget: QWidget, shown: QWidget) -> bool:
    place = QRect(widget.mapTo(shown, QPoint(0, 0)), widget.size())
    return shown.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(place)
