"""Key figures and the places in texts that give a value for them, as they are read."""

from __future__ import annotations

from datetime import datetime
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from evidence.model import OriginalId, PieceId
from evidence.store.past_rows import rows_at
from evidence.store.source import Source, ask

if TYPE_CHECKING:  # most projects have none when they are opened
    from evidence.key_figures import KeyFigure, Mention

_FIGURES = ("id", "name", "year", "value", "measure", "owner", "source_id", "position")


def read_key_figures(source: Source) -> tuple[KeyFigure, ...]:
    """Return the key figures in the order they were written down, each with the places that give a value for it."""
    figures = read_figures_alone(source)
    if not figures:
        return ()
    from decimal import Decimal

    from evidence.key_figures import Mention

    places: dict[str, list[Mention]] = {}
    for key, original, page, value, exact_to, year, snippet in ask(
        source,
        "SELECT figure_id, original_id, page, value, exact_to, year, snippet FROM figure_mention ORDER BY number",
    ):
        mention = Mention(OriginalId(original), page, Decimal(value), exact_to, year, snippet)
        places.setdefault(key, []).append(mention)
    return tuple(replace(figure, mentions=tuple(places.get(figure.id, ()))) for figure in figures)


def read_figures_alone(source: Source, moment: datetime | None = None) -> tuple[KeyFigure, ...]:
    """Return the key figures without places: those of now, or of a moment that is past."""
    rows = sorted(rows_at(source, {"key_figure": _FIGURES}, moment)["key_figure"].values(), key=itemgetter(-1))
    if not rows:
        return ()
    from decimal import Decimal

    from evidence.key_figures import KeyFigure, KeyFigureId

    return tuple(
        KeyFigure(KeyFigureId(key), name, year, Decimal(value), measure, owner, PieceId(paper) if paper else None)
        for key, name, year, value, measure, owner, paper, _ in rows
    )
