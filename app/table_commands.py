"""The commands that write the scheme, and what each unit has to do by it, as tables to be handed on."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app import given
from app.output import print_json
from app.paths import TABLE_TEMPLATE
from app.program import now, version
from app.terminal import TerminalProgress
from evidence.errors import ExportError
from evidence.export.scheme_file import write_scheme
from evidence.export.task_rows import task_rows, task_units
from evidence.export.task_table import write_task_table, write_unit_tables
from evidence.export.template import load_template
from evidence.filing import find_unit
from evidence.intake import typed
from evidence.workspace import Workspace


def tasks(workspace: Workspace, options: Namespace) -> None:
    """Write the 任务分解表 of all units or of one, and beside it a file for each unit if that is asked."""
    path, snapshot = Path(options.out), workspace.snapshot()
    unit = None if options.unit is None else find_unit(task_units(snapshot), typed.plain(options.unit))
    template = load_template(TABLE_TEMPLATE)
    _check(path.parent, path, workspace)
    each: tuple[Path, ...] = ()
    if options.each_unit is not None:
        _check(Path(options.each_unit), Path(options.each_unit), workspace)
    with given.usable(path):
        write_task_table(path, snapshot, unit, template, version())
        if options.each_unit is not None:
            each = write_unit_tables(
                Path(options.each_unit), path.suffix, snapshot, template, version(), TerminalProgress()
            )
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
    _check(path.parent, path, workspace)
    project = snapshot.project
    with given.usable(path):
        author = project.office or project.place or ""
        write_scheme(path, snapshot.scheme, snapshot.criteria, author, version(), now())
    if options.json:
        print_json({"path": str(path), "items": len(snapshot.leaves)})
    else:
        print(f"评价细则已存到 {path}：{len(snapshot.leaves)} 项评价内容。改过后可直接读回。")


def _check(folder: Path, place: Path, workspace: Workspace) -> None:
    """Refuse a place in a folder that is not there, or among the originals."""
    with given.usable(place):
        workspace.check_outside(place)
        if not folder.is_dir():
            raise ExportError("out_not_folder", path=str(folder))
