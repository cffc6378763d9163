"""Files that were isolated because they bear a 密级 mark, told at the door by size and hash: they never come back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from evidence.intake.scan import Found
from evidence.isolated import Isolated
from evidence.model import Sha256
from evidence.store.hashing import hash_file
from evidence.wording import secrecy as words


def marked(files: Sequence[Found], records: Sequence[Isolated]) -> list[Found]:
    """Return the files, those that were isolated before marked with the number of their record."""
    numbers = {record.sha256: record.number for record in records}
    sizes = {record.size_bytes for record in records}
    return [_marked(found, numbers, sizes) for found in files] if numbers else list(files)


def names_given(names: Sequence[str], files: Iterable[Found]) -> str:
    """Return what was given to an arrival in one line, without the names of files that were isolated."""
    barred = {str(found.source): found.barred for found in files if found.barred is not None}
    return "；".join(words.label(barred[name]) if name in barred else name for name in names)


def _marked(found: Found, numbers: dict[Sha256, int], sizes: set[int]) -> Found:
    if found.junk or found.linked or found.own or found.ruled:
        return found
    try:
        if not found.path.is_file() or found.path.stat().st_size not in sizes:
            return found
        sha256 = found.sha256 or hash_file(found.path)
    except OSError:
        return found  # told when it is read
    return replace(found, sha256=sha256, barred=numbers[sha256]) if sha256 in numbers else found
