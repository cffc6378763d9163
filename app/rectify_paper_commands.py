"""The papers about 整改 among the documents that are made each alone."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app import given
from app.output import print_json
from app.paths import TABLE_TEMPLATE, WORD_TEMPLATE
from app.program import now, version
from app.terminal import TerminalProgress
from evidence.errors import DossierError, RequestError
from evidence.export.documents import Templates
from evidence.export.staging import second_path
from evidence.filing import find_unit
from evidence.intake import typed
from evidence.layouts import table_template_of, template_of
from evidence.papering import told
from evidence.rectify.papers.span import PaperKind, Span, span_of
from evidence.rectify.papers.stated import Stated
from evidence.rectify.papers.write import MadePaper, write_notices, write_paper
from evidence.wording import papers as words
from evidence.workspace import Workspace


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Make the paper that is asked for."""
    kind = next(kind for kind in PaperKind if kind.name_in_use == options.kind)
    for given_one, name in ((options.item, "--item"), (options.year, "--year"), (options.no_leak, "--no-leak")):
        if given_one:
            raise RequestError("paper_option", option=name, name=kind.name_in_use)
    if options.edition != "internal" or options.confirmed_by:
        raise RequestError("paper_option", option="--edition", name=kind.name_in_use)
    path = Path(options.out)
    with opened(options, write=False) as workspace, given.usable(path):
        workspace.check_outside(path)
        snapshot = workspace.snapshot()
        workspace.secrecy.check_export(snapshot)
        stated = told(workspace, _span(kind, options))
        if options.unit is not None:
            stated = told(workspace, stated.span, _unit(stated, options.unit))
        project = snapshot.project
        templates = Templates(
            template_of(project, workspace.path, WORD_TEMPLATE), table_template_of(project, TABLE_TEMPLATE)
        )
        made = _make(path, stated, workspace, templates, second=options.second_name)
    _show(path, kind, made, as_json=options.json)
    return 0


def _span(kind: PaperKind, options: Namespace) -> Span:
    today = now().date()
    on = None if options.on is None else typed.day(options.on, today, "日期")
    known = None if options.as_known is None else typed.day(options.as_known, today, "登记日期")
    return span_of(kind, now(), on, known)


def _unit(stated: Stated, name: str) -> str:
    units = tuple(dict.fromkeys(case.standing.unit for case in stated.cases if case.standing.unit))
    return find_unit(units, typed.plain(name))


def _make(
    path: Path, stated: Stated, workspace: Workspace, templates: Templates, *, second: bool
) -> tuple[MadePaper, ...]:
    """Write one paper, or into a folder a notice for each unit."""
    originals, report = workspace.original_path, TerminalProgress()
    if stated.span.kind is PaperKind.NOTICE and stated.unit is None and path.suffix.lower() != ".docx":
        given.check_folder(path)
        path.mkdir(parents=True, exist_ok=True)
        return write_notices(path, stated, originals, templates, version(), report)
    try:
        return (write_paper(path, stated, originals, templates, version(), report),)
    except DossierError as error:
        if error.code != "file_in_use" or not second:
            raise
        return (write_paper(second_path(path), stated, originals, templates, version(), report),)


def _show(path: Path, kind: PaperKind, made: tuple[MadePaper, ...], *, as_json: bool) -> None:
    if as_json:
        print_json({"kind": kind.value, "papers": [_json(one) for one in made]})
    elif kind is PaperKind.NOTICE and len(made) > 1:
        print(words.saved_notices(len(made), str(path), sum(one.masked for one in made)))
    else:
        print("\n".join(_told(one) for one in made))


def _told(made: MadePaper) -> str:
    name, path = made.kind.name_in_use, str(made.path)
    return words.saved(name, path, made.pages, made.told, made.blanks, made.undrawn, made.masked)


def _json(made: MadePaper) -> dict[str, Any]:
    return {
        "path": str(made.path),
        "title": made.title,
        "pages": made.pages,
        "findings": made.told,
        "blanks": made.blanks,
        "undrawn": made.undrawn,
        "masked": made.masked,
        "bytes": made.path.stat().st_size,
    }
