"""回收站: what was taken away, by whom, when, from where; it comes back with its items, number and caption."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from evidence import wording
from evidence.binned import Binned
from evidence.model import PieceId
from ui.dialogs.isolate import IsolateDialog
from ui.dialogs.past_frame import PastFrame
from ui.jobs import Job
from ui.models.past_rows import PIECE, BinRows
from ui.past_work import bring_back, read_bin
from ui.session import Session
from ui.views.rows import Wide

_HOW = "选中后按“恢复”，题名、件号、归项都照旧。原件始终在原件库里，不会删除。"
_WIDTHS = (Wide(0), Wide(7, 44), Wide(14), Wide(5), Wide(10.5, 40), Wide(8, 56))


class RecycleBin(PastFrame):
    """Brings back what is selected."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the bin of the open project."""
        self.model = BinRows()
        super().__init__(session, "回收站", self.model, _WIDTHS, parent)
        self._said = ""
        self.isolate_button = self.add_button("发现涉密(&I)…")
        self.isolate_button.setToolTip("选中的一件有密级标志：立即隔离，不再恢复")
        self.back_button = self.add_button("恢复(&R)")
        self.isolate_button.clicked.connect(self._isolate)
        self.back_button.clicked.connect(self._bring_back)
        self.rows.activated.connect(self._bring_back)
        self.rows.selectionModel().selectionChanged.connect(self._allow)
        self.look()

    def read(self) -> Job:
        """Begin to read what lies there."""
        return read_bin(self.session, self._show)

    def _show(self, there: Sequence[Binned]) -> None:
        self.model.show(there)
        told = f"共 {len(there)} 件。{_HOW}" if there else wording.phrase("bin_empty")
        self.hint.say(f"{self._said}{told}")
        self._said = ""
        if there:
            self.rows.selectRow(0)
            self.rows.setFocus()
        self._allow()

    def _selected(self) -> tuple[PieceId, ...]:
        return tuple(PieceId(index.data(PIECE)) for index in self.rows.selectionModel().selectedRows())

    def _allow(self) -> None:
        selected, may_write = self._selected(), self.session.may_write
        self.back_button.setEnabled(may_write and bool(selected))
        self.isolate_button.setEnabled(may_write and len(selected) == 1)

    def _isolate(self) -> None:
        """Ask about the one that is selected."""
        selected = self._selected()
        if len(selected) == 1 and self.session.may_write:
            IsolateDialog(self.session, selected[0], self).open()

    def _bring_back(self) -> None:
        pieces = self._selected()
        if not pieces or not self.session.may_write:
            return

        def told(lost: int) -> None:
            self._said = wording.phrase("bin_back_some" if lost else "bin_back", count=len(pieces), lost=lost)

        self.follow(bring_back(self.session, pieces, told))
