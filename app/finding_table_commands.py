"""The commands `findings-import` and `findings-export`: 整改台账 out of a table, and as one."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app import given
from app.finding_commands import chosen, source_named
from app.output import print_json
from app.program import version
from evidence import rectifying, wording
from evidence.errors import RequestError
from evidence.export.ledger_file import write_ledger
from evidence.intake import typed
from evidence.journal import Action
from evidence.rectify.columns import Sheet, read_sheets, uses
from evidence.rectify.columns import chosen as with_columns
from evidence.rectify.importing import (
    Choices,
    Fate,
    PlannedRow,
    common_causes,
    common_notices,
    drafts_of,
    plan_import,
    proposed_source,
)
from evidence.scheme.headed import NOT_USED
from evidence.wording import findings as words
from evidence.workspace import Workspace

NAMES = ("findings-import", "findings-export")


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Do what one of these commands asks."""
    if options.command == "findings-export":
        return _export(options, opened)
    with opened(options, write=options.yes) as workspace:
        path = Path(options.table)
        with given.usable(path):
            sheets = with_columns(read_sheets(path), options.column)
        source = proposed_source(sheets, path.name) if options.source is None else source_named(options.source)
        found_on = None if options.found is None else typed.day(options.found, workspace.today, "发现日期")
        deadline = None if options.deadline is None else typed.day_to_come(options.deadline, "整改时限")
        choices = Choices(source, found_on, deadline)
        plan = plan_import(sheets, path.name, choices, rectifying.findings(workspace), workspace.snapshot())
        drafts = drafts_of(plan)
        if options.yes:
            if not drafts:
                raise RequestError("findings_nothing_new")
            rectifying.add(workspace, drafts, action=Action.IMPORT_FINDINGS)
    if options.json:
        print_json({"columns": _columns(sheets), "rows": [_json(row) for row in plan], "taken": options.yes})
    else:
        _show(sheets, plan, taken=options.yes)
    return 0


def _show(sheets: Sequence[Sheet], plan: Sequence[PlannedRow], *, taken: bool) -> None:
    for columns in _columns(sheets):
        told = "，".join(f"{head}→{use or NOT_USED}" for head, use in columns.items())
        print(wording.phrase("finding_import_columns", columns=told))
    for row in plan:
        fate = words.FATES[row.fate].format(number=row.number)
        print(wording.phrase("finding_import_row", place=row.place, fate=fate, text=" ".join(row.text.split())))
        for notice in row.own_notices:
            print(wording.phrase("finding_import_notice", said=wording.notice(notice)))
    counts = {fate.value: sum(row.fate is fate for row in plan) for fate in Fate}
    print(wording.phrase("finding_import_sums", rows=len(plan), **counts))
    for notice in common_notices(plan):
        print(wording.notice(notice))
    if common_causes(plan):
        print(wording.phrase("finding_import_for_all"))
    if taken:
        print(wording.phrase("finding_import_done", new=counts[Fate.NEW]))
    elif counts[Fate.NEW]:
        print(wording.phrase("finding_import_confirm"))


def _columns(sheets: Sequence[Sheet]) -> list[dict[str, str | None]]:
    return [dict(uses(sheet)) for sheet in sheets]


def _json(row: PlannedRow) -> dict[str, Any]:
    draft = row.draft
    return {
        "place": row.place,
        "state": row.fate,
        "text": row.text,
        "unit": row.unit or None,
        "source": draft and draft.source,
        "found_on": draft and draft.found_on.isoformat(),
        "number": row.number,
        "notices": [{"code": one.code, "message": wording.notice(one)} for one in row.notices],
    }


def _export(options: Namespace, opened: Callable[..., Workspace]) -> int:
    with opened(options, write=False) as workspace:
        path = Path(options.out)
        workspace.check_outside(path)
        snapshot = workspace.snapshot()
        ledger = rectifying.told(workspace, rectifying.findings(workspace))
        found = chosen(ledger, options, snapshot, workspace.today)
        with given.usable(path):
            write_ledger(path, found, snapshot, version())
    if options.json:
        print_json({"path": str(path), "findings": len(found)})
    else:
        print(wording.phrase("finding_saved", path=options.out))
    return 0
