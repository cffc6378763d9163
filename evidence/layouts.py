"""版式 of a project: which Word template its documents are made with, and by what names they go."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from evidence.errors import ExportError, RequestError
from evidence.export.profiles import Profile, shipped
from evidence.export.template import Template, load_template
from evidence.imprint import Imprint
from evidence.journal import Action
from evidence.model import Project
from evidence.names import safe_name
from evidence.snapshot import Changes
from evidence.store.disk import disk_sentences
from evidence.wording import imprint as words

if TYPE_CHECKING:
    from evidence.workspace import Workspace

FOLDER = "版式"  # in the workspace: templates of the office's own, so that a copied project has them
_LONGEST_NAME = 60


def template_path(project: Project, home: Path, default: Path) -> Path:
    """Return the template of a project in the workspace `home`; `default` is what ships for those that chose none."""
    chosen = project.imprint.template
    if chosen is None or chosen in set(Profile):
        return shipped(default, Profile(chosen or Profile.NORM))
    path = home / FOLDER / chosen
    if not path.is_file():
        raise ExportError("layout_missing", name=chosen)
    return path


def template_of(project: Project, home: Path, default: Path) -> Template:
    """Return the template of a project, checked; raise `ExportError` with all that is wrong with it."""
    return load_template(template_path(project, home, default))


def table_template_of(project: Project, default: Path) -> Template:
    """Return the template of a project's wide tables; they look as what ships where it has a template of its own."""
    chosen = project.imprint.template
    profile = Profile(chosen) if chosen in set(Profile) else Profile.NORM
    return load_template(shipped(default, profile), turned=True)


def template_for(workspace: Workspace, default: Path) -> Template:
    """Return the template of an open project, as `template_of` does."""
    return template_of(workspace.snapshot().project, workspace.path, default)


def chosen(text: str) -> Profile | Path:
    """Return which profile or file somebody means."""
    names = {name: Profile(key) for key, name in words.PROFILES.items()}
    short = {"国标": Profile.NORM, "GBK": Profile.GBK, "Windows": Profile.WINDOWS}
    known = {**names, **short, **{profile.value: profile for profile in Profile}}
    plain = {name.casefold(): profile for name, profile in known.items()}
    found = plain.get(text.strip().casefold())
    if found is not None:
        return found
    path = Path(text)
    if path.suffix.lower() in (".docx", ".docm", ".dotx", ".doc", ".wps") or path.is_file():
        return path
    raise RequestError("layout_unknown", name=text, names="、".join(short))


def keep_template(home: Path, path: Path) -> str:
    """Copy a template into the workspace and return its name there; raise `ExportError` if it cannot be used.

    One that is there stays: who undoes the choice of another has it again.
    """
    load_template(path)
    folder = home / FOLDER
    with disk_sentences(folder, ExportError):
        data = path.read_bytes()
        folder.mkdir(exist_ok=True)
        stem = safe_name(path.stem, _LONGEST_NAME)
        places = (folder / f"{stem}{f' ({number})' if number > 1 else ''}.docx" for number in count(1))
        kept = next(place for place in places if not place.exists() or place.read_bytes() == data)
        if not kept.exists():
            beside = kept.with_suffix(".tmp")
            beside.write_bytes(data)
            beside.replace(kept)
    return kept.name


def save_copy(path: Path, template: Path) -> None:
    """Save a copy of a template to be changed by people."""
    with disk_sentences(path, ExportError):
        shutil.copyfile(template, path)
        path.chmod(0o644)


def set_imprint(workspace: Workspace, imprint: Imprint) -> Changes:
    """Record how documents look, as one step; names that are as proposed stay so when the office is renamed."""
    project = workspace.snapshot().project
    wanted = with_imprint(project, imprint)
    if wanted == project:
        return Changes()
    return workspace.schemes.edit_project(Action.EDIT_IMPRINT, wanted)


def with_imprint(project: Project, imprint: Imprint) -> Project:
    """Return the project with this imprint; what is as proposed for its office is left to be proposed.

    Raises `RequestError` for a name that no cover has room for.
    """
    plain = _plain(imprint)
    proposed = {
        "template": Profile.NORM,
        "cover_title": words.proposed_title(project),
        "signed": words.proposed_signature(project),
        "seal": project.office,
    }
    as_proposed: dict[str, str | None] = {n: None for n, value in proposed.items() if getattr(plain, n) == value}
    return replace(project, imprint=replace(plain, **as_proposed))


def _plain(imprint: Imprint) -> Imprint:
    """Return names without white around them; raise `RequestError` for one that no cover has room for."""
    said = words.NAMES
    found: dict[str, str | None] = {}
    for name in imprint.__struct_fields__:
        text: str | None = getattr(imprint, name)
        plain = (text or "").strip()
        if name in said and len(plain) > words.LONGEST:
            raise RequestError("imprint_long", what=said[name], count=len(plain), most=words.LONGEST)
        if name in said and len(plain.splitlines()) > 1:
            raise RequestError("imprint_lines", what=said[name])
        found[name] = plain or None
    return Imprint(**found)
