"""版式与字体: which template documents are made with, and a few pages as they would be."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError
from evidence.export.profiles import Profile
from evidence.imprint import Imprint
from evidence.wording import imprint as words
from ui.dialogs.picking import pick_file, pick_new_file
from ui.dialogs.settings_page import SettingsPage
from ui.jobs import Job
from ui.labels import Sentence
from ui.layout_work import Choice, LayoutWork, Seen
from ui.session import Session
from ui.theme import em
from ui.views.sample_pages import SampleView

_MOST_FAULTS = 5  # that there is room for
_COPY_NAME = "本单位版式.docx"
_KINDS = "Word 文档 (*.docx)"
_HINT = "封面题名、落款、印章名称在“单位与落款”里填，这里照着显示。"


class LayoutPage(SettingsPage):
    """Shows what is chosen; saved as one step."""

    def __init__(self, session: Session, names: Callable[[], Imprint]) -> None:
        """Show the project that is open; its documents go by what `names` returns."""
        super().__init__(session)
        self._kept = session.moment.snapshot.project.imprint.template or Profile.NORM.value
        self._names = names
        self._has_fixed = bool(session.moment.snapshot.boxes.fixed)
        self._work = LayoutWork(session)
        self._copy: Path | None = None  # where the last copy went
        self.templates = QComboBox()
        self.templates.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.own_button = QPushButton("选自己的版式(&F)…")
        self.copy_button = QPushButton("存出一份去改(&C)…")
        self.about = Sentence(role="hint")
        self.said = Sentence()
        self.pages = SampleView()
        self._offer()
        self._lay_out()
        self.templates.currentIndexChanged.connect(self._look)
        self.own_button.clicked.connect(self._ask_own)
        self.copy_button.clicked.connect(self._ask_copy)

    def is_changed(self) -> bool:
        """Tell whether another template is chosen."""
        return self.choice != self._kept

    def start(self) -> Job | None:
        """Save the choice as one step; the names are saved where they are typed."""
        choice = self.choice
        job = self._work.save(choice, self._session.moment.snapshot.project.imprint)
        job.succeeded.connect(lambda: self._keep(choice))
        return job

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the pages by the names as they are typed now."""
        super().showEvent(event)
        self._look()

    @property
    def choice(self) -> Choice:
        """The template that is chosen."""
        return self.templates.currentData()

    def choose_own(self, path: Path) -> None:
        """Offer a template that lies elsewhere, and choose it."""
        self.templates.addItem(words.profile(path.name), path)
        self.templates.setCurrentIndex(self.templates.count() - 1)

    def _offer(self) -> None:
        for profile in Profile:
            self.templates.addItem(words.profile(profile), profile.value)
        if self.templates.findData(self._kept) < 0:
            self.templates.addItem(words.profile(self._kept), self._kept)
        self.templates.setCurrentIndex(self.templates.findData(self._kept))

    def _keep(self, choice: Choice) -> None:
        """Know what was saved: a file lies in the project from now on, perhaps under another name."""
        self._kept = self._session.moment.snapshot.project.imprint.template or Profile.NORM.value
        if isinstance(choice, Path):
            self.templates.setItemData(self.templates.currentIndex(), self._kept)

    def _look(self) -> None:
        self.about.say(words.ABOUT.get(str(self.choice), ""))
        job = self._work.look(self.choice, replace(self._names(), template=None), self._show)
        job.failed.connect(self._refuse)

    def _show(self, seen: Seen) -> None:
        more = [f"另有 {len(seen.faults) - _MOST_FAULTS} 处。"] if len(seen.faults) > _MOST_FAULTS else []
        told = [f"这个版式有 {len(seen.faults)} 处不能用：", *seen.faults[:_MOST_FAULTS], *more]
        self.unfit = "\n".join(told) if seen.shown is None else ""
        self.may_save_changed.emit()
        self.pages.show_sample(seen.shown)
        head = [words.remarks_head(len(seen.remarks))] if seen.remarks else []
        fixed = [words.FIXED] if self.is_changed() and self._has_fixed else []
        self.said.say("\n".join([*fixed, *head, *seen.remarks, *self.pages.replaced()]))

    def _refuse(self, error: DossierError) -> None:
        self.failed.emit(wording.sentence(error))

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
        form.addRow("", Sentence(_HINT, "hint"))
        left = QVBoxLayout()
        left.addLayout(form)
        left.addWidget(self.said)
        left.addStretch(1)
        held = QWidget()
        held.setLayout(left)
        held.setFixedWidth(28 * em(self))
        left.setContentsMargins(0, 0, em(self), 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(held)
        row.addWidget(self.pages, 1)
