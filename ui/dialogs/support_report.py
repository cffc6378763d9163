"""支持报告: the whole text is seen before any of it is saved or copied."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import platform
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from ui.dialogs.picking import pick_new_file
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.session import Session
from ui.theme import SHADES, Look, em

if TYPE_CHECKING:  # loaded by the worker thread
    from ui.support_report import Machine

_ABOUT = "交给维护人员用。里面只有版本、系统、数目和出错的位置，没有材料、姓名、题名和路径；请看过再存。"
_NAME = "备检支持报告.txt"


class SupportReport(QDialog):
    """Shows a report as soon as it is made."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Tell of the program, this PC, and the numbers of the project that is open."""
        super().__init__(parent)
        self._session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("支持报告")
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName("支持报告全文")
        self.said = Sentence()
        self.fault = Sentence(role="fault")
        self.save_button = QPushButton("另存为(&S)…")
        self.copy_button = QPushButton("复制全文(&C)")
        self.close_button = QPushButton("关闭")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.save_button, self.copy_button, self.close_button):
            buttons.addWidget(button)
            button.setEnabled(button is self.close_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addWidget(Sentence(_ABOUT, "hint"))
        layout.addWidget(self.text, 1)
        layout.addWidget(self.said)
        layout.addWidget(self.fault)
        layout.addLayout(buttons)
        self.save_button.clicked.connect(self._ask_where)
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.reject)
        open_size(self, 60, 40)
        self._make()

    def save(self, path: Path) -> None:
        """Save what is shown."""
        self.fault.say("")
        job = self._session.reporting.save(self.text.toPlainText(), path, self._tell_saved)
        job.failed.connect(self._refused)

    def _make(self) -> None:
        look = self._session.setup.appearance.look if self._session.setup.appearance else Look()
        screens = tuple(
            f"{screen.size().width()} × {screen.size().height()}，缩放 {screen.devicePixelRatio():.0%}"
            for screen in QGuiApplication.screens()
        )
        machine = partial(self._machine, screens, look)
        self._session.reporting.make(machine, self._show).failed.connect(self._refused)

    def _machine(self, screens: tuple[str, ...], look: Look) -> Machine:
        from ui.support_report import Machine

        version, system, python = self._session.setup.version(), platform.platform(), platform.python_version()
        return Machine(version, system, python, qVersion(), screens, SHADES[look.shade], look.text_pt)

    def _show(self, text: str) -> None:
        self.text.setPlainText(text)
        for button in (self.save_button, self.copy_button):
            button.setEnabled(True)

    def _tell_saved(self, path: Path) -> None:
        self.said.say(f"已存到：{path}")

    def _ask_where(self) -> None:
        pick_new_file(self, "支持报告存到哪里", Path.home() / _NAME, ["文本文件 (*.txt)"], self.save)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.said.say("已复制。")

    def _refused(self, error: DossierError) -> None:
        self.fault.say(wording.sentence(error))
