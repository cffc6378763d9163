"""Old Word files (doc), written by hand as MS-DOC says."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from office.compound import compound_of

_TEXT_AT = 0x800
_PAGE = 512
_STORIES = ("main", "notes", "headers", "macros", "comments", "endnotes", "boxes", "header_boxes")

# The bytes of properties of letters and of paragraphs.
DELETED, INSERTED = struct.pack("<HB", 0x0800, 1), struct.pack("<HB", 0x0801, 1)
NOT_HIDDEN = struct.pack("<HB", 0x083C, 0x80)  # as the style, which is not hidden
NEW_PAGE = struct.pack("<HB", 0x2407, 1)
IN_TABLE = struct.pack("<HB", 0x2416, 1)
ROW_END = IN_TABLE + struct.pack("<HB", 0x2417, 1)


def a_doc(
    main: str,
    *,
    letters: Mapping[str, bytes] | None = None,
    paragraphs: Mapping[str, bytes] | None = None,
    streams: Mapping[str, bytes | None] | None = None,
    locked: bool = False,
    narrow: bool = False,
    **stories: str,
) -> bytes:
    """Return a doc with this text and, by the names of MS-DOC's stories, others after it.

    `letters` and `paragraphs` give properties to pieces of the text, and to paragraphs with the marks that end them.
    `narrow` writes a letter a byte, which is for Latin only.
    """
    texts = [main, *(stories.get(name, "") for name in _STORIES[1:])]
    text = "".join(texts) + "\r"
    width = 1 if narrow else 2
    data = text.encode("cp1252" if narrow else "utf-16-le")
    page_at = -(-(_TEXT_AT + len(data)) // _PAGE)
    ends = _TEXT_AT + len(data)
    pages = [
        _letter_page(text, width, letters or {}, ends),
        _paragraph_page(text, width, paragraphs or {}),
    ]
    place = _TEXT_AT * 2 | 0x40000000 if narrow else _TEXT_AT
    plan = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, place, 0)
    table = b"\x02" + struct.pack("<I", len(plan)) + plan
    lists: list[tuple[int, int]] = []
    for number in range(2):
        lists.append((len(table), 12))
        table += struct.pack("<III", _TEXT_AT, ends, page_at + number)
    head = bytearray(_TEXT_AT)
    struct.pack_into("<HHHHH", head, 0, 0xA5EC, 0x00C1, 0, 0x0804, 0)
    struct.pack_into("<H", head, 10, 0x0200 | (0x0100 if locked else 0))
    struct.pack_into("<8I", head, 0x4C, *map(len, texts))
    struct.pack_into("<II", head, 0x1A2, 0, 5 + len(plan))
    struct.pack_into("<II", head, 0xFA, *lists[0])
    struct.pack_into("<II", head, 0x102, *lists[1])
    stream = (bytes(head) + data).ljust(page_at * _PAGE, b"\0") + b"".join(pages)
    return compound_of({"WordDocument": stream, "1Table": table, **(streams or {})})


def _letter_page(text: str, width: int, letters: Mapping[str, bytes], end: int) -> bytes:
    """Return a page of formatting of letters."""
    runs: list[tuple[int, bytes]] = [(_TEXT_AT, b"")]
    for words, properties in sorted(letters.items(), key=lambda item: text.index(item[0])):
        start = _TEXT_AT + text.index(words) * width
        runs += [(start, properties), (start + len(words) * width, b"")]
    return _page([*(at for at, _ in runs), end], [properties for _, properties in runs], 1)


def _paragraph_page(text: str, width: int, paragraphs: Mapping[str, bytes]) -> bytes:
    """Return a page of formatting of paragraphs; each ends with a carriage return, a cell mark or a page break."""
    places, found = [_TEXT_AT], list[bytes]()
    start = 0
    for at, letter in enumerate(text):
        if letter in "\r\x07\f":
            places.append(_TEXT_AT + (at + 1) * width)
            found.append(paragraphs.get(text[start : at + 1], b""))
            start = at + 1
    return _page(places, found, 13)


def _page(places: list[int], properties: list[bytes], step: int) -> bytes:
    page = bytearray(_PAGE)
    count = len(properties)
    struct.pack_into(f"<{count + 1}I", page, 0, *places)
    at = _PAGE - 2
    for number, value in enumerate(properties):
        if not value:
            continue
        body = value if step == 1 else b"\0\0" + value
        written = bytes([len(body)]) + body if step == 1 else b"\0" + bytes([-(-len(body) // 2)]) + body
        at -= len(written) + len(written) % 2
        page[at : at + len(written)] = written
        page[4 * (count + 1) + number * step] = at // 2
    page[-1] = count
    return bytes(page)
