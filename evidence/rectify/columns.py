"""Which columns of an office's table of problems say what, as proposed and as somebody chose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from evidence.errors import RequestError
from evidence.scheme.grid import Grid
from evidence.scheme.headed import NOT_USED, SEARCHED_ROWS, column_named, typed_use
from evidence.scheme.opening import open_other_grids
from evidence.scheme.text import fold


class Field(StrEnum):
    """What a column of 整改台账 says, by the heading that a table has."""

    NUMBER = "序号"
    SOURCE = "问题来源"
    FOUND_ON = "发现日期"
    PLACE = "点位或内容号"
    TEXT = "问题描述"
    KIND = "类别"
    MEASURE = "整改措施"
    UNIT = "责任单位"
    PERSON = "责任人"
    DEADLINE = "整改时限"
    PROGRESS = "整改情况"
    BEFORE = "整改前照片"
    AFTER = "整改后照片"
    CHECK = "复查人/日期"
    RESULT = "复查结果"
    CLOSED = "是否销号"
    SEVERITY = "严重程度"
    FOUND_BY = "检查人员"
    HANDED_OUT = "派发日期"
    RECTIFIED = "整改人/日期"
    STATE = "状态"
    LOOKED = "回头看"
    KEY = "登记编号"
    CHECKED_ON = "复查日期"  # apart from who did it, as tables of others have it
    RECTIFIED_ON = "整改完成日期"


OWN = tuple(field for field in Field if field not in (Field.CHECKED_ON, Field.RECTIFIED_ON))  # columns of our own table

# The first that a heading contains.
_HEADINGS = (
    (re.compile(r"登记编号"), Field.KEY),
    (re.compile(r"回头看"), Field.LOOKED),
    (re.compile(r"照片.*前|前.*照片"), Field.BEFORE),
    (re.compile(r"照片.*后|后.*照片"), Field.AFTER),
    (re.compile(r"销号|办结"), Field.CLOSED),
    (re.compile(r"(?:复查|复核|验收|复检)(?:结果|意见|结论|情况)"), Field.RESULT),
    (re.compile(r"^(?!.*人).*(?:复查|复核|复检|验收)(?:日期|时间)"), Field.CHECKED_ON),
    (re.compile(r"复查|复核|验收人|验收日期|验收时间"), Field.CHECK),
    (re.compile(r"派发|交办|转办"), Field.HANDED_OUT),
    (re.compile(r"^(?!.*人).*(?:整改完成(?:日期|时间)|完成日期)"), Field.RECTIFIED_ON),
    (re.compile(r"整改人|整改完成(?:日期|时间)|完成日期"), Field.RECTIFIED),
    (re.compile(r"时限|限期|期限|完成时间|整改日期|整改时间"), Field.DEADLINE),
    (re.compile(r"措施|整改(?:要求|建议|意见)|处理意见"), Field.MEASURE),
    (re.compile(r"整改(?:情况|进展|进度|结果|落实|到位)|进展|进度|落实情况|完成情况|是否整改"), Field.PROGRESS),
    (re.compile(r"来源|(?:检查|督查)(?:类型|方式)"), Field.SOURCE),
    (re.compile(r"(?:发现|检查|督查|督导|暗访)(?:日期|时间)|^日期$|^时间$"), Field.FOUND_ON),
    (re.compile(r"(?:检查|督查|督导|发现|暗访)(?:人|组|员)"), Field.FOUND_BY),
    (re.compile(r"程度|等级|轻重"), Field.SEVERITY),
    (re.compile(r"(?:问题)?(?:类别|类型|分类|性质)"), Field.KIND),
    (re.compile(r"责任人|负责人|联系人"), Field.PERSON),
    (re.compile(r"(?:责任|牵头|整改|主管|承办)(?:单位|部门)|^单位$|^部门$|监管部门"), Field.UNIT),
    (re.compile(r"点位|地点|场所|对象|被查|被检|受检|主体|店名|位置|内容号|指标|条款|检查单位"), Field.PLACE),
    (re.compile(r"问题|隐患|不足|扣分原因|情况描述"), Field.TEXT),
    (re.compile(r"^状态$|当前状态"), Field.STATE),
    (re.compile(r"序号|编号"), Field.NUMBER),
)
_LONGEST_HEADING = 20  # characters; what is longer is a title or a remark
_LONGEST_OVER = 6  # of one over several


class Sheet(Struct, frozen=True):
    """A table of problems and how it is read; rows and columns count from 0."""

    grid: Grid
    header: int  # the row that names the columns
    fields: tuple[Field | None, ...]  # of each column; None: it is not read

    @property
    def heads(self) -> tuple[str, ...]:
        """What stands over each column, in one line."""
        return tuple(_head(self.grid, self.header, column) for column in range(len(self.fields)))

    def column(self, field: Field) -> int | None:
        """Return which column says something; None if none does."""
        return self.fields.index(field) if field in self.fields else None

    def with_field(self, column: int, field: Field | None) -> Self:
        """Return the same with another use of one column; no two columns say the same."""
        others = [None if one is field else one for one in self.fields]
        return replace(self, fields=(*others[:column], field, *others[column + 1 :]))


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the tables of a file that may be about problems, each with what its columns seem to say.

    Which column says what the problem is may still be open: see `chosen`. Raises a `DossierError` for a file that
    cannot be read, and for one that has no such table.
    """
    grids = open_other_grids(path, "findings_table")
    found = tuple(sheet for grid in grids if (sheet := propose(grid)) is not None)
    if not found:
        raise RequestError("findings_table_none", name=path.name)
    return found


def propose(grid: Grid) -> Sheet | None:
    """Return how a table seems to be read: by the row near its top that has most known headings; None for no two."""
    best: Sheet | None = None
    for row in range(min(len(grid.rows), SEARCHED_ROWS)):
        fields = _fields(grid, row)
        known = sum(field is not None for field in fields)
        if known > 1 and (best is None or known > sum(field is not None for field in best.fields)):
            best = Sheet(grid, row, fields)
    return best


def chosen(sheets: Sequence[Sheet], choices: Iterable[str]) -> tuple[Sheet, ...]:
    """Return tables read as `栏=用途` says, where 栏 is a heading or a letter; 不采用 leaves a column out.

    A letter speaks of the first table. Those in which no column says what a problem is are left out; raises
    `RequestError` where that is each, and for a column or a use that is not there.
    """
    found = list(sheets)
    for choice in choices:
        said, use = typed_use(choice)
        columns = ((at, column_named(sheet.heads, said)) for at, sheet in enumerate(found))
        at, column = next((place for place in columns if place[1] is not None), (0, None))
        if column is None:
            heads = dict.fromkeys(head for sheet in found for head in sheet.heads if head)
            raise RequestError("findings_column_unknown", column=said, columns="、".join(heads))
        found[at] = found[at].with_field(column, _use(use))
    telling = tuple(sheet for sheet in found if sheet.column(Field.TEXT) is not None)
    if not telling:
        raise RequestError("findings_no_text_column")
    return telling


def _use(use: str) -> Field | None:
    found = next((field for field in Field if fold(field) == fold(use)), None)
    if found is None and fold(use) != NOT_USED:
        raise RequestError("findings_use_unknown", use=use, uses="、".join((*Field, NOT_USED)))
    return found


def _fields(grid: Grid, row: int) -> tuple[Field | None, ...]:
    """Return what the cells of a row name, each once."""
    found: list[Field | None] = []
    for column in range(len(grid.rows[row])):
        field = _field(fold(_head(grid, row, column)))
        found.append(None if field in found else field)
    return tuple(found)


def _head(grid: Grid, row: int, column: int) -> str:
    """Return what names a column in a row, with what stands over it and others: 复查 over 人 and 日期."""
    cell = grid.rows[row][column]
    if cell.column != column:
        return ""
    above = grid.rows[row - 1][column] if row else cell
    is_over = above.row != cell.row and 1 < above.columns < len(grid.rows[row])
    words = (above.text, cell.text) if is_over and len(fold(above.text)) <= _LONGEST_OVER else (cell.text,)
    return " ".join("".join(words).split())


def _field(head: str) -> Field | None:
    if not head or len(head) > _LONGEST_HEADING:
        return None
    exact = next((field for field in Field if fold(field) == head), None)
    return exact or next((field for pattern, field in _HEADINGS if pattern.search(head)), None)


def uses(sheet: Sheet) -> Sequence[tuple[str, Field | None]]:
    """Return each column that has a heading with its use, to be shown before anything is taken."""
    return [(head, field) for head, field in zip(sheet.heads, sheet.fields, strict=True) if head]
