"""The rule about figures: a paper gives another value than 关键数据表."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.check.doubts.view import ProjectView
from evidence.check.figures import places_by_figure
from evidence.complaints import Doubt, Sign, doubt
from evidence.model import PieceId


def figures_differ(project: ProjectView) -> Iterator[Doubt]:
    """Complaint 9: of a key figure, a paper that is filed gives another value; one doubt a figure and paper.

    The places were found when texts or figures came, so that asking costs nothing but a look at the papers.
    """
    snapshot = project.snapshot
    places = places_by_figure(snapshot) if snapshot.key_figures else {}
    for figure in snapshot.key_figures:
        differing: dict[PieceId, list[str]] = {}
        pages: dict[PieceId, int] = {}
        for place in places[figure.id]:
            if not place.agrees and place.piece.id in snapshot.items_of:
                differing.setdefault(place.piece.id, []).append(f"{place.mention.value:f}{figure.measure}")
                pages.setdefault(place.piece.id, place.mention.page)
        value = f"{figure.value:f}{figure.measure}"
        for piece, values in differing.items():
            told = "、".join(dict.fromkeys(values))
            named = (("name", figure.name), ("year", figure.year), ("value", value))
            yield doubt(
                Sign.FIGURES_DIFFER,
                None,
                [piece],
                (*named, ("told", told), ("page", pages[piece])),
                f"{figure.id}|{value}|{told}",
            )
