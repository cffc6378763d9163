"""The command that makes one document alone: of some items, one unit or one year."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from app import given
from app.output import print_json
from app.paths import TABLE_TEMPLATE, WORD_TEMPLATE
from app.program import version
from app.terminal import TerminalProgress
from evidence.export.choosing import Choice
from evidence.export.documents import DocumentKind, Saved, Templates, Wanted, write_document
from evidence.export.template import load_template
from evidence.filing import find_criterion, find_unit, listed_units
from evidence.intake import typed
from evidence.model import Edition
from evidence.snapshot import Snapshot
from evidence.wording import documents as words
from evidence.workspace import Workspace

NAMES = ("document",)


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Make the document that is asked for."""
    path, edition = Path(options.out), Edition(options.edition)
    kind = next(kind for kind in DocumentKind if kind.name_in_use == options.kind)
    confirmed_by = given.confirmer(options, (edition,))
    with opened(options, write=confirmed_by is not None) as workspace, given.usable(path):
        workspace.check_outside(path)
        snapshot = workspace.snapshot()
        workspace.secrecy.check_export(snapshot)
        wanted = Wanted(kind, edition, _choice(snapshot, options))
        templates = Templates(load_template(WORD_TEMPLATE), load_template(TABLE_TEMPLATE))
        saved = write_document(
            path, wanted, snapshot, workspace.original_path, templates, version(), TerminalProgress()
        )
        if confirmed_by is not None:
            workspace.confirm_export(confirmed_by, path)
    _show(saved, as_json=options.json)
    return 0


def _choice(snapshot: Snapshot, options: Namespace) -> Choice:
    return Choice(
        items=frozenset(find_criterion(snapshot, typed.plain(code)).id for code in options.item),
        unit=None if options.unit is None else find_unit(listed_units(snapshot), typed.plain(options.unit)),
        year=None if options.year is None else typed.year(options.year),
    )


def _show(saved: Saved, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "path": str(saved.path),
                "kind": saved.wanted.kind.value,
                "edition": saved.wanted.edition.value,
                "title": saved.title,
                "pages": saved.pages,
                "entries": saved.entries,
                "rows": saved.rows,
                "blanks": saved.blanks,
                "bytes": saved.size_bytes,
            }
        )
        return
    print(words.saved(saved.wanted.kind.name_in_use, str(saved.path), saved.pages, saved.rows, saved.blanks))
