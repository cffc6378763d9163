"""The program's own table of a scheme: what stands in each column, and how it is read back without guessing.

A sheet is of this form if one row holds exactly `HEADS`. Above it stand the title in the first row, then 版本：… and
文号：…; below it a row for each group and item, groups before what is in them, each naming its parent by 上级编号.
Cells are taken literally. What comes back is what was written, but for: white space around codes, empty texts (None),
carriage returns (line feeds), and veto and bonus, which the rules say.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from msgspec import Struct, field

from evidence import wording
from evidence.model import Criterion, Notice
from evidence.scheme.codes import read_codes
from evidence.scheme.grid import Cell, Grid
from evidence.scheme.node import Node
from evidence.scheme.own_materials import read_list, read_own_materials, write_list, write_materials
from evidence.scheme.points import stated_points
from evidence.scheme.rows import RowKind
from evidence.scheme.rules import named_rule
from evidence.scheme.text import fold, is_blank, number_text

HEADS = (
    "编号",
    "上级编号",
    "名称",
    "评价内容",
    "分值",
    "评分标准",
    "计分方式",
    "关键项",
    "所需材料",
    "评价方式",
    "牵头单位",
    "责任单位",
    "责任人",
    "完成时限",
    "备注",
)
EDITION, NUMBER = "版本：", "文号："
_YES = "是"
_SAYS_YES = frozenset({_YES, "√", "★"})
_CODE, _PARENT, _POINTS, _MATERIALS = (HEADS.index(head) for head in ("编号", "上级编号", "分值", "所需材料"))


class OwnTable(Struct):
    """What a sheet of the program's own form says."""

    title: str | None
    edition: str | None
    document_number: str | None
    kinds: tuple[RowKind, ...]  # of each row
    roots: list[Node] = field(default_factory=list[Node])
    notices: list[Notice] = field(default_factory=list[Notice])


def own_cells(criterion: Criterion, parent: str) -> tuple[str | float, ...]:
    """Return the row of a criterion, `parent` being the code of the group above or empty; blank cells are ''."""
    points = criterion.points
    return (
        criterion.code,
        parent,
        criterion.title or "",
        criterion.text or "",
        "" if points is None else points if float(number_text(points)) == points else repr(points),
        criterion.method or "",
        wording.RULES[criterion.rule] if criterion.rule else "",
        _YES if criterion.key else "",
        write_materials(criterion.required),
        criterion.ways or "",
        criterion.lead_unit or "",
        write_list(criterion.support_units),
        criterion.person or "",
        criterion.due or "",
        criterion.note or "",
    )


def own_header(grid: Grid) -> int | None:
    """Return the row that names the columns of the program's own form, or None if the table is of another."""
    for row, cells in enumerate(grid.rows):
        words = [cell.text.strip() for cell in cells]
        if tuple(words[: len(HEADS)]) == HEADS and not any(words[len(HEADS) :]):
            return row
    return None


def read_own_form(grid: Grid, header: int) -> OwnTable:
    """Read a sheet whose header stands in that row."""
    under_title = [cell.text for row in range(1, header) for cell in grid.begun(row)]
    rows = [row for row in range(header + 1, len(grid.rows)) if grid.begun(row)]
    kinds = [RowKind.ABOVE] * header + [RowKind.HEADER] + [RowKind.BLANK] * (len(grid.rows) - header - 1)
    for row in rows:
        kinds[row] = RowKind.ITEM
    title = grid.rows[0][0].text if header else ""
    table = OwnTable(title or None, _labelled(under_title, EDITION), _labelled(under_title, NUMBER), tuple(kinds))
    nodes = [_node(grid, row, table.notices) for row in rows]
    codes = _codes(grid, rows, _CODE, table.notices)
    for node, code in zip(nodes, codes, strict=True):
        node.code = code
    _hang(table, nodes, _codes(grid, rows, _PARENT, []))
    return table


def _labelled(lines: Sequence[str], label: str) -> str | None:
    return next((line.removeprefix(label) for line in lines if line.startswith(label)), None) or None


def _codes(grid: Grid, rows: Sequence[int], column: int, notices: list[Notice]) -> list[str]:
    """Return the codes of a column; of those that an office program made dates of meanwhile, what they were."""
    cells = [_begun(grid, row, column) for row in rows]
    recovered = read_codes([cell if cell.day else None for cell in cells])
    for row, (code, was_date) in zip(rows, recovered, strict=True):
        if was_date:
            notices.append(Notice("scheme_code_was_date", grid.place(row, column), (("code", code),)))
    return [code or cell.text.strip() for cell, (code, _) in zip(cells, recovered, strict=True)]


def _begun(grid: Grid, row: int, column: int) -> Cell:
    """Return a cell; a blank one where only the area of one above it goes on."""
    cell = grid.rows[row][column]
    return cell if (cell.row, cell.column) == (row, column) else Cell("", row, column)


def _node(grid: Grid, row: int, notices: list[Notice]) -> Node:
    """Return what a row says, its code aside."""
    said = {head: _begun(grid, row, column).text for column, head in enumerate(HEADS)}
    required, unclear = read_own_materials(said["所需材料"], grid.place(row, _MATERIALS))
    notices.extend(unclear)
    points = _number(said["分值"])
    if points is None and not is_blank(said["分值"]):
        params = (("text", said["分值"]),)
        notices.append(Notice("scheme_points_unreadable", grid.place(row, _POINTS), params))
    return Node(
        grid.place(row, _CODE),
        "",
        said["名称"] or None,
        said["评价内容"] or None,
        None,
        points=points,
        rule=named_rule(said["计分方式"]),
        method=said["评分标准"] or None,
        lead_unit=said["牵头单位"] or None,
        support_units=read_list(said["责任单位"]),
        key=fold(said["关键项"]) in _SAYS_YES,
        required=tuple(required),
        ways=said["评价方式"] or None,
        person=said["责任人"] or None,
        due=said["完成时限"] or None,
        note=said["备注"] or None,
        is_item=True,
    )


def _number(text: str) -> float | None:
    try:
        number = float(fold(text))
    except ValueError:
        return stated_points(text).points
    return number if isfinite(number) else None


def _hang(table: OwnTable, nodes: Sequence[Node], parents: Sequence[str]) -> None:
    """Make the tree; a parent that is not there, or would close a ring, is told of and left out."""
    by_code = {node.code: node for node in reversed(nodes) if node.code}
    for node, code in zip(nodes, parents, strict=True):
        parent = by_code.get(code)
        if parent is not None and parent is not node and node not in parent.above():
            node.parent = parent
        elif code:
            fault = "scheme_parent_unknown" if parent is None else "scheme_parent_circular"
            table.notices.append(Notice(fault, node.where, (("parent", code),)))
        (node.parent.children if node.parent else table.roots).append(node)
