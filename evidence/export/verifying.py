"""核对电子版: every file of a package against its manifest, and the manifest against its own hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from evidence.errors import ExportError
from evidence.export.opened import SYSTEM_FOLDERS, Package, bytes_at, hash_at, opened
from evidence.export.package_checks import MANIFEST, SEAL, listed, sealed
from evidence.intake.scan import is_junk
from evidence.progress import Report, tell

_LOCKS = ".~"  # how WPS and LibreOffice begin the names of files that say who has a document open


class Fault(Struct, frozen=True):
    """What is wrong; `code` is worded in `wording.packing`."""

    code: str
    path: str


class Verified(Struct, frozen=True):
    """How many files a package lists, what is wrong with them, and what systems and office programs left there."""

    count: int
    faults: tuple[Fault, ...]
    beside: tuple[str, ...] = ()  # places of what is no fault


def verify_package(path: Path, report: Report) -> Verified:
    """Check a package, folder or zip, against its manifest; nothing is written.

    Raises `ExportError` if nothing is there, it is no package, or it is gone before all is read.
    """
    with opened(path) as package:
        manifest = bytes_at(package, MANIFEST)
        if manifest is None:
            raise ExportError("package_none" if path.is_dir() else "package_cut", path=str(path))
        places = listed(manifest, path)
        seal = sealed(bytes_at(package, SEAL) or b"")
        sound = hashlib.sha256(manifest).hexdigest() == seal
        faults = [] if sound else [Fault("verify_unlisted", MANIFEST)]
        present = package.places()
        for index, (place, sha256) in enumerate(places.items()):
            tell(report, "verifying", index, len(places))
            code = _wrong(package, place, sha256, report, there=place in present)
            if code is not None:
                _check_there(package, path, index, len(places))
                faults.append(Fault(code, place))
        _check_there(package, path, len(places), len(places))
    unlisted = sorted(present - {*places, MANIFEST, SEAL})
    faults += [Fault("verify_extra", place) for place in unlisted if not _is_beside(place)]
    tell(report, "verifying", len(places), len(places))
    return Verified(len(places), tuple(faults), tuple(_beside(unlisted)))


def _wrong(package: Package, place: str, sha256: str, report: Report, *, there: bool) -> str | None:
    if not _inside(place):
        return "verify_unlisted"
    if not there:
        return "verify_missing"
    found = hash_at(package, place, report)
    if found is None:
        return "verify_unreadable"
    return None if found == sha256 else "verify_changed"


def _check_there(package: Package, path: Path, done: int, count: int) -> None:
    """Raise `ExportError` if the package itself is not there any more, as on a stick that was pulled out."""
    if bytes_at(package, MANIFEST) is None:
        raise ExportError("package_gone", path=str(path), done=done, count=count)


def _beside(places: list[str]) -> Iterator[str]:
    return (place for place in places if _is_beside(place))


def _is_beside(place: str) -> bool:
    """Tell whether a file is one that Windows, macOS or an office program puts beside those of others."""
    name = place.rpartition("/")[2]
    return is_junk(name) or name.startswith(_LOCKS) or name.casefold() in SYSTEM_FOLDERS


def _inside(place: str) -> bool:
    """Tell whether a listed path stays below the package on any system.

    Windows parts names at backslashes and colons too, and drops the dots and spaces at their ends.
    """
    return all(part.strip(". ") for part in place.split("/")) and not set("\\:\0") & set(place)
