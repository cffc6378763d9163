"""The commands for backups on another disk, and for going back to one."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from app import given
from app.output import print_json
from app.program import now, version
from app.terminal import TerminalProgress
from evidence import keeping, restoring, wording
from evidence.backups import Checked, Generation
from evidence.intake import typed
from evidence.store.backup_folder import BackupFolder
from evidence.wording import backups as words
from evidence.workspace import Workspace

NAMES = ("backup", "restore")
_DONE, _REFUSED = 0, 1


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Do what one of these commands asks."""
    if options.command == "restore":
        return _restore(options)
    with opened(options, write=True) as workspace:
        return _back_up(workspace, Path(options.to), options)


def _back_up(workspace: Workspace, place: Path, options: Namespace) -> int:
    asked = keeping.Asked(workspace.path, place, workspace.who, version(), now())
    keeping.check_place(asked)
    keeping.know(workspace, place)
    made = keeping.back_up(asked, TerminalProgress())
    cleared = keeping.settle(workspace, made)
    checked = None
    if options.check:
        checked = keeping.check(BackupFolder(made.folder), made.generation, now(), TerminalProgress())
    if options.json:
        told = _json(made.generation)
        done = {"folder": str(made.folder), "copied": made.copied, "copied_bytes": made.copied_bytes}
        print_json({**told, **done, "cleared": cleared, "checked": checked and _json_of_check(checked)})
    else:
        print(words.made(made))
        if cleared:
            print(wording.phrase("backup_cleared", count=cleared))
        if checked is not None:
            _show(checked)
    return _REFUSED if checked is not None and checked.faults else _DONE


def _restore(options: Namespace) -> int:
    source, out = Path(options.backup), Path(options.out)
    day = typed.day(options.at, now().date(), "日期") if options.at else None
    with given.usable(source), given.usable(out):
        folder = restoring.one_of(source)
        generation = restoring.of_day(folder, day)
        done = restoring.restore(folder, generation, out, TerminalProgress())
    if options.json:
        told = _json(generation)
        print_json({**told, "workspace": str(done.path), "restored": done.count, "not_restored": list(done.lost)})
    else:
        print(words.restored(done))
    return _REFUSED if done.lost else _DONE


def _show(checked: Checked) -> None:
    print(words.checked(checked))
    for line in _faults(checked):
        print(f"　　{line}")


def _faults(checked: Checked) -> Iterable[str]:
    return (words.fault(code, name) for code, name in checked.faults)


def _json(one: Generation) -> dict[str, Any]:
    return {
        "at": one.at.isoformat(),
        "by": one.who,
        "version": one.version,
        "originals": len(one.originals),
        "bytes": one.size_bytes,
        "lost": list(one.lost),
    }


def _json_of_check(checked: Checked) -> dict[str, Any]:
    return {"files": checked.count, "faults": [{"code": code, "name": name} for code, name in checked.faults]}
