"""快速转到 (Ctrl+K): whatever the program can do, each item, paper and problem, by a few typed characters."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QMenu, QMenuBar, QVBoxLayout, QWidget

from evidence.export import phrases
from evidence.findings import FindingId
from evidence.model import PieceId
from evidence.snapshot import Snapshot
from evidence.wording import searching as words
from ui.dialogs.sizing import open_size
from ui.labels import Sentence, key_name, shortened
from ui.models.ledger_lines import Ledger
from ui.models.palette_rows import TARGET, PaletteRows, Sort, Target, target
from ui.session import Session
from ui.views.rows import Rows, Wide

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_HOW = "输入几个字：菜单里的功能、评价内容的编号或名称、材料的题名或文号、整改问题的台账号或内容。回车办理或转到。"
_NONE = (
    "没有找到“{typed}”。可以输入：功能的名称（如 导出）、评价内容的编号或名称（如 20-65）、材料的题名或文号里的字、"
    "整改问题的台账号（如 4号）或内容。几个词用空格隔开，要都有才列出。材料正文里的字请用查找（Ctrl+F）。"
)
_READING = "正在读材料和整改问题…"


class PaletteDialog(QDialog):
    """Lists what the typed characters may mean; Enter does it, or goes there."""

    item_wanted = Signal(object)  # CriterionId
    paper_wanted = Signal(object)  # PieceId
    problem_wanted = Signal(object)  # FindingId

    def __init__(self, session: Session, bar: QMenuBar, parent: QWidget | None = None) -> None:
        """Offer what `bar` offers now, and what the open project holds."""
        super().__init__(parent)
        self._session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("快速转到")
        self.text = QLineEdit(placeholderText="如 20-65、催报、工作方案")
        self.text.setAccessibleName("要转到的功能、评价内容、材料或整改问题")
        self.model = PaletteRows()
        self.model.setParent(self)
        self.model.know([*_commands(bar), *self._items()])
        self.rows = Rows(self.model, (Wide(5), Wide(0), Wide(11)))
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setAccessibleName("找到的")
        self.hint, self.none = Sentence(_HOW, "hint"), Sentence()
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._reading = session.is_open
        layout = QVBoxLayout(self)
        for widget in (self.text, self.none, self.rows, self.hint):
            layout.addWidget(widget, 1 if widget in (self.none, self.rows) else 0)
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self._search)
        self.text.returnPressed.connect(self._go)
        self.rows.activated.connect(self._go)
        session.closed.connect(self.reject)
        open_size(self, 56, 28)
        self._search()
        if session.is_open:  # papers and problems may be many
            snapshot, ledger = session.moment.snapshot, session.ledger.ledger
            session.searching.make(lambda: [*self._papers(snapshot), *self._problems(ledger)], self._know)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while the clerk types."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ARROWS:
            self.rows.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _search(self) -> None:
        self.model.search(self.text.text())
        self.rows.selectRow(0)
        found = self.model.rowCount() > 0
        self.rows.setVisible(found)
        self.hint.setVisible(found)
        typed = " ".join(self.text.text().split())
        self.none.say("" if found else _READING if self._reading else _NONE.format(typed=shortened(typed)))

    def _go(self) -> None:
        chosen = cast("Target | None", self.rows.currentIndex().data(TARGET))
        if chosen is not None:
            self.accept()
            chosen.go()

    def _items(self) -> Iterator[Target]:
        if self._session.is_open:
            for item in self._session.moment.snapshot.items:
                name = f"{item.code}　{phrases.item_name(item)}"
                yield target(Sort.ITEM, name, "", partial(self.item_wanted.emit, item.id), item.text or "")

    def _papers(self, snapshot: Snapshot) -> Iterator[Target]:
        for piece in snapshot.pieces:
            number = piece.facts.document_number or ""
            yield target(Sort.PAPER, phrases.title_of(piece, snapshot), number, partial(self._go_to, piece.id))

    def _problems(self, ledger: Ledger) -> Iterator[Target]:
        for line in ledger.lines:
            name = words.problem(line.finding.number, line.said)
            go = partial(self._go_to_problem, line.finding.id)
            yield target(Sort.PROBLEM, name, line.where, go, line.searched, line.finding.number)

    def _go_to_problem(self, finding: FindingId) -> None:
        self.problem_wanted.emit(finding)

    def _go_to(self, piece: PieceId) -> None:
        self.paper_wanted.emit(piece)

    def _know(self, papers: list[Target]) -> None:
        self._reading = False
        self.model.know(papers)
        self._search()


def _commands(bar: QMenuBar) -> Iterator[Target]:
    """Yield what the menus offer now."""
    for action in bar.actions():
        menu = cast("QMenu | None", action.menu())
        if menu is not None:
            yield from _commands_of(menu, (_plain(action),))


def _commands_of(menu: QMenu, above: tuple[str, ...]) -> Iterator[Target]:
    for action in menu.actions():
        below = cast("QMenu | None", action.menu())
        if below is not None:
            yield from _commands_of(below, (*above, _plain(action)))
        elif action.isEnabled() and action.isVisible() and not action.isSeparator():
            keys = key_name(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
            also = "".join((*above, action.whatsThis()))  # what stands behind its dialog, too
            yield target(Sort.COMMAND, _plain(action), keys, action.trigger, also)


def _plain(action: QAction) -> str:
    return action.text().split("(&", maxsplit=1)[0].replace("&&", "&").rstrip("…")
