"""What is written down of a problem, as a form: where, what, how grave, who found it."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from evidence.errors import RequestError
from evidence.export import phrases
from evidence.findings import Draft, Finding, Severity, Source
from evidence.intake import typed
from evidence.model import Criterion
from evidence.snapshot import Snapshot
from ui.dialogs.choice import Choice
from ui.labels import Sentence, label_of
from ui.models.ledger_lines import Ledger
from ui.theme import em
from ui.views.fields import offer

_TEXT_LINES, _FEWEST_LINES = 3, 2


class ProblemText(QPlainTextEdit):
    """Some lines of text; Enter is the dialog's, Shift+Enter begins a line."""

    entered = Signal()

    def __init__(self) -> None:
        """Show nothing."""
        super().__init__(tabChangesFocus=True)
        margins = 2 * (self.frameWidth() + round(self.document().documentMargin()))
        self.setMinimumHeight(_FEWEST_LINES * self.fontMetrics().lineSpacing() + margins)
        self.setMaximumHeight(_TEXT_LINES * self.fontMetrics().lineSpacing() + margins)
        self.setAcceptDrops(False)  # files are for the place of photographs
        self.setPlaceholderText("看到了什么问题，写一两句；回车登记，Shift+回车换行")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell that the text is finished."""
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class FindingForm(QWidget):
    """The fields; what is typed is read when it is asked for."""

    entered = Signal()

    def __init__(self, snapshot: Snapshot, ledger: Ledger, today: date, parent: QWidget | None = None) -> None:
        """Offer what is known: places, items, and what was written before."""
        super().__init__(parent)
        self._snapshot, self._today = snapshot, today
        self._sites = {site.name: site for site in ledger.sites}
        found = [line.finding for line in ledger.lines]
        self.source = Choice({source: source.value for source in Source}, whole=True)
        self.found_on = QLineEdit(today.isoformat())
        self.place = QLineEdit(placeholderText="点位名称或地址")
        self.item = QLineEdit(placeholderText="如：20-65；只涉及现场的可以不填")
        self.item_hint = Sentence(role="hint")
        self.text = ProblemText()
        self.kind = QLineEdit(placeholderText="如：进货查验")
        self.severity = Choice({severity: severity.value for severity in Severity}, whole=True)
        self.found_by = QLineEdit(placeholderText="检查人，可以写几个")
        offer(self.place, dict.fromkeys((*self._sites, *_told(one.place for one in found))))
        offer(self.item, (f"{item.code}　{_name(item)}" for item in snapshot.items))
        offer(self.kind, _told(one.kind for one in found))
        offer(self.found_by, _told(one.found_by for one in found))
        self._lay_out()
        self.text.entered.connect(self.entered)
        self.item.textChanged.connect(self._name_item)

    def show_draft(self, draft: Draft | Finding) -> None:
        """Show what is known of a problem."""
        self.source.choose(draft.source)
        self.found_on.setText(draft.found_on.isoformat())
        self.place.setText(draft.place)
        self.item.setText(draft.item_code)
        self.text.setPlainText(draft.text)
        self.kind.setText(draft.kind)
        self.severity.choose(draft.severity)
        self.found_by.setText(draft.found_by)

    def draft(self) -> Draft:
        """Return what is written; raise `RequestError` for what makes no sense."""
        item = self._item()
        if item is None and self.item.text().strip():
            raise RequestError("code_unknown", code=typed.plain(self.item.text()))
        place = typed.plain(self.place.text())
        site = self._sites.get(place)
        return Draft(
            self.source.value(),
            typed.day(self.found_on.text(), self._today, "发现日期") or self._today,
            self.text.toPlainText().strip(),
            place,
            typed.plain(self.found_by.text()),
            typed.plain(self.kind.text()),
            self.severity.value(),
            site.id if site else None,
            item.id if item else None,
            item.code if item else "",
        )

    def begin_next(self) -> None:
        """Empty what is different for each problem; where it is and who found it stay."""
        for field in (self.item, self.kind):
            field.clear()
        self.text.clear()
        self.severity.choose(Severity.ORDINARY)
        self.text.setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(em(self) // 2)
        grid.setVerticalSpacing(em(self) // 3)
        rows: tuple[tuple[tuple[str, QWidget], ...], ...] = (
            (("来源(&Y)", self.source.box), ("发现日期(&D)", self.found_on)),
            (("地点(&W)", self.place), ("内容号(&N)", self.item)),
            (("问题(&T) *", self.text),),
            (("类别(&L)", self.kind), ("严重程度(&Z)", self.severity.box)),
            (("发现人(&B)", self.found_by),),
        )
        for row, fields in enumerate(rows):
            at = row + (row > 1)  # the line below the item's code
            for pair, (text, field) in enumerate(fields):
                label = label_of(text, field)
                grid.addWidget(label, at, 2 * pair)
                grid.addWidget(field, at, 2 * pair + 1, 1, 3 if len(fields) == 1 else 1)
        grid.addWidget(self.item_hint, 2, 1, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)

    def _item(self) -> Criterion | None:
        code = (self.item.text().split() or [""])[0]
        found = self._snapshot.by_code.get(code)
        return found if found in self._snapshot.items else None

    def _name_item(self) -> None:
        item = self._item()
        room = 44 * em(self)
        name = self.fontMetrics().elidedText(_name(item), Qt.TextElideMode.ElideRight, room) if item else ""
        self.item_hint.say(name)


def _name(item: Criterion) -> str:
    return " ".join(phrases.item_name(item).split())


def _told(texts: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(filter(None, texts))
