"""送审前检查: whether the dossier can be handed in, and why not; it advises, a named person decides at the export."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence.points import Confirmation
from evidence.wording import scores as words
from ui.dialogs.sizing import open_size
from ui.labels import Sentence
from ui.models.hand_in_rows import TARGET, HandInRows, hints_of, rows_of
from ui.print_action import PrintButton
from ui.session import Session
from ui.theme import em
from ui.views.rows import Rows, Wide

_HINT = "本检查只作提示。已知情、仍要送审的，导出送审版时由确认人签名负责。"
_MOST_CONFIRMATIONS = 2


class HandInCheck(QDialog):
    """Lists the reasons, gravest first; a click or Enter goes to where one is mended."""

    went = Signal(object)  # a CriterionId or a `Room`: the clerk wants to go there
    export_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Check the project that is open."""
        super().__init__(parent)
        self._session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("送审前检查")
        self.answer = Sentence(role="title")
        self.model = HandInRows(self)
        self.rows = Rows(self.model, (Wide(8), Wide(5), Wide(0), Wide(15, 50), Wide(5, 40)))
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setAccessibleName("要处理的情况")
        self.confirmed = Sentence(role="hint")
        self.go_button = QPushButton("去处理(&G)")
        self.export_button = QPushButton("导出资料汇编(&E)…")
        self.close_button = QPushButton("关闭")
        self._lay_out()
        self.rows.clicked.connect(self._go)
        self.rows.activated.connect(self._go)
        self.go_button.clicked.connect(lambda: self._go(self.rows.currentIndex()))
        self.export_button.clicked.connect(self._export)
        self.close_button.clicked.connect(self.reject)
        session.changed.connect(self._show)
        session.recognising.progressed.connect(self._show)
        session.doubts.found.connect(self._show)
        self._show()
        session.scoring.confirmations(self._tell_confirmations)
        open_size(self, 76, 36)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addWidget(self.answer)
        layout.addWidget(self.rows, 1)
        layout.addWidget(Sentence(_HINT, "hint"))
        layout.addWidget(self.confirmed)
        buttons = QHBoxLayout()
        buttons.addWidget(self.export_button)
        buttons.addWidget(PrintButton(self._session, self.windowTitle(), self.rows))
        buttons.addStretch(1)
        for button in (self.go_button, self.close_button):
            buttons.addWidget(button)
        layout.addLayout(buttons)
        for button in (self.go_button, self.export_button, self.close_button):
            button.setAutoDefault(False)  # Enter belongs to the list

    def _show(self) -> None:
        if not self._session.is_open:
            return
        rows = rows_of(self._session.moment, self._session.recognising.unread)
        hints = hints_of(self._session.moment, self._session.doubts.open)
        kinds = len({row.what for row in rows})
        self.answer.say(words.hand_in(kinds, len(rows), sum(row.grave for row in rows), len(hints)))
        rows += hints
        here = self.rows.currentIndex()
        row, stood = max(here.row(), 0), self.model.named(here)
        self.model.show(rows)
        self.rows.setVisible(bool(rows))
        self.go_button.setEnabled(bool(rows))
        if rows:
            same = [at for at in range(len(rows)) if stood and self.model.named(self.model.index(at, 0)) == stood]
            self.rows.setCurrentIndex(self.model.index(same[0] if same else min(row, len(rows) - 1), 0))
            self.rows.setFocus()

    def _tell_confirmations(self, told: tuple[Confirmation, ...]) -> None:
        lines = [words.confirmation(one) for one in told[:_MOST_CONFIRMATIONS]]
        self.confirmed.say("\n".join(lines) or "还没有导出过送审版。")

    def _go(self, index: QModelIndex) -> None:
        target = index.data(TARGET)
        if target is not None:
            self.accept()
            self.went.emit(target)

    def _export(self) -> None:
        self.accept()
        self.export_wanted.emit()
