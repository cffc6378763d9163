"""One table of cells, saved in every format that offices send."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from html import escape

from openpyxl import Workbook
from tables.offices import Office
from tables.old_excel import OldSheet, old_workbook
from tables.word import cell, paragraph, word_file

Area = tuple[int, int, int, int]  # first and last row, first and last column


def areas(rows: Sequence[Sequence[str]]) -> list[Area]:
    """Return the merged areas that `^` and `<` make."""
    found: list[Area] = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in ("^", "<"):
                continue
            last_row, last_column = r, c
            while last_column + 1 < len(row) and row[last_column + 1] == "<":
                last_column += 1
            while last_row + 1 < len(rows) and c < len(rows[last_row + 1]) and rows[last_row + 1][c] == "^":
                last_row += 1
            if (last_row, last_column) != (r, c):
                found.append((r, last_row, c, last_column))
    return found


def plain(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the rows with merged positions empty."""
    return [["" if text in ("^", "<") else text for text in row] for row in rows]


def typed(text: str) -> str | float | None:
    """Return a cell as a spreadsheet program holds it: numbers as numbers."""
    try:
        return float(text)
    except ValueError:
        return text or None


def _with_lines(office: Office) -> list[list[str]]:
    rows = office.rows
    width = len(rows[0])

    def line(text: str) -> list[str]:
        return [text, *["<"] * (width - 1)]

    return [*map(line, office.above), *rows, *map(line, office.below)]


def as_xlsx(office: Office) -> bytes:
    """A new workbook."""
    book = Workbook()
    sheet = book.worksheets[0]
    rows = _with_lines(office)
    for row in plain(rows):
        sheet.append([typed(text) for text in row])
    for first, last, left, right in areas(rows):
        sheet.merge_cells(start_row=first + 1, end_row=last + 1, start_column=left + 1, end_column=right + 1)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_xls(office: Office) -> bytes:
    """An old workbook."""
    rows = _with_lines(office)
    values = [[typed(text) for text in row] for row in plain(rows)]
    return old_workbook(OldSheet("Sheet1", values, areas(rows)))


def as_page(office: Office) -> bytes:
    """A web page that is saved as a workbook."""
    rows = office.rows
    spans = {(first, left): (last - first + 1, right - left + 1) for first, last, left, right in areas(rows)}
    lines: list[str] = []
    for r, row in enumerate(rows):
        cells = [
            f'<td rowspan="{spans.get((r, c), (1, 1))[0]}" colspan="{spans.get((r, c), (1, 1))[1]}">'
            + escape(text).replace("\n", "<br>")
            for c, text in enumerate(row)
            if text not in ("^", "<")
        ]
        lines.append("<tr>" + "</td>".join(cells) + "</td></tr>")
    above, below = ("".join(f"<p>{escape(line)}</p>" for line in part) for part in (office.above, office.below))
    return f"<html><body>{above}<table>{''.join(lines)}</table>{below}</body></html>".encode("gb18030")


def as_word(office: Office) -> bytes:
    """A Word file."""
    rows = office.rows
    whole = {
        (r, left): (first, last, right) for first, last, left, right in areas(rows) for r in range(first, last + 1)
    }
    lines: list[str] = []
    for r, row in enumerate(rows):
        cells: list[str] = []
        for c, text in enumerate(row):
            first, last, right = whole.get((r, c), (r, r, c))
            if text == "<" or (text == "^" and (r, c) not in whole):
                continue
            merge = "" if first == last else '<w:vMerge w:val="restart"/>' if r == first else "<w:vMerge/>"
            content = "" if text == "^" else "".join(paragraph(part) for part in text.split("\n"))
            cells.append(cell(content, f'<w:gridSpan w:val="{right - c + 1}"/>{merge}'))
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return word_file(*map(paragraph, office.above), f"<w:tbl>{''.join(lines)}</w:tbl>", *map(paragraph, office.below))


def as_csv(office: Office) -> bytes:
    """A text table, as programs save one: a merged area has its text at its first place only."""
    file = io.StringIO()
    csv.writer(file).writerows(plain(_with_lines(office)))
    return file.getvalue().encode("gbk", "replace")


FORMATS: dict[str, Callable[[Office], bytes]] = {
    "xlsx": as_xlsx,
    "xls": as_xls,
    "html.xls": as_page,
    "docx": as_word,
    "csv": as_csv,
}
