"""转成页面: says what lacks its pages and which program would make them; follows the work and tells what failed."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.model import PieceId
from evidence.wording import paging as words
from ui import paging_work
from ui.dialogs.sizing import open_size
from ui.dialogs.working import WorkingDialog
from ui.labels import Sentence
from ui.paging_work import Offered
from ui.session import Session
from ui.theme import em

if TYPE_CHECKING:
    from evidence.paging import Paged


class ToPages(WorkingDialog):
    """Stays open, so that what could not be converted is read; closing it while it works asks the work to stop."""

    def __init__(self, session: Session, pieces: Sequence[PieceId] | None, parent: QWidget | None = None) -> None:
        """Look at papers of the open project, or at all that are filed."""
        super().__init__(session, "转成页面", parent)
        self._pieces = pieces
        self.said = Sentence(role="title")
        self.converter = Sentence()
        self.failed = QTreeWidget()
        self.start_button = QPushButton("开始转(&S)")
        self._lay_out()
        self.start_button.clicked.connect(self._start)
        session.closed.connect(self.close)
        open_size(self, 54, 26)
        self._possible = False
        self.follow(paging_work.plan(session, pieces, self._offer))

    def _lay_out(self) -> None:
        self.failed.setHeaderItem(QTreeWidgetItem(["没有转成的文件", "原因和办法"]))
        self.failed.setRootIsDecorated(False)
        self.failed.setAlternatingRowColors(True)
        self.failed.setWordWrap(True)
        self.failed.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.failed.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        for column in (0, 1):
            self.failed.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.start_button, self.progress.stop_button, self.close_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addWidget(Sentence(wording.phrase("paging_about"), "hint"))
        for widget in (self.said, self.converter, self.fault):
            layout.addWidget(widget)
        layout.addWidget(self.failed, 3)
        layout.addWidget(self.progress, 1)
        layout.addStretch(1)
        layout.addLayout(buttons)

    def _offer(self, offered: Offered) -> None:
        count, name = len(offered.plan.files), offered.converter
        self.said.say(words.waiting(count, offered.plan.there))
        self.converter.say(wording.phrase("paging_with", name=name) if name else wording.phrase("paging_without"))
        self._possible = bool(count and name)
        self.rest()

    def _start(self) -> None:
        self.failed.clear()
        self._possible = False
        self.follow(paging_work.make(self._session, self._pieces, self._tell))

    def _tell(self, paged: Paged) -> None:
        made = [(one.pages, one.converter) for one in paged.made]
        self.said.say("\n".join(words.done(made, len(paged.failed), stopped=paged.stopped)))
        self.converter.say("")
        for one in paged.failed:
            item = QTreeWidgetItem([one.original.name, words.failure(one.why)])
            for column in (0, 1):
                item.setToolTip(column, item.text(column))
            self.failed.addTopLevelItem(item)
        self._possible = paged.stopped
        self.rest()

    def rest(self) -> None:
        """Offer to begin where there is something to be made."""
        super().rest()
        working = self.progress.running
        self.failed.setVisible(not working and self.failed.topLevelItemCount() > 0)
        self.start_button.setVisible(not working)
        self.start_button.setEnabled(self._possible)
        (self.start_button if self._possible else self.close_button).setDefault(True)
