"""How the project stood on earlier days: kept with the first write of a later day, told apart from any clock."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from evidence.model import SchemeId
from evidence.store.days import last_written, read_days

if TYPE_CHECKING:  # a project is looked at before anything is counted
    from evidence.check.standing import Figures
    from evidence.workspace import Workspace


class ClosedDay(Struct, frozen=True):
    """How the project stood, in the scheme worked on, at the end of a day on which something was written."""

    day: date
    scheme: SchemeId
    figures: Figures


class Trend:
    """A service of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace
        self._nothing_before: date | None = None  # no earlier day is left to be kept
        self._closed: ClosedDay | None = None  # the one to be kept, until that is done

    def days(self) -> tuple[tuple[date, Figures], ...]:
        """Return how the project stood in the scheme worked on at the end of earlier days, the earliest first.

        The day of the last write is not among them: the project stands now as it did at its end.
        """
        snapshot = self._workspace.snapshot()
        with self._workspace.reading() as source:
            last = last_written(source).date()
            return tuple(one for one in read_days(source, snapshot.scheme_id) if one[0] < last)

    def last_day(self) -> date:
        """Return on which day something was written last."""
        with self._workspace.reading() as source:
            return last_written(source).date()

    def to_be_kept(self) -> ClosedDay | None:
        """Return how the project stood at the end of the last day with a write, if that is over; before any write."""
        today = self._workspace.today
        if self._nothing_before == today:
            return None
        last = self.last_day()
        if last >= today:
            self._nothing_before = today
            return None
        if self._closed is None or self._closed.day != last:
            from evidence.check.gaps import find_gaps
            from evidence.check.standing import figures

            snapshot = self._workspace.snapshot()
            self._closed = ClosedDay(last, snapshot.scheme_id, figures(snapshot, find_gaps(snapshot)))
        return self._closed
