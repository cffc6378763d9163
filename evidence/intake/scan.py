"""Which files there are to take in, under which names, and which of them are junk."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from evidence.errors import RequestError
from evidence.names import natural_key, readable_name

# What systems and office programs leave beside documents.
_JUNK = re.compile(
    r"(?i)^(thumbs\.db|ehthumbs\.db|desktop\.ini|\.ds_store|~\$.*|\._.*|~wr[ldfa].*\.tmp|.*\.(lnk|tmp))$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was named or lies below a folder that was named."""

    path: Path
    source: PurePosixPath  # below the folder that was named, with the name as people read it
    junk: bool
    linked: bool = False  # a symbolic link, which is not followed

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.source.name


def scan(paths: Sequence[Path], keep_out: Path) -> tuple[Found, ...]:
    """List the files at and below `paths`, each folder in natural order; nothing below `keep_out` is listed.

    Raises `RequestError` if a path is not there.
    """
    found: list[Found] = []
    for path in paths:
        if path.is_dir():
            found += _below(path, PurePosixPath(), keep_out.resolve())
        elif path.exists():
            found.append(_found(path, PurePosixPath()))
        else:
            raise RequestError("path_missing", path=str(path))
    return tuple(found)


def _below(folder: Path, source: PurePosixPath, keep_out: Path) -> Iterator[Found]:
    if folder.resolve() == keep_out:
        return
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: natural_key(readable_name(entry.name)))
    for entry in ordered:
        path = Path(entry.path)
        if not entry.is_dir(follow_symlinks=False):
            yield _found(path, source)
        elif entry.name != "__MACOSX":
            yield from _below(path, source / readable_name(entry.name), keep_out)


def _found(path: Path, folder: PurePosixPath) -> Found:
    name = readable_name(path.name)
    return Found(path, folder / name, bool(_JUNK.match(name)), path.is_symlink())
