"""The composition root with a window."""

# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from msgspec.structs import replace
from platformdirs import user_documents_path
from PySide6.QtCore import QLibraryInfo, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app import settings
from app.kept_backups import KeptBackups
from app.kept_columns import KeptColumns
from app.kept_folders import KeptFolders
from app.kept_layouts import KeptLayouts
from app.paths import HELP, HOLIDAYS, ICON, SCHEMES, TABLE_TEMPLATE, WORD_TEMPLATE, unpacked_for_a_moment
from app.program import NAME, now, version
from app.settings import Settings
from evidence.store.disk import is_there
from ui.appearance import Appearance
from ui.garbage import Garbage
from ui.jobs import Job, Jobs
from ui.main_window import MainWindow
from ui.people import People
from ui.session import Session, Setup
from ui.theme import Look, Shade, begin

if TYPE_CHECKING:  # loaded when the first scan is read
    from evidence.extract.page_readers import Readers

_EXAMPLE = "备检示例项目"
# After so long a thread that computes lets the GUI thread go on, which asks many times while it shows something.
_TURN_S = 0.001


def run(dropped: Sequence[Path]) -> int:
    """Show the window, with the project open that was dropped on the program's icon, until it is closed.

    Return the exit status.
    """
    application = begin(NAME)
    application.setWindowIcon(QIcon(str(ICON)))
    speak_chinese(application)
    jobs = Jobs()
    shown = Shown(jobs, settings.default_path())
    shown.appearance.dress()
    sys.excepthook = shown.report
    try:
        window = shown.window()
        window.show()
        greet(window, dropped)
        QTimer.singleShot(0, shown.garbage.begin)
        return application.exec()
    finally:
        jobs.close()


def greet(window: MainWindow, dropped: Sequence[Path]) -> None:
    """Open the first project among what was dropped on the program's icon; say what else is not as it should be."""
    projects = [place for path in dropped for place in (path, path.parent) if is_there(place / "dossier.sqlite")]
    if projects:
        window.open_project(projects[0])
    elif dropped:
        window.warn(f"{dropped[0]} 不是迎检项目。请把迎检项目的文件夹拖到图标上，或在窗口里打开。")
    if unpacked_for_a_moment():
        window.warn("程序是从压缩包里直接打开的，设置留不住。请先把压缩包完整解压到一个文件夹，再从那里启动。")


def speak_chinese(application: QApplication) -> None:
    """Give Qt's own menus and buttons Chinese words."""
    words = QTranslator(application)
    if words.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(words)


def _readers() -> Readers:
    """Return what recognises scans, as much at once as this PC has room for."""
    from evidence.extract.page_readers import PageReaders, processes_here

    return PageReaders(processes_here())


def _last_lines(count: int) -> list[str]:
    from app import diagnostics

    return diagnostics.last_lines(count)


class Shown:
    """A window and what it stands on: the session, the settings it keeps, the reports of what goes wrong."""

    def __init__(self, jobs: Jobs, settings_path: Path) -> None:
        """Read the settings."""
        sys.setswitchinterval(_TURN_S)
        self._settings_path = settings_path
        self.settings = settings.load(settings_path)
        self.people = People(self.settings.who, self.settings.names)
        self.appearance = Appearance(Look(Shade(self.settings.shade), self.settings.text_size_pt))
        setup = Setup(
            *(SCHEMES, WORD_TEMPLATE, TABLE_TEMPLATE, version, now, KeptColumns(settings_path), _readers, HOLIDAYS),
            people=self.people,
            appearance=self.appearance,
            help=HELP,
            log=_last_lines,
        )
        self.session = Session(setup, jobs)
        self.session.chasing.memory = KeptFolders(settings_path)
        self.session.backing.memory = KeptBackups(settings_path)
        self.appearance.chosen.connect(self._keep_look)
        self.people.changed.connect(self._keep_names)
        self.garbage = Garbage(lambda: self.session.at_work)
        self._jobs = jobs
        self._window: MainWindow | None = None
        self._remembers = False  # a project that the file of settings does not name yet

    def window(self) -> MainWindow:
        """Make the window."""
        known = self.settings
        window = MainWindow(self.session, known.who, known.recent, user_documents_path())
        window.layouts.memory = KeptLayouts(self._settings_path)
        for project in known.recent[:1]:  # most likely opened next
            window.layouts.place_window(project)
        window.name_changed.connect(self.people.work)
        self.people.taken_over.connect(window.work_as)
        window.start.offer_names(self.people.names)
        window.example_wanted.connect(self._open_example)
        self.session.opened.connect(self._remember)
        for seen in (self.session.settled, self.session.closed):  # whichever comes first
            seen.connect(self._save_remembered)
        self._jobs.began.connect(self._watch)
        self._jobs.ended.connect(self._settle)
        self._window = window
        return window

    def report(self, kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
        """Keep what is needed to mend a bug, and say where it is."""
        if isinstance(error, Exception) and self._window is not None:
            from app import diagnostics

            self._window.warn(diagnostics.keep_crash(error))
        else:
            sys.__excepthook__(kind, error, at)

    def _watch(self, job: Job) -> None:
        job.crashed.connect(self._report_crash)

    def _settle(self, job: Job) -> None:
        if job.task == "opening":
            gc.freeze()  # a hundred thousand new values that all stay

    def _report_crash(self, error: Exception) -> None:
        self.report(type(error), error, None)

    def _keep_look(self, look: Look) -> None:
        self._keep(lambda old: replace(old, shade=look.shade.value, text_size_pt=look.text_pt))

    def _keep_names(self) -> None:
        self._keep(lambda old: replace(old, who=self.people.who, names=self.people.names))
        if self._window is not None:
            self._window.start.offer_names(self.people.names)

    def _remember(self) -> None:
        moment = self.session.moment
        self.people.work(moment.who)
        self.settings, self._remembers = self.settings.opened(moment.path), True
        if self._window is not None:
            self._window.start.set_recent(self.settings.recent)

    def _save_remembered(self) -> None:
        """Write which project was opened once it is painted: a disk may take longer than that."""
        if self._remembers:
            self._keep(lambda old: old)

    def _keep(self, change: Callable[[Settings], Settings]) -> None:
        self.settings, self._remembers = change(self.settings), False
        with suppress(OSError):  # a disk that refuses costs the memory of the next start, no more
            settings.save(self.settings, self._settings_path)

    def _open_example(self) -> None:
        """Open the example, after making it if it is not there: an empty project that takes the example's files in."""
        if self._window is None:
            return
        window, path, who = self._window, user_documents_path() / _EXAMPLE, self.settings.who
        if path.exists():
            window.open_project(path)
            return

        from app import demo

        def take_in() -> None:
            window.take_in([demo.EVIDENCE])

        def made(_: None) -> None:
            window.open_project(path).succeeded.connect(take_in)

        job = self._jobs.run("creating", lambda _: demo.make_project(path, who, now), made)
        job.failed.connect(window.fail)
