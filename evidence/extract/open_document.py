"""Text of OpenDocument files (odt, ods, odp)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evidence.errors import UnreadableFileError
from evidence.extract.found import Reading
from evidence.extract.markup import Element
from evidence.extract.media import OPEN_DOCUMENT
from evidence.extract.package import package
from evidence.extract.sheets import PAGE_NUMBER
from evidence.model import Flag

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_UNSEEN = frozenset(
    {_TEXT + "tracked-changes", _OFFICE + "annotation", _TEXT + "note", _TEXT + "ruby-text", _OFFICE + "forms"}
)
_LINES = frozenset({_TEXT + "p", _TEXT + "h"})
_PARTED = frozenset({_TABLE + "table", _DRAW + "page"})
_LIBRARY_LISTS = ("script-lc.xml", "script-lb.xml")


def read_open_document(path: Path) -> Reading:
    """Read a text, workbook or presentation: sheets and slides parted by form feeds, headers and footers last."""
    with package(path) as parts:
        locked = "META-INF/manifest.xml" in parts.names and any(
            True for _ in parts.tree("META-INF/manifest.xml").iter("{*}encryption-data")
        )
        if locked or parts.locked:
            return Reading(OPEN_DOCUMENT, "", None, scanned=False, flags=frozenset({Flag.ENCRYPTED}))
        content = parts.tree("content.xml")
        body = content.find(_OFFICE + "body")
        if body is None:
            raise UnreadableFileError("file_damaged")
        sheets = [sheet for kind in body for sheet in kind if sheet.tag in _PARTED and kind.tag != _OFFICE + "text"]
        texts = ["\n".join(_lines(sheet)) for sheet in sheets] or ["\n".join(_lines(body))]
        pages = sum(sheet.tag == _DRAW + "page" for sheet in sheets) or None
        if "meta.xml" in parts.names and not sheets:
            pages = _noted_pages(parts.tree("meta.xml"))
        styles = parts.tree("styles.xml") if "styles.xml" in parts.names else None
        margins = [line for line in (_margins(styles) if styles is not None else ()) if not PAGE_NUMBER.fullmatch(line)]
        marks = (
            (Flag.COMMENTS, next(body.iter(_OFFICE + "annotation"), None) is not None),
            (Flag.TRACKED_CHANGES, next(body.iter(_TEXT + "changed-region"), None) is not None),
            (
                Flag.MACROS,
                any(name.startswith("Basic/") and not name.endswith((*_LIBRARY_LISTS, "/")) for name in parts.names),
            ),
        )
    flags = frozenset(flag for flag, told in marks if told)
    text = "\f".join([*filter(None, texts), *(["\n".join(margins)] if margins else [])])
    return Reading(OPEN_DOCUMENT, text, pages, scanned=False, flags=flags)


def _lines(tree: Element) -> Iterator[str]:
    """Yield a line a paragraph and a table row, in reading order."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if node.tag in _LINES:
            yield _paragraph(node)
        elif node.tag == _TABLE + "table-row":
            cells = (" ".join("".join(_lines(cell)).split()) for cell in node.iterfind(_TABLE + "table-cell"))
            if line := "\t".join(cells).rstrip():
                yield line
        elif node.tag not in _UNSEEN:
            stack.extend(reversed(node))


def _paragraph(node: Element) -> str:
    lines = "".join(_inline(node)).split("\n")
    return "\n".join(line for line in lines if line.strip())


def _inline(node: Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        tag = str(child.tag)
        if tag == _TEXT + "line-break":
            yield "\n"
        elif tag in (_TEXT + "s", _TEXT + "tab"):
            yield " "
        elif tag in _LINES:  # in a text box
            yield "\n"
            yield from _inline(child)
            yield "\n"
        elif tag.startswith("{") and tag not in _UNSEEN:
            yield from _inline(child)
        yield child.tail or ""


def _margins(styles: Element) -> Iterator[str]:
    """Yield the lines of headers and footers, each once."""
    found = (line for margin in styles.iter(_STYLE + "header", _STYLE + "footer") for line in _lines(margin))
    yield from dict.fromkeys(line for line in found if line)


def _noted_pages(meta: Element) -> int | None:
    counted = next(meta.iter(_META + "document-statistic"), None)
    noted = str(counted.get(_META + "page-count")) if counted is not None else ""
    return int(noted) if noted.isdecimal() and 0 < len(noted) < 6 and int(noted) > 0 else None
