"""版式 of the open project: chosen, saved to be changed, and seen on a few pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from evidence.errors import DossierError
from evidence.export.profiles import Profile, shipped
from evidence.imprint import Imprint
from evidence.journal import Action
from evidence.progress import Report
from evidence.snapshot import Changes
from ui.jobs import Effect, Job

if TYPE_CHECKING:  # loaded by the worker thread
    from evidence.export.sample_pages import Sample
    from evidence.export.template import Template
    from ui.open_project import OpenProject
    from ui.session import Session

Choice = str | Path  # a profile or a file that the project has, by name; or a file elsewhere


class Seen(Struct, frozen=True):
    """What a choice looks like, or why it cannot be used; and what is odd about it."""

    shown: tuple[Template, Sample] | None
    faults: tuple[str, ...]
    remarks: tuple[str, ...]


class LayoutWork:
    """Belongs to a session, which shows what comes of each change."""

    def __init__(self, session: Session) -> None:
        """Change the project that `session` has open."""
        self._session = session

    def look(self, choice: Choice, imprint: Imprint, done: Callable[[Seen], object]) -> Job:
        """Make a few pages of the project as they would be with a template and these names."""
        snapshot, home = self._session.moment.snapshot, self._session.moment.path
        named = replace(snapshot, project=replace(snapshot.project, imprint=imprint), at=self._session.setup.clock())

        def work(_: Report) -> Seen:
            from evidence.export.sample_pages import sample_pages
            from evidence.export.template_check import inspect_template
            from evidence.wording import templates as words

            try:
                found = inspect_template(self._path(choice, home))
            except DossierError as error:
                return Seen(None, (_sentence(error),), ())
            shown = None if found.template is None else (found.template, sample_pages(named, found.template))
            faults, remarks = (tuple(map(words.sentence, told)) for told in (found.faults, found.remarks))
            return Seen(shown, faults, remarks)

        return self._session.jobs.run("drawing", work, done)

    def save(self, choice: Choice, imprint: Imprint) -> Job:
        """Record how documents look; a template that lies elsewhere is copied into the project."""
        home = self._session.moment.path

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            from evidence.layouts import keep_template, set_imprint

            kept = keep_template(home, choice) if isinstance(choice, Path) else choice
            return set_imprint(desk.workspace, replace(imprint, template=kept)), None

        return self._session.write("arranging", work)

    def save_names(self, place: str, office: str, imprint: Imprint) -> Job:
        """Record place and office as typed, and by what names documents go, as one step."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            from evidence.intake import typed
            from evidence.layouts import with_imprint

            project = typed.about(desk.workspace.snapshot().project, place, office, None)
            wanted = with_imprint(project, imprint)
            return desk.workspace.schemes.edit_project(Action.EDIT_PROJECT, wanted), None

        return self._session.write("arranging", work)

    def save_copy(self, choice: Choice, path: Path, done: Callable[[None], object]) -> Job:
        """Save a copy of a template to be changed."""
        workspace, home = self._session.workspace, self._session.moment.path

        def work(_: Report) -> None:
            from evidence.layouts import save_copy

            workspace.check_outside(path)
            save_copy(path, self._path(choice, home))

        return self._session.jobs.run("saving_layout", work, done, Effect.EXPORTS)

    def _path(self, choice: Choice, home: Path) -> Path:
        """Return the template that is meant."""
        if isinstance(choice, Path):
            return choice
        from evidence.layouts import template_path

        project = replace(self._session.moment.snapshot.project, imprint=Imprint(choice))
        return template_path(project, home, shipped(self._session.setup.template, Profile.NORM))


def _sentence(error: DossierError) -> str:
    from evidence import wording

    return wording.sentence(error)
