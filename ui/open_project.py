"""The open project on the worker thread: how it is read, and brought up to date.

Loaded when the first project is opened: the first window is painted by then.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from evidence import wording
from evidence.errors import WorkspaceError
from evidence.snapshot import Changes, Snapshot
from evidence.store.lock import named_in
from evidence.workspace import Workspace
from ui.moment import Moment

if TYPE_CHECKING:  # loaded by the worker thread, while the window is made
    from evidence.check.gaps import ItemGaps


class OpenProject:
    """The open workspace on the worker thread, with the moment after its last change."""

    def __init__(
        self, workspace: Workspace, who: str, read_only: WorkspaceError | None = None, left_by: str = ""
    ) -> None:
        """Read all of it; `read_only` says why nothing can be written, `left_by` who did not close it properly."""
        self.workspace, self.read_only, self.left_by = workspace, read_only, left_by
        self._who = who
        self._after: OpenProject | None = None
        self.moment = self._read_all()

    @property
    def newest(self) -> OpenProject:
        """The same project as it was opened anew last; work that waited meanwhile goes on with that."""
        desk = self
        while desk._after is not None:
            desk = desk._after
        return desk

    def anew(self, who: str, clock: Callable[[], datetime]) -> OpenProject:
        """Open it again as it lies there now: for writing, or for reading if another writes in it."""
        self.workspace.close()
        try:
            desk = open_project(self.workspace.path, who, clock, None)
        except WorkspaceError as error:
            if not error.code.startswith("workspace_locked"):
                raise
            desk = open_project(self.workspace.path, who, clock, error)
        if desk.is_same(self):
            self._after = desk
        return desk

    def is_same(self, other: OpenProject) -> bool:
        """Whether this is another's project, not one that lies in its place meanwhile."""
        mine, yours = self.moment.snapshot.project, other.moment.snapshot.project
        return self.workspace.path == other.workspace.path and mine.created_at == yours.created_at

    def after(self, changes: Changes) -> Moment:
        """Bring the moment up to date with what a write touched."""
        from evidence.check.gaps import updated_gaps

        before = tuple(self.moment.gaps.values())
        if changes.scheme:
            self.moment = self._read_all()
        else:
            self.moment = self._read(lambda snapshot: updated_gaps(before, snapshot, changes.criteria))
        return self.moment

    def missed(self) -> Changes:
        """Return which pieces came in since the last moment."""
        return Changes(
            pieces=frozenset(self.workspace.snapshot().piece_by_id.keys() - self.moment.snapshot.piece_by_id.keys())
        )

    def _read_all(self) -> Moment:
        from evidence.check.gaps import find_gaps

        return self._read(find_gaps)

    def _read(self, gaps: Callable[[Snapshot], Iterable[ItemGaps]]) -> Moment:
        snapshot, history = self.workspace.snapshot(), self.workspace.history()
        moment = Moment(
            self.workspace.path,
            self._who,
            snapshot,
            {item.criterion.id: item for item in gaps(snapshot)},
            history.undo and wording.step(history.undo, snapshot),
            history.redo and wording.step(history.redo, snapshot),
            (history.undo and history.undo.id, history.redo and history.redo.id),
        )
        # Counted here, where the clerk does not wait for it.
        _ = moment.places, moment.tray, moment.waiting, snapshot.certain
        return moment


def open_project(path: Path, who: str, clock: Callable[[], datetime], read_only: WorkspaceError | None) -> OpenProject:
    """Open a project for writing, or for reading with the reason why; raise `WorkspaceError` with what is wrong."""
    before = named_in(path / "lock") if read_only is None else None
    left_by = before.who if before is not None and before.process != os.getpid() else ""
    workspace = Workspace(path, who, clock, write=read_only is None)
    try:
        return OpenProject(workspace, who, read_only, left_by)
    except BaseException:
        workspace.close()
        raise
