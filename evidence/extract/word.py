"""Text, pages and traces of editing out of a Word file (docx), straight from its XML."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from evidence.errors import UnreadableFileError
from evidence.extract.found import Reading
from evidence.extract.markup import Element
from evidence.extract.media import DOCX, WORD_XML
from evidence.extract.sheets import PAGE_NUMBER, page_count
from evidence.extract.word_parts import (
    NOT_PLAIN,
    W,
    WordParts,
    main_part,
    outermost,
    paragraph_text,
    plain_text,
    word_xml,
)
from evidence.model import Flag

_PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_CHANGES = frozenset({"Word.Insertion", "Word.Deletion"})  # as Word 2003 calls them
_LIMIT_BYTES = 256 << 20
_BINARY = re.compile(rb"<(w:binData|pkg:binaryData)\b[^>]*>[^<]*</\1>")  # pictures stand in it as text
_SIZE, _VALUE = W + "sz", W + "val"
_REVISIONS = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_MARGIN_PARTS = tuple(re.compile(rf"word/{name}\d*\.xml") for name in ("header", "footer", "footnotes", "endnotes"))


def read_docx(path: Path) -> Reading:
    """Read a docx file: body first, then what stands in margins and notes."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = WordParts(archive)
            if parts.locked:
                return Reading(DOCX, "", None, scanned=False, flags=frozenset({Flag.ENCRYPTED}))
            return _read(parts)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, NotImplementedError) as error:
        raise UnreadableFileError("file_damaged") from error


def read_word_xml(path: Path) -> Reading:
    """Read a Word document that is one XML file, as Word 2003 and many web systems save it, mostly called doc."""
    with path.open("rb") as handle:
        data = handle.read(_LIMIT_BYTES + 1)
    if len(data) > _LIMIT_BYTES:
        raise UnreadableFileError("file_too_large")
    try:
        tree = word_xml(_BINARY.sub(b"", data))
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise UnreadableFileError("file_damaged") from error
    body = next(tree.iter(W + "body"), None)
    if body is None:
        raise UnreadableFileError("file_damaged")
    margins = list(tree.iter(*(W + name for name in ("hdr", "ftr", "footnote", "endnote"))))
    aside = [line for margin in margins for line in _margin_lines(margin)]
    for margin in margins:
        margin.clear(keep_tail=True)
    notes = [(str(node.get(W + "type")), node) for node in body.iter("{*}annotation")]
    for kind, node in notes:
        if kind == "Word.Comment":
            node.clear(keep_tail=True)
    kinds = {kind for kind, _ in notes}
    lines, pages, revised = _read_body(body, None)
    marks = (
        (Flag.TRACKED_CHANGES, revised or kinds & _CHANGES),
        (Flag.COMMENTS, "Word.Comment" in kinds),
        (Flag.MACROS, tree.get(W + "macrosPresent") == "yes"),
    )
    flags = frozenset(flag for flag, told in marks if told)
    text = "\f".join("\n".join(part) for part in (lines, aside) if part)
    return Reading(WORD_XML, text, pages, scanned=False, flags=flags)


def _read(parts: WordParts) -> Reading:
    claimed = _claimed_pages(parts.tree("docProps/app.xml")) if "docProps/app.xml" in parts.names else None
    commented = "word/comments.xml" in parts.names and _has(parts.tree("word/comments.xml"), W + "comment")
    lines, pages, revised = _read_body(parts.tree(main_part(parts)), claimed)
    margins = [name for kind in _MARGIN_PARTS for name in sorted(filter(kind.fullmatch, parts.names))]
    aside = "\n".join(line for name in margins for line in _margin_lines(parts.tree(name)))
    programmed = any(name.endswith("vbaProject.bin") for name in parts.names)
    marks = ((Flag.COMMENTS, commented), (Flag.TRACKED_CHANGES, revised), (Flag.MACROS, programmed))
    flags = {flag for flag, told in marks if told}
    text = "\n".join(lines) + ("\f" + aside if aside else "")
    return Reading(DOCX, text, pages, scanned=False, flags=frozenset(flags))


def _read_body(body: Element, claimed: int | None) -> tuple[list[str], int, bool]:
    """Return the lines, the page count, and whether changes are tracked."""
    lines = _lines(body)
    return lines, _pages(body, lines, claimed), _has(body, *_REVISIONS)


def _margin_lines(margin: Element) -> list[str]:
    return [line for line in _lines(margin) if not PAGE_NUMBER.fullmatch(line)]


def _has(tree: Element, *tags: str) -> bool:
    return next(tree.iter(*tags), None) is not None


def _lines(tree: Element) -> list[str]:
    """Return the lines in reading order."""
    text_of = paragraph_text if _has(tree, *NOT_PLAIN) else plain_text
    return [line for block in _blocks(tree, text_of) for line in block]


def _blocks(tree: Element, text_of: Callable[[Element], str]) -> Iterator[list[str]]:
    """Yield the lines of each paragraph and table row, in reading order; `text_of` reads a paragraph."""
    has_boxes = _has(tree, W + "txbxContent")
    for node in outermost(tree, frozenset({W + "p", W + "tr"})):
        if node.tag == W + "tr":
            cells = [_joined(cell, text_of) for cell in node.iterfind(W + "tc")]
            if not cells:  # cells wrapped in content controls
                cells = [_joined(node, text_of)]
            yield ["\t".join(cell.replace("\n", " ").replace("\t", " ") for cell in cells).rstrip()]
        else:
            for box in outermost(node, frozenset({W + "txbxContent"})) if has_boxes else ():
                yield from _blocks(box, text_of)
            yield text_of(node).split("\n")


def _joined(cell: Element, text_of: Callable[[Element], str]) -> str:
    return "".join(line for block in _blocks(cell, text_of) for line in block)


def _claimed_pages(properties: Element) -> int | None:
    """Return the page count that the program noted on saving."""
    found = properties.findtext(_PROPERTIES + "Pages")
    return int(found) if found and found.strip().isdecimal() and len(found) < 6 else None


def _pages(body: Element, lines: list[str], claimed: int | None) -> int:
    """Return the page count: the one noted on saving unless the layout contradicts it."""
    breaks = sum(line.count("\f") for line in lines)
    rendered = sum(1 for _ in body.iter(W + "lastRenderedPageBreak"))
    return page_count(lines, _letter_size_pt(body), max(breaks, rendered) + 1, claimed)


def _letter_size_pt(body: Element) -> float:
    """Return the commonest letter size that runs name; 10.5 pt (五号) where none does."""
    sizes = Counter([str(node.get(_VALUE)) for node in body.iter(_SIZE)])
    common = next((size for size, _ in sizes.most_common() if size.isdecimal() and 10 <= int(size) <= 96), "21")
    return int(common) / 2
