"""责任落实: which papers that bind somebody are there, by unit, and by place for companies; out of the gaps alone."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.check.duties import WORDS, DutyRow, Side, SignedPlace
from evidence.errors import DossierError
from evidence.export.duty_file import counts, duty_cells, place_cells, place_counts
from evidence.model import State
from evidence.scheme.text import cut
from evidence.wording import duties as words
from ui.dialogs.picking import pick_new_file
from ui.dialogs.sizing import open_size
from ui.duty_work import Duties, read_duties, save_duties, save_places
from ui.labels import Sentence
from ui.models.text_rows import TextRow, TextRows
from ui.session import Session
from ui.theme import em
from ui.views.rows import Rows, Wide

_KINDS = ["Word 文件 (*.docx)", "Excel 表格 (*.xlsx)"]
_WIDTHS = (Wide(5), Wide(11), Wide(4.5), Wide(0), Wide(4), Wide(4.5), Wide(14, 50))
_PLACE_WIDTHS = (Wide(7), Wide(0), Wide(6), Wide(5.5), Wide(16, 40))
_ALL, _PLACES = "全部单位", words.PLACES


class DutiesDialog(QDialog):
    """Stays open beside the window, and follows what changes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Show who has signed for what in the project that is open."""
        super().__init__(parent)
        self._session = session
        self._found = Duties((), ())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("责任落实")
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
        self.counts, self.hint, self.fault = Sentence(" "), Sentence("", "hint"), Sentence("", "fault")
        self.save_button = QPushButton("另存(&S)…")
        self.close_button = QPushButton("关闭")
        self._lay_out()
        self.words.editingFinished.connect(self._read)
        self.side.activated.connect(self._list)
        self.missing_only.toggled.connect(self._list)
        self.save_button.clicked.connect(self._ask_file)
        self.close_button.clicked.connect(self.reject)
        session.changed.connect(self._read)
        session.closed.connect(self.reject)
        open_size(self, 84, 40)
        self._read()

    def save_as(self, path: Path) -> None:
        """Keep what is shown as a file, and open it."""
        if self._by_place:
            job = save_places(self._session, path, self._places_shown(), self._saved)
        else:
            job = save_duties(self._session, path, self._rows_shown(), self._looked_for(), self._saved)
        job.failed.connect(self._refused)

    def _lay_out(self) -> None:
        label = QLabel("材料名称里的字样(&W)")
        label.setBuddy(self.words)
        head = QHBoxLayout()
        for widget, stretch in ((label, 0), (self.words, 1), (self.side, 0), (self.missing_only, 0)):
            head.addWidget(widget, stretch)
        foot = QHBoxLayout()
        foot.addWidget(self.counts, 1)
        for button in (self.save_button, self.close_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setSpacing(em(self) // 2)
        layout.addLayout(head)
        layout.addWidget(self.pages, 1)
        for widget in (self.hint, self.fault):
            layout.addWidget(widget)
        layout.addLayout(foot)

    @property
    def _by_place(self) -> bool:
        return self.side.currentData() == _PLACES

    def _looked_for(self) -> tuple[str, ...]:
        return tuple(cut(self.words.text(), "、，,；; "))

    def _read(self) -> None:
        read_duties(self._session, self._looked_for(), self._show).failed.connect(self._refused)

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
        self.save_button.setEnabled(bool(self.places_model.rows if self._by_place else self.model.rows))

    def _rows_shown(self) -> tuple[DutyRow, ...]:
        side = self.side.currentData()
        return tuple(
            row
            for row in self._found.rows
            if side in (None, row.duty.side) and (row.state.is_open or not self.missing_only.isChecked())
        )

    def _places_shown(self) -> tuple[SignedPlace, ...]:
        return tuple(one for one in self._found.places if not (self.missing_only.isChecked() and one.papers))

    def _ask_file(self) -> None:
        name = f"{words.TITLE}{'（企业主体）' if self._by_place else ''}.docx"
        pick_new_file(self, "责任落实情况存为", self._session.moment.path.parent / name, _KINDS, self.save_as)

    def _saved(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _refused(self, error: DossierError) -> None:
        self.fault.say(wording.sentence(error))


def open_duties(session: Session, over: QWidget) -> None:
    """Show who has signed for what over a window."""
    DutiesDialog(session, over).open()
