"""What a change would do, told in a dialog before it is made."""

from __future__ import annotations

from evidence import wording
from evidence.criteria import SchemeEdit
from evidence.errors import DossierError
from evidence.export import phrases
from evidence.model import Snapshot
from evidence.scheme.outlook import outlook
from ui.labels import Sentence

_NOTHING_ELSE = "佐证材料都留在原处。"
_UNDO = "可以用“撤销”恢复。"


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
