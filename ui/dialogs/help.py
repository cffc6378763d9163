"""帮助: texts and pictures that ship with the program, by topic or found by words."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.sizing import open_size
from ui.help_texts import Found, find, load
from ui.theme import em

_NONE = "没有找到。换一个词试试，或清空搜索看全部。"


class HelpDialog(QDialog):
    """Stays beside the window while work goes on, or over a dialog that lets nothing behind it be used."""

    report_wanted = Signal()  # 支持报告: of a dialog that hangs, nothing else can be reached

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        """Read the texts of a folder."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("帮助")
        self.topics = load(folder)
        self._listed: tuple[Found, ...] = ()
        self.text = QLineEdit(placeholderText="搜索帮助")
        self.text.setClearButtonEnabled(True)
        self.text.setAccessibleName("搜索帮助")
        self.list = QListWidget()
        self.list.setAccessibleName("帮助目录")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = HelpPage(folder)
        left = QVBoxLayout()
        left.addWidget(self.text)
        left.addWidget(self.list, 1)
        self.report_button = QPushButton("支持报告(&R)…")
        self.report_button.setToolTip("程序出错、没有反应时，做一份给维护人员")
        self.report_button.setAutoDefault(False)
        self.report_button.clicked.connect(self.report_wanted)
        left.addWidget(self.report_button)
        held = QWidget()
        held.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        held.setFixedWidth(15 * em(self))
        layout = QHBoxLayout(self)
        layout.addWidget(held)
        layout.addWidget(self.page, 1)
        self.text.textChanged.connect(self._search)
        self.text.returnPressed.connect(self.list.setFocus)
        self.list.currentRowChanged.connect(self._show)
        open_size(self, 72, 48)
        self._search("")

    def show_topic(self, name: str, heading: str = "") -> None:
        """Show a topic, scrolled to one of its headings."""
        self.text.clear()
        at = next((row for row, one in enumerate(self._listed) if one.topic.name == name), 0)
        self.list.setCurrentRow(at)
        if self._listed:
            self.page.show_text(self._listed[at].topic.text, heading)

    def _search(self, typed: str) -> None:
        every = tuple(Found(topic, "") for topic in self.topics)
        self._listed = find(self.topics, typed) if typed.strip() else every
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([_named(one) for one in self._listed])
        self.list.blockSignals(False)
        if self._listed:
            self.list.setCurrentRow(0)
        else:
            self.page.show_text(_NONE)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._listed):
            found = self._listed[row]
            self.page.show_text(found.topic.text, found.heading)


class HelpPage(QTextBrowser):
    """A text whose pictures are as wide as there is room."""

    def __init__(self, folder: Path) -> None:
        """Look for pictures below `folder`."""
        super().__init__()
        self._folder = folder
        self._shown = ("", "")
        self.setOpenLinks(False)
        self.setAccessibleName("帮助正文")

    def show_text(self, markdown: str, heading: str = "") -> None:
        """Show a text from a heading on, or from its beginning."""
        self._shown = (markdown, heading)
        self.setMarkdown(markdown)
        self._go(heading)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture as wide as there is room, at most as it is."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        image = QImage(str(self._folder / QUrl(name).toString()))
        room = self.viewport().width() - 3 * em(self)
        smooth = Qt.TransformationMode.SmoothTransformation
        return image.scaledToWidth(room, smooth) if image.width() > room > 0 else image

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give pictures the new room."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and "![" in self._shown[0]:
            self.show_text(*self._shown)

    def changeEvent(self, event: QEvent) -> None:
        """Follow colours and the size of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "_shown"):
            self.show_text(*self._shown)

    def _go(self, heading: str) -> None:
        block = self.document().begin()
        while heading and block.isValid():
            if block.blockFormat().headingLevel() and block.text() == heading:
                bar = self.verticalScrollBar()
                place = self.document().documentLayout().blockBoundingRect(block).top()
                cursor = QTextCursor(block)
                self.setTextCursor(cursor)
                bar.setValue(round(place) - em(self) // 2)
                return
            block = block.next()
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _named(found: Found) -> str:
    return f"{found.topic.title} › {found.heading}" if found.heading else found.topic.title
