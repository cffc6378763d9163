"""拆件: a scan's pages, cut where further papers begin; each part becomes a piece, all as one step."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QSplitter, QToolButton, QVBoxLayout, QWidget

from evidence import wording
from evidence.errors import DossierError, RequestError
from evidence.export import phrases
from evidence.model import PieceId
from evidence.wording.titles import in_marks
from ui.cutting import Cutting
from ui.dialogs.discarding import ask_to_discard
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence
from ui.models.split_parts import TITLE, SplitParts
from ui.session import Session
from ui.theme import em
from ui.views.page_flow import PageFlow, PageShown
from ui.views.rows import Rows, Wide

if TYPE_CHECKING:
    from evidence.pieces import SplitPlan

_HELP = "在两页之间点一下，或选中一页按空格，就从这一页起另成一件。虚线是建议，确认后才算。按 Z 或双击看大图。"


class SplitPiece(JobDialog):
    """Asks where one piece is cut; the pages and what is proposed come a moment later."""

    def __init__(self, session: Session, piece: PieceId, parent: QWidget | None = None) -> None:
        """Show a piece of the project that is open."""
        super().__init__(session, "拆件", "拆件(&S)", parent)
        self._piece = piece
        self._plan: SplitPlan | None = None
        self._steps: list[Cutting] = [Cutting(1)]  # the last one is how it stands
        self.pages = PageFlow(session.pieces.pictures)
        self.model = SplitParts(self)
        self.parts = Rows(self.model, (Wide(4), Wide(0)))
        self.parts.setAccessibleName("拆成的各件")
        self.parts.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.parts.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.told, self.why = Sentence(), Sentence("", "hint")
        self.accept_all = QAction("采纳全部建议", self, enabled=False, shortcut=QKeySequence("Ctrl+Shift+A"))
        self.undo = QAction("撤销一步", self, enabled=False, shortcut=QKeySequence(QKeySequence.StandardKey.Undo))
        self.zoom = QAction("放大", self, checkable=True)
        self.zoom.setToolTip("看大图（Z）")
        self._lay_out(phrases.title_of(session.moment.snapshot.piece_by_id[piece], session.moment.snapshot))
        self._connect()
        open_size(self, 84, 44)
        for button in (self.ok_button, self.cancel_button):  # Enter belongs to the pages
            button.setAutoDefault(False)
            button.setDefault(False)
        session.pieces.plan_split(piece, self._show_plan).failed.connect(self._gone)
        self.pages.setFocus()

    @property
    def cutting(self) -> Cutting:
        """How the scan is cut as it stands."""
        return self._steps[-1]

    def start(self) -> Job:
        """Split the piece; raise `DossierError` where nothing is cut."""
        if not self.cutting.begins:
            raise RequestError("split_nowhere")
        parts = self.cutting.parts
        ranges = [(part.first, part.last) for part in parts]
        return self._session.pieces.split(self._piece, ranges, [part.typed for part in parts])

    def reject(self) -> None:
        """Close, after asking where something was cut or typed."""
        if self.ok_button.isEnabled() and len(self._steps) > 1:
            ask_to_discard(self, super().reject)
        else:
            super().reject()

    def _lay_out(self, title: str) -> None:
        buttons = QHBoxLayout()
        for action in (self.accept_all, self.undo, self.zoom):
            button = QToolButton()
            button.setDefaultAction(action)
            buttons.addWidget(button)
        buttons.addStretch(1)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.told)
        beside.addWidget(self.parts, 1)
        beside.addLayout(buttons)
        both = QSplitter(Qt.Orientation.Horizontal)
        for widget, stretch in ((self.pages, 2), (right, 1)):
            both.addWidget(widget)
            both.setStretchFactor(both.indexOf(widget), stretch)
        both.setSizes([52 * em(self), 28 * em(self)])
        both.setChildrenCollapsible(False)
        self.content.addWidget(Sentence(f"{in_marks(title)}　{_HELP}"))
        self.content.addWidget(both, 1)
        self.content.addWidget(self.why)

    def _connect(self) -> None:
        self.pages.cut_wanted.connect(self._cut)
        self.pages.moved.connect(self._show_page)
        self.model.titled.connect(self._name)
        self.parts.selectionModel().currentChanged.connect(self._go_to_part)
        self.accept_all.triggered.connect(lambda: self._step(self.cutting.with_all(self._proposed())))
        self.undo.triggered.connect(self._undo)
        self.zoom.triggered.connect(lambda: self.pages.enlarge(enlarged=not self.pages.enlarged))
        self.pages.enlarged_changed.connect(self.zoom.setChecked)
        self._session.closed.connect(self._leave)

    def _leave(self) -> None:
        """Close without asking: the project is closed."""
        self.done(self.DialogCode.Rejected)

    def _gone(self, error: DossierError) -> None:
        self._refused(error)
        self.ok_button.setEnabled(False)

    def _show_plan(self, plan: SplitPlan) -> None:
        self._plan = plan
        self._steps = [Cutting(plan.pages)]
        texts = plan.texts or ("",) * plan.pages
        pages = enumerate(texts, 1)
        before = plan.first - 1
        shown = [PageShown(plan.original, before + at, text, plan.turns.get(at, 0)) for at, text in pages]
        self.pages.show_pages(shown)
        self._show()
        self._show_page(1)

    def _proposed(self) -> list[int]:
        return [cut.page for cut in self._plan.cuts] if self._plan else []

    def _cut(self, page: int) -> None:
        self._step(self.cutting.toggled(page))
        self.pages.move_to(page)

    def _name(self, first: int, title: str) -> None:
        read = self._plan.titles[first - 1] if self._plan else None
        self._step(self.cutting.titled(first, "" if title == read else title))

    def _step(self, cutting: Cutting) -> None:
        if cutting != self.cutting:
            self._steps.append(cutting)
            self._show()

    def _undo(self) -> None:
        if len(self._steps) > 1:
            self._steps.pop()
            self._show()

    def _show(self) -> None:
        if self._plan is None:
            return
        cutting, whys = self.cutting, {cut.page: cut.why for cut in self._plan.cuts}
        open_proposals = whys.keys() - cutting.begins
        self.pages.mark(cutting.begins, whys)
        self.model.show(cutting.parts, self._plan.titles)
        self._choose_part(self.pages.position)
        self.undo.setEnabled(len(self._steps) > 1)
        self.accept_all.setEnabled(bool(open_proposals))
        more = wording.phrase("split_ask_proposed", count=len(open_proposals)) if open_proposals else ""
        self.told.say(wording.phrase("split_ask", pages=cutting.pages, count=len(cutting.parts)) + more)
        self._show_page(self.pages.position)

    def _show_page(self, position: int) -> None:
        why = {cut.page: cut.why for cut in self._plan.cuts}.get(position, "") if self._plan else ""
        done = "已" if position in self.cutting.begins else "建议"
        said = f"第 {position} 页" + (f"　{done}从这一页起另成一件：{why}" if why else "")
        self.why.say(said)
        self.pages.setAccessibleDescription(said)
        self._choose_part(position)

    def _choose_part(self, position: int) -> None:
        if self.model.count():
            index = self.model.index(self.model.row_of(position), TITLE)
            if index.row() != self.parts.currentIndex().row():
                self.parts.setCurrentIndex(index)

    def _go_to_part(self) -> None:
        """Show the part that was chosen, unless a page of it is the current one."""
        row = self.parts.currentIndex().row()
        if 0 <= row < self.model.count():
            part = self.model.part(row)
            if not part.first <= self.pages.position <= part.last:
                self.pages.move_to(part.first)
