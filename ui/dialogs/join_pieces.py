"""并件: several papers become one, in the order and with the chief paper that the clerk chooses; one step."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QIcon, QImage, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from evidence import wording
from evidence.export import phrases
from evidence.model import Piece, PieceId
from evidence.wording.titles import in_marks
from ui.dialogs.job_dialog import JobDialog
from ui.dialogs.sizing import open_size
from ui.jobs import Job
from ui.labels import Sentence, shortened
from ui.page_pictures import PageAsked
from ui.session import Session
from ui.theme import em
from ui.views.page_flow import PageFlow, PageShown

if TYPE_CHECKING:
    from evidence.intake.joins import Join
    from evidence.pieces import JoinPlan

_HELP = (
    "文件按从上到下的次序排列，拖动或按 Alt+↑、Alt+↓ 调整。"
    "主件的编号、归项、题名作为全件的；只随件保存的不打印、不计页数。"
)
_ICON_EM = 3.5
_SMOOTH = Qt.TransformationMode.SmoothTransformation


class JoinPieces(JobDialog):
    """Asks how papers are put together; a proposed order is shown at once, another comes a moment later."""

    def __init__(
        self,
        session: Session,
        pieces: tuple[PieceId, ...],
        proposed: Join | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show papers of the project that is open."""
        super().__init__(session, "并件", "并成一件(&J)", parent)
        self._snapshot = session.moment.snapshot
        self.chief, self.kept = pieces[0], set[PieceId]()
        self.files = QListWidget()
        self.files.setAccessibleName("并成一件的文件")
        self.files.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.files.setIconSize(QSize(round(_ICON_EM * em(self)), round(1.42 * _ICON_EM * em(self))))
        self.files.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages = PageFlow(session.pieces.pictures, cuts=False)
        self.why, self.told = Sentence("", "hint"), Sentence()
        self.up = self._action("上移", "Alt+Up", lambda: self._move(-1))
        self.down = self._action("下移", "Alt+Down", lambda: self._move(1))
        self.make_chief = self._action("设为主件", "Ctrl+M", self._set_chief)
        self.keep = self._action("只随件保存", "Ctrl+K", self._toggle_kept)
        self.keep.setCheckable(True)
        self._lay_out()
        self.files.currentItemChanged.connect(self._show_file)
        self.files.model().rowsMoved.connect(self._tell)
        session.pieces.pictures.arrived.connect(self._take_icon)
        session.closed.connect(self._leave)
        open_size(self, 84, 42)
        self._list(pieces)
        if proposed is not None:
            self._arrange(proposed.pieces, proposed.chief, proposed.kept)
            self.why.say(proposed.why)
        else:
            session.pieces.plan_join(pieces, self._show_plan).failed.connect(self._refused)
        self.files.setFocus()

    def _leave(self) -> None:
        """Close without waiting: the project is closed."""
        self.done(self.DialogCode.Rejected)

    @property
    def order(self) -> tuple[PieceId, ...]:
        """The papers as they stand."""
        return tuple(self._key(self.files.item(row)) for row in range(self.files.count()))

    def start(self) -> Job:
        """Join the papers; raise `DossierError` for what makes no sense."""
        return self._session.pieces.join(self.order, self.chief, self.kept)

    def _action(self, text: str, keys: str, do: object) -> QAction:
        action = QAction(text, self, shortcut=QKeySequence(keys))
        action.setToolTip(f"{text}（{keys}）")
        action.triggered.connect(do)
        return action

    def _lay_out(self) -> None:
        buttons = QGridLayout()
        for at, action in enumerate((self.up, self.down, self.make_chief, self.keep)):
            button = QToolButton()
            button.setDefaultAction(action)
            buttons.addWidget(button, 0, at)
        buttons.setColumnStretch(4, 1)
        left = QWidget()
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.files, 1)
        beside.addLayout(buttons)
        both = QSplitter(Qt.Orientation.Horizontal)
        for widget in (left, self.pages):
            both.addWidget(widget)
            both.setStretchFactor(both.indexOf(widget), 1)
        both.setChildrenCollapsible(False)
        self.content.addWidget(Sentence(_HELP))
        self.content.addWidget(self.why)
        self.content.addWidget(both, 1)
        self.content.addWidget(self.told)

    def _list(self, pieces: tuple[PieceId, ...]) -> None:
        for key in pieces:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setIcon(self._icon(None))
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            self.files.addItem(item)
        wanted = [self._icon_asked(self._snapshot.piece_by_id[key]) for key in pieces]
        self._session.pieces.pictures.want(self, wanted)
        for asked in wanted:
            self._take_icon(asked)
        self._tell()
        self.files.setCurrentRow(0)

    def _show_plan(self, plan: JoinPlan) -> None:
        self._arrange(plan.pieces, plan.chief, plan.kept)

    def _arrange(self, order: tuple[PieceId, ...], chief: PieceId, kept: tuple[PieceId, ...]) -> None:
        items = {self._key(item): item for item in (self.files.takeItem(0) for _ in range(self.files.count()))}
        for key in order:
            self.files.addItem(items[key])
        self.chief, self.kept = chief, set(kept)
        self.files.setCurrentRow(0)
        self._tell()

    def _key(self, item: QListWidgetItem) -> PieceId:
        return PieceId(item.data(Qt.ItemDataRole.UserRole))

    def _current(self) -> PieceId | None:
        item = self.files.currentItem()
        return self._key(item) if item else None

    def _move(self, by: int) -> None:
        row = self.files.currentRow()
        if 0 <= row + by < self.files.count() and row >= 0:
            self.files.insertItem(row + by, self.files.takeItem(row))
            self.files.setCurrentRow(row + by)
            self._tell()

    def _set_chief(self) -> None:
        key = self._current()
        if key is not None:
            self.chief = key
            self.kept.discard(key)
            self._tell()

    def _toggle_kept(self) -> None:
        key = self._current()
        if key is not None and key != self.chief:
            self.kept ^= {key}
        self._tell()

    def _show_file(self) -> None:
        key = self._current()
        if key is not None:
            self.pages.show_pages(self._pages_of(self._snapshot.piece_by_id[key]))
        self._allow()

    def _pages_of(self, piece: Piece) -> list[PageShown]:
        found: list[PageShown] = []
        for part in piece.parts:
            original = self._snapshot.originals[part.original]
            first, last = part.first or 1, part.last or original.pages or 1
            found += [PageShown(original, page, original.name) for page in range(first, last + 1)]
        return found

    def _icon_asked(self, piece: Piece) -> PageAsked:
        first = self._pages_of(piece)[0]
        width = round(self.files.iconSize().width() * self.devicePixelRatioF())
        return PageAsked(first.original, first.page, width)

    def _take_icon(self, asked: PageAsked) -> None:
        image = self._session.pieces.pictures.image(asked)
        if image is None:
            return
        for row in range(self.files.count()):
            item = self.files.item(row)
            if self._icon_asked(self._snapshot.piece_by_id[self._key(item)]) == asked:
                item.setIcon(self._icon(image))

    def _icon(self, image: QImage | None) -> QIcon:
        """Return a page on a sheet of the icons' size, the same whether its row is selected or not."""
        sheet = QPixmap(self.files.iconSize() * self.devicePixelRatioF())
        sheet.fill(Qt.GlobalColor.transparent)
        if image is not None:
            fitting = image.scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio, _SMOOTH)
            painter = QPainter(sheet)
            rest = sheet.size() - fitting.size()
            painter.drawImage(rest.width() // 2, rest.height() // 2, fitting)
            painter.end()
        sheet.setDevicePixelRatio(self.devicePixelRatioF())
        icon = QIcon(sheet)
        icon.addPixmap(sheet, QIcon.Mode.Selected)
        return icon

    def _tell(self) -> None:
        """Say of each paper what it becomes, and what the whole will be."""
        by_id = self._snapshot.piece_by_id
        for row in range(self.files.count()):
            item = self.files.item(row)
            item.setText(self._about(by_id[self._key(item)]))
        printed = [by_id[key] for key in self.order if key not in self.kept]
        counts = [piece.pages for piece in printed]
        known = wording.phrase("pages_known", pages=sum(count or 0 for count in counts))
        pages = wording.phrase("pages_unknown") if None in counts else known
        title = phrases.title_of(by_id[self.chief], self._snapshot)
        said = wording.phrase("join_result", title=in_marks(title), printed=len(printed), pages=pages)
        if self.kept:
            said += wording.phrase("join_result_kept", count=len(self.kept))
        self.told.say(said + "。")
        self._allow()

    def _about(self, piece: Piece) -> str:
        names = "、".join(self._snapshot.originals[part.original].name for part in piece.parts)
        pages = f"{piece.pages} 页" if piece.pages else ""
        role = "主件" if piece.id == self.chief else "只随件保存" if piece.id in self.kept else ""
        told = "　".join(filter(None, (role, pages, shortened(names))))
        return f"{shortened(phrases.title_of(piece, self._snapshot))}\n{told}"

    def _allow(self) -> None:
        row, key = self.files.currentRow(), self._current()
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.files.count() - 1)
        self.make_chief.setEnabled(key is not None and key != self.chief)
        self.keep.setEnabled(key is not None and key != self.chief)
        self.keep.setChecked(key in self.kept)
