"""The window against a bare one of PySide6, from the start of the process to the paint; then what the clerk waits for.

All by the clock, with the project's pieces half filed and half in the tray; a paint is one of the pane that changes.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, p95
from bench.rows import directory_rows

from app.paths import SCHEMES, TEMPLATES
from build import NOON, TOWNSHIPS
from evidence.criteria import township_units
from evidence.deliveries import UNKNOWN_DELIVERY
from evidence.journal import Action
from evidence.model import (
    ArrivalState,
    Facts,
    Original,
    OriginalId,
    PageRange,
    Piece,
    PieceId,
    Place,
    Project,
    Sha256,
    Suggestion,
    new_id,
)
from evidence.scheme.reading import read_scheme
from evidence.store.database import open_database
from evidence.store.writing import Arrival, NewPiece, Writer
from evidence.workspace import DATABASE, create_workspace

ROOT = TEMPLATES.parent
_STARTS = 7
_BARE = """
import time
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.time(), flush=True)
        QApplication.instance().quit()

application = QApplication([])
window = Window()
window.resize(1100, 600)
window.show()
application.exec()
"""
_OURS = """
import gc
gc.disable()  # as app.__main__ does
import sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from app.window import Shown
from PySide6.QtWidgets import QApplication
from ui import theme
from ui.jobs import Jobs

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isVisible():
            print(time.time(), flush=True)
            QApplication.instance().quit()
        return False

application = theme.begin("beijian")
theme.dress(application)
shown = Shown(Jobs(), Path(sys.argv[1]))
window = shown.window()
watch = Watch()
if len(sys.argv) > 2:
    window.open_project(Path(sys.argv[2]))
    shown.session.opened.connect(lambda: window.desk.tray.rows.viewport().installEventFilter(watch))
else:
    window.start.installEventFilter(watch)
window.resize(1100, 600)
window.show()
application.exec()
window.close()
"""


@dataclass(frozen=True, slots=True)
class Size:
    """How many pieces, and how often each thing is done."""

    pieces: int = 10_000
    times: int = 40


FULL = Size()
TINY = Size(pieces=60, times=3)


def a_project(path: Path, count: int) -> None:
    """Make a project with that many pieces of one original each: every other one filed, all with three proposals."""
    (table,) = SCHEMES.glob("*.csv")
    reading = read_scheme(table)
    project = Project("云岭县", "云岭县食药安办", 2021, 2023, township_units(TOWNSHIPS), NOON)
    create_workspace(path, project, reading, "李敏", lambda: NOON)
    parents = {item.parent for item in reading.items}
    leaves = [item for item in reading.items if item.id not in parents]
    made: list[NewPiece] = []
    for serial, (_, number, issuer, title, _, _) in enumerate(directory_rows(count), 1):
        day = date(2021, 1, 1) + timedelta(days=serial % 1095)
        original = Original(
            OriginalId(new_id()), Sha256(f"{serial:064x}"), f"{title[:20]}.pdf", 1000, "x", 3, scanned=False
        )
        facts = Facts(title, number, issuer, day, day.year, "方案/计划", None, issuer)
        piece = Piece(PieceId(new_id()), facts, frozenset(), 3, (PageRange(original.id),), None, serial)
        places = [leaves[(serial * 7 + step) % len(leaves)] for step in range(3)]
        found = tuple(
            Suggestion(item.id, item.required[0].id if item.required else None, 0.9 - step / 10, "题名相近")
            for step, item in enumerate(places)
        )
        made.append(NewPiece(piece, original, "", found))
    database = open_database(path / DATABASE, NOON, write=True)
    with database.transaction() as connection:
        writer = Writer(connection, "李敏", NOON, Action.TAKE_IN)
        arrivals = [
            Arrival(m.original.name, ArrivalState.NEW, m.original.sha256, m.piece.id, frozenset(), None) for m in made
        ]
        writer.take_in(writer.new_batch("各单位", UNKNOWN_DELIVERY), arrivals, made)
        best = [(new.piece.id, new.suggestions[0]) for new in made[::2]]
        writer.file([Place(piece, place.criterion, place.slot) for piece, place in best])


def measure(size: Size = FULL) -> list[Figure]:
    """Measure starts, then waits."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        a_project(place / "国检2023", size.pieces)
        settings = place / "settings.toml"
        starts: dict[str, list[float]] = {"bare": [], "painted": [], "usable": []}
        for start in _BARE, _OURS:
            _start_s(start, settings)  # compiled and in the disk's cache
        for _ in range(min(size.times, _STARTS)):
            starts["bare"].append(_start_s(_BARE))
            starts["painted"].append(_start_s(_OURS, settings))
            starts["usable"].append(_start_s(_OURS, settings, place / "国检2023"))
        with ProcessPoolExecutor(1, get_context("spawn")) as other:
            waits = other.submit(waits_ms, place / "国检2023", size.times).result()
    bare, painted, usable = (statistics.median(starts[name]) for name in ("bare", "painted", "usable"))
    many = f"{size.pieces:,} pieces"
    return [
        Figure("bare window, painted", bare, "s"),
        Figure("ours ÷ bare, painted", painted / bare, "×", 2),
        Figure(f"ours ÷ bare, usable with {many}", usable / bare, "×", 5),
        *(
            Figure(f"{many}: {name}, 95th percentile", p95(taken), "ms", limit)
            for name, (taken, limit) in waits.items()
        ),
    ]


def _start_s(code: str, *arguments: Path) -> float:
    """Return the time from the start of a process to what it says when it has painted."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    command = [sys.executable, "-c", code, *map(str, arguments)]
    start = time.time()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[0]) - start


def waits_ms(project: Path, times: int) -> dict[str, tuple[list[float], float]]:
    """Return what the clerk waits for, each with its times in milliseconds and the most that it may take."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from bench.painted import Painted, until
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from app.window import Shown
    from ui import theme
    from ui.jobs import Jobs

    application = theme.begin("beijian")
    theme.dress(application)
    shown = Shown(Jobs(), project.parent / "settings.toml")
    session, window = shown.session, shown.window()
    window.resize(1366, 728)
    window.show()
    window.open_project(project)

    desk, wait_ms = window.desk, Painted().wait_ms
    until(lambda: session.is_open)
    until(lambda: desk.tray.model.rowCount() > 0)
    two, nought, back = Qt.Key.Key_2, Qt.Key.Key_0, Qt.Key.Key_Backspace
    keys = [key for _ in range(times) for key in (two, nought, two, back)]
    rows = desk.tray.rows.viewport()
    typed = [wait_ms(lambda key=key: QTest.keyClick(desk.tray.text, key), rows, lambda: True) for key in keys]
    desk.tray.text.clear()
    items = [key for key in session.moment.gaps if session.moment.snapshot.filed_under.get(key)][:times]
    desk.tabs.setCurrentWidget(desk.item)
    papers = desk.item.rows.viewport()
    opened = [wait_ms(lambda key=key: desk.criteria.choose(key), papers, lambda: True) for key in items]
    desk.tabs.setCurrentWidget(desk.tray)
    filed: list[float] = []
    for _ in range(times):
        waiting = len(session.moment.tray)
        filed.append(
            wait_ms(
                lambda: QTest.keyClick(desk.tray.rows, Qt.Key.Key_Return),
                rows,
                lambda before=waiting: len(session.moment.tray) < before,
            )
        )
    window.close()
    return {"filter key to paint": (typed, 30), "opening an item": (opened, 50), "one filing shown": (filed, 80)}
