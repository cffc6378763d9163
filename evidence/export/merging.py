"""Cells that stand below each other on a page and say the same: one cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from evidence.export.blocks import Content
from evidence.export.paginate import PlacedRow


class Merge(StrEnum):
    """How a cell is joined with its neighbours in the column; the values are those of WordprocessingML."""

    NONE = ""
    BEGINS = "restart"
    GOES_ON = "continue"


def merged_rows(rows: Sequence[PlacedRow], columns: Sequence[int]) -> Iterator[tuple[PlacedRow, tuple[Merge, ...]]]:
    """Yield rows with what their cells are part of, up to the last of `columns`, which are outer before inner.

    A cell is joined only where those of the outer columns are.
    """
    for at, row in enumerate(rows):
        merges = [Merge.NONE] * (max(columns, default=-1) + 1)
        contents = list(row.contents)
        for depth, column in enumerate(columns, 1):
            merges[column] = _merge(rows, at, columns[:depth])
            if merges[column] is Merge.GOES_ON:
                contents[column] = ""
        yield row._replace(contents=tuple(contents)), tuple(merges)


def _merge(rows: Sequence[PlacedRow], at: int, columns: Sequence[int]) -> Merge:
    def said(row: int) -> list[Content] | None:
        return [rows[row].contents[column] for column in columns] if 0 <= row < len(rows) else None

    if said(at - 1) == said(at):
        return Merge.GOES_ON
    return Merge.BEGINS if said(at + 1) == said(at) else Merge.NONE
