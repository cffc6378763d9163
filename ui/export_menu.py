"""The menu 导出: what comes out of the open project."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.offering_menu import OfferingMenu
from ui.session import Session


class ExportMenu(OfferingMenu):
    """Offers each as a dialog of its own, loaded when it is asked for."""

    def __init__(self, session: Session, parent: QWidget, export: QAction, verify: QAction) -> None:
        """Open dialogs over `parent`; `export` and `verify` are the window's own."""
        super().__init__("导出(&O)", session, parent)
        self.addAction(export)
        self.document_action = self.offer("导出单独文件(&D)…", self.ask_document)
        self.reading_action = self.offer("阅读版 PDF(&R)…", self.ask_reading)
        self.declaring_action = self.offer("网上申报材料(&W)…", self.ask_declaring)
        self.boxes_action = self.offer("分盒和定号(&B)…", self.ask_boxes)
        self.boxes_action.setWhatsThis("打印件、打印清单、归档章、隔页纸、盒封面、盒脊标签、换页清单")
        self.pages_action = self.offer("转成页面(&G)…", self.ask_pages, writes=True)
        self.layout_action = self.offer("版式(&L)…", self.ask_layout, writes=True)
        self.addSeparator()
        self.addAction(verify)
        self.addSeparator()
        self.on_site_action = self.offer("现场查阅(&X)", self.look_on_site, "F11")
        self.visits_action = self.offer("查阅登记(&T)…", self.show_visits)

    def ask_document(self) -> None:
        """Ask for one document, of all or of a part."""
        from ui.dialogs.document import DocumentDialog

        DocumentDialog(self._session, self._over).open()

    def ask_pages(self) -> None:
        """Offer to make pages of all filed papers that have none."""
        from ui.dialogs.to_pages import ToPages

        ToPages(self._session, None, self._over).open()

    def ask_reading(self) -> None:
        """Ask for the papers as PDF to be read on a screen."""
        from ui.dialogs.reading_set import ReadingSetDialog

        ReadingSetDialog(self._session, self._over).open()

    def ask_declaring(self) -> None:
        """Ask for the papers as files for the web site of a declaration."""
        from ui.dialogs.declaring import DeclaringDialog

        DeclaringDialog(self._session, self._over).open()

    def ask_layout(self) -> None:
        """Ask how documents look."""
        from ui.dialogs.settings import Topic, ask_settings

        ask_settings(self._session, Topic.LAYOUT, self._over)

    def ask_boxes(self) -> None:
        """Show the boxes and what of them is fixed."""
        from ui.dialogs.boxes import BoxesDialog

        BoxesDialog(self._session, self._over).open()

    def look_on_site(self) -> None:
        """Show papers to examiners, on the whole screen."""
        from ui.dialogs.on_site import OnSiteDialog

        OnSiteDialog(self._session, self._over).showFullScreen()

    def show_visits(self) -> None:
        """Show what examiners asked for."""
        from ui.dialogs.visits import VisitsDialog

        VisitsDialog(self._session, self._over).open()
