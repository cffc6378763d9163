"""Pages as lines of text, rules and frames at their places, for what draws them without a word processor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate

from msgspec import Struct

from evidence.export.blocks import Anchor, Content, FarPage, Link, PackedLink, PageNumber, Style
from evidence.export.paginate import (
    CELL_MARGIN_MM,
    CELL_RESERVE_EM,
    LINE_RESERVE_EM,
    NARROW_CELL_EM,
    NARROW_RESERVE_EM,
    PICTURE_AIR_TWIPS,
    Page,
    PlacedPicture,
    PlacedRow,
    PlacedTable,
    PlacedText,
)
from evidence.export.placed import PlacedPhotos
from evidence.export.template import TWIPS_PER_MM, Align, Face, Template
from evidence.export.widths import break_lines

_FOOT_PT = 14.0
_FOOT_FACE = Face("宋体", "宋体")


class DrawnLine(Struct, frozen=True):
    """A line of text in a box, in twips from the paper's upper left corner; its first letters may be a label."""

    left: int
    top: int
    width: int
    height: int
    text: str
    size_pt: float
    face: Face
    label: int = 0  # letters


class DrawnRule(Struct, frozen=True):
    """A straight rule of a table."""

    left: int
    top: int
    right: int
    bottom: int


class DrawnFrame(Struct, frozen=True):
    """The place of a picture."""

    left: int
    top: int
    width: int
    height: int
    text: str


Drawn = DrawnLine | DrawnRule | DrawnFrame


def drawn(page: Page, number: str, template: Template, page_of: Mapping[Anchor, str]) -> Iterator[Drawn]:
    """Yield what is on a page; `number` is printed at its foot, none if it is empty. `page_of` fills directories."""
    back = number.rpartition("-")[2].isdigit() and int(number.rpartition("-")[2]) % 2 == 0
    left, width = _left(template, back=back), template.page.width_twips
    top = template.sheet.top_twips
    for placed in page:
        match placed:
            case PlacedText():
                lines = list(_text(placed, left, width, top, template))
                yield from lines
                top += sum(line.height for line in lines)
            case PlacedTable():
                yield from _table(placed, left, top, template, page_of)
                top += sum(row.height_twips for row in placed.rows)
            case PlacedPicture():
                wide, high = (round(side * TWIPS_PER_MM) for side in (placed.width_mm, placed.height_mm))
                yield DrawnFrame(left + (width - wide) // 2, top, wide, high, placed.description)
                top += high + PICTURE_AIR_TWIPS
            case PlacedPhotos():
                yield from _photos(placed, left, top, template)
                top += sum(map(sum, placed.heights_twips))
    if number:
        yield _foot(number, left, template, back=back)


def _left(template: Template, *, back: bool) -> int:
    sheet = template.sheet
    if back and sheet.mirrored:
        return sheet.width_twips - sheet.left_twips - template.page.width_twips
    return sheet.left_twips


def _text(placed: PlacedText, left: int, room: int, top: int, template: Template) -> Iterator[DrawnLine]:
    metrics = template.styles[placed.style]
    width_em = room / 20 / metrics.size_pt - LINE_RESERVE_EM
    first_em = metrics.first_indent_em if placed.indent else 0.0
    pitch = metrics.pitch_twips or 0
    label = len(placed.label)
    for position, text in enumerate(break_lines(placed.label + placed.text, width_em, first_em)):
        indent = round(first_em * metrics.size_pt * 20) if position == 0 else 0
        at, width = left + indent, room - indent
        yield DrawnLine(at, top + position * pitch, width, pitch, text, metrics.size_pt, metrics.face, label)
        label = 0


def _photos(photos: PlacedPhotos, left: int, top: int, template: Template) -> Iterator[Drawn]:
    """Yield photographs that stand on the base line of their row, each over its texts."""
    width = photos.width_twips // photos.columns
    for row, (above, below) in enumerate(photos.heights_twips):
        for column, photo in enumerate(photos.photos[row * photos.columns : (row + 1) * photos.columns]):
            at = left + column * width
            wide, high = (round(side * TWIPS_PER_MM) for side in (photo.picture.width_mm, photo.picture.height_mm))
            yield DrawnFrame(at + (width - wide) // 2, top + above - high, wide, high, photo.picture.description)
            under = top + above
            for text in photo.texts:
                lines = list(_text(text, at + photos.margin_twips, width - 2 * photos.margin_twips, under, template))
                yield from lines
                under += sum(line.height for line in lines)
        top += above + below


def _table(
    table: PlacedTable, left: int, top: int, template: Template, page_of: Mapping[Anchor, str]
) -> Iterator[Drawn]:
    edges = [left, *(left + round(mm * TWIPS_PER_MM) for mm in accumulate(c.width_mm for c in table.columns))]
    above: PlacedRow | None = None
    for row in table.rows:
        ends = list(accumulate(row.form.spans))
        for content, style, span, end in zip(row.contents, row.form.styles, row.form.spans, ends, strict=True):
            begins, stops = edges[end - span], edges[end]
            same = end <= len(table.merged) and above is not None and above.contents[end - 1] == content
            if not same:
                yield DrawnRule(begins, top, stops, top)
                yield from _cell(_said(content, page_of), style, (begins, stops), (top, row.height_twips), template)
            yield DrawnRule(begins, top, begins, top + row.height_twips)
        yield DrawnRule(edges[-1], top, edges[-1], top + row.height_twips)
        top += row.height_twips
        above = row
    yield DrawnRule(edges[0], top, edges[-1], top)


def _cell(
    text: str, style: Style, across: tuple[int, int], down: tuple[int, int], template: Template
) -> Iterator[DrawnLine]:
    metrics, margin = template.styles[style], round(CELL_MARGIN_MM * TWIPS_PER_MM)
    left, width = across[0] + margin, across[1] - across[0] - 2 * margin
    width_em = width / 20 / metrics.size_pt
    width_em -= CELL_RESERVE_EM if width_em > NARROW_CELL_EM else NARROW_RESERVE_EM
    lines = break_lines(text, width_em)
    pitch = metrics.pitch_twips or 0
    top = down[0] + (down[1] - len(lines) * pitch) // 2
    for position, line in enumerate(lines):
        yield DrawnLine(left, top + position * pitch, width, pitch, line, metrics.size_pt, metrics.face)


def _said(content: Content, page_of: Mapping[Anchor, str]) -> str:
    match content:
        case Link() | PackedLink():
            return content.text
        case FarPage():
            return str(content.number)
        case PageNumber():
            return page_of.get(content.anchor, "")
        case _:
            return content


def _foot(number: str, left: int, template: Template, *, back: bool) -> DrawnLine:
    """Return the line of the page number, one character in from the outer edge."""
    sheet, height = template.sheet, round(_FOOT_PT * 20)
    face = Face(_FOOT_FACE.chinese, _FOOT_FACE.latin, align=Align.LEFT if back else Align.RIGHT)
    top = sheet.height_twips - sheet.foot_twips - height
    at, width = (left + height if back else left), template.page.width_twips - height
    return DrawnLine(at, top, width, height, f"— {number} —", _FOOT_PT, face)
