"""补报码 in the names of files and folders, however people write them there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from msgspec import Struct

from evidence.check.debts import CHARACTERS, CODE_LENGTH, LETTERS

# Full width to half width and small letters to capitals, each character for one, so that places stay.
_FOLDED = {
    **{number: number - 0xFEE0 for number in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))},
    **{number: number - 0xFEE0 - 32 for number in range(0xFF41, 0xFF5B)},
    **{number: number - 32 for number in range(ord("a"), ord("z") + 1)},
    0x3000: " ",
}
_RUN = re.compile(r"[0-9A-Z]+")
_APART = re.compile(rf"(?<![0-9A-Z])[{LETTERS}](?:[ _.·-]{{0,2}}[{CHARACTERS}]){{{CODE_LENGTH - 1}}}(?![0-9A-Z])")
_WHOLE = re.compile(rf"(?<![0-9A-Z])[{LETTERS}][{CHARACTERS}]{{{CODE_LENGTH - 1}}}(?![0-9A-Z])")
_LABEL = re.compile(r"补\s*报\s*[码号]\s*[:：]?\s*$")
_OPEN = r"[\[【(（〔{<《「“\"]?"
_BEFORE = re.compile(rf"{_OPEN}\s*(?:补\s*报\s*[码号])[\s:：]*{_OPEN}\s*$|[\s:：]*{_OPEN}\s*$")
_AFTER = re.compile(r"^\s*[\]】)）〕}>》」”\"]{0,2}[\s_.、,，;；+&－-]*")
_LEAST_LETTERS = 2  # of what begins a folder's name and looks like a code; a figure is among them: no word does
_OUR_FOLDER = re.compile(r"_[^_]+_")  # what follows the code in the name of a folder that we handed out


class _At(Struct, frozen=True):
    code: str
    start: int
    end: int


def codes_in(name: str, known: Collection[str]) -> tuple[str, ...]:
    """Return which of the known codes a name carries, in the order in which they stand there, each once."""
    return tuple(dict.fromkeys(found.code for found in _found(name, known)))


def without_codes(name: str, known: Collection[str]) -> str:
    """Return a name without its codes and what belongs to them: label, brackets, dashes; `_` if nothing is left."""
    before = name
    for found in reversed(_found(name, known)):
        left, right = name[: found.start], name[found.end :]
        left = left[: _before(left)].rstrip(" _-")
        right = _AFTER.sub("", right, count=1)
        name = f"{left} {right}" if left and right else left or right
    return name if name or not before else "_"


def nearest_codes(source: PurePosixPath, known: Collection[str]) -> tuple[tuple[str, ...], bool]:
    """Return the codes of the file's own name, else of the innermost folder that has any, and whether it is the name.

    Archives are folders; a file name's ending is none of it.
    """
    own = codes_in(source.stem, known)
    if own:
        return own, True
    folders = (codes_in(part.removesuffix("!"), known) for part in reversed(source.parts[:-1]))
    return next(filter(None, folders), ()), False


def path_without_codes(source: PurePosixPath, known: Collection[str]) -> PurePosixPath:
    """Return a path whose names have no codes."""
    if not any(codes_in(part, known) for part in source.parts):
        return source
    *folders, name = source.parts
    ending = source.suffix if len(source.suffix) > 1 else ""
    stem = without_codes(name.removesuffix(ending), known)
    return PurePosixPath(*(without_codes(part, known) for part in folders), f"{stem}{ending}")


def unknown_codes(source: PurePosixPath, known: Collection[str]) -> tuple[str, ...]:
    """Return what was meant as a code and is none: called one, or at the head of a folder named as ours are.

    Names of other papers look like codes as well: HACCP2认证证书, VX2345.
    """
    found: dict[str, None] = {}
    for name, is_folder in (*((part, True) for part in source.parts[:-1]), (source.stem, False)):
        folded = name.translate(_FOLDED)
        for match in _WHOLE.finditer(folded):
            code = match.group()
            figures = sum(char.isdigit() for char in code)
            ours = is_folder and match.start() == 0 and _OUR_FOLDER.match(name, match.end())
            looks = ours and 0 < figures <= CODE_LENGTH - _LEAST_LETTERS
            if code not in known and (looks or _LABEL.search(name[: match.start()])):
                found[code] = None
    return tuple(found)


def _found(name: str, known: Collection[str]) -> list[_At]:
    """Return the known codes of a name by where they stand, none of them over another."""
    found: list[_At] = []
    for one in _candidates(name):
        if one.code in known and (not found or one.start >= found[-1].end):
            found.append(one)
    return found


@lru_cache(maxsize=4096)
def _candidates(name: str) -> tuple[_At, ...]:
    """Return what could be a code, by where it stands; the same folders and names are asked about again and again."""
    return tuple(sorted(_shaped(name.translate(_FOLDED)), key=lambda at: (at.start, at.end)))


def _shaped(folded: str) -> Iterator[_At]:
    """Yield what could be a code: at either end of a run of letters and figures, or its characters set apart."""
    for run in _RUN.finditer(folded):
        start, end = run.span()
        if end - start >= CODE_LENGTH:
            yield _At(folded[start : start + CODE_LENGTH], start, start + CODE_LENGTH)
            yield _At(folded[end - CODE_LENGTH : end], end - CODE_LENGTH, end)
    for match in _APART.finditer(folded):
        code = "".join(char for char in match.group() if char.isalnum())
        yield _At(code, match.start(), match.end())


def _before(left: str) -> int:
    """Return where what belongs to a code begins that follows `left`."""
    match = _BEFORE.search(left)
    return match.start() if match else len(left)
