"""电子版资料 against its manifest: names both ways, how many files and bytes; what is in them `verify` compares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evidence.errors import ExportError
from evidence.export.package_checks import MANIFEST, SEAL, listed
from evidence.wording import packing as words

_FILES = words.PHRASES["files"].partition("{")[0]

Wrong = tuple[str, dict[str, str]]  # code and parameters of a fault


def package_faults(root: Path) -> tuple[frozenset[str], list[Wrong]]:
    """Return the places of the files in a package without white, and what does not agree."""
    sizes = {path.relative_to(root).as_posix(): path.stat().st_size for path in root.rglob("*") if path.is_file()}
    return frozenset("".join(place.split()) for place in sizes), list(_faults(root, sizes))


def _faults(root: Path, sizes: dict[str, int]) -> Iterator[Wrong]:
    try:
        places = listed((root / MANIFEST).read_bytes(), root)
    except (OSError, ExportError):
        places = dict[str, str]()
    yield from (("crawl_missing", {"text": place}) for place in places if place not in sizes)
    known = {*places, MANIFEST, SEAL}
    yield from (("crawl_unlisted", {"text": place}) for place in sorted(sizes) if place not in known)
    evidence = [size for place, size in sizes.items() if not place.startswith((f"{words.FRONT}/", f"{words.CHECKS}/"))]
    about = root / words.CHECKS / words.ABOUT
    lines = about.read_text("utf-8-sig").splitlines() if about.is_file() else []
    said = next((line for line in lines if line.startswith(_FILES)), "")
    if said != (found := words.phrase("files", count=len(evidence), size=sum(evidence))):
        yield "crawl_size", {"told": said, "found": found}
