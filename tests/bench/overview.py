"""总览 at the size of a whole county: 94 items, 42 townships, three years, ten thousand papers."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from bench.figures import Figure, wall_s

from build import a_group, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.frozen_compare import compare, state_of
from evidence.check.gaps import find_gaps
from evidence.model import Scope, Stage, Years
from evidence.snapshot import Snapshot
from ui import theme
from ui.moment import Moment
from ui.views.matrix_page import MatrixPage, Table
from ui.views.summary_page import SummaryPage

_MOST_S = 0.1  # what filling a page may take


@dataclass(frozen=True, slots=True)
class Size:
    """How large the project is."""

    items: int = 94
    townships: int = 42
    papers: int = 10_000
    runs: int = 5


FULL = Size()
TINY = Size(items=6, townships=4, papers=60, runs=1)


def measure(size: Size = FULL) -> list[Figure]:
    """Fill each page as it is filled when the tab is seen; in a process of its own, which may have no screen."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_measured, size).result()


def _measured(size: Size) -> list[Figure]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = theme.begin("beijian")
    theme.dress(application)
    snapshot = a_county(size)
    gaps = find_gaps(snapshot)
    moment = Moment(Path(), "王敏", snapshot, {item.criterion.id: item for item in gaps}, None, None)
    pages = {table: MatrixPage(table) for table in Table}
    for page in pages.values():
        page.resize(1366, 600)
    summary = SummaryPage(snapshot.at.date)
    state = state_of(snapshot, gaps)
    what = f"{size.items} items × {size.townships} townships × 3 years, {size.papers:,} papers"
    return [
        *(
            _filled(f"{what}: {table.name.lower()} filled", lambda p=page: p.show_moment(moment), size.runs)
            for table, page in pages.items()
        ),
        _filled(f"{what}: summary filled", lambda: summary.show_moment(moment), size.runs),
        Figure(f"{what}: townships painted", wall_s(pages[Table.TOWNSHIPS].grab, size.runs), "s", _MOST_S),
        Figure(f"{what}: kept as a state", wall_s(lambda: state_of(snapshot, gaps), size.runs), "s", 1.0),
        Figure(f"{what}: two states compared", wall_s(lambda: compare(state, state), size.runs), "s", 1.0),
    ]


def _filled(name: str, fill: Callable[[], None], runs: int) -> Figure:
    return Figure(name, wall_s(fill, runs), "s", _MOST_S)


def a_county(size: Size) -> Snapshot:
    """Return a project in which every item asks every township for something in each of three years."""
    group = a_group("1", "基础工作")
    names = [f"第{number}镇" for number in range(1, size.townships + 1)]
    items = [
        an_item(
            f"1-{number}",
            a_slot("工作方案", years=Years.EACH_OF_LAST_3),
            a_slot("工作台账", years=Years.EACH_OF_LAST_3, scope=Scope.EACH_TOWNSHIP, stage=Stage.WORK),
            a_slot("工作总结", years=Years.EACH_OF_LAST_3, stage=Stage.RESULT),
            parent=group.id,
        )
        for number in range(1, size.items + 1)
    ]
    pieces = [
        a_piece(f"材料{number}", year=2021 + number % 3, issuer=names[number % len(names)], arrived=number)
        for number in range(size.papers)
    ]
    filings = [
        filed(piece, items[number % len(items)], items[number % len(items)].required[number % 3], number)
        for number, piece in enumerate(pieces)
        if number % 10
    ]
    return a_snapshot([group, *items], pieces, filings, townships=names)
