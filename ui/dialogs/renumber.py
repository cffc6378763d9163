"""重新编号: the codes of several criteria in a row, shown before they are given."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from evidence import wording
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.model import Criterion
from evidence.scheme.editing import renumbered
from evidence.scheme.parts import codes_from
from ui.dialogs.ahead import Named
from ui.dialogs.choice import labelled
from ui.dialogs.sizing import open_size
from ui.dialogs.step_dialog import StepDialog, Wanted
from ui.models.criteria_tree import name_of
from ui.session import Session


class Renumber(StepDialog):
    """Asks for the first code; the others count on from it."""

    def __init__(self, session: Session, ones: Sequence[Criterion], parent: QWidget | None = None) -> None:
        """Ask about these criteria, in their order."""
        super().__init__(session, "重新编号", "编号(&G)", parent)
        self._ones = list(ones)
        self._snapshot = session.moment.snapshot
        self.first = QLineEdit(ones[0].code)
        self.first.setPlaceholderText("如：11-1，后面依次是 11-2、11-3")
        self.preview = Named("编号前后对照")
        self.content.addLayout(labelled("第一项的编号(&F)" if len(ones) > 1 else "编号(&F)", self.first))
        self.content.addWidget(self.preview, 1)
        self.first.textChanged.connect(self._look_ahead)
        self.first.selectAll()
        self._look_ahead()
        open_size(self, 44, 26)

    def wanted(self) -> Wanted | None:
        """Return the step."""
        codes = dict(zip((one.id for one in self._ones), self._codes(), strict=True))
        if all(one.code == codes[one.id] for one in self._ones):
            return None
        return Action.RENUMBER, lambda snapshot: renumbered(snapshot, codes)

    def _codes(self) -> tuple[str, ...]:
        first = self.first.text().strip()
        return codes_from(first, len(self._ones)) if len(self._ones) > 1 else (first,)

    def _look_ahead(self) -> None:
        """Show each code as it is and as it would be, or why it cannot be."""
        self.preview.show_lines(())
        self.fault.say("")
        try:
            codes = self._codes()
            pairs = zip(self._ones, codes, strict=True)
            self.preview.show_lines([f"{one.code} → {code}　{name_of(one).partition('　')[2]}" for one, code in pairs])
            renumbered(self._snapshot, dict(zip((one.id for one in self._ones), codes, strict=True)))
        except RequestError as error:
            self.fault.say(wording.sentence(error))
