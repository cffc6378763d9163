"""Tables among paragraphs, as word processors and web pages have them, made into grids as sheets are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeGuard

from msgspec import Struct
from msgspec.structs import replace

from evidence.errors import SchemeError
from evidence.scheme.bands import PLAIN_LEVEL, band_rank, is_numbered, may_be_band
from evidence.scheme.grid import Cell, Grid
from evidence.scheme.header import find_header
from evidence.scheme.text import fold

_ANNEX = re.compile(r"^附(?:件|表|录)[\d一二三四五六七八九十]*[:：]?$")
_NUMBER = re.compile(r"[〔\[【(](?:19|20)\d{2}[〕\]】)]\d{1,4}号")
_MOST_CELLS = 1_000_000  # of one table
_INSIDE = 100  # a table stands below every level of headings
_TITLE_LINES = 30  # the nearest above a table; before them stands the text of a notice


class Line(Struct, frozen=True):
    """A paragraph outside tables; `level` (1 outermost) where the document marks it as a heading."""

    text: str
    level: int | None = None


class Table(Struct, frozen=True):
    """A table of a document; cells stand once, and `inner` is what stands in them where that holds tables."""

    cells: tuple[Cell, ...]
    inner: tuple[Line | Table, ...] = ()

    @property
    def size(self) -> int:
        """How many cells the table lays out."""
        return len({cell.column for cell in self.cells}) * max((cell.row + cell.rows for cell in self.cells), default=0)

    def grid(self, name: str) -> Grid:
        """Lay the cells out; columns in which none begins are left out."""
        columns = sorted({cell.column for cell in self.cells})
        at = {column: new for new, column in enumerate(columns)}
        height = max((cell.row + cell.rows for cell in self.cells), default=0)
        rows = [[Cell("", row, column) for column in range(len(columns))] for row in range(height)]
        for cell in self.cells:
            covered = [at[column] for column in columns if cell.column <= column < cell.column + cell.columns]
            placed = replace(cell, column=covered[0], columns=len(covered))
            for row in rows[cell.row : cell.row + cell.rows]:
                row[covered[0] : covered[-1] + 1] = [placed] * len(covered)
        return Grid(name, tuple(map(tuple, rows)), tuple(f"{name}第{row + 1}行" for row in range(height)))


Block = Line | Table


def grids_of(blocks: Iterable[Block], name: str) -> list[Grid]:
    """Return the grids of a document: a table that goes on after a break, or repeats its header, is one with the first.

    The lines before a table become rows above it, and headings that still hold are repeated there.
    Raises SchemeError, with the file's name, if a table is larger than any criteria table.
    """
    grids: list[_Growing | Grid] = []
    waiting: list[Line] = []
    open_headings: list[Line] = []
    last: _Growing | None = None
    number = 0
    for block in _own_blocks(list(_unframed(blocks, name))):
        if isinstance(block, Line):
            waiting.append(block)
            continue
        number += 1
        grid = block.grid(f"表{number}")
        header = find_header(grid)
        heads = header.heads if header else None
        if last is not None and last.goes_on(grid, heads):
            last.add_lines(waiting)
        elif heads is None:
            grids.append(grid)
            continue
        else:
            lines = waiting[-_TITLE_LINES:]
            if last is not None and not any(_is_heading(line) for line in lines) and lines and _may_name(lines[-1]):
                lines[-1] = replace(lines[-1], level=PLAIN_LEVEL)
            last = _Growing(grid.name, len(grid.rows[0]), heads)
            last.add_lines([*open_headings, *lines])
            grids.append(last)
        last.add_table(grid)
        open_headings = _still_open([*open_headings, *waiting])
        waiting = []
    if last is not None:
        last.add_lines(waiting)
    return [grid if isinstance(grid, Grid) else grid.grown() for grid in grids]


def cell_text(content: Sequence[Block]) -> str:
    """Return what stands in a cell as lines; a row of a table inside is a line."""
    lines: list[str] = []
    for block in content:
        if isinstance(block, Line):
            lines.append(block.text)
            continue
        rows: dict[int, list[str]] = {}
        for cell in block.cells:
            rows.setdefault(cell.row, []).append(cell.text.replace("\n", ""))
        lines.extend(" ".join(filter(None, texts)) for texts in rows.values())
    return "\n".join(lines)


class _Growing:
    """A grid that lines and further tables are added to."""

    def __init__(self, name: str, width: int, heads: dict[int, str]) -> None:
        self._name = name
        self._width = width
        self._heads = heads
        self._rows: list[tuple[Cell, ...]] = []
        self._spots: list[str] = []
        self._starts: list[int] = []  # the first row of each table

    def goes_on(self, grid: Grid, heads: dict[int, str] | None) -> bool:
        """Tell whether a further table has the same columns, and the same header or none."""
        same_width = len(grid.rows) > 0 and len(grid.rows[0]) == self._width
        return same_width and (heads is None or heads == self._heads)

    def add_lines(self, lines: Sequence[Line]) -> None:
        for line in lines:
            row = len(self._rows)
            cell = Cell(line.text, row, 0, 1, self._width, level=line.level)
            self._rows.append((cell,) * self._width)
            self._spots.append(f"{self._name}上下文字")

    def add_table(self, grid: Grid) -> None:
        start = len(self._rows)
        self._starts.append(start)
        for row in grid.rows:
            self._rows.append(tuple(replace(cell, row=cell.row + start) for cell in row))
        self._spots.extend(grid.spots)

    def grown(self) -> Grid:
        """Return the whole; where a line names each later table, the line over the first one names that."""
        over = [line for start in self._starts if (line := self._line_before(start)) and _may_name(line)]
        each_named = len(over) == len(self._starts) > 1
        if each_named and (self._starts[0] > 1 or all(fold(line.text).endswith("表") for line in over)):
            first = self._starts[0] - 1
            self._rows[first] = tuple(replace(cell, level=PLAIN_LEVEL) for cell in self._rows[first])
        return Grid(self._name, tuple(self._rows), tuple(self._spots))

    def _line_before(self, start: int) -> Line | None:
        """Return the line directly over a table that is no heading yet."""
        cell = self._rows[start - 1][0] if start > 0 else None
        return Line(cell.text) if cell and cell.columns == self._width and cell.level is None else None


def _unframed(blocks: Iterable[Block], name: str) -> Iterator[Block]:
    """Yield the blocks, and in place of a table that only frames a criteria table what stands in it."""
    for block in blocks:
        if isinstance(block, Table):
            if block.size > _MOST_CELLS:
                raise SchemeError("scheme_too_large", name=name)
            inner = list(_unframed(block.inner, name))
            if any(map(_has_header, inner)) and not _has_header(block):
                yield from inner
                continue
        yield block


def _has_header(block: Block) -> bool:
    return isinstance(block, Table) and find_header(block.grid("")) is not None


def _own_blocks(blocks: list[Block]) -> list[Block]:
    """Return the blocks of the scheme: those after 附件, the title made a plain line, headings of prose left out."""
    first = next((at for at, block in enumerate(blocks) if _has_header(block)), 0)
    annexes = [at for at, block in enumerate(blocks[:first]) if isinstance(block, Line) and _is_annex(block)]
    start = annexes[-1] + 1 if annexes else 0
    numbers = [block for block in blocks[:start] if isinstance(block, Line) and _NUMBER.search(fold(block.text))]
    return [*numbers, *_without_prose(_without_title(blocks[start:]))]


def _without_prose(blocks: list[Block]) -> list[Block]:
    """Leave the headings out if most of the outermost have no criteria table under them: 一、考核对象 of a notice."""
    headings = [(at, band_rank(line.text, line.level)) for at, line in enumerate(blocks) if _is_heading(line)]
    outermost = min((rank for _, rank in headings), default=0)
    starts = [at for at, rank in headings if rank == outermost]
    with_table = [any(map(_has_header, blocks[at:end])) for at, end in pairwise([*starts, len(blocks)])]
    if sum(with_table) > len(starts) / 2 or not any(map(_has_header, blocks)):
        return blocks
    dropped = {at for at, _ in headings}
    return [block for at, block in enumerate(blocks) if at not in dropped]


def _without_title(blocks: list[Block]) -> list[Block]:
    """Make a plain line of a heading that is the title: alone on its level, or with another directly under it."""
    marked = [block for block in blocks if isinstance(block, Table) or block.level is not None]
    first = marked[0] if marked else None
    if not isinstance(first, Line) or first.level is None or is_numbered(first.text):
        return blocks
    levels = [block.level if isinstance(block, Line) and block.level else _INSIDE for block in marked[1:]]
    if min(levels, default=_INSIDE) > first.level or levels[0] <= first.level:
        return [replace(first, level=None) if block is first else block for block in blocks]
    return blocks


def _is_annex(line: Line) -> bool:
    return bool(_ANNEX.match(fold(line.text)))


def _is_heading(line: Block) -> TypeGuard[Line]:
    return isinstance(line, Line) and may_be_band(line.text) and (line.level is not None or is_numbered(line.text))


def _may_name(line: Line) -> bool:
    """Tell whether a line over a table could be its name, and nothing but that."""
    return may_be_band(line.text) and not is_numbered(line.text) and not fold(line.text).startswith("(")


def _still_open(lines: list[Line]) -> list[Line]:
    """Return the headings that hold at the end of these lines, outermost first."""
    holding: dict[int, Line] = {}
    for line in lines:
        if _is_heading(line):
            rank = band_rank(line.text, line.level)
            holding = {r: kept for r, kept in holding.items() if r < rank} | {rank: line}
    return list(holding.values())
