"""一页纸 as Word: one page whatever the project holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from evidence.export.blocks import Block, Cell, Column, Paragraph, Row, Style, Table
from evidence.export.one_page import OnePage, fitted
from evidence.export.paginate import paginate
from evidence.export.plain import write_plain
from evidence.export.template import Template
from evidence.snapshot import Snapshot
from evidence.wording import chasing as words

_GRAVES = tuple(map(Column, words.GRAVE_HEADS, (33, 54, 18, 51)))  # 156 mm: the type area
_UNITS = tuple(map(Column, words.PAGE_HEADS, (80, 16, 24, 18, 18)))
_GRAVE_LINES, _UNIT_LINES = 1, 2  # of a cell


def write_page_word(path: Path, page: OnePage, snapshot: Snapshot, template: Template, version: str) -> None:
    """Write as much of the page as fits one to `path`, which must not be shown to anybody yet."""
    shown = fitted(page, lambda some: len(paginate(_blocks(some), template)) == 1)
    write_plain(path, page.title, _blocks(shown), snapshot, template, version)


def _blocks(page: OnePage) -> Iterator[Block]:
    yield Paragraph(Style.DIRECTORY_TITLE, page.title)
    yield Paragraph(Style.CAPTION, page.moment)
    for line in page.sums:
        yield Paragraph(Style.ENTRY, line)
    yield Paragraph(Style.SECTION, page.grave_heading)
    graves = [(grave.code, grave.name, grave.short, grave.owing) for grave in page.graves]
    yield from _table(_GRAVES, graves, (True, False, True, False), page.rest_of_graves, _GRAVE_LINES)
    yield Paragraph(Style.SECTION, page.unit_heading)
    units = [
        (line.unit, str(line.lacking), f"{line.veto}/{line.key}", line.share, str(line.unsorted)) for line in page.units
    ]
    yield from _table(_UNITS, units, (False, True, True, True, True), page.rest_of_units, _UNIT_LINES)
    for note in page.notes:
        yield Paragraph(Style.NOTE, note)


def _table(
    columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]], centred: tuple[bool, ...], rest: str, most: int
) -> Iterator[Block]:
    styles = [Style.TABLE_CENTRE if one else Style.TABLE_TEXT for one in centred]
    made = [
        Row(tuple(Cell(text, style, max_lines=most) for text, style in zip(row, styles, strict=True))) for row in rows
    ]
    if rest:
        made.append(Row((Cell(rest, Style.TABLE_TEXT, span=len(columns)),)))
    if made:
        yield Table(columns, tuple(made), "")
