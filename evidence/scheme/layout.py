"""Settles, from the header and from how the cells lie, which columns are groups and which belong to the item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from evidence.errors import SchemeError
from evidence.scheme.columns import Columns
from evidence.scheme.grid import Cell, Grid
from evidence.scheme.header import Header, find_header, header_at, heads_of, may_name_columns
from evidence.scheme.labels import leading_number
from evidence.scheme.roles import Role
from evidence.scheme.rows import RowKind, sort_rows, stands_aside
from evidence.scheme.settling import settled_roles
from evidence.scheme.text import fold

_NOT_A_NAME = re.compile(
    r"[(\[].*|分值|分数|标准分|总分|满分|分$|编号|序号|代码|编码|名称|^(?:评价|考核|考评|评审|测评)"
)
_OF_GROUPS = (Role.GROUP, Role.GROUP_TEXT, Role.GROUP_POINTS, Role.GROUP_CODE)
_ASKS = frozenset({Role.TEXT, Role.HEADING, Role.GROUP})
_ASKING = frozenset({Role.TEXT, Role.HEADING, Role.METHOD})
_LONGEST_NAME = 40  # characters of a group's name
_TITLES = frozenset({Role.HEADING, Role.GROUP})


class GroupColumns(Struct, frozen=True):
    """The columns that describe one level of groups."""

    title: int
    text: int | None = None
    points: int | None = None
    code: int | None = None


class Layout(Struct, frozen=True):
    """Where a table's parts are; groups from the outermost in."""

    grid: Grid
    header: Header
    kinds: tuple[RowKind, ...]  # of each row
    asked: int  # the column in which each filled cell is an item
    roles: dict[Role, tuple[int, ...]]  # of the items' own columns
    groups: tuple[GroupColumns, ...]


def guess_columns(grid: Grid, rows: range | None = None) -> Columns:
    """Return how a table is to be read, from the words at its head and from how its cells lie.

    `rows` are those that a person says name the columns. A table without a header or without items is not read.
    """
    header = find_header(grid) if rows is None else header_at(grid, rows.start, rows.stop - 1)
    if header is None:
        return _unknown(grid)
    roles = settled_roles(grid, header)
    text = _text_column(grid, header, roles)
    items: list[int] = []
    if text is not None:
        roles[text] = Role.TEXT
        kinds = sort_rows(grid, header, text)
        items = [row for row, kind in enumerate(kinds) if kind is RowKind.ITEM]
        body = _Body(grid, items)
        roles |= _unnamed_groups(body, header, text)
        _settle_groups(roles, text, header, body, has_bands=RowKind.BAND in kinds)
    width = len(grid.rows[0])
    return Columns(bool(items), header.first, header.last, tuple(roles.get(c, Role.UNUSED) for c in range(width)))


def asks_something(grid: Grid) -> bool:
    """Tell whether a table's header has a column for what is asked; one that only sums groups up has none."""
    header = find_header(grid)
    return header is not None and not _ASKING.isdisjoint(header.roles.values())


def with_header(grid: Grid, columns: Columns, rows: range) -> Columns:
    """Return how a table is read whose columns these rows name; an empty range is where one without a header begins.

    Rows beyond the table are none. Columns keep their use where the rows name fewer than two that are known.
    """
    guessed = guess_columns(grid, rows[: max(0, len(grid.rows) - rows.start)])
    named = [role for role in guessed.roles if role is not Role.UNUSED]
    roles = guessed.roles if len(named) > 1 else columns.roles
    return Columns(is_read=True, first=guessed.first, last=guessed.last, roles=roles)


def lay_out(grid: Grid, columns: Columns) -> Layout:
    """Return where the parts of a table are that is read so; raises SchemeError where no column holds the items."""
    used = {column: role for column, role in enumerate(columns.roles) if role is not Role.UNUSED}
    asked = next((c for wanted in (Role.TEXT, Role.TITLE) for c, role in used.items() if role is wanted), None)
    if asked is None:
        raise SchemeError("scheme_no_text_column", sheet=grid.name)
    header = Header(columns.first, columns.last, used, heads_of(grid, columns.header_rows))
    kinds = sort_rows(grid, header, asked)
    items = [row for row, kind in enumerate(kinds) if kind is RowKind.ITEM]
    _title_items(grid, kinds, used)
    own: dict[Role, tuple[int, ...]] = {}
    for column, role in used.items():
        if role not in _OF_GROUPS:
            own[role] = (*own.get(role, ()), column)
    return Layout(grid, header, tuple(kinds), asked, own, tuple(_groups(used, header, _Body(grid, items))))


def _unknown(grid: Grid) -> Columns:
    """Return that nothing is known of a table but the row that would name its columns, if any does."""
    rows = range(len(grid.rows))
    first = next((row for row in rows if len(grid.begun(row)) > 1), 0)
    last = first if rows and may_name_columns(grid, first) else first - 1
    return Columns(is_read=False, first=first, last=last, roles=(Role.UNUSED,) * len(grid.rows[0]))


class _Body(Struct, frozen=True):
    """The rows in which items begin, for questions about how the cells of a column lie beside them."""

    grid: Grid
    items: list[int]

    def cells(self, column: int) -> list[Cell]:
        """Return the cell of this column beside each item."""
        return [self.grid.rows[row][column] for row in self.items]

    def is_coarse(self, column: int) -> bool:
        """Tell whether a cell stands for several items: merged, or filled at the first and left blank below."""
        filled = [cell for cell in self.cells(column) if cell.text.strip()]
        return len(set(filled)) < len(filled) or (
            filled[:1] == self.cells(column)[:1] and len(filled) < len(self.items)
        )

    def is_numbered(self, column: int) -> bool:
        """Tell whether the cells have numbers of their own."""
        return any(leading_number(cell.text.strip())[0] for cell in self.cells(column))

    def repeats(self, column: int) -> bool:
        """Tell whether like cells stand one below the other."""
        words = [fold(cell.text) for cell in self.cells(column)]
        return any(above == below != "" for above, below in pairwise(words))

    def starts(self, column: int) -> list[int]:
        """Return the items at which a new filled cell of this column begins."""
        cells = self.cells(column)
        return [
            row
            for at, row in enumerate(self.items)
            if cells[at].text.strip() and (at == 0 or cells[at] != cells[at - 1])
        ]


def _unnamed_groups(body: _Body, header: Header, text: int) -> dict[int, Role]:
    """Return the columns before what is asked whose heads are not known but whose cells stand over several items."""
    found: dict[int, Role] = {}
    for column in range(text):
        cells = set(body.cells(column))
        head = body.grid.rows[header.last][column].text.strip()
        words = [cell.text for cell in cells if cell.text.strip()]
        is_words = all(len(word) <= _LONGEST_NAME and not word.strip().replace(".", "").isdecimal() for word in words)
        if column not in header.roles and head and words and is_words and body.is_coarse(column):
            found[column] = Role.GROUP
    return found


def _title_items(grid: Grid, kinds: list[RowKind], roles: dict[int, Role]) -> None:
    """Make items of the rows that have a code and a title, though nothing in the column of what is asked."""
    wanted = {role: {column for column, found in roles.items() if found is role} for role in (Role.CODE, Role.TITLE)}
    for row, kind in enumerate(kinds):
        begun = {cell.column for cell in grid.begun(row)}
        if kind is RowKind.MORE and all(begun & columns for columns in wanted.values()):
            kinds[row] = RowKind.ITEM


def _text_column(grid: Grid, header: Header, roles: dict[int, Role]) -> int | None:
    """Return the column that holds the items: of those that ask something, the one with most cells, then most text.

    None if no column is known to ask anything.
    """
    candidates = [column for column, role in sorted(roles.items()) if role is Role.TEXT]
    methods = [column for column, role in sorted(roles.items()) if role is Role.METHOD]
    if not candidates and len(methods) > 1:
        candidates = methods[:1]
    for role in (Role.HEADING, Role.METHOD, Role.GROUP):
        candidates = candidates or [column for column, found in sorted(roles.items()) if found is role]
    if not candidates:
        return None
    rows = [row for row in range(header.last + 1, len(grid.rows)) if not stands_aside(grid, header, row)]

    def weight(column: int) -> tuple[int, int]:
        cells = [cell for row in rows for cell in grid.begun(row) if cell.column == column and len(grid.begun(row)) > 1]
        return len(cells), sum(len(cell.text) for cell in cells)

    if not candidates:
        return None
    chosen = max(candidates, key=weight)
    asking = _ASKS if Role.TEXT in roles.values() else _ASKS | {Role.METHOD}
    finer = [column for column, role in roles.items() if role in asking and _is_finer(grid, rows, column, chosen)]
    fuller = [
        column
        for column, role in roles.items()
        if roles[chosen] is Role.TEXT and role in _TITLES and column > chosen and weight(column) > weight(chosen)
    ]
    return max(finer or fuller, key=weight, default=chosen)


def _is_finer(grid: Grid, rows: Sequence[int], column: int, other: int) -> bool:
    """Tell whether a column divides what another has in merged cells, or has once and then blank or repeated."""
    begins, others = _beginnings(grid, rows, column), _beginnings(grid, rows, other)
    further = [row for row in begins if row not in others]
    merged = [row for row in further if grid.rows[row][other].row < row]
    return begins >= others and bool(merged or (column > other and len(further) * 3 > len(begins)))


def _beginnings(grid: Grid, rows: Sequence[int], column: int) -> set[int]:
    """Return the rows in which a column begins to say something else than above."""
    found: set[int] = set()
    before = ""
    for row in rows:
        cell = grid.rows[row][column]
        words = fold(cell.text)
        if words and cell.row == row and cell.column == column and words != before:
            found.add(row)
        before = words or before
    return found


def _settle_groups(roles: dict[int, Role], text: int, header: Header, body: _Body, *, has_bands: bool) -> None:
    """Tell groups from the titles of items, and what speaks of groups from what speaks of items.

    Where section lines already make the groups, a single column of headings without numbers only titles the items.
    Of several columns that could be the title, the one next to what is asked is.
    """
    headings = [column for column, role in roles.items() if role is Role.HEADING and column < text]
    only_titles = has_bands and len(headings) == 1 and not body.is_numbered(headings[0])
    groups: list[GroupColumns] = []
    for column, role in sorted(roles.items()):
        if column > text and role in (Role.GROUP, Role.TEXT) and not body.is_coarse(column):
            roles[column] = Role.TEXT if Role.METHOD in roles.values() else Role.METHOD
        elif role is Role.GROUP and column != text:
            groups.append(GroupColumns(column))
        elif role is Role.HEADING or (role is Role.TEXT and column != text):
            if (only_titles and column in headings) or not (body.is_coarse(column) or body.repeats(column)):
                before = [at for at, found in roles.items() if found is Role.TITLE and at < column < text]
                groups.extend(GroupColumns(at) for at in before)
                roles |= {**dict.fromkeys(before, Role.GROUP), column: Role.TITLE}
            elif groups and groups[-1].text is None and body.starts(column) == body.starts(groups[-1].title):
                groups[-1] = replace(groups[-1], text=column)
                roles[column] = Role.GROUP_TEXT
            else:
                groups.append(GroupColumns(column))
                roles[column] = Role.GROUP
    for column, role in sorted(roles.items()):
        if role not in (Role.POINTS, Role.CODE):
            continue
        at = _owner(column, [group.title for group in groups], header, body)
        if at is not None and role is Role.POINTS and groups[at].points is None:
            groups[at] = replace(groups[at], points=column)
            roles[column] = Role.GROUP_POINTS
        elif at is not None and role is Role.CODE and groups[at].code is None:
            groups[at] = replace(groups[at], code=column)
            roles[column] = Role.GROUP_CODE


def _groups(roles: dict[int, Role], header: Header, body: _Body) -> list[GroupColumns]:
    """Return the levels of groups, each with the columns of text, points and codes that speak of it."""
    of = {role: [column for column, found in sorted(roles.items()) if found is role] for role in _OF_GROUPS}
    titles = of[Role.GROUP]
    texts = {_nearest(column, titles, before=True): column for column in reversed(of[Role.GROUP_TEXT])}
    points = _shared_out(of[Role.GROUP_POINTS], titles, header, body, before=True)
    codes = _shared_out(of[Role.GROUP_CODE], titles, header, body, before=False)
    return [GroupColumns(title, texts.get(at), points.get(at), codes.get(at)) for at, title in enumerate(titles)]


def _shared_out(
    columns: list[int], titles: list[int], header: Header, body: _Body, *, before: bool
) -> dict[int | None, int]:
    """Return which column each level has of a kind: its own, else one each in order, else the nearest."""
    owned: dict[int | None, int] = {}
    for nth, column in enumerate(columns):
        at = _owner(column, titles, header, body)
        if at is None:
            at = nth if len(columns) == len(titles) else _nearest(column, titles, before=before)
        owned.setdefault(at, column)
    return owned


def _nearest(column: int, titles: list[int], *, before: bool) -> int | None:
    """Return the level whose names stand nearest to a column, first on the side told; None without levels."""
    left = [at for at, title in enumerate(titles) if title < column][-1:]
    right = [at for at, title in enumerate(titles) if title > column][:1]
    return next(iter(left + right if before else right + left), None)


def _owner(column: int, titles: list[int], header: Header, body: _Body) -> int | None:
    """Return the level that a column speaks of: the one that its head names, else the one whose cells it follows."""
    named = _NOT_A_NAME.sub("", header.heads.get(column, ""))
    names = [_NOT_A_NAME.sub("", header.heads.get(title, "")) for title in titles]
    if named in names and named:
        return names.index(named)
    if not body.is_coarse(column):
        return None
    alike = [at for at, title in enumerate(titles) if body.starts(title) == body.starts(column)]
    merged = len(set(body.cells(column))) < len(body.items)
    return alike[-1] if alike else len(titles) - 1 if titles and merged else None
