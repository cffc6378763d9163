"""The whole export of the open project, on the worker thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from evidence.export.package_form import PackageForm
from evidence.model import Edition, SchemeId
from evidence.progress import Report
from ui.jobs import Effect, Job
from ui.session import Session

if TYPE_CHECKING:  # loaded when somebody exports
    from evidence.export.dossier import Exported


class Asked(Struct, frozen=True):
    """Which export is asked for."""

    out: Path
    editions: tuple[Edition, ...]
    confirmed_by: str | None = None  # who answers for a 送审版
    reason: str = ""  # why papers with personal data go into the package
    scheme: SchemeId | None = None  # as another scheme of the project sees it
    form: PackageForm = PackageForm.FOLDER
    second_name: bool = False


def export(session: Session, asked: Asked, done: Callable[[Exported], object]) -> Job:
    """Export the project as it is now, and record who answers for a 送审版, and why."""
    moment, setup, workspace = session.moment, session.setup, session.workspace

    def work(report: Report) -> Exported:
        from evidence.export.dossier import ExportOptions, export_dossier
        from evidence.export.personal import told_of
        from evidence.layouts import template_of

        workspace.check_outside(asked.out)
        snapshot = workspace.schemes.seen_by(asked.scheme) if asked.scheme else moment.snapshot
        snapshot = replace(snapshot, at=setup.clock())
        options = ExportOptions(
            asked.out,
            template_of(moment.snapshot.project, moment.path, setup.template),
            setup.version(),
            moment.who,
            snapshot.boxes.rules,
            asked.editions,
            asked.reason,
            asked.form,
            asked.second_name,
            moment.path,
            workspace.watching.folder(),
        )
        workspace.secrecy.check_export(snapshot)
        begin = partial(workspace.secrecy.begin_export, asked.out)
        exported = export_dossier(snapshot, workspace.original_path, options, report, begin)
        if asked.confirmed_by is not None:
            personal = told_of(exported.personal_packed, asked.reason)
            workspace.confirm_export(asked.confirmed_by, asked.out, personal=personal)
        return exported

    return session.jobs.run("documents", work, done, Effect.EXPORTS)
