"""电子版资料: 00 总目录, evidence in folders by criterion, and 99 校验, by which any SHA-256 tool can check all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path, PurePosixPath

from msgspec import Struct

from evidence.export.carrying import Load
from evidence.export.numbering import Numbered, serial_text
from evidence.export.phrases import title_of
from evidence.intake.privacy import masked
from evidence.model import Criterion, CriterionId, Flag, Original, OriginalId, Piece
from evidence.names import safe_name
from evidence.snapshot import Snapshot
from evidence.wording.packing import CHECKS, FRONT

# Windows allows 260 characters. Below a folder that is not deep a path has at most 200, below any at most 240.
PATH_LIMIT, LONGEST_PATH = 200, 240
_USUAL_ABOVE = 60  # characters of a folder that is not deep
_NAME_BYTES = 240  # Linux takes 255 bytes of UTF-8 in one name, 85 Chinese characters
_FOLDER_LIMITS = (24, 16, 10, 6)  # characters of a group's folder: the first that leaves room for a title
_CODE_LIMIT = 24
_EXTENSION_LIMIT = 12
_SHORTEST_TITLE = 12
_LONGEST_TAIL = len("_20231120") + len("_10") + _EXTENSION_LIMIT
_HIDDEN = "×"  # for the digits of personal data: no name may hold an asterisk
_NO_ANCHOR = str.maketrans("#", "＃")  # office programs read what follows a # in a link as a place in the file


class Renamed(StrEnum):
    """Why a file is not called by its paper's whole title and number; worded in `wording.packing`."""

    HIDDEN = "hidden"  # the title holds personal data
    CHARACTERS = "characters"  # that no name may hold
    CUT = "cut"
    NO_NUMBER = "no_number"  # of the paper: there was no room for it
    AGAIN = "again"  # another file would have the same name
    PAGES = "pages"  # it is some pages of the original


class PackedFile(Struct, frozen=True):
    """An original and its place below the package."""

    original: Original
    place: PurePosixPath
    pages: tuple[int, ...] = ()  # those of it (from 1) that the piece is made of; empty: it is handed out whole
    renamed: tuple[Renamed, ...] = ()  # beside being called by its 件号, as all are


def plan_package(
    snapshot: Snapshot, numbered: Mapping[CriterionId, Sequence[Numbered]], above_characters: int
) -> dict[str, tuple[PackedFile, ...]]:
    """Return the files of each numbered piece by the piece's number, each piece once, under its first item.

    What bears a 密级 has none. Names tell no identity number and no mobile number whole.
    Paths are the same wherever the package's own folder is, so that what is printed of them stays true; only where with
    its `above_characters` they would be longer than `LONGEST_PATH` are they cut to what remains, as far as 60 do.
    """
    room = max(60, min(PATH_LIMIT - _USUAL_ABOVE, LONGEST_PATH - above_characters) - 1)
    folders = _folders(snapshot, numbered, room)
    found: dict[str, tuple[PackedFile, ...]] = {}
    taken: set[str] = set()
    for criterion in snapshot.leaves:
        for entry in numbered.get(criterion.id, ()):
            if entry.number is not None and entry.at_home and Flag.SECRET not in entry.piece.flags:
                found[entry.number] = tuple(_files(snapshot, entry, folders[criterion.id], room, taken))
    return found


def loads_of(files: Iterable[PackedFile], paths: Mapping[OriginalId, Path]) -> list[Load]:
    """Return what has to be carried for these files, which lie at `paths` now."""
    return [
        Load(
            paths[file.original.id],
            file.original.sha256,
            file.original.size_bytes,
            file.original.media_type,
            file.place,
            file.pages,
        )
        for file in files
    ]


def _folders(
    snapshot: Snapshot, numbered: Mapping[CriterionId, Sequence[Numbered]], room: int
) -> dict[CriterionId, PurePosixPath]:
    """Return the folder of each item: `01 基础工作/11 社会共治/11-39`, as long as the paths in it may be."""
    items = [criterion for criterion in snapshot.leaves if numbered.get(criterion.id)]
    found: dict[CriterionId, PurePosixPath] = {}
    for limit in _FOLDER_LIMITS:
        found = {c.id: PurePosixPath(*_folder_names(snapshot, c, limit)) for c in items}
        numbers = {c.id: min(_length(c.code), _CODE_LIMIT) + len("-001") for c in items}
        if all(_length(str(found[c]) + "/_") + numbers[c] + _LONGEST_TAIL + _SHORTEST_TITLE <= room for c in found):
            break
    return found


def _folder_names(snapshot: Snapshot, criterion: Criterion, limit: int) -> Iterable[str]:
    """Yield `01 基础工作`, `11 社会共治`, `11-39`: groups by number and name, the item by its code."""
    for group in snapshot.chain(criterion):
        siblings = [other for other in snapshot.criteria if other.parent == group.parent]
        number = group.code if group.code.isdecimal() else str(siblings.index(group) + 1)
        yield _free(_cut(_name(f"{number.zfill(2)} {group.title or group.text or ''}"), limit))
    yield _free(_cut(_name(criterion.code), _CODE_LIMIT))


def _free(name: str) -> str:
    """Return the name of a folder that is not one of the package's own."""
    return f"{name}_" if name in (FRONT, CHECKS) else name


def _name(text: str, limit: int = 80) -> str:
    return safe_name(text.translate(_NO_ANCHOR), limit)


def _files(
    snapshot: Snapshot, entry: Numbered, folder: PurePosixPath, room: int, taken: set[str]
) -> Iterable[PackedFile]:
    """Yield a piece's files; no place differs from one in `taken` by case alone."""
    facts = entry.piece.facts
    originals = list(dict.fromkeys(part.original for part in entry.piece.parts if part.printed))
    serial = serial_text(entry.serial) if entry.serial else ""
    number = f"{_cut(_name(entry.code), _CODE_LIMIT)}-{serial}"
    day = f"_{facts.issued_on:%Y%m%d}" if facts.issued_on else ""
    paper = f"_{_name(facts.document_number)}" if facts.document_number else ""
    called = title_of(entry.piece, snapshot).strip("[]")
    shown = masked(called, _HIDDEN)
    title = _name(shown, PATH_LIMIT)
    for position, key in enumerate(originals, 1):
        original = snapshot.originals[key]
        tail = day + (f"_{position}" if len(originals) > 1 else "") + _extension(original.name)
        left = room - _length(f"{folder}/{number}_{tail}")
        left_bytes = _NAME_BYTES - len(f"{number}_{tail}".encode())
        if _length(paper) + _SHORTEST_TITLE > left or len(paper.encode()) + 3 * _SHORTEST_TITLE > left_bytes:
            kept = ""
        else:
            kept = paper
        cut = _cut(title, max(1, left - _length(kept)), left_bytes - len(kept.encode()))
        place = folder / f"{number}_{cut}{kept}{tail}"
        again = 1
        while str(place).casefold() in taken:
            again += 1
            place = folder / f"{number}~{again}{tail}"
        taken.add(str(place).casefold())
        pages = _pages_of(entry.piece, original)
        reasons = (
            (Renamed.HIDDEN, shown != called),
            (Renamed.CHARACTERS, not shown.startswith(title)),
            (Renamed.CUT, cut != title or len(title) == PATH_LIMIT),
            (Renamed.NO_NUMBER, kept != paper),
            (Renamed.AGAIN, again > 1),
            (Renamed.PAGES, bool(pages)),
        )
        yield PackedFile(original, place, pages, tuple(reason for reason, holds in reasons if holds))


def _pages_of(piece: Piece, original: Original) -> tuple[int, ...]:
    """Return the pages of an original that a piece is made of, in its order; none where it is made of all."""
    ranges = [(part.first, part.last) for part in piece.parts if part.printed and part.original == original.id]
    pages = [page for first, last in ranges if first for page in range(first, (last or first) + 1)]
    whole = any(first is None for first, _ in ranges) or pages == list(range(1, (original.pages or 0) + 1))
    return () if whole else tuple(pages)


def _extension(name: str) -> str:
    """Return the ending of a file name with its dot, in lower case; empty if there is none.

    It tells no number of a person whole: a name may end in one behind a dot.
    """
    extension = os.path.splitext(name)[1].lower()  # noqa: PTH122 — a name, not a path: it may hold slashes
    shown = masked(extension[1:], _HIDDEN)
    return f".{safe_name(shown, _EXTENSION_LIMIT - 1)}" if shown else ""


def _length(text: str) -> int:
    """Return the length as Windows counts it, in UTF-16 units: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def _cut(name: str, units: int, utf8_bytes: int = _NAME_BYTES) -> str:
    """Return the start of a safe name that takes no more than this."""
    while len(name) > 1 and (_length(name) > units or len(name.encode()) > utf8_bytes):
        name = name[:-1]
    return name.rstrip(". ") or "_"
