"""Tables in Word whose cells are exactly as large as they are to be, for what is measured: labels, box covers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, time
from typing import Any, NamedTuple, cast

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.table import _Cell as Cell  # pyright: ignore[reportPrivateUsage] - has no public name
from docx.text.paragraph import Paragraph

from evidence.export.runs import clean
from evidence.snapshot import Snapshot

_MOST_TOLD = 255  # characters that the library takes for a property
_BEHIND_MM = 4  # of the lower margin: room for the paragraph that stands behind a table
SIDES = ("top", "left", "bottom", "right")


class Line(NamedTuple):
    """A line of a cell; it is one by construction: nothing measures it here."""

    text: str
    size_pt: float
    pitch_pt: float
    face: str
    centred: bool = True
    indent_mm: float = 0.0


def exact_document(
    title: str, snapshot: Snapshot, version: str, size_mm: tuple[float, float], margin_mm: float
) -> Document:
    """Return an empty document of this paper, whose properties tell whose it is; the library has its own there."""
    document = docx.Document()
    told, author = document.core_properties, clean(snapshot.project.author)[:_MOST_TOLD]
    told.title, told.author, told.last_modified_by = clean(title)[:_MOST_TOLD], author, author
    told.comments, told.version, told.language = f"备检 {version}", version, "zh-CN"
    told.created = told.modified = datetime.combine(snapshot.at.date(), time())
    zoom = document.settings.element.find(qn("w:zoom"))
    if zoom is not None:
        zoom.set(qn("w:percent"), "100")  # which the schema asks for, and the library leaves out
    (section,) = document.sections
    section.page_width, section.page_height = map(Mm, size_mm)
    section.left_margin = section.right_margin = section.top_margin = Mm(margin_mm)
    section.bottom_margin = Mm(margin_mm - _BEHIND_MM)
    section.header_distance = section.footer_distance = Mm(margin_mm - _BEHIND_MM)
    return document


def add_table(document: Document, widths_mm: Sequence[float], heights_mm: Sequence[float]) -> Table:
    """Add a table of cells without margins, and a paragraph behind it that takes no room."""
    table = document.add_table(len(heights_mm), len(widths_mm))
    table.autofit = False
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
    if layout is not None:
        layout.addnext(_element("tblCellMar", margins))  # so that cells begin where the paper's margin ends
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row, height in zip(table.rows, heights_mm, strict=True):
        row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.EXACTLY
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)
    _set_pitch(document.add_paragraph(), 1)
    return table


def fill(cell: Cell, lines: Sequence[Line], sides: Collection[str] = (), eighths: int = 0) -> None:
    """Write lines into a cell, in its middle, with a border on these of `SIDES`, so many eighths of a point thick."""
    drawn = "".join(
        f'<w:{side} w:val="single" w:sz="{eighths}"/>' if side in sides else f'<w:{side} w:val="nil"/>'
        for side in SIDES
    )
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
    properties.append(_element("tcBorders", drawn))
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for at, line in enumerate(lines or (Line("", 1, 1, ""),)):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if line.centred else WD_ALIGN_PARAGRAPH.LEFT
        _set_pitch(paragraph, line.pitch_pt)
        if line.indent_mm:
            paragraph.paragraph_format.left_indent = Mm(line.indent_mm)
        if not line.text:
            continue
        run = paragraph.add_run(clean(line.text))
        run.font.size, run.font.name = Pt(int(line.size_pt * 2) / 2), line.face
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), line.face)  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]


def _element(name: str, inside: str) -> Any:  # noqa: ANN401 - the library has a type for each place
    return cast("Any", parse_xml(f"<w:{name} {nsdecls('w')}>{inside}</w:{name}>"))


def _set_pitch(paragraph: Paragraph, points: float) -> None:
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)
