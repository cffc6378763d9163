"""What can be done with the page that is looked at, as actions with their keys; what they mean is the preview's."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolBar, QToolButton, QWidget

from ui.labels import key_name
from ui.views.page_reader import PERCENTS, Fit

_ZOOM = "缩放"
_TURNED = "只改这里和缩略图的看法，随项目记住；不改原件，打印和导出照旧"
_CROPPED = "裁剪：只显示和打印框里的部分，不改原件；照片、扫描件和 PDF 的页面可以"


class PreviewActions(QObject):
    """Acts while the keys are within a widget; the same actions stand in a bar and in the pages' own menu."""

    zoomed = Signal(object)  # Fit, or a percentage
    stepped = Signal(int)  # larger (1) or smaller (-1)
    turned = Signal(int)  # degrees clockwise

    def __init__(self, over: QWidget) -> None:
        """Offer nothing but zooming until there is a page."""
        super().__init__(over)
        self._over = over
        self.larger = self._action("放大", ("+", "=", "Ctrl++", "Ctrl+="), lambda: self.stepped.emit(1))
        self.smaller = self._action("缩小", ("-", "Ctrl+-"), lambda: self.stepped.emit(-1))
        self.fit_width = self._action(Fit.WIDTH.value, ("W",), lambda: self.zoomed.emit(Fit.WIDTH))
        self.fit_page = self._action(Fit.PAGE.value, ("P",), lambda: self.zoomed.emit(Fit.PAGE))
        self.full = self._action("100%", ("Ctrl+0",), lambda: self.zoomed.emit(100))
        self.left = self._action("左转", ("L",), lambda: self.turned.emit(-90), _TURNED)
        self.right = self._action("右转", ("R",), lambda: self.turned.emit(90), _TURNED)
        self.crop = self._action("裁剪…", ("C",), lambda: None, _CROPPED)
        self.open = self._action("打开", ("Return", "Enter"), lambda: None, "用办公软件打开副本")
        self.open.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # or buttons that have the keys would open, too
        self.strip = self._action("缩略图", ("T",), lambda: None)
        self.strip.setCheckable(True)
        self.zoom_button = QToolButton()
        self.zoom_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.zoom_button.setToolTip("缩放（+、-，或按住 Ctrl 滚动）")
        self.zoom_button.setMenu(self._zoom_menu())
        self.places = QAction(self)  # where else the paper lies: its menu; a widget would not stand behind the arrow
        self.places_menu = QMenu(over)
        self.places.setMenu(self.places_menu)
        self.tell_zoom(Fit.WIDTH, 100)

    def bar(self) -> QToolBar:
        """Return the actions as a bar; what it has no room for stands behind an arrow at its end."""
        bar = QToolBar("看件")
        bar.setProperty("role", "small")
        bar.ensurePolished()  # or it would keep the room between its buttons that it had without a role
        bar.addWidget(self.zoom_button)
        for action in (self.open, self.left, self.right, self.crop, self.strip):
            bar.addAction(action)
        bar.addAction(self.places)
        button = cast("QToolButton", bar.widgetForAction(self.places))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in cast("list[QToolButton]", bar.findChildren(QToolButton)):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if button.objectName() == "qt_toolbar_ext_button":
                button.setAccessibleName("更多")  # the arrow
        return bar

    def in_menu(self) -> tuple[QAction, ...]:
        """Return the actions for a menu of the pages."""
        zooming = (self.larger, self.smaller, self.fit_width, self.fit_page, self.full)
        return (*zooming, self.left, self.right, self.crop, self.open, self.strip)

    def tell_zoom(self, zoom: Fit | int, percent: int) -> None:
        """Say on the button how large pages are."""
        self.zoom_button.setText(zoom.value if isinstance(zoom, Fit) else f"{zoom}%")
        self.zoom_button.setAccessibleName(f"{_ZOOM}：{self.zoom_button.text()}，现为 {percent}%")

    def _action(self, text: str, keys: tuple[str, ...], work: object, about: str = "") -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip("，".join(filter(None, (about or text, key_name(keys[0])))))
        action.triggered.connect(work)
        self._over.addAction(action)
        return action

    def _zoom_menu(self) -> QMenu:
        menu = QMenu(self._over)
        for action in (self.fit_width, self.fit_page, self.full, self.larger, self.smaller):
            menu.addAction(action)
        menu.addSeparator()
        for percent in PERCENTS:
            if percent != 100:
                menu.addAction(f"{percent}%").triggered.connect(partial(self._choose, percent))
        return menu

    def _choose(self, percent: int) -> None:
        self.zoomed.emit(percent)
