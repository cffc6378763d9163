"""What a paper states, and the parts that papers have in common: sums, tables, where figures come from, a blank."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from evidence.check.shares import per_mille
from evidence.check.standing import Figures
from evidence.export.blocks import WHOLE, Block, Cell, Column, Paragraph, Row, Style, Table, Together
from evidence.export.charts import Chart
from evidence.export.letter_parts import (
    TITLE_LINE,
    annotation,
    body,
    first_level,
    kept_rows,
    paragraphs,
    second_level,
    signature,
)
from evidence.export.self_report import BLANK
from evidence.findings import Finding, SiteId
from evidence.rates import Survey, Threshold
from evidence.rectify.figures import Case, Counts, by_unit, cases, count, in_period
from evidence.rectify.ledger import as_known, up_to
from evidence.rectify.papers.span import Span
from evidence.rectify.rate_order import in_time
from evidence.snapshot import Snapshot
from evidence.units import names_of
from evidence.wording import chasing, documents, imprint
from evidence.wording import papers as words
from evidence.wording.papers import phrase

_MOST_NAMED = 10  # units in a sentence
_LONGEST_SOURCE = 200  # characters of numbers
_CENTRED = frozenset(
    {
        *words.UNIT_HEADS[1:],
        *words.CHECK_HEADS[1:],
        "序号",
        "台账号",
        "程度",
        "整改时限",
        "报整改完成",
        "反弹日期",
        "复查日期",
        "现状",
    }
)

Draw = Callable[[Chart], tuple[Block, ...]]


class Stated(Struct, frozen=True):
    """What a paper is made from: the problems as they stood, and the project."""

    snapshot: Snapshot
    span: Span
    cases: tuple[Case, ...]
    unit: str | None  # that it is of; None: of all
    progress: Figures | None  # of the items, at the end of the day; None: nobody kept them
    surveys: tuple[Survey, ...] = ()  # held by the end of the day
    thresholds: tuple[Threshold, ...] = ()
    filings_known: bool = True  # False: the snapshot tells of later filings than the paper may

    @property
    def day(self) -> date:
        """The day at whose end things are told."""
        return self.span.day

    @property
    def exam(self) -> str:
        """What the work is about: a title that the county strives for (示范城市) is still to be won (创建)."""
        return words.striven_for(chasing.exam(self.snapshot.scheme.title))

    @property
    def about(self) -> str:
        """Where the work is done, and what it is about: the first words of a title."""
        return words.about(self.snapshot.project.place, chasing.exam(self.snapshot.scheme.title))

    @property
    def days(self) -> str:
        """The days of the paper in words."""
        return words.days(self.span.first, self.span.last)

    @property
    def so_far(self) -> str:
        """Those of its days that are told of, in words."""
        return words.days(self.span.first, self.span.day)

    @property
    def office(self) -> str:
        """Who signs; a blank where nobody knows."""
        return imprint.signature(self.snapshot.project) or chasing.phrase("blank_name")


class Composed(Struct, frozen=True):
    """A paper before it has pages."""

    title: str
    blocks: tuple[Block, ...]
    told: int  # problems of the ledger that its figures come from
    masked: int = 0  # mobile and identity numbers that others do not read whole

    @property
    def blanks(self) -> int:
        """How many blanks a person has to fill in."""
        return sum(block.text.count(BLANK) for block in paragraphs(self.blocks))


def stated(
    snapshot: Snapshot,
    span: Span,
    findings: Iterable[Finding],
    unit: str | None,
    progress: Figures | None,
    sites: Mapping[SiteId, str] | None = None,
) -> Stated:
    """Return what a paper is made from; of findings what had happened by its day, as it was known by its moment.

    `sites` are the names of places by their ids.
    """
    names, codes = names_of(snapshot.project.units), {item.id: item.code for item in snapshot.criteria}
    known = cases(up_to(as_known(findings, span.known_at), span.day), names, sites, codes)
    return Stated(snapshot, span, known, unit, progress)


def of_unit(told: Stated) -> Stated:
    """Return the same with the problems of its unit alone, where it is of one."""
    if told.unit is None:
        return told
    return replace(told, cases=tuple(case for case in told.cases if case.standing.unit == told.unit))


def heading(number: int, code: str, **params: str | int) -> Paragraph:
    """Return a heading of the first level, a part of what GB/T 9704 calls 一、."""
    return first_level(phrase("heading", number=documents.numeral(number), text=phrase(code, **params)))


def part(number: int, text: str) -> Paragraph:
    """Return a heading of the second level: （一）."""
    return second_level(phrase("part", number=documents.numeral(number), text=text))


def report_head(first: str, second: str, days: str = "") -> list[Block]:
    """Return the title of a paper that has no number, in two lines where it needs them, its days, and a blank line."""
    lines = (first + second,) if len(first + second) <= TITLE_LINE else (first, second)
    return [
        *(Paragraph(Style.DIRECTORY_TITLE, line) for line in (*lines, days) if line),
        Paragraph(Style.BODY, "　"),
    ]


def ended(blocks: Iterable[Block], told: Stated, note: Paragraph, *, with_contact: bool) -> tuple[Block, ...]:
    """Return a paper with its note and who signs, over a date left blank; in a letter above whom to ask.

    The last words, the note and who signs stay on one page: no date stands alone on the last one.
    """
    *before, last = blocks
    asked = (annotation(told.snapshot),) if with_contact else ()
    end = (note, *signature(told.snapshot), *asked)
    if isinstance(last, Paragraph) and last.style is Style.BODY:
        return (*before, Together((last, *end)))
    if isinstance(last, Together):
        return (*before, Together((*last.paragraphs, *end)))
    return (*before, last, Together(end))


def source(told: Stated, shown: Iterable[Case], more: str = "", others: Sequence[str] = ()) -> Paragraph:
    """Return the note of how far the figures go and where they come from: the ledger, and what else there is."""
    numbers = sorted(case.finding.number for case in shown)
    known = told.span.known_on
    return Paragraph(
        Style.NOTE,
        phrase(
            "source",
            day=chasing.day(told.day),
            known="" if known is None else phrase("known_at", day=chasing.day(known)),
            numbers=_sources(numbers),
            others="".join(phrase("source_other", name=name) for name in others),
            more=more,
        ),
    )


def other_sources(told: Stated) -> list[str]:
    """Return where a report has its other figures from: what lacks, and what surveys found."""
    found = [] if told.progress is None else [phrase("source_gaps")]
    rounds = "、".join(one.name for one in in_time(told.surveys).rounds)
    return [*found, phrase("source_rates", rounds=rounds)] if rounds else found


def _sources(numbers: Sequence[int]) -> str:
    if not numbers:
        return phrase("source_none")
    told = numbers_of(numbers)
    if len(told) <= _LONGEST_SOURCE:
        return phrase("source_numbers", numbers=told)
    return phrase("source_many", first=numbers[0], last=numbers[-1], count=len(numbers))


def numbers_of(numbers: Iterable[int]) -> str:
    """Return numbers of the ledger in words: 第3至7号、9号."""
    return phrase("numbers", numbers=words.ranges(numbers, "号"))


def table(
    heads: Sequence[str], widths_mm: Sequence[float], rows: Iterable[Sequence[str]], name: str, *, summed: bool = False
) -> Table:
    """Return a table whose short columns are centred and whose texts are whole.

    Where it is `summed`, its last row holds the sums, and never stands alone on a page; a short one stays whole.
    """
    styles = [Style.TABLE_CENTRE if head in _CENTRED else Style.TABLE_TEXT for head in heads]
    cells = ([Cell(text, style, max_lines=WHOLE) for text, style in zip(row, styles, strict=True)] for row in rows)
    made = [Row(row, may_break=not summed) for row in cells]
    kept = kept_rows(made) if summed else tuple(made)
    return Table(tuple(map(Column, heads, widths_mm)), kept, phrase("continued", name=name))


def rate(met: int, of: int) -> str:
    """Return a part as offices write it; of nothing a dash."""
    return chasing.share(per_mille(met, of)) if of else "—"


def where(case: Case) -> str:
    """Return the place, or else the item, that a problem is about, as it is called today."""
    return case.where


def short(case_day: date | None, told: Stated) -> str:
    """Return a day, with its year only where that is another one."""
    return chasing.short_day(case_day, told.day) if case_day else ""


def by_unit_order(told: Stated, some: Iterable[Case]) -> dict[str, list[Case]]:
    """Return problems by the unit that has them, in the order of the office's list, then of names."""
    listed = {unit.name: at for at, unit in enumerate(told.snapshot.project.units)}
    groups: dict[str, list[Case]] = {}
    for case in some:
        groups.setdefault(unit_of(case), []).append(case)
    return dict(sorted(groups.items(), key=lambda one: (listed.get(one[0], len(listed)), one[0])))


def unit_of(case: Case) -> str:
    """Return who has to put a problem right."""
    return case.standing.unit or words.NOT_HANDED_OUT


def happened(told: Stated, span: str) -> Paragraph:
    """Return what was done in the days of the paper; what was not done is not named."""
    found = in_period(told.cases, told.span.first, told.day)
    counts = (found.rectified, found.closed, found.failed, found.looked, found.came_back, found.extended)
    parts = [f"{name}{count}次" for name, count in zip(words.DONE, counts, strict=True) if count]
    return body(phrase("done", span=span, parts="，".join(parts)) if parts else phrase("done_none", span=span))


def in_all(told: Stated) -> list[Block]:
    """Return how all problems stand, and which units are late."""
    day = chasing.day(told.day)
    sums = count(told.cases, told.day)
    if not sums.total:
        return [body(phrase("all_none", day=day))]
    lines = [
        phrase(
            "all_told",
            day=day,
            total=sums.total,
            closed=sums.closed,
            share=rate(sums.closed, sums.total),
            open=sums.open,
            unassigned=sums.unassigned,
            underway=sums.underway,
            to_check=sums.to_check,
            rebound=sums.rebound,
        )
        + (phrase("came_back", count=sums.came_back) if sums.came_back else ""),
        late(told, sums),
    ]
    return [body(line) for line in lines]


def late(told: Stated, sums: Counts) -> str:
    """Return which units have problems whose deadline is over."""
    if not sums.overdue:
        return phrase("overdue_none")
    units = [(unit, found.overdue) for unit, found in by_unit(told.cases, told.day).items() if found.overdue]
    named = words.counted(units[:_MOST_NAMED])
    named += phrase("rest", count=len(units)) if len(units) > _MOST_NAMED else ""
    return phrase("overdue", count=sums.overdue, units=len(units), named=named)
