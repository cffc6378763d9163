"""Text as WordprocessingML: runs, and links around them."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from evidence.export.blocks import Anchor

PLAIN_RUN = '<w:r><w:t xml:space="preserve">%s</w:t></w:r>'
_LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_NOT_IN_XML = "\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_SHARED = "“”‘’—…·×※★①-⑳"
_ILLEGAL = re.compile(f"[{_NOT_IN_XML}]")
_SHARED_SIGNS = re.compile(f"[{_SHARED}]")
_SPECIAL = re.compile(f"[&<>{_SHARED}{_NOT_IN_XML}]")


def clean(text: str) -> str:
    """Drop what no XML may hold."""
    return _ILLEGAL.sub("", text)


def plain_utf8(texts: tuple[str, ...]) -> list[bytes]:
    """Return texts in UTF-8 if the run of each is `PLAIN_RUN`; nothing if one is empty or needs more care."""
    joined = "\n".join(texts)
    if _SPECIAL.search(joined):
        return []
    found = joined.encode().split(b"\n")
    return found if len(found) == len(texts) and all(found) else []


def run(text: str, properties: str = "") -> str:
    """Return a run, none of no text; signs that Chinese shares with English are marked Chinese, or Word halves them."""
    if not text:
        return ""
    if not properties and "\n" not in text and not _SPECIAL.search(text):
        return PLAIN_RUN % text
    if _SHARED_SIGNS.search(text):
        properties += '<w:rFonts w:hint="eastAsia"/>'
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = escape(clean(text)).replace("\n", _LINE_BREAK)
    return f'<w:r>{inner}<w:t xml:space="preserve">{lines}</w:t></w:r>'


def hyperlink(anchor: Anchor, text: str) -> str:
    """Return text that is a link to a place in the same document."""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run(text)}</w:hyperlink>'
