"""换件: which newer version takes the place of a piece, and why; with what it was made of before."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from evidence.deliveries import Former, Replacement
from evidence.errors import RequestError
from evidence.export import phrases
from evidence.intake import typed
from evidence.model import PieceId
from evidence.wording import receiving as words
from evidence.wording.titles import in_marks
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.picking import pick_file
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.session import Session

_HINT = "编号、归项和您更正过的内容不变；换下的文件留在办理记录里，可以撤销。"


class ReplaceDialog(JobDialog):
    """Asks for a file, or for a piece that waits in 待整理."""

    def __init__(self, session: Session, piece: PieceId, parent: QWidget | None = None) -> None:
        """Ask what replaces a piece of the project that is open."""
        super().__init__(session, "换件", "换件(&R)", parent)
        self._piece = piece
        snapshot = session.moment.snapshot
        self.path, self.why = QLineEdit(), QLineEdit()
        self.path.setPlaceholderText("新版的文件")
        self.browse_button = QPushButton("选择文件(&F)…")
        self.waiting = QListWidget()
        self.waiting.setAccessibleName("待整理的材料")
        self.waiting.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.told, self.former = Sentence(), Sentence("", "hint")
        for one in session.moment.tray:
            if one.id != piece and one.parts:
                item = QListWidgetItem(phrases.title_of(one, snapshot))
                item.setData(Qt.ItemDataRole.UserRole, one.id)
                self.waiting.addItem(item)
        title = phrases.title_of(snapshot.piece_by_id[piece], snapshot)
        self._lay_out(f"用新版换下{in_marks(title)}。{_HINT}")
        self.browse_button.clicked.connect(self._browse)
        self.path.textChanged.connect(self._show_choice)
        self.waiting.currentItemChanged.connect(self._show_choice)
        session.receiving.former(piece, self._show_former)
        self._show_choice()
        open_size(self, 56, 32)

    def start(self) -> Job:
        """Replace the piece; raise `DossierError` if nothing was chosen."""
        why = typed.plain(self.why.text()) or None
        if text := self.path.text().strip():
            path = Path(text)
            if not path.is_absolute():
                raise RequestError("replace_path")
            return self._session.receiving.replace_with_file(self._piece, path, why)
        newer = self._chosen()
        if newer is None:
            raise RequestError("replace_by_nothing")
        return self._session.receiving.replace(self._piece, newer, why)

    def _lay_out(self, about: str) -> None:
        line = QHBoxLayout()
        line.addWidget(self.path, 1)
        line.addWidget(self.browse_button)
        form = QFormLayout()
        label = QLabel("新版文件(&N)")
        label.setBuddy(self.path)
        form.addRow(label, line)
        form.addRow("或待整理里的(&T)", self.waiting)
        form.addRow("原因(&W)", self.why)
        self.content.addWidget(Sentence(about))
        self.content.addLayout(form, 1)
        self.content.addWidget(self.told)
        self.content.addWidget(self.former)

    def _chosen(self) -> PieceId | None:
        return self.waiting.currentIndex().data(Qt.ItemDataRole.UserRole)

    def _browse(self) -> None:
        pick_file(self, "选择新版的文件", "所有文件 (*)", lambda path: self.path.setText(str(path)))

    def _show_choice(self) -> None:
        """Tell what changes, as far as the newer version is read already."""
        self.waiting.setEnabled(not self.path.text().strip())
        self.told.say("")
        newer = self._chosen()
        if newer is not None and not self.path.text().strip():
            self._session.receiving.plan(self._piece, newer, self._show_plan).failed.connect(self._refused)

    def _show_plan(self, change: Replacement) -> None:
        if change.new == self._chosen():
            self.told.say("\n".join(words.changed(change)))

    def _show_former(self, formers: Sequence[Former]) -> None:
        self.former.say("\n".join(map(words.former, formers)))
