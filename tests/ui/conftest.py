"""A window's session at hand: its work is done at once, and its results arrive with the next turn of the event loop."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from evidence.criteria import township_units
from evidence.model import Project
from evidence.scheme.columns import KnownColumns
from evidence.scheme.reading import read_scheme
from tests.app.examples import SCHEME, lay_out
from tests.build import NOON, TOWNSHIPS
from ui.desk import Desk
from ui.garbage import Garbage
from ui.jobs import Job, Jobs
from ui.main_window import MainWindow
from ui.session import Session, Setup

_PATIENCE_MS = 30_000


@pytest.fixture(scope="session", autouse=True)
def _dialogs_of_qt(qapp: QApplication) -> None:  # pyright: ignore[reportUnusedFunction]
    """Ask for files with Qt's own dialogs: the system's run in threads that outlive a test."""
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)


@pytest.fixture(scope="package", autouse=True)
def _garbage_of_qt(qapp: QApplication) -> Iterator[None]:  # noqa: ARG001  pyright: ignore[reportUnusedFunction]
    """Take objects of Qt away in their own thread, as the program does."""
    garbage = Garbage()
    garbage.begin()
    yield
    gc.collect()  # what is left would go in whatever thread of a later test makes values
    garbage.end()


class Patient(QtBot):
    """Waits for what is to come as long as a machine may take that does much else; what has come keeps nobody."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE_MS) -> None:  # noqa: N802
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802 — as pytest-qt has it
        self,
        signal: SignalInstance,
        *,
        timeout: int = _PATIENCE_MS,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:  # noqa: ARG001 — it makes the application
    return Patient(request)


class AtOnce:
    """Runs the work where it is submitted."""

    def submit(self, work: Callable[[], None], /) -> None:
        work()

    def shutdown(self) -> None:
        pass


class Remembered:
    """Keeps the columns that were chosen as long as a test lasts."""

    def __init__(self) -> None:
        self.known: tuple[KnownColumns, ...] = ()

    def load(self) -> tuple[KnownColumns, ...]:
        return self.known

    def save(self, known: Sequence[KnownColumns]) -> None:
        self.known = tuple(known)


@pytest.fixture
def setup(root: Path) -> Setup:
    templates = root / "templates"
    word = templates / "word"
    schemes = templates / "schemes"
    return Setup(schemes, word / "dossier.docx", word / "table.docx", lambda: "0.0", lambda: NOON, Remembered())


@pytest.fixture
def session(setup: Setup, qtbot: QtBot) -> Iterator[Session]:  # noqa: ARG001 — it makes the application
    """A session without a project; what goes wrong in its work fails the test."""
    jobs = Jobs(AtOnce())

    def fail(error: Exception) -> None:
        raise error

    def watch(job: Job) -> None:
        job.crashed.connect(fail)

    jobs.began.connect(watch)
    session = Session(setup, jobs)
    yield session
    if session.is_open:
        session.close()
    session.reporting.end()
    jobs.close()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder of files that arrive."""
    return lay_out(tmp_path / "收件")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What dialogs belong to; they go when they are closed."""
    window = QWidget()
    qtbot.addWidget(window)
    return window


class DeskOver(Protocol):
    """Makes a desk over what a folder holds."""

    def __call__(self, folder: Path) -> Desk:
        """Take the folder in and show the tray."""
        ...


@pytest.fixture
def desk_over(project: Session, qtbot: QtBot) -> DeskOver:
    """A desk of the size of a small screen, at the tray, over files that came in."""

    def over(folder: Path) -> Desk:
        with qtbot.waitSignal(project.changed, timeout=20_000):
            project.take_in([folder], lambda _: None)
        desk = Desk(project)
        qtbot.addWidget(desk)
        desk.resize(1300, 760)
        desk.show()
        qtbot.waitExposed(desk)
        project.opened.emit()
        desk.tabs.setCurrentWidget(desk.tray)
        return desk

    return over


@pytest.fixture
def main_window(project: Session, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The window over the small new project, not shown yet."""
    window = MainWindow(project, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    project.opened.emit()
    return window


@pytest.fixture
def project(session: Session, tmp_path: Path, qtbot: QtBot) -> Session:
    """The session with a small new project open; after each call wait for what it brings (`qtbot.waitSignal`)."""
    table = tmp_path / "细则.csv"
    table.write_text(SCHEME, "utf-8-sig")
    asked = Project("云岭县", "云岭县食药安办", 2021, 2023, township_units(TOWNSHIPS), NOON)
    with qtbot.waitSignal(session.opened):
        session.create(tmp_path / "国检2023", asked, read_scheme(table), "李敏")
    return session
