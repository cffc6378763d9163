"""自评得分 and 合格条件 of the open project, and who answered for what was handed in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence.model import CriterionId
    from evidence.points import Confirmation, GivenScore, PassRules
    from ui.jobs import Job
    from ui.session import Session


class ScoringWork:
    """Belongs to a session, which shows what comes of each change."""

    def __init__(self, session: Session) -> None:
        """Change the project that `session` has open."""
        self._session = session

    def give(self, given: Sequence[GivenScore], confirmed_by: str, cleared: Collection[CriterionId]) -> Job:
        """Record scores in the name of who confirms them, and which items have none any more."""
        return self._session.write(
            "arranging", lambda desk, _: (desk.workspace.scoring.give(given, confirmed_by, cleared), None)
        )

    def set_pass_rules(self, rules: PassRules) -> Job:
        """Record what is enough."""
        return self._session.write("arranging", lambda desk, _: (desk.workspace.scoring.set_pass_rules(rules), None))

    def confirmations(self, done: Callable[[tuple[Confirmation, ...]], object]) -> Job:
        """Look who answered for a 送审版 of late, the last first."""
        workspace = self._session.workspace
        return self._session.jobs.run("receiving", lambda _: workspace.scoring.confirmations(), done)
