"""电子版资料 against its manifest: names both ways, how many files and bytes; what is in them `verify` compares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_MANIFEST, _INFO, _DATA = "manifest-sha256.txt", "bag-info.txt", "data"
_OXUM = "Payload-Oxum: "

Wrong = tuple[str, dict[str, str]]  # code and parameters of a fault


def package_faults(root: Path) -> tuple[frozenset[str], list[Wrong]]:
    """Return the places of the files in a package without white, and what does not agree."""
    sizes = {path.relative_to(root).as_posix(): path.stat().st_size for path in _files(root / _DATA)}
    return frozenset("".join(place.split()) for place in sizes), list(_faults(root, sizes))


def _faults(root: Path, sizes: dict[str, int]) -> Iterator[Wrong]:
    listed = [line.split("  ", 1)[1] for line in _text(root / _MANIFEST).splitlines()]
    places = [place.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%") for place in listed]
    known = set(places)
    yield from (("crawl_missing", {"text": place}) for place in places if place not in sizes)
    yield from (("crawl_unlisted", {"text": place}) for place in sorted(sizes) if place not in known)
    told = next((line.removeprefix(_OXUM) for line in _text(root / _INFO).splitlines() if line.startswith(_OXUM)), "")
    if told != (found := f"{sum(sizes.values())}.{len(sizes)}"):
        yield "crawl_size", {"told": _amount(told), "found": _amount(found)}


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _text(path: Path) -> str:
    return path.read_bytes().decode() if path.is_file() else ""


def _amount(oxum: str) -> str:
    size, _, count = oxum.partition(".")
    return f"{count or 0}个文件{size or 0}字节"
