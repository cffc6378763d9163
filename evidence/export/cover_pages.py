"""盒封面 as a Word file: a page a box, each a table whose rows are exactly as high as they are to be."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docx.document import Document
from docx.table import _Cell as Cell  # pyright: ignore[reportPrivateUsage] - has no public name

from evidence.errors import ExportError
from evidence.export.blocks import Style
from evidence.export.box_covers import AIR, LIST_MM, Cover
from evidence.export.exact_tables import SIDES, Line, add_table, exact_document, fill
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.export.widths import break_lines, text_em
from evidence.snapshot import Snapshot
from evidence.wording import boxes as words

PAGE_MM = (210.0, 297.0)  # A4, which the front of a box takes whole
MARGIN_MM = 25.0
_TITLE_MM, _NUMBER_MM, _FIELD_MM, _GAP_MM = 42.0, 20.0, 12.0, 6.0
_WIDTHS_MM = (25.0, 55.0, 25.0, 55.0)  # of names and values; two of them are as wide as a column of the list
_TITLE_PT, _NUMBER_PT, _LEAST_PT = (26.0, 22.0, 18.0, 16.0, 14.0), 22.0, 6.0
_FIELD_PT = 14.0  # 四号
_PT_PER_MM = 72 / 25.4
_THIN, _THICK = 4, 12  # eighths of a point


def write_covers(path: Path, covers: Sequence[Cover], snapshot: Snapshot, template: Template, version: str) -> int:
    """Write covers of a project as it is to a Word file and return its pages: one a cover.

    Raises `ExportError` for another ending, and for no cover.
    """
    if path.suffix.lower() != ".docx":
        raise ExportError("cover_file_kind", path=str(path))
    if not covers:
        raise ExportError("label_none")
    document = exact_document(path.stem, snapshot, version, PAGE_MM, MARGIN_MM)
    for cover in covers:
        _page(document, cover, template, first=cover is covers[0])
    with staged(path) as beside:
        document.save(str(beside))
    return len(covers)


def _page(document: Document, cover: Cover, template: Template, *, first: bool) -> None:
    fields = [(words.COVER_FIELDS[code], value) for code, value in cover.known.items()]
    rows = [fields[at : at + 2] for at in range(0, len(fields), 2)]
    heights = (_TITLE_MM, _NUMBER_MM, LIST_MM[1], _GAP_MM, *[_FIELD_MM] * len(rows))
    table = add_table(document, _WIDTHS_MM, heights)
    faces = {style: template.styles[style].face.chinese for style in (Style.COVER_TITLE, Style.POINT, Style.BODY)}
    head = _whole(table.rows[0].cells)
    fill(head, _title(cover.title, faces[Style.COVER_TITLE]))
    head.paragraphs[0].paragraph_format.page_break_before = None if first else True
    number = "".join(words.spine_number(cover.number))
    fill(_whole(table.rows[1].cells), (Line(number, _NUMBER_PT, _NUMBER_PT * AIR, faces[Style.POINT]),))
    _list(table.rows[2].cells, cover, faces[Style.BODY])
    fill(_whole(table.rows[3].cells), ())
    for row, pair in zip(table.rows[4:], rows, strict=True):
        texts = [text for field in pair for text in field]
        styles = (Style.POINT, Style.BODY) * 2
        for cell, text, width, style in zip(row.cells, texts, _WIDTHS_MM, styles, strict=True):
            fill(cell, (_line(text, width, faces[style]),), SIDES, _THIN)


def _whole(cells: Sequence[Cell]) -> Cell:
    return cells[0].merge(cells[-1])


def _title(text: str, face: str) -> tuple[Line, ...]:
    """Return a title in two lines at the most, as large as that allows."""
    found = [(size, break_lines(text, LIST_MM[0] * _PT_PER_MM / size)) for size in _TITLE_PT]
    size, lines = next(((size, lines) for size, lines in found if len(lines) <= 2), found[-1])
    return tuple(Line(line, size, size * AIR, face) for line in lines[:2])


def _list(cells: Sequence[Cell], cover: Cover, face: str) -> None:
    """Write what lies in the box, framed, in a column or two."""
    held = cover.held
    halves = (_whole(cells),) if held.columns == 1 else (_whole(cells[:2]), _whole(cells[2:]))
    for at, cell in enumerate(halves):
        pitch = held.size_pt * AIR
        lines = tuple(Line(text, held.size_pt, pitch, face, centred=False, indent_mm=3.0) for text in held.column(at))
        outer = {"left": at == 0, "right": at == len(halves) - 1}
        fill(cell, lines, [side for side in SIDES if outer.get(side, True)], _THICK)


def _line(text: str, width_mm: float, face: str) -> Line:
    """Return a text as large as a cell of this width takes it in one line."""
    size = min(_FIELD_PT, max(_LEAST_PT, (width_mm - 2) * _PT_PER_MM / max(1.0, text_em(text))))
    return Line(text, size, size * AIR, face)
