"""The command that makes one document alone: of some items, one unit or one year."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from app import given, rectify_paper_commands
from app.output import print_json
from app.paths import TABLE_TEMPLATE, WORD_TEMPLATE
from app.program import version
from app.terminal import TerminalProgress
from evidence.errors import ExportError, RequestError
from evidence.export.choosing import Choice
from evidence.export.documents import DocumentKind, Saved, Templates, Wanted, all_of, none_of, told_of, write_document
from evidence.export.staging import second_path
from evidence.filing import find_criterion, find_unit, listed_units
from evidence.intake import typed
from evidence.layouts import table_template_of, template_of
from evidence.model import Edition
from evidence.snapshot import Snapshot
from evidence.wording import documents as words
from evidence.wording import papers
from evidence.workspace import Workspace

NAMES = ("document",)


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Make the document that is asked for."""
    if options.kind in papers.NAMES.values():
        return rectify_paper_commands.carry_out(options, opened)
    if options.on is not None or options.as_known is not None:
        raise RequestError("paper_no_days", name=options.kind, names="、".join(papers.NAMES.values()))
    path, edition = Path(options.out), Edition(options.edition)
    kind = next(kind for kind in DocumentKind if kind.name_in_use == options.kind)
    confirmed_by = given.confirmer(options, (edition,))
    if options.no_leak and confirmed_by is None:
        raise RequestError("document_leak_nobody")
    with opened(options, write=confirmed_by is not None) as workspace, given.usable(path):
        workspace.check_outside(path)
        snapshot = workspace.snapshot()
        workspace.secrecy.check_export(snapshot)
        wanted = Wanted(kind, edition, _choice(snapshot, options))
        project = snapshot.project
        templates = Templates(
            template_of(project, workspace.path, WORD_TEMPLATE), table_template_of(project, TABLE_TEMPLATE)
        )

        def write(place: Path) -> Saved:
            originals, is_none = workspace.original_path, all_of if options.no_leak else none_of
            return write_document(place, wanted, snapshot, originals, templates, version(), TerminalProgress(), is_none)

        try:
            saved = write(path)
        except ExportError as error:
            if error.code != "file_in_use" or not options.second_name:
                raise
            saved = write(second_path(path))
        if confirmed_by is not None:
            workspace.confirm_export(confirmed_by, saved.path, told_of(saved.cleared))
    _show(saved, confirmed_by or "", as_json=options.json)
    return 0


def _choice(snapshot: Snapshot, options: Namespace) -> Choice:
    return Choice(
        items=frozenset(find_criterion(snapshot, typed.plain(code)).id for code in options.item),
        unit=None if options.unit is None else find_unit(listed_units(snapshot), typed.plain(options.unit)),
        year=None if options.year is None else typed.year(options.year),
    )


def _show(saved: Saved, confirmed_by: str, *, as_json: bool) -> None:
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
                "cleared": told_of(saved.cleared),
            }
        )
        return
    print(words.saved(saved.wanted.kind.name_in_use, str(saved.path), saved.pages, saved.rows, saved.blanks))
    if saved.cleared:
        print(words.phrase("no_leaks", name=confirmed_by, count=len(saved.cleared)))
    for one in saved.cleared:
        print(f"  {words.said_there(one.what, one.text, one.line)}")
