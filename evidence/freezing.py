"""定稿留底: the project kept under a name as it is, and compared with what it was or with another year's project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from evidence.errors import RequestError
from evidence.frozen import NOW, Frozen, FrozenState
from evidence.journal import Action
from evidence.store.days import last_written
from evidence.store.frozen_reading import read_frozen, read_state

if TYPE_CHECKING:  # a project is looked at before anything is compared
    from evidence.check.frozen_compare import Comparison
    from evidence.workspace import Workspace

_LONGEST_NAME = 100


class Side(Struct, frozen=True):
    """One of two states that are compared: of the open project, or of the project in `folder`, at `name` or now."""

    name: str = NOW
    folder: Path | None = None

    @property
    def label(self) -> str:
        """What people call it."""
        return self.name if self.folder is None else f"{self.folder.name}·{self.name}"


class Compared(Struct, frozen=True):
    """Two states, the earlier first, and what differs."""

    before: Side
    after: Side
    comparison: Comparison


class Freezing:
    """A service of a workspace; raises `RequestError` for what would make no sense."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace

    def kept(self) -> tuple[Frozen, ...]:
        """Return the states that were kept, the first one first."""
        with self._workspace.reading() as source:
            return read_frozen(source)

    def freeze(self, name: str) -> Frozen:
        """Keep the project as it is now, in the scheme worked on; no two states have the same name."""
        name = " ".join(name.split())
        if not name or len(name) > _LONGEST_NAME or name == NOW:
            raise RequestError("frozen_name", name=name, most=_LONGEST_NAME)
        if any(one.name == name for one in self.kept()):
            raise RequestError("frozen_taken", name=name)
        state = self.now()
        with self._workspace.writing(Action.FREEZE) as writer:
            writer.freeze(name, state)
        return self._named(name)

    def remove(self, name: str) -> None:
        """Take a state away; undo brings it back."""
        frozen = self._named(name)
        with self._workspace.writing(Action.UNFREEZE) as writer:
            writer.unfreeze(frozen.id)

    def now(self) -> FrozenState:
        """Return the project as it is."""
        from evidence.check.frozen_compare import state_of
        from evidence.check.gaps import find_gaps

        snapshot = self._workspace.snapshot()
        return state_of(snapshot, find_gaps(snapshot))

    def state(self, name: str) -> FrozenState:
        """Return what was kept under a name, or how it is now."""
        if name == NOW:
            return self.now()
        frozen = self._named(name)
        with self._workspace.reading() as source:
            return read_state(source, frozen.id)

    def compare(self, one: Side, other: Side) -> Compared:
        """Compare two states; the one of the earlier year, then of the earlier moment, is taken for the earlier.

        A project in another folder is opened for reading; how it is counts as of its last change.
        """
        from evidence.check.frozen_compare import compare

        first, second = self._state_at(one), self._state_at(other)
        if (second.base_year, second.at) < (first.base_year, first.at):
            one, other, first, second = other, one, second, first
        return Compared(one, other, compare(first, second))

    def _state_at(self, side: Side) -> FrozenState:
        if side.folder is None or side.folder.resolve() == self._workspace.path.resolve():
            return self.state(side.name)
        from evidence.workspace import Workspace

        now = self._workspace.snapshot().at
        with Workspace(side.folder, "", lambda: now, write=False) as workspace:
            state = workspace.freezing.state(side.name)
            if side.name != NOW:
                return state
            with workspace.reading() as source:
                return replace(state, at=last_written(source))

    def _named(self, name: str) -> Frozen:
        kept = self.kept()
        found = next((one for one in kept if one.name == name), None)
        if found is None:
            names = "、".join(one.name for one in kept) or "（还没有）"
            raise RequestError("frozen_unknown", name=name, names=names)
        return found
