"""The command for 往来记录: what was asked of a unit, what came, why it did not count, what it owes."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app import given
from app.output import print_json
from app.paths import WORD_TEMPLATE
from app.program import version
from evidence.check.gaps import find_gaps
from evidence.check.unit_record import Entry, UnitRecord
from evidence.export.unit_record_file import fate, headline, lines, owed, write_record
from evidence.filing import find_unit, listed_units
from evidence.intake import typed
from evidence.layouts import template_of
from evidence.recording import record_of
from evidence.units import names_of
from evidence.wording.unit_records import phrase
from evidence.workspace import Workspace

Json = dict[str, Any]
NAMES = ("record",)


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Tell the record of a unit, or keep it as a file."""
    with opened(options, write=False) as workspace:
        snapshot = workspace.snapshot()
        former = names_of(snapshot.project.units)
        named = find_unit([*listed_units(snapshot), *former], typed.plain(options.unit))
        record = record_of(workspace, snapshot, find_gaps(snapshot), former.get(named, named))
        if options.out:
            path = Path(options.out)
            workspace.check_outside(path)
            template = template_of(snapshot.project, workspace.path, WORD_TEMPLATE)
            with given.usable(path):
                write_record(path, record, snapshot, template, version())
        if options.json:
            print_json(_json(record))
        elif options.out:
            print(phrase("saved", path=options.out))
        else:
            print("\n".join(lines(record, snapshot)))
    return 0


def _json(record: UnitRecord) -> Json:
    return {
        "unit": record.unit,
        "entries": [_entry(entry) for entry in record.entries],
        "needed": record.needed,
        "met": record.met,
        "lacking": record.lacking,
        "waiting": [piece.id for piece in record.waiting],
        "owed": [{"code": debt.criterion.code, "mark": debt.code, "message": owed(debt)} for debt in record.debts],
    }


def _entry(entry: Entry) -> Json:
    return {
        "at": entry.at.isoformat(timespec="seconds"),
        "batch": entry.batch and entry.batch.name,
        "step": entry.chase and entry.chase.step,
        "message": headline(entry),
        "files": [
            {
                "source": one.file.source,
                "fate": one.fate,
                "id": one.piece and one.piece.id,
                "again": one.again,
                "message": fate(one),
            }
            for one in entry.files
        ],
    }
