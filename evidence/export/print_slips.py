"""隔页纸: what stands in the place of papers that cannot be printed from here, as Word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from evidence.boxes import place_text
from evidence.export import phrases
from evidence.export.blocks import Block, NewPage, Paragraph, Style
from evidence.export.box_plan import BoxPlan
from evidence.export.feet import without_feet
from evidence.export.plain import write_plain
from evidence.export.print_copies import Paper
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.wording import boxes as words


def write_slips(
    path: Path, papers: Sequence[Paper], by_hand: Sequence[Paper], plan: BoxPlan, template: Template, version: str
) -> None:
    """Write a page for each paper `by_hand` of all the `papers` of a box: what it is, where it goes, which numbers."""
    title = words.SLIPS
    blocks: list[Block] = []
    for paper in by_hand:
        at = papers.index(paper)
        before = papers[at - 1].entry.label if at else ""
        blocks += [NewPage()] if blocks else []
        blocks += [
            Paragraph(
                Style.DIRECTORY_TITLE, f"{paper.entry.label}　{phrases.title_of(paper.entry.piece, plan.snapshot)}"
            ),
            *(Paragraph(Style.BODY, line) for line in _told(paper, before, plan)),
        ]
    with staged(path) as beside:
        bare = replace(template, section=without_feet(template.section))
        write_plain(beside, title, blocks, plan.snapshot, bare, version)


def _told(paper: Paper, before: str, plan: BoxPlan) -> Iterator[str]:
    """Say what is to be put in at a slip, and which numbers its pages get."""
    held = paper.entry.piece.paper
    names = [plan.snapshot.originals[part.original].name for part in paper.entry.piece.parts if part.printed]
    yield words.slip_of_paper(held.place, held.keeper) if held else words.slip_of_file("、".join(names))
    yield words.slip_pages([place_text(place) for place in paper.places])
    if before:
        yield words.slip_after(before)
