"""Rules about papers that are the same: one paper in many items, townships that copied from each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evidence.check.doubts.view import ItemView, ProjectView
from evidence.complaints import Doubt, Sign, doubt
from evidence.model import CriterionId, PieceId

MANY_ITEMS = 6  # “copy it into six boxes (a known complaint: 重复使用)”: how offices tell of it
LEAST_TOWNSHIPS = 2  # whose papers say the same


def used_in_many_items(project: ProjectView) -> Iterator[Doubt]:
    """Complaint 6: one paper is filed under many items."""
    filings = project.snapshot.asked_filings
    often = {piece for piece, times in Counter(f.piece for f in filings).items() if times >= MANY_ITEMS}
    items: dict[PieceId, set[CriterionId]] = {}
    for filing in filings if often else ():
        if filing.piece in often:
            items.setdefault(filing.piece, set()).add(filing.criterion)
    for piece, lies_in in items.items():
        if len(lies_in) >= MANY_ITEMS:
            yield doubt(Sign.MANY_ITEMS, None, [piece], (("count", len(lies_in)),), str(len(lies_in)))


def townships_alike(item: ItemView) -> Iterator[Doubt]:
    """Complaint 10: within an item, papers of several townships say the same but for names."""
    alike = item.project.snapshot.alike
    if not alike:
        return
    township = item.project.township_of
    of_townships = {p.id: name for p in item.papers if p.id in alike and (name := township(p.facts))}
    for cluster in _clusters(of_townships, alike):
        names = dict.fromkeys(of_townships[piece] for piece in cluster)
        if len(names) >= LEAST_TOWNSHIPS:
            params = (("count", len(names)), ("units", "、".join(names)))
            yield doubt(Sign.TOWNSHIPS_ALIKE, item.id, cluster, params)


def _clusters(papers: dict[PieceId, str], alike: dict[PieceId, dict[PieceId, float]]) -> Iterator[list[PieceId]]:
    """Yield the papers that hang together by being alike, in their order."""
    place = {piece: number for number, piece in enumerate(papers)}
    left = dict.fromkeys(papers)
    while left:
        first = next(iter(left))
        del left[first]
        cluster, waiting = [first], [first]
        while waiting:
            for other in alike[waiting.pop()]:
                if other in left:
                    del left[other]
                    cluster.append(other)
                    waiting.append(other)
        yield sorted(cluster, key=place.__getitem__)
