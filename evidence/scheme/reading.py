"""Reads a criteria table of any office into a tree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from evidence.criteria import total_points, with_flags
from evidence.errors import SchemeError
from evidence.model import Criterion, CriterionId, Notice, SchemeFacts, SchemeReading, new_id
from evidence.scheme.columns import Choice
from evidence.scheme.entries import Heading, TableBody, read_entries
from evidence.scheme.facts import name_of_file, table_edition, table_number, table_title
from evidence.scheme.grid import Grid
from evidence.scheme.header import find_header
from evidence.scheme.layout import Layout, asks_something, guess_columns, lay_out
from evidence.scheme.node import Node, walk
from evidence.scheme.numbering import number_nodes
from evidence.scheme.opening import open_grids
from evidence.scheme.own_form import own_header, read_own_form
from evidence.scheme.roles import Role
from evidence.scheme.rows import RowKind
from evidence.scheme.soundness import Sum, compare_sums, gather, missing_leads, notices_of
from evidence.scheme.tree import grow_tree

_UNNAMED_SHEET = re.compile(r"^(?:sheet|表|工作表)\s*\d*$", re.IGNORECASE)


class SchemeFile(Struct, frozen=True):
    """A file that should hold a criteria table, opened once to be read as often as somebody chooses other columns."""

    name: str
    grids: tuple[Grid, ...]  # those that say anything
    notices: tuple[Notice, ...]


class Outcome(Struct, frozen=True):
    """What a file came to, and where in it that stands."""

    scheme: SchemeReading
    kinds: tuple[tuple[RowKind, ...], ...]  # of the rows of each grid; empty for one that was not read
    places: dict[CriterionId, str]  # where each begins: a `Position`, or the sheet that is a group by its name
    sums: tuple[Sum, ...]


def read_scheme(path: Path) -> SchemeReading:
    """Read a criteria table; what it does not say stays None.

    Raises SchemeError if the file cannot be opened, holds no table, no header that is understood, or no items.
    """
    file = open_scheme_file(path)
    return read_tables(file, guess_choice(file)).scheme


def open_scheme_file(path: Path) -> SchemeFile:
    """Open a file; raises SchemeError if it cannot be opened or says nothing."""
    grids, notices = open_grids(path)
    filled = tuple(grid for grid in grids if not grid.is_empty)
    if not filled:
        raise SchemeError("scheme_no_table", name=path.name)
    return SchemeFile(path.name, filled, tuple(notices))


def guess_choice(file: SchemeFile) -> Choice:
    """Return how the tables of a file seem to be laid out; beside tables that ask, those that only sum up are left."""
    choice = tuple(guess_columns(grid) for grid in file.grids)
    asking = [columns.is_read and asks_something(grid) for grid, columns in zip(file.grids, choice, strict=True)]
    if not any(asking):
        return choice
    return tuple(replace(columns, is_read=asks) for columns, asks in zip(choice, asking, strict=True))


def read_tables(file: SchemeFile, choice: Choice) -> Outcome:
    """Read the tables of a file as chosen.

    A sheet of the program's own form is read literally, unless somebody chose other columns.

    Raises SchemeError if none is to be read, one has no column of items, or there are no items.
    """
    own = [(grid, header) for grid in file.grids if (header := own_header(grid)) is not None]
    if own and choice == guess_choice(file):
        return _read_own(file, *own[0])
    used = [(grid, columns) for grid, columns in zip(file.grids, choice, strict=True) if columns.is_read]
    if not used:
        raise _no_tables(file)
    layouts = [lay_out(grid, columns) for grid, columns in used]
    notices = list(file.notices)
    notices += [
        Notice("scheme_sheet_skipped", grid.name, (("name", grid.name),))
        for grid, columns in zip(file.grids, choice, strict=True)
        if not columns.is_read
    ]
    bodies = [read_entries(layout, _sheet_heading(layout, layouts)) for layout in layouts]
    lines = [line for body in bodies for line in body.titles + body.notes]
    entries = [entry for body in bodies for entry in body.entries]
    if not entries:
        raise SchemeError("scheme_no_items", name=file.name)
    tree = grow_tree(entries, lines)
    nodes = list(walk(tree.roots))
    notices += [notice for body in bodies for notice in body.warnings] + gather(tree.notices)
    notices += number_nodes(tree.roots)
    if any(role in layout.roles for layout in layouts for role in (Role.LEAD, Role.SUPPORT)):
        notices += missing_leads(nodes)
    sums = compare_sums(nodes, bodies)
    notices += notices_of(sums)
    kinds = iter(layout.kinds for layout in layouts)
    ids = {node: CriterionId(new_id()) for node in nodes}
    criteria = _criteria(ids)
    return Outcome(
        SchemeReading(_facts(Path(file.name).stem, bodies, criteria), criteria, tuple(notices)),
        tuple(next(kinds) if columns.is_read else () for columns in choice),
        {key: node.where for node, key in ids.items()},
        sums,
    )


def _read_own(file: SchemeFile, grid: Grid, header: int) -> Outcome:
    """Read a sheet that this program wrote, and none beside it."""
    table = read_own_form(grid, header)
    nodes = list(walk(table.roots))
    if not nodes:
        raise SchemeError("scheme_no_items", name=file.name)
    beside = [Notice("scheme_sheet_beside_own", g.name, (("name", g.name),)) for g in file.grids if g is not grid]
    notices = [*file.notices, *beside, *table.notices, *number_nodes(table.roots), *missing_leads(nodes)]
    sums = compare_sums(nodes, [])
    ids = {node: CriterionId(new_id()) for node in nodes}
    criteria = _criteria(ids)
    title = table.title or name_of_file(Path(file.name).stem)
    facts = SchemeFacts(title, table.edition, table.document_number, total_points(criteria))
    return Outcome(
        SchemeReading(facts, criteria, (*notices, *notices_of(sums))),
        tuple(table.kinds if g is grid else () for g in file.grids),
        {key: node.where for node, key in ids.items()},
        sums,
    )


def _no_tables(file: SchemeFile) -> SchemeError:
    """Say why there is nothing to read: a header with nothing below it, or none."""
    for grid in file.grids:
        if header := find_header(grid):
            return SchemeError("scheme_header_only", name=file.name, where=grid.place(header.last, min(header.roles)))
    return SchemeError("scheme_no_header", name=file.name)


def _sheet_heading(layout: Layout, layouts: list[Layout]) -> tuple[Heading, ...]:
    """Return the group that a sheet makes by its name where several sheets each hold a part of the scheme."""
    name = layout.grid.name
    if len(layouts) == 1 or _UNNAMED_SHEET.match(name):
        return ()
    return (Heading(name, name),)


def _facts(file_name: str, bodies: list[TableBody], criteria: Sequence[Criterion]) -> SchemeFacts:
    titles = [line for body in bodies for line in body.titles]
    notes = [line for body in bodies for line in body.notes]
    remarks = [entry.text(Role.NOTE) for body in bodies for entry in body.entries]
    return SchemeFacts(
        table_title(titles, file_name),
        table_edition(titles, remarks, file_name),
        table_number([*titles, *notes]),
        total_points(criteria),
    )


def _criteria(ids: dict[Node, CriterionId]) -> tuple[Criterion, ...]:
    criteria = (
        Criterion(
            key,
            ids[node.parent] if node.parent else None,
            node.code,
            node.title,
            node.text,
            node.points,
            node.rule,
            node.method,
            node.lead_unit,
            node.support_units,
            node.key,
            veto=False,
            bonus=False,
            required=node.required,
            ways=node.ways,
            person=node.person,
            due=node.due,
            note=node.note,
        )
        for node, key in ids.items()
    )
    return with_flags(tuple(criteria))
