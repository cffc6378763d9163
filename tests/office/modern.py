"""Files of today's Word, and rich text, in the fewest bytes."""

from __future__ import annotations

import io
import zipfile

import docx


def a_docx(text: str, *parts: str) -> bytes:
    """Return a docx of one paragraph, with more parts of these names."""
    data = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(data)
    with zipfile.ZipFile(data, "a") as archive:
        for part in parts:
            archive.writestr(part, b"x")
    return data.getvalue()


def an_rtf(text: str, *, before: str = "") -> bytes:
    """Return an rtf whose text is written as WPS does: GBK in hexadecimal; `before` is source put before it."""
    letters = "".join(f"\\'{byte:02x}" if byte > 0x7F else chr(byte) for byte in text.encode("gbk"))
    fonts = "{\\fonttbl{\\f0\\fnil\\fcharset0 Times;}{\\f1\\fnil\\fcharset134 SimSun;}}"
    return f"{{\\rtf1\\ansi\\ansicpg936\\deff0{fonts}{before}\\pard\\f0\\fs32 {letters}\\par}}".encode("latin-1")
