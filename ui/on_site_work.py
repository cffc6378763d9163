"""现场查阅 of the open project: what can be shown, at once; and where it lies, once the boxes are laid out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from evidence.model import CriterionId
from evidence.progress import Report
from ui.jobs import Job
from ui.session import Session

if TYPE_CHECKING:
    from evidence.export.on_site import PaperOnSite

Papers = dict[CriterionId, tuple["PaperOnSite", ...]]


def read_papers(session: Session, done: Callable[[Papers], object]) -> Job:
    """Read what the 送审版 shows of each item, without boxes and pages."""
    snapshot = session.moment.snapshot

    def work(_: Report) -> Papers:
        from evidence.export.for_others import snapshot_for_others
        from evidence.export.numbering import number_pieces
        from evidence.export.on_site import papers_on_site

        shown = snapshot_for_others(snapshot)
        return papers_on_site(shown, number_pieces(shown))

    return session.jobs.run("boxes", work, done)


def read_places(session: Session, done: Callable[[Papers], object]) -> Job:
    """Read the same with boxes and pages; the whole dossier is laid out for it."""
    workspace, setup = session.workspace, session.setup

    def work(report: Report) -> Papers:
        from evidence.export.on_site import papers_on_site, where_all_lie
        from evidence.layouts import template_for

        plan = workspace.boxing.plan(template_for(workspace, setup.template), report)
        return papers_on_site(plan.snapshot, plan.contents.numbered, where_all_lie(plan))

    return session.jobs.run("boxes", work, done)
