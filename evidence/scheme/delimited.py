"""Tables saved as text: comma, semicolon or tab between the cells, in any encoding that Chinese offices use."""

from __future__ import annotations

import codecs
import csv
import io

from evidence.errors import SchemeError
from evidence.scheme.grid import Grid, make_grid

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_delimited(content: bytes, name: str) -> list[Grid]:
    """Read a text table; UTF-8 with or without mark, UTF-16 with mark, else GB18030.

    Raises SchemeError if the bytes are no text in these encodings.
    """
    text = _decode(content, name)
    if "\0" in text:
        raise SchemeError("scheme_kind_unsupported", name=name)
    first_line = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",\t;", key=first_line.count)
    try:
        values = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise SchemeError("scheme_damaged", name=name) from error
    return [make_grid(name, values)]


def _decode(content: bytes, name: str) -> str:
    encodings = ("utf-16",) if content.startswith(_UTF16_MARKS) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SchemeError("scheme_encoding_unknown", name=name)
