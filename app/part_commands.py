"""The command for 承担范围: which items of an upper level's table the office hands in."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable

from app.output import print_json
from evidence import wording
from evidence.check.part import names_in, owed_by
from evidence.errors import RequestError
from evidence.export import phrases
from evidence.filing import items_below
from evidence.intake import typed
from evidence.model import CriterionId, Mode
from evidence.snapshot import Snapshot
from evidence.wording import parts
from evidence.workspace import Workspace

NAMES = ("part",)
_MOST_NAMES = 8


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Choose the part if that is asked, and list it."""
    changes = any((options.units, options.items, options.add, options.drop))
    if options.led and not options.units:
        raise RequestError("part_led_alone")
    with opened(options, write=changes) as workspace:
        if changes:
            _choose(workspace, options)
        snapshot = workspace.snapshot()
    if options.json:
        _print_json(snapshot)
    else:
        _show(snapshot)
    return 0


def _choose(workspace: Workspace, options: Namespace) -> None:
    snapshot = workspace.snapshot()
    if snapshot.project.mode is Mode.OWN:
        raise RequestError("part_unused")
    if options.units:
        workspace.contributing.choose(_owed(snapshot, options.units, led_only=options.led))
    elif options.items:
        workspace.contributing.choose(items_below(snapshot, map(typed.plain, options.items)))
    else:
        codes = map(typed.plain, options.add or options.drop)
        workspace.contributing.mark(items_below(snapshot, codes), within=bool(options.add))


def _owed(snapshot: Snapshot, units: str, *, led_only: bool) -> tuple[CriterionId, ...]:
    names = [name for name in map(typed.plain, re.split("[,，、]", units)) if name]
    found = owed_by(snapshot.items, names, led_only=led_only)
    if not found:
        there = [one.name for one in names_in(snapshot.items)]
        raise RequestError("part_unnamed", units="、".join(names), names="、".join(there[:_MOST_NAMES]) or "—")
    return found


def _show(snapshot: Snapshot) -> None:
    print(parts.mode(snapshot.project))
    if snapshot.project.mode is Mode.OWN:
        print(wording.phrase("part_whole", items=len(snapshot.items)))
        return
    for item in snapshot.leaves:
        print(f"{item.code}　{' '.join(phrases.item_name(item).split())}")
    beyond = [item.code for item in snapshot.items if item.id in snapshot.outside]
    if beyond:
        print(wording.phrase("part_beyond", codes="、".join(beyond)))
    print(wording.phrase("part_sums", within=len(snapshot.leaves), outside=len(beyond)))


def _print_json(snapshot: Snapshot) -> None:
    within = snapshot.asked
    print_json(
        {
            "mode": snapshot.project.mode,
            "upper": snapshot.project.upper,
            "items": [{"code": item.code, "within": item.id in within} for item in snapshot.items],
            "totals": {"within": len(within), "outside": len(snapshot.items) - len(within)},
        }
    )
