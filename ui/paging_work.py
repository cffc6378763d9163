"""转成页面 in the open project: which files lack their pages, and pages made of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from evidence.model import PieceId
from evidence.progress import Report
from evidence.snapshot import Changes
from ui.jobs import Job

if TYPE_CHECKING:  # loaded when somebody asks for pages
    from evidence.paging import Paged, PagingPlan
    from ui.open_project import OpenProject
    from ui.session import Session


class Offered(NamedTuple):
    """What can be converted, and by which program; None: none is there."""

    plan: PagingPlan
    converter: str | None


def plan(session: Session, pieces: Sequence[PieceId] | None, done: Callable[[Offered], object]) -> Job:
    """Look what of these papers, or of all that are filed, lacks its pages, and for a converter."""
    snapshot = session.moment.snapshot

    def work(_: Report) -> Offered:
        from evidence.convert.finding import converters
        from evidence.paging import plan_pages

        there = None if pieces is None else [key for key in pieces if key in snapshot.piece_by_id]
        return Offered(plan_pages(snapshot, there), next((one.name for one in converters()), None))

    return session.jobs.run("paging_plan", work, done)


def make(session: Session, pieces: Sequence[PieceId] | None, done: Callable[[Paged], object]) -> Job:
    """Make the pages; stopped, it tells what is done already."""

    def work(desk: OpenProject, report: Report) -> tuple[Changes, Paged]:
        from evidence.convert.finding import converters
        from evidence.paging import make_pages

        paged = make_pages(desk.workspace, pieces, converters(), report)
        return paged.changes, paged

    return session.write("paging", work, done)
