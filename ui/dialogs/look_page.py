"""外观: light or dark, and how large the text is; what is chosen is seen at once."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QFormLayout

from ui.appearance import Appearance
from ui.dialogs.choice import Choice
from ui.dialogs.settings_page import SettingsPage
from ui.labels import Sentence
from ui.session import Session
from ui.theme import LARGE_PT, LARGEST_PT, SHADES, STANDARD_PT, em

_SIZES = {STANDARD_PT: "标准", LARGE_PT: "大", LARGEST_PT: "特大"}


class LookPage(SettingsPage):
    """Changes the look as soon as it is chosen; there is nothing to save."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        """Show how the program looks."""
        super().__init__(session)
        self._appearance = appearance
        look = appearance.look
        self.shade = Choice(SHADES, whole=True)
        self.shade.choose(look.shade)
        self.text_size = Choice(_SIZES, whole=True)
        self.text_size.choose(min(_SIZES, key=lambda size: abs(size - look.text_pt)))
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(em(self) // 2)
        form.addRow("颜色(&C)", self.shade.box)
        form.addRow("文字大小(&Z)", self.text_size.box)
        form.addRow("", Sentence("选了就生效，只管这台电脑的窗口；导出的文件不受影响。", "hint"))
        self.shade.box.activated.connect(self._choose)
        self.text_size.box.activated.connect(self._choose)

    def _choose(self) -> None:
        look = replace(self._appearance.look, shade=self.shade.value(), text_pt=self.text_size.value())
        self._appearance.choose(look)
