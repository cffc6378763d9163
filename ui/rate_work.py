"""满意度, 知晓率, 支持率 of the open project, on the worker thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from evidence.progress import Report
from evidence.rates import Survey, SurveyId, Threshold
from evidence.snapshot import Changes, Snapshot
from ui.jobs import Job
from ui.session import Session

if TYPE_CHECKING:
    from evidence.rectify.rate_table import RatePlan
    from ui.open_project import OpenProject


class RateRow(Struct, frozen=True):
    """A rate under `wording.rates.HEADS`, and what it shows in a sentence."""

    survey: SurveyId
    texts: tuple[str, ...]
    shows: str


class Rates(Struct, frozen=True):
    """What is known of rates, and what is said of it."""

    surveys: tuple[Survey, ...]
    thresholds: tuple[Threshold, ...]
    rows: tuple[RateRow, ...]  # the last round first
    summary: tuple[str, ...]


def read_rates(session: Session, done: Callable[[Rates], object]) -> Job:
    """Read all rates."""
    workspace = session.workspace

    def work(_: Report) -> Rates:
        from evidence.export.rate_file import in_order, rate_cells
        from evidence.export.rate_phrases import summary, verdict
        from evidence.rectify.rate_statistics import judge
        from evidence.surveying import surveys, thresholds

        known, limits = surveys(workspace), thresholds(workspace)
        rows = (
            RateRow(one.id, texts, verdict(judge(one, limits)))
            for one, texts in zip(in_order(known), rate_cells(known, limits), strict=True)
        )
        return Rates(known, limits, tuple(rows), summary(known, limits))

    return session.jobs.run("looking", work, done)


def write_rates(session: Session, told: Sequence[Survey], gone: Collection[SurveyId] = ()) -> Job:
    """Write rates down, and take others away."""

    def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
        from evidence.surveying import write

        return write(desk.workspace, told, gone), None

    return session.write("arranging", work)


def set_thresholds(session: Session, wanted: Sequence[Threshold]) -> Job:
    """Say what rates should reach."""

    def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
        from evidence.surveying import set_thresholds

        return set_thresholds(desk.workspace, wanted), None

    return session.write("arranging", work)


def take_rates(session: Session, plan: Sequence[RatePlan]) -> Job:
    """Write down what a table tells that is new or different."""

    def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
        from evidence.surveying import apply_plan

        return apply_plan(desk.workspace, plan), None

    return session.write("arranging", work)


def save_rates(session: Session, path: Path, done: Callable[[Path], object]) -> Job:
    """Write all rates as Word or Excel; the ending of `path` tells which."""
    setup, workspace = session.setup, session.workspace

    def write(snapshot: Snapshot, _: Report) -> Path:
        from evidence.export import rate_file
        from evidence.layouts import table_template_of
        from evidence.surveying import surveys, thresholds

        template = table_template_of(snapshot.project, setup.table_template)
        known, limits = surveys(workspace), thresholds(workspace)
        rate_file.write_rates(path, known, limits, snapshot, template, setup.version())
        return path

    return session.save("saving_table", path, write, done)
