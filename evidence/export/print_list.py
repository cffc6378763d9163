"""打印清单: what is to be known before boxes are printed: sheets, colour, fold-outs, what goes in by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from evidence.export.blocks import WHOLE, Block, Cell, Column, Paragraph, Row, Style, Table
from evidence.export.plain import write_plain
from evidence.export.print_sheets import Printing, Sheet, Sums, runs_by_colour, sums
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.snapshot import Snapshot
from evidence.wording import printing as words

_COLUMNS = (Column(words.WHAT, 34), Column(words.TOLD, 122))


class Printed(Struct, frozen=True):
    """What was made of a box or an item for the printer."""

    number: int  # of the box
    item: str  # its code; empty: the whole box
    sheets: tuple[Sheet, ...]
    pages: int  # of the PDF
    pdfs: tuple[Path, ...]  # none: no paper is pages, or only the list was wanted
    slips: Path | None  # None: nothing is put in by hand
    by_hand: tuple[str, ...]  # what somebody has to put in, by its 件号, title and numbers
    unstamped: tuple[str, ...]  # what somebody has to stamp
    listed: Path | None

    @property
    def told(self) -> str:
        """A sentence about it."""
        found = self.sums
        files = [*self.pdfs, *([self.slips] if self.slips else [])]
        pages = (len(found.colour), len(found.folded))
        whose = words.heading(self.number, self.item)
        return words.told(whose, found.sheets, pages, len(self.by_hand), len(self.unstamped), files)

    @property
    def sums(self) -> Sums:
        """What matters before it is printed."""
        return sums(self.sheets)


def write_print_list(
    path: Path, made: Sequence[Printed], snapshot: Snapshot, printing: Printing, template: Template, version: str
) -> None:
    """Write a list of what was made to a Word file."""
    blocks: list[Block] = [
        Paragraph(Style.DIRECTORY_TITLE, words.LIST),
        Paragraph(Style.NOTE, words.list_note(both_sides=printing.both_sides)),
    ]
    for one in made:
        blocks.append(Paragraph(Style.SECTION, words.heading(one.number, one.item)))
        rows = tuple(
            Row((Cell(what, Style.TABLE_CENTRE), Cell(told, max_lines=WHOLE)), may_break=True)
            for what, told in _rows(one, printing)
        )
        blocks.append(Table(_COLUMNS, rows, words.LIST_CONTINUED))
    with staged(path) as beside:
        write_plain(beside, words.LIST, blocks, snapshot, template, version)


def _rows(one: Printed, printing: Printing) -> Iterator[tuple[str, str]]:
    found = one.sums
    large = sum(sheet.large for sheet in one.sheets)
    yield words.PAPER, words.paper_told(found.doubles, found.singles, large, both_sides=printing.both_sides)
    yield words.COLOUR, words.pages_told(found.colour)
    if printing.apart and found.colour and len(one.pdfs) > 1:
        backs = [
            words.goes_back(
                [side.number for sheet in run for side in sheet.sides], ahead.sides[-1].number if ahead else ""
            )
            for run, ahead in runs_by_colour(one.sheets)
        ]
        yield words.PUT_BACK, "\n".join(backs)
    yield words.FOLDED, words.folds_told(found.folded)
    yield words.BY_HAND, "\n".join(one.by_hand) or words.NONE
    if printing.stamp is not None:
        also = [words.ALSO_STAMPED] if one.by_hand else []
        yield words.UNSTAMPED, "\n".join([*one.unstamped, *also]) or words.NONE
    if one.pdfs:
        yield words.FILES, "\n".join(path.name for path in (*one.pdfs, *([one.slips] if one.slips else [])))
