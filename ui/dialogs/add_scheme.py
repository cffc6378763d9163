"""增加一套细则: a further criteria table beside the one in use, for the same papers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.scheme_chooser import SchemeChooser
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.session import Session

_WANTED = "请选另一套细则的表；附带的演示版只供熟悉操作。"
_HINT = "同一批材料要对另一套细则（如年度评议考核）时用。两套并列，各有各的归项和缺项；加好后可设定两套的对应。"


class AddScheme(JobDialog):
    """Reads a table and puts it beside the others; it is worked on from then on."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Ask for the table."""
        super().__init__(session, "增加一套细则", "增加(&A)", parent)
        self.chooser = SchemeChooser(session, "另一套细则表", _WANTED)
        self.chooser.reading_changed.connect(self._allow)
        self.content.addWidget(Sentence(_HINT, role="hint"))
        self.content.addWidget(self.chooser, 1)
        open_size(self, 84, 44)
        self._allow()

    def start(self) -> Job | None:
        """Add the table that was read."""
        reading = self.chooser.reading
        if reading is None:
            return None
        job = self._session.criteria.add_scheme(reading)
        job.succeeded.connect(self.chooser.keep_columns)
        return job

    def _allow(self) -> None:
        self.ok_button.setEnabled(self.chooser.reading is not None)
