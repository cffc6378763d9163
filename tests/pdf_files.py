"""PDFs with text, written by hand."""

from __future__ import annotations

_LATIN = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
# A font that is not in the file: its codes are UCS-2, which every reader of PDF knows.
_CHINESE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
    b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>]>>"
)


def pdf_of(*pages: str) -> bytes:
    """Return a PDF with a line of Latin text on each page."""
    return _written(_LATIN, [f"BT /F1 14 Tf 72 700 Td ({text}) Tj ET" for text in pages])


def chinese_pdf_of(*pages: str, beside: bytes = b"") -> bytes:
    """Return a PDF with these texts, line by line; `beside` makes it as large as fonts and pictures would."""
    return _written(_CHINESE, [f"BT /F1 14 Tf 18 TL 72 780 Td {_shown(text)} ET" for text in pages], beside)


def _shown(text: str) -> str:
    lines = (line.encode("utf-16-be").hex() for line in text.split("\n"))
    return " ".join(f"<{line}> Tj T*" for line in lines)


def _written(font: bytes, streams: list[str], beside: bytes = b"") -> bytes:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", font]
    kids: list[str] = []
    for text in streams:
        stream = text.encode()
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream))
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
        objects.append(f"{page}/Resources<</Font<</F1 3 0 R>>>>>>".encode())
        kids.append(f"{len(objects)} 0 R")
    if beside:
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(beside), beside))
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(streams)}>>".encode()
    data = b"%PDF-1.4\n"
    offsets: list[int] = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table)
    return data + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
