"""What is done with the key figures of the open project."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence.key_figures import KeyFigure, KeyFigureId
    from evidence.progress import Report
    from evidence.snapshot import Changes
    from ui.jobs import Job
    from ui.open_project import OpenProject
    from ui.session import Session


class FigureWork:
    """Belongs to a session, which shows what comes of each change."""

    def __init__(self, session: Session) -> None:
        """Change the project that `session` has open."""
        self._session = session

    def write(self, figure: KeyFigure) -> Job:
        """Record a figure, in the place of what was known of it."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            return desk.workspace.figures.write(figure), None

        return self._session.write("arranging", work)

    def remove(self, figure: KeyFigureId) -> Job:
        """Take a figure out of the table."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            return desk.workspace.figures.remove([figure]), None

        return self._session.write("arranging", work)
