"""How the open project stood on earlier days, and what is done with 定稿留底: kept, listed, removed, compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from evidence.progress import Report
from ui.jobs import Effect, Job

if TYPE_CHECKING:
    # Not needed before somebody looks at 总览.
    from evidence.check.standing import Figures
    from evidence.freezing import Compared, Side
    from evidence.frozen import Frozen
    from evidence.snapshot import Changes
    from ui.open_project import OpenProject
    from ui.session import Session

Days: TypeAlias = "tuple[tuple[date, Figures], ...]"
KeptStates: TypeAlias = "tuple[Frozen, ...]"


class OverviewWork:
    """Belongs to a session, which shows what comes of each change."""

    def __init__(self, session: Session) -> None:
        """Work on the project that `session` has open."""
        self._session = session

    def days(self, done: Callable[[tuple[Days, date]], object]) -> Job:
        """Read how the project stood on earlier days, and on which day it was changed last."""
        trend = self._session.workspace.trend
        return self._session.jobs.run("trend", lambda _: (trend.days(), trend.last_day()), done, Effect.INFORMS)

    def kept(self, done: Callable[[KeptStates], object]) -> Job:
        """Read which states were kept."""
        freezing = self._session.workspace.freezing
        return self._session.jobs.run("trend", lambda _: freezing.kept(), done)

    def freeze(self, name: str, done: Callable[[KeptStates], object]) -> Job:
        """Keep the project as it is now."""
        from evidence.snapshot import Changes

        def work(desk: OpenProject, _: Report) -> tuple[Changes, KeptStates]:
            desk.workspace.freezing.freeze(name)
            return Changes(), desk.workspace.freezing.kept()

        return self._session.write("freezing", work, done)

    def remove(self, name: str, done: Callable[[KeptStates], object]) -> Job:
        """Take a state away."""
        from evidence.snapshot import Changes

        def work(desk: OpenProject, _: Report) -> tuple[Changes, KeptStates]:
            desk.workspace.freezing.remove(name)
            return Changes(), desk.workspace.freezing.kept()

        return self._session.write("freezing", work, done)

    def compare(self, one: Side, other: Side, done: Callable[[Compared], object]) -> Job:
        """Compare two states."""
        freezing = self._session.workspace.freezing
        return self._session.jobs.run("comparing_states", lambda _: freezing.compare(one, other), done)
