"""The commands for 收件包: made for units, and what came back held against what was owed."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from app import given, json_output, layout_commands
from app.output import print_json
from app.program import now, version
from app.terminal import TerminalProgress
from evidence.check.debts import Debt, debts_by_unit
from evidence.check.gaps import find_gaps
from evidence.check.returned import Returned
from evidence.deliveries import Batch
from evidence.errors import RequestError
from evidence.export.hand_out import HandedOut, Packing, hand_out
from evidence.export.returned_file import (
    answers,
    closed_rows,
    held_against_debts,
    missing_rows,
    sums,
    write_returned,
    wrong_rows,
)
from evidence.filing import find_unit, listed_units
from evidence.intake import typed
from evidence.receiving import find_batch
from evidence.wording import handing_out as words
from evidence.wording.returning import LINES, wrong
from evidence.workspace import Workspace

Json = dict[str, Any]
NAMES = ("packages", "returned")


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Do what one of these commands asks."""
    work = {"packages": _packages, "returned": _returned}[options.command]
    with opened(options, write=False) as workspace:
        work(workspace, options)
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


def _returned(workspace: Workspace, options: Namespace) -> None:
    snapshot = replace(workspace.snapshot(), at=now())
    batch = find_batch(workspace.receiving.batches(), typed.plain(options.batch))
    found = held_against_debts(snapshot, find_gaps(snapshot), batch)
    if options.out is not None:
        path = Path(options.out)
        with given.usable(path):
            workspace.check_outside(path)
            template = layout_commands.template(workspace.path, snapshot.project)
            write_returned(path, batch, found, snapshot, template, version())
    if options.json:
        print_json(_returned_json(batch, found, options.out))
        return
    print(sums(found))
    for code, item, material, year, files, way in closed_rows(found):
        print(LINES["closed"].format(code=code, item=item, material=material, year=year, files=files, way=way))
    for file, _, why in wrong_rows(found):
        print(LINES["wrong"].format(file=file, why=why))
    for code, item, material, year, lacking, _ in missing_rows(found):
        print(LINES["missing"].format(code=code, item=item, material=material, year=year, lacking=lacking))
    for told in answers(batch):
        print(words.PHRASES["answers"].format(said=told.rstrip("。")))
    if options.out is not None:
        print(LINES["saved"].format(path=options.out))


def _returned_json(batch: Batch, found: Returned, out: str | None) -> Json:
    files = [
        {
            "source": came.file.source,
            "state": json_output.arrival_state(came.file.state),
            "id": came.file.piece,
            "codes": list(came.codes),
            "known_by": came.way,
            "closes": [debt.code for debt in came.closes],
            "serves": [debt.code for debt in came.serves],
            "wrong": [{"code": one.trouble, "message": wrong(one)} for one in came.wrong],
        }
        for came in found.files
    ]
    closed, missing = ([_debt_json(debt) for debt in debts] for debts in (found.closed, found.missing))
    told = {"batch": batch.name, "unit": found.unit, "files": files, "closed": closed, "missing": missing}
    return {**told, "answers": answers(batch), "path": out}


def _debt_json(debt: Debt) -> Json:
    return {
        "code": debt.code,
        "item": debt.criterion.code,
        "name": debt.row.slot.name,
        "year": debt.row.year,
        "lacking": debt.lacking if debt.row.state.is_open else 0,
        "due": debt.due,
    }


def _show(made: tuple[HandedOut, ...], out: Path, seconds: float, *, as_json: bool) -> None:
    if as_json:
        packages = [{"unit": one.unit, "path": str(one.path), "debts": one.debts} for one in made]
        print_json({"packages": packages, "seconds": round(seconds, 3)})
        return
    for one in made:
        print(words.PHRASES["line"].format(unit=one.unit, debts=one.debts, path=one.path))
    debts = sum(one.debts for one in made)
    print(words.PHRASES["made"].format(units=len(made), debts=debts, path=out))
