"""What is done with the boxes of the open project: laid out, fixed (定号), opened again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ui.jobs import Effect

if TYPE_CHECKING:  # documents are laid out when somebody asks for boxes
    from evidence.boxes import BoxRules, Paper
    from evidence.export.box_plan import BoxPlan
    from evidence.export.print_list import Printed
    from evidence.export.print_sheets import FilingStamp, Printing
    from evidence.progress import Report
    from evidence.snapshot import Changes
    from ui.jobs import Job
    from ui.open_project import OpenProject
    from ui.session import Session


class BoxWork:
    """Belongs to a session, which shows what comes of each change."""

    def __init__(self, session: Session) -> None:
        """Box the project that `session` has open."""
        self._session = session

    def plan(self, done: Callable[[BoxPlan], object]) -> Job:
        """Lay the boxes out as an export would now."""
        workspace, setup = self._session.workspace, self._session.setup

        def work(report: Report) -> BoxPlan:
            from evidence.layouts import template_for

            return workspace.boxing.plan(template_for(workspace, setup.template), report)

        return self._session.jobs.run("boxes", work, done)

    def fix(self, plan: BoxPlan, numbers: Collection[int]) -> Job:
        """Keep numbers and pages as they were printed."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            return desk.workspace.boxing.fix(plan, numbers), None

        return self._session.write("arranging", work)

    def reopen(self, numbers: Collection[int]) -> Job:
        """Let numbers and pages be given anew."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            return desk.workspace.boxing.reopen(numbers), None

        return self._session.write("arranging", work)

    def set_rules(self, rules: BoxRules) -> Job:
        """Count boxes and pages otherwise."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            return desk.workspace.boxing.set_rules(rules), None

        return self._session.write("arranging", work)

    def save_sheets(self, path: Path, plan: BoxPlan, numbers: Collection[int], done: Callable[[Path], object]) -> Job:
        """Write the list of sheets to print again."""
        workspace, setup = self._session.workspace, self._session.setup

        def work(_: Report) -> Path:
            from evidence.export.box_file import write_box_file
            from evidence.layouts import template_for

            workspace.check_outside(path)
            write_box_file(path, plan, sorted(numbers), template_for(workspace, setup.template), setup.version())
            return path

        return self._session.jobs.run("boxes", work, done, Effect.EXPORTS)

    def save_labels(
        self,
        path: Path,
        plan: BoxPlan,
        numbers: Collection[int],
        on: tuple[Paper, int | None],
        done: Callable[[Path], object],
    ) -> Job:
        """Write the labels of these boxes' spines, `on` which paper and how wide (mm; None: as their sheets need)."""
        workspace, setup = self._session.workspace, self._session.setup

        def work(_: Report) -> Path:
            from evidence.export.label_pages import write_labels
            from evidence.export.spine_labels import labels
            from evidence.layouts import template_for

            workspace.check_outside(path)
            (paper, width), template = on, template_for(workspace, setup.template)
            found = labels(plan, numbers, paper, width)
            write_labels(path, found, paper, plan.snapshot, template, setup.version())
            return path

        return self._session.jobs.run("boxes", work, done, Effect.EXPORTS)

    def save_covers(self, path: Path, plan: BoxPlan, numbers: Collection[int], done: Callable[[Path], object]) -> Job:
        """Write the covers of these boxes."""
        workspace, setup = self._session.workspace, self._session.setup

        def work(_: Report) -> Path:
            from evidence.export.box_covers import covers
            from evidence.export.cover_pages import write_covers
            from evidence.layouts import template_for

            workspace.check_outside(path)
            template = template_for(workspace, setup.template)
            write_covers(path, covers(plan, numbers), plan.snapshot, template, setup.version())
            return path

        return self._session.jobs.run("boxes", work, done, Effect.EXPORTS)

    def keep_stamp(self, stamp: FilingStamp) -> Job | None:
        """Keep what filing stamps say of all papers, for the next time; None where it is kept already."""
        known = self._session.moment.snapshot.project.imprint
        wanted = replace(
            known, fonds=stamp.fonds or None, keeping=stamp.keeping or None, division=stamp.division or None
        )
        if wanted == known:
            return None

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            from evidence.layouts import set_imprint

            return set_imprint(desk.workspace, wanted), None

        return self._session.write("arranging", work)

    def save_copies(
        self,
        folder: Path,
        plan: BoxPlan,
        numbers: Collection[int],
        printing: Printing,
        done: Callable[[list[Printed]], object],
    ) -> Job:
        """Write what is to be printed of these boxes into a folder."""
        workspace, setup = self._session.workspace, self._session.setup

        def work(report: Report) -> list[Printed]:
            from evidence.export.print_run import CopiesFolder, write_box_copies
            from evidence.layouts import template_for

            workspace.check_outside(folder)
            template = template_for(workspace, setup.template)
            to = CopiesFolder(folder, template, setup.version(), workspace.who)
            return write_box_copies(to, plan, numbers, workspace.original_path, report, printing=printing)

        return self._session.jobs.run("copies", work, done, Effect.EXPORTS)
