"""打印: the list that is shown goes to a preview, and from there to paper."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QToolBar, QWidget

from ui.printing import MOST_PREVIEWED, Paper, Sheet, lines_of
from ui.session import Session

if TYPE_CHECKING:
    from ui.desk import Desk

_NO_LIST = "这一页没有可以打印的列表。请转到应备材料、待整理、缺项、疑点、整改，或总览里的汇总。"
_NARROWED = "如果设了筛选，请先去掉。"


def sheet_of(session: Session, title: str, about: str, view: QAbstractItemView) -> Sheet:
    """Return what a list shows now, as it is printed."""
    heads, lines = lines_of(view.model())
    snapshot = session.moment.snapshot
    project = f"{snapshot.project.place}　{snapshot.scheme.title}"
    return Sheet(title, about, project, session.setup.clock(), heads, lines)


def shown_list(desk: Desk) -> tuple[str, str, QAbstractItemView | None]:
    """Return the list that the desk shows, with its title and what it is narrowed to; None where there is none."""
    pane = desk.tabs.currentWidget()
    title = desk.tabs.tabText(desk.tabs.currentIndex()).partition("（")[0]  # without how much there is all told
    if pane is desk.item:
        return title, desk.item.title.text(), desk.item.rows
    if pane is desk.overview and desk.overview.summary.isVisible():
        return f"{title}：各单位", "", desk.overview.summary.units
    narrowed = {desk.gaps: _gaps_narrowed, desk.ledger: _ledger_narrowed}
    for one in (desk.tray, desk.gaps, desk.doubts, desk.ledger):
        if pane is one:
            typed = one.text.text().strip()
            told = narrowed[one](desk) if one in narrowed else []
            return title, "　".join([*told, *([f"筛选：{typed}"] if typed else [])]), one.rows
    return title, "", None


def _gaps_narrowed(desk: Desk) -> list[str]:
    return [desk.gaps.unit.currentText(), desk.gaps.kind.currentText()]


def _ledger_narrowed(desk: Desk) -> list[str]:
    ledger = desk.ledger
    chosen = [box.currentText() for box in (ledger.unit, ledger.state, ledger.source) if box.currentIndex() > 0]
    return [ledger.which, *chosen, *([ledger.overdue.text()] if ledger.overdue.isChecked() else [])]


def print_shown(session: Session, desk: Desk, over: QWidget) -> str:
    """Show how the list that the desk shows is printed; return why not if there is nothing to print."""
    title, about, view = shown_list(desk)
    if view is None:
        return _NO_LIST
    if view.model().rowCount() == 0:
        return f"{title}的列表现在是空的，没有可以打印的内容。{_NARROWED if about else ''}"
    preview(sheet_of(session, title, about, view), over)
    return ""


def preview(sheet: Sheet, over: QWidget) -> QPrintPreviewDialog:
    """Show how a list is printed; the printer is chosen there."""
    paper = Paper(sheet)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    paper.set_up(printer)
    dialog = QPrintPreviewDialog(printer, over)
    dialog.setWindowTitle(f"打印预览：{sheet.title}")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    pages = cast("QPrintPreviewWidget", dialog.findChild(QPrintPreviewWidget))
    measuring = QTimer(dialog, interval=0)

    def show(on: QPrinter) -> None:
        paper.paint(on)
        if paper.pages is None:
            measuring.start()
        elif paper.pages > MOST_PREVIEWED:
            told = f"共 {paper.pages} 页，这里只看前 {MOST_PREVIEWED} 页，打印时全部打印"
            dialog.setWindowTitle(f"打印预览：{sheet.title}（{told}）")

    def measure() -> None:
        """Measure on between two events, then say how many pages there are."""
        if not paper.go_on():
            measuring.stop()
            pages.updatePreview()

    measuring.timeout.connect(measure)
    dialog.paintRequested.connect(show)
    dialog.finished.connect(lambda: printer)  # it lives as long as the dialog
    for bar in cast("list[QToolBar]", dialog.findChildren(QToolBar)):
        bar.setIconSize(QSize(18, 18))  # or the button that prints does not fit in
    dialog.resize(min(900, over.window().width()), min(640, over.window().height()))
    dialog.open()
    return dialog


class PrintButton(QPushButton):
    """Prints the list of a dialog."""

    def __init__(
        self,
        session: Session,
        title: str,
        view: QAbstractItemView | Callable[[], QAbstractItemView],
        about: Callable[[], str] = str,
    ) -> None:
        """Print what `view` shows, or the one that it tells; `about` tells what it is narrowed to.

        A list that shows nothing cannot be printed; one that is told is watched by whoever tells it.
        """
        super().__init__("打印(&P)…")
        self.setShortcut(QKeySequence("Ctrl+P"))
        self.setToolTip("打印列出的内容，先看预览（Ctrl+P）")
        self.setAutoDefault(False)

        def ask() -> None:
            shown = view if isinstance(view, QAbstractItemView) else view()
            preview(sheet_of(session, title, about(), shown), self)

        self.clicked.connect(ask)
        self._model = view.model() if isinstance(view, QAbstractItemView) else None
        if self._model is not None:
            for changed in (self._model.modelReset, self._model.rowsInserted, self._model.rowsRemoved):
                changed.connect(self.allow)
            self.allow()

    def allow(self) -> None:
        """Offer to print the list while there is something in it."""
        if self._model is not None:
            self.setEnabled(self._model.rowCount() > 0)
