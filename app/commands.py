"""What each command does: the composition root without a window."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from io import TextIOWrapper
from pathlib import Path

from app import (
    demo,
    diagnostics,
    edition_commands,
    given,
    given_columns,
    json_output,
    layout_commands,
    output,
    settings,
    side_commands,
    table_commands,
    unit_commands,
)
from app.cli import DONE, GATE_CLOSED, REFUSED
from app.further_commands import FURTHER
from app.given_columns import ReadTable
from app.kept_columns import KeptColumns
from app.paths import SCHEMES
from app.program import now, version
from app.terminal import TerminalProgress
from evidence import wording
from evidence.check.gaps import ItemGaps, find_gaps
from evidence.check.score import gate
from evidence.criteria import township_units
from evidence.errors import DossierError, ExportError, RequestError, SchemeError
from evidence.export.gap_file import write_gap_file
from evidence.export.template import Template
from evidence.export.verifying import verify_package
from evidence.filing import find_piece, find_unit, proposed_under
from evidence.intake import typed
from evidence.journal import Action
from evidence.model import Facts, PaperCopy, Project
from evidence.scheme.columns import remember
from evidence.scheme.proposals import confirmed
from evidence.scheme.reading import guess_choice, open_scheme_file, read_tables
from evidence.snapshot import Snapshot
from evidence.workspace import Workspace, create_workspace


def carry_out(options: Namespace) -> int:
    """Run one command; turn expected failures into a sentence and bugs into a crash report."""
    commands: dict[str, Callable[[Namespace], int]] = {
        "demo": _demo,
        "scheme": _scheme,
        "new": _new,
        "tray": _tray,
        "file": _file,
        "unfile": _unfile,
        "undo": _undo,
        "redo": _redo,
        "paper": _paper,
        "units": _units,
        "unit": _unit,
        "project": _project,
        "schemes": _schemes,
        "add-scheme": _add_scheme,
        "use": _use,
        "pair": _pair,
        "confirm": _confirm,
        "edition": _edition,
        "year": _year,
        "gaps": _gaps,
        "tasks": _tasks,
        "save-scheme": _save_scheme,
        "verify": _verify,
        **{name: partial(work, opened=_open) for name, work in FURTHER.items()},
    }
    for stream in (sys.stdout, sys.stderr):  # which may not hold every character of a file name
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        return commands[options.command](options)
    except DossierError as error:
        print(wording.sentence(error), file=sys.stderr)
    except KeyboardInterrupt:
        print(wording.ERRORS["cancelled"], file=sys.stderr)
    except BrokenPipeError:  # whoever read our output has left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:  # noqa: BLE001 — a bug: keep what is needed to mend it
        print(diagnostics.keep_crash(error), file=sys.stderr)
    return REFUSED


def _open(options: Namespace, *, write: bool = False) -> Workspace:
    path = Path(options.workspace)
    with given.usable(path):
        path.is_dir()
    return Workspace(path, given.who(options) if write else given.UNKNOWN, now, write=write)


def _demo(options: Namespace) -> int:
    _check_place(Path(options.out))
    made = demo.make(Path(options.out), given.who(options), now, version(), TerminalProgress())
    output.show_demo(made, as_json=options.json)
    return DONE


def _scheme(options: Namespace) -> int:
    output.show_scheme(_read_table(Path(options.table), options), as_json=options.json)
    return DONE


def _read_table(path: Path, options: Namespace) -> ReadTable:
    """Read a criteria table as the options say; tell on stderr if it was read otherwise before."""
    with given.usable(path):
        file = open_scheme_file(path)
    known = KeptColumns(settings.default_path()).load()
    choice = given_columns.chosen(file, options, known)
    if options.map is None and given_columns.can_be_as_before(file, choice, known):
        print(wording.phrase("columns_kept"), file=sys.stderr)
    return ReadTable(file, choice, read_tables(file, choice))


def _keep_columns(read: ReadTable) -> None:
    """Keep what the options chose, for the next table that is like this one."""
    kept = KeptColumns(settings.default_path())
    with suppress(OSError):  # a disk that refuses costs the memory, no more
        kept.save(remember(kept.load(), read.file.grids, guess_choice(read.file), read.choice))


def _new(options: Namespace) -> int:
    base = now().year - 1
    first, base = (base - 2, base) if options.years is None else typed.years(options.years)
    project = Project(
        place=typed.plain(options.place or "") or None,
        office=typed.plain(options.office or "") or None,
        first_year=first,
        base_year=base,
        units=township_units(typed.townships(options.townships)),
        created_at=now(),
    )
    project = typed.meant_for(project, options.mode, options.upper)
    _check_place(Path(options.workspace))
    with given.usable(options.scheme):
        path = _scheme_path(options.scheme)
    read = _read_table(path, options)
    create_workspace(Path(options.workspace), project, read.outcome.scheme, given.who(options), now)
    if options.sheet or options.header or options.map:
        _keep_columns(read)
    output.show_new(Path(options.workspace), project, read.outcome.scheme, as_json=options.json)
    return DONE


def _scheme_path(name: str) -> Path:
    path = Path(name)
    if os.path.exists(name) or path.suffix or len(path.parts) > 1:  # noqa: PTH110 — any length
        return path
    shipped = sorted(SCHEMES.glob("*.csv"))
    found = [scheme for scheme in shipped if name and name in scheme.stem]
    if len(found) != 1:
        raise SchemeError("scheme_unknown", name=name, names="、".join(scheme.stem for scheme in shipped))
    return found[0]


def _file(options: Namespace) -> int:
    with _open(options, write=True) as workspace:
        workspace.file(typed.plain(options.piece), [typed.plain(place) for place in options.places])
        snapshot = workspace.snapshot()
    output.show_piece(find_piece(snapshot, options.piece), snapshot, as_json=options.json)
    return DONE


def _unfile(options: Namespace) -> int:
    with _open(options, write=True) as workspace:
        workspace.unfile(typed.plain(options.piece), [typed.plain(place) for place in options.places])
        snapshot = workspace.snapshot()
    output.show_piece(find_piece(snapshot, options.piece), snapshot, as_json=options.json)
    return DONE


def _undo(options: Namespace) -> int:
    with _open(options, write=True) as workspace:
        step = workspace.history().undo
        changes = workspace.undo()
        if step is not None:
            output.show_step("已撤销", step, changes, workspace.snapshot(), as_json=options.json)
    return DONE


def _redo(options: Namespace) -> int:
    with _open(options, write=True) as workspace:
        step = workspace.history().redo
        changes = workspace.redo()
        if step is not None:
            output.show_step("已重做", step, changes, workspace.snapshot(), as_json=options.json)
    return DONE


def _tray(options: Namespace) -> int:
    with _open(options) as workspace:
        output.show_tray(workspace.snapshot(), as_json=options.json)
    return DONE


def _paper(options: Namespace) -> int:
    with _open(options, write=True) as workspace:
        paper = PaperCopy(typed.plain(options.where), typed.plain(options.keeper))
        facts = given.facts(Facts(), options, now().date())
        places = [typed.plain(place) for place in options.places]
        (piece,) = workspace.register_paper(facts, options.pages, paper, places).pieces
        snapshot = workspace.snapshot()
    output.show_piece(find_piece(snapshot, piece), snapshot, as_json=options.json)
    return DONE


def _units(options: Namespace) -> int:
    with _open(options, write=options.list is not None and not options.plan) as workspace:
        unit_commands.units(workspace, options)
    return DONE


def _unit(options: Namespace) -> int:
    with _open(options, write=unit_commands.changes_unit(options)) as workspace:
        unit_commands.unit(workspace, options)
    return DONE


def _project(options: Namespace) -> int:
    with _open(options, write=unit_commands.changes_project(options)) as workspace:
        unit_commands.project(workspace, options)
    return DONE


def _schemes(options: Namespace) -> int:
    with _open(options) as workspace:
        side_commands.show_schemes(workspace.snapshot(), as_json=options.json)
    return DONE


def _add_scheme(options: Namespace) -> int:
    with given.usable(options.scheme):
        path = _scheme_path(options.scheme)
    read = _read_table(path, options)
    with _open(options, write=True) as workspace:
        side_commands.add_scheme(workspace, read.outcome.scheme, as_json=options.json)
    return DONE


def _use(options: Namespace) -> int:
    with _open(options, write=True) as workspace:
        side_commands.use(workspace, options)
    return DONE


def _pair(options: Namespace) -> int:
    with _open(options, write=bool(options.codes) or options.apply) as workspace:
        side_commands.pair(workspace, options)
    return DONE


def _confirm(options: Namespace) -> int:
    codes = [typed.plain(code) for code in options.codes]
    if bool(codes) == options.all:
        raise RequestError("confirm_which")
    with _open(options, write=True) as workspace:
        slots = proposed_under(workspace.snapshot(), codes)
        workspace.schemes.edit(Action.CONFIRM_SLOTS, lambda snapshot: confirmed(snapshot, slots.keys()))
        snapshot = workspace.snapshot()
    output.show_confirmed(slots, snapshot, as_json=options.json)
    return DONE


def _edition(options: Namespace) -> int:
    with given.usable(options.scheme):
        path = _scheme_path(options.scheme)
    reading = _read_table(path, options).outcome.scheme
    with _open(options, write=options.apply) as workspace:
        edition_commands.edition(workspace, reading, options)
    return DONE


def _year(options: Namespace) -> int:
    with _open(options, write=options.apply) as workspace:
        edition_commands.year(workspace, options)
    return DONE


def _gaps(options: Namespace) -> int:
    with _open(options) as workspace:
        snapshot = workspace.snapshot()
        if options.out:
            with given.usable(options.out):
                workspace.check_outside(Path(options.out))
    items = find_gaps(snapshot)
    reasons = gate(snapshot, items)
    unit = None
    if options.unit is not None:
        unit = find_unit((row.unit for item in items for row in item.required if row.unit), typed.plain(options.unit))
    if options.out:
        with given.usable(options.out):
            template = layout_commands.template(Path(options.workspace), snapshot.project)
            _save_gaps(Path(options.out), snapshot, items, unit, template)
    if options.json:
        output.print_json(json_output.gaps(snapshot, items, reasons, unit))
    else:
        output.show_gaps(snapshot, items, reasons if options.gate else None, unit, options.out)
    return GATE_CLOSED if options.gate and reasons else DONE


def _tasks(options: Namespace) -> int:
    with _open(options) as workspace:
        table_commands.tasks(workspace, options)
    return DONE


def _save_scheme(options: Namespace) -> int:
    with _open(options) as workspace:
        table_commands.save_scheme(workspace, options)
    return DONE


def _save_gaps(
    path: Path, snapshot: Snapshot, items: tuple[ItemGaps, ...], unit: str | None, template: Template
) -> None:
    if not path.parent.is_dir():
        raise ExportError("out_not_folder", path=str(path.parent))
    if path.is_dir():
        raise ExportError("gap_file_kind", path=str(path))
    write_gap_file(path, snapshot, items, unit, template, version())


def _check_place(place: Path) -> None:
    """Refuse a place where nothing can be made."""
    given.check_folder(place.parent)
    with given.usable(place):
        place.exists()


def _verify(options: Namespace) -> int:
    with given.usable(options.package):
        found = verify_package(Path(options.package), TerminalProgress())
    output.show_verified(found, as_json=options.json)
    return REFUSED if found.faults else DONE
