"""What the program is and which version."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

_ABOUT = "按评价细则整理佐证材料，查缺项，导出资料汇编。\n全部在本机进行，不联网。"


def tell_about(program: str, version: str, over: QWidget) -> None:
    """Say it over a window."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, f"关于{program}", f"{program} {version}\n{_ABOUT}", parent=over)
    box.addButton("关闭", QMessageBox.ButtonRole.AcceptRole)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
