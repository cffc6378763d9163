"""Key figures as they are written, and the places in texts that give a value for them, found as texts come and go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from evidence.folding import fold
from evidence.key_figures import KeyFigure, Mention, mentions_in
from evidence.model import OriginalId
from evidence.store.figure_reading import read_figures_alone
from evidence.store.reading import whole_text
from evidence.store.search import originals_with

if TYPE_CHECKING:  # loaded by the first write
    from sqlalchemy import Connection


def row_of(figure: KeyFigure) -> dict[str, Any]:
    """Return a key figure as its table has it."""
    return {
        "name": figure.name,
        "year": figure.year,
        "value": str(figure.value),
        "measure": figure.measure,
        "owner": figure.owner,
        "source_id": figure.source,
    }


def texts_came(connection: Connection, texts: Mapping[str, str]) -> None:
    """Find the places of texts that are new."""
    if texts:
        for figure in read_figures_alone(connection):
            for key, text in texts.items():
                _write(connection, figure, mentions_in(figure.name, figure.measure, OriginalId(key), text))


def texts_went(connection: Connection, originals: Iterable[str]) -> None:
    """Forget the places of texts that are no longer there."""
    for key in originals:
        connection.exec_driver_sql("DELETE FROM figure_mention WHERE original_id = ?", (key,))


def find_places(connection: Connection, figures: Collection[str]) -> None:
    """Find the places of figures that are new or are called another way, in all texts."""
    forget_places(connection, figures)
    for figure in read_figures_alone(connection):
        if figure.id in figures:
            for original in sorted(originals_with(connection, fold(figure.name))):
                text = whole_text(connection, original)
                _write(connection, figure, mentions_in(figure.name, figure.measure, original, text))


def forget_places(connection: Connection, figures: Iterable[str]) -> None:
    """Forget the places of figures that go."""
    for key in figures:
        connection.exec_driver_sql("DELETE FROM figure_mention WHERE figure_id = ?", (key,))


def _write(connection: Connection, figure: KeyFigure, found: Iterable[Mention]) -> None:
    rows = [(figure.id, m.original, m.page, str(m.value), m.exact_to, m.year, m.snippet) for m in found]
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO figure_mention (figure_id, original_id, page, value, exact_to, year, snippet)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
