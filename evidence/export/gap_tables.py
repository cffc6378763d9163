"""Tables of what is missing, for the internal edition alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from evidence.check.gaps import ItemGaps, Requirement
from evidence.check.score import totals
from evidence.export import phrases
from evidence.export.blocks import Anchor, Block, Cell, Column, Content, NewPage, Paragraph, Row, Style, Table
from evidence.export.numbering import Numbered
from evidence.model import CriterionId
from evidence.snapshot import Snapshot
from evidence.wording import chasing

_ITEM_COLUMNS = (
    Column("应备材料", 48),
    Column("年度", 14),
    Column("报送单位", 28),
    Column("应有", 12),
    Column("现有", 12),
    Column("说明", 42),
)
_LIST_COLUMNS = (
    Column("内容号", 18),
    Column("应备材料", 49),
    Column("年度", 30),
    Column("报送单位", 30),
    Column("差几件", 16),
    Column("页号", 13),
)
_WITHHELD_COLUMNS = (Column("件号", 30), Column("题名", 80), Column("原因", 32), Column("页号", 14))


def gap_summary(items: Sequence[ItemGaps]) -> str:
    """Return the line above the list of gaps."""
    sums = totals(items)
    return (
        f"共{sums.items}项评价内容：齐全{sums.complete}项，不齐{sums.partial}项，缺{sums.missing}项；"
        f"应备件到位率{chasing.share(sums.per_mille)}。★为关键项。本清单为内部工作资料，不对外提供。"
    )


def of_item(item: ItemGaps) -> list[Block]:
    """Return what one item lacks, row by row, with the pieces that do not count; then what is proposed."""
    return [*_listed("gaps", item, item.required), *_listed("proposed", item, item.proposed)]


def _listed(heading: str, item: ItemGaps, requirements: Sequence[Requirement]) -> list[Block]:
    rows = tuple(_row(item, group) for group in grouped(requirements))
    if not rows:
        return []
    continued = phrases.heading(f"{heading}_continued", code=item.criterion.code)
    return [Paragraph(Style.SECTION, phrases.heading(heading)), Table(_ITEM_COLUMNS, rows, continued)]


def overview(items: Sequence[ItemGaps], page: Callable[[CriterionId], Content]) -> list[Block]:
    """Return the list of all slots that lack something, one row a slot, with the page of its item."""
    rows: list[Row] = []
    for item in items:
        for _, found in groupby(item.required, key=lambda row: row.slot.id):
            lacking = [row for row in found if row.state.is_open]
            if lacking:
                rows.append(_overview_row(item, lacking, page(item.criterion.id)))
    if not rows:
        return []
    return [
        Paragraph(Style.DIRECTORY_TITLE, phrases.heading("gap_list")),
        Paragraph(Style.NOTE, gap_summary(items)),
        Table(_LIST_COLUMNS, tuple(rows), phrases.heading("gap_list_continued")),
    ]


def withheld(
    snapshot: Snapshot,
    numbered: Mapping[CriterionId, tuple[Numbered, ...]],
    page: Callable[[Anchor], Content],
) -> list[Block]:
    """Return the list of pieces that are filed and do not go into the submission edition, with the reason."""
    rows = tuple(
        Row(
            (
                Cell(entry.label, Style.TABLE_CENTRE),
                Cell(phrases.title_of(entry.piece, snapshot)),
                Cell(phrases.piece_remark(entry.piece)),
                Cell(page(entry.anchor), Style.TABLE_CENTRE),
            )
        )
        for entries in numbered.values()
        for entry in entries
        if entry.number is None and entry.at_home
    )
    if not rows:
        return []
    title = Paragraph(Style.DIRECTORY_TITLE, phrases.heading("withheld"))
    return [NewPage(), title, Table(_WITHHELD_COLUMNS, rows, phrases.heading("withheld_continued"))]


def _overview_row(item: ItemGaps, lacking: Sequence[Requirement], page: Content) -> Row:
    years = sorted({row.year for row in lacking if row.year is not None})
    short = sum(row.needed - row.met for row in lacking)
    return Row(
        (
            Cell(item.criterion.code + phrases.mark(item.criterion), Style.TABLE_CENTRE),
            Cell(phrases.material(lacking[0].slot, item.criterion), max_lines=3),
            Cell(phrases.years(years), Style.TABLE_CENTRE),
            Cell(phrases.units(lacking), max_lines=3),
            Cell(str(short), Style.TABLE_CENTRE),
            Cell(page, Style.TABLE_CENTRE),
        )
    )


def grouped(rows: Iterable[Requirement]) -> Iterable[tuple[Requirement, ...]]:
    """Put the units together that lack the same and have sent nothing."""
    for _, found in groupby((row for row in rows if row.state.is_open), key=lambda r: (r.slot.id, r.year)):
        same = list(found)
        bare = tuple(row for row in same if not row.have and not row.defects)
        if bare:
            yield bare
        for row in same:
            if row not in bare:
                yield (row,)


def _row(item: ItemGaps, group: Sequence[Requirement]) -> Row:
    row = group[0]
    return Row(
        (
            Cell(phrases.material(row.slot, item.criterion), max_lines=4),
            Cell(str(row.year) if row.year else phrases.heading("any_year"), Style.TABLE_CENTRE),
            Cell(phrases.units(group), max_lines=4),
            Cell(str(sum(r.needed for r in group)), Style.TABLE_CENTRE),
            Cell(str(len(row.have)), Style.TABLE_CENTRE),
            Cell("；".join(phrases.defect(defect) for defect in row.defects), max_lines=6),
        )
    )
