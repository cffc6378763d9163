"""导出汇编: asks which edition and where to, follows the work, shows what was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from evidence import wording
from evidence.boxes import PerPage
from evidence.errors import DossierError
from evidence.wording import carrying
from ui.clearing_work import clear_export, look_for_left
from ui.dialogs.export_choice import ExportChoice
from ui.dialogs.export_result import ExportResult
from ui.dialogs.sizing import open_size
from ui.dialogs.verify import VerifyDialog
from ui.dialogs.working import WorkingDialog
from ui.exporting_work import Asked, export
from ui.session import Session
from ui.views.referred_line import ReferredLine

if TYPE_CHECKING:
    from evidence.export.dossier import Exported
    from evidence.export.exchange import Left

_STOPPED = "已按您的要求停止，没有改动任何文件。"


class ExportDialog(WorkingDialog):
    """Three pages in one dialog: choice, progress, result; closing it while it works asks the work to stop."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Ask about the project that is open."""
        super().__init__(session, "导出汇编", parent)
        self._aside = False
        self._keeping = 0  # layouts of photographs that are not written yet
        self.choice = ExportChoice(session.moment, session.recognising.unread)
        self.result_page = ExportResult()
        self.referred = ReferredLine(session, self)
        self._pages = QStackedWidget()
        for page in (self.choice, self.progress, self.result_page):
            self._pages.addWidget(page)
        self.start_button = QPushButton("开始导出(&E)")
        self.folder_button = QPushButton("打开文件夹(&F)")
        self.document_button = QPushButton("打开汇编(&O)")
        self.second_button = QPushButton("另存到旁边的“导出（2）”文件夹(&A)")
        self.verify_button = QPushButton("核对电子版资料(&V)")
        self.aside_button = QPushButton("转到后台(&B)")
        self._lay_out()
        self.start_button.clicked.connect(self._start)
        self.second_button.clicked.connect(lambda: self._export(second_name=True))
        self.choice.carrying.clear_button.clicked.connect(self._clear)
        self.choice.folder_chosen.connect(self._look_for_left)
        self.choice.folder.textChanged.connect(self.second_button.hide)
        self.folder_button.clicked.connect(self.result_page.open_folder)
        self.document_button.clicked.connect(self.result_page.open_document)
        self.verify_button.clicked.connect(self._verify)
        self.aside_button.clicked.connect(self._step_aside)
        self.choice.ready_changed.connect(self._allow)
        self.choice.photos.chosen.connect(self._keep_photos)
        self._turn_to(self.choice)
        open_size(self, 62, 44)

    def refused(self, error: DossierError) -> None:
        """Say why nothing was exported where it was asked for."""
        self.choice.complain(wording.sentence(error))
        self._turn_to(self.choice)
        self.second_button.setVisible(error.code == "file_in_use")

    def stopped(self) -> None:
        """Say that the work was stopped as asked, where it was asked for."""
        self.choice.say(_STOPPED)
        self._turn_to(self.choice)

    def rest(self) -> None:
        """Show how far the work is, or what was asked for where nothing came of it."""
        if self.progress.running:
            self._turn_to(self.progress)
        elif self._pages.currentWidget() is self.progress:
            self._turn_to(self.choice)

    def _step_aside(self) -> None:
        """Let the clerk go on while it works; the dialog is there again when that has ended."""
        self._aside = True
        self.hide()

    def _come_back(self) -> None:
        """Show what came of it, beside what the clerk is doing."""
        self._aside = False
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.show()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.folder_button, self.verify_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        ends = (
            *(self.document_button, self.second_button, self.start_button),
            *(self.aside_button, self.progress.stop_button),
        )
        for button in (*ends, self.close_button):
            buttons.addWidget(button)
        self.second_button.hide()
        layout = QVBoxLayout(self)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.referred)
        layout.addLayout(buttons)

    def _start(self) -> None:
        self._export(second_name=False)

    def _export(self, *, second_name: bool) -> None:
        choice = self.choice
        self.second_button.hide()
        asked = Asked(
            choice.out,
            choice.editions,
            choice.confirmed_by,
            choice.reason,
            choice.scheme.value(),
            choice.carrying.form.value(),
            second_name,
        )
        self.follow(export(self._session, asked, self._show_result))

    def _keep_photos(self, most: PerPage) -> None:
        """Keep the layout of photographs with the project; nothing is made before that has ended."""
        rules = replace(self._session.moment.snapshot.boxes.rules, photos=most)
        self.choice.complain("")
        self._keeping += 1
        self._allow()
        job = self._session.boxes.set_rules(rules)
        job.failed.connect(self._not_kept)
        job.crashed.connect(self._show_kept)
        for end in (job.succeeded, job.failed, job.cancelled, job.crashed):
            end.connect(self._kept)

    def _not_kept(self, error: DossierError) -> None:
        self.choice.complain(wording.sentence(error))
        self._show_kept()

    def _show_kept(self) -> None:
        self.choice.photos.show_kept(self._session.moment.snapshot.boxes)

    def _kept(self) -> None:
        self._keeping -= 1
        self._allow()

    def _allow(self) -> None:
        self.start_button.setEnabled(self.choice.ready and not self._keeping)

    def _show_result(self, exported: Exported) -> None:
        self.result_page.show_exported(exported, self.choice.out)
        self._turn_to(self.result_page)

    def _look_for_left(self) -> None:
        look_for_left(self._session, self.choice.out, self.choice.carrying.show_left)

    def _clear(self) -> None:
        """Remove what is left in the folder of an export that was broken off."""
        job = clear_export(self._session, self.choice.out, self._cleared)
        job.failed.connect(self._not_cleared)

    def _not_cleared(self, error: DossierError) -> None:
        self.choice.complain(wording.sentence(error))

    def _cleared(self, left: Left) -> None:
        self.choice.say(carrying.cleared(left.files, left.size_bytes))
        self._look_for_left()

    def _verify(self) -> None:
        VerifyDialog(self._session, self.result_page.package, self).open()

    def _turn_to(self, page: QWidget) -> None:
        asking, working, done = (page is one for one in (self.choice, self.progress, self.result_page))
        self.start_button.setVisible(asking)
        self.referred.allow(allowed=asking)
        self._allow()
        if asking:
            self._look_for_left()
        self.progress.stop_button.setVisible(working)
        self.aside_button.setVisible(working)
        if not working and not self.isVisible() and self._aside:
            self._come_back()
        self.close_button.setVisible(not working)
        self.close_button.setText("关闭" if done else "取消")
        self.folder_button.setVisible(done)
        self.document_button.setVisible(done)
        self.verify_button.setVisible(done and self.result_page.package is not None)
        self._pages.setCurrentWidget(page)
        default = self.document_button if done else self.progress.stop_button if working else self.start_button
        default.setDefault(True)
        (self.choice.editions_group.checkedButton() if asking else default).setFocus()
