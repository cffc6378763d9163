"""The commands for 收件包: made for units, and what came back held against what was owed."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app import given
from app.output import print_json
from app.program import now, version
from app.terminal import TerminalProgress
from evidence.check.debts import debts_by_unit
from evidence.check.gaps import find_gaps
from evidence.errors import RequestError
from evidence.export.hand_out import HandedOut, Packing, hand_out
from evidence.filing import find_unit, listed_units
from evidence.intake import typed
from evidence.wording import handing_out as words
from evidence.workspace import Workspace

NAMES = ("packages",)


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Do what one of these commands asks."""
    with opened(options, write=False) as workspace:
        _packages(workspace, options)
    return 0


def _packages(workspace: Workspace, options: Namespace) -> None:
    start_s, out, snapshot = time.monotonic(), Path(options.out), replace(workspace.snapshot(), at=now())
    owed = debts_by_unit(snapshot, find_gaps(snapshot))
    if options.unit:
        known = [*owed, *listed_units(snapshot)]
        units = [find_unit(known, typed.plain(name)) for name in options.unit]
        owed = {unit: owed.get(unit, ()) for unit in units}
    if not owed:
        raise RequestError("nobody_owes")
    packing = Packing.ZIP if options.zip else Packing.FOLDER
    with given.usable(out):
        workspace.check_outside(out)
        made = hand_out(out, owed, snapshot, version(), packing, TerminalProgress())
    _show(made, out, time.monotonic() - start_s, as_json=options.json)


def _show(made: tuple[HandedOut, ...], out: Path, seconds: float, *, as_json: bool) -> None:
    if as_json:
        packages = [{"unit": one.unit, "path": str(one.path), "debts": one.debts} for one in made]
        print_json({"packages": packages, "seconds": round(seconds, 3)})
        return
    for one in made:
        print(words.PHRASES["line"].format(unit=one.unit, debts=one.debts, path=one.path))
    debts = sum(one.debts for one in made)
    print(words.PHRASES["made"].format(units=len(made), debts=debts, path=out))
