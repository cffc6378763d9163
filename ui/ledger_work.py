"""整改台账 of the open project: read by the worker thread when it is opened or changed, and written to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from evidence.findings import Draft, Finding, FindingId, Moment, NewEvent, Photo, Site
from evidence.journal import Action
from evidence.model import CriterionId, PieceId, Place
from evidence.progress import Report
from evidence.snapshot import Changes
from ui.jobs import Job
from ui.models.ledger_lines import Ledger, Lines

if TYPE_CHECKING:
    from evidence.intake.take_in import Taken
    from evidence.journal import StepId
    from evidence.units import KnownUnits
    from ui.open_project import OpenProject
    from ui.session import Session


class Pictures(Struct, frozen=True):
    """Photographs that are to be taken in and put to a problem."""

    files: tuple[Path, ...]
    moment: Moment


class _Known:
    """The ledger of one project as the worker thread knows it."""

    def __init__(self) -> None:
        self.lines = Lines()
        self.findings: dict[FindingId, Finding] | None = None  # None: nobody read it yet
        self.sites: tuple[Site, ...] = ()


class LedgerWork(QObject):
    """Belongs to a session; tells the ledger of its project."""

    read = Signal(object)  # Ledger

    def __init__(self, session: Session) -> None:
        """Read the ledger of the project that `session` has open."""
        super().__init__()
        self._session = session
        self._known = _Known()
        self.ledger = Ledger()  # as of the last reading
        self.is_read = False
        session.opened.connect(self._begin)
        session.changed.connect(self._follow)
        session.closed.connect(self._end)
        if session.is_open:
            self._begin()

    def add(self, drafts: Sequence[Draft], action: Action = Action.ADD_FINDINGS) -> Job:
        """Write problems down, as one step that is called by `action`."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            from evidence.rectifying import add

            return add(desk.workspace, drafts, action=action), None

        return self._session.write("arranging", work)

    def enter(self, draft: Draft, pictures: Pictures) -> Job:
        """Write one problem down with photographs that are taken in, as one step."""
        if not pictures.files:
            return self.add([draft])

        def work(desk: OpenProject, report: Report) -> tuple[Changes, None]:
            from evidence.rectifying import add

            step = _new_step()
            changes, photos = _take_in(desk, pictures, 1, draft.item, report, step)
            return changes | add(desk.workspace, [replace(draft, photos=photos)], step), None

        return self._caught_up(self._session.write("reading", work))

    def record(self, findings: Collection[FindingId], event: NewEvent, pictures: Pictures | None = None) -> Job:
        """Write down what was done about problems, with photographs of the one that it is, as one step."""
        known, today = self.ledger.by_id, self._session.setup.clock().date()

        def work(desk: OpenProject, report: Report) -> tuple[Changes, None]:
            from evidence.check.debts import known_units
            from evidence.rectify.standing import check
            from evidence.rectifying import attach, record

            if pictures is None or not pictures.files:
                return record(desk.workspace, findings, event), None
            (finding,), step = findings, _new_step()
            units = known_units(desk.workspace.snapshot()).today
            if finding in known:
                check(known[finding].finding, event, today, units)  # or the photographs would come in for nothing
            pair, item = self._next_pair(finding, pictures.moment), self._item(finding)
            changes, photos = _take_in(desk, pictures, pair, item, report, step)
            changes |= attach(desk.workspace, finding, photos, step)
            return changes | record(desk.workspace, findings, event, step), None

        task = "reading" if pictures is not None and pictures.files else "arranging"
        return self._caught_up(self._session.write(task, work))

    def attach(self, finding: FindingId, pictures: Sequence[Pictures]) -> Job:
        """Take photographs in and put them to a problem, as one step."""

        def work(desk: OpenProject, report: Report) -> tuple[Changes, None]:
            from evidence.rectifying import attach

            step, changes = _new_step(), Changes()
            for some in pictures:
                pair, item = self._next_pair(finding, some.moment), self._item(finding)
                taken, photos = _take_in(desk, some, pair, item, report, step)
                changes |= taken | attach(desk.workspace, finding, photos, step)
            return changes, None

        return self._caught_up(self._session.write("reading", work))

    def amend(self, finding: FindingId, draft: Draft) -> Job:
        """Let a problem say something else."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            from evidence.rectifying import amend

            return amend(desk.workspace, finding, draft), None

        return self._session.write("arranging", work)

    def strike(self, findings: Collection[FindingId], why: str) -> Job:
        """Take problems off the ledger, as one step."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            from evidence.rectifying import strike

            return strike(desk.workspace, findings, why), None

        return self._session.write("arranging", work)

    def _begin(self) -> None:
        self._known, self.ledger, self.is_read = _Known(), Ledger(), False
        self._read(Changes(scheme=True))

    def _end(self) -> None:
        self._known, self.ledger, self.is_read = _Known(), Ledger(), False

    def _follow(self, changes: Changes) -> None:
        if changes.findings or changes.sites or changes.scheme:
            self._read(changes)

    def _read(self, changes: Changes) -> None:
        """Read what was touched; all of it where the whole project may be another."""
        workspace, snapshot, known = self._session.workspace, self._session.moment.snapshot, self._known

        def work(_: Report) -> Ledger:
            from evidence.rectifying import findings, sites

            before, known.findings = known.findings, None  # after a crash all is read again
            whole = before is None or changes.scheme
            if whole or changes.sites:
                known.sites = sites(workspace)
            touched = findings(workspace, only=None if whole else changes.findings)
            stays = {} if before is None or whole else before
            left = {key: one for key, one in stays.items() if key not in changes.findings}
            known.findings = left | {one.id: one for one in touched}
            return known.lines.of(known.findings.values(), known.sites, snapshot)

        def tell(ledger: Ledger) -> None:
            if known is self._known and self._session.is_open:
                self.ledger, self.is_read = ledger, True
                self.read.emit(ledger)

        self._session.jobs.run("looking", work, tell)

    def _next_pair(self, finding: FindingId, moment: Moment) -> int:
        """Return the first pair that lacks a photograph of this moment, behind the last that has one."""
        line = self.ledger.by_id.get(finding)
        there = [photo.pair for photo in line.finding.photos if photo.moment is moment] if line else []
        return max(there, default=0) + 1

    def _item(self, finding: FindingId) -> CriterionId | None:
        line = self.ledger.by_id.get(finding)
        return line.finding.item if line else None

    def _caught_up(self, job: Job) -> Job:
        for broken_off in (job.failed, job.crashed):
            broken_off.connect(self._session.catch_up)
        return job


def known_units_of(session: Session, done: Callable[[KnownUnits], object]) -> Job:
    """Tell the units that a name may mean."""
    snapshot = session.moment.snapshot

    def work(_: Report) -> KnownUnits:
        from evidence.check.debts import known_units

        return known_units(snapshot)

    return session.jobs.run("looking", work, done)


def _new_step() -> StepId:
    from evidence.journal import StepId
    from evidence.model import new_id

    return StepId(new_id())


def _take_in(
    desk: OpenProject, pictures: Pictures, pair: int, item: CriterionId | None, report: Report, step: StepId
) -> tuple[Changes, tuple[Photo, ...]]:
    """Take files in as they always are, and file them under the item that the problem is about, if it is about one.

    Raises `RequestError` if one of them cannot be taken in.
    """
    from evidence.errors import RequestError
    from evidence.workspace import Accept

    taken = desk.workspace.add(pictures.files, Accept.NONE, report, step=step)
    lost = [file for file in taken.files if file.piece is None]
    if lost or not taken.files:
        raise RequestError("photo_not_taken", name=_name(lost), why=lost[0].message or "" if lost else "")
    pieces: dict[PieceId, None] = {file.piece: None for file in taken.files if file.piece}
    changes, snapshot = taken.changes, desk.workspace.snapshot()
    if item is not None and item in snapshot.asked:
        lying = {filing.piece for filing in snapshot.filed_under.get(item, ())}
        into = [Place(piece, item, None) for piece in pieces if piece not in lying]
        changes |= desk.workspace.arrange((), into, step) if into else Changes()
    return changes, tuple(Photo(piece, pictures.moment, number) for number, piece in enumerate(pieces, pair))


def _name(lost: Sequence[Taken]) -> str:
    return lost[0].source.name if lost else ""
