"""Gathers the rows of a table into entries: each item with its groups and all cells that speak of it."""

from __future__ import annotations

import re

from msgspec import Struct, field

from evidence.model import Notice
from evidence.scheme.bands import band_rank, is_numbered
from evidence.scheme.grid import Cell, Grid
from evidence.scheme.labels import leading_number
from evidence.scheme.layout import GroupColumns, Layout
from evidence.scheme.roles import Role
from evidence.scheme.rows import RowKind
from evidence.scheme.text import fold, is_blank

_FIGURES = re.compile(r"[:(\d].*")
_UNITS = frozenset({Role.LEAD, Role.SUPPORT})


class Heading(Struct, frozen=True):
    """A group as the table names it."""

    label: str
    where: str
    text: str = ""
    points: str = ""
    code: str = ""


class Field(Struct, frozen=True):
    """What one column says of an item, from one cell or several below each other."""

    cells: tuple[Cell, ...]
    where: str

    @property
    def text(self) -> str:
        """The filled cells, a line each or more."""
        return "\n".join(cell.text.strip() for cell in self.cells if cell.text.strip())


class Entry(Struct, frozen=True):
    """An item as the table has it; groups from the outermost in."""

    headings: tuple[Heading, ...]
    fields: dict[Role, Field]
    where: str

    def text(self, role: Role) -> str:
        """Return what the columns of a role say, empty if nothing."""
        found = self.fields.get(role)
        return found.text if found else ""


class Total(Struct, frozen=True):
    """A line of 合计 or 小计."""

    words: str
    cell: Field  # of its points
    above: int  # items of its table that stand over it
    of_all: bool  # 合计


class TableBody(Struct):
    """What stands in one table below its header, and the lines around it."""

    entries: list[Entry] = field(default_factory=list[Entry])
    totals: list[Total] = field(default_factory=list[Total])
    titles: list[str] = field(default_factory=list[str])  # lines above the header, as written
    notes: list[str] = field(default_factory=list[str])
    warnings: list[Notice] = field(default_factory=list[Notice])


def read_entries(layout: Layout, outer: tuple[Heading, ...] = ()) -> TableBody:
    """Return the items of a table in its order, below the groups given and those in the table."""
    body = TableBody()
    path = _Path(layout, outer)
    rows: list[int] = []  # of the item being read
    for row, kind in enumerate(layout.kinds):
        opens = kind in (RowKind.BAND, RowKind.MORE) and path.opens(row)
        if kind in (RowKind.BLANK, RowKind.HEADER):
            continue
        if kind is RowKind.MORE and rows and not opens and _continues(layout, row):
            rows.append(row)
            continue
        if rows:
            body.entries.append(_entry(layout, path.headings(), rows))
            rows = []
        if opens or kind is RowKind.ITEM:
            path.follow(row)
            rows = [] if opens else [row]
        elif kind is RowKind.BAND:
            path.band(row)
        else:
            _set_aside(layout, body, row, kind)
    if rows:
        body.entries.append(_entry(layout, path.headings(), rows))
    body.warnings.extend(Notice("scheme_group_empty", where) for where in path.opened if where not in path.entered)
    return body


class _Path:
    """The groups that the current row stands in: given ones, section lines, columns."""

    def __init__(self, layout: Layout, outer: tuple[Heading, ...]) -> None:
        self._layout = layout
        self._outer = outer
        self._bands: dict[int, Heading] = {}
        self._columns: dict[GroupColumns, Heading] = {}
        self._ranks: dict[int, set[int | None]] = {}  # of the numbers in a column of groups
        self.opened: list[str] = []  # places of groups named in rows or lines of their own
        self.entered: set[str] = set()  # places of groups that items stand in

    def headings(self) -> tuple[Heading, ...]:
        """Return the groups of the item just read, outermost first."""
        bands = [self._bands[rank] for rank in sorted(self._bands)]
        path = (*self._outer, *bands, *(self._columns[g] for g in self._layout.groups if g in self._columns))
        self.entered.update(heading.where for heading in path)
        return path

    def band(self, row: int) -> None:
        """Enter the section that a line across the table opens, and leave those of its rank and below."""
        *numbers, cell = self._layout.grid.begun(row)
        code = numbers[0].text if numbers else ""
        rank = band_rank(f"{code}、" if code else cell.text, cell.level)
        self._bands = {r: heading for r, heading in self._bands.items() if r < rank}
        self._bands[rank] = Heading(cell.text, self._layout.grid.place(row, cell.column), code=code)
        self._columns = {}
        self.opened.append(self._bands[rank].where)

    def opens(self, row: int) -> bool:
        """Tell whether a row without an item names a group in a group's own column."""
        cells = self._layout.grid.rows[row]
        asked = cells[self._layout.asked]
        return any(
            cell.row == row and cell != asked and cell.text.strip() and self._is_like_others(group.title, cell)
            for group in self._layout.groups
            if (cell := cells[group.title])
        )

    def _is_like_others(self, column: int, cell: Cell) -> bool:
        """Tell whether a numbered cell has the kind of number that the groups beside items have, if there are any."""
        if column not in self._ranks:
            rows = zip(self._layout.grid.rows, self._layout.kinds, strict=True)
            beside = {row[column] for row, kind in rows if kind is RowKind.ITEM and row[column].text.strip()}
            self._ranks[column] = {_rank(other) for other in beside}
        ranks = self._ranks[column]
        return not ranks or not is_numbered(cell.text) or _rank(cell) in ranks

    def follow(self, row: int) -> None:
        """Enter the groups whose names begin in this row; a blank cell stays in the group above it."""
        grid, roles = self._layout.grid, self._layout.roles
        for at, group in enumerate(self._layout.groups):
            label = grid.rows[row][group.title].text
            known = self._columns.get(group)
            if not label.strip() or (known and fold(known.label) == fold(label)):
                continue
            for inner in self._layout.groups[at:]:
                self._columns.pop(inner, None)
            alone = self._layout.kinds[row] is not RowKind.ITEM
            if alone:
                self.opened.append(grid.place(row, group.title))
            self._columns[group] = Heading(
                label,
                grid.place(row, group.title),
                _text(grid, row, group.text),
                _text(grid, row, group.points) or (_text(grid, row, _first(roles, Role.POINTS)) if alone else ""),
                _text(grid, row, group.code) or (_text(grid, row, _first(roles, Role.CODE)) if alone else ""),
            )


def _entry(layout: Layout, headings: tuple[Heading, ...], rows: list[int]) -> Entry:
    """Return what the rows of one item say."""
    grid = layout.grid
    fields: dict[Role, Field] = {}
    for role, columns in layout.roles.items():
        cells = dict.fromkeys(grid.rows[row][column] for column in columns for row in rows)
        if role in _UNITS and columns[-1] < layout.asked:  # tasks listed under each unit
            cells = dict.fromkeys([_nearest(grid, layout.header.last, rows[0], columns[0]), *cells])
        filled = tuple(cell for cell in cells if cell.text.strip())
        if role is Role.CODE:
            filled = filled[:1]
        if filled:
            fields[role] = Field(filled, grid.place(rows[0], filled[0].column))
    column = layout.asked
    return Entry(headings, fields, grid.place(rows[0], column))


def _nearest(grid: Grid, last_of_header: int, row: int, column: int) -> Cell:
    """Return the filled cell in a column at or above a row, below the header."""
    while not grid.rows[row][column].text.strip() and row - 1 > last_of_header:
        row -= 1
    return grid.rows[row][column]


def _rank(cell: Cell) -> int | None:
    return band_rank(cell.text) if leading_number(cell.text.strip())[0] else None


def _continues(layout: Layout, row: int) -> bool:
    """Tell whether a row without a text of its own adds to the item above: it brings no new code."""
    code = _first(layout.roles, Role.CODE)
    cell = layout.grid.rows[row][code] if code is not None else None
    return cell is None or cell.row < row or is_blank(cell.text)


def _set_aside(layout: Layout, body: TableBody, row: int, kind: RowKind) -> None:
    """Keep what a row says that is no item."""
    grid = layout.grid
    begun = grid.begun(row)
    if kind is RowKind.ABOVE:
        body.titles.extend(cell.text for cell in begun)
    elif kind is RowKind.NOTE:
        body.notes.extend(cell.text for cell in begun)
    elif kind in (RowKind.TOTAL, RowKind.SUBTOTAL):
        columns = [*layout.roles.get(Role.POINTS, ()), *(g.points for g in layout.groups if g.points is not None)]
        cells = [cell for cell in begun if cell.column in columns]
        if cells:
            found = Field((cells[0],), grid.place(row, cells[0].column))
            words = _FIGURES.sub("", fold(begun[0].text))
            body.totals.append(Total(words, found, len(body.entries), kind is RowKind.TOTAL))
    elif kind is RowKind.MORE:
        body.warnings.append(Notice("scheme_row_skipped", grid.place(row, begun[0].column)))


def _text(grid: Grid, row: int, column: int | None) -> str:
    return grid.rows[row][column].text.strip() if column is not None else ""


def _first(roles: dict[Role, tuple[int, ...]], role: Role) -> int | None:
    return next(iter(roles.get(role, ())), None)
