"""Makes the tree of groups and items from a table's entries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from evidence.model import Notice, Rule
from evidence.scheme.codes import code_parts, read_codes, tidy_code
from evidence.scheme.entries import Entry, Heading
from evidence.scheme.labels import key_marks, leading_number, read_label, split_points, strip_marks
from evidence.scheme.materials import read_materials, row_years
from evidence.scheme.nesting import nest
from evidence.scheme.node import Node, walk
from evidence.scheme.points import awarded_points, stated_points
from evidence.scheme.roles import Role
from evidence.scheme.rules import named_rule, worded_rule
from evidence.scheme.text import flow, fold
from evidence.scheme.units import first_leads, read_units

_VETO_NAMED = re.compile(r"否决|负面清单")
_KEY_NAMED = re.compile(r"关键(?:项|指标)")
_SAYS_YES = frozenset({"是", "√", "✓", "✔", "★", "▲", "y", "yes", "1", "对"})


class Tree(Struct):
    """The nodes of a scheme and what a person should know about them."""

    roots: list[Node] = field(default_factory=list[Node])
    notices: list[Notice] = field(default_factory=list[Notice])


def grow_tree(entries: Sequence[Entry], lines: Sequence[str]) -> Tree:
    """Return the tree; `lines` around the table may say what its signs and the order of units mean.

    Codes are as in the table, empty where it has none.
    """
    marks = key_marks([*lines, *(entry.text(Role.NOTE) for entry in entries)])
    in_order = first_leads(lines)
    tree = Tree()
    groups: dict[tuple[tuple[str, str], ...], Node] = {}
    fields = [entry.fields.get(Role.CODE) for entry in entries]
    codes = read_codes([found.cells[0] if found else None for found in fields])
    coded = [(entry, code, was_date) for entry, (code, was_date) in zip(entries, codes, strict=True)]
    wanted: list[tuple[Node, str]] = []
    for entry, code, was_date in coded if any(entry.text(Role.PARENT) for entry in entries) else nest(coded):
        item = _item(entry, code, marks, tree.notices)
        if in_order and item.lead_unit is None and item.support_units:
            item.lead_unit, *others = item.support_units
            item.support_units = tuple(others)
        if was_date:
            tree.notices.append(Notice("scheme_code_was_date", entry.fields[Role.CODE].where, (("code", code),)))
        item.parent = _group(entry.headings, groups, tree)
        (item.parent.children if item.parent else tree.roots).append(item)
        if parent := fold(entry.text(Role.PARENT)):
            wanted.append((item, parent))
    _follow_parents(tree, wanted)
    if not wanted:
        _follow_codes(tree)
    for node in walk(tree.roots):
        if node.children and node.title is None:
            node.title, node.text = node.text, None
    return tree


def _group(headings: tuple[Heading, ...], groups: dict[tuple[tuple[str, str], ...], Node], tree: Tree) -> Node | None:
    """Return the innermost group of a path, made where it is new; the same name under the same parent is one group."""
    parent: Node | None = None
    path: tuple[tuple[str, str], ...] = ()
    for heading in headings:
        label = read_label(heading.label)
        code = tidy_code(heading.code) or label.code
        path = (*path, (code, fold(label.title)))
        if path not in groups:
            stated = stated_points(heading.points)
            points = stated.points if stated.points is not None else label.points
            text = flow(heading.text) or None
            groups[path] = Node(heading.where, code, label.title, text, parent, points=points)
            (parent.children if parent else tree.roots).append(groups[path])
        parent = groups[path]
    return parent


def _item(entry: Entry, code: str, marks: frozenset[str], notices: list[Notice]) -> Node:
    title, text, has_mark = _words(entry, marks)
    title, title_points = split_points(title)
    code, code_marked = strip_marks(code, marks)
    if not code and Role.CODE not in entry.fields:
        code, title, text = _code_in_words(title, text)
    method = "\n".join(flow(cell.text) for cell in entry.fields[Role.METHOD].cells) if entry.text(Role.METHOD) else None
    rule = _rule(entry, method or text or "")
    if rule is Rule.VETO and _has_points(entry, title_points, (method or "", text)) and _rule(entry, "") is None:
        rule = Rule.ALL_OR_NOTHING  # 一票否决 beside points: they are won or lost as well
    units = read_units(entry.text(Role.LEAD), entry.text(Role.SUPPORT))
    if units.joint:
        notices.append(Notice("scheme_joint_leads", entry.where, (("lead", units.lead or ""),)))
    slots, unknown = read_materials(
        entry.text(Role.MATERIALS), _place(entry, Role.MATERIALS), row_years(entry.text(Role.YEARS))
    )
    notices.extend(unknown)
    return Node(
        entry.where,
        code,
        title or None,
        text or None,
        None,
        points=_points(entry, rule, title_points, (method or "", text), notices),
        rule=rule,
        method=method,
        lead_unit=units.lead,
        support_units=units.support,
        key=has_mark or code_marked or _says_key(entry),
        required=tuple(slots),
        ways=_listed(entry.text(Role.WAYS)),
        person=_listed(entry.text(Role.PERSON)),
        due=flow(entry.text(Role.DUE)) or None,
        note=flow(entry.text(Role.NOTE)) or None,
        is_item=True,
    )


def _listed(text: str) -> str | None:
    """Return in one line what stands in several, a matter each."""
    return "、".join(line.strip(" 、；;") for line in text.splitlines() if line.strip()) or None


def _words(entry: Entry, marks: frozenset[str]) -> tuple[str, str, bool]:
    title, title_marked = strip_marks(flow(entry.text(Role.TITLE)), marks)
    text, text_marked = strip_marks(flow(entry.text(Role.TEXT)), marks)
    return title, text, title_marked or text_marked


def _code_in_words(title: str, text: str) -> tuple[str, str, str]:
    """Return the number that an item's words begin with, and its title and text without that number."""
    code, rest = leading_number(title or text)
    return (tidy_code(code), rest, text) if title else (tidy_code(code), title, rest)


def _says_key(entry: Entry) -> bool:
    said = fold(entry.text(Role.KEY)).lower()
    named = any(_KEY_NAMED.search(fold(heading.label)) for heading in entry.headings)
    return named or said in _SAYS_YES or (said.startswith(("关键", "重点")) and len(said) > 1)


def _rule(entry: Entry, standard: str) -> Rule | None:
    """Return the rule that the table names; a veto or a bonus may be named beside the item or above it."""
    if rule := named_rule(entry.text(Role.RULE)):
        return rule
    stated = [stated_points(text) for text in (entry.text(Role.POINTS), *(h.points for h in entry.headings))]
    beside = [fold(text) for text in (entry.text(Role.KEY), *(heading.label for heading in entry.headings))]
    note = fold(entry.text(Role.NOTE))
    veto_named = any(_VETO_NAMED.search(text) for text in beside) or note in ("否决", "否决项", "一票否决")
    if veto_named or any(s.veto for s in stated):
        return Rule.VETO
    bonus_named = any("加分" in text or "鼓励项" in text for text in beside) or note in ("加分", "加分项", "鼓励项")
    if bonus_named or any(s.bonus for s in stated):
        return Rule.BONUS
    return worded_rule(standard)


def _has_points(entry: Entry, in_title: float | None, words: tuple[str, ...]) -> bool:
    """Tell whether an item says in any place what it is worth."""
    return (
        bool(stated_points(entry.text(Role.POINTS)).points)
        or in_title is not None
        or any(awarded_points(text) for text in words)
    )


def _points(
    entry: Entry, rule: Rule | None, in_title: float | None, words: tuple[str, ...], notices: list[Notice]
) -> float | None:
    """Return the points of their column or the title, else the most that the first of the words to award any awards."""
    if rule is Rule.VETO:
        return None
    cells = entry.fields[Role.POINTS].cells if Role.POINTS in entry.fields else ()
    stated = [stated_points(cell.text) for cell in cells]
    for cell, found in zip(cells, stated, strict=True):
        if not found.understood:
            params = (("text", flow(cell.text)),)
            notices.append(Notice("scheme_points_unreadable", _place(entry, Role.POINTS), params))
    known = [found.points for found in stated if found.points is not None]
    if known or not all(found.understood for found in stated):
        return round(sum(known), 4) if known else None
    if in_title is not None:
        return in_title
    points = next((award for text in words if (award := awarded_points(text)) is not None), None)
    if points is not None:
        notices.append(Notice("scheme_points_from_text", entry.where))
    return points


def _place(entry: Entry, role: Role) -> str:
    return entry.fields[role].where if role in entry.fields else entry.where


def _follow_parents(tree: Tree, wanted: list[tuple[Node, str]]) -> None:
    """Hang nodes below the parents that the table names; one that is not there, or would make a ring, is told of."""
    by_code = {fold(node.code): node for node in walk(tree.roots) if node.code}
    for node, code in wanted:
        parent = by_code.get(code)
        if parent is None:
            tree.notices.append(Notice("scheme_parent_unknown", node.where, (("parent", code),)))
        elif parent is node or node in parent.above():
            tree.notices.append(Notice("scheme_parent_circular", node.where, (("parent", code),)))
        elif parent is not node.parent:
            node.move_below(parent, tree.roots)


def _follow_codes(tree: Tree) -> None:
    """Hang 1.1 below an item 1 of the same group."""
    items = [node for node in walk(tree.roots) if node.is_item and node.code]
    by_parts = {(node.parent, code_parts(node.code)): node for node in items}
    above = [(node, by_parts.get((node.parent, code_parts(node.code)[:-1]))) for node in items]
    for node, parent in above:
        if parent is not None:
            node.move_below(parent, tree.roots)
