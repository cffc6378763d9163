"""承担范围 of the open project, where it is handed in to an upper level."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from ui.jobs import Job

if TYPE_CHECKING:
    from evidence.model import CriterionId
    from ui.session import Session


class PartWork:
    """Belongs to a session, which shows what comes of each change."""

    def __init__(self, session: Session) -> None:
        """Change the project that `session` has open."""
        self._session = session

    def choose(self, items: Collection[CriterionId]) -> Job:
        """Make these items the office's part, and no other."""
        return self._session.write("arranging", lambda desk, _: (desk.workspace.contributing.choose(items), None))

    def mark(self, items: Collection[CriterionId], *, within: bool) -> Job:
        """Put items into the office's part, or take them out of it."""
        return self._session.write(
            "arranging", lambda desk, _: (desk.workspace.contributing.mark(items, within=within), None)
        )
