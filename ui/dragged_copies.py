"""Papers that are dragged out of the window: copies made by a thread of its own while the mouse still moves."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportIncompatibleMethodOverride=false

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMetaType, QMimeData, QUrl

from evidence.errors import DossierError
from evidence.model import PieceId
from ui import threads

if TYPE_CHECKING:
    from ui.session import Session

FILES = "text/uri-list"
_PATIENCE_S = 20.0  # for a large scan on a slow stick, when it is dropped before it is copied
Make = Callable[[], tuple[Path, ...]]


class DraggedPapers(QMimeData):
    """What a drag carries: our own pieces, and the same as files for whoever asks for files."""

    def __init__(self, inner: QMimeData, make: Make) -> None:
        """Begin to make the files; `inner` is what a drag inside the window carries."""
        super().__init__()
        for kind in inner.formats():
            self.setData(kind, inner.data(kind))
        self._files: tuple[Path, ...] = ()
        self._made = threading.Event()
        self._make = make
        threads.start("dragged", self._copy)

    def formats(self) -> list[str]:
        """Offer files as well."""
        return [*super().formats(), FILES]

    def hasFormat(self, kind: str) -> bool:
        """Tell whether this is among what is offered."""
        return kind == FILES or super().hasFormat(kind)

    def retrieveData(self, kind: str, preferred: QMetaType) -> Any:  # noqa: ANN401 — as Qt has it
        """Give the files once they are made."""
        if kind != FILES:
            return super().retrieveData(kind, preferred)
        self._made.wait(_PATIENCE_S)
        return [QUrl.fromLocalFile(str(path)) for path in self._files]

    def _copy(self) -> None:
        try:
            self._files = self._make()
        except (DossierError, OSError):
            self._files = ()  # nothing is dropped
        finally:
            self._made.set()


class DraggedCopies:
    """Makes the files that are dragged out of a session; the session keeps and removes them."""

    def __init__(self, session: Session) -> None:
        """Make nothing yet."""
        self._session = session

    def carry(self, inner: QMimeData, pieces: Sequence[PieceId]) -> QMimeData:
        """Return what a drag of pieces carries; of what may not be handed out only what is ours."""
        from evidence.export.copies import make_copies, plan_copies

        plans = plan_copies(self._session.moment.snapshot, pieces)
        if not plans:
            return inner
        copies, path_of = self._session.copies, self._session.workspace.original_path

        def make() -> tuple[Path, ...]:
            originals = {plan.original.id for plan in plans}
            return copies.drag(originals, lambda folder: make_copies(plans, path_of, folder))

        return DraggedPapers(inner, make)
