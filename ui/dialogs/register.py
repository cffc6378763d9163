"""A register as a dialog: its rows, what can be done with them, and the whole of it kept as a file."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from ui.dialogs.picking import pick_new_file
from ui.jobs import Job
from ui.labels import Sentence
from ui.models.text_rows import KEY, TextRows
from ui.session import Session
from ui.showing import show_file
from ui.theme import em
from ui.views.rows import Rows, Wide

EXCEL, WORD = "Excel 表格 (*.xlsx)", "Word 文件 (*.docx)"


class Entry(Protocol):
    """What a row of a register stands for."""

    @property
    def id(self) -> Hashable:
        """What tells it from all others."""
        ...


Known = TypeVar("Known", bound=Entry)


class Register(QDialog):
    """The frame; it stays open beside the window, and follows what changes. Its heirs tell what is read and saved."""

    kept_as: str  # the file, without its ending
    kinds: tuple[str, ...]  # of files, the one that is proposed first

    def __init__(self, session: Session, title: str, parent: QWidget | None) -> None:
        """Show what the project that is open has."""
        super().__init__(parent)
        self._session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.fault = Sentence("", "fault")
        self.save_button = QPushButton("另存(&S)…")
        self.close_button = QPushButton("关闭")
        self.save_button.clicked.connect(self._ask_file)
        self.close_button.clicked.connect(self.reject)
        session.changed.connect(self.follow)
        session.reach.changed.connect(self.allow)
        session.closed.connect(self.reject)

    def read(self) -> Job:
        """Begin to read what is shown."""
        raise NotImplementedError

    def allow(self) -> None:
        """Offer what can be done with what is chosen."""
        raise NotImplementedError

    def save(self, path: Path) -> Job:
        """Begin to write the file, and tell `opened` of it."""
        raise NotImplementedError

    def save_as(self, path: Path) -> None:
        """Keep what is shown as a file, and open it."""
        self.save(path).failed.connect(self.refused)

    def opened(self, path: Path) -> None:
        """Open what was kept; a method, which goes with a dialog that is closed early."""
        show_file(path)

    def refused(self, error: DossierError) -> None:
        """Say why something was not done."""
        self.fault.say(wording.sentence(error))

    def stack(
        self, *parts: QWidget | QLayout, high: QWidget, left: Sequence[QWidget], right: Sequence[QWidget]
    ) -> None:
        """Put parts below each other, one as high as may be, then what is wrong, then the buttons."""
        layout, foot = QVBoxLayout(self), QHBoxLayout()
        layout.setSpacing(em(self) // 2)
        for part in (*parts, self.fault):
            if isinstance(part, QLayout):
                layout.addLayout(part)
            else:
                layout.addWidget(part, int(part is high))
        layout.addLayout(foot)
        for widget in left:
            foot.addWidget(widget, int(isinstance(widget, Sentence)))
        foot.addStretch()
        for widget in right:
            foot.addWidget(widget)
        for widget in (*left, *right):
            if isinstance(widget, QPushButton):
                widget.setAutoDefault(False)

    def follow(self) -> None:
        """Read what is shown, as it is now."""
        self.read().failed.connect(self.refused)

    def _ask_file(self) -> None:
        ending = self.kinds[0].rpartition("*")[2].rstrip(")")
        start = self._session.moment.path.parent / f"{self.kept_as}{ending}"
        pick_new_file(self, f"{self.kept_as}存为", start, self.kinds, self.save_as)


class EditedRegister(Register, Generic[Known]):
    """A register whose entries are written down by hand or imported, corrected and removed."""

    def __init__(
        self,
        session: Session,
        title: str,
        heads: Sequence[str],
        widths: Sequence[Wide],
        parent: QWidget | None,
        *,
        state_at: int | None = None,
    ) -> None:
        """Show no entry yet, under these headings; the colour of an entry's state is that of its cell at `state_at`."""
        super().__init__(session, title, parent)
        self.model = TextRows(heads, self, state_at=state_at)
        self.rows = Rows(self.model, widths)
        self.add_button = QPushButton("登记(&N)…")
        self.edit_button = QPushButton("修改(&E)…")
        self.remove_button = QPushButton("删除(&D)")
        self.import_button = QPushButton("导入(&I)…")
        self.rows.selectionModel().selectionChanged.connect(self.allow)
        self.rows.activated.connect(self._edit)
        self.add_button.clicked.connect(lambda: self.form(None).open())
        self.edit_button.clicked.connect(self._edit)
        self.remove_button.clicked.connect(self._remove)
        self.import_button.clicked.connect(lambda: self.table().open())

    def known(self) -> Sequence[Known]:
        """Return what is written down."""
        raise NotImplementedError

    def form(self, one: Known | None) -> QDialog:
        """Return what asks for an entry, to be corrected if it is given."""
        raise NotImplementedError

    def table(self) -> QDialog:
        """Return what asks for a table of entries."""
        raise NotImplementedError

    def remove(self, gone: Sequence[Known]) -> Job:
        """Begin to remove entries."""
        raise NotImplementedError

    def allow(self) -> None:
        """Offer what can be done with the entries that are chosen."""
        chosen = len(self.rows.selectionModel().selectedRows())
        writes = self._session.may_write
        self.add_button.setEnabled(writes)
        self.import_button.setEnabled(writes)
        self.edit_button.setEnabled(writes and chosen == 1)
        self.remove_button.setEnabled(writes and chosen > 0)
        self.save_button.setEnabled(bool(self.known()))

    def _chosen(self) -> list[Known]:
        keys = {index.data(KEY) for index in self.rows.selectionModel().selectedRows()}
        return [one for one in self.known() if one.id in keys]

    def _edit(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1:
            self.form(chosen[0]).open()

    def _remove(self) -> None:
        self.remove(self._chosen()).failed.connect(self.refused)
