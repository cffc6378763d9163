"""Looks at the selected paper: beside the list, in a window of its own, in the system's program, where it is filed."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from evidence.citation import Citation
from evidence.model import OriginalId, PieceId
from ui.dialogs.large_preview import LargePreview
from ui.session import Session
from ui.showing import show_file
from ui.views.preview import Preview, offer_keys


class PaperLooking(QObject):
    """The list keeps the keys: Alt with the arrows leafs, F3 goes from mark to mark, wherever they are."""

    went = Signal(object)  # Filing, in the scheme worked on: the place to be shown

    def __init__(self, session: Session, preview: Preview, over: QWidget) -> None:
        """Look at papers of the open project in `preview` and in a window over `over`."""
        super().__init__(over)
        self._session, self._over = session, over
        self.preview = preview
        self.large: LargePreview | None = None
        self._pieces: tuple[PieceId, ...] = ()
        self._may_write = True
        self._connect(preview)
        offer_keys(over, lambda: self.large.preview if self.large else self.preview)

    def show_pieces(self, pieces: tuple[PieceId, ...]) -> None:
        """Look at other papers."""
        self._pieces = pieces
        self.preview.show_pieces(pieces)
        if self.large is not None:
            self.large.preview.show_pieces(pieces)

    def allow(self, *, allowed: bool) -> None:
        """Let pages be turned, or not while long work is going on."""
        self._may_write = allowed
        for preview in filter(None, (self.preview, self.large and self.large.preview)):
            preview.allow_turning(allowed=allowed)

    def look_closely(self) -> None:
        """Show the selected paper in a window of its own, or close that."""
        if self.large is not None:
            self.large.close()
            return
        self.large = LargePreview(self._session, self._over)
        self.large.finished.connect(self._forget_large)
        self._connect(self.large.preview)
        self.large.preview.allow_turning(allowed=self._may_write)
        self.large.show()
        self.large.preview.show_pieces(self._pieces)

    def open_first(self, piece: PieceId) -> None:
        """Open a paper's first file in the system's program."""
        parts = self._session.moment.snapshot.piece_by_id[piece].parts
        if parts:
            self.open(parts[0].original)

    def open(self, original: OriginalId) -> None:
        """Open a copy of a file in the system's program."""
        known = self._session.moment.snapshot.originals.get(original)
        if known is not None:
            self._session.copy_original(known, show_file).failed.connect(self._session.refuse)

    def _connect(self, preview: Preview) -> None:
        preview.larger_wanted.connect(self.look_closely)
        preview.open_wanted.connect(self.open)
        preview.went.connect(self._go)

    def _go(self, citation: Citation) -> None:
        """Show a place where a paper is filed; in another scheme once that one is worked on."""
        snapshot = self._session.moment.snapshot
        if citation.scheme == snapshot.scheme_id:
            self._show_place(citation)
        elif self._may_write and any(other.id == citation.scheme for other in snapshot.others):
            job = self._session.criteria.use_scheme(citation.scheme)
            job.shown.connect(lambda: self._show_place(citation))
            job.failed.connect(self._session.refuse)

    def _show_place(self, citation: Citation) -> None:
        if any(filing.id == citation.filing.id for filing in self._session.moment.snapshot.filings):
            self.went.emit(citation.filing)

    def _forget_large(self) -> None:
        self.large = None
