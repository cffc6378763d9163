"""工作方式 and 报送对象: two fields of a form."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLineEdit

from evidence.intake import typed
from evidence.model import Mode
from evidence.wording import parts
from ui.dialogs.choice import Choice
from ui.labels import Sentence

_HINTS = {
    Mode.OWN: "整套资料都由本级准备和申报。",
    Mode.PART: "用上级的细则，只准备本单位承担的部分；承担哪些，在“细则”菜单的“承担范围”里选定。",
}


class MeantFor:
    """Belongs to a dialog that asks whom the dossier is for."""

    def __init__(self, mode: Mode = Mode.OWN, upper: str | None = None) -> None:
        """Show what is known."""
        self.choice = Choice(parts.MODES)
        self.office = QLineEdit(upper or "")
        self.office.setPlaceholderText("如：白鹭市食安办")
        self.office.setMaxLength(100)
        self.hint = Sentence(_HINTS[mode], "hint")
        self.choice.choose(mode)
        self.choice.box.currentIndexChanged.connect(self._follow)
        self._follow()

    def add_to(self, form: QFormLayout) -> None:
        """Put the fields into a form."""
        form.addRow("工作方式(&M)", self.choice.box)
        form.addRow("报送对象(&U)", self.office)
        form.addRow("", self.hint)

    @property
    def mode(self) -> Mode:
        """The mode that is chosen."""
        return self.choice.value()

    @property
    def upper(self) -> str | None:
        """The office as typed; None: nothing is."""
        return typed.plain(self.office.text()) or None

    def _follow(self) -> None:
        self.office.setEnabled(self.mode is Mode.PART)
        self.hint.say(_HINTS[self.mode])
