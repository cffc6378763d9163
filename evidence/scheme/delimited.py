"""Tables saved as text: comma, semicolon or tab between the cells."""

from __future__ import annotations

import csv
import io
from collections import Counter

from evidence.errors import SchemeError
from evidence.model import Notice
from evidence.scheme.grid import Grid, make_grid

_DELIMITERS = ",\t;，"
_SAMPLE_LINES = 50


def read_delimited(text: str, name: str) -> tuple[list[Grid], list[Notice]]:
    """Read a text table, with a notice if its end may be missing.

    Raises SchemeError if a cell is too long, or the text ends within a row.
    """
    values: list[list[str]] = []
    starts = [1]  # the line in which each row begins
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for row in reader:
            values.append(row)
            starts.append(reader.line_num + 1)
    except csv.Error as error:
        ends = "unexpected end of data" in str(error)
        raise SchemeError("scheme_cut_off" if ends else "scheme_damaged", name=name, row=starts[-1]) from error
    grid = make_grid(name, values)
    if text.endswith(("\n", "\r")) or len(values) < 2:
        return [grid], []
    widths = Counter(len(row) for row in values[:-1])
    usual = widths.most_common(1)[0][0]
    if len(values[-1]) < usual and widths[usual] == len(values) - 1:
        raise SchemeError("scheme_cut_off", name=name, row=starts[-2])
    return [grid], [Notice("scheme_end_unsure", grid.place(len(values) - 1, max(0, len(values[-1]) - 1)))]


def _delimiter(text: str) -> str:
    """Return the sign that stands in most of the first lines, of several the one that stands there most often."""
    lines = text.splitlines()[:_SAMPLE_LINES]

    def weight(sign: str) -> tuple[int, int]:
        return sum(sign in line for line in lines), sum(line.count(sign) for line in lines)

    return max(_DELIMITERS, key=weight)
