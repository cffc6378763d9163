"""The command that exports the dossier and its package, or clears what an export left that was broken off."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from app import given, layout_commands, output
from app.program import now, version
from app.terminal import TerminalProgress
from evidence.boxes import BoxRules, PerPage
from evidence.boxing import check_rules
from evidence.export.dossier import ExportOptions, export_dossier
from evidence.export.exchange import clear_left
from evidence.export.package_form import PackageForm
from evidence.export.personal import told_of
from evidence.filing import find_scheme
from evidence.intake import typed
from evidence.model import Edition
from evidence.snapshot import Snapshot
from evidence.wording import carrying
from evidence.workspace import Workspace

NAMES = ("export",)


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Export, or clear what is left of an export."""
    out = Path(options.out)
    start_s = time.monotonic()
    editions = (Edition(options.edition),) if options.edition else tuple(Edition)
    confirmed_by, reason = given.confirmer(options, editions), given.reason(options)
    given.check_folder(out)
    with opened(options, write=confirmed_by is not None) as workspace:
        workspace.check_outside(out)
        if options.clear_left:
            left = clear_left(out, given.who(options), now())
            output.show_cleared(left.files, carrying.cleared(left.files, left.size_bytes), as_json=options.json)
            return 0
        snapshot = workspace.snapshot()
        if options.scheme is not None:
            snapshot = workspace.schemes.seen_by(find_scheme(snapshot, typed.plain(options.scheme)))
        how = ExportOptions(
            out,
            layout_commands.template(workspace.path, snapshot.project, options.profile),
            version(),
            given.who(options),
            _rules(snapshot, options),
            editions,
            reason,
            form=_form(options),
            second_name=options.second_name,
            project=workspace.path,
            inbox=workspace.watching.folder(),
        )
        workspace.secrecy.check_export(snapshot)
        begin = None if confirmed_by is None else partial(workspace.secrecy.begin_export, out)
        exported = export_dossier(snapshot, workspace.original_path, how, TerminalProgress(), begin)
        if confirmed_by is not None:
            workspace.confirm_export(confirmed_by, out, personal=told_of(exported.personal_packed, reason))
    output.show_exported(exported, time.monotonic() - start_s, as_json=options.json)
    return 0


def _rules(snapshot: Snapshot, options: Namespace) -> BoxRules:
    rules = snapshot.boxes.rules
    if options.volume_pages is not None:
        rules = replace(rules, most_pages=options.volume_pages)
    if options.photos_per_page is not None:
        rules = replace(rules, photos=PerPage(options.photos_per_page))
        check_rules(rules, snapshot.boxes)
    return rules


def _form(options: Namespace) -> PackageForm:
    if options.zip_only:
        return PackageForm.ZIP
    return PackageForm.BOTH if options.zip else PackageForm.FOLDER
