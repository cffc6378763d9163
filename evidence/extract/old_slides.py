"""Text of an old presentation (ppt, dps; MS-PPT), slide by slide."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from evidence.errors import UnreadableFileError
from evidence.extract.found import Reading
from evidence.extract.media import PPT
from evidence.extract.ole import compound
from evidence.model import Flag

_LOCKED = 0xF3D1C4DF
_USER_EDIT, _PERSIST, _DOCUMENT, _SLIDE_LIST, _SLIDE_PLACE = 4085, 6002, 1000, 4080, 1011
_SLIDE, _COMMENT, _MACROS = 1006, 12000, 1024
_WIDE, _NARROW, _OUTLINE_TEXT = 4000, 4008, 3998
_CONTAINER = 0xF
_EDIT_LIMIT, _RECORD_LIMIT, _LETTER_LIMIT, _DEEPEST = 10_000, 2_000_000, 16_000_000, 64


class _Record(Struct, frozen=True):
    """A record of the stream: its kind, and where its content lies."""

    kind: int
    instance: int
    nested: bool
    start: int
    end: int


def read_ppt(path: Path) -> Reading:
    """Read an old presentation: slides in order, parted by form feeds; a slide is a page."""
    with compound(path) as container:
        user = container.stream("Current User") if "Current User" in container.names else b""
        if (
            len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _LOCKED
        ) or "EncryptedSummary" in container.names:
            return Reading(PPT, "", None, scanned=False, flags=frozenset({Flag.ENCRYPTED}))
        stream = _Stream(container.stream("PowerPoint Document"))
        latest = struct.unpack_from("<I", user, 16)[0] if len(user) >= 20 else None
    slides = stream.slides(latest)
    marks = ((Flag.COMMENTS, stream.commented), (Flag.MACROS, stream.programmed))
    flags = frozenset(flag for flag, told in marks if told)
    return Reading(
        PPT, "\f".join("\n".join(slide) for slide in slides), len(slides) or None, scanned=False, flags=flags
    )


class _Stream:
    """The stream that holds all slides, in the order of saving, with those of former savings."""

    def __init__(self, data: bytes) -> None:
        """Keep the bytes."""
        self._data = data
        self._left = _RECORD_LIMIT
        self._left_letters = _LETTER_LIMIT
        self.commented = self.programmed = False

    def slides(self, latest: int | None) -> list[list[str]]:
        """Return the lines of each slide; `latest` is where the latest saving begins."""
        places, document = self._places(latest) if latest is not None else ({}, None)
        if document is None:
            document = next(
                (place.start - 8 for place in self._records(0, len(self._data)) if place.kind == _DOCUMENT), 0
            )
        found: list[list[str]] = []
        whole = self._record(document)
        if whole is None or whole.kind != _DOCUMENT:
            raise UnreadableFileError("file_damaged")
        self._note_macros(whole)
        for outline in self._records(whole.start, whole.end):
            if outline.kind == _SLIDE_LIST and outline.instance == 0:
                found.extend(self._listed(outline, places))
        return found

    def _places(self, latest: int) -> tuple[dict[int, int], int | None]:
        """Return where each persistent object lies, and the document; newer savings count before older ones."""
        places: dict[int, int] = {}
        document: int | None = None
        seen: set[int] = set()
        while latest and latest not in seen and len(seen) < _EDIT_LIMIT:
            seen.add(latest)
            edit = self._record(latest)
            if edit is None or edit.kind != _USER_EDIT or edit.end - edit.start < 20:
                break
            latest, listing, key = self._numbers(edit.start + 8, 3)
            directory = self._record(listing)
            if directory is None or directory.kind != _PERSIST:
                break
            numbers = self._numbers(directory.start, (directory.end - directory.start) // 4)
            at = 0
            while at < len(numbers):
                first, count = numbers[at] & 0xFFFFF, numbers[at] >> 20
                for offset, place in enumerate(numbers[at + 1 : at + 1 + count]):
                    places.setdefault(first + offset, place)
                at += 1 + count
            if document is None:
                document = places.get(key)
        return places, document

    def _listed(self, outline: _Record, places: dict[int, int]) -> Iterator[list[str]]:
        """Yield the lines of the slides of a list; texts stand in the list, or in the slides themselves."""
        slide: int | None = None
        listed: list[str] = []
        for record in [*self._records(outline.start, outline.end), None]:
            if record is not None and record.kind in (_WIDE, _NARROW):
                listed.append(self._text(record))
            elif record is None or record.kind == _SLIDE_PLACE:
                if slide is not None:
                    yield self._slide(places.get(slide), listed)
                slide = self._numbers(record.start, 1)[0] if record is not None else None
                listed = []

    def _slide(self, place: int | None, listed: list[str]) -> list[str]:
        record = self._record(place) if place is not None else None
        own: list[str] = []
        used: set[int] = set()
        if record is not None and record.kind == _SLIDE:
            for inner in self._all(record):
                if inner.kind in (_WIDE, _NARROW):
                    own.append(self._text(inner))
                elif inner.kind == _OUTLINE_TEXT and inner.end - inner.start >= 4:
                    number = self._numbers(inner.start, 1)[0]
                    own.extend(self._counted(text) for text in listed[number : number + 1])
                    used.add(number)
                elif inner.kind == _COMMENT:
                    self.commented = True
        texts = own if used else [*listed, *own]
        lines = (line.strip() for text in texts for line in text.replace("\x0b", "\r").replace("\n", "\r").split("\r"))
        return [line for line in lines if line and line != "*"]  # a star stands for the number of a slide

    def _note_macros(self, document: _Record) -> None:
        for inner in self._all(document):
            if inner.kind == _MACROS and inner.end - inner.start >= 8:
                self.programmed = self.programmed or self._numbers(inner.start + 4, 1)[0] != 0

    def _text(self, record: _Record) -> str:
        data = self._data[record.start : record.end]
        return self._counted(data.decode("utf-16-le", "replace") if record.kind == _WIDE else data.decode("latin-1"))

    def _counted(self, text: str) -> str:
        """Return a text, and refuse the file if it has given too much: one may be referred to again and again."""
        self._left_letters -= len(text)
        if self._left_letters < 0:
            raise UnreadableFileError("file_too_large")
        return text

    def _all(self, record: _Record) -> Iterator[_Record]:
        """Yield the records inside one, however deep."""
        stack = [iter(self._records(record.start, record.end))]
        while stack:
            inner = next(stack[-1], None)
            if inner is None:
                stack.pop()
                continue
            yield inner
            if inner.nested and len(stack) < _DEEPEST:
                stack.append(iter(self._records(inner.start, inner.end)))

    def _records(self, start: int, end: int) -> Iterator[_Record]:
        while start + 8 <= end:
            record = self._record(start)
            if record is None or record.end > end:
                return
            yield record
            start = record.end

    def _record(self, at: int) -> _Record | None:
        """Return the record that begins at a byte; None beyond the end."""
        self._left -= 1
        if self._left < 0:
            raise UnreadableFileError("file_too_large")
        if at + 8 > len(self._data):
            return None
        bits, kind, size = struct.unpack_from("<HHI", self._data, at)
        end = at + 8 + size
        if end > len(self._data):
            return None
        return _Record(kind, bits >> 4, bits & 0xF == _CONTAINER, at + 8, end)

    def _numbers(self, at: int, count: int) -> tuple[int, ...]:
        try:
            return struct.unpack_from(f"<{count}I", self._data, at)
        except struct.error as error:
            raise UnreadableFileError("file_damaged") from error
