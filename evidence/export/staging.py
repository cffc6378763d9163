"""One file written beside its target, which it then replaces."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from evidence.errors import ExportError
from evidence.model import new_id
from evidence.store.disk import disk_sentences, replace


@contextmanager
def staged(path: Path) -> Generator[Path]:
    """Give a path to write to; what is there in the end takes the place of `path`, and nothing does if that fails.

    Raises `ExportError` if the folder is not there or the disk refuses.
    """
    if not path.parent.is_dir():
        raise ExportError("out_not_folder", path=str(path.parent))
    beside = path.with_name(f".{new_id()[:8]}{path.suffix}")
    with disk_sentences(path, ExportError):
        try:
            yield beside
            replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
