"""满意度、知晓率、支持率 as Word or Excel: each rate with what it shows, and what cannot be told of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evidence import wording
from evidence.errors import ExportError
from evidence.export import rate_phrases
from evidence.export.table_file import TableFile, write_table_file
from evidence.export.template import Template
from evidence.rates import Rate, Survey, Threshold
from evidence.rectify.rate_order import in_time
from evidence.rectify.rate_statistics import judge
from evidence.snapshot import Snapshot
from evidence.wording import rates as words

ENDINGS = (".docx", ".xlsx")
_WIDTHS_MM = (10, 22, 24, 18, 17, 13, 15, 15, 26, 14, 21, 12, 18)  # 225 mm: of a page that lies
_CENTRED = frozenset({"序号", "测评时间", "样本", "指标", "结果", "95%区间", "合格线"})


def write_rates(
    path: Path,
    surveys: Sequence[Survey],
    thresholds: Sequence[Threshold],
    snapshot: Snapshot,
    wide_template: Template,
    version: str,
) -> None:
    """Write all rates to `path`, whose ending tells the format; raise `ExportError` for another one."""
    if path.suffix.lower() not in ENDINGS:
        raise ExportError("rate_file_kind", path=str(path))
    told = rate_phrases.summary(surveys, thresholds) or (wording.phrase("rates_none"),)
    limits = "；".join(map(words.threshold, thresholds)) or wording.phrase("rate_thresholds_none")
    title, rows = f"{snapshot.project.place or ''}{words.TITLE}", rate_cells(surveys, thresholds)
    if path.suffix.lower() == ".docx":  # the workbook keeps days as they are read back
        rows = tuple((number, _two_lines(held), *rest) for number, held, *rest in rows)
    notes = (limits, words.METHOD)
    table = TableFile(title, "测评情况", told, words.HEADS, _WIDTHS_MM, rows, notes, _CENTRED)
    write_table_file(path, table, snapshot, wide_template, version)


def _two_lines(held: str) -> str:
    """Return a day whose year stands above it, so that neither breaks in any font."""
    return words.held_in_words(held).replace("年", "年\n", 1).rstrip("\n")


def rate_cells(surveys: Sequence[Survey], thresholds: Sequence[Threshold]) -> tuple[tuple[str, ...], ...]:
    """Return the rows under `wording.rates.HEADS`, of the surveys as `in_order` has them."""
    return tuple(_cells(number, survey, thresholds) for number, survey in enumerate(in_order(surveys), 1))


def in_order(surveys: Sequence[Survey]) -> tuple[Survey, ...]:
    """Return the surveys of the last round first, in it those of the county before its townships."""
    order = {rate: at for at, rate in enumerate(Rate)}
    placed = sorted(surveys, key=lambda one: (bool(one.place), one.place, order[one.rate]))
    return tuple(one for held in reversed(in_time(placed).rounds) for one in held.surveys)


def _cells(number: int, survey: Survey, thresholds: Sequence[Threshold]) -> tuple[str, ...]:
    judged = judge(survey, thresholds)
    least = f"{words.number(judged.threshold.least)}%" if judged.threshold else ""
    sample = "" if survey.sample is None else str(survey.sample)
    found = (survey.rate, words.value(survey), rate_phrases.interval(judged), least, rate_phrases.short(judged))
    stated = (survey.ranking, survey.weak)
    return (str(number), survey.held, survey.round, survey.method, words.place(survey), sample, *found, *stated)
