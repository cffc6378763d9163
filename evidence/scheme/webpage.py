"""Tables in web pages, as office systems export them under the endings of workbooks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from email import message_from_string

from lxml import etree
from msgspec.structs import replace

from evidence.errors import SchemeError
from evidence.extract.markup import Element
from evidence.extract.web_page import is_hidden, own, parse_page, tidy, tokens
from evidence.model import Notice
from evidence.scheme.decoding import decode
from evidence.scheme.document import Block, Line, Table, cell_text, grids_of
from evidence.scheme.grid import Cell, Grid, Hidden
from evidence.scheme.header import find_header

_HEADING = re.compile(r"h([1-6])")
_COMMENT = re.compile(r"<!--.*?(?:-->|$)|<(script|style)\b.*?(?:</\1>|$)", re.DOTALL | re.IGNORECASE)
_ENDS = re.compile(r"</?(?:table|html)\b", re.IGNORECASE)
_ROW = re.compile(r"<tr\b", re.IGNORECASE)
_LOGIN = re.compile(r"登\s*[录陆]|login|sign\s?in|密\s*码|会话(?:已)?(?:超时|过期)|重新认证", re.IGNORECASE)
_PASSWORD = re.compile(r"type\s*=\s*[\"']?password", re.IGNORECASE)
_FRAMES = re.compile(r"<frameset\b|<x:WorksheetSource\b", re.IGNORECASE)
_MOST_CELLS = 1_000_000
_WIDEST = 1000
_HEAD_LENGTH = 4096


def read_page(text: str, name: str) -> tuple[list[Grid], list[Notice]]:
    """Read the tables of a page, with a notice for rows and columns that it hides.

    Raises SchemeError if the page is a login, refers to other files, ends within a table or holds none.
    """
    pages = _pages(text, name)
    seen = [_COMMENT.sub("", page) for page in pages]
    notices = [Notice("scheme_end_unsure", name) for page in seen if not _is_whole(page, name)]
    if _PASSWORD.search(text):
        raise SchemeError("scheme_is_login", name=name)
    reader = _Reader(name)
    try:
        grids = [grid for page in pages for grid in grids_of(reader.blocks(parse_page(page)), name)]
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SchemeError("scheme_damaged", name=name) from error
    if not any(find_header(grid) for grid in grids):
        _refuse("\n".join(seen), text, name, has_table=bool(grids))
    return grids, [*reader.notices, *notices]


def _pages(text: str, name: str) -> list[str]:
    """Return the page, or the pages in a web archive (mht)."""
    if not text[:_HEAD_LENGTH].lstrip().startswith("MIME-Version:"):
        return [text]
    parts = [part for part in message_from_string(text.lstrip()).walk() if part.get_content_type() == "text/html"]
    contents = [part.get_payload(decode=True) for part in parts]
    return [decode(content, name) for content in contents if isinstance(content, bytes) and content.strip()]


def _is_whole(page: str, name: str) -> bool:
    """Tell whether a page ends as it says at its beginning; raise SchemeError if that is within a table."""
    marks = Counter(mark.lower() for mark in _ENDS.findall(page))
    if marks["<table"] > marks["</table"]:
        raise SchemeError("scheme_cut_off", name=name, row=len(_ROW.findall(page)))
    return marks["<html"] <= marks["</html"]


def _refuse(seen: str, text: str, name: str, *, has_table: bool) -> None:
    """Say why a page without a criteria table has none, where that can be told."""
    if _FRAMES.search(text):
        raise SchemeError("scheme_page_in_parts", name=name)
    if _LOGIN.search(seen):
        raise SchemeError("scheme_is_login", name=name)
    if not has_table:
        raise SchemeError("scheme_no_table", name=name)


class _Reader:
    """Goes through pages and keeps notices of what they hide."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.notices: list[Notice] = []

    def blocks(self, node: Element) -> Iterator[Block]:
        """Yield the filled lines and the tables below an element."""
        words: list[str] = []
        level: int | None = None
        for token in tokens(node):
            if isinstance(token, str):
                words.append(token)
                continue
            if text := tidy("".join(words)):
                yield Line(text, level)
            words = []
            if token.tag == "table":
                yield self._table(token)
            heading = _HEADING.fullmatch(str(token.tag))
            level = int(heading.group(1)) if heading else None
        if text := tidy("".join(words)):
            yield Line(text, level)

    def _table(self, table: Element) -> Table:
        rows = list(own(table, "tr"))
        hidden = Hidden(frozenset(at for at, row in enumerate(rows) if is_hidden(row)), _hidden_columns(table))
        self.notices.extend(hidden.notices(self._name))
        cells: list[Cell] = []
        inner: list[Block] = []
        for node, cell in self._placed([row for row in rows if not is_hidden(row)]):
            content = list(self.blocks(node))
            if is_hidden(node) or hidden.columns.issuperset(range(cell.column, cell.column + cell.columns)):
                continue
            cells.append(replace(cell, text=cell_text(content)))
            inner.extend(content if any(isinstance(block, Table) for block in content) else ())
        return Table(tuple(cells), tuple(inner))

    def _placed(self, rows: list[Element]) -> Iterator[tuple[Element, Cell]]:
        """Yield the cells with the area that each covers, still without text."""
        taken: set[tuple[int, int]] = set()
        for at, row in enumerate(rows):
            column = 0
            for node in own(row, "td", "th"):
                while (at, column) in taken:
                    column += 1
                width = max(1, min(_span(node, "colspan"), _WIDEST))
                height = min(_span(node, "rowspan") or len(rows), len(rows) - at)
                taken.update((r, c) for r in range(at, at + height) for c in range(column, column + width))
                if len(taken) > _MOST_CELLS:
                    raise SchemeError("scheme_too_large", name=self._name)
                yield node, Cell("", at, column, height, width)
                column += width


def _hidden_columns(table: Element) -> frozenset[int]:
    hidden: set[int] = set()
    at = 0
    for column in own(table, "col"):
        width = max(1, min(_span(column, "span"), _WIDEST))
        if is_hidden(column):
            hidden.update(range(at, at + width))
        at += width
    return frozenset(hidden)


def _span(node: Element, name: str) -> int:
    """Return how many rows or columns a cell covers; rowspan 0 means all that follow."""
    value = (node.get(name) or "1").strip()
    return int(value) if value.isdecimal() and len(value) < 6 else 1
