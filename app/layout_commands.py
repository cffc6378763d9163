"""The command for 版式, and the template that other commands make their documents with."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import asdict, replace

from app import given
from app.output import print_json
from app.paths import WORD_TEMPLATE
from evidence.errors import ExportError
from evidence.export.profiles import Profile, shipped
from evidence.export.template import Template, load_template
from evidence.export.template_check import inspect_template
from evidence.imprint import Imprint
from evidence.layouts import chosen, keep_template, save_copy, set_imprint, template_of, template_path
from evidence.model import Project
from evidence.wording import imprint as words
from evidence.wording import templates
from evidence.workspace import Workspace

NAMES = ("layout",)
_OPTIONS = {
    "title": "cover_title",
    "signed": "signed",
    "seal": "seal",
    "fonds": "fonds",
    "keeping": "keeping",
    "division": "division",
}


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Show or set how documents look."""
    writes = options.profile is not None or any(getattr(options, option) is not None for option in _OPTIONS)
    with opened(options, write=writes) as workspace:
        before = workspace.snapshot()
        if writes:
            set_imprint(workspace, _asked(workspace, options))
        project = workspace.snapshot().project
        fixed = bool(before.boxes.fixed)
        changed = project.imprint.template != before.project.imprint.template
        if options.copy is not None:
            _save_copy(workspace, project, Path(options.copy))
        found = inspect_template(template_path(project, workspace.path, WORD_TEMPLATE))
    said = [templates.sentence(one) for one in (*found.faults, *found.remarks)]
    if options.json:
        print_json({**asdict(project.imprint), "title": words.title(project), "remarks": said})
        return 0
    for line in words.lines(project):
        print(line)
    if fixed and changed:
        print(words.FIXED)
    if said:
        print(words.remarks_head(len(said)) if found.template else words.UNFIT)
    for line in said:
        print(f"　　{line}")
    if options.copy is not None:
        print(words.kept_copy(options.copy))
    return 0


def template(home: Path, project: Project, asked: str | None = None) -> Template:
    """Return the template of the project in the workspace `home`, or one that was asked for this time only."""
    if asked is None:
        return template_of(project, home, WORD_TEMPLATE)
    found = chosen(asked)
    return load_template(shipped(WORD_TEMPLATE, found) if isinstance(found, Profile) else found)


def _asked(workspace: Workspace, options: Namespace) -> Imprint:
    known = workspace.snapshot().project.imprint
    named = {field: text for option, field in _OPTIONS.items() if (text := getattr(options, option)) is not None}
    known = replace(known, **named)
    if options.profile is None:
        return known
    found = chosen(options.profile)
    with given.usable(options.profile):
        kept = found.value if isinstance(found, Profile) else keep_template(workspace.path, found)
    return replace(known, template=kept)


def _save_copy(workspace: Workspace, project: Project, path: Path) -> None:
    if path.suffix.lower() != ".docx":
        raise ExportError("layout_kind", path=str(path))
    workspace.check_outside(path)
    save_copy(path, template_path(project, workspace.path, WORD_TEMPLATE))
