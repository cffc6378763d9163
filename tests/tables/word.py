"""Word files with tables, from XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of a Word file; `properties` is XML inside its w:pPr."""
    escaped = escape(text).replace("\n", "</w:t><w:br/><w:t>")
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{escaped}</w:t></w:r></w:p>"


def cell(content: str, properties: str = "") -> str:
    """A cell of a Word table; content that is no XML becomes a paragraph."""
    inside = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def word_table(*rows: Sequence[str]) -> str:
    """A Word table; `^` continues the cell above."""
    lines: list[str] = []
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else [""] * len(row)
        cells = [
            cell("", "<w:vMerge/>")
            if text == "^"
            else cell(text, '<w:vMerge w:val="restart"/>' if column < len(below) and below[column] == "^" else "")
            if not text.startswith("<w:tc>")
            else text
            for column, text in enumerate(row)
        ]
        lines.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def numbering(*levels: tuple[str, str]) -> str:
    """A list of Word with these levels, each a kind of numeral and a shape such as `%1.%2`; its number is 1."""
    shapes = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{shape}"/></w:lvl>'
        for at, (kind, shape) in enumerate(levels)
    )
    return (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{shapes}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def listed(level: int = 0, number: int = 1) -> str:
    """The properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def word_file(*body: str, numbers: str = "", styles: str = "") -> bytes:
    """A Word file of paragraphs and tables."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{"".join(body)}</w:body></w:document>'
        )
        if numbers:
            archive.writestr("word/numbering.xml", numbers)
        if styles:
            archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{styles}</w:styles>')
    return file.getvalue()
