"""Tables as WordprocessingML, which nearly all bytes of a dossier are: put together from bytes made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from evidence.export.blocks import Column, FarPage, Link, PageNumber, Style
from evidence.export.paginate import CELL_MARGIN_MM, PlacedRow, PlacedTable
from evidence.export.remembered import Remembered
from evidence.export.runs import run
from evidence.export.template import TWIPS_PER_MM, Template

_END_OF_CELL = b"</w:p></w:tc>"
_END_OF_ROW = _END_OF_CELL + b"</w:tr>"


class TableWriter:
    """Writes the tables of one document that have the same columns."""

    def __init__(
        self, columns: tuple[Column, ...], template: Template, link: Callable[[Link | PageNumber | FarPage], str]
    ) -> None:
        """Know the columns, the styles' ids, and how what is no plain text is written."""
        self._template = template
        self._link = link
        self._widths = [round(column.width_mm * TWIPS_PER_MM) for column in columns]
        # By the column where a cell begins: style, span and XML before the content of the last one there.
        self._last: list[tuple[Style, int, bytes]] = [(Style.PICTURE, 0, b"")] * len(columns)

    def xml(self, table: PlacedTable) -> bytes:
        """Return the part of a table that lies on one page; its first row is its head."""
        parts = [self._begin()]
        for row in table.rows:
            self._add(row, parts, head=len(parts) == 1)
        parts.append(b"</w:tbl>")
        return b"".join(parts)

    def _begin(self) -> bytes:
        margin = round(CELL_MARGIN_MM * TWIPS_PER_MM)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="BjGrid"/><w:tblW w:w="{sum(self._widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
            f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
        ).encode()

    def _add(self, row: PlacedRow, parts: list[bytes], *, head: bool) -> None:
        parts.append(_begin_of_row(row.height_twips, head=head))
        at = 0
        for content, style, span, _ in row.cells:
            last_style, last_span, begin = self._last[at]
            if style is not last_style or span != last_span:
                begin = self._begin_of_cell(style, span, at)
                self._last[at] = (style, span, begin)
            at += span
            parts.append(begin)
            parts.append(_runs[content] if isinstance(content, str) else self._link(content).encode())
        parts.append(_END_OF_ROW)

    def _begin_of_cell(self, style: Style, span: int, at: int) -> bytes:
        """Return what stands before a cell's content, with the end of the cell before it."""
        grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        cell = (
            f'<w:tc><w:tcPr><w:tcW w:w="{sum(self._widths[at : at + span])}" w:type="dxa"/>{grid}'
            '<w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{self._template.styles[style].style_id}"/></w:pPr>'
        ).encode()
        return _END_OF_CELL + cell if at else cell


@lru_cache(maxsize=256)
def _begin_of_row(height_twips: int, *, head: bool) -> bytes:
    repeat = "<w:tblHeader/>" if head else ""
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height_twips}" w:hRule="exact"/>{repeat}</w:trPr>'
    ).encode()


_runs = Remembered(lambda text: run(text).encode(), 8192)
