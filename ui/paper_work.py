"""Papers and charts about 整改 of the open project, on the worker thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from evidence.progress import Report
from evidence.rectify.papers.span import PaperKind, Span, span_of
from evidence.snapshot import Snapshot
from ui.jobs import Job
from ui.session import Session

if TYPE_CHECKING:
    from evidence.export.charts import Chart
    from evidence.rectify.papers.write import MadePaper


class PaperWish(Struct, frozen=True):
    """The paper that somebody asks for; `on` None: of today, `known_on` None: as it is known now."""

    kind: PaperKind
    on: date | None
    known_on: date | None
    unit: str | None


class Preview(Struct, frozen=True):
    """What a paper would say, and of which units it could be."""

    span: Span
    lines: tuple[str, ...]
    units: tuple[str, ...]


def read_preview(session: Session, wish: PaperWish, done: Callable[[Preview], object]) -> Job:
    """Compose a paper without making it."""
    workspace, clock = session.workspace, session.setup.clock

    def work(_: Report) -> Preview:
        from evidence.papering import told
        from evidence.rectify.papers.write import lines_of

        stated = told(workspace, span_of(wish.kind, clock(), wish.on, wish.known_on))
        units = sorted({case.standing.unit for case in stated.cases if case.standing.unit})
        unit = wish.unit if wish.unit in units else None
        return Preview(stated.span, lines_of(replace(stated, unit=unit)), tuple(units))

    return session.jobs.run("paper_figures", work, done)


def save_paper(session: Session, path: Path, wish: PaperWish, done: Callable[[tuple[MadePaper, ...]], object]) -> Job:
    """Make a paper at `path`; of all units a 整改通知 each, in the folder `path`."""
    setup, workspace = session.setup, session.workspace

    def write(snapshot: Snapshot, report: Report) -> tuple[MadePaper, ...]:
        from evidence.export.documents import Templates
        from evidence.layouts import table_template_of, template_for
        from evidence.papering import told
        from evidence.rectify.papers.write import write_notices, write_paper

        span = span_of(wish.kind, setup.clock(), wish.on, wish.known_on)
        stated = told(workspace, span, wish.unit)  # of an earlier evening, with what the snapshot knew then
        wide = table_template_of(snapshot.project, setup.table_template)
        templates, version = Templates(template_for(workspace, setup.template), wide), setup.version()
        if wish.kind is PaperKind.NOTICE and wish.unit is None:
            path.mkdir(parents=True, exist_ok=True)
            return write_notices(path, stated, workspace.original_path, templates, version, report)
        return (write_paper(path, stated, workspace.original_path, templates, version, report),)

    return session.save("papers", path, write, done)


def read_charts(
    session: Session, width_mm: float, dpi: int, done: Callable[[tuple[tuple[Chart, bytes], ...]], object]
) -> Job:
    """Draw the charts of the ledger and of rates as PNG, so wide, at so many dots an inch, but for those of nothing."""
    setup, workspace = session.setup, session.workspace

    def work(_: Report) -> tuple[tuple[Chart, bytes], ...]:
        from evidence.export.chart_fonts import chart_font
        from evidence.export.charts import draw
        from evidence.layouts import template_for
        from evidence.rectify.figures import cases
        from evidence.rectify.papers.charting import charts_of, rates_chart
        from evidence.rectifying import findings
        from evidence.surveying import surveys, thresholds
        from evidence.units import names_of

        names = names_of(workspace.snapshot().project.units)
        known, day = cases(findings(workspace), names), setup.clock().date()
        rates = rates_chart(surveys(workspace), thresholds(workspace))
        charts = [chart for chart in (*charts_of(known, day), rates) if not chart.is_empty]
        if not charts:
            return ()
        font = chart_font(template_for(workspace, setup.template))
        return tuple((chart, draw(chart, width_mm, font, dpi)) for chart in charts)

    return session.jobs.run("charts", work, done)
