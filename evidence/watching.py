"""收件夹 of a project: which folder is watched, and what of it was taken in."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.errors import RequestError
from evidence.journal import Action
from evidence.names import readable_name
from evidence.progress import Report
from evidence.store.watched import read_taken, read_watched

if TYPE_CHECKING:  # a window shows what is there before anything new comes in
    from evidence.intake.watch import Resting, Watch
    from evidence.workspace import TakenIn, Workspace


class Watching:
    """A service of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace

    def folder(self) -> Path | None:
        """Return the folder that is watched; on another PC it may not be there."""
        with self._workspace.reading() as source:
            return read_watched(source)

    def choose(self, folder: Path | None) -> None:
        """Watch a folder from now on, or none; raise `RequestError` if it is not there or is the project's own.

        What was taken of it before stays taken.
        """
        if folder is not None:
            folder = folder.resolve()
            if not folder.is_dir():
                raise RequestError("watch_missing", path=readable_name(str(folder)))
            ours = self._workspace.path.resolve()
            if folder.is_relative_to(ours) or ours.is_relative_to(folder):
                raise RequestError("watch_own", path=readable_name(str(folder)))
        with self._workspace.writing(Action.WATCH) as writer:
            writer.watch(folder)

    def watch(self, clock_s: Callable[[], float] = time.monotonic) -> Watch | None:
        """Return what looks into the folder, None if none is watched."""
        from evidence.intake.watch import Watch

        with self._workspace.reading() as source:
            folder = read_watched(source)
            taken = read_taken(source)
        return None if folder is None else Watch(folder, taken, self._workspace.path, clock_s)

    def take(self, files: Sequence[Resting], report: Report) -> TakenIn:
        """Take in what has come to rest, as one arrival; nothing is filed.

        That they were taken is recorded after them: after a power cut in between they come once more, as copies.
        When it is stopped, what is whole stays taken.
        """
        from evidence.workspace import Accept

        folder = self.folder()
        names = [readable_name(folder.name)] if folder else []
        taken = self._workspace.take_in([file.found for file in files], names, Accept.NONE, report)
        done = {str(file.source) for file in taken.files}
        whole = [file for file in files if not taken.stopped or str(file.found.source) in done]
        with self._workspace.writing(Action.WATCH) as writer:
            writer.keep_taken({file.key: file.stamp for file in whole})
        return taken
