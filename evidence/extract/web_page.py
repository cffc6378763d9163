"""What a reader sees of a web page (html), also of one in a web archive (mht) or a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from evidence.errors import UnreadableFileError
from evidence.extract.found import Reading
from evidence.extract.markup import Element
from evidence.extract.media import HTML

_NOT_SHOWN = frozenset(
    {"script", "style", "head", "template", "noscript", "colgroup", "col", "title", "rt", "textarea"}
)
_OWN_LINE = frozenset(
    {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "caption", "section", "article", "center", "form", "header"}
    | {"footer", "main", "body", "html", "pre", "blockquote", "fieldset", "legend", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_WRAPPERS = frozenset({"thead", "tbody", "tfoot", "colgroup", "form"})
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_SOURCE_BREAK = re.compile(r"(?<=[^\x00-\xff])[ \t]*[\r\n]+[ \t\r\n]*(?=[^\x00-\xff])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.-]{2,20})", re.IGNORECASE)
_HEAD_BYTES = 4096
_LIMIT_BYTES = 32 << 20


def read_page(path: Path) -> Reading:
    """Read an html file: what is seen of it, a table row a line."""
    with path.open("rb") as handle:
        data = handle.read(_LIMIT_BYTES + 1)
    if len(data) > _LIMIT_BYTES:
        raise UnreadableFileError("file_too_large")
    return Reading(HTML, "\n".join(page_lines(decoded_page(data))), None, scanned=False, flags=frozenset())


def decoded_page(data: bytes, charset: str | None = None) -> str:
    """Return the source of a page: UTF-8 if it can be, else as it or its sender (`charset`) says, else GB 18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    told = _CHARSET.search(data[:_HEAD_BYTES])
    for encoding in ("utf-8-sig", charset, told.group(1).decode("ascii") if told else None):
        try:
            if encoding and encoding.lower() not in ("gb2312", "gbk"):
                return data.decode(encoding)
        except (ValueError, LookupError):  # of bytes, or of a name
            continue
    return data.decode("gb18030", "replace")


def page_lines(source: str) -> list[str]:
    """Return the lines that are seen of a page; raise `UnreadableFileError`: `file_damaged`."""
    if not source.strip():
        return []
    try:
        return list(_lines(parse_page(source)))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, RecursionError) as error:
        raise UnreadableFileError("file_damaged") from error


def parse_page(source: str) -> Element:
    """Parse a page; raise ValueError if the parser gave up before its end."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise ValueError
    return tree


def _lines(node: Element) -> Iterator[str]:
    words: list[str] = []
    for token in tokens(node):
        if isinstance(token, str):
            words.append(token)
            continue
        yield from filter(None, tidy("".join(words)).split("\n"))
        words = []
        if token.tag == "table":
            yield from _table_lines(token)
    yield from filter(None, tidy("".join(words)).split("\n"))


def _table_lines(table: Element) -> Iterator[str]:
    """Yield a line a row; rows that only lay out the page, with one cell or tables inside, give the lines in them."""
    for row in own(table, "tr", "caption"):
        cells = [cell for cell in own(row, "td", "th") if not is_hidden(cell)] if row.tag == "tr" else [row]
        if is_hidden(row):
            continue
        if len(cells) == 1 or any(next(cell.iter("table"), None) is not None for cell in cells):
            for cell in cells:
                yield from _lines(cell)
        elif line := "\t".join("".join(_lines(cell)) for cell in cells).rstrip():
            yield line


def tokens(node: Element) -> Iterator[str | Element]:
    """Yield text and, where a line begins or ends, the element that makes it so; tables are not looked into."""
    if node.text:
        yield node.text
    for child in node:
        tag = child.tag
        if tag == "br":
            yield "\0"  # a break that is meant, unlike those of the source
        elif tag == "table":
            if not is_hidden(child):
                yield child
        elif tag in _OWN_LINE and not is_hidden(child):
            yield child
            yield from tokens(child)
            yield node
        elif tag not in _NOT_SHOWN and tag not in _OWN_LINE and not is_hidden(child):
            yield from tokens(child)
        if child.tail:
            yield child.tail


def tidy(text: str) -> str:
    """Return the text of a block: blanks and breaks of the source closed up, breaks that are meant as line feeds."""
    lines = (_SPACE.sub(" ", _SOURCE_BREAK.sub("", line)).strip() for line in text.split("\0"))
    return "\n".join(filter(None, lines))


def own(node: Element, *tags: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, not those of a table inside."""
    for child in node:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from own(child, *tags)


def is_hidden(node: Element) -> bool:
    """Tell whether a page says of an element that it is not seen."""
    return bool(_HIDDEN.search(node.get("style") or "")) or node.get("hidden") is not None
