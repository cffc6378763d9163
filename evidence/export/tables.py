"""Tables as WordprocessingML, which nearly all bytes of a dossier are: rows that are alike fill one pattern."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from evidence.export.blocks import Column, FarPage, Link, PageNumber, Style, all_text
from evidence.export.merging import Merge, merged_rows
from evidence.export.paginate import CELL_MARGIN_MM, Form, PlacedRow, PlacedTable
from evidence.export.runs import PLAIN_RUN, plain, run
from evidence.export.template import TWIPS_PER_MM, Template

_ALIGN = '<w:vAlign w:val="center"/>'


class _Patterns(NamedTuple):
    """XML of rows that are alike, after what begins a row, with `%s` for what the cells hold."""

    form: Form
    plain: str  # for plain texts
    runs: str  # for runs


class TableWriter:
    """Writes the tables of one document that have the same columns."""

    def __init__(
        self, columns: tuple[Column, ...], template: Template, link: Callable[[Link | PageNumber | FarPage], str]
    ) -> None:
        """Know the columns, the styles' ids, and how what is no plain text is written."""
        self._template = template
        self._link = link
        self._widths = [round(column.width_mm * TWIPS_PER_MM) for column in columns]
        self._patterns: dict[Form, _Patterns] = {}
        self._last = _Patterns(Form((), (), ()), "", "")  # of the last row: most are like the row above

    def xml(self, table: PlacedTable) -> list[str]:
        """Return the part of a table that lies on one page, in pieces; its first row is its head."""
        pieces = [self._begin()]
        head, *rows = table.rows
        body = merged_rows(rows, table.merged) if table.merged else ((row, ()) for row in rows)
        for row, merges in ((head, ()), *body):
            pieces.append(_begin_of_row(row.height_twips, head=len(pieces) == 1))
            pieces.append(_with_merges(self._cells(row), merges))
        pieces.append("</w:tbl>")
        return pieces

    def _begin(self) -> str:
        margin = round(CELL_MARGIN_MM * TWIPS_PER_MM)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="BjGrid"/><w:tblW w:w="{sum(self._widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
            f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
        )

    def _cells(self, row: PlacedRow) -> str:
        contents, form, _ = row
        patterns = self._last
        if patterns.form is not form:
            patterns = self._last = self._patterns_of(form)
        if all(contents) and all_text(contents) and plain(contents):
            return patterns.plain % contents
        runs = [run(content) if isinstance(content, str) else self._link(content) for content in contents]
        return patterns.runs % tuple(runs)

    def _patterns_of(self, form: Form) -> _Patterns:
        found = self._patterns.get(form)
        if found is None:
            begins = list(map(self._begin_of_cell, form.styles, accumulate(form.spans), form.spans))
            plains, runs = (
                "".join(f"{begin}{text}</w:p></w:tc>" for begin in begins) + "</w:tr>" for text in (PLAIN_RUN, "%s")
            )
            found = self._patterns[form] = _Patterns(form, plains, runs)
        return found

    def _begin_of_cell(self, style: Style, end: int, span: int) -> str:
        """Return what stands before the content of a cell that ends before column `end`."""
        grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        style_id = self._template.styles[style].style_id.replace("%", "%%")
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{sum(self._widths[end - span : end])}" w:type="dxa"/>{grid}'
            f'{_ALIGN}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>'
        )


def _with_merges(cells: str, merges: tuple[Merge, ...]) -> str:
    """Return the cells of a row, the first of them joined with those above or below."""
    parts = cells.split(_ALIGN, len(merges))
    found = (f'<w:vMerge w:val="{merge}"/>{_ALIGN}' if merge else _ALIGN for merge in merges)
    return parts[0] + "".join(join + part for join, part in zip(found, parts[1:], strict=True)) if merges else cells


@lru_cache(maxsize=256)
def _begin_of_row(height_twips: int, *, head: bool) -> str:
    repeat = "<w:tblHeader/>" if head else ""
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height_twips}" w:hRule="exact"/>{repeat}</w:trPr>'
