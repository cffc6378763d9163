"""Makes the Word templates in `templates/word`: page, fonts, levels as GB/T 9704-2012, our named styles.

Each style profile (版式) is one: its faces, its margins, its line pitch. `table*.docx` are for wide tables (横表): the
paper of the norm turned, so that the head of a table lies where the sheets are bound and the page number stays where
all pages have it, which is beside the turned table.

Run `python -m app.packaging.word_template` after a change here; a test compares the files with what this makes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from app.paths import TABLE_TEMPLATE, WORD_TEMPLATE
from evidence.export.profiles import Profile, shipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

MM = 1440 / 25.4  # twips
PAGE = '<w:pgSz w:w="11906" w:h="16838"/>'  # A4
# The same turned: 天头 becomes the right side, 订口 the top.
TURNED_PAGE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
TURNED_MARGINS = (
    '<w:pgMar w:top="1588" w:right="2098" w:bottom="1474" w:left="1984" w:header="851" w:footer="851" w:gutter="0"/>'
)
FOOT_PITCH = 320
TIGHTEN = -5  # twentieths of a point a character, so that 28 of 16 pt fill 156 mm

Faces = Mapping[str, tuple[str, str]]  # by what they are: the face, and what stands in where it is not installed


class Form(Struct, frozen=True):
    """What the pages of a profile are like. 天头 is 37 mm, 订口 28 mm, 版心 156 mm wide, as GB/T 9704 asks of A4."""

    faces: Faces
    pitch: int  # of running text, in twips
    bottom: int  # the margin, in twips
    bold_titles: bool = False  # where no 小标宋 is to be had

    @property
    def margins(self) -> str:
        """The margins; the foot stands 7 mm under the type area."""
        foot = self.bottom - round(7 * MM) - FOOT_PITCH
        return (
            f'<w:pgMar w:top="2098" w:right="1474" w:bottom="{self.bottom}" w:left="1588" w:header="851"'
            f' w:footer="{foot}" w:gutter="0"/>'
        )


# The norm's faces: Windows ships neither of the first three.
NORM = Form(
    {
        "小标宋": ("方正小标宋简体", "宋体"),
        "仿宋": ("仿宋_GB2312", "仿宋"),
        "楷体": ("楷体_GB2312", "楷体"),
        "黑体": ("黑体", "SimHei"),
        "宋体": ("宋体", "SimSun"),
    },
    pitch=579,  # 225 mm / 22 lines
    bottom=1984,  # 35 mm
)
# As offices in Chongqing have it: the _GBK faces, 30 pt, and 27 mm below so that 22 lines fit.
GBK = Form(
    {
        "小标宋": ("方正小标宋_GBK", "宋体"),
        "仿宋": ("方正仿宋_GBK", "仿宋"),
        "楷体": ("方正楷体_GBK", "楷体"),
        "黑体": ("方正黑体_GBK", "黑体"),
        "宋体": ("宋体", "SimSun"),
    },
    pitch=600,
    bottom=round(27 * MM),
)
# What every Windows has; English names stand in for systems that know the faces by these.
WINDOWS = Form(
    {
        "小标宋": ("宋体", "SimSun"),
        "仿宋": ("仿宋", "FangSong"),
        "楷体": ("楷体", "KaiTi"),
        "黑体": ("黑体", "SimHei"),
        "宋体": ("宋体", "SimSun"),
    },
    pitch=560,
    bottom=1984,
    bold_titles=True,
)
FORMS: Mapping[Profile, Form] = {Profile.NORM: NORM, Profile.GBK: GBK, Profile.WINDOWS: WINDOWS}


class Look(Struct, frozen=True):
    """One paragraph style; sizes in points, pitch in twips (0: as high as its content), indent in characters."""

    style_id: str
    name: str
    face: str
    size: float
    pitch: int
    align: str = "left"
    indent: int = 0
    outline: int | None = None
    bold: bool = False
    based: str = "Normal"
    tighten: bool = False
    latin: str | None = None  # a face for letters and digits other than Times New Roman

    def xml(self, form: Form) -> str:
        """Return the `w:style` element."""
        half_points = round(self.size * 2)
        spacing = (
            f'<w:spacing w:before="0" w:after="0" w:line="{self.pitch}" w:lineRule="exact"/>'
            if self.pitch
            else '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        )
        indent = (
            f'<w:ind w:firstLineChars="{self.indent * 100}" w:firstLine="{round(self.indent * self.size * 20)}"/>'
            if self.indent
            else ""
        )
        level = f'<w:outlineLvl w:val="{self.outline}"/>' if self.outline is not None else ""
        face = form.faces[self.face][0]
        bold = self.bold or (form.bold_titles and self.face == "小标宋")
        latin = f' w:ascii="{self.latin}" w:hAnsi="{self.latin}"' if self.latin else ""
        tighten = f'<w:spacing w:val="{TIGHTEN}"/>' if self.tighten else ""
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.style_id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="{self.based}"/><w:qFormat/>'
            f'<w:pPr>{spacing}{indent}<w:jc w:val="{self.align}"/>{level}</w:pPr>'
            f'<w:rPr><w:rFonts{latin} w:eastAsia="{face}"/>{"<w:b/>" if bold else ""}{tighten}'
            f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr></w:style>'
        )


# Sizes: 初号 42, 小初 36, 一号 26, 二号 22, 三号 16, 四号 14, 小四 12, 五号 10.5.
def looks(form: Form) -> tuple[Look, ...]:
    """Return the paragraph styles of a profile."""
    return (
        Look("BjCoverTitle", "封面题名", "小标宋", 36, 1000, "center"),
        Look("BjCoverEdition", "封面版本", "楷体", 22, 660, "center"),
        Look("BjCoverLine", "封面文字", "楷体", 18, form.pitch, "center"),
        Look("BjDirectoryTitle", "目录题名", "小标宋", 22, 900, "center", outline=0),
        Look("BjCategory", "类别标题", "小标宋", 22, 900, "center", outline=0),
        Look("BjPoint", "要点标题", "黑体", 18, 720, "center", outline=1),
        Look("BjItem", "内容标题", "黑体", 16, form.pitch, outline=2),
        Look("BjSection", "小标题", "楷体", 16, form.pitch, bold=True),
        Look("BjBody", "资料正文", "仿宋", 16, form.pitch, "both", 2, tighten=True),
        Look("BjCaption", "图题", "楷体", 14, 440, "center"),
        Look("BjEntry", "件题", "黑体", 12, 400, "left"),
        Look("BjNote", "说明文字", "仿宋", 12, 360, "left"),
        Look("BjContinued", "续表", "楷体", 12, 400, "right"),
        Look("BjTableHead", "表头", "黑体", 10.5, 300, "center"),
        Look("BjTableText", "表文", "宋体", 10.5, 300, "left"),
        Look("BjTableCentre", "表文居中", "宋体", 10.5, 300, "center"),
        Look("BjTableGroup", "表中小标题", "黑体", 10.5, 300, "left"),
        Look("BjPicture", "图片", "宋体", 1, 0, "center"),
        Look("BjFootOdd", "页码单页", "宋体", 14, 320, "right", latin="宋体"),
        Look("BjFootEven", "页码双页", "宋体", 14, 320, "left", latin="宋体"),
    )


def styles_xml(form: Form) -> str:
    """Return `word/styles.xml`."""
    return (
        f'{DECLARATION}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:hint="eastAsia" w:ascii="Times New Roman" w:hAnsi="Times New Roman"'
        f' w:eastAsia="{form.faces["仿宋"][0]}"'
        ' w:cs="Times New Roman"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        '<w:snapToGrid w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:customStyle="1" w:styleId="BjLabel"><w:name w:val="标签"/><w:qFormat/>'
        f'<w:rPr><w:rFonts w:eastAsia="{form.faces["黑体"][0]}"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="57" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="BjGrid"><w:name w:val="资料表格"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        + "".join(
            f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/>'
            for side, size in (("top", 8), ("left", 8), ("bottom", 8), ("right", 8), ("insideH", 4), ("insideV", 4))
        )
        + "</w:tblBorders></w:tblPr></w:style>"
        + "".join(look.xml(form) for look in looks(form))
        + "</w:styles>"
    )


def _number(style_id: str, side: str) -> str:
    """Return the paragraph of a page number: `— 12 —`, one character in from the outer edge."""
    field = "".join(
        f"<w:r>{inner}</w:r>"
        for inner in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/><w:ind w:{side}="280"/></w:pPr>{field}</w:p>'


def _foot(style_id: str, side: str) -> str:
    """Return the foot of an upright page."""
    return f'{DECLARATION}<w:ftr xmlns:w="{W}">{_number(style_id, side)}</w:ftr>'


def _turned_foot(style_id: str, side: str) -> str:
    """Return the foot of a turned page: at its left side, along the whole of it, 7 mm from the type area."""
    place = "position:absolute;margin-left:62.4pt;margin-top:79.4pt;width:17pt;height:442.2pt;z-index:1"
    relative = "mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
    return (
        f'{DECLARATION}<w:ftr xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr><w:r><w:pict>'
        f'<v:rect id="{style_id}" style="{place};{relative}" filled="f" stroked="f">'
        '<v:textbox style="layout-flow:vertical" inset="0,0,0,0">'
        f"<w:txbxContent>{_number(style_id, side)}</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p></w:ftr>"
    )


def _fonts(faces: Faces) -> str:
    return (
        f'{DECLARATION}<w:fonts xmlns:w="{W}">'
        + "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
            '<w:pitch w:val="variable"/></w:font>'
            for name, other in dict(faces.values()).items()
        )
        + "</w:fonts>"
    )


def parts(form: Form = NORM, *, turned: bool = False) -> dict[str, str]:
    """Return the parts of a profile's template, or of that for wide tables, by name."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = (("styles", "styles"), ("settings", "settings"), ("fontTable", "fontTable"))
    feet = (("footer1", "footer"), ("footer2", "footer"))
    page, foot = (TURNED_PAGE + TURNED_MARGINS, _turned_foot) if turned else (PAGE + form.margins, _foot)
    mirrored = "" if turned else "<w:mirrorMargins/>"  # which would move the side that has the page number
    return {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{types}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{word}.{kind}+xml"/>' for name, kind in kinds + feet
        )
        + "</Types>",
        "_rels/.rels": f'{DECLARATION}<Relationships xmlns="{rels}">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{DECLARATION}<Relationships xmlns="{rels}">'
        + "".join(
            f'<Relationship Id="rId{index}" Type="{R}/{kind}" Target="{name}.xml"/>'
            for index, (name, kind) in enumerate(kinds + feet, 1)
        )
        + "</Relationships>",
        "word/document.xml": f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'
        "<w:p/><w:sectPr>"
        '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:type w:val="nextPage"/>{page}<w:pgNumType w:start="1"/>'
        f'<w:docGrid w:linePitch="{form.pitch}"/></w:sectPr></w:body></w:document>',
        "word/styles.xml": styles_xml(form),
        "word/settings.xml": f'{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>{mirrored}'
        '<w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>',
        "word/fontTable.xml": _fonts(form.faces),
        "word/footer1.xml": foot("BjFootOdd", "right"),
        "word/footer2.xml": foot("BjFootEven", "left"),
    }


def write(path: Path, form: Form = NORM, *, turned: bool = False) -> None:
    """Write a profile's template, or that for wide tables, the same bytes each time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts(form, turned=turned).items():
            package.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    for profile, form_of_it in FORMS.items():
        write(shipped(WORD_TEMPLATE, profile), form_of_it)
        write(shipped(TABLE_TEMPLATE, profile), form_of_it, turned=True)
