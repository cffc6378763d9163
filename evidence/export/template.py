"""The Word template: read once, for its parts and for the measures that pages are computed from."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence.errors import ExportError
from evidence.export.blocks import Style

if TYPE_CHECKING:
    from docx.styles.style import ParagraphStyle

TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class StyleMetrics:
    """What pagination needs of one style: size in points, line pitch in twips (None: as high as its content)."""

    style_id: str
    size_pt: float
    pitch_twips: int | None
    first_indent_em: float


@dataclass(frozen=True, slots=True)
class PageMetrics:
    """The type area (版心), in twips."""

    width_twips: int
    height_twips: int


@dataclass(frozen=True, slots=True)
class Template:
    """A Word template that has been found fit for use."""

    path: Path
    page: PageMetrics
    styles: Mapping[Style, StyleMetrics]


def load_template(path: Path) -> Template:
    """Read a template and its measures; raise `ExportError` with what is wrong and where."""
    import docx
    from docx.enum.text import WD_LINE_SPACING
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from docx.shared import Length

    try:
        document = docx.Document(str(path))
    except (OSError, KeyError, ValueError, SyntaxError, zipfile.BadZipFile, PythonDocxError, OpcError) as error:
        raise ExportError("template_unreadable", path=str(path)) from error
    named = {style.name: style for style in document.styles}
    styles: dict[Style, StyleMetrics] = {}
    for wanted in Style:
        style: ParagraphStyle | None = named.get(wanted.value)  # type: ignore[assignment]
        if style is None or style.font.size is None:
            raise ExportError("template_style_missing", path=str(path), style=wanted.value)
        shape: Any = style.paragraph_format  # python-docx leaves its properties untyped
        exact = shape.line_spacing_rule == WD_LINE_SPACING.EXACTLY and isinstance(shape.line_spacing, Length)
        if not exact and wanted is not Style.PICTURE:
            raise ExportError("template_style_not_exact", path=str(path), style=wanted.value)
        size_pt = style.font.size.pt
        styles[wanted] = StyleMetrics(
            style.style_id,
            size_pt,
            round(shape.line_spacing.twips) if isinstance(shape.line_spacing, Length) and exact else None,
            (shape.first_line_indent.pt if shape.first_line_indent else 0.0) / size_pt,
        )
    section = document.sections[-1]
    sizes = (section.page_width, section.left_margin, section.right_margin)
    heights = (section.page_height, section.top_margin, section.bottom_margin)
    if None in sizes or None in heights:
        raise ExportError("template_page_missing", path=str(path))
    width, left, right = (size.twips for size in sizes if size is not None)
    height, top, bottom = (size.twips for size in heights if size is not None)
    return Template(path, PageMetrics(width - left - right, height - top - bottom), styles)
