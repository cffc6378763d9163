"""打印件: the papers of a box as one PDF for the printer, each page with its 页号; 隔页纸 for those that are no pages.

They are made where 页号 counts the papers that lie in the box; else what lies in it is the 汇编.
"""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from evidence.boxes import PageBase, Place, place_text
from evidence.errors import ExportError
from evidence.export import phrases
from evidence.export.blocks import Block, NewPage, Paragraph, Style
from evidence.export.box_plan import BoxPlan, PlannedBox
from evidence.export.feet import without_feet
from evidence.export.numbering import Numbered
from evidence.export.pictures import PDFIUM, failures, picture_sizes, printable, render
from evidence.export.plain import write_plain
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.extract import media
from evidence.model import Original, OriginalId, Piece
from evidence.progress import Report, tell
from evidence.wording import boxes as words

if TYPE_CHECKING:
    import pypdfium2

    from evidence.export.pdf_pages import Stamp


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of a paper: a page (from 0) of an original."""

    original: Original
    index: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a box in the order of its 页号; without pages where it cannot be printed from here."""

    entry: Numbered
    places: tuple[Place, ...]
    pages: tuple[PrintedPage, ...]


@dataclass(frozen=True, slots=True)
class Copies:
    """What was written for a box."""

    number: int
    pdf: Path | None  # None: no paper of it is pages
    slips: Path | None  # None: all are
    pages: int
    by_hand: int  # papers that somebody has to put in


def papers_of(plan: BoxPlan, box: PlannedBox) -> tuple[Paper, ...]:
    """Return the papers of a box in the order in which they lie in it."""
    entries = {entry.piece.id: entry for _, entry in plan.entries(box)}
    originals = plan.snapshot.originals
    return tuple(
        Paper(entries[run.pieces[0]], run.places, _pages(entries[run.pieces[0]], originals, len(run.places)))
        for run in box.bound.stamped or ()
        if run.pieces[0] in entries
    )


def write_box_copies(
    folder: Path,
    plan: BoxPlan,
    numbers: Collection[int],
    original_path: Callable[[Original], Path],
    template: Template,
    version: str,
    report: Report,
    *,
    changed: bool = False,
) -> list[Copies]:
    """Write what is to be printed of these boxes into a folder, `changed` only the sheets that 换页清单 puts in.

    Papers begin on the front of a sheet. Raises `ExportError` where 页号 counts the pages of the 汇编, which is printed
    from Word, and where nothing is to be printed.
    """
    if plan.snapshot.boxes.rules.base is not PageBase.BOX:
        raise ExportError("copies_compiled")
    made = [
        _write(folder, plan, box, original_path, template, version, report, changed=changed)
        for box in plan.boxes
        if box.number in numbers and (not changed or box.to_print)
    ]
    if not made:
        raise ExportError("copies_none")
    return made


def _write(
    folder: Path,
    plan: BoxPlan,
    box: PlannedBox,
    original_path: Callable[[Original], Path],
    template: Template,
    version: str,
    report: Report,
    *,
    changed: bool,
) -> Copies:
    only = {place for sheet in box.change.put_in for place in sheet} if changed and box.change else None
    papers = [paper for paper in papers_of(plan, box) if only is None or only & set(paper.places)]
    pdf, slips = (folder / words.copies_name(box.number, changed=changed, slips=slips) for slips in (False, True))
    by_hand: list[Paper] = []
    content, pages = _pdf(papers, only, original_path, by_hand, report)
    if pages:
        with staged(pdf) as beside:
            beside.write_bytes(content)
    if by_hand:
        _write_slips(slips, papers, by_hand, plan, template, version)
    return Copies(box.number, pdf if pages else None, slips if by_hand else None, pages, len(by_hand))


def _pages(entry: Numbered, originals: Mapping[OriginalId, Original], count: int) -> tuple[PrintedPage, ...]:
    """Return the pages of a piece's files; none where one is no pages, or they are not as many as 页号 counts."""
    found = pages_of(entry.piece, originals)
    return found if len(found) == count else ()


def pages_of(piece: Piece, originals: Mapping[OriginalId, Original]) -> tuple[PrintedPage, ...]:
    """Return the pages of a piece's files; none where one of them is no pages."""
    found: list[PrintedPage] = []
    for part in piece.parts:
        original = originals[part.original]
        if not part.printed:
            continue
        if not printable(original):
            return ()
        last = part.last or original.pages or 1
        found += [PrintedPage(original, page - 1) for page in range(part.first or 1, last + 1)]
    return tuple(found)


def _pdf(
    papers: Sequence[Paper],
    only: Collection[Place] | None,
    original_path: Callable[[Original], Path],
    by_hand: list[Paper],
    report: Report,
) -> tuple[bytes, int]:
    """Return a PDF and how many pages it has; papers that have none, or whose file is damaged, go to `by_hand`."""
    import pypdfium2

    from evidence.export.pdf_pages import saved

    with TemporaryDirectory(prefix="beijian-") as scratch, closing(pypdfium2.PdfDocument.new()) as document:
        for at, paper in enumerate(papers):
            tell(report, "copies", at, len(papers))
            before = len(document)
            try:
                if not paper.pages:
                    raise ValueError
                _add(document, paper, only, original_path, Path(scratch))
            except failures():
                by_hand.append(paper)
                while len(document) > before:
                    del document[len(document) - 1]
        tell(report, "copies", len(papers), len(papers))
        with PDFIUM:
            return saved(document), len(document)


def _add(
    document: pypdfium2.PdfDocument,
    paper: Paper,
    only: Collection[Place] | None,
    original_path: Callable[[Original], Path],
    scratch: Path,
) -> None:
    """Add the sheets of a paper, each with its front and its back."""
    from evidence.export.pdf_pages import Stamp, add_blank

    wanted: list[tuple[PrintedPage, Stamp]] = []
    for first in range(0, len(paper.pages), 2):
        sheet = range(first, min(first + 2, len(paper.pages)))
        if only is None or any(paper.places[at] in only for at in sheet):
            for at in sheet:
                label = paper.entry.label if at == 0 else ""
                wanted.append((paper.pages[at], Stamp(place_text(paper.places[at]), label, front=at == first)))
    add_printed(document, wanted, original_path, scratch)
    if len(wanted) % 2:
        with PDFIUM:
            add_blank(document)


def add_printed(
    document: pypdfium2.PdfDocument,
    wanted: Sequence[tuple[PrintedPage, Stamp]],
    original_path: Callable[[Original], Path],
    scratch: Path,
) -> None:
    """Add pages as they are printed, each with its stamp; raise what `failures` names for a file that is damaged."""
    import pypdfium2

    from evidence.export.pdf_pages import add_pages, add_picture

    for original, run in groupby(wanted, lambda page: page[0].original):
        path, kind = original_path(original), original.media_type
        if kind == media.PDF:
            with PDFIUM, closing(pypdfium2.PdfDocument(path)) as source:
                add_pages(document, source, [(page.index, stamp) for page, stamp in run])
            continue
        for page, stamp in run:
            size = picture_sizes(path, kind)[page.index]
            printed = render(path, kind, page.index, size, scratch / "page")
            with PDFIUM:
                add_picture(document, printed.path, size, stamp)


def _write_slips(
    path: Path, papers: Sequence[Paper], by_hand: Sequence[Paper], plan: BoxPlan, template: Template, version: str
) -> None:
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
