"""Key figures in their table, as they are written."""

from __future__ import annotations

from evidence.key_figures import KeyFigure
from evidence.store.check_tables import key_figure
from evidence.store.figure_rows import row_of
from evidence.store.journaled import JournaledRows


def write_figure(rows: JournaledRows, figure: KeyFigure) -> None:
    """Record a key figure, in the place of what was known of it."""
    row = row_of(figure)
    if rows.rows_where(key_figure, key_figure.c.id, [figure.id]):
        rows.update(key_figure, {figure.id: row})
    else:
        position = rows.next(key_figure.c.position)
        rows.insert(key_figure, [{"id": figure.id, "position": position, **row}])
