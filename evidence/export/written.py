"""What a Word or Excel file says, wherever in it that stands: lines of text, descriptions, links, properties."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
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
_ESCAPE = re.compile("_x([0-9A-F]{4})_")  # as workbooks write what XML cannot hold
_LOOKS = ("styles", "theme", "fontTable", "settings", "numbering")  # parts that say nothing


def written_lines(path: Path) -> Iterator[str]:
    """Yield each line that a file says once."""
    seen: set[str] = set()
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")) and not any(look in name for look in _LOOKS):
                with package.open(name) as part:
                    for text in _texts(etree.iterparse(part, events=("end",), huge_tree=True)):
                        for line in text.splitlines():
                            if line.strip() and line not in seen:
                                seen.add(line)
                                yield line


def _texts(events: Iterator[tuple[str, Element]]) -> Iterator[str]:
    """Yield the texts of a part; what has been read is forgotten, however long the part is."""
    for _, element in events:
        for name in _SHOWN:
            if value := element.get(name):
                yield unquote(value)
        if element.tag in _HOLDERS:
            yield "".join(_spoken(element))
            element.clear()
        elif element.tag not in _TEXTS and not len(element) and element.text:
            yield element.text


def _spoken(holder: Element) -> Iterator[str]:
    for element in holder.iter():
        if element.tag == f"{_SHEET}t":
            yield _ESCAPE.sub(lambda found: chr(int(found[1], 16)), element.text or "")
        elif element.tag in _TEXTS:
            yield element.text or ""
        elif element.tag in _BREAKS:
            yield "\n"
