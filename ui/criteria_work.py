"""What is done with the criteria of the open project: changed, another edition, further schemes beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence.counterparts import ProposedPair
    from evidence.criteria import Counterparts
    from evidence.journal import Action
    from evidence.model import Project, SchemeId, SchemeReading
    from evidence.progress import Report
    from evidence.scheme.editing import Edit
    from evidence.scheme.edition import Preview
    from evidence.snapshot import Changes, OtherScheme
    from ui.jobs import Job
    from ui.open_project import OpenProject
    from ui.session import Session


class CriteriaWork:
    """Belongs to a session, which shows what comes of each change."""

    def __init__(self, session: Session) -> None:
        """Change the project that `session` has open."""
        self._session = session

    def edit(self, action: Action, edit: Edit) -> Job:
        """Change the criteria, by a function of `evidence.scheme.editing`."""
        return self._session.write("arranging", lambda desk, _: (desk.workspace.schemes.edit(action, edit), None))

    def edit_project(self, action: Action, project: Project, edit: Edit | None = None) -> Job:
        """Change what the project is about, its units among it."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            return desk.workspace.schemes.edit_project(action, project, edit), None

        return self._session.write("arranging", work)

    def preview_edition(self, reading: SchemeReading, done: Callable[[Preview], object]) -> Job:
        """Compare a table with the scheme in use."""
        workspace = self._session.workspace
        return self._session.jobs.run("comparing", lambda _: workspace.schemes.preview_edition(reading), done)

    def add_scheme(self, reading: SchemeReading) -> Job:
        """Put a further scheme beside those that are there, and work on it."""
        return self._session.write(
            "suggesting", lambda desk, report: (desk.workspace.schemes.add(reading, report), None)
        )

    def use_scheme(self, scheme: SchemeId) -> Job:
        """Work on another of the project's schemes."""
        return self._session.write("arranging", lambda desk, report: (desk.workspace.schemes.use(scheme, report), None))

    def pair(self, together: Sequence[Counterparts], apart: Sequence[Counterparts]) -> Job:
        """Let a paper of one item serve another as well, or no longer."""
        return self._session.write("arranging", lambda desk, _: (desk.workspace.schemes.pair(together, apart), None))

    def propose_pairs(self, other: OtherScheme, done: Callable[[tuple[ProposedPair, ...]], object]) -> Job:
        """Look for items of two schemes that ask for the same papers."""
        snapshot = self._session.moment.snapshot

        def work(_: Report) -> tuple[ProposedPair, ...]:
            from evidence.counterparts import proposed_pairs

            return proposed_pairs(snapshot, other)

        return self._session.jobs.run("comparing", work, done)
