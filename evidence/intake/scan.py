"""Which files there are to take in, under which names, and which of them are junk or the program's own."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from evidence.errors import RequestError
from evidence.intake import own_output
from evidence.model import ArrivalState, Flag, Sha256
from evidence.names import natural_key, readable_name
from evidence.store.disk import reachable

# What systems and office programs leave beside documents.
_JUNK = re.compile(
    r"(?i)^(thumbs\.db|ehthumbs\.db|desktop\.ini|\.ds_store|~\$.*|\._.*|~wr[ldfa].*\.tmp|.*\.(lnk|tmp))$"
)


class Ruled(Struct, frozen=True):
    """What was decided of an entry of an archive when that was opened; `remark` and `params` make the sentence."""

    state: ArrivalState
    remark: str
    params: tuple[tuple[str, str | int], ...] = ()
    flags: frozenset[Flag] = frozenset()


class Found(Struct, frozen=True):
    """A file that was named or lies below a folder that was named; or a folder of the program's own, as a whole."""

    path: Path
    source: PurePosixPath  # below the folder that was named, with the name as people read it
    junk: bool
    linked: bool = False  # a symbolic link, which is not followed
    own: str | None = None  # the remark on what the program made itself, which is not looked into
    sha256: Sha256 | None = None  # of what was taken out of an archive; such a file is ours, not the clerk's
    locked: str | None = None  # the remark on an archive with a password, or on one that holds a member with one
    ruled: Ruled | None = None
    barred: int | None = None  # the number of the record of a file that was isolated, which never comes back

    @property
    def name(self) -> str:
        """The file's own name; a member with a password lies in an archive made for it alone."""
        return f"{self.source.name}.zip" if self.locked == "member_locked" else self.source.name


def scan(paths: Sequence[Path], keep_out: Path) -> tuple[Found, ...]:
    """List the files at and below `paths`, each folder in natural order.

    What the program made itself, and anything at and below `keep_out`, is one entry for each place where it begins.
    Raises `RequestError` if a path is not there.
    """
    found: list[Found] = []
    kept_out = keep_out.resolve()
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise RequestError("path_missing", path=readable_name(str(path)))
        whole = path.resolve()
        own = "own_workspace" if whole.is_relative_to(kept_out) else own_output.remark_on(whole)
        if own is not None:
            found.append(_own(path, PurePosixPath(readable_name(path.name or whole.name)), own))
        elif path.is_dir():
            found += _below(path, PurePosixPath())
        else:
            found.append(_found(path, PurePosixPath()))
    return tuple(found)


def is_junk(name: str) -> bool:
    """Tell whether a name is that of something that systems and office programs leave behind."""
    return bool(_JUNK.match(name))


def _below(folder: Path, source: PurePosixPath) -> Iterator[Found]:
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: natural_key(readable_name(entry.name)))
    except OSError:
        yield _found(folder, source.parent)  # told as one file that cannot be opened
        return
    names = {entry.name for entry in ordered}
    itself = source if source.parts else PurePosixPath(readable_name(folder.resolve().name))
    if (whole := own_output.whole_folder(names)) is not None:
        yield _own(folder, itself, whole)
        return
    with_export = own_output.is_export(names)
    if with_export:
        yield _own(folder, itself, "own_export")
    for entry in ordered:
        if with_export and own_output.exported(entry.name):
            continue
        path = reachable(Path(entry.path))
        if _is_junction(entry):
            yield replace(_found(path, source), linked=True)
        elif not entry.is_dir(follow_symlinks=False):
            yield _found(path, source)
        elif entry.name != "__MACOSX":
            yield from _below(path, source / readable_name(entry.name))


def _found(path: Path, folder: PurePosixPath) -> Found:
    name = readable_name(path.name)
    return Found(path, folder / name, is_junk(name), path.is_symlink())


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Tell whether a folder is Windows' other kind of link, which could lead round in circles."""
    if sys.platform != "win32":
        return False
    return entry.stat(follow_symlinks=False).st_reparse_tag == stat.IO_REPARSE_TAG_MOUNT_POINT


def _own(path: Path, source: PurePosixPath, remark: str) -> Found:
    return Found(path, source, junk=True, own=remark)
