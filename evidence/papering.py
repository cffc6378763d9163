"""What the papers about 整改 of a project are made from, read together."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from evidence import rectifying
from evidence.check.gaps import find_gaps
from evidence.check.standing import Figures, figures
from evidence.rates import Survey
from evidence.rectify.papers.span import Span
from evidence.rectify.papers.stated import Stated, stated
from evidence.snapshot import Snapshot
from evidence.store.figure_reading import read_figures_alone
from evidence.surveying import surveys, thresholds

if TYPE_CHECKING:
    from evidence.workspace import Workspace


def told(workspace: Workspace, span: Span, unit: str | None = None) -> Stated:
    """Return what a paper of these days tells, of all units or of one.

    What was known on an earlier day comes out of the journal: problems, rates, what they should reach, key figures;
    how far the items were then, out of what was kept daily.
    """
    snapshot = workspace.snapshot()
    moment = None if span.known_on is None else span.known_at
    ledger = rectifying.findings(workspace, moment)
    places = {site.id: site.name for site in rectifying.sites(workspace)}
    found = stated(snapshot, span, ledger, unit, _progress(workspace, snapshot, span.day), places)
    held = tuple(one for one in surveys(workspace, moment) if _was_held(one, span))
    found = replace(found, surveys=held, thresholds=thresholds(workspace, moment))
    if moment is None or moment.date() >= workspace.trend.last_day():  # nothing was written since
        return found
    with workspace.reading() as source:
        known = read_figures_alone(source, moment)
    return replace(found, snapshot=replace(snapshot, key_figures=known), filings_known=False)


def _was_held(survey: Survey, span: Span) -> bool:
    """Tell whether a survey was over by the end of a paper's day: by its date, or because it was written down by then.

    Of 2026 or 2026-09 that is sure only when the year or the month is over.
    """
    if span.known_at.date() <= span.day:
        return True
    year, month, day = (int(part) if part else 0 for part in (*survey.held.split("-"), "", "")[:3])
    if not year:
        return False
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1]) <= span.day


def _progress(workspace: Workspace, snapshot: Snapshot, day: date) -> Figures | None:
    """Return how the items stood at the end of a day; None: the project was not written yet, or nobody kept it."""
    if day >= workspace.trend.last_day():
        return figures(snapshot, find_gaps(snapshot))
    kept = [found for kept_on, found in workspace.trend.days() if kept_on <= day]
    return kept[-1] if kept else None
