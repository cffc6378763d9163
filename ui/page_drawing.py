"""Draws sample pages as a word processor would print them, with the fonts that this PC has."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QImage, QPainter, QPen

from evidence.export.drawn import DrawnFrame, DrawnLine, DrawnRule
from evidence.export.sample_pages import SamplePage
from evidence.export.template import Align, Face, Template

_INK = QColor("#000000")
_RULE_TWIPS = 10
_BOLD_EM = 0.03  # how far a letter is printed beside itself
_BACKGROUND = QColor("#ffffff")
_SHADE = QColor("#e4e4e4")
_LABEL_FACE = "黑体"
# For faces that neither this PC nor the template's table of fonts knows anything in the place of.
_SONG = ("SimSun", "宋体", "AR PL UMing CN", "Noto Serif CJK SC")
_ENGLISH = {"宋体": "SimSun", "黑体": "SimHei", "仿宋": "FangSong", "楷体": "KaiTi"}  # as some systems list them
_HEI = ("SimHei", "Microsoft YaHei", "Noto Sans CJK SC")
_LIKE = {
    "小标宋": _SONG,
    "宋": _SONG,
    "仿宋": ("FangSong", "仿宋", "STFangsong", "Noto Serif CJK SC"),
    "楷": ("KaiTi", "楷体", "STKaiti", "AR PL UKai CN", "Noto Serif CJK SC"),
    "黑": _HEI,
}


@cache
def known_families() -> frozenset[str]:
    """Return the families of fonts that this PC has."""
    return frozenset(QFontDatabase.families())


def missing_faces(template: Template) -> tuple[str, ...]:
    """Return the faces of a template that this PC does not have."""
    wanted = dict.fromkeys(metrics.face.chinese for metrics in template.styles.values())
    return tuple(face for face in wanted if face and known_families().isdisjoint({face, _ENGLISH.get(face, face)}))


def page_image(page: SamplePage, template: Template, width_px: int, ratio: float = 1.0) -> QImage:
    """Return a page as an image `width_px` pixels of the layout wide; `ratio` is that of the screen."""
    sheet = template.sheet
    scale = width_px * ratio / sheet.width_twips
    size = QSize(round(width_px * ratio), round(sheet.height_twips * scale))
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(_BACKGROUND)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    for one in page.drawn:
        match one:
            case DrawnLine():
                _draw_line(painter, one, template.stand_ins)
            case DrawnRule():
                painter.setPen(QPen(_INK, max(_RULE_TWIPS, 0.8 / scale)))
                painter.drawLine(one.left, one.top, one.right, one.bottom)
            case DrawnFrame():
                painter.fillRect(QRectF(one.left, one.top, one.width, one.height), _SHADE)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def _draw_line(painter: QPainter, line: DrawnLine, stand_ins: Mapping[str, str]) -> None:
    """Draw a line of text in the middle of its pitch; it is broken as it is counted, so it may end short."""
    parts = [(line.text[: line.label], Face(_LABEL_FACE, line.face.latin)), (line.text[line.label :], line.face)]
    fonts = [(text, _font(face, line.size_pt, stand_ins)) for text, face in parts if text]
    widths = [QFontMetricsF(font).horizontalAdvance(text) for text, font in fonts]
    space = line.width - sum(widths)
    left = line.left + (0.0 if line.face.align in (Align.LEFT, Align.BOTH) else space)
    if line.face.align is Align.CENTRE:
        left = line.left + space / 2
    painter.setPen(_INK)
    for (text, font), width in zip(fonts, widths, strict=True):
        painter.setFont(font)
        box = QRectF(left, line.top, width + line.size_pt * 20, line.height)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        if line.face.bold:  # many Chinese fonts have no bold of their own: it is made as printers make it
            box.translate(line.size_pt * 20 * _BOLD_EM, 0)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        left += width


def _font(face: Face, size_pt: float, stand_ins: Mapping[str, str]) -> QFont:
    """Return a font whose pixels are twips."""
    asked = [face.latin, face.chinese, _ENGLISH.get(face.chinese, ""), stand_ins.get(face.chinese, "")]
    like = next((families for part, families in reversed(_LIKE.items()) if part in face.chinese), _SONG)
    font = QFont()
    font.setFamilies([name for name in (*asked, *like) if name in known_families()] or list(like))
    font.setPixelSize(round(size_pt * 20))
    return font
