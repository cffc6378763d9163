"""A table row that goes on over the page."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from evidence.export.blocks import Cell, Row
from evidence.export.widths import split_lines


def split_row(row: Row, widths_em: Sequence[float], count: int, merged: Collection[int]) -> tuple[Row, Row]:
    """Return the first lines of a row, and the rest; cells of the columns `merged` that fit are in both."""
    above: list[Cell] = []
    below: list[Cell] = []
    for at, (cell, width_em) in enumerate(zip(row.cells, widths_em, strict=True)):
        here, rest = split_lines(cell.content, width_em, count) if isinstance(cell.content, str) else (cell.content, "")
        above.append(cell._replace(content=here))
        below.append(cell._replace(content=here if at in merged and not rest else rest))
    kept = {"with_next": row.with_next, "may_break": row.may_break}
    return Row(above, **kept), Row(below, **kept)
