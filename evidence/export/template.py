"""The Word template: read once, for its parts and for the measures that pages are computed from."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from evidence.errors import ExportError
from evidence.export.blocks import Style
from evidence.model import Notice

TWIPS_PER_MM = 1440 / 25.4


class Align(StrEnum):
    """How lines stand between the margins, as Word calls it."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    BOTH = "both"


class Face(Struct, frozen=True):
    """How a style looks, which no measure depends on: what draws pages without Word asks for it."""

    chinese: str = ""
    latin: str = ""
    bold: bool = False
    align: Align = Align.LEFT


class StyleMetrics(Struct, frozen=True):
    """What pagination needs of one style: size in points, line pitch in twips (None: as high as its content)."""

    style_id: str
    size_pt: float
    pitch_twips: int | None
    first_indent_em: float
    face: Face = Face()


class PageMetrics(Struct, frozen=True):
    """The type area (版心), in twips."""

    width_twips: int
    height_twips: int


class Sheet(Struct, frozen=True):
    """The paper and where the type area lies on its front, in twips; `foot` is from the lower edge to the foot's."""

    width_twips: int
    height_twips: int
    top_twips: int
    left_twips: int
    foot_twips: int
    mirrored: bool  # whether left and right change places on the back


class Template(Struct, frozen=True):
    """A Word template that has been found fit for use."""

    path: Path
    page: PageMetrics
    styles: Mapping[Style, StyleMetrics]
    sheet: Sheet
    section: str  # XML of the section that all numbered pages belong to, with its feet
    label_id: str  # of the character style of what stands before a text
    grid_id: str  # of the style of tables
    stand_ins: Mapping[str, str]  # by face: what stands in where that is not installed
    styles_part: bytes | None = None  # in the place of the file's own; None: that is as it should be


class Inspection(Struct, frozen=True):
    """What was found of a template: `template` where nothing forbids to use it, and what is merely odd."""

    template: Template | None
    faults: tuple[Notice, ...]
    remarks: tuple[Notice, ...] = ()


def load_template(path: Path, *, turned: bool = False) -> Template:
    """Read a template and its measures, `turned` that of wide tables; raise `ExportError` with all that is wrong."""
    from evidence.export.template_check import inspect_template
    from evidence.wording import templates as words

    found = inspect_template(path, turned=turned)
    if found.template is None:
        raise ExportError("template_unfit", path=str(path), faults=words.listed(found.faults))
    return found.template
