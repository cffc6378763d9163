"""Tables in Word files (docx), with the paragraphs between them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree
from msgspec.structs import replace

from evidence.errors import SchemeError, UnreadableFileError
from evidence.extract.markup import Element
from evidence.extract.word_parts import W, WordParts, main_part, outermost, paragraph_text
from evidence.scheme.document import Block, Line, Table, cell_text, grids_of
from evidence.scheme.grid import Cell, Grid
from evidence.scheme.word_numbers import ListNumbers, Styles

_BLOCKS = frozenset({W + "p", W + "tbl"})
_ROWS = frozenset({W + "tr"})
_CELLS = frozenset({W + "tc"})


def read_word(content: bytes, name: str) -> list[Grid]:
    """Read the tables of a document as it looks with its changes accepted; text boxes are left out.

    Raises SchemeError if the file is locked, damaged, or larger than any criteria table.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if any(member.flag_bits & 1 for member in archive.infolist()):
                raise SchemeError("scheme_encrypted", name=name)
            parts = WordParts(archive)
            main = main_part(parts)
            folder = main.rpartition("/")[0]
            styles = Styles(_tree(parts, f"{folder}/styles.xml"))
            numbers = ListNumbers(_tree(parts, f"{folder}/numbering.xml"), styles)
            body = _tree(parts, main)
            return grids_of(_Reader(styles, numbers).blocks(body), name) if body is not None else []
    except (etree.XMLSyntaxError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SchemeError("scheme_damaged", name=name) from error
    except UnreadableFileError as error:
        code = "scheme_too_large" if error.code == "file_too_large" else "scheme_damaged"
        raise SchemeError(code, name=name) from error


def _tree(parts: WordParts, name: str) -> Element | None:
    if name not in parts.names:
        return None
    tree = parts.tree(name)
    if tree.getroottree().docinfo.doctype:  # entities, which are not followed, would leave holes in the text
        raise UnreadableFileError("file_damaged")
    return tree


class _Reader:
    """Goes through a document once, in its order, as list numbers need it."""

    def __init__(self, styles: Styles, numbers: ListNumbers) -> None:
        self._styles = styles
        self._numbers = numbers

    def blocks(self, tree: Element) -> Iterator[Block]:
        """Yield the filled lines and the tables below an element."""
        for node in outermost(tree, _BLOCKS):
            if node.tag == W + "tbl":
                yield self._table(node)
            elif text := self._text(node):
                yield Line(text, self._styles.level(node))

    def _text(self, paragraph: Element) -> str:
        """Return a paragraph's text behind its number; one that was deleted does not count."""
        text = paragraph_text(paragraph).replace("\f", "\n").strip()
        if not text and paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            return ""
        return (self._numbers.next(paragraph) + text).strip()

    def _table(self, table: Element) -> Table:
        cells: list[Cell] = []
        inner: list[Block] = []
        above: dict[int, int] = {}  # where in `cells` the cell stands that a merge in this column goes on from
        shown = (row for row in outermost(table, _ROWS) if row.find(f"{W}trPr/{W}del") is None)
        for at, row in enumerate(shown):
            begun: dict[int, int] = {}
            for node, cell in _placed(row, at):
                content = list(self.blocks(node))
                if _goes_on(node) and cell.column in above:
                    begun[cell.column] = above[cell.column]
                    first = cells[above[cell.column]]
                    cells[above[cell.column]] = replace(first, rows=at - first.row + 1)
                    continue
                begun[cell.column] = len(cells)
                cells.append(replace(cell, text=cell_text(content)))
                inner.extend(content if any(isinstance(block, Table) for block in content) else ())
            above = begun
        return Table(tuple(cells), tuple(inner))


def _placed(row: Element, at: int) -> Iterator[tuple[Element, Cell]]:
    """Yield the cells of a row with the columns that each covers, still without text."""
    column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for node in outermost(row, _CELLS):
        width = max(1, _number(node.find(f"{W}tcPr/{W}gridSpan"), 1))
        yield node, Cell("", at, column, 1, width)
        column += width


def _goes_on(node: Element) -> bool:
    """Tell whether a cell only continues the one above."""
    merge = node.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(W + "val") != "restart"


def _number(node: Element | None, default: int) -> int:
    value = str(node.get(W + "val")) if node is not None else ""
    return int(value) if value.isdecimal() and len(value) < 6 else default
