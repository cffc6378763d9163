"""一页纸: the gaps by unit as a picture for a leader's phone, copied with one click, or saved."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from evidence.names import safe_name
from evidence.wording import chasing as words
from ui.dialogs.picking import pick_new_file
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.one_page_work import DrawnPage, draw_page, save_page
from ui.session import Session
from ui.theme import em

_KINDS = ("Word 文档 (*.docx)", "PDF 文件 (*.pdf)", "图片 (*.png)", "文本 (*.txt)")
_DRAWING = "正在画一页纸……"
_HINT = "内部使用：发出前请核对。数字截至图上的时间，项目改动后请重新打开。"


class OnePageDialog(QDialog):
    """Shows the page as it is at this moment, and stays open after each copy."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Draw the page of the project that is open."""
        super().__init__(parent)
        self._session = session
        self._drawn: DrawnPage | None = None
        self._image = QImage()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("一页纸")
        self.picture = QLabel(_DRAWING)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.picture.setTextFormat(Qt.TextFormat.PlainText)
        self.picture.setAccessibleName("一页纸")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.picture)
        self.said = Sentence()
        self.fault = Sentence(role="fault")
        self.copy_picture = QPushButton("复制图片(&C)")
        self.copy_text = QPushButton("复制文字(&T)")
        self.save_button = QPushButton("另存为(&S)…")
        self.close_button = QPushButton("关闭")
        self.copy_picture.setDefault(True)
        self._lay_out()
        for button in (self.copy_picture, self.copy_text, self.save_button):
            button.setEnabled(False)
        self.copy_picture.clicked.connect(self._copy_picture)
        self.copy_text.clicked.connect(self._copy_text)
        self.save_button.clicked.connect(self._ask_place)
        self.close_button.clicked.connect(self.reject)
        open_size(self, 46, 56)
        draw_page(session, self._show).failed.connect(self._refuse)

    def save(self, path: Path) -> None:
        """Save what is shown; the ending of `path` tells as what."""
        if self._drawn is None:
            return
        self.fault.say("")
        self.said.say("")
        save_page(self._session, self._drawn.page, path, self._tell_saved).failed.connect(self._refuse)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the picture as wide as there is room."""
        super().resizeEvent(event)
        self._scale()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.copy_picture, self.copy_text, self.save_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(Sentence(_HINT, "hint"))
        layout.addWidget(self.said)
        layout.addWidget(self.fault)
        layout.addLayout(buttons)

    def _show(self, drawn: DrawnPage) -> None:
        self._drawn = drawn
        self.fault.say(drawn.fault)
        self.copy_picture.setEnabled(drawn.picture is not None)
        self.copy_text.setEnabled(True)
        self.save_button.setEnabled(True)
        if drawn.picture is None:
            self.picture.setText(drawn.text)
            self.copy_text.setFocus()
            return
        self._image = QImage.fromData(drawn.picture)
        self._scale()
        self.copy_picture.setFocus()

    def _scale(self) -> None:
        if self._image.isNull():
            return
        ratio = self.devicePixelRatioF()
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        room = self._scroll.width() - bar - 2 * self._scroll.frameWidth()
        width = min(self._image.width(), round(room * ratio))
        shown = QPixmap.fromImage(self._image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation))
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)

    def _copy_picture(self) -> None:
        QGuiApplication.clipboard().setImage(self._image)
        self._tell("page_copied_picture")

    def _copy_text(self) -> None:
        if self._drawn is not None:
            QGuiApplication.clipboard().setText(self._drawn.text)
            self._tell("page_copied_text")

    def _tell_saved(self, path: Path) -> None:
        self.said.say(words.phrase("page_saved", path=str(path)))

    def _tell(self, code: str) -> None:
        self.fault.say("")
        self.said.say(words.phrase(code))

    def _ask_place(self) -> None:
        if self._drawn is None:
            return
        page = self._drawn.page
        name = safe_name(f"{page.title}（{page.at:%Y%m%d_%H%M}）")
        start = self._session.moment.path.parent / f"{name}.docx"
        pick_new_file(self, "一页纸存到哪里", start, _KINDS, self.save)

    def _refuse(self, error: DossierError) -> None:
        self.said.say("")
        self.fault.say(wording.sentence(error))
