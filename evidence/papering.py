"""What the papers about 整改 of a project are made from, read together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from evidence import rectifying
from evidence.check.gaps import find_gaps
from evidence.check.standing import Figures, figures
from evidence.rectify.papers.span import Span
from evidence.rectify.papers.stated import Stated, stated
from evidence.snapshot import Snapshot
from evidence.surveying import surveys, thresholds

if TYPE_CHECKING:
    from evidence.workspace import Workspace


def told(workspace: Workspace, span: Span, unit: str | None = None) -> Stated:
    """Return what a paper of these days tells, of all units or of one.

    What was known on an earlier day comes out of the journal; how far the items were then, out of what was kept daily.
    """
    snapshot = workspace.snapshot()
    ledger = rectifying.findings(workspace, None if span.known_on is None else span.known_at)
    found = stated(snapshot, span, ledger, unit, _progress(workspace, snapshot, span.day))
    held = tuple(one for one in surveys(workspace) if one.held and one.held <= span.day.isoformat())
    return replace(found, surveys=held, thresholds=thresholds(workspace))


def _progress(workspace: Workspace, snapshot: Snapshot, day: date) -> Figures | None:
    """Return how the items stood at the end of a day; None: the project was not written yet, or nobody kept it."""
    if day >= workspace.trend.last_day():
        return figures(snapshot, find_gaps(snapshot))
    kept = [found for kept_on, found in workspace.trend.days() if kept_on <= day]
    return kept[-1] if kept else None
