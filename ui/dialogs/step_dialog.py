"""A dialog whose answer changes the criteria by one step."""

from __future__ import annotations

from evidence.journal import Action
from evidence.scheme.editing import Edit
from ui.dialogs.job_dialog import JobDialog
from ui.jobs import Job

Wanted = tuple[Action, Edit]


class StepDialog(JobDialog):
    """Asks what is to change in the scheme worked on."""

    def wanted(self) -> Wanted | None:
        """Return the step, None if nothing is to change; raise `DossierError` for what makes no sense."""
        raise NotImplementedError

    def start(self) -> Job | None:
        """Begin the step."""
        step = self.wanted()
        return None if step is None else self._session.criteria.edit(*step)
