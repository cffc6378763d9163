"""Papers about 整改 onto disk: composed, laid out and written as all documents are."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace

from evidence.errors import ExportError, RequestError
from evidence.export.blocks import Block, Figure, PictureSource
from evidence.export.chart_fonts import chart_font
from evidence.export.charts import Chart, described, draw
from evidence.export.documents import Templates
from evidence.export.letter_parts import annotation, body, paragraphs
from evidence.export.paginate import paginate
from evidence.export.picture_store import PictureStore
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.export.word import WordFile, steps, write_word
from evidence.extract import media
from evidence.model import Original, OriginalId
from evidence.names import safe_name
from evidence.progress import SILENT, Report, tell
from evidence.rectify.papers.checks import checks
from evidence.rectify.papers.daily import daily
from evidence.rectify.papers.for_others import Masks
from evidence.rectify.papers.ledger_paper import Album, ledger_paper
from evidence.rectify.papers.notice import notice, units_to_notify
from evidence.rectify.papers.report import report as period_report
from evidence.rectify.papers.span import PaperKind
from evidence.rectify.papers.stated import Composed, Draw, Stated
from evidence.rectify.papers.weekly import weekly
from evidence.rectify.papers.work import work
from evidence.wording import chasing, papers, sentence

ENDINGS = (".docx",)
_CHART_MM = 150.0


class MadePaper(Struct, frozen=True):
    """A paper that was written."""

    path: Path
    kind: PaperKind
    title: str
    pages: int
    told: int  # problems of the ledger that its figures come from
    blanks: int  # that a person has to fill in
    undrawn: int  # charts in whose place a sentence stands
    masked: int  # mobile and identity numbers that others do not read whole


class _Charts:
    """Draws the charts of a paper into a folder; what cannot be drawn becomes a sentence."""

    def __init__(self, template: Template, folder: Path) -> None:
        self._template = template
        self._folder = folder
        self.files: dict[OriginalId, tuple[Path, str]] = {}
        self.undrawn = 0

    def __call__(self, chart: Chart) -> tuple[Block, ...]:
        if chart.is_empty:
            return ()
        number = len(self.files) + 1
        key, path = OriginalId(f"chart-{number}"), self._folder / f"chart-{number}.png"
        try:
            path.write_bytes(draw(chart, _CHART_MM, chart_font(self._template)))
        except ExportError as error:
            self.undrawn += 1
            return (body(papers.phrase("no_figure", title=chart.title, why=sentence(error).rstrip("。"))),)
        self.files[key] = (path, media.PNG)
        caption = papers.phrase("figure", number=number, title=chart.title)
        return (Figure(PictureSource(key, 0), _CHART_MM, chart.height_mm, caption, described(chart)),)


def write_paper(
    path: Path,
    told: Stated,
    original_path: Callable[[Original], Path],
    templates: Templates,
    version: str,
    report: Report,
) -> MadePaper:
    """Write the paper that `told` is for to `path`, a Word file.

    Raises `ExportError` for another ending, and `RequestError` for a unit that the paper cannot be of.
    """
    kind = told.span.kind
    check_asked(told)
    if path.suffix.lower() not in ENDINGS:
        raise ExportError("paper_kind", path=str(path), name=kind.name_in_use, endings=" 或 ".join(ENDINGS))
    if kind is PaperKind.NOTICE and told.unit is None:
        raise RequestError("paper_notice_unit")
    wide = kind is PaperKind.LEDGER
    template = templates.turned if wide else templates.upright
    with TemporaryDirectory(prefix="beijian-") as folder:
        charts, album = _Charts(template, Path(folder)), Album(original_path, Path(folder))
        tell(report, "papers", 0, 1)
        made = composed(told, charts, album)
        with staged(path) as beside:
            pages = _write(beside, made, told, template, version, report, charts.files | album.files)
    return MadePaper(path, kind, made.title, pages, made.told, made.blanks, charts.undrawn, made.masked)


def write_notices(
    folder: Path,
    told: Stated,
    original_path: Callable[[Original], Path],
    templates: Templates,
    version: str,
    report: Report,
) -> tuple[MadePaper, ...]:
    """Write a 整改通知 for each unit that has something to put right into a folder that is there.

    A file that is there stays, for somebody may have completed it by hand: the new one is numbered. Raises
    `RequestError` if there is nobody.
    """
    units = units_to_notify(told)
    if not units:
        raise RequestError("paper_nobody", day=chasing.day(told.day))
    made: list[MadePaper] = []
    for number, unit in enumerate(units):
        tell(report, "papers", number, len(units))
        stem = papers.phrase("notice_file", unit=safe_name(unit, 40), day=told.span.stamp)
        path = next(
            one for at in count(1) if not (one := folder / f"{stem}{'' if at == 1 else f'（{at}）'}.docx").exists()
        )
        made.append(write_paper(path, replace(told, unit=unit), original_path, templates, version, SILENT))
    return tuple(made)


def composed(told: Stated, draw_chart: Draw, album: Album | None) -> Composed:
    """Return the paper before it has pages, as others may read it."""
    made, masks = _composed(told, draw_chart, album), Masks(annotation(told.snapshot).text)
    blocks = masks.over(made.blocks)
    return replace(made, blocks=blocks, masked=masks.count)


def _composed(told: Stated, draw_chart: Draw, album: Album | None) -> Composed:
    match told.span.kind:
        case PaperKind.DAILY:
            return daily(told)
        case PaperKind.WEEK_LIST:
            return weekly(told)
        case PaperKind.CHECKS:
            return checks(told)
        case PaperKind.WEEK | PaperKind.MONTH:
            return period_report(told, draw_chart)
        case PaperKind.WORK:
            return work(told)
        case PaperKind.LEDGER:
            return ledger_paper(told, album)
        case PaperKind.NOTICE:
            return notice(told, told.unit or "")


def lines_of(told: Stated) -> tuple[str, ...]:
    """Return what a paper says outside its tables, to be looked at before it is made."""
    check_asked(told)
    if told.span.kind is PaperKind.NOTICE and told.unit is None:
        units = [(unit, _held(told, unit)) for unit in units_to_notify(told)]
        return (papers.counted(units),) if units else (papers.ERRORS["paper_nobody"].format(day=chasing.day(told.day)),)
    blocks = composed(told, _announced, None).blocks
    return tuple(text for block in paragraphs(blocks) if (text := (block.label + block.text).strip("　 \n")))


def _announced(chart: Chart) -> tuple[Block, ...]:
    return () if chart.is_empty else (body(papers.phrase("chart_here", title=chart.title)),)


def check_asked(told: Stated) -> None:
    """Raise `RequestError` for a unit that the paper cannot be of."""
    kind, unit = told.span.kind, told.unit
    if unit is None:
        return
    if not kind.by_unit:
        raise RequestError("paper_no_unit", name=kind.name_in_use)
    if unit not in {case.standing.unit for case in told.cases}:
        raise RequestError("paper_unit_unknown", unit=unit, name=kind.name_in_use)


def _held(told: Stated, unit: str) -> int:
    return notice(told, unit).told


def _write(
    path: Path,
    made: Composed,
    told: Stated,
    template: Template,
    version: str,
    report: Report,
    files: dict[OriginalId, tuple[Path, str]],
) -> int:
    """Lay the paper out and write it; return how many pages it has."""
    pages = paginate(made.blocks, template)
    document = WordFile(made.title, told.snapshot.project.author, version, told.snapshot.at, (), pages, {}, {})
    total, turned = steps(document), count()
    with TemporaryDirectory(prefix="beijian-") as folder, closing(PictureStore(files, Path(folder))) as store:
        write_word(path, document, template, store, lambda: tell(report, "papers", next(turned), total))
    return len(pages)
