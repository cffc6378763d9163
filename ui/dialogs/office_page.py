"""单位与落款: the place, the office, and by what names documents go."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit

from evidence.imprint import Imprint
from evidence.wording import imprint as words
from ui.dialogs.place_page import OFFICES
from ui.dialogs.settings_page import SettingsPage
from ui.jobs import Job
from ui.labels import Sentence
from ui.layout_work import LayoutWork
from ui.session import Session
from ui.theme import em

_HINT = "题名、落款、印章名称不填的，照灰字写的。印章名称是印章上的全称，印在要盖章的地方。"


class OfficePage(SettingsPage):
    """All names in one place."""

    def __init__(self, session: Session) -> None:
        """Show the project that is open."""
        super().__init__(session)
        project = session.moment.snapshot.project
        known = project.imprint
        self.place = QLineEdit(project.place or "")
        self.place.setPlaceholderText("如：云岭县")
        self.office = QComboBox()
        self.office.setEditable(True)
        self.office.addItems([f"{project.place or ''}{office}" for office in OFFICES])
        self.office.setCurrentText(project.office or "")
        self.title = _field(known.cover_title, words.proposed_title(project))
        self.signed = _field(known.signed, words.proposed_signature(project))
        self.seal = _field(known.seal, project.office or "如：云岭县食品药品安全委员会办公室")
        self._known = self._typed()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(em(self) // 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("地名(&P)", self.place)
        form.addRow("编制单位(&O)", self.office)
        form.addRow("", Sentence("印在汇编封面和清单上。", "hint"))
        form.addRow("封面题名(&T)", self.title)
        form.addRow("落款(&N)", self.signed)
        form.addRow("印章名称(&Z)", self.seal)
        form.addRow("", Sentence(_HINT, "hint"))

    def names(self) -> Imprint:
        """Return the project's imprint with the names as they are typed now."""
        title, signed, seal = (field.text().strip() or None for field in (self.title, self.signed, self.seal))
        known = self._session.moment.snapshot.project.imprint
        return replace(known, cover_title=title, signed=signed, seal=seal)

    def is_changed(self) -> bool:
        """Tell whether a name is another."""
        return self._typed() != self._known

    def start(self) -> Job | None:
        """Save all of it as one step."""
        job = LayoutWork(self._session).save_names(self.place.text(), self.office.currentText(), self.names())
        job.succeeded.connect(self._saved)
        return job

    def _typed(self) -> tuple[str, ...]:
        fields = (self.place, self.title, self.signed, self.seal)
        return (self.office.currentText().strip(), *(field.text().strip() for field in fields))

    def _saved(self) -> None:
        self._known = self._typed()


def _field(text: str | None, proposed: str) -> QLineEdit:
    field = QLineEdit(text or "")
    field.setPlaceholderText(proposed)
    field.setMaxLength(words.LONGEST)
    return field
