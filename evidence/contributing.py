"""向上级报送: which items of an upper level's table are the office's part (承担范围)."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from evidence.errors import RequestError
from evidence.journal import Action
from evidence.model import CriterionId
from evidence.snapshot import Changes

if TYPE_CHECKING:
    from evidence.workspace import Workspace


class Contributing:
    """A service of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace

    def choose(self, items: Collection[CriterionId]) -> Changes:
        """Make these items of the scheme worked on the office's part, and no other, as one step.

        Raises `RequestError` where that would leave nothing to hand in.
        """
        every = [item.id for item in self._workspace.snapshot().items]
        wanted = set(items)
        into = [item for item in every if item in wanted]
        if not into:
            raise RequestError("part_empty")
        with self._workspace.writing(Action.CHOOSE_PART) as writer:
            writer.choose_part(into, [item for item in every if item not in wanted])
        return writer.changes

    def mark(self, items: Collection[CriterionId], *, within: bool) -> Changes:
        """Put items of the scheme worked on into the office's part, or take them out of it, as one step.

        Raises `RequestError` where that would leave nothing to hand in.
        """
        snapshot = self._workspace.snapshot()
        part = {item.id for item in snapshot.items if item.id not in snapshot.outside}
        return self.choose(part | set(items) if within else part - set(items))
