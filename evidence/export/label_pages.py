"""盒脊 labels as a Word file: a table a page, whose cells are exactly as large as the labels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docx.document import Document

from evidence.boxes import MARGIN_MM, Paper
from evidence.errors import ExportError
from evidence.export.blocks import Style
from evidence.export.exact_tables import SIDES, Line, add_table, exact_document, fill
from evidence.export.settled import settle
from evidence.export.spine_labels import AIR, GAP_MM, Label, Part, on_pages
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.snapshot import Snapshot

_PT_PER_MM = 72 / 25.4
_CUT_EIGHTHS = 4  # of a point: the line that scissors follow


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
    document = exact_document(path.stem, snapshot, version, paper.size_mm, MARGIN_MM)
    face = template.styles[Style.POINT].face.chinese
    for page in pages:
        _table(document, page, face)
    with staged(path) as beside:
        document.save(str(beside))
        settle(beside, snapshot.at)
    return len(pages)


def _table(document: Document, labels: Sequence[Label], face: str) -> None:
    """Add a page of labels, each a column, with empty columns between them."""
    widths = [width for label in labels for width in (GAP_MM, label.width_mm)][1:]
    fields = labels[0].parts
    table = add_table(document, widths, [part.height_mm for part in fields])
    for at, row in enumerate(table.rows):
        outer = {"top": at == 0, "bottom": at == len(fields) - 1}
        drawn = [side for side in SIDES if outer.get(side, True)]
        for cell, label in zip(row.cells[::2], labels, strict=True):
            fill(cell, tuple(_lines(label.parts[at], face)), drawn, _CUT_EIGHTHS)


def _lines(part: Part, face: str) -> list[Line]:
    size = part.letter_mm * _PT_PER_MM
    return [Line(text, size, size * AIR, face) for text in part.lines]
