"""The main job on the bundled example: a project, its evidence filed, checked and exported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from app.paths import EXAMPLE, SCHEMES, WORD_TEMPLATE
from evidence.check.gaps import ItemGaps, find_gaps
from evidence.criteria import township_units
from evidence.errors import RequestError
from evidence.export.dossier import Exported, ExportOptions, export_dossier
from evidence.export.template import load_template
from evidence.model import Project
from evidence.progress import Report
from evidence.scheme.reading import read_scheme
from evidence.snapshot import Snapshot
from evidence.store.disk import remove_tree
from evidence.workspace import Accept, TakenIn, Workspace, create_workspace

_PROJECT = "云岭县迎检项目（示例）"
_EXPORT = "导出"
_MARK = ".beijian-demo"  # how far the journal had come when the demo was done, and what it had exported
_TOWNSHIPS = "乡镇名单.txt"
EVIDENCE = EXAMPLE / "收件"


class DemoMade(Struct, frozen=True):
    """What the demo made."""

    workspace: Path
    taken: TakenIn
    snapshot: Snapshot
    gaps: tuple[ItemGaps, ...]
    exported: Exported


def make(out: Path, who: str, clock: Callable[[], datetime], version: str, report: Report) -> DemoMade:
    """Make the example below `out`, anew if an earlier one lies there untouched; refuse other contents."""
    _clear(out, who, clock)
    out.mkdir(parents=True, exist_ok=True)
    path = out / _PROJECT
    make_project(path, who, clock)
    with Workspace(path, who, clock, write=True) as workspace:
        taken = workspace.add([EVIDENCE], Accept.CERTAIN, report)
        snapshot = workspace.snapshot()
        options = ExportOptions(out / _EXPORT, load_template(WORD_TEMPLATE), version, who)
        exported = export_dossier(snapshot, workspace.original_path, options, report)
        (out / _MARK).write_text(_state(out, workspace), "utf-8")
    return DemoMade(path, taken, snapshot, find_gaps(snapshot), exported)


def make_project(path: Path, who: str, clock: Callable[[], datetime]) -> None:
    """Make the example's project at `path`, without evidence."""
    project = Project(
        place="云岭县",
        office="云岭县食药安办",
        first_year=2021,
        base_year=2023,
        units=township_units((EXAMPLE / _TOWNSHIPS).read_text("utf-8").split()),
        created_at=clock(),
    )
    create_workspace(path, project, read_scheme(SCHEMES / "国家食品安全示范城市评价细则（演示版）.csv"), who, clock)


def _clear(out: Path, who: str, clock: Callable[[], datetime]) -> None:
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    mark = out / _MARK
    if not mark.is_file() or {path.name for path in out.iterdir()} - {_PROJECT, _EXPORT, _MARK}:
        raise RequestError("demo_exists", path=str(out))
    with Workspace(out / _PROJECT, who, clock, write=True) as workspace:
        untouched = mark.read_text("utf-8") == _state(out, workspace)
    if not untouched:
        raise RequestError("demo_exists", path=str(out))
    remove_tree(out)


def _state(out: Path, workspace: Workspace) -> str:
    """Return a text that changes when somebody works on the project or on an exported file."""
    lines = [str(workspace.last_change())]
    for path in sorted((out / _EXPORT).rglob("*")):
        found = path.stat()
        lines.append(f"{path.relative_to(out).as_posix()} {found.st_size} {found.st_mtime_ns if path.is_file() else 0}")
    return "\n".join(lines)
