"""Blocks onto pages: every line, row and picture has an exact height, so pages are known before a byte is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, islice, pairwise, repeat
from operator import attrgetter
from typing import NamedTuple

from msgspec.structs import replace

from evidence.export.blocks import (
    Anchor,
    Block,
    Cell,
    Column,
    Content,
    FarPage,
    Figure,
    Form,
    Link,
    NewPage,
    PackedLink,
    PageNumber,
    Paragraph,
    Photos,
    Picture,
    Row,
    Style,
    Table,
    Together,
    all_text,
)
from evidence.export.breaking import split_row
from evidence.export.photo_pages import photo_pages
from evidence.export.placed import Page, Placed, PlacedPicture, PlacedRow, PlacedTable, PlacedText, texts_of
from evidence.export.remembered import Remembered
from evidence.export.template import TWIPS_PER_MM, Template
from evidence.export.widths import break_lines, clip, fit, heights_of

# White kept free at the foot of each page, for what programs add that no norm states (borders, rounding).
RESERVE_TWIPS = 480
# A table row is this much higher than its lines: air above and below the text, and the border.
ROW_AIR_TWIPS = 110
BORDER_TWIPS = 15
CELL_MARGIN_MM = 1.0  # left and right
# A line is measured this much shorter than it is, for justification and the rules of line ends.
LINE_RESERVE_EM = 1.0
CELL_RESERVE_EM = 0.8
NARROW_CELL_EM = 5.0  # a cell narrower than this holds a number or a word, and is measured with less reserve
NARROW_RESERVE_EM = 0.2
FEWEST_LINES = 4  # of a row that may break, at the foot of a page
PICTURE_AIR_TWIPS = 240
MAX_CAPTION_LINES = 2

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_WITH_NEXT = frozenset(
    {Style.CATEGORY, Style.POINT, Style.ITEM, Style.SECTION, Style.DIRECTORY_TITLE, Style.CAPTION, Style.CONTINUED}
)
_ONE_PARAGRAPH = _WITH_NEXT | {Style.ENTRY}


def paginate(blocks: Iterable[Block], template: Template) -> tuple[Page, ...]:
    """Lay blocks out on pages, the first block on a fresh page."""
    layout = _Layout(template)
    pending = list(blocks)
    for index, block in enumerate(pending):
        match block:
            case NewPage():
                layout.new_page()
            case Paragraph():
                layout.paragraph(block, layout.kept_below(islice(pending, index, None)))
            case Together():
                layout.together(block)
            case Table():
                layout.table(block)
            case Picture():
                layout.picture(block)
            case Figure():
                layout.figure(block)
            case Photos():
                layout.photos(block)
    return layout.finished()


def anchors_on(page: Page) -> list[Anchor]:
    """Return the anchors that lie on a page, in order."""
    return [text.anchor for text in texts_of(page) if text.anchor is not None]


class _Layout:
    """Pages being filled."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self._height = template.page.height_twips - RESERVE_TWIPS
        self._pages: list[Page] = []
        self._page: list[Placed] = []
        self._used = 0

    def finished(self) -> tuple[Page, ...]:
        """Return all pages."""
        self.new_page()
        return tuple(self._pages)

    def new_page(self) -> None:
        """End the page, unless nothing is on it."""
        if self._page:
            self._pages.append(tuple(self._page))
        self._page, self._used = [], 0

    def paragraph(self, block: Paragraph, keep_twips: int) -> None:
        """Place a paragraph, broken over pages where it must be; at least `keep_twips` stay free below it."""
        pitch = self._pitch(block.style)
        first = True
        for text in _plain(block.style, block.text).split("\n"):
            label = block.label if first else ""
            lines = self._lines(block.style, label + text, flush=block.flush)
            anchor = block.anchor if first else None
            whole = len(lines) * pitch + keep_twips
            if whole > self._room() and (whole <= self._height or self._room() < 2 * pitch):
                self.new_page()
            indent = not block.flush
            while lines:
                fitting = max(1, min(len(lines), self._room() // pitch))
                here, lines = lines[:fitting], lines[fitting:]
                joined = "".join(here)
                self._place(
                    PlacedText(block.style, joined.removeprefix(label), label, anchor, indent, block.packed),
                    len(here) * pitch,
                )
                label, anchor, indent = "", None, False
                if lines:
                    self.new_page()
            first = False

    def together(self, block: Together) -> None:
        """Place paragraphs on one page, a fresh one if they do not fit here."""
        if self._height_together(block) > self._room():
            self.new_page()
        for paragraph in block.paragraphs:
            self.paragraph(paragraph, 0)

    def table(self, table: Table) -> None:
        """Place a table, its head repeated on each page under the line that says it goes on."""
        grid = _Grid(table.columns, self._template)
        head = grid.head()
        rows: list[PlacedRow] = []
        need = head.height_twips
        begun = False

        def close() -> None:
            nonlocal rows, need
            if rows:
                self._place(PlacedTable(table.columns, (head, *rows), table.merged), need)
            rows, need = [], head.height_twips

        def carry(count: int) -> None:
            """Move the last rows, so many, to the next page, unless this one holds them."""
            nonlocal rows, need, begun
            if need > self._room():
                first = len(rows) - count
                rows, moved = rows[:first], rows[first:]
                height = sum(row.height_twips for row in moved)
                need -= height
                close()
                if self._page:
                    self.new_page()
                    above = table.continued if begun else ""
                    self._place(PlacedText(Style.CONTINUED, above, "", None), self._pitch(Style.CONTINUED))
                rows += moved
                need += height
            begun = True

        tied = 0  # of the last rows: they stay together
        whole_page = self._height - self._pitch(Style.CONTINUED) - head.height_twips
        for row, placed in zip(table.rows, grid.place_all(table.rows), strict=True):
            if row.may_break:
                for part in grid.parts(row, placed, self._room() - need, whole_page, table.merged):
                    rows.append(part)
                    need += part.height_twips
                    carry(1)
                continue
            rows.append(placed)
            need += placed.height_twips
            tied += 1
            if not row.with_next:
                if need > self._room() or not begun:
                    carry(tied)
                tied = 0
        carry(tied)
        close()

    def picture(self, picture: Picture) -> None:
        """Place a picture on a page of its own, as large as fits and never enlarged."""
        self.new_page()
        heading = self._clipped(Style.CAPTION, picture.heading)
        caption = self._clipped(Style.NOTE, picture.caption)
        self._place(*heading, anchor=picture.anchor)
        room_mm = (self._room() - caption[1] - PICTURE_AIR_TWIPS) / TWIPS_PER_MM
        width_mm = self._template.page.width_twips / TWIPS_PER_MM
        scale = min(1.0, room_mm / picture.height_mm, width_mm / picture.width_mm)
        placed = PlacedPicture(picture.source, picture.width_mm * scale, picture.height_mm * scale, picture.heading)
        self._place(placed, round(placed.height_mm * TWIPS_PER_MM) + PICTURE_AIR_TWIPS)
        self._place(*caption)
        self.new_page()

    def figure(self, block: Figure) -> None:
        """Place a picture and its caption where they are told, on a fresh page if they do not fit here."""
        if self._first_height(block) > self._room():
            self.new_page()
        picture = PlacedPicture(block.source, block.width_mm, block.height_mm, block.description)
        self._place(picture, round(block.height_mm * TWIPS_PER_MM) + PICTURE_AIR_TWIPS)
        self._place(*self._clipped(Style.CAPTION, block.caption))

    def photos(self, block: Photos) -> None:
        """Place photographs on pages of their own."""
        self.new_page()
        self._pages += photo_pages(block, self._template, self._height)

    def kept_below(self, blocks: Iterable[Block]) -> int:
        """Return what must fit under the first block if it is a heading, in twips: what follows it, or its start."""
        height = 0
        for block, following in pairwise(blocks):
            if not (isinstance(block, Paragraph) and block.style in _WITH_NEXT):
                break
            height += self._first_height(following)
        return height

    def _first_height(self, block: Block) -> int:
        match block:
            case Paragraph():
                lines = self._lines(block.style, block.label + block.text, flush=block.flush)
                return (len(lines) if block.style in _WITH_NEXT else min(2, len(lines))) * self._pitch(block.style)
            case Together():
                return self._height_together(block)
            case Table():
                grid = _Grid(block.columns, self._template)
                height = grid.head().height_twips
                for row in block.rows:
                    height += grid.place(row).height_twips
                    if not row.with_next:
                        break
                return height
            case Figure():
                caption = self._clipped(Style.CAPTION, block.caption)
                return round(block.height_mm * TWIPS_PER_MM) + PICTURE_AIR_TWIPS + caption[1]
            case Picture() | Photos() | NewPage():
                return 0

    def _height_together(self, block: Together) -> int:
        lines = ((p, self._lines(p.style, p.label + p.text, flush=p.flush)) for p in block.paragraphs)
        return sum(len(found) * self._pitch(p.style) for p, found in lines)

    def _clipped(self, style: Style, text: str) -> tuple[PlacedText, int]:
        cut = clip(text, self._width_em(style), MAX_CAPTION_LINES)
        return PlacedText(style, cut, "", None), len(self._lines(style, cut)) * self._pitch(style)

    def _lines(self, style: Style, text: str, *, flush: bool = False) -> list[str]:
        indent_em = 0.0 if flush else self._template.styles[style].first_indent_em
        return break_lines(_plain(style, text), self._width_em(style), indent_em)

    def _width_em(self, style: Style) -> float:
        return self._template.page.width_twips / 20 / self._template.styles[style].size_pt - LINE_RESERVE_EM

    def _pitch(self, style: Style) -> int:
        return _pitch(self._template, style)

    def _room(self) -> int:
        return self._height - self._used

    def _place(self, placed: Placed, height_twips: int, anchor: Anchor | None = None) -> None:
        if anchor is not None and isinstance(placed, PlacedText):
            placed = replace(placed, anchor=anchor)
        self._page.append(placed)
        self._used += height_twips


class _Measures(NamedTuple):
    """Of the cells of rows that are alike: their rooms, how high texts are in them, the pitches of lines."""

    form: Form
    widths_em: tuple[float, ...]
    heights_of: tuple[Remembered[int], ...]
    pitches_twips: tuple[int, ...]


class _Grid:
    """The columns of one table, in which rows get their heights."""

    def __init__(self, columns: tuple[Column, ...], template: Template) -> None:
        self._columns = columns
        self._template = template
        self._measured: dict[Form, _Measures] = {}

    def head(self) -> PlacedRow:
        """Return the head of the table."""
        return self.place(Row(tuple(Cell(column.head, Style.TABLE_HEAD) for column in self._columns)))

    def place(self, row: Row) -> PlacedRow:
        """Return a row with its height, its texts cut to fit."""
        (placed,) = self.place_all((row,))
        return placed

    def place_all(self, rows: Iterable[Row]) -> Iterator[PlacedRow]:
        """Yield rows with their heights, their texts cut to fit; those that are alike are measured column by column."""
        for form, alike in groupby(rows, attrgetter("form")):
            measures = self._measures(form)
            contents = [row.contents for row in alike]
            columns = [_column(column, measures, at) for at, column in enumerate(zip(*contents, strict=True))]
            cut = zip(*(column for column, _ in columns), strict=True)
            heights = map(max, repeat(0), *(heights for _, heights in columns))
            air = ROW_AIR_TWIPS + BORDER_TWIPS
            yield from map(PlacedRow, cut, repeat(measures.form), map(air.__add__, heights))

    def parts(
        self, row: Row, placed: PlacedRow, room_twips: int, page_twips: int, merged: Collection[int]
    ) -> Iterator[PlacedRow]:
        """Yield a row whole, or in parts: the first for the room that is left, the others for pages of their own.

        `placed` is what `place` makes of it. The cells of the columns `merged` stand in each part.
        """
        measures = self._measures(row.form)
        pitch = max(measures.pitches_twips)
        count = (room_twips - ROW_AIR_TWIPS - BORDER_TWIPS) // pitch
        on_page = (page_twips - ROW_AIR_TWIPS - BORDER_TWIPS) // pitch
        least = max((measures.heights_of[at][str(row.contents[at])] // pitch for at in merged), default=0)
        fits_page = placed.height_twips <= page_twips
        if placed.height_twips > room_twips and (
            count < max(least, FEWEST_LINES) or (fits_page and 2 * count < on_page)
        ):
            count = on_page
        rest = row
        while placed.height_twips > count * pitch + ROW_AIR_TWIPS + BORDER_TWIPS:
            here, rest = split_row(rest, measures.widths_em, count, merged)
            yield self.place(here)
            placed, count = self.place(rest), on_page
        yield placed

    def _measures(self, form: Form) -> _Measures:
        found = self._measured.get(form)
        if found is None:
            ends = accumulate(form.spans)
            widths = tuple(map(self._width_em, form.styles, ends, form.spans))
            pitches = tuple(_pitch(self._template, style) for style in form.styles)
            found = _Measures(form, widths, tuple(map(heights_of, widths, form.max_lines, pitches)), pitches)
            self._measured[form] = found
        return found

    def _width_em(self, style: Style, end: int, span: int) -> float:
        """Return the room for text in a cell that ends before column `end`."""
        width_mm = sum(column.width_mm for column in self._columns[end - span : end])
        width_em = (width_mm - 2 * CELL_MARGIN_MM) * TWIPS_PER_MM / 20 / self._template.styles[style].size_pt
        return width_em - (CELL_RESERVE_EM if width_em > NARROW_CELL_EM else NARROW_RESERVE_EM)


def _column(contents: tuple[Content, ...], measures: _Measures, at: int) -> tuple[Sequence[Content], Sequence[int]]:
    """Return what the cells of a column hold with its texts cut to fit, and how high each is."""
    if all_text(contents):
        height_of = measures.heights_of[at]
        height_of.learn(contents)
        heights = list(map(height_of.__getitem__, contents))
        if 0 not in heights:
            return contents, heights
    cells = [_fitted(content, measures, at) for content in contents]
    return [content for content, _ in cells], [height for _, height in cells]


def _fitted(content: Content, measures: _Measures, at: int) -> tuple[Content, int]:
    """Return what a cell holds, text cut to fit, and how high it is."""
    pitch = measures.pitches_twips[at]
    match content:
        case str():
            if height := measures.heights_of[at][content]:
                return content, height
            cut, count = fit(content, measures.widths_em[at], measures.form.max_lines[at])
            return cut, count * pitch
        case Link() | PackedLink():
            return content, len(break_lines(content.text, measures.widths_em[at])) * pitch
        case PageNumber() | FarPage():
            return content, pitch


def _pitch(template: Template, style: Style) -> int:
    pitch = template.styles[style].pitch_twips
    if pitch is None:
        message = f"style {style.value} has no exact pitch"
        raise ValueError(message)
    return pitch


def _plain(style: Style, text: str) -> str:
    """Return text whose only line breaks are newlines, in titles none; without tabs, whose widths nobody knows."""
    plain = _BREAKS.sub("\n", text).replace("\t", " ")
    return " ".join(plain.split("\n")) if style in _ONE_PARAGRAPH else plain
