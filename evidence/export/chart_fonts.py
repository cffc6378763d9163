"""The font in which a chart is drawn: that of the document's tables where this PC has it, else a stand-in."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from evidence.export.blocks import Style
from evidence.export.chinese_fonts import FontFile, chinese_fonts, face_of, font_files
from evidence.export.template import Template

# By the names that documents use, the files that Windows and font makers call so.
_FILES: dict[str, tuple[str, ...]] = {
    "宋体": ("simsun.ttc", "notoserifcjk-regular.ttc", "notoserifcjksc-regular.otf", "sourcehanserifsc-regular.otf"),
    "SimSun": ("simsun.ttc",),
    "黑体": ("simhei.ttf",),
    "SimHei": ("simhei.ttf",),
    "仿宋": ("simfang.ttf",),
    "楷体": ("simkai.ttf",),
    "仿宋_GB2312": ("仿宋_gb2312.ttf", "simfang_gb2312.ttf"),
    "楷体_GB2312": ("楷体_gb2312.ttf", "simkai_gb2312.ttf"),
    "方正书宋_GBK": ("fzssk.ttf", "方正书宋_gbk.ttf"),
    "方正黑体_GBK": ("fzhtk.ttf", "方正黑体_gbk.ttf"),
    "方正仿宋_GBK": ("fzfsk.ttf", "方正仿宋_gbk.ttf"),
    "方正楷体_GBK": ("fzktk.ttf", "方正楷体_gbk.ttf"),
}


def chart_font(template: Template, folders: tuple[Path, ...] | None = None) -> FontFile:
    """Return the font for charts in a document of this template; raise `ExportError` if this PC shows no Chinese."""
    face = template.styles[Style.TABLE_TEXT].face.chinese
    return _font(face, template.stand_ins.get(face, ""), folders)


@lru_cache(maxsize=8)
def _font(face: str, stand_in: str, folders: tuple[Path, ...] | None) -> FontFile:
    there = font_files(folders)
    for name in (name for wanted in (face, stand_in) for name in _FILES.get(wanted, ())):
        if name in there and (index := face_of(there[name])) is not None:
            return FontFile(there[name], index)
    return chinese_fonts(folders).regular
