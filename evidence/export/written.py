"""What a Word or Excel file says, wherever in it that stands: lines of text, descriptions, links, properties."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from evidence.extract.markup import Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_HOLDERS = (f"{_WORD}p", f"{_SHEET}si", f"{_SHEET}is")  # whose runs are one text
_TEXTS = (f"{_WORD}t", f"{_WORD}delText", f"{_SHEET}t")
_BREAKS = (f"{_WORD}br", f"{_WORD}cr")
_SHOWN = ("descr", "title", "Target")  # attributes that people come to see
# Of Word, elements that have neither any of these attributes nor text of their own: nearly all of a document.
_QUIET = frozenset(
    f"{_WORD}{name}"
    for name in (
        *("p", "pPr", "pStyle", "ind", "pageBreakBefore", "bookmarkStart", "bookmarkEnd", "hyperlink", "r", "rPr"),
        *("rFonts", "rStyle", "t", "delText", "br", "cr", "tbl", "tblPr", "tblStyle", "tblW", "tblLayout"),
        *("tblCellMar", "left", "right", "tblGrid", "gridCol", "tr", "trPr", "cantSplit", "trHeight", "tblHeader"),
        *("tc", "tcPr", "tcW", "gridSpan", "vMerge", "vAlign"),
    )
)
_ESCAPE = re.compile("_x([0-9A-F]{4})_")  # as workbooks write what XML cannot hold
_LOOKS = ("styles", "theme", "fontTable", "settings", "numbering")  # parts that say nothing


def written_lines(path: Path) -> Iterator[str]:
    """Yield each line that a file says once."""
    with zipfile.ZipFile(path) as package:
        yield from once(text for name in package.namelist() for text in part_texts(package, name))


def part_texts(package: zipfile.ZipFile, name: str) -> Iterator[str]:
    """Yield the texts of a part; none of one that says nothing."""
    if name.endswith((".xml", ".rels")) and not any(look in name for look in _LOOKS):
        with package.open(name) as part:
            yield from _texts(etree.iterparse(part, events=("end",), huge_tree=True))


def once(texts: Iterable[str]) -> Iterator[str]:
    """Yield each line of texts once."""
    seen: set[str] = set()
    for text in texts:
        for line in text.splitlines():
            if line.strip() and line not in seen:
                seen.add(line)
                yield line


def texts_beside(element: Element) -> Iterator[str]:
    """Yield what an element of a Word file says, all below it included, in any other way than `paragraph_text`."""
    for one in element.iter():
        if one.tag not in _QUIET:
            yield from _own(one)


def paragraph_text(paragraph: Element) -> str:
    """Return the text of a paragraph of a Word file, with its line breaks."""
    return "".join("\n" if one.tag in _BREAKS else one.text or "" for one in paragraph.iter(*_TEXTS, *_BREAKS))


def _texts(events: Iterator[tuple[str, Element]]) -> Iterator[str]:
    """Yield the texts of a part; what has been read is forgotten, however long the part is."""
    for _, element in events:
        yield from _own(element)
        if element.tag in _HOLDERS:
            yield "".join(_spoken(element))
            element.clear()


def _own(element: Element) -> Iterator[str]:
    """Yield what an element says itself, but for a paragraph and what it is made of."""
    for name in _SHOWN:
        if value := element.get(name):
            yield unquote(value)
    if element.tag not in _HOLDERS and element.tag not in _TEXTS and not len(element) and element.text:
        yield element.text


def _spoken(holder: Element) -> Iterator[str]:
    for element in holder.iter():
        if element.tag == f"{_SHEET}t":
            yield _ESCAPE.sub(lambda found: chr(int(found[1], 16)), element.text or "")
        elif element.tag in _TEXTS:
            yield element.text or ""
        elif element.tag in _BREAKS:
            yield "\n"
