"""A listing: a table that is handed out alone, the same as Word and as Excel; of one part or several."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from evidence.export.blocks import WHOLE, Block, Cell, Column, NewPage, Paragraph, Row, Style, Table
from evidence.export.office_sheet import OfficeSheet, SheetColumn, Value, write_sheet
from evidence.export.task_rows import even
from evidence.scheme.text import number_text
from evidence.snapshot import Snapshot
from evidence.wording import documents as words

_SHEET_MM = 267.0  # the width of a turned A4 page between a sheet's margins
_PART_MM = 46.0
_SHORT = 120  # characters of a cell, in a row that needs no breaking


class ListColumn(Struct, frozen=True):
    """A column and its width on paper."""

    head: str
    width_mm: float
    centred: bool = False
    is_code: bool = False  # no number to reckon with


class Part(Struct, frozen=True):
    """The rows that stand under one heading; `lines` say more of them."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    lines: tuple[str, ...] = ()


class Listing(Struct, frozen=True):
    """What is listed; several parts have a page each, and in a workbook a column with their names, headed `parted_by`.

    `merged` are columns (from 0) where equal neighbours are one cell; `signed` stands below all;
    where it is `summed`, the last row is the sum, which goes on no page alone.
    """

    title: str
    lines: tuple[str, ...]
    columns: tuple[ListColumn, ...]
    parts: tuple[Part, ...]
    parted_by: str
    merged: tuple[int, ...] = ()
    signed: str = ""
    summed: bool = False

    @property
    def count(self) -> int:
        """How many rows there are."""
        return sum(len(part.rows) for part in self.parts)


def listing_blocks(listing: Listing) -> tuple[Block, ...]:
    """Return a listing for a page of the width that its columns have."""
    columns = tuple(Column(column.head, column.width_mm) for column in listing.columns)
    blocks: list[Block] = []
    for number, part in enumerate(listing.parts):
        blocks += [NewPage()] if number else []
        blocks.append(Paragraph(Style.DIRECTORY_TITLE, listing.title))
        blocks += [Paragraph(Style.SECTION, part.name)] if part.name else []
        blocks += [Paragraph(Style.NOTE, line) for line in (*listing.lines, *part.lines)]
        rows = [_row(listing, values) for values in part.rows]
        if listing.summed and len(rows) > 1 and max(len(str(value)) for value in part.rows[-2]) < _SHORT:
            rows[-2:] = rows[-2]._replace(with_next=True, may_break=False), rows[-1]._replace(may_break=False)
        blocks.append(
            Table(columns, tuple(rows), words.phrase("continued", name=part.name or listing.title), listing.merged)
        )
    if listing.signed:
        blocks += [Paragraph(Style.NOTE, text) for text in ("　", listing.signed)]
    return tuple(blocks)


def _row(listing: Listing, values: tuple[Value, ...]) -> Row:
    styles = [Style.TABLE_CENTRE if column.centred else Style.TABLE_TEXT for column in listing.columns]
    texts = (even(value) if isinstance(value, str) else number_text(value) for value in values)
    return Row(
        tuple(Cell(text, style, max_lines=WHOLE) for text, style in zip(texts, styles, strict=True)), may_break=True
    )


def write_listing_sheet(path: Path, listing: Listing, snapshot: Snapshot, version: str) -> None:
    """Write a listing as a workbook of one sheet; parts beside each other, so that it can be sorted and filtered."""
    parted = len(listing.parts) > 1
    columns = listing.columns
    rows: list[tuple[Value, ...]] = [row for part in listing.parts for row in part.rows]
    lines = list(listing.lines)
    title = listing.title
    if parted:
        columns = (ListColumn(listing.parted_by, _PART_MM), *columns)
        rows = [(part.name, *row) for part in listing.parts for row in part.rows]
    else:
        lines = [line for part in listing.parts for line in (part.name, *listing.lines, *part.lines) if line]
    widest = _SHEET_MM / sum(column.width_mm for column in columns)
    sheet = OfficeSheet(
        name=listing.title,
        lines=((title,), *((line,) for line in (*lines, listing.signed) if line)),
        columns=tuple(SheetColumn(c.head, c.width_mm * widest, c.centred, c.is_code) for c in columns),
        rows=tuple(rows),
        merged=(0,) if parted else listing.merged,
        author=snapshot.project.author,
        version=version,
        at=snapshot.at,
    )
    write_sheet(path, sheet)
