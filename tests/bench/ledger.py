"""整改台账 with 5,000 problems and 10,000 photographs: views, filters and one step, from key to paint."""

from __future__ import annotations

import os
import statistics
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bench.figures import Figure, p95
from bench.window import a_project

from build import TOWNSHIPS
from evidence import rectifying
from evidence.findings import Did, Draft, Moment, NewEvent, Photo, Severity, Source
from evidence.model import PieceId
from evidence.workspace import Workspace

NOW = datetime.now()  # noqa: DTZ005 — the window asks for the day that is, here
_LIMIT_MS = 200
_STEP = "one step"
_TEXTS = ("熟食柜没有防蝇罩", "从业人员健康证过期", "进货台账没有登记供货商资质", "餐具消毒记录不全", "留样不足 125 克")


@dataclass(frozen=True, slots=True)
class Size:
    """How many problems, with two photographs each, and how often each thing is done."""

    findings: int = 5_000
    times: int = 20


FULL = Size()
TINY = Size(findings=40, times=2)


def measure(size: Size = FULL) -> list[Figure]:
    """Measure what the clerk waits for."""
    with TemporaryDirectory() as folder:
        project = Path(folder) / "国检2023"
        a_project(project, 2 * size.findings)
        with Workspace(project, "李敏", lambda: NOW, write=True) as workspace:
            pieces = [piece.id for piece in workspace.snapshot().pieces]
            rectifying.add(workspace, [a_draft(number, pieces) for number in range(size.findings)])
        with ProcessPoolExecutor(1, get_context("spawn")) as other:
            waits = other.submit(waits_ms, project, size).result()
    many = f"{size.findings:,} problems"
    return [
        Figure(f"{many}: one step written, read again and shown, median", statistics.median(waits.pop(_STEP)), "ms"),
        *(Figure(f"{many}: {name}, 95th percentile", p95(taken), "ms", _LIMIT_MS) for name, taken in waits.items()),
    ]


def a_draft(number: int, pieces: list[PieceId]) -> Draft:
    """Return a problem somewhere on its way, found in the last hundred days."""
    rnd = Random(number)  # noqa: S311
    found = NOW.date() - timedelta(rnd.randrange(100))
    photos = (Photo(pieces[2 * number], Moment.BEFORE, 1), Photo(pieces[2 * number + 1], Moment.AFTER, 1))
    return Draft(
        rnd.choice(list(Source)),
        found,
        f"{rnd.choice(_TEXTS)}（{number}）",
        f"{rnd.choice(TOWNSHIPS)}第{number % 400}号点位",
        "督查一组",
        severity=rnd.choice(list(Severity)),
        events=_life(rnd, found),
        photos=photos,
    )


def _life(rnd: Random, found: date) -> tuple[NewEvent, ...]:
    days = [min(found + timedelta(step), NOW.date()) for step in (1, 5, 8)]
    life = (
        NewEvent(
            Did.HAND_OUT, days[0], unit=f"第{rnd.randrange(40)}单位", person="李强", deadline=days[0] + timedelta(7)
        ),
        NewEvent(Did.RECTIFY, days[1], by="李强", said="已整改"),
        NewEvent(Did.PASS, days[2], by="赵琳", said="已到位"),
    )
    return life[: rnd.randrange(4)]


def waits_ms(project: Path, size: Size) -> dict[str, list[float]]:
    """Return what the clerk waits for, in milliseconds, by what it is."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from bench.painted import Painted, until
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from app.window import Shown
    from ui import theme
    from ui.jobs import Jobs
    from ui.ledger_offers import Which

    application = theme.begin("beijian")
    theme.dress(application)
    shown = Shown(Jobs(), project.parent / "settings.toml")
    session, window = shown.session, shown.window()
    window.resize(1366, 728)
    window.show()
    window.open_project(project)
    until(lambda: session.is_open)
    pane, wait_ms = window.desk.ledger, Painted().wait_ms
    until(lambda: len(session.ledger.ledger.lines) == size.findings)
    window.desk.tabs.setCurrentWidget(pane)
    rows = pane.rows.viewport()

    def wait(act: Callable[[], object]) -> float:
        return wait_ms(act, rows, lambda: not pane.settling)

    views = [wait(lambda to=which: pane.show_view(to)) for _ in range(size.times) for which in (*Which,)[1:]]
    typed: list[float] = []
    for _ in range(size.times):
        typed += [wait(lambda key=key: QTest.keyClick(pane.text, key)) for key in (Qt.Key.Key_1, Qt.Key.Key_2)]
        pane.text.clear()
        until(lambda: not pane.settling)
    narrowed = [wait(lambda to=1 + number % 30: pane.unit.setCurrentIndex(to)) for number in range(size.times)]
    pane.unit.setCurrentIndex(0)
    event = NewEvent(Did.HAND_OUT, unit="第1单位", deadline=NOW.date() + timedelta(400))
    waiting = [line.finding.id for line in session.ledger.ledger.lines if not line.finding.events][: size.times]
    done = [
        wait_ms(
            lambda key=key: session.ledger.record([key], event),
            rows,
            lambda key=key: bool(session.ledger.ledger.by_id[key].finding.events),
        )
        for key in waiting
    ]
    window.close()
    return {"a view": views, "a filter key": typed, "a unit": narrowed, _STEP: done}
