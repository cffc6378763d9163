"""Items that come of others when the criteria change: they lie in the same box, and are asked for as those were."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from msgspec.structs import replace

from build import an_item
from evidence.boxes import Box, BoxId
from evidence.criteria import SchemeEdit
from evidence.journal import Action
from evidence.model import Criterion, CriterionId, Mode, new_id
from evidence.scheme.editing import added, merged, removed, split
from evidence.scheme.parts import put_together
from evidence.snapshot import Snapshot
from evidence.workspace import Workspace
from tests.evidence.steps import ITEMS, opened
from tests.evidence.test_two_schemes import read_anew

ONE, TWO, THREE = (item.id for item in ITEMS)
CHILD, NEXT = an_item("1-2-1", parent=TWO), an_item("1-2-2", parent=TWO)
KEPT = replace(ITEMS[1], code="1-2")  # the first part of an item keeps its id
PART = an_item("1-2甲")


@pytest.fixture
def workspace(tmp_path: Path) -> Generator[Workspace]:
    """A part of an upper level's table, in two boxes: all items but the second are asked for."""
    with opened(tmp_path / "项目") as workspace:
        before = workspace.snapshot()
        boxes = [Box(BoxId(new_id()), 1, (ONE,)), Box(BoxId(new_id()), 2, (TWO, THREE))]
        with workspace.writing(Action.FIX_BOXES) as writer:
            writer.keep_boxes(before.scheme_id, boxes)
        workspace.schemes.edit_project(
            Action.EDIT_PROJECT, replace(before.project, mode=Mode.PART, upper="白鹭市食安办")
        )
        workspace.contributing.choose([ONE, THREE])
        yield workspace


def edit(workspace: Workspace, change: Callable[[Snapshot], SchemeEdit], action: Action = Action.ADD_ITEM) -> None:
    """Change the criteria; the kept snapshot is the one that would be read, and the step is taken back exactly."""
    before = workspace.snapshot()
    workspace.schemes.edit(action, change)
    after = workspace.snapshot()
    assert after == read_anew(workspace)
    workspace.undo()
    assert workspace.snapshot() == before == read_anew(workspace)
    workspace.redo()
    assert workspace.snapshot() == after


def cut(workspace: Workspace, *parts: Criterion) -> None:
    edit(workspace, lambda snapshot: split(snapshot, TWO, parts), Action.SPLIT_ITEM)


def boxed(workspace: Workspace) -> list[tuple[CriterionId, ...]]:
    return [box.items for box in workspace.snapshot().boxes.boxes]


def asked(workspace: Workspace) -> list[CriterionId]:
    return [item.id for item in workspace.snapshot().leaves]


# 分盒


def test_the_first_child_of_an_item_lies_in_its_box_right_behind_it(workspace: Workspace) -> None:
    edit(workspace, lambda snapshot: added(snapshot, CHILD))
    assert boxed(workspace) == [(ONE,), (TWO, CHILD.id, THREE)]


def test_a_further_child_lies_in_the_box_of_what_was_an_item(workspace: Workspace) -> None:
    for child in (CHILD, NEXT):
        edit(workspace, lambda snapshot, child=child: added(snapshot, child))
    assert workspace.snapshot().boxes.number_of[NEXT.id] == 2


@pytest.mark.parametrize("first", [KEPT, an_item("1-2")], ids=["the same", "another"])
def test_the_parts_of_an_item_lie_in_its_box(first: Criterion, workspace: Workspace) -> None:
    cut(workspace, first, PART)
    assert boxed(workspace) == [(ONE,), tuple(dict.fromkeys((TWO, first.id, PART.id, THREE)))]


def test_an_item_that_is_new_and_put_in_the_place_of_several_lies_in_the_first_ones_box(workspace: Workspace) -> None:
    whole = an_item("1-9")
    edit(workspace, lambda snapshot: merged(snapshot, [TWO, ONE], whole), Action.MERGE_ITEMS)
    assert boxed(workspace) == [(ONE, whole.id), (TWO, THREE)]


def test_an_item_that_gets_the_papers_of_another_stays_in_its_box(workspace: Workspace) -> None:
    edit(workspace, lambda snapshot: removed(snapshot, [THREE], ONE), Action.REMOVE_ITEMS)
    assert boxed(workspace) == [(ONE,), (TWO, THREE)]


# 承担范围


def test_children_of_an_item_beyond_the_part_lie_beyond_it(workspace: Workspace) -> None:
    for child in (CHILD, NEXT):
        edit(workspace, lambda snapshot, child=child: added(snapshot, child))
    assert asked(workspace) == [ONE, THREE]


def test_a_child_is_asked_for_where_another_of_its_group_is(workspace: Workspace) -> None:
    edit(workspace, lambda snapshot: added(snapshot, CHILD))
    workspace.contributing.mark([CHILD.id], within=True)
    edit(workspace, lambda snapshot: added(snapshot, NEXT))
    assert asked(workspace) == [ONE, CHILD.id, NEXT.id, THREE]


@pytest.mark.parametrize("first", [KEPT, an_item("1-2")], ids=["the same", "another"])
def test_the_parts_of_an_item_beyond_the_part_lie_beyond_it(first: Criterion, workspace: Workspace) -> None:
    cut(workspace, first, PART)
    assert asked(workspace) == [ONE, THREE]


def test_what_one_that_is_asked_for_went_into_is_asked_for(workspace: Workspace) -> None:
    def together(snapshot: Snapshot) -> SchemeEdit:
        return merged(snapshot, [TWO, THREE], put_together([snapshot.by_id[TWO], snapshot.by_id[THREE]]))

    edit(workspace, together, Action.MERGE_ITEMS)
    assert asked(workspace) == [ONE, TWO]


def test_an_item_beyond_the_part_that_gets_papers_stays_there(workspace: Workspace) -> None:
    edit(workspace, lambda snapshot: removed(snapshot, [THREE], TWO), Action.REMOVE_ITEMS)
    assert asked(workspace) == [ONE]


def test_an_item_below_nothing_is_asked_for(workspace: Workspace) -> None:
    new = an_item("1-9")
    edit(workspace, lambda snapshot: added(snapshot, new))
    assert asked(workspace) == [ONE, THREE, new.id]
