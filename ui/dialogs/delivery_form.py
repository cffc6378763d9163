"""The fields that say who brought a batch and how."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from evidence.deliveries import Delivery
from evidence.errors import DossierError
from evidence.intake import typed
from evidence.wording.receiving import CHANNELS
from ui.session import Session
from ui.theme import em
from ui.views.fields import offer


class DeliveryForm(QWidget):
    """Shows what is known and tells when something else stands there."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        """Offer the units of the project that is open."""
        super().__init__()
        self._session = session
        self.unit, self.brought_by, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.unit.setPlaceholderText("不明")
        offer(self.unit, (unit.name for unit in session.moment.snapshot.project.units))
        self.brought_by.setPlaceholderText("不明")
        self.day = QLineEdit()
        self.day.setPlaceholderText("登记当天")
        self.channel = QComboBox(editable=True)
        self.channel.addItems(["", *CHANNELS])
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em(self))
        grid.setVerticalSpacing(em(self) // 2)
        fields: tuple[tuple[str, QWidget, int, int], ...] = (
            ("报送单位(&U)", self.unit, 0, 0),
            ("交件人(&N)", self.brought_by, 0, 2),
            ("渠道(&C)", self.channel, 0, 4),
            ("收件日期(&D)", self.day, 1, 4),
            ("备注(&M)", self.note, 1, 0),
        )
        for text, field, row, column in fields:
            label = QLabel(text)
            label.setBuddy(field)
            grid.addWidget(label, row, column)
            grid.addWidget(field, row, column + 1, 1, 3 if field is self.note else 1)
        for column, share in ((1, 3), (3, 2), (5, 2)):
            grid.setColumnStretch(column, share)
        for line in (self.unit, self.brought_by, self.day, self.note):
            line.textChanged.connect(self.changed)
        self.channel.currentTextChanged.connect(self.changed)

    def show_delivery(self, delivery: Delivery) -> None:
        """Show what is known."""
        self.unit.setText(delivery.unit or "")
        self.brought_by.setText(delivery.sender or "")
        self.channel.setCurrentText(delivery.channel or "")
        self.day.setText(delivery.received_on.isoformat() if delivery.received_on else "")
        self.note.setText(delivery.note or "")

    def delivery(self) -> Delivery:
        """Return what stands there; raise `DossierError` for a day that is none."""
        today = self._session.setup.clock().date()
        return Delivery(
            unit=typed.plain(self.unit.text()) or None,
            sender=typed.plain(self.brought_by.text()) or None,
            channel=typed.plain(self.channel.currentText()) or None,
            received_on=typed.day(self.day.text(), today, "收件日期"),
            note=typed.plain(self.note.text()) or None,
        )

    def differs(self, known: Delivery) -> bool:
        """Tell whether something else stands there than what is known."""
        try:
            return self.delivery() != known
        except DossierError:
            return True
