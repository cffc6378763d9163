"""Settles what a column is for where the words at its head leave it open and the cells below tell."""

from __future__ import annotations

import re
from itertools import groupby

from evidence.scheme.grid import Grid
from evidence.scheme.header import Header
from evidence.scheme.points import stated_points
from evidence.scheme.roles import Role, tells_scoring
from evidence.scheme.text import fold

_ASKING_STANDARD = ("标准", "要求")
_SORTS = re.compile(r"关键|重点|核心|否决|加分|鼓励|基本|一般|yes|no", re.IGNORECASE)
_SHORTEST_UNIT = 3  # characters of an office's name; most measures are shorter
_LONGEST_RULE = 6  # characters; the names of rules are shorter


def settled_roles(grid: Grid, header: Header) -> dict[int, Role]:
    """Return the role of each column."""
    roles = dict(header.roles)
    _settle_rule(grid, header, roles)
    _settle_key(grid, header, roles)
    _settle_points(grid, header, roles)
    _settle_ticks(grid, header, roles)
    _settle_ways(roles)
    _settle_standards(header, roles)
    _settle_measure(grid, header, roles)
    _settle_lead(header, roles)
    return roles


def _settle_rule(grid: Grid, header: Header, roles: dict[int, Role]) -> None:
    """Take 计分规则 for the scoring standard where it is written out, and not only the name of a rule."""
    for column in header.columns(Role.RULE):
        texts = _texts(grid, header, column)
        if sum(map(len, texts)) > _LONGEST_RULE * len(texts):
            roles[column] = Role.METHOD


def _settle_key(grid: Grid, header: Header, roles: dict[int, Role]) -> None:
    """Leave 指标类型 out where it does not tell 关键项 from others; if like cells stand together, they make a group."""
    for column in header.columns(Role.KEY):
        words = [fold(text) for text in _texts(grid, header, column)]
        runs = [word for word, _ in groupby(words)]
        if words and not any(_SORTS.search(word) or len(word) == 1 for word in words):
            roles[column] = Role.GROUP if len(runs) == len(set(words)) else Role.NOTE


def _settle_points(grid: Grid, header: Header, roles: dict[int, Role]) -> None:
    """Take a column of numbers for the points where no other holds them: 计分, 评分."""
    if Role.POINTS in roles.values():
        return
    for column in header.columns(Role.METHOD):
        texts = _texts(grid, header, column)
        if texts and all(stated_points(text).points is not None for text in texts):
            roles[column] = Role.POINTS
            return


def _settle_ticks(grid: Grid, header: Header, roles: dict[int, Role]) -> None:
    """Leave out a column that only ticks items beside the one that asks something: 否决项 with √."""
    asking = header.columns(Role.TEXT)
    for column in asking:
        texts = _texts(grid, header, column)
        if len(asking) > 1 and texts and all(len(fold(text)) <= 1 for text in texts):
            roles[column] = Role.OUTCOME


def _texts(grid: Grid, header: Header, column: int) -> list[str]:
    """Return the filled cells of a column below the header, each once."""
    cells = dict.fromkeys(row[column] for row in grid.rows[header.last + 1 :])
    return [cell.text for cell in cells if cell.text.strip()]


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


def _settle_measure(grid: Grid, header: Header, roles: dict[int, Role]) -> None:
    """Leave 单位 out where it is the unit of a measure: %, 个, 万元."""
    for column in header.columns(Role.SUPPORT):
        if header.heads[column] == "单位" and all(
            len(fold(text)) < _SHORTEST_UNIT for text in _texts(grid, header, column)
        ):
            roles[column] = Role.NOTE


def _settle_lead(header: Header, roles: dict[int, Role]) -> None:
    """Take 责任单位 for the leading unit in a table that has 配合单位 beside it and no other leader."""
    units = {header.heads[column]: column for column, role in roles.items() if role is Role.SUPPORT}
    responsible = [column for head, column in units.items() if head.startswith("责任")]
    if len(units) > len(responsible) == 1 and Role.LEAD not in roles.values():
        roles[responsible[0]] = Role.LEAD
