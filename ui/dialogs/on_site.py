"""现场查阅: an examiner names an item, and its papers stand there, with box and pages; nothing internal is shown."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.errors import DossierError
from evidence.filing import asked_for
from evidence.model import Criterion, CriterionId
from evidence.visits import Wish
from evidence.wording.visits import WISHES
from ui.dialogs.visit_wish import VisitWish
from ui.labels import Sentence
from ui.models.on_site_rows import PIECE, OnSiteRows
from ui.on_site_work import Papers, read_papers, read_places
from ui.session import Session
from ui.theme import em
from ui.views.preview import Preview, Use
from ui.views.rows import Rows, Wide
from ui.visit_work import note

_HINT = "输入编号后回车；↑↓ 换材料，←→ 翻页，直接输入数字查下一项；Esc 退出。"
_LAYING_OUT = "正在排盒号和页号……"
_LONGEST_NAME = 60  # characters of an item's text beside its code
_AFTER_A_CHANGE_MS = 1000
_LEAF = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class OnSiteDialog(QDialog):
    """Fills the screen: the item asked for, its papers, and the one that is looked at."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Wait for the first code."""
        super().__init__(parent)
        self._session = session
        self._papers: Papers = {}
        self._item: CriterionId | None = None
        self._examiner = ""  # who asked for something last
        self._later = QTimer(self, singleShot=True, interval=_AFTER_A_CHANGE_MS)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("现场查阅")
        self.code = QLineEdit(placeholderText="如 20-65")
        self.heading, self.none = Sentence("", "title"), Sentence()
        self.fault, self.hint = Sentence("", "fault"), Sentence(_HINT, "hint")
        self.model = OnSiteRows(self)
        self.rows = Rows(self.model, (Wide(6.5), Wide(0), Wide(3), Wide(5)))
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setAccessibleName("本项材料")
        self.preview = Preview(session, use=Use.SHOWN)
        self.seen_button = QPushButton("记为已查阅(&R)")
        self.add_button = QPushButton("要求补充(&B)…")
        self.close_button = QPushButton("退出查阅")
        for button in (self.seen_button, self.add_button, self.close_button):
            button.setAutoDefault(False)  # Enter belongs to the code
        self._lay_out()
        self._complete()
        self.code.returnPressed.connect(self._look)
        self.rows.selectionModel().currentRowChanged.connect(self._show_paper)
        self.seen_button.clicked.connect(self._note_seen)
        self.add_button.clicked.connect(self._ask_wish)
        self.rows.installEventFilter(self)
        self.close_button.clicked.connect(self.reject)
        self._later.timeout.connect(self._read)
        session.changed.connect(self._later.start)  # scans that are read change the project page by page
        session.closed.connect(self.close)
        read_papers(session, self._show).failed.connect(self._refused)
        self._read()
        self.code.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaf with the arrows, and begin another code with its first character, while the list has the keys."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in _LEAF and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._leaf(_LEAF[Qt.Key(event.key())])
            return True
        if event.text().isalnum():
            self.code.setText(event.text())
            self.code.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        large = self.code.font()
        large.setPointSizeF(large.pointSizeF() * 1.6)
        self.code.setFont(large)
        self.code.setFixedWidth(9 * em(self.code))
        label = QLabel("编号(&N)")
        label.setBuddy(self.code)
        head = QHBoxLayout()
        for widget in (label, self.code):
            head.addWidget(widget)
        head.addWidget(self.heading, 1)
        head.addStretch()
        head.addWidget(self.close_button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.rows, self.none, self.hint):
            column.addWidget(widget, 1 if widget is self.rows else 0)
        wishes = QHBoxLayout()
        self._let_note(may=False)
        for button in (self.seen_button, self.add_button):
            wishes.addWidget(button)
        wishes.addStretch()
        column.addLayout(wishes)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(left)
        parts.addWidget(self.preview)
        parts.setStretchFactor(1, 1)
        parts.setSizes([36 * em(self), 44 * em(self)])
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.fault)
        layout.addWidget(parts, 1)

    def _complete(self) -> None:
        """Offer items by any part of their code or name."""
        items = self._session.moment.snapshot.items
        names = QStringListModel([f"{item.code}　{item.title or item.text or ''}" for item in items], self)
        completer = QCompleter(names, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.popup().setMinimumWidth(30 * em(self))
        self.code.setCompleter(completer)

    def _read(self) -> None:
        """Lay the dossier out; what is shown stays until that is done."""
        if self._session.is_open:
            self.hint.say(f"{_HINT}{_LAYING_OUT}")
            read_places(self._session, self._show_placed).failed.connect(self._refused)

    def _show(self, papers: Papers) -> None:
        self._papers = papers
        self._list()

    def _show_placed(self, papers: Papers) -> None:
        self.hint.say(_HINT)
        self._show(papers)

    def _look(self) -> None:
        """Show the papers of the item that is asked for."""
        snapshot = self._session.moment.snapshot
        try:
            item = asked_for(snapshot, self._meant().split("　")[0])
        except DossierError as error:
            self.fault.say(wording.sentence(error))
            self._let_note(may=False)  # nothing is noted of the item that stands there still
            self.code.selectAll()
            return
        self._item = item.id
        self.fault.say("")
        self.heading.say(_named(item))
        self.code.setText(item.code)
        self._let_note(may=True)
        self._list()
        self.rows.selectRow(0)
        self.rows.setFocus()

    def _let_note(self, *, may: bool) -> None:
        for button in (self.seen_button, self.add_button):
            button.setEnabled(may)

    def _meant(self) -> str:
        """Return what was typed, or the one item that has it in its name."""
        completer = self.code.completer()
        completer.setCompletionPrefix(self.code.text())
        alone = completer.completionCount() == 1 and self.code.text().strip()
        return completer.currentCompletion() if alone else self.code.text()

    def _list(self) -> None:
        """Show the papers of the item, the same one current as before."""
        if self._item is None:
            return
        held = self.rows.currentIndex().row()
        self.model.show(self._papers.get(self._item, ()))
        self.none.say("" if self.model.rowCount() else wording.phrase("on_site_none"))
        if 0 <= held < self.model.rowCount():
            self.rows.selectRow(held)
        elif not self.model.rowCount():
            self.preview.show_pieces(())

    def _show_paper(self) -> None:
        piece = self.rows.currentIndex().data(PIECE)
        self.preview.show_pieces((piece,) if piece else ())

    def _note_seen(self) -> None:
        self._note(Wish.SEE, {})

    def _ask_wish(self) -> None:
        item = self._asked()
        if item is not None:
            ask = VisitWish(_named(item), self._examiner, self)
            ask.written.connect(self._add_wish)
            ask.open()

    def _add_wish(self, said: str, examiner: str) -> None:
        self._examiner = examiner
        self._note(Wish.ADD, {"said": said, "examiner": examiner})

    def _note(self, wish: Wish, told: dict[str, str]) -> None:
        """Write down what is wanted of the paper that is shown, or of the item."""
        item = self._asked()
        if item is None:
            return
        row = self.rows.currentIndex().row()
        shown = [str(self.model.index(row, column).data()) for column in (0, 1)] if row >= 0 else []
        job = note(self._session, item, wish, {"paper": " ".join(shown), **told}, self._noted)
        job.failed.connect(self._refused)

    def _noted(self, wish: Wish) -> None:
        item = self._asked()
        self.none.say(wording.phrase("visit_noted", code=item.code, wish=WISHES[wish]) if item else "")

    def _asked(self) -> Criterion | None:
        return self._session.moment.snapshot.by_id.get(self._item) if self._item is not None else None

    def _leaf(self, step: int) -> None:
        """Turn a page; behind the last one comes the next paper, ahead of the first the one before."""
        pages = self.preview.pages
        if 1 <= pages.position + step <= len(pages):
            pages.move_to(pages.position + step)
        elif 0 <= (row := self.rows.currentIndex().row() + step) < self.model.rowCount():
            self.rows.selectRow(row)

    def _refused(self, error: DossierError) -> None:
        self.fault.say(wording.sentence(error))


def _named(item: Criterion) -> str:
    """Return an item's code with its name, or as much of its text as there is room for."""
    text = " ".join((item.title or item.text or "").split())
    return f"{item.code}　{text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1] + '…'}"
