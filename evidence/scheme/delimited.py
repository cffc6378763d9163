"""Tables saved as text: comma, semicolon or tab between the cells."""

from __future__ import annotations

import csv
import io
import re

from evidence.errors import SchemeError
from evidence.model import Notice
from evidence.scheme.grid import Grid, make_grid

_DELIMITERS = ",\t;，"
_NAMED = re.compile(r"sep=([,;\t])\r?\n")
_SAMPLE_LINES = 50
_COMPARED_ROWS = 6  # the last rows, with which the very last is compared


def read_delimited(text: str, name: str) -> tuple[list[Grid], list[Notice]]:
    """Read a text table, with a notice if its end may be missing.

    Raises SchemeError if a cell is too long, or the text ends within a row.
    """
    delimiter, text = _delimiter(text)
    try:
        rows = _rows(text, delimiter, name, strict=True)
    except csv.Error:  # "一网通办"改革, as people type it
        try:
            rows = _rows(text, delimiter, name, strict=False)
        except csv.Error as error:
            raise SchemeError("scheme_damaged", name=name) from error
    grid = make_grid(name, [values for _, values in rows])
    if text.endswith(("\n", "\r")) or len(rows) < 2:
        return [grid], []
    line, last = rows[-1]
    widths = {len(values) for _, values in rows[-_COMPARED_ROWS:-1] if len(values) > 1}
    if len(widths) == 1 and len(last) < widths.pop():
        raise SchemeError("scheme_cut_off", name=name, row=line)
    return [grid], [Notice("scheme_end_unsure", grid.place(len(rows) - 1, max(0, len(last) - 1)))]


def _rows(text: str, delimiter: str, name: str, *, strict: bool) -> list[tuple[int, list[str]]]:
    """Return the rows with the line in which each begins; raises SchemeError if the text ends within quotes."""
    rows: list[tuple[int, list[str]]] = []
    start = 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    try:
        for values in reader:
            rows.append((start, values))
            start = reader.line_num + 1
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise SchemeError("scheme_cut_off", name=name, row=start) from error
        raise
    return rows


def _delimiter(text: str) -> tuple[str, str]:
    """Return the sign between cells, and the text without a line that names it (sep=;).

    The sign stands in most of the first lines, of several the one that stands there most often.
    """
    if named := _NAMED.match(text):
        return named.group(1), text[named.end() :]
    lines = text.splitlines()[:_SAMPLE_LINES]

    def weight(sign: str) -> tuple[int, int]:
        return sum(sign in line for line in lines), sum(line.count(sign) for line in lines)

    return max(_DELIMITERS, key=weight), text
