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

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from ui.session import Session

FILES = "text/uri-list"
_PATIENCE_S = 20.0  # for a large scan on a slow stick, when it is dropped before it is copied
_PREFIX = "beijian-out-"
Make = Callable[[Sequence[PieceId]], tuple[Path, ...]]


class DraggedPapers(QMimeData):
    """What a drag carries: our own pieces, and the same as files for whoever asks for files."""

    def __init__(self, inner: QMimeData, pieces: Sequence[PieceId], make: Make) -> None:
        """Begin to make the files; `inner` is what a drag inside the window carries."""
        super().__init__()
        for kind in inner.formats():
            self.setData(kind, inner.data(kind))
        self._files: tuple[Path, ...] = ()
        self._made = threading.Event()
        self._pieces, self._make = tuple(pieces), make
        threading.Thread(target=self._copy, name="dragged", daemon=True).start()

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
            self._files = self._make(self._pieces)
        except (DossierError, OSError):
            self._files = ()  # nothing is dropped
        finally:
            self._made.set()


class DraggedCopies:
    """The files that were dragged out in this session, in a temporary folder of ours."""

    def __init__(self, session: Session) -> None:
        """Make nothing yet."""
        self._session = session
        self._folder: TemporaryDirectory[str] | None = None
        self._lock = threading.Lock()
        self._count = 0
        session.closed.connect(self.clear)

    def carry(self, inner: QMimeData, pieces: Sequence[PieceId]) -> QMimeData:
        """Return what a drag of pieces carries; of what may not be handed out only what is ours."""
        from evidence.export.copies import plan_copies

        if not plan_copies(self._session.moment.snapshot, pieces):
            return inner
        return DraggedPapers(inner, pieces, self._make)

    def clear(self) -> None:
        """Remove what was made, as far as other programs let it go."""
        with self._lock:
            folder, self._folder = self._folder, None
        if folder is not None:
            _unlock(Path(folder.name))
            folder.cleanup()

    def _make(self, pieces: Sequence[PieceId]) -> tuple[Path, ...]:
        from tempfile import TemporaryDirectory

        from evidence.export.copies import make_copies, plan_copies

        with self._lock:
            if self._folder is None:
                _clear_old()
                self._folder = TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
            self._count += 1
            folder = Path(self._folder.name) / str(self._count)
        folder.mkdir()
        plans = plan_copies(self._session.moment.snapshot, pieces)
        return make_copies(plans, self._session.workspace.original_path, folder)


def _clear_old() -> None:
    """Remove what sessions left that did not end properly; nobody drags for a day."""
    import shutil
    import time
    from contextlib import suppress
    from tempfile import gettempdir

    for left in Path(gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > 24 * 3600:
                _unlock(left)
                shutil.rmtree(left, ignore_errors=True)


def _unlock(folder: Path) -> None:
    """Let read-only copies be removed, which Windows refuses."""
    from contextlib import suppress

    for path in folder.rglob("*"):
        if path.is_file():
            with suppress(OSError):
                path.chmod(0o600)
