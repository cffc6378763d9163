"""Goldens of documents: parts unzipped, set out line by line, and compared with a diff that people can read.

UPDATE_GOLDEN=1 pytest … writes what is there now in the place of what was; read the diff before you commit it.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

from lxml import etree

GOLDEN = Path(__file__).resolve().parent
DIFF_LINES = 80


def pretty(xml: bytes) -> str:
    """Return XML with an element a line."""
    root = etree.fromstring(xml)
    return etree.tostring(root, pretty_print=True, encoding="unicode")


def parts(path: Path, without: Mapping[str, bytes]) -> dict[str, str]:
    """Return the XML parts of a Word file by name, but for those that are as in `without`."""
    with zipfile.ZipFile(path) as package:
        found = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
    return {name: pretty(data) for name, data in found.items() if without.get(name) != data}


def raw_parts(path: Path) -> dict[str, bytes]:
    """Return all parts of a Word file by name."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def difference(name: str, found: Mapping[str, str]) -> str:
    """Compare parts with the golden of that name and return the difference; write the golden if that is asked."""
    folder = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        for part, text in found.items():
            (folder / part).parent.mkdir(parents=True, exist_ok=True)
            (folder / part).write_bytes(text.encode())
    golden = {
        path.relative_to(folder).as_posix(): path.read_bytes().decode().replace("\r\n", "\n")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    lines: list[str] = []
    for part in sorted({*golden, *found}):
        before, now = golden.get(part, "").splitlines(), found.get(part, "").splitlines()
        lines += unified_diff(before, now, f"golden/{part}", f"now/{part}", lineterm="")
    more = [f"… {len(lines) - DIFF_LINES} more lines"] if len(lines) > DIFF_LINES else []
    return "\n".join([*lines[:DIFF_LINES], *more])
