"""Which materials a new edition keeps because somebody touched them, as the journal tells."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from msgspec.structs import replace

from build import a_slot, an_item
from evidence.criteria import SchemeEdit
from evidence.journal import Action
from evidence.model import Slot, SlotId
from evidence.scheme.editing import added, edited, merged
from evidence.scheme.parts import put_together
from evidence.snapshot import Snapshot
from evidence.store.reading import slots_of_clerks
from evidence.workspace import Workspace
from tests.evidence.steps import ITEMS, opened

ONE, TWO, _ = ITEMS
PLAN, SUMMARY = ONE.required
RENAMED = replace(PLAN, name="实施方案")
Change = Callable[[Snapshot], SchemeEdit]


@pytest.fixture
def workspace(tmp_path: Path) -> Generator[Workspace]:
    with opened(tmp_path / "项目") as workspace:
        yield workspace


def touched(workspace: Workspace) -> frozenset[SlotId]:
    with workspace.reading() as source:
        return slots_of_clerks(source)


def with_materials(*slots: Slot) -> Change:
    return lambda snapshot: edited(snapshot, [replace(snapshot.by_id[ONE.id], required=slots)])


def test_materials_that_somebody_added_or_changed_are_theirs(workspace: Workspace) -> None:
    new = a_slot("照片")
    workspace.schemes.edit(Action.EDIT_SLOTS, with_materials(RENAMED, SUMMARY, new))
    assert touched(workspace) == {PLAN.id, new.id}


def test_materials_that_only_stand_elsewhere_now_are_nobodys(workspace: Workspace) -> None:
    new = a_slot("照片")
    workspace.schemes.edit(Action.EDIT_SLOTS, with_materials(new, SUMMARY, PLAN))
    assert touched(workspace) == {new.id}
    workspace.schemes.edit(Action.ADD_ITEM, lambda snapshot: added(snapshot, an_item("1-2-1", parent=TWO.id)))
    ones = [ONE.id, workspace.snapshot().by_code["1-2-1"].id]
    workspace.schemes.edit(
        Action.MERGE_ITEMS, lambda snapshot: merged(snapshot, ones, put_together([snapshot.by_id[k] for k in ones]))
    )
    assert touched(workspace) == {new.id}


def test_what_was_taken_back_touched_nothing_until_it_is_done_again(workspace: Workspace) -> None:
    workspace.schemes.edit(Action.EDIT_SLOTS, with_materials(RENAMED, SUMMARY))
    for _ in range(2):
        workspace.undo()
        assert touched(workspace) == set()
        workspace.redo()
        assert touched(workspace) == {PLAN.id}


def test_a_unit_that_has_another_name_changed_no_material(workspace: Workspace) -> None:
    owed = replace(PLAN, owners=("县市场监管局",))
    workspace.schemes.edit_project(Action.EDIT_UNITS, workspace.snapshot().project, with_materials(owed, SUMMARY))
    assert touched(workspace) == set()
