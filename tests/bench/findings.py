"""整改台账 of 5,000 problems with 10,000 photographs: read, gone through, and all figures of the views computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, cpu_s, wall_s

from build import NOON, a_finding, an_event, an_item
from evidence.findings import Did, Finding, Moment, Photo, Severity, Source
from evidence.journal import Action
from evidence.model import Facts, PaperCopy, Piece, PieceId, Project, SchemeFacts, SchemeReading, new_id
from evidence.rectify.figures import (
    Case,
    ageing,
    by_kind,
    by_severity,
    by_source,
    by_unit,
    cases,
    count,
    due_between,
    found_on,
    in_period,
    on_time,
    opened_closed_by_day,
    to_check,
)
from evidence.rectify.ledger import up_to
from evidence.rectifying import findings
from evidence.store import finding_rows
from evidence.workspace import Workspace, create_workspace

_MOST_S = 0.2  # all that the views show
_MOST_FOR_TWICE = 2.4  # times as long for twice the problems
_DAYS = 90
_UNITS = 40


@dataclass(frozen=True, slots=True)
class Size:
    """How many problems there are, with two photographs each."""

    findings: int = 5_000
    runs: int = 5


FULL = Size()
TINY = Size(findings=20, runs=1)


def measure(size: Size = FULL) -> list[Figure]:
    """Read a ledger, go through it and compute the figures of all views; the same for half of it."""
    with TemporaryDirectory() as folder, _project(Path(folder) / "台账", size) as workspace:
        last = max(one.at for one in findings(workspace))
        past = NOON + timedelta(_DAYS // 2)
        ledger = findings(workspace)
        half = ledger[: len(ledger) // 2]
        read_s = wall_s(lambda: findings(workspace), size.runs)
        past_s = wall_s(lambda: findings(workspace, past), size.runs)
        fold_s = wall_s(lambda: cases(ledger), size.runs)
        folded = cases(ledger)
        figures_s = wall_s(lambda: _figures(folded, last.date()), size.runs)
        until_s = wall_s(lambda: count(cases(up_to(ledger, past.date())), past.date()), size.runs)
        whole_s = cpu_s(lambda: _figures(cases(ledger), last.date()), size.runs)
        half_s = cpu_s(lambda: _figures(cases(half), last.date()), size.runs)
    return [
        Figure(f"{size.findings:,} problems read", read_s, "s"),
        Figure("gone through: how each stands", fold_s, "s"),
        Figure("all figures of the views", figures_s, "s"),
        Figure("read, gone through, all figures", read_s + fold_s + figures_s, "s", _MOST_S),
        Figure("the counts of an earlier day", until_s, "s"),
        Figure("the ledger as it was known then, from the journal", past_s, "s"),
        Figure("twice the problems", whole_s / half_s, "×", _MOST_FOR_TWICE),
    ]


def _figures(some: Sequence[Case], day: date) -> None:
    first, week = day - timedelta(_DAYS), day - timedelta(day.weekday())
    for figures in (by_unit, by_source, by_severity, by_kind, count, ageing):
        figures(some, day)
    in_period(some, first, day)
    on_time(some, first, day)
    opened_closed_by_day(some, first, day)
    found_on(some, day)
    due_between(some, week, week + timedelta(6))
    to_check(some)


def _project(place: Path, size: Size) -> Workspace:
    item = an_item("20-65")
    reading = SchemeReading(SchemeFacts("细则", None, None, 2.0), (item,), ())
    create_workspace(place, Project("云岭县", None, 2021, 2023, (), NOON), reading, "王敏", lambda: NOON)
    workspace = Workspace(place, "王敏", lambda: NOON, write=True)
    paper = PaperCopy("档案室", "王敏")
    pieces = [
        Piece(PieceId(new_id()), Facts(title=f"照片{number}"), frozenset(), 1, (), paper, number)
        for number in range(2 * size.findings)
    ]
    with workspace.writing(Action.REGISTER_PAPER) as writer:
        for piece in pieces:
            writer.register_paper(piece)
    by_day: dict[datetime, list[Finding]] = {}
    for number in range(size.findings):
        one = _finding(number, (pieces[2 * number].id, pieces[2 * number + 1].id))
        by_day.setdefault(one.at, []).append(one)
    for at, some in sorted(by_day.items()):
        workspace._clock = lambda at=at: at  # pyright: ignore[reportPrivateUsage]
        with workspace.writing(Action.ADD_FINDINGS) as writer:
            finding_rows.add(writer.rows, some)
    return workspace


def _finding(number: int, photos: tuple[PieceId, PieceId]) -> Finding:
    found = NOON.date() + timedelta(number % _DAYS)
    handed_out = an_event(
        on=found,
        unit=f"第{number % _UNITS}单位",
        deadline=found + timedelta(7),
        at=datetime.combine(found, NOON.time()),
    )
    later = [
        an_event(did, found + timedelta(days), at=datetime.combine(found, NOON.time()))
        for did, days in ((Did.PROGRESS, 2), (Did.RECTIFY, 4 + number % 6), (Did.PASS, 12), (Did.REOPEN, 30))
    ]
    return a_finding(
        *(handed_out, *later)[: number % 6],
        number=number + 1,
        source=list(Source)[number % len(Source)],
        severity=list(Severity)[number % len(Severity)],
        kind=f"类别{number % 12}",
        found_on=found,
        text=f"第{number}个问题：熟食摊位未公示健康证，从业人员未佩戴口罩。",
        photos=[Photo(photos[0], Moment.BEFORE, 1), Photo(photos[1], Moment.AFTER, 1)],
    )
