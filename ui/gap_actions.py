"""What follows from the list of gaps: where one is mended, and what the list is handed out as."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.dialogs.picking import pick_new_file
from ui.saving import save_gaps
from ui.session import Session
from ui.unit_record_work import show_record
from ui.views.gap_pane import GapPane

if TYPE_CHECKING:
    from ui.desk import Desk

_FILES = ("Word 文档 (*.docx)", "Excel 表格 (*.xlsx)")


class GapActions(QObject):
    """Follows what the clerk asks of a desk's 缺项."""

    def __init__(self, session: Session, pane: GapPane, desk: Desk) -> None:
        """Ask over `desk`."""
        super().__init__(desk)
        self._session, self._desk = session, desk
        pane.chosen.connect(desk.mend)
        pane.save_wanted.connect(self._ask_file)
        pane.page_wanted.connect(self._show_page)
        pane.record_wanted.connect(self._show_record)
        pane.tell_unread(session.recognising.unread)
        session.recognising.progressed.connect(lambda: pane.tell_unread(session.recognising.unread))

    def _show_record(self, unit: str | None) -> None:
        show_record(self._session, unit, self._desk)

    def _show_page(self) -> None:
        from ui.dialogs.one_page import OnePageDialog

        OnePageDialog(self._session, self._desk).open()

    def _ask_file(self, unit: str | None) -> None:
        def save(path: Path) -> None:
            job = save_gaps(self._session, path, unit, lambda _: self._desk.told.emit(f"缺项清单已存到：{path}"))
            job.failed.connect(self._session.refuse)

        name = f"缺项清单（{unit}）.docx" if unit else "缺项清单.docx"
        pick_new_file(self._desk, "缺项清单存到哪里", self._session.moment.path.parent / name, _FILES, save)
