"""Tables as WordprocessingML, which nearly all bytes of a dossier are: rows that are alike fill one pattern."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from evidence.export.blocks import Column, FarPage, Form, Link, PackedLink, PageNumber, Style, all_text
from evidence.export.merging import Merge, merged_rows
from evidence.export.paginate import CELL_MARGIN_MM, PlacedRow, PlacedTable
from evidence.export.runs import PLAIN_RUN, plain_runs, run
from evidence.export.template import TWIPS_PER_MM, Template

_ALIGN = '<w:vAlign w:val="center"/>'
_BEGIN_OF_ROW = '<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="%d" w:hRule="exact"/></w:trPr>'
_HEAD = (b"</w:trPr>", b"<w:tblHeader/></w:trPr>", 1)  # what makes a row the head of its table


class _Patterns(NamedTuple):
    """XML of rows that are alike, with `%d` for their height and `%s` for what the cells hold."""

    form: Form
    plain: bytes  # for `plain_runs`
    runs: str  # for runs


class TableWriter:
    """Writes the tables of one document that have the same columns."""

    def __init__(
        self,
        columns: tuple[Column, ...],
        template: Template,
        link: Callable[[Link | PageNumber | FarPage | PackedLink], str],
    ) -> None:
        """Know the columns, the styles' ids, and how what is no plain text is written."""
        self._template = template
        self._link = link
        self._widths = [round(column.width_mm * TWIPS_PER_MM) for column in columns]
        self._head: PlacedRow | None = None  # of the last table: one that goes on over pages has it on each
        self._begin = b""  # with the head
        self._patterns: dict[Form, _Patterns] = {}
        self._last = _Patterns(Form((), (), ()), b"", "")  # of the last row: most are like the row above

    def xml(self, table: PlacedTable) -> list[bytes]:
        """Return the part of a table that lies on one page, in pieces; its first row is its head."""
        head, *rows = table.rows
        if head is not self._head:
            self._head, self._begin = head, self._begin_of_table() + self._row(head).replace(*_HEAD)
        if table.merged:
            body = [_with_merges(self._row(row), merges) for row, merges in merged_rows(rows, table.merged)]
        else:
            body = self._plain_rows(rows) or list(map(self._row, rows))
        return [self._begin, *body, b"</w:tbl>"]

    def _begin_of_table(self) -> bytes:
        margin = round(CELL_MARGIN_MM * TWIPS_PER_MM)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._template.grid_id}"/>'
            f'<w:tblW w:w="{sum(self._widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
            f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
        ).encode()

    def _plain_rows(self, rows: Sequence[PlacedRow]) -> list[bytes]:
        """Return rows that are alike and hold nothing but plain texts, all looked at once; nothing if one does not."""
        contents = tuple(chain.from_iterable(row.contents for row in rows))
        if not all_text(contents) or len({id(row.form) for row in rows}) > 1:
            return []
        parts = plain_runs(contents)
        if not parts:
            return []
        pattern, size = self._patterns_of(rows[0].form).plain, 2 * len(rows[0].contents)
        filling: list[int | bytes] = [0] * (len(rows) + len(parts))
        filling[:: size + 1] = [row.height_twips for row in rows]
        for at in range(size):
            filling[at + 1 :: size + 1] = parts[at::size]
        return [pattern * len(rows) % tuple(filling)]

    def _row(self, row: PlacedRow) -> bytes:
        contents, form, height_twips = row
        patterns = self._patterns_of(form)
        if all_text(contents) and (parts := plain_runs(contents)):
            return patterns.plain % (height_twips, *parts)
        runs = [run(content) if isinstance(content, str) else self._link(content) for content in contents]
        return (patterns.runs % (height_twips, *runs)).encode()

    def _patterns_of(self, form: Form) -> _Patterns:
        if self._last.form is not form:
            self._last = self._new_patterns(form)
        return self._last

    def _new_patterns(self, form: Form) -> _Patterns:
        found = self._patterns.get(form)
        if found is None:
            begins = list(map(self._begin_of_cell, form.styles, accumulate(form.spans), form.spans))
            plain, runs = (
                _BEGIN_OF_ROW + "".join(f"{begin}{text}</w:p></w:tc>" for begin in begins) + "</w:tr>"
                for text in (PLAIN_RUN, "%s")
            )
            found = self._patterns[form] = _Patterns(form, plain.encode(), runs)
        return found

    def _begin_of_cell(self, style: Style, end: int, span: int) -> str:
        """Return what stands before the content of a cell that ends before column `end`."""
        grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        style_id = self._template.styles[style].style_id.replace("%", "%%")
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{sum(self._widths[end - span : end])}" w:type="dxa"/>{grid}'
            f'{_ALIGN}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr>'
        )


def _with_merges(row: bytes, merges: Sequence[Merge]) -> bytes:
    """Return a row, the first of its cells joined with those above or below."""
    align = _ALIGN.encode()
    before, *parts = row.split(align, len(merges))
    joins = (f'<w:vMerge w:val="{merge}"/>'.encode() if merge else b"" for merge in merges)
    return before + b"".join(join + align + part for join, part in zip(joins, parts, strict=True))
