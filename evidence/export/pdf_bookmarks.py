"""A PDF that was made here is saved, with bookmarks and links that PDFium has no words for.

PDFium writes the pages. What leads to them is an incremental update (ISO 32000-1, 7.5.6) behind its bytes, so that
pages are neither read again nor held in memory.
"""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from msgspec import Struct

from evidence.export.pdf_saved import SavedPdf, reference, written

_REFERENCE = re.compile(rb"(\d+) 0 R")
Area = tuple[float, float, float, float]  # left, bottom, right, top in points


class Bookmark(Struct, frozen=True):
    """A line among the bookmarks, and the page (from 0) that it leads to."""

    title: str
    page: int
    below: tuple[Bookmark, ...] = ()


class PageLink(NamedTuple):
    """An area of a page (from 0) that leads to another."""

    page: int
    area: Area
    target: int


def write_pdf(
    document: pypdfium2.PdfDocument,
    path: Path,
    title: str,
    author: str,
    bookmarks: Sequence[Bookmark],
    links: Sequence[PageLink] = (),
) -> None:
    """Write a document made by PDFium; what is the same gives the same bytes, whenever and wherever it is made.

    Links may lie on pages that have none yet.
    """
    with written(document, path) as saved:
        _Marked(saved).append(title, author, bookmarks, links)


class _Marked:
    """A PDF that gets bookmarks and links."""

    def __init__(self, saved: SavedPdf) -> None:
        self._saved, self._file = saved, saved.file
        self._root, self._info, self._dictionary = saved.root, saved.info, saved.dictionary
        self._pages = list(self._leaves(reference(self._dictionary(self._root), b"Pages")))

    def append(self, title: str, author: str, bookmarks: Sequence[Bookmark], links: Sequence[PageLink]) -> None:
        """Write bookmarks, links and title behind the rest."""
        first = max(self._saved.offsets) + 1
        objects: dict[int, bytes] = {}
        objects[self._info] = b"<</Title%b/Author%b/Producer(PDFium)>>" % (_text(title), _text(author))
        root = first
        lines = list(_numbered(bookmarks, root + 1, root))
        objects |= {line.number: self._line(line) for line in lines}
        tops = [line for line in lines if line.parent == root]
        told = b"/Outlines %d 0 R/PageMode/UseOutlines" % root if tops else b""
        if tops:
            ends = (tops[0].number, tops[-1].number, len(tops))
            objects[root] = b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % ends
        objects[self._root] = _with(self._dictionary(self._root), told)
        number = root + 1 + len(lines)
        for page in sorted({link.page for link in links}):
            mine = [link for link in links if link.page == page]
            numbers = range(number, number + len(mine))
            number += len(mine)
            objects |= {key: self._link(link) for key, link in zip(numbers, mine, strict=True)}
            annotations = b" ".join(b"%d 0 R" % key for key in numbers)
            objects[self._pages[page]] = _with(self._dictionary(self._pages[page]), b"/Annots[%b]" % annotations)
        self._write(objects, number)

    def _write(self, objects: dict[int, bytes], size: int) -> None:
        self._file.seek(self._saved.end)
        entries: list[bytes] = []
        for number in sorted(objects):
            entries.append(b"%d 1\n%010d 00000 n \n" % (number, self._file.tell()))
            self._file.write(b"%d 0 obj\n%b\nendobj\n" % (number, objects[number]))
        table_at = self._file.tell()
        self._file.write(b"xref\n" + b"".join(entries))
        known = self._saved.digest()
        told = (size, self._root, self._info, self._saved.table_at, known, known, table_at)
        self._file.seek(0, 2)
        self._file.write(
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/Prev %d/ID[<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n" % told
        )

    def _line(self, line: _Line) -> bytes:
        beside = [(b"Prev", line.before), (b"Next", line.after)]
        beside += [(b"First", line.first), (b"Last", line.last)]
        told = b"".join(b"/%b %d 0 R" % (name, number) for name, number in beside if number)
        told += b"/Count -%d" % line.below if line.below else b""
        goes = self._goes_to(line.bookmark.page)
        return b"<</Title%b/Parent %d 0 R%b%b>>" % (_text(line.bookmark.title), line.parent, told, goes)

    def _link(self, link: PageLink) -> bytes:
        area = b" ".join(b"%.2f" % side for side in link.area)
        return b"<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[%b]%b>>" % (area, self._goes_to(link.target))

    def _goes_to(self, page: int) -> bytes:
        return b"/Dest[%d 0 R/Fit]" % self._pages[page]

    def _leaves(self, number: int) -> Iterator[int]:
        """Yield the pages below a node of the tree of pages."""
        told = self._dictionary(number)
        found = re.search(rb"/Kids\s*\[([^\]]*)\]", told)
        if found is None:
            yield number
            return
        kids = [int(kid) for kid in _REFERENCE.findall(found[1])]
        nested = len(kids) != self._count(told)
        for kid in kids:
            if nested:
                yield from self._leaves(kid)
            else:
                yield kid

    @staticmethod
    def _count(told: bytes) -> int:
        found = re.search(rb"/Count\s+(\d+)", told)
        return int(found[1]) if found else -1


class _Line(NamedTuple):
    """A bookmark as an object; 0 where there is none."""

    number: int
    bookmark: Bookmark
    parent: int
    before: int
    after: int
    first: int
    last: int
    below: int  # that show when it is opened


def _numbered(bookmarks: Sequence[Bookmark], first: int, parent: int) -> Iterator[_Line]:
    """Yield bookmarks and those below them with numbers from `first` on."""
    numbers: list[int] = []
    number = first
    for bookmark in bookmarks:
        numbers.append(number)
        number += _size(bookmark)
    for at, (mine, bookmark) in enumerate(zip(numbers, bookmarks, strict=True)):
        held = list(_numbered(bookmark.below, mine + 1, mine))
        tops = [line.number for line in held if line.parent == mine]
        before, after = numbers[at - 1] if at else 0, numbers[at + 1] if at + 1 < len(numbers) else 0
        yield _Line(mine, bookmark, parent, before, after, tops[0] if tops else 0, tops[-1] if tops else 0, len(tops))
        yield from held


def _size(bookmark: Bookmark) -> int:
    return 1 + sum(map(_size, bookmark.below))


def _with(dictionary: bytes, more: bytes) -> bytes:
    return dictionary.removesuffix(b">>") + more + b">>"


def _text(text: str) -> bytes:
    return b"<" + ("\ufeff" + text).encode("utf-16-be", "replace").hex().upper().encode() + b">"
