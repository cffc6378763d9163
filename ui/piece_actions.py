"""What can be done with the selected papers as files: 拆件 and 并件, by the clerk's own choice or as proposed."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from evidence.errors import RequestError
from evidence.model import PieceId
from ui.session import Session

if TYPE_CHECKING:
    from evidence.intake.joins import Join
    from evidence.proposing import Proposals

_PAUSE_MS = 600  # after the first of several changes


class PieceActions(QObject):
    """Acts on the papers that are selected; looks anew for proposals whenever something changed."""

    proposed = Signal(object)  # Proposals: what of the papers in the tray may be split or joined

    def __init__(self, session: Session, over: QWidget) -> None:
        """Act on the project that `session` has open; dialogs open over a widget."""
        super().__init__(over)
        self._session, self._over = session, over
        self._selected: tuple[PieceId, ...] = ()
        self._allowed = True
        self._looking = self._again = False
        self._found: Proposals | None = None
        self._passed_over: set[tuple[PieceId, ...]] = set()
        self.split = QAction("拆件…", self, enabled=False)
        self.split.setToolTip("一份扫描件里有几份材料的，按页拆开")
        self.join = QAction("并件…", self, enabled=False)
        self.join.setToolTip("把选中的几件并成一件：通知、附件、签到、照片，或盖章件和文字稿")
        self.split.triggered.connect(lambda: self.open_split(self._selected[0]))
        self.join.triggered.connect(lambda: self.open_join(self._selected))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        session.opened.connect(self._passed_over.clear)
        session.opened.connect(self._look_soon)
        session.changed.connect(self._look_soon)

    def select(self, pieces: tuple[PieceId, ...]) -> None:
        """Act on these papers from now on."""
        self._selected = pieces
        self._allow()

    def allow(self, *, allowed: bool) -> None:
        """Offer changes, or none while long work is going on."""
        self._allowed = allowed
        self._allow()

    def open_split(self, piece: PieceId) -> None:
        """Ask where a paper is to be cut."""
        from ui.dialogs.split_piece import SplitPiece

        SplitPiece(self._session, piece, self._over).open()

    def open_join(self, pieces: tuple[PieceId, ...], proposed: Join | None = None) -> None:
        """Ask how papers are to be put together."""
        from ui.dialogs.join_pieces import JoinPieces

        JoinPieces(self._session, pieces, proposed, self._over).open()

    def open_proposed(self, join: Join) -> None:
        """Ask whether papers are to be put together as proposed."""
        self.open_join(join.pieces, join)

    def pass_over(self) -> None:
        """Propose no more what is proposed now, until a project is opened."""
        if self._found is not None:
            self._passed_over |= {join.pieces for join in self._found.joins}
            self._passed_over |= {(piece,) for piece, _ in self._found.splits}
            self._tell(self._found)

    def _allow(self) -> None:
        from evidence.proposing import splittable

        snapshot = self._session.moment.snapshot if self._session.is_open and self._allowed else None
        one = self._selected[0] if snapshot and len(self._selected) == 1 else None
        pages = 0
        if snapshot is not None and one is not None:
            try:
                pages = splittable(snapshot, one)[1].pages or 0
            except RequestError:
                pages = 0
        self.split.setEnabled(pages > 1)
        known = snapshot.piece_by_id if snapshot else {}
        files = [key for key in self._selected if key in known and known[key].parts]
        self.join.setEnabled(len(files) == len(self._selected) > 1)

    def _look_soon(self) -> None:
        if not self._pause.isActive():
            self._pause.start()

    def _look(self) -> None:
        """Look for proposals, and once more where something changes meanwhile."""
        self._again = self._looking
        if self._looking or not self._session.is_open:
            return
        self._looking = True
        job = self._session.pieces.proposals(self._show)
        for ended in (job.failed, job.crashed, job.cancelled):
            ended.connect(self._done)

    def _show(self, found: Proposals) -> None:
        self._done()
        if self._session.is_open and not self._looking:
            self._tell(found)

    def _tell(self, found: Proposals) -> None:
        """Propose what was not passed over."""
        joins = tuple(join for join in found.joins if join.pieces not in self._passed_over)
        splits = tuple((piece, cuts) for piece, cuts in found.splits if (piece,) not in self._passed_over)
        self._found = replace(found, joins=joins, splits=splits)
        self.proposed.emit(self._found)

    def _done(self) -> None:
        self._looking = False
        if self._again:
            self._look()
