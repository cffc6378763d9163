"""99 校验: the last folder of 电子版资料, with the hash of every file and what a person needs to check them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from evidence.errors import ExportError
from evidence.model import Sha256
from evidence.store.hashing import hash_file
from evidence.wording import packing as words

MANIFEST, SEAL = f"{words.CHECKS}/{words.MANIFEST}", f"{words.CHECKS}/{words.SEAL}"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def write_checks(root: Path, info: Mapping[str, str], hashes: Mapping[str, Sha256], size_bytes: int) -> None:
    """Write what a package is, how it is checked, and last the hashes of all that lies below `root`.

    `hashes` are those of the evidence, by place, and `size_bytes` its size; other files are read. A manifest of an
    earlier attempt is replaced.
    """
    folder = root / words.CHECKS
    folder.mkdir(exist_ok=True)
    _write(folder / words.ABOUT, words.about(info, len(hashes), size_bytes))
    _write(folder / words.HOW, words.how_to_verify())
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    places = sorted(found.keys() - {MANIFEST, SEAL})
    lines = [f"{hashes.get(place) or hash_file(found[place])}  {place}" for place in places]
    _write(root / MANIFEST, (words.MANIFEST_HEAD, *lines))
    _write(root / SEAL, (f"{hash_file(root / MANIFEST)}  {words.MANIFEST}",))


def listed(manifest: bytes, package: Path) -> dict[str, str]:
    """Return hashes by place, as the manifest of a package lists them; raise `ExportError` if it cannot be read."""
    pairs = _parsed(manifest, 1)
    if not pairs:
        raise ExportError("package_damaged", path=str(package / MANIFEST))
    return pairs


def sealed(seal: bytes) -> str:
    """Return the hash that the manifest should have; empty if nothing says so."""
    return _parsed(seal, 0).get(words.MANIFEST, "")


def _parsed(content: bytes, heads: int) -> dict[str, str]:
    """Return hashes by place; none where any line is no such pair."""
    try:
        lines = content.decode("utf-8-sig").splitlines()[heads:]
    except UnicodeDecodeError:
        return {}
    matches = [_LINE.fullmatch(line) for line in lines if line.strip()]
    return {match[2]: match[1] for match in matches if match} if None not in matches else {}


def _write(path: Path, lines: Iterable[str]) -> None:
    """Write a text as the Notepad of any Windows shows it."""
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode("utf-8-sig"))
