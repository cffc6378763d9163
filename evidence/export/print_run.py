"""打印件: the papers of boxes or items as PDFs for the printer, with 隔页纸 and 打印清单 beside them.

They are made where 页号 counts the papers that lie in the box; else what lies in it is the 汇编.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from evidence.boxes import PageBase, place_text
from evidence.errors import ExportError
from evidence.export import phrases
from evidence.export.box_plan import BoxPlan, PlannedBox
from evidence.export.exchange import staging
from evidence.export.print_copies import Paper, papers_of
from evidence.export.print_document import Assembly
from evidence.export.print_list import Printed, write_print_list
from evidence.export.print_sheets import Printing
from evidence.export.print_slips import write_slips
from evidence.export.template import Template
from evidence.model import CriterionId, Original
from evidence.names import safe_name
from evidence.progress import Report
from evidence.store.disk import disk_sentences
from evidence.wording import printing as words

_USUAL = Printing()


class CopiesFolder(Struct, frozen=True):
    """Where print copies go, in a folder of their own, and with what they are made."""

    out: Path
    template: Template
    version: str
    who: str


class _Press(Struct, frozen=True):
    """What all that is printed at once has in common."""

    folder: Path  # as long as they are made
    to: CopiesFolder
    plan: BoxPlan
    original_path: Callable[[Original], Path]
    report: Report
    printing: Printing


def write_box_copies(
    to: CopiesFolder,
    plan: BoxPlan,
    numbers: Collection[int],
    original_path: Callable[[Original], Path],
    report: Report,
    *,
    printing: Printing = _USUAL,
) -> list[Printed]:
    """Write what is to be printed of these boxes, a file for each box, or for each item that is wanted.

    The folder takes the place of the one before of this kind (whole boxes and items, changed sheets, the list alone);
    what people changed there is kept. Papers begin on the front of a sheet. Raises `ExportError` where 页号 counts the
    pages of the 汇编, which is printed from Word, and where nothing is to be printed.
    """
    snapshot = plan.snapshot
    if snapshot.boxes.rules.base is not PageBase.BOX:
        raise ExportError("copies_compiled")
    wanted = list(_wanted(plan, numbers, printing))
    if not wanted:
        raise ExportError("copies_none")
    name = words.folder_name(changed=printing.changed, only_listed=printing.only_listed)
    with disk_sentences(to.out, ExportError), staging(to.out, to.who, snapshot.at) as work:
        folder = work.made / name
        folder.mkdir()
        press = _Press(folder, to, plan, original_path, report, printing)
        made = [_write(press, box, item) for box, item in wanted]
        path = folder / words.list_name(changed=printing.changed)
        write_print_list(path, made, snapshot, printing, to.template, to.version)
        work.put_in_place(snapshot.at)
    return [_in_place(replace(one, listed=path), to.out / name) for one in made]


def _in_place(made: Printed, folder: Path) -> Printed:
    """Return what was made with the paths that it has now."""
    return replace(
        made,
        pdfs=tuple(folder / path.name for path in made.pdfs),
        slips=made.slips and folder / made.slips.name,
        listed=made.listed and folder / made.listed.name,
    )


def _wanted(
    plan: BoxPlan, numbers: Collection[int], printing: Printing
) -> Iterator[tuple[PlannedBox, CriterionId | None]]:
    """Yield the boxes, or the items with the box that each lies in."""
    for box in plan.boxes:
        if box.number not in numbers or (printing.changed and not box.to_print):
            continue
        if not printing.items:
            yield box, None
            continue
        there = {item for item, _ in plan.entries(box)}
        yield from ((box, item) for item in box.bound.items if item in printing.items and item in there)


def _write(press: _Press, box: PlannedBox, item: CriterionId | None) -> Printed:
    printing, plan = press.printing, press.plan
    only = {place for sheet in box.change.put_in for place in sheet} if printing.changed and box.change else None
    all_papers = papers_of(plan, box, item)
    papers = [paper for paper in all_papers if only is None or only & set(paper.places)]
    code = "" if item is None else plan.snapshot.by_id[item].code

    def path_of(ending: str) -> Path:
        return press.folder / safe_name(words.copies_name(box.number, code, ending, changed=printing.changed))

    made = Assembly(press.original_path, printing, path_of).make(papers, only, press.report)
    slips = None
    if made.by_hand and not printing.only_listed:
        slips = path_of("slips")
        write_slips(slips, papers_of(plan, box), made.by_hand, plan, press.to.template, press.to.version)
    return Printed(
        number=box.number,
        item=code,
        sheets=made.sheets,
        pages=made.pages,
        pdfs=tuple(made.files.values()),
        slips=slips,
        by_hand=tuple(_named(paper, plan) for paper in made.by_hand),
        unstamped=tuple(_named(paper, plan) for paper in made.unstamped),
        listed=None,
    )


def _named(paper: Paper, plan: BoxPlan) -> str:
    """Return what a paper is called, and the numbers of its pages."""
    numbers = [place_text(place) for place in paper.places]
    return words.paper_named(paper.entry.label, phrases.title_of(paper.entry.piece, plan.snapshot), numbers)
