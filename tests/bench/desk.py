"""The window with its desk at rest and at work: what it holds, spends at rest, and how long it stands still.

A frame is a paint of the list that is scrolled, by the clock; standing still is the longest time in which the window
could answer nothing, seen by a clock of its own thread.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.arrivals import make_office_papers
from bench.figures import Figure, peak_mb
from bench.painted import until
from bench.window import a_project
from scans.drawn import as_pdf
from scans.made import letters

from app.paths import SCHEMES
from build import NOON, TOWNSHIPS
from evidence.criteria import township_units
from evidence.model import Edition, Project
from evidence.progress import Silent
from evidence.scheme.reading import read_scheme
from evidence.workspace import Accept, Workspace, create_workspace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView

    from ui.main_window import MainWindow
    from ui.session import Session

_MS = 1000
_SEED = 12
_LONG_S = 600.0  # for scans on a slow machine


@dataclass(frozen=True, slots=True)
class Size:
    """How many pieces there are, how many papers and scans come in, how far is scrolled, how long nothing is done."""

    pieces: int = 10_000
    papers: int = 300
    scans: int = 6
    steps: int = 200
    rest_s: float = 10.0


FULL = Size()
TINY = Size(pieces=60, papers=3, scans=1, steps=3, rest_s=0.2)


def measure(size: Size = FULL) -> list[Figure]:
    """Measure all in one process, as a clerk has one."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        a_project(place / "国检2023", size.pieces)
        make_office_papers(place / "收件", size.papers)
        _make_scans(place / "扫描", size.scans)
        _a_filed_project(place / "收来的", place / "收件")
        with ProcessPoolExecutor(1, get_context("spawn")) as other:
            return other.submit(_measure_here, place, size).result()


def _make_scans(folder: Path, count: int) -> None:
    """Draw papers of a page each, as a scanner gives them."""
    folder.mkdir()
    for number, page in enumerate(letters(count, _SEED), 1):
        (folder / f"扫描件{number:03}.pdf").write_bytes(as_pdf(page.picture))


def _a_filed_project(path: Path, papers: Path) -> None:
    """Make a project with papers that lie in its vault, each where it is proposed best to be."""
    (table,) = SCHEMES.glob("*.csv")
    project = Project("云岭县", "云岭县食药安办", 2021, 2023, township_units(TOWNSHIPS), NOON)
    create_workspace(path, project, read_scheme(table), "李敏", lambda: NOON)
    with Workspace(path, "李敏", lambda: NOON, write=True) as workspace:
        workspace.add([papers], Accept.BEST, Silent())


def _measure_here(place: Path, size: Size) -> list[Figure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

    from app.window import Shown
    from ui import theme
    from ui.jobs import Jobs

    application = theme.begin("beijian")
    theme.dress(application)
    shown = Shown(Jobs(), place / "settings.toml")
    shown.garbage.begin()
    session, window = shown.session, shown.window()
    window.resize(1366, 728)
    window.show()
    window.open_project(place / "国检2023")
    until(lambda: session.is_open and window.desk.tray.model.rowCount() > 0 and not session.jobs.running)
    many = f"{size.pieces:,} pieces"
    window.desk.tabs.setCurrentWidget(window.desk.tray)
    frames = [
        *_frames_ms(window.desk.tray.rows, size.steps),
        *_frames_ms(_longest_item(window, session), size.steps),
    ]
    for tab in range(window.desk.tabs.count()):
        window.desk.tabs.setCurrentIndex(tab)
        until(lambda: not session.jobs.running)
    spent = _rest(size.rest_s)
    figures = [
        Figure(f"{many}: longest frame while scrolling", max(frames), "ms", 50),
        Figure(f"{many}: processor while nothing is done", spent * 100, "%", 0.5),
        Figure(f"{many}: memory after all panes were seen", peak_mb(), "MB", 350),
        Figure(
            f"{size.papers} papers come in: the window stands still for",
            _still_ms(lambda: window.take_in([place / "收件"]), lambda: not window.busy),
            "ms",
            100,
        ),
    ]
    figures.append(
        Figure(
            f"{many}: {size.scans} scans come in and are recognised: the window stands still for",
            _still_ms(lambda: window.take_in([place / "扫描"]), lambda: _are_recognised(session, size)),
            "ms",
            100,
        )
    )
    window.open_project(place / "收来的")
    until(lambda: session.is_open and session.moment.path.name == "收来的" and not session.jobs.running)
    figures.append(
        Figure(
            f"{size.papers} papers exported: the window stands still for",
            _still_ms(lambda: _export(session, place / "导出"), lambda: not session.jobs.running),
            "ms",
            100,
        )
    )
    window.close()
    return figures


def _longest_item(window: MainWindow, session: Session) -> QAbstractItemView:
    filed = session.moment.snapshot.filed_under
    window.desk.tabs.setCurrentWidget(window.desk.item)
    window.desk.criteria.choose(max(filed, key=lambda key: len(filed[key])))
    return window.desk.item.rows


def _frames_ms(rows: QAbstractItemView, steps: int) -> list[float]:
    """Scroll from top to end in even steps; return how long each took until it was painted."""
    bar = rows.verticalScrollBar()
    taken: list[float] = []
    for step in range(1, steps + 1):
        start = time.perf_counter()
        bar.setValue(bar.maximum() * step // steps)
        rows.viewport().repaint()
        taken.append((time.perf_counter() - start) * _MS)
    return taken


def _rest(rest_s: float) -> float:
    """Return what part of a processor is spent while nothing is done."""
    settled = time.monotonic() + rest_s / 5
    until(lambda: time.monotonic() > settled)
    start, spent = time.monotonic(), time.process_time()
    until(lambda: time.monotonic() - start > rest_s)
    return (time.process_time() - spent) / (time.monotonic() - start)


def _are_recognised(session: Session, size: Size) -> bool:
    """Tell whether all scans came in and were read."""
    read = [one for one in session.moment.snapshot.originals.values() if one.confidence is not None]
    return len(read) == size.scans and not session.jobs.running


def _still_ms(act: Callable[[], object], ended: Callable[[], bool]) -> float:
    """Return the longest time in which the window could not answer while something was done."""
    from tests.ui.watchdog import Watchdog

    watchdog = Watchdog()
    act()
    until(ended, _LONG_S)
    return watchdog.stop() * _MS


def _export(session: Session, target: Path) -> None:
    from ui.exporting_work import Asked, export

    export(session, Asked(target, tuple(Edition)), lambda _: None)
