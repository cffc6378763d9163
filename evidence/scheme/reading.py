"""Reads a criteria table of any office into a tree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from evidence.errors import SchemeError
from evidence.model import Criterion, CriterionId, Notice, Rule, SchemeFacts, SchemeReading, new_id
from evidence.scheme.entries import Heading, TableBody, read_entries
from evidence.scheme.facts import table_edition, table_number, table_title
from evidence.scheme.grid import Grid
from evidence.scheme.header import find_header
from evidence.scheme.layout import Layout, find_layout
from evidence.scheme.node import Node, walk
from evidence.scheme.numbering import number_nodes
from evidence.scheme.opening import open_grids
from evidence.scheme.roles import Role
from evidence.scheme.soundness import check_sums, gather, missing_leads
from evidence.scheme.tree import grow_tree

_UNNAMED_SHEET = re.compile(r"^(?:sheet|表|工作表)\s*\d*$", re.IGNORECASE)


def read_scheme(path: Path) -> SchemeReading:
    """Read a criteria table; what it does not say stays None.

    Raises SchemeError if the file cannot be opened, holds no table, no header that is understood, or no items.
    """
    grids, notices = open_grids(path)
    filled = [grid for grid in grids if not grid.is_empty]
    if not filled:
        raise SchemeError("scheme_no_table", name=path.name)
    layouts = [layout for grid in filled if (layout := find_layout(grid))]
    if not layouts:
        raise _no_items(filled, path.name)
    layouts = [layout for layout in layouts if layout.asks] or layouts
    used = [layout.grid for layout in layouts]
    notices += [Notice("scheme_sheet_skipped", g.name, (("name", g.name),)) for g in filled if g not in used]
    bodies = [read_entries(layout, _sheet_heading(layout, layouts)) for layout in layouts]
    lines = [line for body in bodies for line in body.titles + body.notes]
    entries = [entry for body in bodies for entry in body.entries]
    tree = grow_tree(entries, lines)
    nodes = list(walk(tree.roots))
    notices += [notice for body in bodies for notice in body.warnings] + gather(tree.notices)
    notices += number_nodes(tree.roots)
    if any(role in layout.roles for layout in layouts for role in (Role.LEAD, Role.SUPPORT)):
        notices += missing_leads(nodes)
    notices += check_sums(nodes, [total for body in bodies for total in body.totals])
    return SchemeReading(_facts(path, bodies, nodes), _criteria(tree.roots), tuple(notices))


def _no_items(grids: list[Grid], name: str) -> SchemeError:
    for grid in grids:
        if header := find_header(grid):
            return SchemeError("scheme_header_only", name=name, where=grid.place(header.last, min(header.roles)))
    return SchemeError("scheme_no_header", name=name)


def _sheet_heading(layout: Layout, layouts: list[Layout]) -> tuple[Heading, ...]:
    """Return the group that a sheet makes by its name where several sheets each hold a part of the scheme."""
    name = layout.grid.name
    if len(layouts) == 1 or _UNNAMED_SHEET.match(name):
        return ()
    return (Heading(name, name),)


def _facts(path: Path, bodies: list[TableBody], nodes: list[Node]) -> SchemeFacts:
    titles = [line for body in bodies for line in body.titles]
    notes = [line for body in bodies for line in body.notes]
    remarks = [entry.text(Role.NOTE) for body in bodies for entry in body.entries]
    points = [n.points for n in nodes if not n.children and n.rule is not Rule.BONUS and n.points is not None]
    return SchemeFacts(
        table_title(titles, path.stem),
        table_edition(titles, remarks, path.stem),
        table_number([*titles, *notes]),
        round(sum(points), 4) if points else None,
    )


def _criteria(roots: Sequence[Node]) -> tuple[Criterion, ...]:
    nodes = list(walk(roots))
    ids = {node: CriterionId(new_id()) for node in nodes}
    return tuple(
        Criterion(
            ids[node],
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
            all(leaf.rule is Rule.VETO for leaf in node.leaves()),
            all(leaf.rule is Rule.BONUS for leaf in node.leaves()),
            node.required,
        )
        for node in nodes
    )
