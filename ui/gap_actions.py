"""What the list of gaps is handed out as: a file of all units or of one, and the page for a leader."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.dialogs.picking import pick_new_file
from ui.saving import save_gaps
from ui.session import Session

if TYPE_CHECKING:
    from ui.desk import Desk

_FILES = ("Word 文档 (*.docx)", "Excel 表格 (*.xlsx)")


class GapActions(QObject):
    """Follows what the clerk asks of a desk's 缺项."""

    def __init__(self, session: Session, desk: Desk) -> None:
        """Ask over `desk`."""
        super().__init__(desk)
        self._session, self._desk = session, desk
        desk.gaps.chosen.connect(desk.mend)
        desk.gaps.save_wanted.connect(self._ask_file)
        desk.gaps.page_wanted.connect(self._show_page)

    def _show_page(self) -> None:
        from ui.dialogs.one_page import OnePageDialog

        OnePageDialog(self._session, self._desk).open()

    def _ask_file(self, unit: str | None) -> None:
        def save(path: Path) -> None:
            job = save_gaps(self._session, path, unit, lambda _: self._desk.told.emit(f"缺项清单已存到：{path}"))
            job.failed.connect(self._session.refuse)

        name = f"缺项清单（{unit}）.docx" if unit else "缺项清单.docx"
        pick_new_file(self._desk, "缺项清单存到哪里", self._session.moment.path.parent / name, _FILES, save)
