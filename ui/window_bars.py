"""The menus and the bar of the window."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolBar

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def fill_bars(window: MainWindow) -> QToolBar:
    """Put what the window offers into its menus, and the commonest as buttons into the bar that is returned."""
    menus = {
        "项目(&P)": (
            window.new_action,
            window.open_action,
            window.leave_action,
            *window.backups.in_menu,
            window.print_action,
            window.settings_action,
            None,
            window.quit_action,
        ),
        "编辑(&E)": (
            *(window.undo_action, window.redo_action, window.steps_action, None),
            *(window.find_action, window.palette_action, window.filter_action),
        ),
    }
    for title, actions in menus.items():
        if title.startswith("编辑"):
            window.menuBar().addMenu(window.receiving_menu)
        menu = window.menuBar().addMenu(title)
        for action in actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
    for offered in (window.view_menu, *window.offering, window.help_menu):
        window.menuBar().addMenu(offered)
    window.view_menu.addSeparator()
    window.view_menu.addAction(window.watching.show_action)
    bar = QToolBar("常用", movable=False)
    bar.toggleViewAction().setVisible(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    for action, text in (
        (window.receiving_menu.add_folder, "收文件夹"),
        (window.receiving_menu.add_files, "收文件"),
        (window.undo_action, "撤销"),
        (window.redo_action, "重做"),
        (window.find_action, "查找"),
        (window.export_action, "导出"),
    ):
        action.setIconText(text)
        bar.addAction(action)
    window.addToolBar(bar)
    return bar
