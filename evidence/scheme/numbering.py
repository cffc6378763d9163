"""Gives every node a code of its own: the table's where it can, else one made to fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evidence.model import Notice
from evidence.scheme.codes import chinese_number, code_parts, made_usable, usable, with_lost_zero
from evidence.scheme.node import Node, walk

_MOST_MADE = 10_000  # numbers tried for one code


def number_nodes(roots: list[Node]) -> list[Notice]:
    """Fill in missing codes and change those that are not unique; return what a person should check.

    Items' usable codes from the table stay. Groups without a number take it from their items (11 of 11-39), else are
    counted, by Chinese numerals at the top. Where each section counts its items from 1, the section's code goes before.
    """
    items = [node for node in walk(roots) if node.is_item]
    groups = [node for node in walk(roots) if not node.is_item]
    notices = _restore_zeros(items)
    deepest = max((len(group.above()) for group in groups), default=-1)
    restarts_in = _restarting_level(items, deepest)
    if restarts_in is None:
        _take_codes_from_items(groups)
    written = {item.code for item in items if item.code}
    # Where sections count from the start, only what stands in none of them keeps its code.
    taken = set(written) if restarts_in is None else {item.code for item in items if item.code and not item.above()}
    for depth in range(deepest + 1):
        level = [group for group in groups if len(group.above()) == depth]
        _number_level(level, taken, top_in_chinese=bool(written))
        if depth == restarts_in:
            notices.append(_put_section_before(items, depth))
            taken.update(item.code for item in items)
    notices += _separate_repeats(items)
    notices += _fill_items(items, {node.code for node in walk(roots)})
    return notices + _replace_unusable(list(walk(roots)))


def _restore_zeros(items: list[Node]) -> list[Notice]:
    """Make 1.10 of a second 1.1 that follows 1.9."""
    notices: list[Notice] = []
    seen: set[str] = set()
    before = ""
    for item in items:
        restored = with_lost_zero(item.code, before) if item.code in seen else None
        if restored and restored not in seen:
            item.code = restored
            notices.append(Notice("scheme_code_zero_restored", item.where, (("code", restored),)))
        seen.add(item.code)
        before = item.code
    return notices


def _restarting_level(items: list[Node], deepest: int) -> int | None:
    """Return the outermost level of groups that each count their items from the start, None if codes go through.

    Groups stand at most at the level `deepest`; what stands lower has items above it.
    """
    codes = Counter(item.code for item in items if item.code)
    repeated = {code for code, count in codes.items() if count > 1}
    if not repeated or any(len(code_parts(code)) > 1 for code in repeated) or items[0].code not in repeated:
        return None
    for level in range(deepest + 1):
        within = Counter((_section(item, level), item.code) for item in items if item.code)
        if max(within.values()) == 1:
            return level
    return None


def _section(item: Node, level: int) -> Node | None:
    """Return the group above an item that stands at a level, or the nearest to it."""
    above = item.above()
    return above[min(level, len(above) - 1)] if above else None


def _take_codes_from_items(groups: list[Node]) -> None:
    """Give groups the number that their items' codes begin with, unless two groups would share it."""
    found = {group: _shared_head(group) for group in groups if not group.code}
    uses = Counter([*found.values(), *(group.code for group in groups)])
    for group, code in found.items():
        if uses[code] == 1:
            group.code = code


def _shared_head(group: Node) -> str:
    """Return the leading parts that all items of a group share, as deep as the group stands; empty if none."""
    items = [node for node in walk(group.children) if node.is_item]
    below = {len(item.above()) - len(group.above()) for item in items}
    if len(below) != 1:
        return ""
    tail = below.pop()
    heads = {code_parts(item.code)[:-tail] for item in items}
    head = heads.pop()
    if heads or not head:
        return ""
    divider = items[0].code[len(head[0])]
    return divider.join(head)


def _number_level(groups: list[Node], taken: set[str], *, top_in_chinese: bool) -> None:
    """Give the groups of one level their codes in table order; where codes repeat, the parent's goes before each."""
    counted: Counter[Node | None] = Counter()
    written = [group.code for group in groups if group.code]
    restart = len(set(written)) < len(written)
    for group in groups:
        counted[group.parent] += 1
        if restart and group.parent is not None and group.code:
            group.code = f"{group.parent.code}-{group.code}"
        made = _made_codes(group, counted[group.parent], top_in_chinese=top_in_chinese)
        group.code = next(code for code in made if code and code not in taken)
        taken.add(group.code)


def _made_codes(group: Node, at: int, *, top_in_chinese: bool) -> Iterator[str]:
    """Yield codes for the `at`th group below its parent, best first."""
    yield group.code
    if group.parent is not None and group.code:
        yield f"{group.parent.code}-{group.code}"
    if group.parent is None and (top_in_chinese or group.code):
        yield from (chinese_number(number) for number in range(at, 100))
    yield from (_below(group.parent, number) for number in range(at, _MOST_MADE))


def _below(parent: Node | None, number: int) -> str:
    """Return 1.2 below 1, 一-2 below 一, 2 at the top."""
    if parent is None:
        return str(number)
    return f"{parent.code}{'.' if parent.code[:1].isdecimal() else '-'}{number}"


def _put_section_before(items: list[Node], level: int) -> Notice:
    for item in items:
        section = _section(item, level)
        if item.code and section:
            item.code = f"{section.code}-{item.code}"
    return Notice("scheme_codes_restarted", items[0].where, (("example", items[0].code),))


def _separate_repeats(items: list[Node]) -> list[Notice]:
    """Tell a code's second use from its first: 1-1（2）."""
    notices: list[Notice] = []
    uses: Counter[str] = Counter()
    for item in items:
        written = item.code
        uses[written] += 1
        if written and uses[written] > 1:
            item.code = f"{written}（{uses[written]}）"
            notices.append(Notice("scheme_code_repeated", item.where, (("code", written), ("new", item.code))))
    return notices


def _fill_items(items: list[Node], taken: set[str]) -> list[Notice]:
    missing = [item for item in items if not item.code]
    for item in missing:
        siblings = item.parent.children if item.parent else items
        numbers = range(siblings.index(item) + 1, _MOST_MADE)
        item.code = next(code for number in numbers if (code := _below(item.parent, number)) not in taken)
        taken.add(item.code)
    if not missing:
        return []
    first = missing[0]
    return [Notice("scheme_codes_made", first.where, (("count", len(missing)), ("example", first.code)))]


def _replace_unusable(nodes: list[Node]) -> list[Notice]:
    """Change the codes by which nobody could name a criterion: with a # in them, or too long."""
    notices: list[Notice] = []
    taken = {node.code for node in nodes}
    for node in nodes:
        if not usable(node.code):
            written, node.code = node.code, made_usable(node.code, taken)
            taken.add(node.code)
            notices.append(Notice("scheme_code_unusable", node.where, (("code", written), ("new", node.code))))
    return notices
