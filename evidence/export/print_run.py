"""打印件: the papers of boxes or items as PDFs for the printer, with 隔页纸 and 打印清单 beside them.

They are made where 页号 counts the papers that lie in the box; else what lies in it is the 汇编.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from evidence.boxes import PageBase, place_text
from evidence.errors import ExportError
from evidence.export import phrases
from evidence.export.box_plan import BoxPlan, PlannedBox
from evidence.export.print_copies import Paper, papers_of
from evidence.export.print_document import Assembly
from evidence.export.print_list import Printed, write_print_list
from evidence.export.print_sheets import Printing
from evidence.export.print_slips import write_slips
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.model import CriterionId, Original
from evidence.names import safe_name
from evidence.progress import Report
from evidence.wording import printing as words

_USUAL = Printing()


@dataclass(frozen=True, slots=True)
class _Press:
    """What all that is printed at once has in common."""

    folder: Path
    plan: BoxPlan
    original_path: Callable[[Original], Path]
    template: Template
    version: str
    report: Report
    printing: Printing


def write_box_copies(
    folder: Path,
    plan: BoxPlan,
    numbers: Collection[int],
    original_path: Callable[[Original], Path],
    template: Template,
    version: str,
    report: Report,
    *,
    printing: Printing = _USUAL,
) -> list[Printed]:
    """Write what is to be printed of these boxes into a folder, a file for each box, or for each item that is wanted.

    Papers begin on the front of a sheet. Raises `ExportError` where 页号 counts the pages of the 汇编, which is printed
    from Word, and where nothing is to be printed.
    """
    if plan.snapshot.boxes.rules.base is not PageBase.BOX:
        raise ExportError("copies_compiled")
    press = _Press(folder, plan, original_path, template, version, report, printing)
    made = [_write(press, box, item) for box, item in _wanted(plan, numbers, printing)]
    if not made:
        raise ExportError("copies_none")
    path = folder / words.list_name(changed=printing.changed)
    write_print_list(path, made, plan.snapshot, printing, template, version)
    return [replace(one, listed=path) for one in made]


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
    made = Assembly(press.original_path, printing).make(papers, only, press.report)
    paths = {ending: press.folder / _name(box, code, ending, printing) for ending in made.files}
    for ending, path in paths.items():
        with staged(path) as beside:
            beside.write_bytes(made.files[ending])
    slips = None
    if made.by_hand and not printing.only_listed:
        slips = press.folder / _name(box, code, "slips", printing)
        write_slips(slips, papers_of(plan, box), made.by_hand, plan, press.template, press.version)
    return Printed(
        number=box.number,
        item=code,
        sheets=made.sheets,
        pages=made.pages,
        pdfs=tuple(paths.values()),
        slips=slips,
        by_hand=tuple(_named(paper, plan) for paper in made.by_hand),
        unstamped=tuple(_named(paper, plan) for paper in made.unstamped),
        listed=None,
    )


def _name(box: PlannedBox, code: str, ending: str, printing: Printing) -> str:
    return safe_name(words.copies_name(box.number, code, ending, changed=printing.changed))


def _named(paper: Paper, plan: BoxPlan) -> str:
    """Return what a paper is called, and the numbers of its pages."""
    numbers = [place_text(place) for place in paper.places]
    return words.paper_named(paper.entry.label, phrases.title_of(paper.entry.piece, plan.snapshot), numbers)
