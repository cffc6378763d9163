"""The commands for boxes: listed with their pages, fixed (定号) and opened again, and the sheets to print again."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import given
from app.box_options import base_of, late_of
from app.output import print_json
from app.paths import WORD_TEMPLATE
from app.program import version
from app.terminal import TerminalProgress
from evidence import wording
from evidence.boxes import BoxRules, Paper, PerPage, place_text
from evidence.boxing import known_numbers
from evidence.errors import ExportError
from evidence.export.box_covers import covers
from evidence.export.box_file import write_box_file
from evidence.export.box_plan import BoxPlan, PlannedBox
from evidence.export.print_sheets import FilingStamp, Ink, Printing
from evidence.export.spine_labels import labels
from evidence.filing import items_below
from evidence.layouts import template_for
from evidence.wording import boxes as words
from evidence.wording import printing
from evidence.workspace import Workspace

if TYPE_CHECKING:
    from evidence.export.print_list import Printed
    from evidence.snapshot import Snapshot

NAMES = ("boxes", "fix", "reopen", "changed-sheets", "print-copies", "labels", "box-covers")

Json = dict[str, Any]


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Do what one of these commands asks."""
    work: dict[str, Callable[[Workspace, Namespace], None]] = {
        "boxes": _boxes,
        "fix": _fix,
        "reopen": _reopen,
        "changed-sheets": _sheets,
        "print-copies": _copies,
        "labels": _labels,
        "box-covers": _covers,
    }
    write = options.command in ("fix", "reopen") or (options.command == "boxes" and _rules_given(options))
    with opened(options, write=write) as workspace:
        work[options.command](workspace, options)
    return 0


def _rules_given(options: Namespace) -> bool:
    return "pages" in options or bool(options.numbering or options.late or options.base or options.photos_per_page)


def _boxes(workspace: Workspace, options: Namespace) -> None:
    if _rules_given(options):
        rules = workspace.snapshot().boxes.rules
        workspace.boxing.set_rules(
            BoxRules(
                options.pages if "pages" in options else rules.most_pages,
                rules.through if options.numbering is None else options.numbering == "through",
                rules.late if options.late is None else late_of(options.late),
                rules.base if options.base is None else base_of(options.base),
                PerPage(options.photos_per_page or rules.photos),
            )
        )
    _show(_plan(workspace), as_json=options.json)


def _fix(workspace: Workspace, options: Namespace) -> None:
    plan = _plan(workspace)
    numbers = options.numbers or [box.number for box in plan.boxes]
    workspace.boxing.fix(plan, numbers)
    if options.json:
        _show(_plan(workspace), as_json=True)
        return
    late = words.LATE[workspace.snapshot().boxes.rules.late]
    print(wording.phrase("box_fixed", boxes="、".join(map(str, sorted(set(numbers)))), late=late))


def _reopen(workspace: Workspace, options: Namespace) -> None:
    workspace.boxing.reopen(options.numbers)
    if options.json:
        _show(_plan(workspace), as_json=True)
    else:
        print(wording.phrase("box_reopened", boxes="、".join(map(str, sorted(set(options.numbers))))))


def _sheets(workspace: Workspace, options: Namespace) -> None:
    path = _path(workspace, options)
    plan = _plan(workspace)
    write_box_file(path, plan, _numbers(plan, options), template_for(workspace, WORD_TEMPLATE), version())
    if options.json:
        _show(plan, as_json=True, out=path)
    else:
        print(wording.phrase("box_saved", path=str(path)))


def _labels(workspace: Workspace, options: Namespace) -> None:
    from evidence.export.label_pages import write_labels

    path = _path(workspace, options)
    plan, paper = _plan(workspace), Paper(options.paper)
    found = labels(plan, _numbers(plan, options), paper, options.width)
    pages = write_labels(path, found, paper, plan.snapshot, template_for(workspace, WORD_TEMPLATE), version())
    if options.json:
        rows = [{"number": label.number, "width_mm": label.width_mm} for label in found]
        print_json({"labels": rows, "pages": pages, "height_mm": paper.label_mm, "out": str(path)})
        return
    told = {"count": len(found), "path": str(path), "paper": paper, "pages": pages, "height": paper.label_mm}
    print(wording.phrase("labels_saved", **told))


def _covers(workspace: Workspace, options: Namespace) -> None:
    from evidence.export.cover_pages import write_covers

    path = _path(workspace, options)
    plan = _plan(workspace)
    found = covers(plan, _numbers(plan, options))
    pages = write_covers(path, found, plan.snapshot, template_for(workspace, WORD_TEMPLATE), version())
    if options.json:
        rows = [{"number": cover.number, "listed": cover.held.lines, **cover.known} for cover in found]
        print_json({"covers": rows, "pages": pages, "out": str(path)})
        return
    print(wording.phrase("covers_saved", count=len(found), path=str(path)))


def _copies(workspace: Workspace, options: Namespace) -> None:
    from evidence.export.print_run import CopiesFolder, write_box_copies

    folder = Path(options.out)
    workspace.check_outside(folder)
    with given.usable(folder):
        if folder.exists() and not folder.is_dir():
            raise ExportError("out_not_folder", path=str(folder))
        folder.mkdir(parents=True, exist_ok=True)
    plan, template = _plan(workspace), template_for(workspace, WORD_TEMPLATE)
    to = CopiesFolder(folder, template, version(), workspace.who)
    numbers, wanted = _numbers(plan, options), _printing(plan.snapshot, options)
    made = write_box_copies(to, plan, numbers, workspace.original_path, TerminalProgress(), printing=wanted)
    if options.json:
        print_json({"copies": [_copies_json(one) for one in made], "list": str(made[0].listed)})
        return
    for one in made:
        print(one.told)
    print(printing.listed(made[0].listed or folder))


def _printing(snapshot: Snapshot, options: Namespace) -> Printing:
    """Return how copies are wanted; raise `RequestError` for an item that is not there."""
    return Printing(
        changed=options.changed,
        both_sides=not options.one_side,
        items=items_below(snapshot, options.item or ()),
        stamp=None if options.stamp is None else FilingStamp.of(Ink(options.stamp), snapshot.project.imprint),
        apart=options.apart,
        only_listed=options.only_list,
    )


def _copies_json(made: Printed) -> Json:
    found = made.sums
    return {
        "number": made.number,
        "item": made.item or None,
        "pdf": str(made.pdfs[0]) if made.pdfs else None,
        "pdfs": [str(path) for path in made.pdfs],
        "slips": str(made.slips) if made.slips else None,
        "pages": made.pages,
        "sheets": found.sheets,
        "both_sides": found.doubles,
        "one_side": found.singles,
        "colour": list(found.colour),
        "folded": list(found.folded),
        "by_hand": len(made.by_hand),
        "put_in": list(made.by_hand),
        "unstamped": list(made.unstamped),
    }


def _path(workspace: Workspace, options: Namespace) -> Path:
    """Return the file that is to be written; raise `ExportError` where none can be."""
    path = Path(options.out)
    workspace.check_outside(path)
    with given.usable(path):
        if not path.resolve().parent.is_dir() or path.is_dir():
            raise ExportError("out_not_folder", path=str(path.parent))
    return path


def _numbers(plan: BoxPlan, options: Namespace) -> Collection[int]:
    """Return the boxes that are meant: those named, or all."""
    known = [box.number for box in plan.boxes]
    return known_numbers(options.numbers, known) if options.numbers else known


def _plan(workspace: Workspace) -> BoxPlan:
    return workspace.boxing.plan(template_for(workspace, WORD_TEMPLATE), TerminalProgress())


def _show(plan: BoxPlan, *, as_json: bool, out: Path | None = None) -> None:
    rules = plan.snapshot.boxes.rules
    if as_json:
        print_json(
            {
                "rules": {
                    "pages": rules.most_pages,
                    "through": rules.through,
                    "late": rules.late,
                    "base": rules.base,
                    "photos": rules.photos,
                },
                "boxes": [_box_json(box) for box in plan.boxes],
                **({} if out is None else {"out": str(out)}),
            }
        )
        return
    code = "box_rules" if rules.most_pages else "box_rules_one"
    told = {
        "pages": str(rules.most_pages),
        "base": words.BASES[rules.base],
        "through": words.through(rules.through),
        "late": words.LATE[rules.late],
    }
    print(wording.phrase(code, **told))
    for box in plan.boxes:
        print(_line(box))
    if not plan.boxes:
        print(wording.phrase("box_none"))


def _line(box: PlannedBox) -> str:
    return wording.phrase(
        "box_line",
        number=box.number,
        first=box.first_item,
        last=box.last_item,
        pieces=box.pieces,
        pages=box.pages,
        sheets=box.sheets,
        colour=box.colour_pages,
        state=words.state(box.fixed and box.fixed.at, box.to_print, box.uncounted),
    )


def _box_json(box: PlannedBox) -> Json:
    change = box.change
    return {
        "number": box.number,
        "first": box.first_item,
        "last": box.last_item,
        "pieces": box.pieces,
        "pages": box.pages,
        "sheets": box.sheets,
        "colour_pages": box.colour_pages,
        "uncounted": box.uncounted,
        "bytes": box.weight_bytes,
        "fixed_at": box.fixed and box.fixed.at.isoformat(),
        "fixed_by": box.fixed and box.fixed.who,
        "change": change
        and {
            "gone": [place_text(place) for place in change.gone],
            "changed": [place_text(place) for place in change.changed],
            "new": [place_text(place) for place in change.new],
            "out": _sheets_json(change.taken_out),
            "put": _sheets_json(change.put_in),
        },
    }


def _sheets_json(sheets: Sequence[Sequence[tuple[int, ...]]]) -> list[list[str]]:
    return [[place_text(place) for place in sheet] for sheet in sheets]
