"""核对电子版: every file of a package against its manifest, and the manifest against its own hash."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evidence.errors import ExportError
from evidence.export.package_checks import MANIFEST, SEAL, listed, sealed
from evidence.intake.scan import is_junk
from evidence.names import readable_name
from evidence.progress import Report, tell
from evidence.store.disk import reachable
from evidence.store.vault import hash_file

_SYSTEM_FOLDERS = frozenset({"system volume information", "$recycle.bin", "__macosx", ".trash-1000", ".trashes"})
_LOCKS = ".~"  # how WPS and LibreOffice begin the names of files that say who has a document open


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong; `code` is worded in `wording.packing`."""

    code: str
    path: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How many files a package lists, what is wrong with them, and what systems and office programs left there."""

    count: int
    faults: tuple[Fault, ...]
    beside: tuple[str, ...] = ()  # places of what is no fault


def verify_package(root: Path, report: Report) -> Verified:
    """Check a package against its manifest; nothing is written.

    Raises `ExportError` if the folder is not there, is no package, or is gone before all is read.
    """
    if not root.is_dir():
        raise ExportError("package_missing", path=str(root))
    if not _there(root / MANIFEST):
        raise ExportError("package_none", path=str(root))
    try:
        places = listed(root)
        faults = [] if hash_file(root / MANIFEST) == sealed(root) else [Fault("verify_unlisted", MANIFEST)]
    except OSError as error:
        raise ExportError("package_damaged", path=str(root / MANIFEST)) from error
    for index, (place, sha256) in enumerate(places.items()):
        tell(report, "verifying", index, len(places))
        code = _wrong(root, place, sha256)
        if code is not None:
            _check_there(root, index, len(places))
            faults.append(Fault(code, place))
    unlisted = [place for place in _present(root) if place not in places and place not in (MANIFEST, SEAL)]
    _check_there(root, len(places), len(places))
    beside = tuple(place for place in unlisted if _is_beside(place))
    faults += [Fault("verify_extra", place) for place in unlisted if not _is_beside(place)]
    tell(report, "verifying", len(places), len(places))
    return Verified(len(places), tuple(faults), beside)


def _wrong(root: Path, place: str, sha256: str) -> str | None:
    if not _inside(place):
        return "verify_unlisted"
    path = reachable(root / place)
    try:
        if not path.is_file():
            return "verify_missing"
        return None if hash_file(path) == sha256 else "verify_changed"
    except OSError:
        return "verify_unreadable"


def _check_there(root: Path, done: int, count: int) -> None:
    """Raise `ExportError` if the package itself is not there any more."""
    if not _there(root / MANIFEST):
        raise ExportError("package_gone", path=str(root), done=done, count=count)


def _there(path: Path) -> bool:
    """Tell whether a file is there; one on a stick that was pulled out is not, whatever the system says of it."""
    try:
        return path.is_file()
    except OSError:
        return False


def _present(root: Path) -> Iterator[str]:
    """Yield the places of all files, in their order; of a system's own folder only its name."""
    found: list[str] = []
    for folder, names, files in os.walk(reachable(root)):
        at = Path(folder).relative_to(reachable(root))
        system = [name for name in names if name.casefold() in _SYSTEM_FOLDERS]
        names[:] = [name for name in names if name not in system]
        found += [readable_name((at / name).as_posix()) for name in (*files, *system)]
    return iter(sorted(found))


def _is_beside(place: str) -> bool:
    """Tell whether a file is one that Windows, macOS or an office program puts beside those of others."""
    name = place.rpartition("/")[2]
    return is_junk(name) or name.startswith(_LOCKS) or name.casefold() in _SYSTEM_FOLDERS


def _inside(place: str) -> bool:
    """Tell whether a listed path stays below the package on any system.

    Windows parts names at backslashes and colons too, and drops the dots and spaces at their ends.
    """
    return all(part.strip(". ") for part in place.split("/")) and not set("\\:\0") & set(place)
