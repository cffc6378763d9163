"""备考表: what a box holds, and who arranged and checked it; a page for each box, or for each item of a choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from evidence.boxes import PageBase
from evidence.check.defects import countable
from evidence.export import phrases
from evidence.export.blocks import WHOLE, Block, Cell, Column, NewPage, Paragraph, Row, Style, Table
from evidence.export.choosing import Chosen
from evidence.export.directories import short_name
from evidence.export.numbering import Numbered
from evidence.export.places import HeldBox
from evidence.model import Criterion, CriterionId, Edition
from evidence.snapshot import Snapshot
from evidence.wording import documents as words
from evidence.wording.titles import in_marks

_WIDTH_MM = 156
_LINES = 27  # of a page, for what is told and to write on
_LINE = 40  # characters
_LEAST_LINES = 6  # to write on


class _Held(Struct, frozen=True):
    """What one page is about: what it is called where it goes on, its first line, and the papers that lie there."""

    label: str
    about: str
    entries: tuple[Numbered, ...]


def closing_blocks(snapshot: Snapshot, chosen: Chosen, name: str, edition: Edition) -> tuple[Block, ...]:
    """Return a 备考表 for each item that has papers, of those papers of it that were chosen."""
    items = [item for item in chosen.items if chosen.of(item)]
    return _pages(snapshot, [_of_item(item, chosen.of(item)) for item in items], name, edition)


def box_closing_blocks(
    snapshot: Snapshot,
    boxes: Iterable[HeldBox],
    numbered: Mapping[CriterionId, tuple[Numbered, ...]],
    name: str,
    edition: Edition,
) -> tuple[Block, ...]:
    """Return a 备考表 for each box, of all that lies in it."""
    return _pages(snapshot, [_of_box(snapshot, box, numbered) for box in boxes], name, edition)


def _pages(snapshot: Snapshot, found: Iterable[_Held], name: str, edition: Edition) -> tuple[Block, ...]:
    column = Column(words.phrase("closing_about"), _WIDTH_MM)
    blocks: list[Block] = []
    for held in found:
        told = [held.about, *_told(snapshot, held.entries, edition), "　", words.phrase("closing_state")]
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
            Table((column,), rows, words.phrase("continued", name=f"{held.label} {name}")),
        ]
    return tuple(blocks)


def _of_item(item: Criterion, entries: tuple[Numbered, ...]) -> _Held:
    own = _own(entries)
    known = _unknown(own)
    about = words.phrase(
        "closing_counts",
        name=words.phrase("of_item", code=item.code, name=short_name(item)),
        count=len(own),
        pages=sum(entry.piece.pages or 0 for entry in own),
        unknown=known,
    )
    return _Held(item.code, about, entries)


def _of_box(snapshot: Snapshot, box: HeldBox, numbered: Mapping[CriterionId, tuple[Numbered, ...]]) -> _Held:
    held = [entry for item in box.items for entry in numbered.get(item, ())]
    own = _own(held)
    here = {entry.piece.id for entry in own}
    entries = tuple(entry for entry in held if entry.at_home or entry.piece.id not in here)
    first, last = (snapshot.by_id[item] for item in (box.items[0], box.items[-1]))
    by_sheets = snapshot.boxes.rules.base is PageBase.BOX
    about = words.phrase(
        "closing_box_sheets" if by_sheets else "closing_box",
        box=phrases.box_of(box.number, box.of),
        items=words.phrase("closing_items", first=first.code, last=last.code, count=len(box.items))
        if len(box.items) > 1
        else words.phrase("of_item", code=first.code, name=short_name(first)),
        count=len(own),
        pages=box.pages,
        unknown=_unknown(own) if by_sheets else "",
    )
    return _Held(words.phrase("closing_box_name", number=box.number), about, entries)


def _own(entries: Iterable[Numbered]) -> list[Numbered]:
    """Return what lies there itself and proves something."""
    return [entry for entry in entries if entry.at_home and countable(entry.piece)]


def _unknown(own: Iterable[Numbered]) -> str:
    unknown = sum(entry.piece.pages is None for entry in own)
    return words.phrase("closing_unknown", count=unknown) if unknown else ""


def _told(snapshot: Snapshot, entries: Sequence[Numbered], edition: Edition) -> list[str]:
    """Return what lies there beside how many papers, a line each."""
    counted = [entry for entry in entries if countable(entry.piece)]
    own, told = _own(entries), list[str]()
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
