"""Compares two exports file by file, Word and Excel files part by part; prints each difference, and fails for one."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

_OWN = (".beijian-export.json", ".beijian-export.lock")  # times of change, and who wrote last
_BY_PARTS = (".docx", ".xlsx")  # what compresses them is another library there, and other bytes
_SUMS, _SUM_OF_SUMS = "校验清单.txt", "清单校验码.txt"


def files(folder: Path) -> dict[str, Path]:
    """Return the files below a folder by their path."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {place: path for place, path in found.items() if path.name not in _OWN}


def differing_parts(one: Path, other: Path) -> list[str]:
    """Return the parts of two such files that are not the same; where both have the same, none."""
    with zipfile.ZipFile(one) as left, zipfile.ZipFile(other) as right:
        if left.namelist() != right.namelist():
            return sorted(set(left.namelist()) ^ set(right.namelist())) or ["order"]
        return [name for name in left.namelist() if left.read(name) != right.read(name)]


def sums(path: Path) -> list[str]:
    """Return the lines of a manifest, but for files that are compared part by part."""
    return [line for line in path.read_text("utf-8-sig").splitlines() if not line.endswith(_BY_PARTS)]


def main(one: Path, other: Path) -> int:
    """Compare; return 1 if anything differs."""
    left, right = files(one), files(other)
    faults = [f"only in one: {place}" for place in sorted(left.keys() ^ right.keys())]
    parts = 0
    for place in sorted(left.keys() & right.keys()):
        if place.endswith(_SUM_OF_SUMS):
            continue
        if place.endswith(_SUMS):
            faults += [] if sums(left[place]) == sums(right[place]) else [f"differs: {place}"]
        elif place.endswith(_BY_PARTS):
            faults += [f"{place}: {part}" for part in differing_parts(left[place], right[place])]
            with zipfile.ZipFile(left[place]) as document:
                parts += len(document.namelist())
        elif left[place].read_bytes() != right[place].read_bytes():
            faults.append(f"differs: {place}")
    print("\n".join([*faults, f"{len(left)} files, {parts} parts of Word and Excel files: {len(faults)} differences"]))
    return int(bool(faults) or not left)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
