"""The parts of an old Word file (doc, MS-DOC): its table of contents (FIB), pieces of text and marks of formatting."""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct, field

from evidence.errors import UnreadableFileError

_IDENTITIES = frozenset({0xA5EC, 0xA5DC, 0xA5DB, 0xA697, 0xA698, 0xA699})
_FIRST_97 = 0x00C0  # nFib of Word 97 and later
_ENCRYPTED, _TABLE_1, _COMPLEX, _WIDE = 0x0100, 0x0200, 0x0004, 0x1000
_STORIES = 8  # texts that lie one after another: main, footnotes, headers, macros, comments, endnotes, boxes (two)
_STORIES_AT_97, _STORIES_AT_95 = 0x4C, 0x34
_CLX_AT_97, _CHPX_AT_97, _PAPX_AT_97 = 0x1A2, 0xFA, 0x102
_CLX_AT_95 = 0x160
_PAGE_BYTES = 512
_PIECE_LIMIT, _PAGE_LIMIT, _TEXT_LIMIT = 1_000_000, 20_000, 64 << 20
_CHINESE = frozenset({0x0804, 0x1004})
_GB2312 = re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xf7][\xa1-\xfe])*")

_DELETED, _INSERTED, _HIDDEN, _SIZE = 0x0800, 0x0801, 0x083C, 0x4A43
_ON = (1, 0x81)  # the second: unlike the style, which is taken to be off
_NEW_PAGE, _IN_TABLE, _ROW_END = 0x2407, 0x2416, 0x2417
_OPERAND_BYTES = (1, 1, 2, 4, 2, 2, 0, 3)  # by the upper three bits of a property's number; 0: a length stands first
_LONG_LENGTH = 0xD608  # the only properties with a length of two bytes: a table's columns


class Piece(Struct, frozen=True):
    """A run of text as it lies in the file."""

    start: int  # byte in the main stream
    width: int  # bytes a letter
    data: bytes
    chinese: bool  # the file's own language, for letters of one byte

    @property
    def length(self) -> int:
        """How many letters it has, as Word counts them: UTF-16 units or bytes."""
        return len(self.data) // self.width

    def part(self, first: int, end: int) -> Piece:
        """Return the letters from `first` to before `end`."""
        start, stop = first * self.width, end * self.width
        return Piece(self.start + start, self.width, self.data[start:stop], self.chinese)

    @property
    def text(self) -> str:
        """The letters; one for each that Word counts, but for Chinese in single bytes."""
        if self.width == 2:
            text = self.data.decode("utf-16-le", "surrogatepass")
            if len(text) == self.length:
                return text
            return "".join(map(chr, struct.unpack(f"<{self.length}H", self.data)))  # letters beyond U+FFFF: halves
        if self.chinese and not self.data.isascii() and _GB2312.fullmatch(self.data):
            return self.data.decode("gb18030", "replace")
        return self.data.decode("cp1252", "replace")


class Marks(Struct):
    """What the formatting says, in bytes of the main stream."""

    removed: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])  # deleted or hidden text
    row_ends: set[int] = field(default_factory=set[int])  # where a table row has just ended
    in_table: set[int] = field(default_factory=set[int])  # where a paragraph of a table has just ended
    page_starts: set[int] = field(default_factory=set[int])  # where a paragraph begins that asks for a new page
    sizes: Counter[int] = field(default_factory=Counter[int])  # bytes of text in each size (half points)
    revised: bool = False


class OldWordFile:
    """The text of one file, piece by piece; raises `UnreadableFileError` wherever its tables contradict it."""

    def __init__(self, main: bytes) -> None:
        """Read the head of the stream WordDocument."""
        self._main = main
        identity, self._version = self._numbers("<HH", main, 0)
        if identity not in _IDENTITIES:
            raise UnreadableFileError("file_damaged")
        (self._language,) = self._numbers("<H", main, 6)
        (self._bits,) = self._numbers("<H", main, 10)
        at = _STORIES_AT_97 if self._is_97 else _STORIES_AT_95
        self.stories = self._numbers(f"<{_STORIES}I", main, at)

    @property
    def _is_97(self) -> bool:
        return self._version >= _FIRST_97

    @property
    def _old_width(self) -> int:
        """Bytes a letter in files older than Word 97: two in those of the Far East."""
        return 2 if self._bits & _WIDE else 1

    @property
    def encrypted(self) -> bool:
        """Whether it has a password."""
        return bool(self._bits & _ENCRYPTED)

    @property
    def table_name(self) -> str | None:
        """The stream that holds the tables; None for files older than Word 97, which have them in the main one."""
        if not self._is_97:
            return None
        return "1Table" if self._bits & _TABLE_1 else "0Table"

    def pieces(self, table: bytes) -> list[Piece]:
        """Return all text, in reading order."""
        if not self._is_97 and not self._bits & _COMPLEX:
            start, end = self._numbers("<II", self._main, 0x18)
            width = self._old_width
            return [self._piece(start, max(0, end - start) // width, width)]
        at, size = self._numbers("<II", self._main, _CLX_AT_97 if self._is_97 else _CLX_AT_95)
        return list(self._pieces_of(table[at : at + size]))

    def marks(self, table: bytes) -> Marks:
        """Return what the formatting says; nothing for files older than Word 97."""
        marks = Marks()
        if self._is_97:
            for start, end, properties in self._formats(table, _CHPX_AT_97, _letter_properties):
                _note_letters(marks, start, end, properties)
            for start, end, properties in self._formats(table, _PAPX_AT_97, _paragraph_properties):
                if properties.get(_ROW_END):
                    marks.row_ends.add(end)
                if properties.get(_NEW_PAGE) == 1:
                    marks.page_starts.add(start)
                if properties.get(_IN_TABLE):
                    marks.in_table.add(end)
        return marks

    def _pieces_of(self, clx: bytes) -> Iterator[Piece]:
        at = 0
        while clx[at : at + 1] == b"\x01":  # formatting of pieces
            at += 3 + self._numbers("<H", clx, at + 1)[0]
        if clx[at : at + 1] != b"\x02":
            raise UnreadableFileError("file_damaged")
        (size,) = self._numbers("<I", clx, at + 1)
        count = (size - 4) // 12
        if not 0 <= count <= _PIECE_LIMIT:
            raise UnreadableFileError("file_damaged")
        places = self._numbers(f"<{count + 1}I", clx, at + 5)
        left = _TEXT_LIMIT
        for number in range(count):
            (place,) = self._numbers("<I", clx, at + 5 + (count + 1) * 4 + number * 8 + 2)
            length = places[number + 1] - places[number]
            left -= length
            if length < 0 or left < 0:
                raise UnreadableFileError("file_damaged")
            if not self._is_97:
                yield self._piece(place, length, self._old_width)
            elif place & 0x40000000:
                yield self._piece((place & 0x3FFFFFFF) // 2, length, 1)
            else:
                yield self._piece(place & 0x3FFFFFFF, length, 2)

    def _piece(self, start: int, length: int, width: int) -> Piece:
        data = self._main[start : start + length * width]
        if len(data) != length * width:
            raise UnreadableFileError("file_truncated")
        return Piece(start, width, data, self._language in _CHINESE)

    def _formats(self, table: bytes, at: int, find: _Find) -> Iterator[tuple[int, int, dict[int, int]]]:
        """Yield stretches of the main stream with their properties, from the pages that a table lists."""
        begin, size = self._numbers("<II", self._main, at)
        count = (size - 4) // 8
        if not 0 < count <= _PAGE_LIMIT:
            return
        for number in self._numbers(f"<{count}I", table, begin + (count + 1) * 4):
            page = self._main[(number & 0x3FFFFF) * _PAGE_BYTES :][:_PAGE_BYTES]
            if len(page) < _PAGE_BYTES:
                raise UnreadableFileError("file_truncated")
            runs = page[-1]
            if 4 * (runs + 1) > _PAGE_BYTES:
                raise UnreadableFileError("file_damaged")
            places = struct.unpack_from(f"<{runs + 1}I", page)
            for run in range(runs):
                yield places[run], places[run + 1], _properties(find(page, run, runs))

    @staticmethod
    def _numbers(form: str, data: bytes, at: int) -> tuple[int, ...]:
        try:
            return struct.unpack_from(form, data, at)
        except struct.error as error:
            raise UnreadableFileError("file_truncated") from error


class _Find:
    """How the properties of a run are found in a page of formatting."""

    def __init__(self, step: int, *, paragraphs: bool) -> None:
        self._step, self._paragraphs = step, paragraphs

    def __call__(self, page: bytes, run: int, runs: int) -> bytes:
        at = page[(4 * (runs + 1) + run * self._step) % _PAGE_BYTES] * 2
        if at == 0:
            return b""
        if not self._paragraphs:
            return page[at + 1 :][: page[at]]
        size = page[at] * 2 - 1
        if size < 0:
            at, size = at + 1, page[min(at + 1, _PAGE_BYTES - 1)] * 2
        return page[at + 1 :][:size][2:]  # a style's number stands first


_letter_properties, _paragraph_properties = _Find(1, paragraphs=False), _Find(13, paragraphs=True)


def _properties(data: bytes) -> dict[int, int]:
    """Return the properties in a list of changes to formatting, with the first byte or two of each value."""
    found: dict[int, int] = {}
    at = 0
    while at + 3 <= len(data):
        number = data[at] | data[at + 1] << 8
        size = _OPERAND_BYTES[number >> 13]
        if size == 0:
            size = 1 + data[at + 2]
            if number == _LONG_LENGTH:
                size = 1 + int.from_bytes(data[at + 2 : at + 4], "little")
        found[number] = int.from_bytes(data[at + 2 : at + 2 + min(size, 2)], "little")
        at += 2 + size
    return found


def _note_letters(marks: Marks, start: int, end: int, properties: dict[int, int]) -> None:
    deleted, inserted, hidden = (properties.get(name) in _ON for name in (_DELETED, _INSERTED, _HIDDEN))
    marks.revised = marks.revised or deleted or inserted
    if deleted or hidden:
        marks.removed.append((start, end))
    elif _SIZE in properties:
        marks.sizes[properties[_SIZE]] += max(0, end - start)
