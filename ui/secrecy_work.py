"""What is done after a late secrecy find in the open project: files isolated, and what else holds them worked off."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from evidence.progress import Report
from ui.jobs import Job

if TYPE_CHECKING:
    from evidence.isolated import Going, Isolated
    from evidence.model import PieceId
    from evidence.secrecy import Isolation
    from evidence.snapshot import Changes
    from ui.open_project import OpenProject
    from ui.session import Session


class SecrecyWork:
    """Belongs to a session, which shows what comes of each change."""

    def __init__(self, session: Session) -> None:
        """Work on the project that `session` has open."""
        self._session = session

    def plan(self, piece: PieceId, done: Callable[[Going], object]) -> Job:
        """Look what would go with a piece."""
        workspace = self._session.workspace
        return self._session.jobs.run("isolated", lambda _: workspace.secrecy.plan(piece), done)

    def isolate(self, piece: PieceId, by: str, why: str | None, done: Callable[[Isolation], object]) -> Job:
        """Isolate a piece for good."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, Isolation]:
            isolation = desk.workspace.secrecy.isolate(piece, by, why)
            return isolation.changes, isolation

        job = self._session.write("isolating", work, done)
        job.shown.connect(self._session.backing.clear)
        return job

    def records(self, done: Callable[[tuple[Isolated, ...]], object]) -> Job:
        """Read what was isolated, with what still lies where."""
        workspace = self._session.workspace
        return self._session.jobs.run("isolated", lambda _: workspace.secrecy.records(), done)

    def clear(self, names: Collection[str], by: str, done: Callable[[tuple[Isolated, ...]], object]) -> Job:
        """Record that nothing lies in these places any more."""
        from evidence.snapshot import Changes

        def work(desk: OpenProject, _: Report) -> tuple[Changes, tuple[Isolated, ...]]:
            return Changes(), desk.workspace.secrecy.clear(names, by)

        return self._session.write("arranging", work, done)

    def purge(self, by: str, done: Callable[[tuple[Isolated, ...]], object], *, with_files: bool) -> Job:
        """Remove what lies in the project's own folder; the isolated files themselves only `with_files`."""
        from evidence.snapshot import Changes

        def work(desk: OpenProject, _: Report) -> tuple[Changes, tuple[Isolated, ...]]:
            desk.workspace.secrecy.purge(by, with_files=with_files)
            return Changes(), desk.workspace.secrecy.records()

        return self._session.write("isolating", work, done)
