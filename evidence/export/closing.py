"""备考表: what a box holds, and who arranged and checked it; one page for each item, placed last in its box."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.check.defects import countable
from evidence.export import phrases
from evidence.export.blocks import WHOLE, Block, Cell, Column, NewPage, Paragraph, Row, Style, Table
from evidence.export.choosing import Chosen
from evidence.export.directories import short_name
from evidence.export.numbering import Numbered
from evidence.model import Criterion, Edition
from evidence.snapshot import Snapshot
from evidence.wording import documents as words
from evidence.wording.titles import in_marks

_WIDTH_MM = 156
_LINES = 27  # of a page, for what is told and to write on
_LINE = 40  # characters
_LEAST_LINES = 6  # to write on


def closing_blocks(snapshot: Snapshot, chosen: Chosen, name: str, edition: Edition) -> tuple[Block, ...]:
    """Return a 备考表 for each item that has papers."""
    column = Column(words.phrase("closing_about"), _WIDTH_MM)
    blocks: list[Block] = []
    for item in chosen.items:
        entries = chosen.of(item)
        if not entries:
            continue
        told = [*_told(snapshot, item, entries, edition), "　", words.phrase("closing_state")]
        left = max(_LEAST_LINES, _LINES - sum(len(line) // _LINE + 1 for line in told))
        rows = (
            Row((Cell("\n".join(told) + "\n　" * left, max_lines=WHOLE),), may_break=True),
            Row((Cell("\n".join(("　", words.phrase("closing_signed"), "　")), max_lines=WHOLE),)),
            Row((Cell("\n".join(("　", words.phrase("closing_checked"), "　")), max_lines=WHOLE),)),
        )
        blocks += [NewPage()] if blocks else []
        blocks += [
            Paragraph(Style.DIRECTORY_TITLE, name),
            *([Paragraph(Style.NOTE, words.phrase("internal"))] if edition is Edition.INTERNAL else []),
            Table((column,), rows, words.phrase("continued", name=f"{item.code} {name}")),
        ]
    return tuple(blocks)


def _told(snapshot: Snapshot, item: Criterion, entries: Sequence[Numbered], edition: Edition) -> list[str]:
    """Return what is in the box, a line each."""
    counted = [entry for entry in entries if countable(entry.piece)]
    own = [entry for entry in counted if entry.at_home]
    box = words.phrase("of_item", code=item.code, name=short_name(item))
    unknown = sum(entry.piece.pages is None for entry in own)
    pages = sum(entry.piece.pages or 0 for entry in own)
    known = words.phrase("closing_unknown", count=unknown) if unknown else ""
    told = [words.phrase("closing_counts", name=box, count=len(own), pages=pages, unknown=known)]
    if len(own) > 1:
        told.append(words.phrase("closing_numbers", first=own[0].label, last=own[-1].label))
    elif own:
        told.append(words.phrase("closing_number", first=own[0].label))
    paper = [entry for entry in own if entry.piece.paper is not None]
    if paper:
        where = "；".join(
            words.phrase("closing_place", label=entry.label, place=held.place, keeper=held.keeper)
            for entry in paper
            if (held := entry.piece.paper) is not None
        )
        told.append(words.phrase("closing_paper", count=len(paper), places=where))
    elsewhere = [entry.label for entry in counted if not entry.at_home]
    if elsewhere:
        told.append(words.phrase("closing_see", labels="、".join(elsewhere)))
    out = [phrases.title_of(entry.piece, snapshot) for entry in entries if not countable(entry.piece)]
    if out and edition is Edition.INTERNAL:
        told.append(words.phrase("closing_internal", count=len(out), titles="、".join(map(in_marks, out))))
    return told
