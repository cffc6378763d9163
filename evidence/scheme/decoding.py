"""The text in bytes of unknown encoding: those that Chinese offices use."""

from __future__ import annotations

import codecs

from evidence.errors import SchemeError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD_BYTES = 4096
_ENDS_EARLY = ("unexpected end of data", "incomplete multibyte sequence", "truncated data")


def decode(content: bytes, name: str) -> str:
    """Return the text: UTF-8 or UTF-16, with mark or without, else GB18030; what a page says of itself is often wrong.

    Raises SchemeError if it is no text, or ends within a character.
    """
    failures: list[UnicodeDecodeError] = []
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            failures.append(error)
            continue
        if "\0" in text:
            raise SchemeError("scheme_kind_unsupported", name=name)
        return text
    for failure in failures:
        whole = content[: failure.start]
        if failure.reason in _ENDS_EARLY and not whole.isascii():
            raise SchemeError("scheme_cut_off", name=name, row=whole.decode(failure.encoding).count("\n") + 1)
    raise SchemeError("scheme_encoding_unknown", name=name)


def _encodings(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    head = content[:_HEAD_BYTES]
    if b",\0" in head or b"<\0" in head:
        return ("utf-16-le",)
    if b"\0," in head or b"\0<" in head:
        return ("utf-16-be",)
    return ("utf-8", "gb18030")
