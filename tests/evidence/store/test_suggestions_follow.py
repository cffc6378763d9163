"""What is proposed for papers in the tray follows the items and materials when the criteria change."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from msgspec.structs import replace

from build import an_item
from evidence.criteria import SchemeEdit
from evidence.journal import Action
from evidence.model import Criterion, Suggestion
from evidence.progress import Silent
from evidence.scheme.editing import added, edited, merged, removed
from evidence.scheme.parts import put_together
from evidence.snapshot import Snapshot
from evidence.workspace import Accept, Workspace
from tests.evidence.steps import opened
from tests.evidence.store.test_current import read_anew


@pytest.fixture
def workspace(tmp_path: Path) -> Generator[Workspace]:
    """A project with a paper in the tray, for which places are proposed."""
    with opened(tmp_path / "项目") as workspace:
        (tmp_path / "来件").mkdir()
        (tmp_path / "来件" / "1-1 2023年食品安全工作总结.txt").write_text("食品安全工作总结，会议纪要", "utf-8")
        workspace.add([tmp_path / "来件"], Accept.NONE, Silent())
        yield workspace


def proposed(snapshot: Snapshot) -> list[Suggestion]:
    (found,) = snapshot.suggestions.values()
    return list(found)


def after(workspace: Workspace, edit: SchemeEdit) -> list[Suggestion]:
    """Change the criteria, see that it is taken back and done again exactly, and return what is proposed then."""
    before = workspace.snapshot()
    workspace.schemes.edit(Action.EDIT_ITEMS, lambda _: edit)
    changed = workspace.snapshot()
    assert changed == read_anew(workspace)
    workspace.undo()
    assert workspace.snapshot() == before == read_anew(workspace)
    workspace.redo()
    assert workspace.snapshot() == changed == read_anew(workspace)
    return proposed(changed)


def items(snapshot: Snapshot) -> tuple[Criterion, Criterion]:
    """Return the items that are proposed first and second."""
    first, second = proposed(snapshot)[:2]
    return snapshot.by_id[first.criterion], snapshot.by_id[second.criterion]


def test_an_item_stays_proposed_when_its_material_goes(workspace: Workspace) -> None:
    snapshot = workspace.snapshot()
    best, *others = proposed(snapshot)
    assert best.slot is not None
    left = after(workspace, edited(snapshot, [replace(items(snapshot)[0], required=())]))
    assert left == [replace(best, slot=None), *others]


def test_the_child_of_an_item_that_becomes_a_group_is_proposed_with_the_material(workspace: Workspace) -> None:
    snapshot = workspace.snapshot()
    best, *others = proposed(snapshot)
    child = an_item("1-1-1", parent=best.criterion)
    assert after(workspace, added(snapshot, child)) == [replace(best, criterion=child.id), *others]


def test_the_heir_is_proposed_for_an_item_that_goes(workspace: Workspace) -> None:
    snapshot = workspace.snapshot()
    best, second, *others = proposed(snapshot)
    left = after(workspace, removed(snapshot, [best.criterion], second.criterion))
    assert left == [replace(best, criterion=second.criterion, slot=None), *others]  # once, as the surer of the two


def test_items_put_together_are_proposed_once(workspace: Workspace) -> None:
    snapshot = workspace.snapshot()
    best, second, *others = proposed(snapshot)
    one, other = items(snapshot)
    whole = put_together([other, one])
    left = after(workspace, merged(snapshot, [one.id, other.id], whole))
    assert left == [replace(best, criterion=second.criterion), *others]


def test_what_goes_without_an_heir_is_proposed_no_more(workspace: Workspace) -> None:
    snapshot = workspace.snapshot()
    best, *others = proposed(snapshot)
    assert after(workspace, removed(snapshot, [best.criterion])) == others
