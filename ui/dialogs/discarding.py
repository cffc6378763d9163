"""Asks before what was changed in a dialog is thrown away."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def ask_to_discard(parent: QWidget, discard: Callable[[], object]) -> QMessageBox:
    """Ask; `discard` is called if the changes are to go."""
    return ask(parent, "还有没保存的修改。", "不保存，关闭", "继续修改", discard)


def ask(parent: QWidget, sentence: str, yes: str, no: str, agreed: Callable[[], object]) -> QMessageBox:
    """Ask whether to go on; Esc and Enter mean no."""
    box = QMessageBox(QMessageBox.Icon.Question, parent.windowTitle(), sentence, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    go = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def agree() -> None:
        agreed()

    go.clicked.connect(agree)
    box.open()
    return box
