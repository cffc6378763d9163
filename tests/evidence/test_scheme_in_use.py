"""The criteria of a project in use are changed, as one step."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from evidence.journal import Action
from evidence.scheme.editing import edited
from tests.evidence.steps import ITEMS, opened


def test_a_criterion_is_changed_in_place_and_back(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        before = workspace.snapshot()
        workspace.schemes.edit(
            Action.EDIT_ITEMS, lambda snapshot: edited(snapshot, [replace(ITEMS[0], text="新的要求。", key=True)])
        )
        first = workspace.snapshot().criteria[0]
        assert (first.text, first.key) == ("新的要求。", True)
        workspace.undo()
        assert workspace.snapshot() == before
