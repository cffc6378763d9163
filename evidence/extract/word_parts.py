"""The parts of a Word file (docx) and the visible text of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.errors import UnreadableFileError
from evidence.extract.markup import Element, safe_xml
from evidence.extract.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIALECTS = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",  # of strict files
    b"http://schemas.microsoft.com/office/word/2003/wordml",  # of Word 2003
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_SHOWN = {_FALLBACK, *(W + name for name in ("del", "moveFrom", "instrText", "txbxContent", "pPr", "rPr", "rt"))}
_TEXT, _TAB, _HYPHEN, _SYMBOL = (W + name for name in ("t", "tab", "noBreakHyphen", "sym"))
_LINE_ENDS = frozenset({W + "br", W + "cr"})
# Where none of these is, all that stands in a paragraph is its runs of text.
NOT_PLAIN = (*sorted(_NOT_SHOWN - {W + "pPr", W + "rPr"}), _TAB, _HYPHEN, _SYMBOL, *sorted(_LINE_ENDS))
_SYMBOLS = {  # of the fonts that checklists are typed in
    ("Wingdings", "F0FC"): "√",
    ("Wingdings 2", "F050"): "√",
    ("Wingdings 2", "F052"): "√",
    ("Wingdings", "F0FE"): "√",
    ("Wingdings", "F0AB"): "★",
}


class WordParts(Package):
    """The parts of one file."""

    def tree(self, name: str) -> Element:
        """Parse a part; raise `UnreadableFileError` if it is missing, damaged, or the budget is spent."""
        return word_xml(self.content(name))


def word_xml(data: bytes) -> Element:
    """Parse XML of Word in any of its dialects, into the names of the commonest. Raises `etree.XMLSyntaxError`."""
    for dialect in _DIALECTS:
        data = data.replace(dialect, W.strip("{}").encode())
    return safe_xml(data)


def main_part(parts: WordParts) -> str:
    """Return the name of the main document, which a few programs do not call word/document.xml."""
    if "word/document.xml" in parts.names:
        return "word/document.xml"
    for node in parts.tree("[Content_Types].xml"):
        if "wordprocessingml.document.main" in str(node.get("ContentType")):
            return str(node.get("PartName")).lstrip("/")
    raise UnreadableFileError("file_damaged")


def outermost(tree: Element, tags: frozenset[str]) -> Iterator[Element]:
    """Yield descendants with one of the tags, not looking inside them nor into fallbacks for old programs."""
    stack = list(reversed(tree))
    while stack:
        node = stack.pop()
        if node.tag in tags:
            yield node
        elif node.tag != _FALLBACK:
            stack.extend(reversed(node))


def plain_text(paragraph: Element) -> str:
    """Return the same as `paragraph_text`, and sooner, where the document has nothing that is `NOT_PLAIN`."""
    return "".join([node.text or "" for node in paragraph.iter(_TEXT)])


def paragraph_text(paragraph: Element) -> str:
    """Return a paragraph's visible text: removed runs, field codes and text boxes left out."""
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        tag = node.tag
        if tag == _TEXT:
            pieces.append(node.text or "")
        elif tag in _NOT_SHOWN:
            continue
        elif tag == _TAB:
            pieces.append(" ")
        elif tag in _LINE_ENDS:
            pieces.append("\f" if node.get(W + "type") == "page" else "\n")
        elif tag == _HYPHEN:
            pieces.append("-")
        elif tag == _SYMBOL:
            pieces.append(_SYMBOLS.get((str(node.get(W + "font")), str(node.get(W + "char")).upper()), ""))
        else:
            stack.extend(reversed(node))
    return "".join(pieces)
