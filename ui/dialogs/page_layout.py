"""版式: which template documents are made with, by what names they go, and a few pages as they would be."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from evidence.export.profiles import Profile
from evidence.imprint import Imprint
from evidence.wording import imprint as words
from ui.dialogs.discarding import ask_to_discard
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.picking import pick_file, pick_new_file
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.layout_work import Choice, LayoutWork, Seen
from ui.session import Session
from ui.theme import em
from ui.views.sample_pages import SampleView

_RESTING_MS = 300
_MOST_FAULTS = 5  # that there is room for
_COPY_NAME = "本单位版式.docx"
_KINDS = "Word 文档 (*.docx)"
_HINT = "落款、印章名称不填的，照编制单位。印章名称是印章上的全称，印在要盖章的地方。"


class PageLayout(JobDialog):
    """Shows what is chosen; saved as one step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show the project that is open."""
        super().__init__(session, "版式", "保存(&S)", parent)
        self._project = session.moment.snapshot.project
        self._known = self._project.imprint
        self._has_fixed = bool(session.moment.snapshot.boxes.fixed)
        self._work = LayoutWork(session)
        self._unfit = False
        self._copy: Path | None = None  # where the last copy went
        self.templates = QComboBox()
        self.templates.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.own_button = QPushButton("选自己的版式(&F)…")
        self.copy_button = QPushButton("存出一份去改(&C)…")
        self.title = _field(self._known.cover_title, words.proposed_title(self._project))
        self.signed = _field(self._known.signed, words.proposed_signature(self._project))
        self.seal = _field(self._known.seal, self._project.office or "如：云岭县食品药品安全委员会办公室")
        self.about = Sentence(role="hint")
        self.said = Sentence()
        self.pages = SampleView()
        self._resting = QTimer(self, singleShot=True, interval=_RESTING_MS)
        self._offer()
        self._lay_out()
        self._connect()
        open_size(self, 78, 50)
        self._look()

    def start(self) -> Job | None:
        """Save what was changed."""
        if not self._is_changed():
            return None
        return self._work.save(self.choice, self._imprint())

    def reject(self) -> None:
        """Close, after asking where something was changed."""
        if self._busy:
            return
        if self._is_changed():
            ask_to_discard(self, super().reject)
        else:
            super().reject()

    @property
    def choice(self) -> Choice:
        """The template that is chosen."""
        return self.templates.currentData()

    def choose_own(self, path: Path) -> None:
        """Offer a template that lies elsewhere, and choose it."""
        self.templates.addItem(words.profile(path.name), path)
        self.templates.setCurrentIndex(self.templates.count() - 1)

    def _is_changed(self) -> bool:
        kept = self._known.template or Profile.NORM.value
        return self.choice != kept or self._imprint() != replace(self._known, template=None)

    def _imprint(self) -> Imprint:
        """Return the names that are typed."""
        title, signed, seal = (field.text().strip() or None for field in (self.title, self.signed, self.seal))
        return replace(self._known, template=None, cover_title=title, signed=signed, seal=seal)

    def _offer(self) -> None:
        for profile in Profile:
            self.templates.addItem(words.profile(profile), profile.value)
        kept = self._known.template or Profile.NORM.value
        if self.templates.findData(kept) < 0:
            self.templates.addItem(words.profile(kept), kept)
        self.templates.setCurrentIndex(self.templates.findData(kept))

    def _connect(self) -> None:
        self._resting.timeout.connect(self._look)
        self.templates.currentIndexChanged.connect(self._look)
        for field in (self.title, self.signed):
            field.textChanged.connect(self._resting.start)
        self.own_button.clicked.connect(self._ask_own)
        self.copy_button.clicked.connect(self._ask_copy)

    def _look(self) -> None:
        self.about.say(words.ABOUT.get(str(self.choice), ""))
        job = self._work.look(self.choice, self._imprint(), self._show)
        job.failed.connect(self._refuse)

    def _show(self, seen: Seen) -> None:
        self._unfit = seen.shown is None
        self.ok_button.setEnabled(not self._unfit)
        more = [f"另有 {len(seen.faults) - _MOST_FAULTS} 处。"] if len(seen.faults) > _MOST_FAULTS else []
        told = [f"这个版式有 {len(seen.faults)} 处不能用：", *seen.faults[:_MOST_FAULTS], *more]
        self.fault.say("\n".join(told) if self._unfit else "")
        self.pages.show_sample(seen.shown)
        head = [words.remarks_head(len(seen.remarks))] if seen.remarks else []
        other = self.choice != (self._known.template or Profile.NORM.value)
        fixed = [words.FIXED] if other and self._has_fixed else []
        self.said.say("\n".join([*fixed, *head, *seen.remarks, *self.pages.replaced()]))

    def _refuse(self, error: DossierError) -> None:
        self.fault.say(wording.sentence(error))

    def _ask_own(self) -> None:
        pick_file(self, "选自己的版式", _KINDS, self.choose_own)

    def _ask_copy(self) -> None:
        start = self._session.moment.path.parent / _COPY_NAME
        pick_new_file(self, "版式存到哪里", start, [_KINDS], self.save_copy)

    def save_copy(self, path: Path) -> None:
        """Save a copy of the chosen template to be changed."""
        self._copy = path
        self._work.save_copy(self.choice, path, self._copied).failed.connect(self._refuse)

    def _copied(self, _: None) -> None:
        self.said.say(words.kept_copy(str(self._copy)))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.own_button)
        buttons.addWidget(self.copy_button)
        form = QFormLayout()
        form.setVerticalSpacing(em(self) // 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("版式(&P)", self.templates)
        form.addRow("", self.about)
        form.addRow("", buttons)
        form.addRow("封面题名(&T)", self.title)
        form.addRow("落款(&N)", self.signed)
        form.addRow("印章名称(&Z)", self.seal)
        form.addRow("", Sentence(_HINT, "hint"))
        left = QVBoxLayout()
        left.addLayout(form)
        left.addWidget(self.said)
        left.addStretch(1)
        held = QWidget()
        held.setLayout(left)
        held.setFixedWidth(31 * em(self))
        left.setContentsMargins(0, 0, em(self), 0)
        row = QHBoxLayout()
        row.addWidget(held)
        row.addWidget(self.pages, 1)
        self.content.addLayout(row)


def _field(text: str | None, proposed: str) -> QLineEdit:
    field = QLineEdit(text or "")
    field.setPlaceholderText(proposed)
    field.setMaxLength(words.LONGEST)
    return field
