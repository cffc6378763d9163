"""The window: the start page or the desk, what can be done as menus and buttons, and long work at the foot."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMessageBox, QStackedWidget, QWidget

from ui.backup_actions import BackupActions
from ui.chase_menu import ChaseMenu
from ui.dialogs.picking import pick_folder
from ui.dialogs.sizing import open_size
from ui.export_menu import ExportMenu
from ui.finding_actions import FindAction, PaletteAction
from ui.hand_in_menu import HandInMenu
from ui.help_menu import HelpMenu
from ui.job_watching import JobWatching
from ui.jobs import Job
from ui.layout_keeper import LayoutKeeper
from ui.leaving import Leaving
from ui.ledger_menu import LedgerMenu
from ui.models.dragging import MIME_TYPE
from ui.opening import Opener
from ui.receiving_menu import ReceivingMenu
from ui.scheme_menu import SchemeMenu
from ui.session import Session
from ui.step_actions import StepActions
from ui.view_menu import ViewMenu
from ui.views.job_bar import JobBar
from ui.views.scan_label import ScanLabel
from ui.views.start_page import StartPage
from ui.views.state_line import StateLine
from ui.views.watch_label import WatchLabel
from ui.window_bars import fill_bars

if TYPE_CHECKING:
    from evidence.errors import DossierError
    from evidence.workspace import TakenIn
    from ui.desk import Desk
    from ui.dialogs.new_project import Created

PROGRAM = "备检"
_TOLD_MS = 8000
_DRAGGING = "松开鼠标即可收件"
# Work during which nothing else can be written: one thread does it all.
_QUEUED = frozenset({"documents", "verifying"})
_LONG = frozenset({"creating", "opening", "reading", "documents", "verifying", "paging", "restoring"})


class MainWindow(QMainWindow):
    """Offers what can be done with the project that is open, or a project to open."""

    name_changed = Signal(str)  # the user's
    example_wanted = Signal()

    def __init__(self, session: Session, who: str, recent: tuple[Path, ...], home: Path) -> None:
        """Start for the user `who` (may be empty); new projects are proposed below `home`."""
        super().__init__()
        self._session, self._who, self._home = session, who, home
        self._leaving = Leaving(session, self)
        self.setWindowTitle(PROGRAM)
        self.setAcceptDrops(True)
        self.start = StartPage(who)
        self.start.set_recent(recent)
        self._desk: Desk | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start)
        self.state_line = StateLine(session)
        self.setCentralWidget(self.state_line.above(self._pages))
        self.job_bar = JobBar()
        self._opener = Opener(session, self, self.job_bar.follow)
        self.statusBar().addPermanentWidget(self.job_bar)
        self.watching = JobWatching(session, self)
        self.job_bar.more.clicked.connect(self.watching.show)
        self.statusBar().addPermanentWidget(ScanLabel(session, self))
        self.statusBar().addPermanentWidget(WatchLabel(session, self))
        self.layouts = LayoutKeeper(session, self)
        self._make_actions()
        self.bar = fill_bars(self)
        self._connect()
        self._allow()
        open_size(self, 100, 54)

    def _make_actions(self) -> None:
        self.new_action = self._action("新建迎检项目(&N)…", self.ask_new, QKeySequence.StandardKey.New)
        self.open_action = self._action("打开迎检项目(&O)…", self._ask_open, QKeySequence.StandardKey.Open)
        self.leave_action = self._action("关闭项目(&C)", self._leave_project)
        self.backups = BackupActions(self._session, self._home, self)
        self.settings_action = self._action("设置(&T)…", self.ask_settings, QKeySequence("Ctrl+,"))
        self.print_action = self._action("打印列表(&P)…", self._print, QKeySequence.StandardKey.Print)
        self.quit_action = self._action("退出(&X)", self.close, QKeySequence("Ctrl+Q"))
        self.receiving_menu = ReceivingMenu(self._session, self._home, self)
        self.steps = StepActions(self._session, self)
        self.undo_action, self.redo_action = self.steps.undo, self.steps.redo
        self.steps_action = self._action("撤销记录(&H)…", self._show_steps, QKeySequence("Ctrl+Alt+Z"))
        self.find_action = FindAction(self._session, self)
        self.palette_action = PaletteAction(self._session, self)
        self.filter_action = self._action("筛选本页(&L)", self._filter, QKeySequence("Ctrl+Shift+F"))
        self.export_action = self._action("导出资料汇编(&E)…", self.ask_export, QKeySequence("Ctrl+E"))
        self.verify_action = self._action("核对电子版资料(&V)…", self.ask_verify)
        self.help_menu = HelpMenu(self._session, self)
        self.view_menu = ViewMenu(self._session, self, self.layouts)
        self.scheme_menu = SchemeMenu(self._session, self)
        self.hand_in_menu = HandInMenu(self._session, self)
        self.chase_menu = ChaseMenu(self._session, self)
        self.ledger_menu = LedgerMenu(self._session, self)
        self.export_menu = ExportMenu(self._session, self, self.export_action, self.verify_action)
        self.offering = (self.scheme_menu, self.chase_menu, self.ledger_menu, self.hand_in_menu, self.export_menu)

    def _action(
        self, text: str, work: Callable[[], object], keys: QKeySequence | QKeySequence.StandardKey | None = None
    ) -> QAction:
        action = QAction(text, self)
        action.setToolTip(text.split("(&", maxsplit=1)[0])
        if keys is not None:
            action.setShortcut(keys)

        def do() -> None:
            work()

        action.triggered.connect(do)
        return action

    def _connect(self) -> None:
        self.start.new_wanted.connect(self.ask_new)
        self.start.browse_wanted.connect(self._ask_open)
        self.start.example_wanted.connect(self.example_wanted)
        self.start.open_wanted.connect(self.open_project)
        self.start.restore_wanted.connect(self.backups.restore.trigger)
        self.backups.restored.connect(self.open_project)
        self.start.name_changed.connect(self._rename)
        self._session.opened.connect(self._show_project)
        self._session.closed.connect(self._show_start)
        self.steps.told.connect(self._tell)
        self._session.changed.connect(self._allow)
        self._session.reach.changed.connect(self._show_state)
        self._session.taken_up.connect(lambda: self._tell(self._session.reach.taken_up))
        self._session.refused.connect(self.warn)
        self.scheme_menu.told.connect(self._tell)
        self.hand_in_menu.export_wanted.connect(self.ask_export)
        self.receiving_menu.chosen.connect(self.take_in)
        self.receiving_menu.pasted.connect(self._paste)
        self._session.watching.began.connect(self.job_bar.follow)
        self._session.jobs.began.connect(self._job_began)
        self._session.jobs.ended.connect(self._job_ended)

    @property
    def desk(self) -> Desk:
        """The work on the open project; made when the first one is being opened, after the window was painted."""
        if self._desk is None:
            from ui.desk import Desk

            self._desk = Desk(self._session, self._pages)
            self._desk.told.connect(self._tell)
            self.scheme_menu.offer_items(self._desk.items.in_menu)
            self._desk.follow(self.hand_in_menu)
            self.view_menu.follow(self._desk)
            self.layouts.follow(self._desk)
            self._desk.late_ledger.follow(self.ledger_menu)
            self.chase_menu.unsorted_wanted.connect(self._desk.show_unsorted)
            self.palette_action.item_wanted.connect(self._desk.go_to_item)
            for asking in (self.chase_menu, self.find_action, self.palette_action):
                asking.paper_wanted.connect(self._desk.go_to)
            for finding in (self.find_action, self.palette_action):
                finding.problem_wanted.connect(self._desk.late_ledger.go_to)
            self._pages.addWidget(self._desk)
        return self._desk

    @property
    def _queues(self) -> bool:
        """Whether another export may be asked for: it waits behind those that run."""
        return not any(job.task in _LONG - _QUEUED for job in self._session.jobs.running)

    @property
    def busy(self) -> bool:
        """Whether long work is going on."""
        return any(job.task in _LONG for job in self._session.jobs.running)

    def open_project(self, path: Path) -> Job:
        """Open a project in the user's name."""
        self._finish()
        return self._opener.open(path, self._who)

    def take_in(self, paths: Sequence[Path]) -> None:
        """Take files and folders in."""
        self._follow(self._session.take_in(paths, self._show_taken))

    def _paste(self) -> None:
        """Take in what is on the clipboard: files, or a screenshot."""
        from ui.pasting import NOTHING, files_in, image_in, take_image_in

        data = QGuiApplication.clipboard().mimeData() or QMimeData()  # none, once another program has gone
        image = image_in(data)
        if files := files_in(data):
            self.take_in(files)
        elif image is not None:
            self._follow(take_image_in(self._session, image, self._show_taken))
        else:
            self._tell(NOTHING)

    def _show_taken(self, taken: TakenIn) -> None:
        from ui.dialogs.taken_in import TakenInDialog

        self.desk.show_tray()
        TakenInDialog(taken, self._session, self).open()

    def ask_new(self) -> None:
        """Ask what a new project is about."""
        from ui.dialogs.new_project import NewProject

        def ask() -> None:
            self._finish()
            wizard = NewProject(self._session, self._who, self._home, parent=self)
            wizard.created.connect(self._take_name)
            wizard.open()

        self.start.if_named(ask)

    def ask_export(self) -> None:
        """Ask what is to be exported where."""
        from ui.dialogs.export import ExportDialog

        self._finish()
        ExportDialog(self._session, self).open()

    def ask_verify(self) -> None:
        """Ask which package is to be checked."""
        from ui.dialogs.verify import VerifyDialog

        VerifyDialog(self._session, None, self).open()

    def ask_settings(self) -> None:
        """Show all that is chosen once."""
        from ui.dialogs.settings import Topic, ask_settings

        self._finish()
        ask_settings(self._session, Topic.OFFICE, self)

    def explain(self, heading: str, asked_in: QWidget) -> None:
        """Tell how a figure is counted."""
        self.help_menu.explain(heading, asked_in)

    def work_as(self, who: str) -> None:
        """Go on in another's name: what is done from now on is written down as that person's."""
        self.start.name.setText(who)
        self._who = who
        if self._session.is_open:
            path = self._session.moment.path
            self._leave_project()
            self.open_project(path)

    def warn(self, sentence: str) -> None:
        """Say why something was not done."""
        box = QMessageBox(QMessageBox.Icon.Warning, PROGRAM, sentence, parent=self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders, while a project is open and nothing long is going on."""
        ours = event.mimeData().hasFormat(MIME_TYPE)  # which carries files for others
        if event.mimeData().hasUrls() and not ours and self._session.may_write and not self.busy:
            event.acceptProposedAction()
            self.statusBar().showMessage(_DRAGGING, _TOLD_MS)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and not self.busy and not event.mimeData().hasFormat(MIME_TYPE):
            event.setDropAction(Qt.DropAction.CopyAction)  # the sender keeps its files
            event.accept()
            self.take_in(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask before work is broken off of which something would be lost."""
        if not self._leaving.agreed(self.close):
            event.ignore()
            return
        self._finish()
        self._leaving.leave()
        super().closeEvent(event)

    def _finish(self) -> None:
        if self._desk is not None and self._session.is_open:
            self._desk.finish()

    def _leave_project(self) -> None:
        self._finish()
        self._session.close()

    def _take_name(self, made: Created) -> None:
        self.start.name.setText(made.who)
        self._rename(made.who)

    def _ask_open(self) -> None:
        def go(path: Path) -> None:
            self.open_project(path)

        def ask() -> None:
            pick_folder(self, "打开迎检项目：选择项目文件夹", self._home, go)

        self.start.if_named(ask)

    def _filter(self) -> None:
        pane = self.desk.tabs.currentWidget()
        field = self.desk.criteria.text if pane is self.desk.item else getattr(pane, "text", self.desk.criteria.text)
        field.setFocus()
        field.selectAll()

    def _print(self) -> None:
        """Show the list of the page that is shown as it is printed."""
        from ui.print_action import print_shown

        if told := print_shown(self._session, self.desk, self):
            self._tell(told)

    def _show_steps(self) -> None:
        from ui.dialogs.steps import StepsDialog

        StepsDialog(self._session, self).open()

    def _rename(self, who: str) -> None:
        self._who = who
        self.name_changed.emit(who)

    def _show_project(self) -> None:
        self._pages.setCurrentWidget(self.desk)
        self._show_state()
        if self._session.left_by:
            self._tell(self._session.reach.left)

    def _show_state(self) -> None:
        """Say in the title which project this is, and whether it can only be read."""
        if self._session.is_open:
            only = self._session.reach.in_title
            self.setWindowTitle(f"{self._session.moment.path.name}{only} － {PROGRAM}")
        self._allow()

    def _show_start(self) -> None:
        self._pages.setCurrentWidget(self.start)
        self.setWindowTitle(PROGRAM)
        self._allow()

    def _follow(self, job: Job) -> None:
        """Show long work at the window's foot, and its failure as a message."""
        from evidence import wording

        self.job_bar.follow(job)
        job.failed.connect(self.fail)
        job.cancelled.connect(lambda: self.statusBar().showMessage(wording.ERRORS["cancelled"], _TOLD_MS))

    def fail(self, error: DossierError) -> None:
        """Say why work was not done."""
        from evidence import wording

        self.warn(wording.sentence(error))

    def _job_began(self, job: Job) -> None:
        if job.task == "opening":
            _ = self.desk
        if job.task in _LONG:
            self._allow()

    def _job_ended(self, job: Job) -> None:
        if job.task in _LONG:
            self._allow()

    def _tell(self, sentence: str) -> None:
        self.statusBar().showMessage(sentence, _TOLD_MS)

    def _allow(self) -> None:
        """Offer what can be done now."""
        is_open, free = self._session.is_open, not self.busy
        may_write = free and self._session.may_write
        for action in (self.new_action, self.open_action, self.backups.restore):
            action.setEnabled(free)
        self.receiving_menu.allow(allowed=is_open and free)
        self.leave_action.setEnabled(is_open and free)
        self.view_menu.allow(allowed=is_open)
        for menu in self.offering:
            menu.allow(allowed=is_open and free)
        self.export_menu.allow(allowed=is_open and self._queues)
        self.verify_action.setEnabled(self._queues)
        self.bar.setVisible(is_open)
        for action in (self.find_action, self.filter_action, self.steps_action, self.print_action):
            action.setEnabled(is_open)
        self.start.setEnabled(free)
        if self._desk is not None:
            self._desk.allow_writing(allowed=may_write)
        self.steps.allow(allowed=may_write)
