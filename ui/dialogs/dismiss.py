"""不作问题: asks once why the selected doubts are none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from evidence.wording.doubts import SIGNS
from ui.dialogs.choice import labelled
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence, shortened
from ui.models.doubt_rows import Line
from ui.session import Session

_HINT = "原因、经办人和时间会记下来，只在内部看得到，不进送审版；以后可以收回。"
_MOST_SHOWN = 4
_LONGEST = 60  # characters of one: two lines


class DismissDialog(JobDialog):
    """Dismisses doubts as one step."""

    def __init__(self, session: Session, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        """Ask about these doubts."""
        super().__init__(session, f"不作问题（{len(lines)} 条）", "确定(&O)", parent)
        self._doubts = [line.doubt for line in lines]
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("如：原件已盖章，扫描时未扫到")
        told = (f"{line.codes}　{SIGNS[line.doubt.sign]}　{line.papers}" for line in lines[:_MOST_SHOWN])
        shown = [shortened(text, _LONGEST) for text in told]
        if len(lines) > _MOST_SHOWN:
            shown.append(f"……共 {len(lines)} 条")
        self.content.addWidget(Sentence("\n".join(shown)))
        self.content.addLayout(labelled("原因(&R)", self.reason))
        self.content.addWidget(Sentence(_HINT, "hint"))
        self.content.addStretch(1)
        self.reason.setFocus()
        open_size(self, 46, 16)

    def start(self) -> Job:
        """Record it."""
        return self._session.doubts.dismiss(self._doubts, self.reason.text())
