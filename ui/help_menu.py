"""The menu 帮助: what the pane at hand is for, how its figures are counted, what is asked often, what to hand in."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMessageBox, QWidget
from shiboken6 import isValid

from ui.help_places import COUNTING, FIRST, QUESTIONS, figures_of, topic_of
from ui.offering_menu import OfferingMenu
from ui.session import Session

if TYPE_CHECKING:
    from ui.dialogs.help import HelpDialog

_ABOUT = "按评价细则整理佐证材料，查缺项，导出资料汇编。\n全部在本机进行，不联网。"
_HELP, _WHY = "F1", "Shift+F1"


class HelpMenu(OfferingMenu):
    """Is there with and without a project; its keys work in dialogs too."""

    def __init__(self, session: Session, over: QMainWindow) -> None:
        """Tell of what has the keyboard in `over` and the dialogs over it."""
        super().__init__("帮助(&H)", session, over)
        self._dialog: HelpDialog | None = None
        self.here = self.offer("本页帮助(&P)", self._show_here, _HELP)
        self.why = self.offer("这里的数怎样计算(&C)", self._explain_here, _WHY)
        self.addSeparator()
        self.contents = self.offer("从哪里做起(&S)", lambda: self.show_topic(FIRST, over))
        self.questions = self.offer("常见问题(&Q)", lambda: self.show_topic(QUESTIONS, over))
        self.addSeparator()
        self.report = self.offer("支持报告(&R)…", self._ask_report)
        self.about = self.offer("关于备检(&A)", self._tell_about)
        for action in (self.here, self.why, self.contents, self.questions):
            action.setEnabled(session.setup.help is not None)
        application = cast("QApplication", QApplication.instance())
        application.focusChanged.connect(self.reach_dialog)

    def show_topic(self, name: str, asked_in: QWidget, heading: str = "") -> HelpDialog | None:
        """Show a topic over the window of what asks: a dialog that is open lets nothing behind it be used."""
        folder = self._session.setup.help
        if folder is None:
            return None
        from ui.dialogs.help import HelpDialog

        over = asked_in.window()
        dialog = self._dialog if self._dialog is not None and isValid(self._dialog) else None  # closed, it is no more
        if dialog is None or dialog.parentWidget() is not over:
            if dialog is not None:
                dialog.close()
            dialog = self._dialog = HelpDialog(folder, over)
            dialog.report_wanted.connect(self._ask_report)
        dialog.show_topic(name, heading)
        dialog.show()
        dialog.activateWindow()
        return dialog

    def explain(self, heading: str, asked_in: QWidget) -> None:
        """Tell how a figure is counted."""
        self.show_topic(COUNTING, asked_in, heading)

    def reach_dialog(self, _: QWidget | None, now: QWidget | None) -> None:
        """Let the keys work in a dialog once the keyboard comes to it: what is behind it hears none."""
        dialog = now.window() if now is not None else None
        if not isinstance(dialog, QDialog) or dialog.property("helped") or dialog is self._dialog:
            return
        above = dialog.parentWidget()
        while above is not None and above is not self._over:
            above = above.parentWidget()
        if above is None:
            return
        dialog.setProperty("helped", True)
        for keys, ask in ((_HELP, self._show_here), (_WHY, self._explain_here)):
            QShortcut(QKeySequence(keys), dialog, context=Qt.ShortcutContext.WindowShortcut).activated.connect(ask)

    def _show_here(self) -> None:
        at = _place(self._over)
        self.show_topic(topic_of(at), at)

    def _explain_here(self) -> None:
        at = _place(self._over)
        self.explain(figures_of(at), at)

    def _ask_report(self) -> None:
        from ui.dialogs.support_report import SupportReport

        helping = self._dialog if self._dialog is not None and isValid(self._dialog) else None
        over = helping if helping is not None and helping.isActiveWindow() else self._over
        SupportReport(self._session, over).open()

    def _tell_about(self) -> None:
        text = f"备检 {self._session.setup.version()}\n{_ABOUT}"
        box = QMessageBox(QMessageBox.Icon.NoIcon, "关于备检", text, parent=self._over)
        box.addButton("关闭", QMessageBox.ButtonRole.AcceptRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def _place(over: QWidget) -> QWidget:
    """Return what has the keyboard, in `over` or a dialog over it."""
    return QApplication.focusWidget() or over
