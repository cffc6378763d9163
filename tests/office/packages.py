"""Zipped office files (ofd, pptx, odt), written part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SHOW = "http://schemas.openxmlformats.org/presentationml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def package_of(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def ofd_text(text: str, left: float, foot: float, size: float = 5) -> str:
    """Return an object of an OFD page: letters at a place, in millimetres."""
    return (
        f'<ofd:TextObject ID="1" Boundary="{left} {foot - size} 150 {size * 2}" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def an_ofd(
    *pages: str, template: str = "", resources: str = "", more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """Return an OFD file of pages with these objects, all on the template."""
    used = "<ofd:PublicRes>Res.xml</ofd:PublicRes>" if resources else ""
    kept = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Content.xml"/>' if template else ""
    uses = '<ofd:Template TemplateID="9"/>' if template else ""
    listed = "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/{at}.xml"/>' for at in range(len(pages)))
    members: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {_OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        "</ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_OFD}><ofd:CommonData>{used}{kept}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/Tpls/Content.xml": _ofd_page(template, ""),
    }
    if resources:
        members["Doc_0/Res.xml"] = resources
    for at, page in enumerate(pages):
        members[f"Doc_0/Pages/{at}.xml"] = _ofd_page(page, uses)
    return package_of({**members, **(more or {})})


def _ofd_page(objects: str, uses: str) -> str:
    return f"<ofd:Page {_OFD}>{uses}<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"


def a_pptx(
    *slides: Sequence[str], order: Sequence[int] | None = None, more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """Return a pptx of these slides' shapes, the last of each its title, shown in this order."""
    shown = order or range(len(slides))
    keys = "".join(f'<p:sldId id="{256 + at}" r:id="rId{at}"/>' for at in shown)
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{_RELATION}/slide" Target="slides/slide{at}.xml"/>' for at in shown
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Override PartName="/ppt/presentation.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>',
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{_SHOW}" xmlns:r="{_RELATION}">'
        f"<p:sldIdLst>{keys}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
    }
    for at, shapes in enumerate(slides):
        roles = [*["body"] * (len(shapes) - 1), "title"]
        body = "".join(map(_shape, shapes, roles))
        members[f"ppt/slides/slide{at}.xml"] = (
            f'<p:sld xmlns:p="{_SHOW}" xmlns:a="{_DRAWING}"><p:cSld><p:spTree>{body}</p:spTree></p:cSld></p:sld>'
        )
    return package_of({**members, **(more or {})})


def _shape(text: str, role: str) -> str:
    lines = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in text.split("\n"))
    holder = f'<p:nvSpPr><p:nvPr><p:ph type="{role}"/></p:nvPr></p:nvSpPr>'
    return f"<p:sp>{holder}<p:txBody>{lines}</p:txBody></p:sp>"


def an_odt(body: str, *, header: str = "", manifest: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return an odt with this body, in the prefixes `text`, `table` and `office`, and a page header."""
    spaces = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "table", "style", "meta"))
    return package_of(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {spaces}><style:header>{header}</style:header>"
            "</office:document-styles>",
            "meta.xml": f'<office:document-meta {spaces}><meta:document-statistic meta:page-count="3"/>'
            "</office:document-meta>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_ODF}:manifest:1.0">{manifest}</m:manifest>',
            **(more or {}),
        }
    )
