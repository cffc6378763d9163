"""A written Word file read back: its pages as breaks and sections make them, its places, links and directories."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import IO
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct, field

from evidence.export.written import once, paragraph_text, part_texts, texts_beside
from evidence.extract.markup import Element, safe_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_PARAGRAPH, _TABLE, _SECTION, _BODY = f"{_W}p", f"{_W}tbl", f"{_W}sectPr", f"{_W}body"
_LINK, _MARK, _FIELD = f"{_W}hyperlink", f"{_W}bookmarkStart", (f"{_W}fldChar", f"{_W}fldSimple")
_DOCUMENT, _RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
_PREFIX = re.compile(r"(?:\d+-)+$")  # of a page number that is put in: 12- of 12-1


class Mark(Struct, frozen=True):
    """A place that links lead to: its page (from 0, the front included) and its paragraph's text."""

    page: int
    text: str


class Pointer(Struct, frozen=True):
    """A link: its page, what it says, and where it leads to, in another file or (empty) in its own."""

    page: int
    text: str
    file: str
    anchor: str


class Line(Struct, frozen=True):
    """A row of a table: the table's head, the row's cells and links."""

    page: int
    head: tuple[str, ...]
    cells: tuple[str, ...]
    links: tuple[Pointer, ...]


class Written(Struct):
    """What is in one Word file."""

    path: Path
    labels: list[str] = field(default_factory=list[str])  # of each page its printed number; empty in front of page 1
    openings: list[str] = field(default_factory=list[str])  # of each page the style of its first paragraph, by name
    marks: dict[str, Mark] = field(default_factory=dict[str, Mark])
    twice: list[str] = field(default_factory=list[str])  # places that there are two of
    links: list[Pointer] = field(default_factory=list[Pointer])
    lines: list[Line] = field(default_factory=list[Line])
    notes: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])  # paragraphs, with their pages
    broken: list[str] = field(default_factory=list[str])  # relations and parts that are not there
    said: list[str] = field(default_factory=list[str])  # each of its lines once, as `written_lines`, if asked for

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.labels)


def read_back(path: Path, columns: frozenset[str], notes: re.Pattern[str], *, said: bool = False) -> Written:
    """Read a Word file: the rows of tables that have one of the `columns`, the paragraphs in which `notes` is found.

    With `said` also each line that it says, wherever in it that stands.
    """
    found = Written(path)
    with zipfile.ZipFile(path) as package:
        reader = _Reader(found, package, columns, notes)
        texts: list[str] | None = [] if said else None
        with package.open(_DOCUMENT) as part:
            reader.read(part, texts)
        if texts is not None:
            others = (name for name in package.namelist() if name != _DOCUMENT)
            found.said += once(chain(texts, *(part_texts(package, name) for name in others)))
    return found


class _Reader:
    """Goes through one document from its first to its last element and forgets each at once."""

    def __init__(
        self, found: Written, package: zipfile.ZipFile, columns: frozenset[str], notes: re.Pattern[str]
    ) -> None:
        self._found = found
        self._package = package
        self._columns = columns
        self._notes = notes
        self._names = set(package.namelist())
        self._relations = {
            str(one.get("Id")): (str(one.get("Target")), one.get("TargetMode") == "External")
            for one in safe_xml(package.read(_RELATIONS))
        }
        styles = safe_xml(package.read("word/styles.xml")).iter(f"{_W}style")
        self._styles = {str(one.get(f"{_W}styleId")): _value(one.find(f"{_W}name")) for one in styles}
        self._fresh = True  # what comes next starts a page
        self._begin = 0  # the first page of the section
        self._number = 0  # the last number given
        self._prefix: str | None = None  # of the feet; None: there are none

    def read(self, part: IO[bytes], texts: list[str] | None = None) -> None:
        """Read the document, and note its texts."""
        handlers = {_PARAGRAPH: self._paragraph, _TABLE: self._table, _SECTION: self._end_section}
        events = etree.iterparse(part, tag=tuple(handlers), resolve_entities=False, no_network=True, huge_tree=True)
        for _, element in events:
            if texts is not None and element.tag == _PARAGRAPH:
                texts.append(paragraph_text(element))
            above = element.getparent()
            if above is None or above.tag != _BODY:
                continue
            handlers[str(element.tag)](element)
            if texts is not None:
                texts += texts_beside(element)
            element.clear()
            while (read := element.getprevious()) is not None:
                if texts is not None:
                    texts += texts_beside(read)
                above.remove(read)
        if texts is not None and events.root is not None:
            texts += texts_beside(events.root)

    def _paragraph(self, paragraph: Element) -> None:
        shape = paragraph.find(f"{_W}pPr")
        if self._fresh or (shape is not None and shape.find(f"{_W}pageBreakBefore") is not None):
            self._new_page(shape)
        text = _text(paragraph)
        self._places(paragraph)
        page = len(self._found.openings) - 1
        if self._notes.search(text):
            self._found.notes.append((page, text))
        section = None if shape is None else shape.find(_SECTION)
        if section is not None:
            self._end_section(section)

    def _table(self, table: Element) -> None:
        if self._fresh:
            self._new_page(None)
        self._places(table)
        rows = table.findall(f"{_W}tr")
        head = tuple(map(_text, rows[0].iterfind(f"{_W}tc"))) if rows else ()
        if self._columns.isdisjoint(head):
            return
        page = len(self._found.openings) - 1
        for row in rows[1:]:
            links = tuple(self._pointer(link, page) for link in row.iter(_LINK))
            self._found.lines.append(Line(page, head, tuple(map(_text, row.iterfind(f"{_W}tc"))), links))

    def _new_page(self, shape: Element | None) -> None:
        self._fresh = False
        style = None if shape is None else shape.find(f"{_W}pStyle")
        self._found.openings.append(self._styles.get(_value(style), ""))

    def _places(self, element: Element) -> None:
        """Note the links, places and pictures of a paragraph or table."""
        page = len(self._found.openings) - 1
        for one in element.iter(_LINK, _MARK, _BLIP):
            if one.tag == _LINK:
                self._found.links.append(self._pointer(one, page))
            elif one.tag == _MARK:
                self._mark(one, page)
            else:
                self._target(str(one.get(f"{_R}embed")))

    def _mark(self, mark: Element, page: int) -> None:
        name = str(mark.get(f"{_W}name"))
        if name in self._found.marks:
            self._found.twice.append(name)
        paragraph = next(mark.iterancestors(_PARAGRAPH), None)
        self._found.marks[name] = Mark(page, "" if paragraph is None else _text(paragraph))

    def _pointer(self, link: Element, page: int) -> Pointer:
        anchor = link.get(f"{_W}anchor")
        if anchor is not None:
            return Pointer(page, _text(link), "", str(anchor))
        file, _, place = self._target(str(link.get(f"{_R}id"))).partition("#")
        return Pointer(page, _text(link), unquote(file), place)

    def _target(self, relation: str) -> str:
        """Return what a relation leads to; note one that is not there, and a part that is not."""
        target, external = self._relations.get(relation, ("", True))
        if not target or (not external and posixpath.normpath(f"word/{target}") not in self._names):
            self._found.broken.append(target or relation)
        return target

    def _end_section(self, section: Element) -> None:
        """Give the pages of a section their numbers."""
        start = section.find(f"{_W}pgNumType")
        first = None if start is None else start.get(f"{_W}start")
        number = self._number + 1 if first is None else int(first)
        prefix = next((self._foot(str(one.get(f"{_R}id"))) for one in section.iterfind(f"{_W}footerReference")), None)
        self._prefix = self._prefix if prefix is None else prefix
        pages = range(len(self._found.openings) - self._begin)
        labels = self._found.labels
        labels += ["" if self._prefix is None else f"{self._prefix}{number + at}" for at in pages]
        self._number = number + len(pages) - 1
        self._begin = len(self._found.openings)
        self._fresh = True

    def _foot(self, relation: str) -> str:
        """Return what stands right before the page number at a foot, where it belongs to the number."""
        target = self._target(relation)
        name = posixpath.normpath(f"word/{target}")
        if name not in self._names:
            return ""
        before = ""
        for one in safe_xml(self._package.read(name)).iter(f"{_W}t", *_FIELD):
            if one.tag in _FIELD:
                break
            before += one.text or ""
        found = _PREFIX.search(before)
        return found.group() if found else ""


def _text(element: Element) -> str:
    return "".join(_texts(element))


def _texts(element: Element) -> Iterator[str]:
    for one in element.iter(f"{_W}t"):
        yield one.text or ""


def _value(element: Element | None) -> str:
    return "" if element is None else str(element.get(f"{_W}val"))
