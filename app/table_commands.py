"""The commands that write the scheme, and what each unit has to do by it, as tables to be handed on."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app import given
from app.output import print_json
from app.paths import TABLE_TEMPLATE
from app.program import now, version
from app.terminal import TerminalProgress
from evidence.export.scheme_file import write_scheme
from evidence.export.task_rows import task_rows, task_units
from evidence.export.task_table import write_task_table, write_unit_tables
from evidence.filing import find_unit
from evidence.intake import typed
from evidence.layouts import table_template_of
from evidence.workspace import Workspace


def tasks(workspace: Workspace, options: Namespace) -> None:
    """Write the 任务分解表 of all units or of one, and beside it a file for each unit if that is asked."""
    path, snapshot = Path(options.out), workspace.snapshot()
    unit = None if options.unit is None else find_unit(task_units(snapshot), typed.plain(options.unit))
    template = table_template_of(snapshot.project, TABLE_TEMPLATE)
    each: tuple[Path, ...] = ()
    if options.each_unit is not None:
        folder = Path(options.each_unit)
        with given.usable(folder):
            workspace.check_outside(folder)
            each = write_unit_tables(folder, path.suffix, snapshot, template, version(), TerminalProgress())
    with given.usable(path):
        workspace.check_outside(path)
        write_task_table(path, snapshot, unit, template, version())
    rows = len(task_rows(snapshot, unit))
    if options.json:
        print_json({"path": str(path), "unit": unit, "rows": rows, "files": [str(file) for file in each]})
        return
    print(f"任务分解表已存到 {path}：{f'{unit}，' if unit else ''}{rows} 项评价内容。")
    if each:
        print(f"各单位的任务分解表已存到 {options.each_unit}：{len(each)} 份。")


def save_scheme(workspace: Workspace, options: Namespace) -> None:
    """Write the scheme as a table that is read back as it is."""
    path, snapshot = Path(options.out), workspace.snapshot()
    author = snapshot.project.author
    with given.usable(path):
        workspace.check_outside(path)
        write_scheme(path, snapshot.scheme, snapshot.criteria, author, version(), now())
    if options.json:
        print_json({"path": str(path), "items": len(snapshot.items)})
    else:
        print(f"评价细则已存到 {path}：{len(snapshot.items)} 项评价内容。改过后可直接读回。")
