"""A place for photographs: dropped, pasted or chosen, named until they are taken in."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from ui.labels import Sentence

_KINDS = "照片 (*.jpg *.jpeg *.png *.bmp *.tif *.tiff *.heic *.webp);;所有文件 (*)"
_MOST_NAMED = 3
_NOTHING_TO_PASTE = "剪贴板里没有照片。先在微信或看图软件里复制，再粘贴。"


class PhotoDrop(QWidget):
    """Collects files; what was pasted lies in a folder of its own that goes with the widget."""

    changed = Signal()

    def __init__(self, what: str, keys: str = "AV", parent: QWidget | None = None) -> None:
        """Collect photographs of `what`, such as 整改前; `keys` are the letters that choose and paste."""
        super().__init__(parent)
        self._what = what
        self._pasted: TemporaryDirectory[str] | None = None
        self._pastes = 0
        self.files: tuple[Path, ...] = ()
        self.choose_button = QPushButton(f"{what}照片(&{keys[0]})…")
        self.paste_button = QPushButton(f"粘贴(&{keys[1]})")
        self.clear_button = QPushButton("清空")
        self.said = Sentence(role="hint")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.choose_button, self.paste_button, self.clear_button):
            button.setAutoDefault(False)  # Enter is the dialog's
            row.addWidget(button)
        row.addWidget(self.said, 1)
        self.setAcceptDrops(True)
        self.choose_button.clicked.connect(self._ask)
        self.paste_button.clicked.connect(self.paste)
        self.clear_button.clicked.connect(self.clear)
        self._tell()

    def add(self, paths: Sequence[Path]) -> None:
        """Add files; those that are there already stay once."""
        self.files = tuple(dict.fromkeys((*self.files, *(path for path in paths if path.is_file()))))
        self._tell()

    def clear(self) -> None:
        """Begin anew."""
        self.files = ()
        self._tell()

    def paste(self) -> None:
        """Take what the clipboard holds: files, or a picture."""
        data = QGuiApplication.clipboard().mimeData()
        if files := files_of(data):
            self.add(files)
        elif data.hasImage():
            self._keep(QImage(data.imageData()))
        else:
            self.said.say(_NOTHING_TO_PASTE)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        event.setDropAction(Qt.DropAction.CopyAction)  # the sender keeps its files
        event.accept()
        self.add(files_of(event.mimeData()))

    def _keep(self, image: QImage) -> None:
        if self._pasted is None:
            self._pasted = TemporaryDirectory(ignore_cleanup_errors=True)
            self.destroyed.connect(self._pasted.cleanup)
        self._pastes += 1
        path = Path(self._pasted.name) / f"粘贴的{self._what}照片{self._pastes}.png"
        if image.save(str(path)):
            self.add([path])

    def _ask(self) -> None:
        dialog = QFileDialog(self, f"选择{self._what}照片（可以多选）", str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(_KINDS)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def take(names: Sequence[str]) -> None:
            self.add([Path(name) for name in names])

        dialog.filesSelected.connect(take)
        dialog.open()

    def _tell(self) -> None:
        names = "、".join(path.name for path in self.files[:_MOST_NAMED])
        more = f"等 {len(self.files)} 张" if len(self.files) > _MOST_NAMED else ""
        self.said.say(f"{names}{more}" if names else "可以拖到这里")
        self.clear_button.setVisible(bool(self.files))
        self.changed.emit()


def files_of(data: QMimeData) -> list[Path]:
    """Return the files that a drag or the clipboard carries."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
