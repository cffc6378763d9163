"""Copies of originals that other programs open: what lies in the vault is never given out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.errors import WorkspaceError
from evidence.model import Original, OriginalId

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory


class OpenedCopies:
    """Copies in the temporary folder, made and removed by the worker thread."""

    def __init__(self) -> None:
        """Make nothing yet."""
        self._folder: TemporaryDirectory[str] | None = None

    def make(self, original: Original, source: Path) -> Path:
        """Return a copy of an original that lies at `source`; raise `WorkspaceError` if it cannot be read."""
        import shutil
        from tempfile import TemporaryDirectory

        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="beijian-", ignore_cleanup_errors=True)
        copy = Path(self._folder.name) / original.id[:8] / source.name
        try:
            copy.parent.mkdir(exist_ok=True)
            if not copy.exists():  # it may be open in another program
                shutil.copyfile(source, copy)
        except OSError as error:
            raise WorkspaceError("original_unreadable", name=original.name) from error
        return copy

    def drop(self, originals: Iterable[OriginalId]) -> None:
        """Remove the copies of originals that have gone, as far as other programs let them go."""
        if self._folder is not None:
            import shutil

            for original in originals:
                shutil.rmtree(Path(self._folder.name) / original[:8], ignore_errors=True)

    def clear(self) -> None:
        """Remove all of them."""
        if self._folder is not None:
            self._folder.cleanup()
