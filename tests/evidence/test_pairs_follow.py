"""Pairs of items and what follows because of them, when the criteria change and papers are taken out."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from msgspec.structs import replace

from build import an_item
from evidence.criteria import Counterparts, SchemeEdit
from evidence.journal import Action
from evidence.model import CriterionId, Facts, PieceId
from evidence.progress import Silent
from evidence.scheme.editing import added, edited, merged, moved, removed
from evidence.scheme.parts import put_together
from evidence.snapshot import Snapshot
from evidence.workspace import Workspace
from tests.evidence.steps import ITEMS, opened, register
from tests.evidence.test_two_schemes import OTHER, read_anew

ONE, TWO, THREE = (item.id for item in ITEMS)
THERE, THERE_TOO = OTHER.items[1].id, OTHER.items[2].id
PAPER = Facts(title="2023年食品安全工作方案", year=2023)
CHILD = an_item("1-3-1", parent=THREE)


@pytest.fixture
def workspace(tmp_path: Path) -> Generator[Workspace]:
    """Two schemes, of which the first is worked on."""
    with opened(tmp_path / "项目") as workspace:
        first = workspace.snapshot().scheme_id
        workspace.schemes.add(OTHER, Silent())
        workspace.schemes.use(first)
        yield workspace


def pair(workspace: Workspace, *pairs: tuple[CriterionId, CriterionId]) -> None:
    workspace.schemes.pair([Counterparts(*two) for two in pairs])


def edit(workspace: Workspace, action: Action, change: Callable[[Snapshot], SchemeEdit]) -> None:
    """Change the criteria; the kept snapshot is the one that would be read, and the step is taken back exactly."""
    before = workspace.snapshot()
    workspace.schemes.edit(action, change)
    after = workspace.snapshot()
    assert after == read_anew(workspace)
    workspace.undo()
    assert workspace.snapshot() == before
    workspace.redo()
    assert workspace.snapshot() == after


def lies_there(workspace: Workspace) -> list[tuple[PieceId, CriterionId]]:
    """Look from the other scheme, and leave no step behind that would be taken back first."""
    workspace.schemes.use(workspace.snapshot().others[0].id)
    found = workspace.snapshot().filings
    workspace.undo()
    return [(filing.piece, filing.criterion) for filing in found]


def counterparts(workspace: Workspace) -> dict[CriterionId, set[CriterionId]]:
    return {here: set(there) for here, there in workspace.snapshot().counterparts.items()}


# The criteria change


def test_the_pair_of_an_item_that_becomes_a_group_goes_to_the_child_that_takes_its_papers(workspace: Workspace) -> None:
    pair(workspace, (THREE, THERE))
    edit(workspace, Action.ADD_ITEM, lambda snapshot: added(snapshot, CHILD))
    assert counterparts(workspace) == {CHILD.id: {THERE}}
    workspace.schemes.use(workspace.snapshot().others[0].id)
    piece = register(workspace, PAPER, "A1")
    assert lies_there(workspace) == [(piece, CHILD.id)]


def test_the_pair_of_an_item_that_others_are_hung_below_goes(workspace: Workspace) -> None:
    pair(workspace, (THREE, THERE))
    edit(workspace, Action.EDIT_SLOTS, lambda s: edited(s, [replace(s.by_id[THREE], required=())]))
    edit(workspace, Action.MOVE_ITEMS, lambda snapshot: moved(snapshot, [TWO], THREE))
    assert counterparts(workspace) == {}


@pytest.mark.parametrize("whole", [ONE, TWO], ids=["the first", "the second"])
def test_the_pairs_of_items_that_are_put_together_are_those_of_the_whole_and_none_is_doubled(
    whole: CriterionId, workspace: Workspace
) -> None:
    pair(workspace, (ONE, THERE), (TWO, THERE), (TWO, THERE_TOO))

    def together(snapshot: Snapshot) -> SchemeEdit:
        ones = sorted((snapshot.by_id[key] for key in (ONE, TWO)), key=lambda item: item.id != whole)
        return merged(snapshot, [ONE, TWO], put_together(ones))

    edit(workspace, Action.MERGE_ITEMS, together)
    assert counterparts(workspace) == {whole: {THERE, THERE_TOO}}


def test_the_pairs_of_an_item_that_goes_are_its_heirs(workspace: Workspace) -> None:
    pair(workspace, (THREE, THERE))
    edit(workspace, Action.REMOVE_ITEMS, lambda snapshot: removed(snapshot, [THREE], TWO))
    assert counterparts(workspace) == {TWO: {THERE}}


def test_what_follows_one_of_two_filings_that_become_one_follows_that_one(workspace: Workspace) -> None:
    pair(workspace, (TWO, THERE), (THREE, THERE_TOO))
    piece = register(workspace, PAPER, "1-2", "1-3")
    edit(workspace, Action.REMOVE_ITEMS, lambda snapshot: removed(snapshot, [THREE], TWO))
    assert set(lies_there(workspace)) == {(piece, THERE), (piece, THERE_TOO)}
    workspace.unfile(piece, ["1-2"])
    assert lies_there(workspace) == []


# Papers are taken out, items are taken apart


def test_a_paper_serves_there_as_long_as_it_lies_in_one_of_two_items_that_go_with_that(workspace: Workspace) -> None:
    pair(workspace, (TWO, THERE), (THREE, THERE))
    piece = register(workspace, PAPER, "1-2", "1-3")
    for code in ("1-2", "1-3"):
        assert lies_there(workspace) == [(piece, THERE)]
        workspace.unfile(piece, [code])
    assert lies_there(workspace) == []
    for _ in range(2):
        workspace.undo()
        assert workspace.snapshot() == read_anew(workspace)
        assert lies_there(workspace) == [(piece, THERE)]


def test_a_paper_serves_there_as_long_as_it_lies_in_one_of_two_materials(workspace: Workspace) -> None:
    pair(workspace, (ONE, THERE))
    places = ["1-1#食品安全工作方案", "1-1#食品安全工作总结"]
    piece = register(workspace, PAPER, *places)
    for place in places:
        assert lies_there(workspace) == [(piece, THERE)]
        workspace.unfile(piece, [place])
    assert lies_there(workspace) == []


def test_items_taken_apart_leave_what_another_item_stands_for(workspace: Workspace) -> None:
    pair(workspace, (TWO, THERE), (THREE, THERE))
    piece = register(workspace, PAPER, "1-2", "1-3")
    workspace.schemes.pair([], [Counterparts(TWO, THERE)])
    assert lies_there(workspace) == [(piece, THERE)]
    workspace.unfile(piece, ["1-3"])
    assert lies_there(workspace) == []
    workspace.undo()
    workspace.schemes.pair([], [Counterparts(THREE, THERE)])
    assert lies_there(workspace) == []


def test_several_pairs_taken_apart_at_once_leave_nothing_and_are_one_step_to_undo(workspace: Workspace) -> None:
    pair(workspace, (TWO, THERE), (THREE, THERE))
    piece = register(workspace, PAPER, "1-2", "1-3")
    workspace.schemes.pair([], [Counterparts(TWO, THERE), Counterparts(THREE, THERE)])
    assert workspace.history().undo is not None
    assert lies_there(workspace) == []
    workspace.undo()
    assert workspace.snapshot() == read_anew(workspace)
    assert lies_there(workspace) == [(piece, THERE)]
