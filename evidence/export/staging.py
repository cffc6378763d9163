"""One file written beside its target, which it then replaces."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from evidence.errors import ExportError
from evidence.model import new_id
from evidence.store.disk import disk_sentences, replace


def second_path(path: Path) -> Path:
    """Return a name beside a file that another program has open: 送审版（2）.docx, or the first that nothing has."""
    named = (path.with_name(f"{path.stem}（{number}）{path.suffix}") for number in count(2))
    return next(one for one in named if not one.exists())


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
