"""What a person should check after a table is read: sums, missing leaders, and notices that many items share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum, auto

from msgspec import Struct

from evidence import wording
from evidence.model import Notice, Rule
from evidence.scheme.entries import TableBody
from evidence.scheme.node import Node
from evidence.scheme.points import stated_points
from evidence.scheme.text import number_text

_COUNTED = frozenset({"scheme_points_from_text"})  # told once, with their number
_TOLERANCE = 0.001  # points
_MOST_NAMED = 3  # sums that differ, in one line


class SumOf(StrEnum):
    """What a table states a sum of."""

    GROUP = auto()
    LINES = auto()  # 小计
    ALL = auto()  # 合计


class Sum(Struct, frozen=True):
    """A sum that the table states, and what the items that were read make."""

    of: SumOf
    where: str
    title: str  # of the group, or the words of the line
    stated: float
    found: float
    agrees: bool


_DIFFER = {
    SumOf.GROUP: "scheme_group_points_differ",
    SumOf.LINES: "scheme_subtotal_differs",
    SumOf.ALL: "scheme_total_differs",
}


def gather(notices: Sequence[Notice]) -> list[Notice]:
    """Return the notices, with those that many items share made one at the first place."""
    gathered = [notice for notice in notices if notice.code not in _COUNTED]
    for code in sorted(_COUNTED):
        shared = [notice for notice in notices if notice.code == code]
        if shared:
            gathered.append(Notice(code, shared[0].where, (("count", len(shared)),)))
    return gathered


def missing_leads(nodes: Iterable[Node]) -> list[Notice]:
    """Return a notice if items name no leading unit."""
    without = [node for node in nodes if not node.children and node.lead_unit is None]
    return [Notice("scheme_lead_unknown", without[0].where, (("count", len(without)),))] if without else []


def compare_sums(nodes: Sequence[Node], bodies: Iterable[TableBody]) -> tuple[Sum, ...]:
    """Return each sum that a table states, of a group or in a line of its own, with what its items make."""
    leaves = [node for node in nodes if not node.children]
    if not any(leaf.points is not None for leaf in leaves):
        return ()
    sums = [
        _compared(SumOf.GROUP, node.where, node.title or node.code, node.points, [node.leaves()])
        for node in nodes
        if node.children and node.points is not None
    ]
    for body in bodies:
        sums += _compare_lines(body, {leaf.where: leaf for leaf in leaves})
    return tuple(sums)


def notices_of(sums: Iterable[Sum]) -> list[Notice]:
    """Return a notice for each stated sum that its items do not make, with bonus or without."""
    return [
        Notice(
            _DIFFER[sum_.of],
            sum_.where,
            (("title", sum_.title), ("stated", number_text(sum_.stated)), ("sum", number_text(sum_.found))),
        )
        for sum_ in sums
        if not sum_.agrees
    ]


def compared_in_words(sums: Sequence[Sum]) -> str:
    """Return in a line how the sums that a table states compare with what was read: first what differs."""
    if not sums:
        return wording.phrase("sums_none")
    differing = [sum_ for sum_ in sums if not sum_.agrees]
    parts = [_in_words("sum_differs", sum_) for sum_ in differing[:_MOST_NAMED]]
    if len(differing) > _MOST_NAMED:
        parts.append(wording.phrase("sums_differ", count=len(differing) - _MOST_NAMED))
    agreeing = [sum_ for sum_ in sums if sum_.agrees]
    parts += [_in_words("sum_agrees", sum_) for sum_ in agreeing if sum_.of is SumOf.ALL]
    if parts_agree := sum(sum_.of is not SumOf.ALL for sum_ in agreeing):
        parts.append(wording.phrase("sums_agree", count=parts_agree))
    return "；".join(parts)


def _in_words(code: str, sum_: Sum) -> str:
    return wording.phrase(code, title=sum_.title, stated=number_text(sum_.stated), found=number_text(sum_.found))


def _compare_lines(body: TableBody, leaves: dict[str, Node]) -> Iterator[Sum]:
    """Yield the lines of 合计 and 小计 of one table.

    Offices count what stands above a 合计 in its table, its part or all tables, and above a 小计 in its group; where
    several follow each other, since the last line of the same words.
    """
    items = [leaves[entry.where] for entry in body.entries if entry.where in leaves]
    since: dict[str, int] = {}
    for total in body.totals:
        above = body.entries[since.get(total.words, 0) : total.above]
        since[total.words] = total.above
        stated = stated_points(total.cell.text).points
        counted = [leaves[entry.where] for entry in above if entry.where in leaves]
        if stated is None or not counted:
            continue
        if total.of_all:
            parts = [group.leaves() for group in counted[-1].above()[:1]]
            counts = [items, counted, [*leaves.values()], *parts]
            yield _compared(SumOf.ALL, total.cell.where, total.words, stated, counts)
        else:
            groups = [group.leaves() for group in counted[-1].above()]
            yield _compared(SumOf.LINES, total.cell.where, total.words, stated, [counted, *groups])


def _compared(of: SumOf, where: str, title: str, stated: float, counts: Sequence[Sequence[Node]]) -> Sum:
    """Return a stated sum with the first of several ways to count that makes it, else as the first counts.

    Of with and without bonus, what comes nearer.
    """
    made = [sum_ for leaves in counts for sum_ in (_sum(leaves), _sum(_without_bonus(leaves)))]
    found = next((sum_ for sum_ in made if abs(stated - sum_) < _TOLERANCE), None)
    nearer = min(made[:2], key=lambda sum_: abs(stated - sum_))
    return Sum(of, where, title, stated, nearer if found is None else found, found is not None)


def _without_bonus(leaves: Iterable[Node]) -> list[Node]:
    return [leaf for leaf in leaves if leaf.rule is not Rule.BONUS]


def _sum(leaves: Iterable[Node]) -> float:
    return round(sum(leaf.points for leaf in leaves if leaf.points is not None), 4)
