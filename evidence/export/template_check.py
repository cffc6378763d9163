"""Whether a Word template can be used: what would make page numbers wrong or files unfit stops, what is odd is said."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from evidence.export.blocks import Style
from evidence.export.template import (
    TWIPS_PER_MM,
    Align,
    Face,
    Inspection,
    PageMetrics,
    Sheet,
    StyleMetrics,
    Template,
)
from evidence.export.template_parts import DOCUMENT, STYLES, Parts, Styles, W, number, section_xml, without_auto_space
from evidence.extract.markup import Element
from evidence.model import Notice

LABEL, GRID = "标签", "资料表格"  # styles beside those of paragraphs


class Bounds(NamedTuple):
    """The sizes that pages stand, in points; a line pitch may be from one to `most_pitch` times the size."""

    least_pt: float
    most_pt: float
    most_pitch: float = 2.5


# Columns are of fixed width: larger letters would break the numbers in them.
_TABLE = Bounds(8, 12)
_SMALL = Bounds(9, 16)
_TEXT = Bounds(10.5, 18)
_TITLE = Bounds(14, 26)
BOUNDS: dict[Style, Bounds] = {
    Style.COVER_TITLE: Bounds(18, 42, 1.4),
    Style.COVER_EDITION: Bounds(10.5, 26, 1.6),
    Style.COVER_LINE: Bounds(10.5, 22, 1.8),
    Style.DIRECTORY_TITLE: _TITLE,
    Style.CATEGORY: _TITLE,
    Style.POINT: Bounds(12, 24),
    Style.ITEM: _TEXT,
    Style.SECTION: _TEXT,
    Style.BODY: _TEXT,
    Style.CAPTION: _SMALL,
    Style.ENTRY: _SMALL,
    Style.NOTE: _SMALL,
    Style.CONTINUED: _SMALL,
    Style.TABLE_HEAD: _TABLE,
    Style.TABLE_TEXT: _TABLE,
    Style.TABLE_CENTRE: _TABLE,
    Style.TABLE_GROUP: _TABLE,
    Style.PICTURE: Bounds(0.5, 5),  # an empty line of it ends each part of a document
}
# Of the type area, in mm: tables are 156 mm wide, turned ones 225.
_LEAST = {False: (155.5, 200.0), True: (224.5, 140.0)}
_MOST_WIDTH_MM = 170.0
_A4_MM = (210, 297)
_NORM_PITCH_PT = (28.0, 30.0)
_NORM_BODY_PT = 16.0
_NORM_GAP_MM = 7.0
_MOST_INDENT_EM = 4.0
# Word's own line spacing, where a foot has no exact one.
_LOOSE = 1.4
# What makes a paragraph higher or narrower than its lines say.
_DISTURBING = ("numPr", "pageBreakBefore", "framePr", "pBdr", "vanish")
# Faces for which widths were measured; Chinese ones are as wide as high.
_MEASURED = frozenset({"", "Times New Roman", "Arial", "SimSun", "宋体", "仿宋", "FangSong", "仿宋_GB2312", "楷体"})
_PAGE_FIELD = re.compile(r"\bPAGE\b")
_OLD_FILE = b"\xd0\xcf\x11\xe0"


def inspect_template(path: Path, *, turned: bool = False) -> Inspection:
    """Read a template and tell all that is wrong with it, `turned` one for wide tables."""
    try:
        if path.is_file() and path.read_bytes()[:4] == _OLD_FILE:
            return Inspection(None, (_notice("old"),))
        parts = Parts(path)
    except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, etree.LxmlError):
        return Inspection(None, (_notice("unreadable"),))
    faults = list(_of_file(parts))
    if faults:
        return Inspection(None, tuple(faults))
    styles, sections = parts.styles, parts.sections
    metrics = {style: _metrics(styles, style) for style in Style}
    faults += _of_styles(styles, metrics)
    page = _page(sections[-1]) if sections else None
    faults += [_notice("no_page")] if page is None else _of_page(*page, turned=turned)
    if sections:
        faults += _of_margins(parts, turned=turned)
    fit = {style: found for style, found in metrics.items() if found is not None}
    label, grid = styles.id_of("character", LABEL), styles.id_of("table", GRID)
    if faults or page is None or label is None or grid is None:
        return Inspection(None, tuple(faults))
    area, sheet = page
    sheet = Sheet(*sheet[:5], parts.setting("mirrorMargins") is not None)
    section = section_xml(sections[-1])
    used = {found.style_id for found in fit.values()}
    spaced = any(map(styles.auto_space, used))
    part = without_auto_space(parts.tree(STYLES), used) if spaced else None
    template = Template(path, area, fit, sheet, section, label, grid, _stand_ins(parts), part)
    return Inspection(template, (), () if turned else tuple(_remarks(parts, template)))


def _of_file(parts: Parts) -> Iterator[Notice]:
    """Yield what makes a file unfit before its styles are looked at."""
    if "macroEnabled" in parts.types or any(name.endswith("vbaProject.bin") for name in parts.names):
        yield _notice("macros")
    elif "wordprocessingml.template.main" in parts.types:
        yield _notice("dotx")
    elif not parts.has(DOCUMENT) or not parts.has(STYLES) or parts.tree(DOCUMENT).tag != f"{W}document":
        yield _notice("unreadable")
    if parts.outside:
        yield _notice("outside", target=parts.outside[0])
    if any(name.startswith("word/fonts/") for name in parts.names):
        yield _notice("fonts")


def _metrics(styles: Styles, wanted: Style) -> StyleMetrics | None:
    """Return what a style measures; None where it is not there or has no size."""
    key = styles.id_of("paragraph", wanted.value)
    half_points = number(styles.attribute(key, "sz", "val")) if key is not None else None
    if key is None or not half_points:
        return None
    size_pt = half_points / 2
    exact = styles.attribute(key, "spacing", "lineRule") == "exact"
    pitch = number(styles.attribute(key, "spacing", "line")) if exact else None
    chars = number(styles.attribute(key, "ind", "firstLineChars"))
    indent = chars / 100 if chars else (number(styles.attribute(key, "ind", "firstLine")) or 0) / 20 / size_pt
    align = styles.attribute(key, "jc", "val") or ""
    face = Face(
        chinese=styles.attribute(key, "rFonts", "eastAsia") or "",
        latin=styles.attribute(key, "rFonts", "ascii") or "",
        bold=styles.is_on(key, "b"),
        align=Align(align) if align in set(Align) else Align.RIGHT if align == "end" else Align.LEFT,
    )
    return StyleMetrics(key, size_pt, pitch, indent, face)


def _of_styles(styles: Styles, metrics: dict[Style, StyleMetrics | None]) -> Iterator[Notice]:
    for style, found in metrics.items():
        if found is None:
            yield _notice("style_missing", style=style.value)
        else:
            yield from _of_style(styles, style, found)
    for kind, name in (("character", LABEL), ("table", GRID)):
        if styles.id_of(kind, name) is None:
            yield _notice("style_lost", style=name)


def _of_style(styles: Styles, style: Style, found: StyleMetrics) -> Iterator[Notice]:
    """Yield what is wrong with a style that is there."""
    key, name, bounds = found.style_id, style.value, BOUNDS[style]
    if not bounds.least_pt <= found.size_pt <= bounds.most_pt:
        least, most = f"{bounds.least_pt:g}", f"{bounds.most_pt:g}"
        yield _notice("size", style=name, size=f"{found.size_pt:g}", least=least, most=most)
    if style is not Style.PICTURE:
        if found.pitch_twips is None:
            yield _notice("not_exact", style=name)
        elif not found.size_pt <= found.pitch_twips / 20 <= found.size_pt * bounds.most_pitch:
            most = f"{found.size_pt * bounds.most_pitch:g}"
            yield _notice(
                "pitch", style=name, pitch=f"{found.pitch_twips / 20:g}", least=f"{found.size_pt:g}", most=most
            )
    elif styles.attribute(key, "spacing", "lineRule") in ("exact", "atLeast"):
        yield _notice("picture_exact", style=name)
    around = ("before", "after", "beforeLines", "afterLines", "beforeAutospacing", "afterAutospacing")
    if any(number(styles.attribute(key, "spacing", side)) for side in around):
        yield _notice("around", style=name)
    sides = ("left", "start", "right", "end", "leftChars", "startChars", "rightChars", "endChars", "hanging")
    if any(number(styles.attribute(key, "ind", side)) for side in sides):
        yield _notice("indents", style=name)
    if not 0 <= found.first_indent_em <= _MOST_INDENT_EM:
        yield _notice("first_line", style=name)
    wider = (number(styles.attribute(key, "spacing", "val")) or 0) > 0 or (
        number(styles.attribute(key, "w", "val")) or 100
    ) > 100
    if wider:
        yield _notice("wider", style=name)
    for disturbing in _DISTURBING:
        if styles.is_on(key, disturbing):
            yield _notice(disturbing, style=name)


class _OnSheet(NamedTuple):
    width_twips: int
    height_twips: int
    top_twips: int
    left_twips: int
    foot_twips: int


def _page(section: Element) -> tuple[PageMetrics, _OnSheet] | None:
    """Return what a section says of its pages; None where it says too little."""
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    if size is None or margins is None:
        return None
    told = [number(size.get(f"{W}{name}")) for name in ("w", "h")]
    told += [number(margins.get(f"{W}{name}")) for name in ("left", "right", "top", "bottom")]
    known = [value for value in told if value is not None]
    if len(known) < len(told):
        return None
    width, height, left, right, top, bottom = known
    gutter = number(margins.get(f"{W}gutter")) or 0
    foot = number(margins.get(f"{W}footer")) or 0
    # Negative margins are fixed ones, which no header moves.
    area = PageMetrics(width - left - right - gutter, height - abs(top) - abs(bottom))
    return area, _OnSheet(width, height, abs(top), left + gutter, foot)


def _of_page(area: PageMetrics, sheet: _OnSheet, *, turned: bool) -> Iterator[Notice]:
    if (sheet.width_twips > sheet.height_twips) != turned:
        yield _notice("upright" if turned else "landscape")
        return
    least_width, least_height = _LEAST[turned]
    width, height = area.width_twips / TWIPS_PER_MM, area.height_twips / TWIPS_PER_MM
    if width < least_width:
        yield _notice("narrow", width=f"{width:.0f}", least=f"{least_width:.0f}")
    if height < least_height:
        yield _notice("low", height=f"{height:.0f}", least=f"{least_height:.0f}")


def _of_margins(parts: Parts, *, turned: bool) -> Iterator[Notice]:
    """Yield what is wrong with heads and feet: no page number, or higher than the margin that holds them."""
    feet = parts.margin_parts("footer")
    wanted = ("default", "even") if parts.setting("evenAndOddHeaders") is not None else ("default",)
    for which in wanted:
        if which not in feet:
            yield _notice(f"no_foot_{which}")
        elif not _has_number(feet[which]):
            yield _notice(f"no_number_{which}")
    margins = parts.sections[-1].find(f"{W}pgMar")
    if margins is None:
        return
    for kind, side in (("footer", "bottom"), ("header", "top")):
        room = abs(number(margins.get(f"{W}{side}")) or 0) - (number(margins.get(f"{W}{kind}")) or 0)
        heights = [_height(parts.styles, part) for which, part in parts.margin_parts(kind).items() if which != "first"]
        if not turned and heights and max(heights) > room:
            yield _notice(f"{kind}_high")


def _has_number(foot: Element) -> bool:
    codes = "".join(code.text or "" for code in foot.iter(f"{W}instrText"))
    codes += " ".join(field.get(f"{W}instr", "") for field in foot.iter(f"{W}fldSimple"))
    return _PAGE_FIELD.search(codes) is not None


def _height(styles: Styles, part: Element) -> float:
    """Return how high a head or foot is, in twips: its paragraphs, but for those in boxes beside the text."""
    height = 0.0
    for paragraph in part.iter(f"{W}p"):
        if not any(str(node.tag).endswith("}txbxContent") for node in paragraph.iterancestors()):
            height += _height_of(styles, paragraph)
    return height


def _height_of(styles: Styles, paragraph: Element) -> float:
    """Return how high a paragraph of one line is, in twips."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    key = None if style is None else style.get(f"{W}val")
    direct = paragraph.find(f"{W}pPr/{W}spacing")

    def spacing(name: str) -> str | None:
        own = None if direct is None else direct.get(f"{W}{name}")
        return own or styles.attribute(key, "spacing", name)

    line = number(spacing("line")) or 240
    around = sum(number(spacing(name)) or 0 for name in ("before", "after"))
    if spacing("lineRule") == "exact":
        return line + around
    size_twips = (number(styles.attribute(key, "sz", "val")) or 21) * 10
    times = 1 if spacing("lineRule") == "atLeast" else line / 240
    return size_twips * _LOOSE * times + around


def _stand_ins(parts: Parts) -> dict[str, str]:
    """Return which face stands in for which, as the table of fonts says."""
    if not parts.has("word/fontTable.xml"):
        return {}
    return {
        font.get(f"{W}name", ""): other.get(f"{W}val", "")
        for font in parts.tree("word/fontTable.xml").iter(f"{W}font")
        if (other := font.find(f"{W}altName")) is not None
    }


def _remarks(parts: Parts, template: Template) -> Iterator[Notice]:
    """Yield what is merely odd."""
    section, sheet, body = parts.sections[-1], template.sheet, template.styles[Style.BODY]
    paper = tuple(round(side / TWIPS_PER_MM) for side in (sheet.width_twips, sheet.height_twips))
    if paper != _A4_MM:
        yield _notice("not_a4", width=str(paper[0]), height=str(paper[1]))
    if template.page.width_twips / TWIPS_PER_MM > _MOST_WIDTH_MM:
        yield _notice("wide", width=f"{template.page.width_twips / TWIPS_PER_MM:.0f}")
    pitch = (body.pitch_twips or 0) / 20
    if not _NORM_PITCH_PT[0] <= pitch <= _NORM_PITCH_PT[1]:
        yield _notice("body_pitch", pitch=f"{pitch:g}")
    if body.size_pt != _NORM_BODY_PT:
        yield _notice("body_size", size=f"{body.size_pt:g}")
    if parts.setting("evenAndOddHeaders") is None:
        yield _notice("no_even")
    margins = section.find(f"{W}pgMar")
    bottom = abs(number(margins.get(f"{W}bottom")) or 0) if margins is not None else 0
    foot = parts.margin_parts("footer")["default"]
    gap_mm = (bottom - sheet.foot_twips - _height(parts.styles, foot)) / TWIPS_PER_MM
    if abs(gap_mm - _NORM_GAP_MM) > 2:
        yield _notice("foot_gap", gap=f"{gap_mm:.0f}")
    columns = section.find(f"{W}cols")
    if columns is not None and (number(columns.get(f"{W}num")) or 1) > 1:
        yield _notice("columns")
    if len(parts.sections) > 1:
        yield _notice("sections")
    if parts.setting("documentProtection") is not None:
        yield _notice("protected")
    latin = sorted({found.face.latin for found in template.styles.values()} - _MEASURED)
    if latin:
        yield _notice("latin", names="、".join(latin))


def _notice(code: str, **params: str) -> Notice:
    return Notice(code, "", tuple(params.items()))
