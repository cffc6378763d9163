"""What each command does: the composition root without a window."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path

from app import demo, diagnostics, output
from app.cli import DONE, GATE_CLOSED, PROGRAM, REFUSED
from app.paths import SCHEMES, WORD_TEMPLATE
from app.terminal import TerminalProgress
from evidence import wording
from evidence.check.gaps import find_gaps
from evidence.check.score import gate
from evidence.errors import DossierError, ExportError, RequestError, SchemeError
from evidence.export.dossier import Exported, ExportOptions, export_dossier
from evidence.export.package import verify_package
from evidence.export.template import load_template
from evidence.model import KINDS, Facts, Flag, PaperCopy, Project, Stage
from evidence.scheme import read_scheme
from evidence.workspace import Accept, Workspace, create_workspace, find_piece


def now() -> datetime:
    """Return the local time of the office, which is what papers and journals show."""
    return datetime.now().astimezone().replace(tzinfo=None, microsecond=0)


def carry_out(options: Namespace) -> int:
    """Run one command; turn expected failures into a sentence and bugs into a crash report."""
    commands: dict[str, Callable[[Namespace], int]] = {
        "demo": _demo,
        "scheme": _scheme,
        "new": _new,
        "add": _add,
        "file": _file,
        "facts": _facts,
        "paper": _paper,
        "gaps": _gaps,
        "export": _export,
        "verify": _verify,
    }
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


def _who(options: Namespace) -> str:
    return options.by or getpass.getuser()


def _open(options: Namespace, *, write: bool = False) -> Workspace:
    return Workspace(Path(options.workspace), _who(options), now, write=write)


def _demo(options: Namespace) -> int:
    made = demo.make(Path(options.out), _who(options), now, version(PROGRAM), TerminalProgress())
    output.show_demo(made, as_json=options.json)
    return DONE


def _scheme(options: Namespace) -> int:
    output.show_scheme(read_scheme(Path(options.table)), as_json=options.json)
    return DONE


def _new(options: Namespace) -> int:
    first, base = _years(options.years)
    project = Project(
        place=options.place,
        office=options.office,
        first_year=first,
        base_year=base,
        townships=_townships(options.townships),
        created_at=now(),
    )
    reading = read_scheme(_scheme_path(options.scheme))
    create_workspace(Path(options.workspace), project, reading, _who(options), now)
    output.show_new(Path(options.workspace), project, reading, as_json=options.json)
    return DONE


def _scheme_path(name: str) -> Path:
    path = Path(name)
    if path.exists() or path.suffix:
        return path
    shipped = sorted(SCHEMES.glob("*.csv"))
    found = [scheme for scheme in shipped if name and name in scheme.stem]
    if len(found) != 1:
        raise SchemeError("scheme_unknown", name=name, names="、".join(scheme.stem for scheme in shipped))
    return found[0]


def _years(text: str | None) -> tuple[int, int]:
    if text is None:
        base = now().year - 1
        return base - 2, base
    first, _, last = text.replace("—", "-").replace("－", "-").partition("-")
    try:
        years = int(first), int(last or first)
    except ValueError:
        raise RequestError("bad_years", value=text) from None
    if not 1949 < years[0] <= years[1] < 2200:
        raise RequestError("bad_years", value=text)
    return years


def _townships(text: str | None) -> tuple[str, ...]:
    if not text:
        return ()
    path = Path(text)
    names = text.replace("，", ",").replace("、", ",").split(",")
    if path.suffix or path.is_file():
        try:
            names = path.read_text("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError):
            try:
                names = path.read_text("gb18030").splitlines()
            except (OSError, UnicodeDecodeError):
                raise RequestError("townships_unreadable", path=text) from None
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _add(options: Namespace) -> int:
    start = now()
    with _open(options, write=True) as workspace:
        taken = workspace.add([Path(path) for path in options.paths], Accept(options.accept), TerminalProgress())
        output.show_taken(taken, workspace.snapshot(), (now() - start).total_seconds(), as_json=options.json)
    return DONE


def _file(options: Namespace) -> int:
    with _open(options, write=True) as workspace:
        workspace.file(options.piece, options.places)
        snapshot = workspace.snapshot()
    output.show_piece(find_piece(snapshot, options.piece), snapshot, as_json=options.json)
    return DONE


def _facts(options: Namespace) -> int:
    with _open(options, write=True) as workspace:
        piece = find_piece(workspace.snapshot(), options.piece)
        flags = (piece.flags | _flags(options.flag)) - _flags(options.no_flag)
        workspace.correct_facts(piece.id, _corrected(piece.facts, options), flags)
        snapshot = workspace.snapshot()
    output.show_piece(find_piece(snapshot, options.piece), snapshot, as_json=options.json)
    return DONE


def _paper(options: Namespace) -> int:
    with _open(options, write=True) as workspace:
        paper = PaperCopy(options.where, options.keeper)
        piece = workspace.register_paper(_corrected(Facts(), options), options.pages, paper, options.places)
        snapshot = workspace.snapshot()
    output.show_piece(find_piece(snapshot, piece), snapshot, as_json=options.json)
    return DONE


def _corrected(old: Facts, options: Namespace) -> Facts:

    def text(given: str | None, kept: str | None) -> str | None:
        return kept if given is None else given.strip() or None

    return Facts(
        title=text(options.title, old.title),
        document_number=text(options.number, old.document_number),
        issuer=text(options.issuer, old.issuer),
        issued_on=old.issued_on if options.date is None else _date(options.date),
        year=old.year if options.year is None else _year(options.year),
        kind=old.kind if options.kind is None else _kind(options.kind),
        stage=old.stage if options.stage is None else _stage(options.stage),
        unit=text(options.unit, old.unit),
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise RequestError("bad_fact", what="成文日期", value=text, example="2023-11-20") from None


def _year(text: str) -> int | None:
    if text and not (text.isdecimal() and len(text) == 4):
        raise RequestError("bad_fact", what="年度", value=text, example="2023")
    return int(text) if text else None


def _kind(text: str) -> str | None:
    if text and text not in KINDS:
        raise RequestError("bad_fact", what="材料种类", value=text, example="、".join(KINDS))
    return text or None


def _stage(text: str) -> Stage | None:
    if text and text not in set(Stage):
        raise RequestError("bad_fact", what="环节", value=text, example="、".join(Stage))
    return Stage(text) if text else None


def _flags(names: list[str]) -> frozenset[Flag]:
    for name in names:
        if name not in set(Flag):
            raise RequestError("bad_fact", what="标记", value=name, example="、".join(Flag))
    return frozenset(map(Flag, names))


def _gaps(options: Namespace) -> int:
    with _open(options) as workspace:
        snapshot = workspace.snapshot()
    items = find_gaps(snapshot)
    reasons = gate(snapshot, items)
    if options.out:
        from evidence.export.gap_file import write_gap_file

        path = Path(options.out)
        write_gap_file(path, snapshot, items, options.unit, load_template(WORD_TEMPLATE), version(PROGRAM))
    output.show_gaps(items, reasons, options.unit, gate_asked=options.gate, as_json=options.json)
    return GATE_CLOSED if options.gate and reasons else DONE


def _export(options: Namespace) -> int:
    out = Path(options.out)
    start = now()
    with _open(options) as workspace:
        if out.resolve().is_relative_to((workspace.path / "vault").resolve()):
            raise ExportError("out_inside_vault", path=str(out))
        exported = export_to(workspace, out, options.volume_pages, version(PROGRAM))
    output.show_exported(exported, (now() - start).total_seconds(), as_json=options.json)
    return DONE


def export_to(workspace: Workspace, out: Path, volume_pages: int | None, program: str) -> Exported:
    """Export a workspace with the template that ships with the program."""
    options = ExportOptions(out, load_template(WORD_TEMPLATE), program, volume_pages)
    return export_dossier(workspace.snapshot(), workspace.original_path, options, TerminalProgress())


def _verify(options: Namespace) -> int:
    count, faults = verify_package(Path(options.package), TerminalProgress())
    output.show_verified(count, faults, as_json=options.json)
    return REFUSED if faults else DONE


if os.name == "nt":  # a pipe or an old console may not hold every character of a file name
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
