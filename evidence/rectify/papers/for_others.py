"""Papers go to others: no mobile number and no identity number from the ledger stands in them whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from evidence.export.blocks import Block, Content, Paragraph, Photos, Picture, Row, Table, Together
from evidence.intake.privacy import masked

_SIGN = "\0"  # in the place of an asterisk, which somebody may have typed
_RUN = re.compile(f"{_SIGN}+")


class Masks:
    """Hides numbers, and counts them; the office's own `contact` stays as it is."""

    def __init__(self, contact: str) -> None:
        """Hide all but what stands in a paragraph that says just this."""
        self._contact = contact
        self.count = 0

    def over(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Return blocks as others may read them."""
        return tuple(map(self._block, blocks))

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Together():
                return replace(block, paragraphs=tuple(map(self._paragraph, block.paragraphs)))
            case Table():
                return replace(block, rows=tuple(map(self._row, block.rows)))
            case Photos():
                return replace(block, pictures=tuple(map(self._picture, block.pictures)))
            case _:
                return block

    def _paragraph(self, block: Paragraph) -> Paragraph:
        if block.text == self._contact:
            return block
        return replace(block, text=self._text(block.text))

    def _row(self, row: Row) -> Row:
        cells = [cell._replace(content=self._content(cell.content)) for cell in row.cells]
        return Row(cells, with_next=row.with_next, may_break=row.may_break)

    def _content(self, content: Content) -> Content:
        return self._text(content) if type(content) is str else content

    def _picture(self, picture: Picture) -> Picture:
        return replace(picture, heading=self._text(picture.heading), caption=self._text(picture.caption))

    def _text(self, text: str) -> str:
        hidden = masked(text, _SIGN)
        self.count += len(_RUN.findall(hidden))
        return hidden.replace(_SIGN, "*")
