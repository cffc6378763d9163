"""What a disk refuses, told apart from damaged files: that a disk is full is no reason to leave papers out."""

from __future__ import annotations

import errno
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path

from evidence.errors import ExportError
from evidence.model import Original
from evidence.store.disk import disk_sentences
from evidence.store.hashing import is_sound

# What readers raise on damaged files: of their own accord, or as they seek where nothing can be.
_OF_READERS = (None, errno.EINVAL)


@contextmanager
def refusals_told(
    where: Path, originals: Iterable[Original], original_path: Callable[[Original], Path]
) -> Generator[None]:
    """Raise `ExportError` for what the disk at `where` refuses; what damaged files raise goes on as it is.

    A trouble is one of the disk that is written to if all originals are as they arrived.
    """
    try:
        yield
    except OSError as error:
        read = {one.id: one for one in originals}.values()
        if error.errno in _OF_READERS or not all(is_sound(original_path(one), one.sha256) for one in read):
            raise
        with disk_sentences(where, ExportError):
            raise
