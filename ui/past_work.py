"""回收站, what became of a piece, and the steps that can be taken back, for the window on the worker thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from evidence import wording
from evidence.model import PieceId
from evidence.progress import Report
from evidence.snapshot import Changes
from ui.jobs import Job
from ui.session import Session

if TYPE_CHECKING:
    from evidence.binned import Binned
    from evidence.journal import Step
    from evidence.past import PastEvent
    from ui.open_project import OpenProject


class ListedStep(Struct, frozen=True):
    """A step in words; `away` counts how many steps are taken back up to it, negative: done again."""

    at: datetime
    who: str
    text: str
    away: int


def read_bin(session: Session, done: Callable[[tuple[Binned, ...]], object]) -> Job:
    """Read what lies in the bin."""
    workspace = session.workspace

    def work(_: Report) -> tuple[Binned, ...]:
        from evidence.discarding import in_bin

        return in_bin(workspace)

    return session.jobs.run("looking_back", work, done)


def discard(session: Session, pieces: Sequence[PieceId]) -> Job:
    """Put pieces into the bin."""

    def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
        from evidence.discarding import discard

        return discard(desk.workspace, pieces), None

    return session.write("arranging", work)


def bring_back(session: Session, pieces: Sequence[PieceId], done: Callable[[int], object]) -> Job:
    """Bring pieces back; `done` is told how many of their places are no more."""

    def work(desk: OpenProject, _: Report) -> tuple[Changes, int]:
        from evidence.discarding import bring_back

        return bring_back(desk.workspace, pieces)

    return session.write("arranging", work, done)


def read_past(session: Session, piece: PieceId, done: Callable[[tuple[PastEvent, ...]], object]) -> Job:
    """Read what became of a piece."""
    workspace = session.workspace

    def work(_: Report) -> tuple[PastEvent, ...]:
        from evidence.tracing import past_of

        return past_of(workspace, piece)

    return session.jobs.run("looking_back", work, done)


def read_steps(session: Session, done: Callable[[tuple[ListedStep, ...]], object]) -> Job:
    """Read the steps, those that were taken back first, then what can be taken back, the last first."""
    workspace, snapshot = session.workspace, session.moment.snapshot

    def listed(steps: Sequence[Step], sign: int) -> list[ListedStep]:
        return [
            ListedStep(step.at, step.who, wording.step(step, snapshot), sign * number)
            for number, step in enumerate(steps, 1)
        ]

    def work(_: Report) -> tuple[ListedStep, ...]:
        from evidence.tracing import steps_of

        standing, undone = steps_of(workspace)
        return (*reversed(listed(undone, -1)), *listed(standing, 1))

    return session.jobs.run("looking_back", work, done)


def go_back(session: Session, count: int) -> Job:
    """Take so many steps back, or do so many again where `count` is negative."""

    def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
        from evidence.tracing import go_back

        return go_back(desk.workspace, count), None

    return session.write("arranging", work)
