"""催报 of the open project: who owes what, drafts into files, what was sent, and the office's own steps."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from evidence.errors import ExportError

if TYPE_CHECKING:  # a window shows what is there before anybody is chased
    from evidence.chases import Chase, ChaseId, Step
    from evidence.chasing import Plan
    from evidence.check.owing import After, Drafting
    from evidence.progress import Report
    from evidence.snapshot import Changes
    from ui.jobs import Job
    from ui.open_project import OpenProject
    from ui.session import Session


class Chased(Struct, frozen=True):
    """How it stands: who owes what, and what came after each time that somebody was asked."""

    plan: Plan
    after: tuple[After, ...]


class Drafted(Struct, frozen=True):
    """What drafting made."""

    files: tuple[Path, ...]
    chases: tuple[Chase, ...]


class FolderMemory(Protocol):
    """Remembers between two starts where the letters of each project were put last."""

    def folder(self, project: Path) -> Path | None:
        """Return the folder that was chosen for a project, if one was."""
        ...

    def keep(self, project: Path, folder: Path) -> None:
        """Remember the folder that was chosen for a project."""
        ...


class _UntilTheEnd:
    """Remembers until the program ends."""

    def __init__(self) -> None:
        self._folders: dict[Path, Path] = {}

    def folder(self, project: Path) -> Path | None:
        return self._folders.get(project)

    def keep(self, project: Path, folder: Path) -> None:
        self._folders[project] = folder


class ChaseWork:
    """Belongs to a session, which shows what comes of each change."""

    def __init__(self, session: Session) -> None:
        """Chase for the project that `session` has open."""
        self._session = session
        self.memory: FolderMemory = _UntilTheEnd()

    @property
    def folder(self) -> Path:
        """Where drafts go: the folder that was chosen last, else one beside the project."""
        home = self._session.moment.path
        return self.memory.folder(home) or home.parent / f"{home.name}－催报"

    def choose_folder(self, folder: Path) -> None:
        """Let drafts go to a folder from now on."""
        self.memory.keep(self._session.moment.path, folder)

    def look(self, done: Callable[[Chased], object]) -> Job:
        """Tell how it stands now."""
        workspace, moment = self._session.workspace, self._session.moment

        def work(_: Report) -> Chased:
            from msgspec.structs import replace

            snapshot = replace(moment.snapshot, at=workspace.now)
            plan = workspace.chasing.plan(snapshot, tuple(moment.gaps.values()))
            return Chased(plan, workspace.chasing.after(plan))

        return self._session.jobs.run("owing", work, done)

    def draft(self, plan: Plan, drafting: Drafting, done: Callable[[Drafted], object]) -> Job:
        """Write what is drafted to the folder, then record it as one step."""
        folder, setup = self.folder, self._session.setup

        def work(desk: OpenProject, report: Report) -> tuple[Changes, Drafted]:
            from evidence.export.chase_files import write_drafts
            from evidence.layouts import template_for
            from evidence.store.disk import disk_sentences

            workspace = desk.workspace
            workspace.check_outside(folder)
            workspace.secrecy.check_export(plan.snapshot)
            with disk_sentences(folder, ExportError):
                folder.mkdir(parents=True, exist_ok=True)
            look = (template_for(workspace, setup.template), setup.version())
            files = write_drafts(folder, drafting, plan.snapshot, plan.gaps, look, report)
            changes, chases = workspace.chasing.draft(drafting)
            return changes, Drafted(files, chases)

        return self._session.write("chasing", work, done)

    def sent(self, chases: Collection[ChaseId], day: date | None, done: Callable[[int], object]) -> Job:
        """Record that drafts were sent, now or on another day, then tell how many."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, int]:
            return desk.workspace.chasing.sent(chases, day), len(chases)

        return self._session.write("arranging", work, done)

    def steps(self, done: Callable[[tuple[Step, ...]], object]) -> Job:
        """Tell the steps of the project."""
        workspace = self._session.workspace
        return self._session.jobs.run("owing", lambda _: workspace.chasing.steps(), done)

    def set_steps(self, steps: Sequence[Step]) -> Job:
        """Make the steps of the project these."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            return desk.workspace.chasing.set_steps(steps), None

        return self._session.write("arranging", work)
