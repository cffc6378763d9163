"""疑点提示 of the open project: looked for when the clerk does not wait, and kept up to date after each change."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.jobs import Effect

if TYPE_CHECKING:  # loaded by the worker thread, when the first window is painted already
    from evidence.check.doubts.finding import Doubts
    from evidence.complaints import Doubt, DoubtKey
    from evidence.progress import Report
    from evidence.snapshot import Changes
    from ui.jobs import Job
    from ui.open_project import OpenProject
    from ui.session import Session

_AFTER_OPENING_MS = 500  # the window is painted first
_AFTER_A_CHANGE_MS = 60  # what was done is shown first


class _Known:
    """The doubts of one project as the worker thread knows them."""

    def __init__(self) -> None:
        self.doubts: Doubts | None = None


class DoubtWork(QObject):
    """Belongs to a session; tells the doubts of its project, dismissed ones among them."""

    found = Signal(object)  # Doubts

    def __init__(self, session: Session) -> None:
        """Look for doubts in the project that `session` has open."""
        super().__init__()
        self._session = session
        self._known = _Known()
        self.open = 0  # doubts that nobody dismissed, as of the last look
        self._changes: Changes | None = None  # since the last look; None: nobody looked yet
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self.look)
        session.opened.connect(self._begin)
        session.changed.connect(self._follow)
        session.closed.connect(self._later.stop)

    def _begin(self) -> None:
        self._known, self._changes, self.open = _Known(), None, 0
        self._later.start(_AFTER_OPENING_MS)

    def _follow(self, changes: Changes) -> None:
        if self._changes is not None:
            self._changes |= changes
            self._later.start(_AFTER_A_CHANGE_MS)

    def look(self) -> None:
        """Look now at what is new since the last look; `found` tells what there is then."""
        from evidence.snapshot import Changes

        self._later.stop()
        if not self._session.is_open or self._changes == Changes():
            return
        moment, changes, known = self._session.moment, self._changes or Changes(), self._known
        self._changes = Changes()

        def work(_: Report) -> Doubts:
            from evidence.check.doubts.finding import find_doubts, updated_doubts

            before, known.doubts = known.doubts, None  # after a crash all is looked at again
            if before is None:
                known.doubts = find_doubts(moment.snapshot, moment.gaps)
            else:
                known.doubts = updated_doubts(before, moment.snapshot, moment.gaps, changes)
            return known.doubts

        def tell(doubts: Doubts) -> None:
            if known is self._known and self._session.is_open:
                dismissed = self._session.moment.snapshot.dismissed
                self.open = sum(doubt.key not in dismissed for doubt in doubts)
                self.found.emit(doubts)

        self._session.jobs.run("doubting", work, tell, Effect.INFORMS)

    def dismiss(self, doubts: Sequence[Doubt], reason: str) -> Job:
        """Record that doubts are none, as one step."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            return desk.workspace.doubting.dismiss(doubts, reason), None

        return self._session.write("arranging", work)

    def take_up(self, keys: Collection[DoubtKey]) -> Job:
        """Let doubts that were dismissed be doubts again, as one step."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            return desk.workspace.doubting.take_up(keys), None

        return self._session.write("arranging", work)
