"""Settles, from the header and from how the cells lie, which columns are groups and which belong to the item."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from evidence.errors import SchemeError
from evidence.scheme.columns import Columns
from evidence.scheme.grid import Cell, Grid
from evidence.scheme.header import Header, find_header, header_at, heads_of, may_name_columns
from evidence.scheme.roles import Role, tells_scoring
from evidence.scheme.rows import RowKind, sort_rows
from evidence.scheme.text import fold

_NOT_A_NAME = re.compile(
    r"[(\[].*|分值|分数|标准分|总分|满分|分$|编号|序号|代码|编码|名称|^(?:评价|考核|考评|评审|测评)"
)
_OF_GROUPS = (Role.GROUP, Role.GROUP_TEXT, Role.GROUP_POINTS, Role.GROUP_CODE)
_ASKS = frozenset({Role.TEXT, Role.HEADING, Role.GROUP})
_ASKING_STANDARD = ("标准", "要求")
_SORTS = re.compile(r"关键|重点|核心|否决|加分|鼓励|基本|一般|yes|no", re.IGNORECASE)
_LONGEST_RULE = 6  # characters; the names of rules are shorter


@dataclass(frozen=True, slots=True)
class GroupColumns:
    """The columns that describe one level of groups."""

    title: int
    text: int | None = None
    points: int | None = None
    code: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table's parts are; groups from the outermost in."""

    grid: Grid
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
    roles = dict(header.roles)
    _settle_rule(grid, header, roles)
    _settle_key(grid, header, roles)
    _settle_ways(roles)
    _settle_standards(header, roles)
    _settle_lead(header, roles)
    text = _text_column(grid, header, roles)
    items: list[int] = []
    if text is not None:
        roles[text] = Role.TEXT
        kinds = sort_rows(grid, header, text)
        items = [row for row, kind in enumerate(kinds) if kind is RowKind.ITEM]
        _settle_groups(roles, text, header, _Body(grid, items), has_bands=RowKind.BAND in kinds)
    width = len(grid.rows[0])
    return Columns(bool(items), header.first, header.last, tuple(roles.get(c, Role.UNUSED) for c in range(width)))


def with_header(grid: Grid, columns: Columns, rows: range) -> Columns:
    """Return how a table is read whose columns these rows name; an empty range is where one without a header begins.

    Rows beyond the table are none. Columns keep their use where the rows name none that is known.
    """
    guessed = guess_columns(grid, rows[: max(0, len(grid.rows) - rows.start)])
    names_any = any(role is not Role.UNUSED for role in guessed.roles)
    roles = guessed.roles if names_any else columns.roles
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
    own: dict[Role, tuple[int, ...]] = {}
    for column, role in used.items():
        if role not in _OF_GROUPS:
            own[role] = (*own.get(role, ()), column)
    return Layout(grid, tuple(kinds), asked, own, tuple(_groups(used, header, _Body(grid, items))))


def _unknown(grid: Grid) -> Columns:
    """Return that nothing is known of a table but the row that would name its columns, if any does."""
    rows = range(len(grid.rows))
    first = next((row for row in rows if len(grid.begun(row)) > 1), 0)
    last = first if rows and may_name_columns(grid, first) else first - 1
    return Columns(is_read=False, first=first, last=last, roles=(Role.UNUSED,) * len(grid.rows[0]))


@dataclass(frozen=True, slots=True)
class _Body:
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

    def starts(self, column: int) -> list[int]:
        """Return the items at which a new filled cell of this column begins."""
        cells = self.cells(column)
        return [
            row
            for at, row in enumerate(self.items)
            if cells[at].text.strip() and (at == 0 or cells[at] != cells[at - 1])
        ]


def _settle_rule(grid: Grid, header: Header, roles: dict[int, Role]) -> None:
    """Take 计分规则 for the scoring standard where it is written out, and not only the name of a rule."""
    for column in header.columns(Role.RULE):
        cells = [cell.text for row in grid.rows[header.last + 1 :] if (cell := row[column]).text.strip()]
        if sum(len(text) for text in cells) > _LONGEST_RULE * len(cells):
            roles[column] = Role.METHOD


def _settle_key(grid: Grid, header: Header, roles: dict[int, Role]) -> None:
    """Take 指标类型 for a group where it does not tell 关键项 from others."""
    for column in header.columns(Role.KEY):
        words = {fold(row[column].text) for row in grid.rows[header.last + 1 :] if row[column].text.strip()}
        if words and not any(_SORTS.search(word) or len(word) == 1 for word in words):
            roles[column] = Role.GROUP


def _settle_standards(header: Header, roles: dict[int, Role]) -> None:
    """Take 考核标准 for what is asked where 评分办法 stands beside it."""
    methods = [column for column, role in sorted(roles.items()) if role is Role.METHOD]
    scoring = [column for column in methods if tells_scoring(header.heads[column])]
    if scoring:
        for column in methods:
            if column not in scoring and header.heads[column].endswith(_ASKING_STANDARD):
                roles[column] = Role.TEXT


def _settle_ways(roles: dict[int, Role]) -> None:
    """Take 考核方式 for the scoring standard in a table that has no other."""
    ways = [column for column, role in sorted(roles.items()) if role is Role.WAYS]
    if ways and Role.METHOD not in roles.values():
        roles[ways[0]] = Role.METHOD


def _settle_lead(header: Header, roles: dict[int, Role]) -> None:
    """Take 责任单位 for the leading unit in a table that has 配合单位 beside it and no other leader."""
    units = {header.heads[column]: column for column, role in roles.items() if role is Role.SUPPORT}
    responsible = [column for head, column in units.items() if head.startswith("责任")]
    if len(units) > len(responsible) == 1 and Role.LEAD not in roles.values():
        roles[responsible[0]] = Role.LEAD


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
    rows = range(header.last + 1, len(grid.rows))

    def weight(column: int) -> tuple[int, int]:
        cells = [cell for row in rows for cell in grid.begun(row) if cell.column == column and len(grid.begun(row)) > 1]
        return len(cells), sum(len(cell.text) for cell in cells)

    if not candidates:
        return None
    chosen = max(candidates, key=weight)
    finer = [column for column, role in roles.items() if role in _ASKS and _is_finer(grid, rows, column, chosen)]
    return max(finer, key=weight, default=chosen)


def _is_finer(grid: Grid, rows: range, column: int, other: int) -> bool:
    """Tell whether a column divides what another has in merged cells, or in cells that are blank below the first."""
    begins, others = ([row for row in rows if grid.rows[row][at] in grid.begun(row)] for at in (column, other))
    further = set(begins).difference(others)
    blank = [row for row in further if not grid.rows[row][other].text.strip()]
    return set(begins) >= set(others) and (len(further) > len(blank) or len(blank) * 3 > len(begins))


def _settle_groups(roles: dict[int, Role], text: int, header: Header, body: _Body, *, has_bands: bool) -> None:
    """Tell groups from the titles of items, and what speaks of groups from what speaks of items.

    Where section lines already make the groups, a column of headings only titles the items.
    """
    groups: list[GroupColumns] = []
    for column, role in sorted(roles.items()):
        if column > text and role in (Role.GROUP, Role.TEXT) and not body.is_coarse(column):
            roles[column] = Role.METHOD if role is Role.GROUP and Role.METHOD not in roles.values() else Role.TEXT
        elif role is Role.GROUP and column != text:
            groups.append(GroupColumns(column))
        elif role is Role.HEADING or (role is Role.TEXT and column != text):
            if has_bands or not body.is_coarse(column):
                roles[column] = Role.TITLE
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
