"""Five thousand random things a clerk may do, then everything taken back: the project is as it was."""

# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from evidence.journal import Action
from evidence.kinds import KINDS
from evidence.model import Criterion, Fact, Filing, Flag, Piece
from evidence.scheme.editing import Edit, edited, merged, removed, shifted
from evidence.scheme.parts import put_together
from evidence.snapshot import Snapshot
from tests.build import NOON
from ui.desk import Desk
from ui.models.dragging import pack
from ui.models.gap_rows import GAP
from ui.session import Session

ACTIONS = 5000


class Monkey:
    """Acts on a desk at random; each act waits for nothing."""

    def __init__(self, session: Session, desk: Desk, qtbot: QtBot, seed: int) -> None:
        self.session, self.desk, self.qtbot, self.random = session, desk, qtbot, Random(seed)  # noqa: S311
        self.acts: tuple[Callable[[], None], ...] = (
            self.confirm,
            self.confirm,
            self.drag_from_tray,
            self.drag_on,
            self.take_out,
            self.correct,
            self.correct,
            self.mark,
            self.undo,
            self.redo,
            self.choose_item,
            self.search,
            self.narrow,
            self.mend_gap,
            self.turn_tab,
            self.edit_item,
            self.shift,
            self.merge,
            self.remove,
        )

    def act(self) -> None:
        self.random.choice(self.acts)()

    def confirm(self) -> None:
        rows = self.desk.tray.model.rowCount()
        if rows:
            self.desk.tray.rows.selectRow(self.random.randrange(rows))
            self.qtbot.keyClick(self.desk.tray.rows, Qt.Key.Key_Return)

    def drag_from_tray(self) -> None:
        if self.session.moment.tray:
            piece = self.random.choice(self.session.moment.tray)
            self.drop(pack([piece.id]))

    def drag_on(self) -> None:
        filing = self.any_filing()
        if filing is not None:
            self.drop(pack([filing.piece], [filing.id]))

    def drop(self, data: object) -> None:
        tree = self.desk.criteria.model
        target = tree.index_of(self.random.choice(list(self.session.moment.gaps)))
        if target.isValid():
            action = self.random.choice([Qt.DropAction.MoveAction, Qt.DropAction.CopyAction])
            tree.dropMimeData(data, action, -1, -1, target)  # type: ignore[arg-type]

    def take_out(self) -> None:
        filing = self.any_filing()
        if filing is not None:
            self.session.arrange([filing.id], ())

    def correct(self) -> None:
        piece = self.any_piece()
        fact, text = self.random.choice(
            [
                (Fact.TITLE, f"题名{self.random.randrange(9)}"),
                (Fact.YEAR, self.random.choice(["2021", "2022", "2023", "", "去年"])),
                (Fact.KIND, self.random.choice(KINDS)),
                (Fact.DAY, self.random.choice(["2023-11-20", "2023年6月3日", "2023-02-30", ""])),
            ]
        )
        if piece is not None:
            self.desk.facts.show_pieces((piece.id,))
            self.desk.facts.corrected.emit((piece.id,), fact, text)

    def mark(self) -> None:
        piece = self.any_piece()
        flag = self.random.choice([Flag.DRAFT, Flag.PERSONAL_DATA])
        if piece is not None:
            self.session.mark(piece.id, flag, on=self.random.random() < 0.5)

    def undo(self) -> None:
        if self.session.moment.undo:
            self.session.undo()

    def redo(self) -> None:
        if self.session.moment.redo:
            self.session.redo()

    def choose_item(self) -> None:
        self.desk.criteria.choose(self.random.choice(list(self.session.moment.gaps)))

    def search(self) -> None:
        self.desk.tray.text.setText(self.random.choice(["", "总结", "2023", "没有"]))

    def narrow(self) -> None:
        self.desk.criteria.kind.setCurrentIndex(self.random.randrange(self.desk.criteria.kind.count()))

    def mend_gap(self) -> None:
        self.desk.tabs.setCurrentWidget(self.desk.gaps)
        rows = self.desk.gaps.model.rowCount()
        if rows:
            self.desk.gaps.chosen.emit(self.desk.gaps.model.index(self.random.randrange(rows), 0).data(GAP))

    def turn_tab(self) -> None:
        self.desk.tabs.setCurrentIndex(self.random.randrange(self.desk.tabs.count()))

    def edit_item(self) -> None:
        leaf = self.any_leaf()
        wanted = replace(
            leaf, text=f"说法{self.random.randrange(9)}", required=leaf.required[self.random.randrange(2) :]
        )
        self.edit(Action.EDIT_ITEMS, lambda snapshot: edited(snapshot, [wanted]))

    def shift(self) -> None:
        key, up = self.random.choice(self.session.moment.snapshot.criteria).id, self.random.random() < 0.5
        self.edit(Action.MOVE_ITEMS, lambda snapshot: shifted(snapshot, [key], up=up))

    def merge(self) -> None:
        one, other = self.any_leaf(), self.any_leaf()
        if one != other and self.random.random() < 0.1:
            whole = put_together([one, other])
            self.edit(Action.MERGE_ITEMS, lambda snapshot: merged(snapshot, [one.id, other.id], whole))

    def remove(self) -> None:
        if self.random.random() < 0.05:
            gone = [self.any_leaf().id]
            self.edit(Action.REMOVE_ITEMS, lambda snapshot: removed(snapshot, gone))

    def edit(self, action: Action, edit: Edit) -> None:
        """Change the scheme when all that was asked for is done: an edit is about what is there."""
        settled(self.session, self.qtbot)
        self.session.criteria.edit(action, edit)
        settled(self.session, self.qtbot)

    def any_leaf(self) -> Criterion:
        return self.random.choice(settled(self.session, self.qtbot).leaves)

    def any_piece(self) -> Piece | None:
        """Return a piece; there is none while the arrival is taken back."""
        pieces = self.session.moment.snapshot.pieces
        return self.random.choice(pieces) if pieces else None

    def any_filing(self) -> Filing | None:
        filings = self.session.moment.snapshot.filings
        return self.random.choice(filings) if filings else None


@pytest.mark.slow
def test_five_thousand_random_actions_can_all_be_taken_back(
    project: Session, inbox: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    start = project.moment.snapshot
    with qtbot.waitSignal(project.changed, timeout=20_000):
        project.take_in([inbox], lambda _: None)
    desk = Desk(project)
    qtbot.addWidget(desk)
    project.opened.emit()
    desk.resize(1366, 700)
    desk.show()
    monkey = Monkey(project, desk, qtbot, seed=20231120)
    for number in range(ACTIONS):
        monkey.act()
        if number % 10 == 9:
            settled(project, qtbot)
    end = settled(project, qtbot)
    assert timeless(end) != timeless(start)
    steps = 0
    while project.moment.undo:
        with qtbot.waitSignal(project.changed):
            project.undo()
        steps += 1
    assert steps > ACTIONS / 10
    assert timeless(project.moment.snapshot) == timeless(start)
    for _ in range(steps):
        with qtbot.waitSignal(project.changed):
            project.redo()
    assert timeless(project.moment.snapshot) == timeless(end)
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def settled(session: Session, qtbot: QtBot) -> Snapshot:
    """Wait until all that was asked for is done."""
    qtbot.waitUntil(lambda: not session.jobs.running)
    return session.moment.snapshot


def timeless(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, at=NOON)
