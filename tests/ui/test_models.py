"""Every model keeps Qt's rules while the project changes under it."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from build import a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.gaps import find_gaps
from evidence.model import Place
from evidence.snapshot import Changes, Snapshot
from ui.chase_work import Chased
from ui.models.chase_rows import ChaseRows
from ui.models.criteria_tree import CriteriaTree
from ui.models.gap_rows import GapRows, gaps_of
from ui.models.item_papers import ItemPapers
from ui.models.owing_rows import OwingRows, Which
from ui.models.tray import Tray
from ui.moment import Moment
from ui.session import Session

NONE = QModelIndex()


@pytest.fixture
def filled(project: Session, inbox: Path, qtbot: QtBot) -> Session:
    """A project whose tray is full."""
    with qtbot.waitSignal(project.changed, timeout=20_000):
        project.take_in([inbox], lambda _: None)
    return project


@pytest.fixture
def checked() -> list[QAbstractItemModelTester]:
    """Testers, kept alive until the test is over."""
    return []


def a_moment(snapshot: Snapshot) -> Moment:
    return Moment(Path(), "王敏", snapshot, {item.criterion.id: item for item in find_gaps(snapshot)}, None, None)


def watch(model: QAbstractItemModel, testers: list[QAbstractItemModelTester]) -> None:
    testers.append(QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning))


def file_all(session: Session, qtbot: QtBot) -> Changes:
    """File every piece of the tray in the first item."""
    moment = session.moment
    item = next(iter(moment.gaps))
    with qtbot.waitSignal(session.changed) as signal:
        session.arrange((), [Place(piece.id, item, None) for piece in moment.tray])
    changes = (signal.args or [None])[0]
    assert isinstance(changes, Changes)
    return changes


def test_the_criteria_tree_shows_every_criterion_under_its_group(
    filled: Session, checked: list[QAbstractItemModelTester], qtbot: QtBot
) -> None:
    tree = CriteriaTree()
    watch(tree, checked)
    tree.show(filled.moment)
    assert sum(1 for _ in walk(tree, NONE)) == len(filled.moment.snapshot.criteria)
    changes = file_all(filled, qtbot)
    with qtbot.waitSignal(tree.dataChanged):
        tree.follow(filled.moment, changes.criteria)
    tree.show(filled.moment, lambda criterion, _: criterion.code == "2-1")
    leaf = tree.index_of(filled.moment.snapshot.by_code["2-1"].id)
    assert leaf.isValid()
    assert [tree.rowCount(index) for index in walk(tree, NONE)][-1] == 0
    assert not tree.index_of(filled.moment.snapshot.by_code["1-1"].id).isValid()


def test_the_papers_of_an_item_lie_under_its_materials(
    filled: Session, checked: list[QAbstractItemModelTester], qtbot: QtBot
) -> None:
    papers = ItemPapers()
    watch(papers, checked)
    item = next(iter(filled.moment.gaps))
    papers.show(filled.moment, item)
    assert not list(papers.indexes_of(filled.moment.snapshot.filings))
    file_all(filled, qtbot)
    papers.show(filled.moment, item)
    filings = filled.moment.snapshot.filed_under[item]
    shown = papers.indexes_of(filings)
    assert len(shown) == len(filings)
    assert all(index.parent().isValid() for index in shown)
    papers.show(None, None)
    assert papers.rowCount() == 0


def test_the_tray_loses_what_is_filed_and_gets_back_what_is_taken_out(
    filled: Session, checked: list[QAbstractItemModelTester], qtbot: QtBot
) -> None:
    tray = Tray()
    watch(tray, checked)
    tray.show(filled.moment, "")
    before = tray.rowCount()
    assert before == len(filled.moment.tray) > 2
    first = filled.moment.tray[0]
    with qtbot.waitSignal(filled.changed):
        filled.arrange((), [Place(first.id, next(iter(filled.moment.gaps)), None)])
    tray.follow(filled.moment, {first.id})
    assert (tray.rowCount(), tray.row_of(first.id)) == (before - 1, None)
    with qtbot.waitSignal(filled.changed):
        filled.undo()
    tray.follow(filled.moment, {first.id})
    assert (tray.rowCount(), tray.row_of(first.id)) == (before, 0)


@pytest.mark.parametrize("text", ["总结", "双河镇", "２０２３年 总结", "1-2", "双河 总结"])
def test_the_tray_finds_words_of_two_characters_names_and_codes(
    filled: Session, checked: list[QAbstractItemModelTester], text: str
) -> None:
    tray = Tray()
    watch(tray, checked)
    tray.show(filled.moment, text)
    titles = [tray.index(row, 0).data() for row in range(tray.rowCount())]
    assert "双河镇2023年食品安全工作总结" in titles
    tray.show(filled.moment, f"{text} 没有这个词")
    assert tray.rowCount() == 0


def test_the_gaps_are_listed_with_what_does_not_count(filled: Session, checked: list[QAbstractItemModelTester]) -> None:
    rows = GapRows()
    watch(rows, checked)
    rows.show(filled.moment, gaps_of(filled.moment))
    assert rows.rowCount() > 0
    rows.show(filled.moment, ())
    assert rows.rowCount() == 0


def walk(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[QModelIndex]:
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        yield index
        yield from walk(model, index)


@pytest.mark.usefixtures("qapp")
def test_a_material_that_nobody_confirmed_is_marked_and_not_missing() -> None:
    waiting = a_slot("巡查台账", proposed=True)
    item = an_item("1-1", waiting, text="每月巡查。")
    piece = a_piece()
    for filings, state in (
        ((), "建议应备（待确认）"),
        ((filed(piece, item, waiting),), "建议应备（待确认），已有 1 件"),
    ):
        papers = ItemPapers()
        papers.show(a_moment(a_snapshot([item], [piece], filings)), item.id)
        title, remark = (papers.index(0, column).data() for column in (0, papers.columnCount() - 1))
        assert title == "巡查台账（最近一年，1件）"
        assert remark == state


def test_units_to_chase_and_what_they_were_asked(
    filled: Session, checked: list[QAbstractItemModelTester], qtbot: QtBot
) -> None:
    units, chases, told = OwingRows(), ChaseRows(), list[Chased]()
    watch(units, checked)
    watch(chases, checked)
    filled.chasing.look(told.append)
    qtbot.waitUntil(lambda: bool(told))
    plan = told[0].plan
    for which in Which:
        units.show(plan.units, which, "")
    units.show(plan.units, Which.ALL, "双河镇")
    assert [units.index(row, 0).data() for row in range(units.rowCount())] == ["双河镇"]
    filled.workspace.chasing.draft(plan.drafting(None, None, None))
    chases.show(filled.workspace.chasing.after())
    assert chases.rowCount() == len(plan.units)
