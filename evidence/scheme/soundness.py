"""What a person should check after a table is read: sums, missing leaders, and notices that many items share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evidence.model import Notice, Rule
from evidence.scheme.entries import Field
from evidence.scheme.node import Node
from evidence.scheme.points import stated_points
from evidence.scheme.text import number_text

_COUNTED = frozenset({"scheme_points_from_text"})  # told once, with their number
_TOLERANCE = 0.001  # points


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


def check_sums(nodes: Sequence[Node], totals: Sequence[Field]) -> list[Notice]:
    """Return a notice for each stated sum that neither all items nor those of one part make, with bonus or without."""
    notices: list[Notice] = []
    for node in nodes:
        if node.children and node.points is not None and not _matches(node.points, node.leaves()):
            params = (("title", node.title or node.code), *_figures(node.points, node.leaves()))
            notices.append(Notice("scheme_group_points_differ", node.where, params))
    leaves = [node for node in nodes if not node.children]
    summed = [leaves, *(node.leaves() for node in nodes if node.parent is None and node.children)]
    for total in totals:
        stated = stated_points(total.text).points
        if stated is not None and not any(_matches(stated, part) for part in summed):
            notices.append(Notice("scheme_total_differs", total.where, _figures(stated, leaves)))
    return notices


def _matches(stated: float, leaves: Sequence[Node]) -> bool:
    if not any(leaf.points is not None for leaf in leaves):
        return True
    bonus = _sum(leaf for leaf in leaves if leaf.rule is Rule.BONUS)
    return min(abs(stated - _sum(leaves)), abs(stated - _sum(leaves) + bonus)) < _TOLERANCE


def _sum(leaves: Iterable[Node]) -> float:
    return sum(leaf.points for leaf in leaves if leaf.points is not None)


def _figures(stated: float, leaves: Sequence[Node]) -> tuple[tuple[str, str | int], ...]:
    return (("stated", number_text(stated)), ("sum", number_text(_sum(leaves))))
