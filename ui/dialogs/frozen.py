"""定稿留底: keep the project as it is under a name; what was kept is listed, removed, compared."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from ui.dialogs.choice import labelled
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.models.frozen_rows import NAME, FrozenRows
from ui.overview_work import KeptStates
from ui.session import Session
from ui.theme import em
from ui.views.rows import Rows, Wide

_ABOUT = "留存现在的评价内容、归项和材料情况。以后项目怎样改，留底都不变，可随时与它比较。"


class FrozenDialog(QDialog):
    """Lists what was kept, the last one first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show what was kept of the open project."""
        super().__init__(parent)
        self._session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("定稿留底")
        self.name = QLineEdit(placeholderText="如：模拟验收前")
        self.keep = QPushButton("留底(&K)")
        self.model = FrozenRows(self)
        self.rows = Rows(self.model, (Wide(0), Wide(11), Wide(8)))
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setAccessibleName("定稿留底")
        self.fault = Sentence("", "fault")
        self.remove = QPushButton("删除(&D)")
        self.compare = QPushButton("与现在比较(&B)…")
        self.close_button = QPushButton("关闭")
        self._lay_out()
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._keep)
        self.remove.clicked.connect(self._remove)
        self.compare.clicked.connect(self._compare)
        self.close_button.clicked.connect(self.accept)
        self.name.textChanged.connect(self._allow)
        self.rows.selectionModel().selectionChanged.connect(self._allow)
        session.closed.connect(self.reject)
        session.changed.connect(self._list)
        session.reach.changed.connect(self._allow)
        open_size(self, 52, 26)
        self._list()
        self._allow()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addLayout(labelled("名称(&N)", self.name), 1)
        top.addWidget(self.keep)
        bottom = QHBoxLayout()
        bottom.addWidget(self.remove)
        bottom.addWidget(self.compare)
        bottom.addStretch(1)
        bottom.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addWidget(Sentence(_ABOUT, "hint"))
        layout.addLayout(top)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.fault)
        layout.addLayout(bottom)

    def _list(self) -> None:
        if self._session.is_open:
            self._session.overview.kept(self._show).failed.connect(self._refused)

    def _show(self, kept: KeptStates) -> None:
        self.model.show(kept)
        self._allow()

    def _allow(self) -> None:
        writes = self._session.may_write
        self.name.setEnabled(writes)
        self.keep.setEnabled(writes and bool(self.name.text().strip()))
        chosen = self._chosen() is not None
        self.remove.setEnabled(writes and chosen)
        self.compare.setEnabled(chosen)

    def _chosen(self) -> str | None:
        found = self.rows.selectionModel().selectedRows()
        return str(found[0].data(NAME)) if found else None

    def _keep(self) -> None:
        self._session.overview.freeze(self.name.text(), self._kept).failed.connect(self._refused)

    def _kept(self, kept: KeptStates) -> None:
        self.name.clear()
        self.fault.say("")
        self._show(kept)

    def _remove(self) -> None:
        name = self._chosen()
        if name is not None:
            self._session.overview.remove(name, self._show).failed.connect(self._refused)

    def _compare(self) -> None:
        from ui.dialogs.compare_frozen import CompareDialog

        CompareDialog(self._session, self, self._chosen()).open()

    def _refused(self, error: DossierError) -> None:
        self.fault.say(wording.sentence(error))
