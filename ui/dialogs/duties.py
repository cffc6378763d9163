"""责任落实: which papers that bind somebody are there, by unit, and by place for companies; out of the gaps alone."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QWidget,
)

from evidence import wording
from evidence.check.duties import WORDS, DutyRow, Side, SignedPlace
from evidence.export.duty_file import counts, duty_cells, place_cells, place_counts
from evidence.model import State
from evidence.scheme.text import cut
from evidence.wording import duties as words
from ui.dialogs.register import EXCEL, WORD, Register
from ui.dialogs.sizing import open_size
from ui.duty_work import Duties, read_duties, save_duties, save_places
from ui.jobs import Job
from ui.labels import Sentence
from ui.models.text_rows import TextRow, TextRows
from ui.session import Session
from ui.views.rows import Rows, Wide

_WIDTHS = (Wide(5), Wide(11), Wide(4.5), Wide(0), Wide(4), Wide(4.5), Wide(14, 50))
_PLACE_WIDTHS = (Wide(7), Wide(0), Wide(6), Wide(5.5), Wide(16, 40))
_ALL, _PLACES = "全部单位", words.PLACES


class DutiesDialog(Register):
    """Lists what each unit owes, or each place."""

    kept_as = words.TITLE
    kinds = (WORD, EXCEL)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show who has signed for what in the project that is open."""
        super().__init__(session, "责任落实", parent)
        self._found = Duties((), ())
        self.words = QLineEdit("、".join(WORDS))
        self.side = QComboBox()
        self.side.addItem(_ALL, None)
        for side in Side:
            self.side.addItem(side, side)
        self.side.addItem(_PLACES, _PLACES)
        self.side.setAccessibleName("责任方")
        self.missing_only = QCheckBox("只看没有交齐的(&M)")
        heads, place_heads = words.HEADS[1:], words.PLACE_HEADS[1:]
        self.model = TextRows(heads, self, state_at=heads.index(words.STATE))
        self.places_model = TextRows(place_heads, self, state_at=place_heads.index(words.STATE))
        self.rows, self.places = Rows(self.model, _WIDTHS), Rows(self.places_model, _PLACE_WIDTHS)
        self.rows.setAccessibleName("各单位的责任材料")
        self.places.setAccessibleName("各点位的责任材料")
        self.pages = QStackedWidget()
        self.pages.addWidget(self.rows)
        self.pages.addWidget(self.places)
        self.counts, self.hint = Sentence(" "), Sentence("", "hint")
        self._lay_out()
        self.words.editingFinished.connect(self.follow)
        self.side.activated.connect(self._list)
        self.missing_only.toggled.connect(self._list)
        open_size(self, 84, 40)
        self.follow()

    def read(self) -> Job:
        """Look which papers bind whom."""
        return read_duties(self._session, self._looked_for(), self._show)

    def save(self, path: Path) -> Job:
        """Write what is shown."""
        if self._by_place:
            return save_places(self._session, path, self._places_shown(), self.opened)
        return save_duties(self._session, path, self._rows_shown(), self._looked_for(), self.opened)

    def allow(self) -> None:
        """Let be kept what is there."""
        self.save_button.setEnabled(bool(self.places_model.rows if self._by_place else self.model.rows))

    def _lay_out(self) -> None:
        label = QLabel("材料名称里的字样(&W)")
        label.setBuddy(self.words)
        head = QHBoxLayout()
        for widget, stretch in ((label, 0), (self.words, 1), (self.side, 0), (self.missing_only, 0)):
            head.addWidget(widget, stretch)
        right = (self.save_button, self.close_button)
        self.stack(head, self.pages, self.hint, high=self.pages, left=(self.counts,), right=right)

    @property
    def _by_place(self) -> bool:
        return self.side.currentData() == _PLACES

    def _looked_for(self) -> tuple[str, ...]:
        return tuple(cut(self.words.text(), "、，,；; "))

    def _show(self, found: Duties) -> None:
        self._found = found
        self.fault.say("")
        self._list()

    def _list(self) -> None:
        self.pages.setCurrentWidget(self.places if self._by_place else self.rows)
        if self._by_place:
            places = self._places_shown()
            shown = zip(places, place_cells(places), strict=True)
            rows = [TextRow(one.site.id, cells[1:], None if one.papers else State.MISSING) for one, cells in shown]
            self.places_model.show(rows)
            self.counts.say(place_counts(places))
            self.hint.say(words.PLACE_NOTE)
        else:
            duties = self._rows_shown()
            shown_rows = zip(duties, duty_cells(duties), strict=True)
            self.model.show([TextRow(row.duty.slot.id, cells[1:], row.state) for row, cells in shown_rows])
            looked_for = "、".join(self._looked_for())
            self.counts.say(counts(duties) if self._found.rows else wording.phrase("duties_none", words=looked_for))
            self.hint.say(words.NOTE.format(words=looked_for))
        self.kept_as = f"{words.TITLE}{'（企业主体）' if self._by_place else ''}"
        self.allow()

    def _rows_shown(self) -> tuple[DutyRow, ...]:
        side = self.side.currentData()
        return tuple(
            row
            for row in self._found.rows
            if side in (None, row.duty.side) and (row.state.is_open or not self.missing_only.isChecked())
        )

    def _places_shown(self) -> tuple[SignedPlace, ...]:
        return tuple(one for one in self._found.places if not (self.missing_only.isChecked() and one.papers))


def open_duties(session: Session, over: QWidget) -> None:
    """Show who has signed for what over a window."""
    DutiesDialog(session, over).open()
