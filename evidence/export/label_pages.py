"""盒脊 labels as a Word file: a table a page, whose cells are exactly as large as the labels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any, cast

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import _Cell as Cell  # pyright: ignore[reportPrivateUsage] - has no public name
from docx.text.paragraph import Paragraph

from evidence.boxes import MARGIN_MM, Paper
from evidence.errors import ExportError
from evidence.export.blocks import Style
from evidence.export.runs import clean
from evidence.export.settled import settle
from evidence.export.spine_labels import AIR, GAP_MM, Label, Part, on_pages
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.snapshot import Snapshot

_PT_PER_MM = 72 / 25.4
_MOST_TOLD = 255  # characters that the library takes for a property
_CUT_EIGHTHS = "4"  # of a point: the line that scissors follow


def write_labels(
    path: Path, labels: Sequence[Label], paper: Paper, snapshot: Snapshot, template: Template, version: str
) -> int:
    """Write labels of a project as it is to a Word file and return its pages.

    Raises `ExportError` for another ending, and for no label.
    """
    if path.suffix.lower() != ".docx":
        raise ExportError("label_file_kind", path=str(path))
    if not labels:
        raise ExportError("label_none")
    pages = tuple(on_pages(labels, paper))
    document = docx.Document()
    _tell_of(document, path.stem, snapshot, version)
    _set_paper(document, paper)
    face = template.styles[Style.POINT].face.chinese
    for page in pages:
        _table(document, page, face)
    with staged(path) as beside:
        document.save(str(beside))
        settle(beside, snapshot.at)
    return len(pages)


def _tell_of(document: Document, title: str, snapshot: Snapshot, version: str) -> None:
    """Say in the file's properties whose it is; the library has its own there."""
    told, author = document.core_properties, clean(snapshot.project.author)[:_MOST_TOLD]
    told.title, told.author, told.last_modified_by = clean(title)[:_MOST_TOLD], author, author
    told.comments, told.version, told.language = f"备检 {version}", version, "zh-CN"
    told.created = told.modified = datetime.combine(snapshot.at.date(), time())


def _set_paper(document: Document, paper: Paper) -> None:
    zoom = document.settings.element.find(qn("w:zoom"))
    if zoom is not None:
        zoom.set(qn("w:percent"), "100")  # which the schema asks for, and the library leaves out
    (section,) = document.sections
    section.page_width, section.page_height = map(Mm, paper.size_mm)
    section.left_margin = section.right_margin = section.top_margin = Mm(MARGIN_MM)
    section.bottom_margin = Mm(MARGIN_MM - 4)  # room for the paragraph that stands behind a table
    section.header_distance = section.footer_distance = Mm(MARGIN_MM - 4)


def _table(document: Document, labels: Sequence[Label], face: str) -> None:
    """Add a page of labels, each a column, with empty columns between them."""
    widths = [width for label in labels for width in (GAP_MM, label.width_mm)][1:]
    fields = len(labels[0].parts)
    table = document.add_table(fields, len(widths))
    table.autofit = False
    margins = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
    if layout is not None:
        layout.addnext(_element("tblCellMar", margins))  # so that labels begin where the paper's margin ends
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for at, row in enumerate(table.rows):
        row.height, row.height_rule = Mm(labels[0].parts[at].height_mm), WD_ROW_HEIGHT_RULE.EXACTLY
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
        for cell, label in zip(row.cells[::2], labels, strict=True):
            _fill(cell, label.parts[at], face, first=at == 0, last=at == fields - 1)
    behind = document.add_paragraph()
    _set_pitch(behind, 1)


def _fill(cell: Cell, part: Part, face: str, *, first: bool, last: bool) -> None:
    inner = {"top": not first, "bottom": not last}
    sides = ("top", "left", "bottom", "right")
    lines = "".join(
        f'<w:{side} w:val="{"nil" if inner.get(side) else "single"}" w:sz="{_CUT_EIGHTHS}"/>' for side in sides
    )
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
    properties.append(_element("tcBorders", lines))
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    size = part.letter_mm * _PT_PER_MM
    for at, text in enumerate(part.lines or ("",)):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _set_pitch(paragraph, size * AIR)
        run = paragraph.add_run(text)
        run.font.size, run.font.name = Pt(int(size * 2) / 2), face
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]


def _element(name: str, inside: str) -> Any:  # noqa: ANN401 - the library has a type for each place
    return cast("Any", parse_xml(f"<w:{name} {nsdecls('w')}>{inside}</w:{name}>"))


def _set_pitch(paragraph: Paragraph, points: float) -> None:
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)
