"""复核: asks once for the reviewer's name, and for the reason of a verdict that wants one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.dialogs.choice import form
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.review_work import last_reviewer
from ui.session import Session

_HINT = "复核人、时间和原因会记下来，只在内部看得到，不进送审版；可以撤销。"


class ReviewDialog(JobDialog):
    """Records in a reviewer's name what `say` says, as one step."""

    def __init__(
        self,
        session: Session,
        title: str,
        about: str,
        say: Callable[[str, str], Job],  # name and reason
        parent: QWidget | None = None,
        *,
        why: str | None = None,  # an example of a reason; None: none is asked for
    ) -> None:
        """Ask for what is to be recorded."""
        super().__init__(session, title, "确定(&O)", parent)
        self._say = say
        self.name = QLineEdit(last_reviewer(session.moment.snapshot))
        self.name.setPlaceholderText("如：赵主任")
        self.reason = QLineEdit()
        self.content.addWidget(Sentence(about))
        reason = () if why is None else (("原因(&R)", self.reason),)
        self.reason.setPlaceholderText(why or "")
        self.content.addLayout(form(("复核人(&N)", self.name), *reason))
        self.content.addWidget(Sentence(_HINT, "hint"))
        self.content.addStretch(1)
        (self.reason if why is not None and self.name.text() else self.name).setFocus()
        open_size(self, 46, 16)

    def start(self) -> Job:
        """Record it."""
        return self._say(self.name.text(), self.reason.text())
