"""What a change is about and what it would do, told in a dialog before it is made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from evidence import wording
from evidence.criteria import SchemeEdit
from evidence.errors import DossierError
from evidence.export import phrases
from evidence.scheme.outlook import outlook
from evidence.snapshot import Snapshot
from ui.labels import Sentence, tip

_NOTHING_ELSE = "没有佐证材料受影响。"
_UNDO = "可以用“撤销”恢复。"


class Named(QListWidget):
    """Lines that are cut where they are too long, with all of them as tool tips; nothing can be chosen."""

    def __init__(self, what: str, lines: Sequence[str] = (), most: int = 4) -> None:
        """Show lines, `most` of them without scrolling."""
        super().__init__()
        self.setAccessibleName(what)
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_lines(lines)
        if lines:
            self.setFixedHeight(min(len(lines), most) * self.sizeHintForRow(0) + 2 * self.frameWidth())

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these lines in the place of the others."""
        self.clear()
        for line in lines:
            QListWidgetItem(line, self).setToolTip(tip(line))


class Ahead(Sentence):
    """Sentences on what goes and what becomes of papers, or why it cannot be."""

    def show_edit(self, snapshot: Snapshot, edit: SchemeEdit) -> None:
        """Tell what an edit would do."""
        ahead = outlook(snapshot, edit)
        lines = phrases.ahead(ahead)
        if not (ahead.moved or ahead.to_tray):
            lines.append(_NOTHING_ELSE)
        self.say("\n".join([*lines, _UNDO]))

    def show_refusal(self, error: DossierError) -> None:
        """Tell why it cannot be."""
        self.say(wording.sentence(error))
