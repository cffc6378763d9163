"""电子版资料: evidence in folders by criterion, as a BagIt bag (RFC 8493) that any SHA-256 tool can check."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile

from evidence.errors import ExportError
from evidence.export.carrying import Carried, Load
from evidence.export.numbering import Numbered, serial_text
from evidence.export.opened import Package, hash_at, opened
from evidence.export.phrases import title_of
from evidence.model import Criterion, CriterionId, Original, OriginalId, Piece
from evidence.names import safe_name
from evidence.progress import Report, tell
from evidence.snapshot import Snapshot
from evidence.store.vault import hash_file

# Windows allows 260 characters. Below a folder that is not deep a path has at most 200, below any at most 240.
PATH_LIMIT, LONGEST_PATH = 200, 240
_USUAL_ABOVE = 60  # characters of a folder that is not deep
_NAME_BYTES = 240  # Linux takes 255 bytes of UTF-8 in one name, 85 Chinese characters
_FOLDER_LIMITS = (24, 16, 10, 6)  # characters of a group's folder: the first that leaves room for a title
_CODE_LIMIT = 24
_EXTENSION_LIMIT = 12
_SHORTEST_TITLE = 12
_LONGEST_TAIL = len("_20231120") + len("_10") + _EXTENSION_LIMIT
_MANIFEST = "manifest-sha256.txt"
_TAG_MANIFEST = "tagmanifest-sha256.txt"


@dataclass(frozen=True, slots=True)
class PackedFile:
    """An original and its place below the package."""

    original: Original
    place: PurePosixPath  # begins with `data`
    pages: tuple[int, ...] = ()  # those of it (from 1) that the piece is made of; empty: it is handed out whole


@dataclass(frozen=True, slots=True)
class Fault:
    """What `verify` found wrong; `code` is worded in `wording`."""

    code: str
    path: str


def plan_package(
    snapshot: Snapshot, numbered: Mapping[CriterionId, Sequence[Numbered]], above_characters: int
) -> dict[str, tuple[PackedFile, ...]]:
    """Return the files of each numbered piece by the piece's number, each piece once, under its first item.

    Paths are the same wherever the package's own folder is, so that what is printed of them stays true; only where with
    its `above_characters` they would be longer than `LONGEST_PATH` are they cut to what remains, as far as 60 do.
    """
    room = max(60, min(PATH_LIMIT - _USUAL_ABOVE, LONGEST_PATH - above_characters) - 1)
    folders = _folders(snapshot, numbered, room)
    found: dict[str, tuple[PackedFile, ...]] = {}
    taken: set[str] = set()
    for criterion in snapshot.leaves:
        for entry in numbered.get(criterion.id, ()):
            if entry.number is not None and entry.at_home:
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


def write_package(root: Path, files: Sequence[Carried], info: Mapping[str, str]) -> None:
    """Make a bag of the files that lie at their places below `root`."""
    (root / "data").mkdir(parents=True, exist_ok=True)
    lines = [f"{file.sha256}  {_encoded(file.place)}\n" for file in files]
    size_bytes = sum(file.size_bytes for file in files)
    tags = {
        "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": "".join(f"{name}: {' '.join(value.split())}\n" for name, value in info.items() if value)
        + f"Payload-Oxum: {size_bytes}.{len(lines)}\n",
        _MANIFEST: "".join(sorted(lines, key=lambda line: line[66:])),
    }
    for name, text in tags.items():
        (root / name).write_bytes(text.encode())
    listed = "".join(f"{hash_file(root / name)}  {name}\n" for name in sorted(tags))
    (root / _TAG_MANIFEST).write_bytes(listed.encode())


def verify_package(path: Path, report: Report) -> tuple[int, tuple[Fault, ...]]:
    """Check a bag, folder or zip, against its manifests; return how many files it lists and what is wrong.

    Raises `ExportError` if nothing is there or it is no bag.
    """
    with opened(path) as package:
        present = package.places()
        if not {"bagit.txt", _MANIFEST} <= present:
            raise ExportError("package_none", path=str(path))
        tags = _listed(package, _TAG_MANIFEST, path) if _TAG_MANIFEST in present else {}
        faults = [
            Fault("verify_unlisted", name)
            for name in ("bagit.txt", "bag-info.txt", _MANIFEST)
            if name not in tags or hash_at(package, name) != tags[name]
        ]
        listed = _listed(package, _MANIFEST, path)
        for index, (place, sha256) in enumerate(listed.items()):
            tell(report, "verifying", index, len(listed))
            if not _inside(place):
                faults.append(Fault("verify_unlisted", place))
            elif place not in present:
                faults.append(Fault("verify_missing", place))
            elif hash_at(package, place) != sha256:
                faults.append(Fault("verify_changed", place))
    unknown = sorted(place for place in present - listed.keys() if place.startswith("data/"))
    faults += [Fault("verify_extra", place) for place in unknown]
    tell(report, "verifying", len(listed), len(listed))
    return len(listed), tuple(faults)


def _inside(place: str) -> bool:
    """Tell whether a listed path stays below `data` on any system.

    Windows parts names at backslashes and colons too, and drops the dots and spaces at their ends.
    """
    first, *rest = place.split("/")
    return first == "data" and bool(rest) and all(part.strip(". ") for part in rest) and not set("\\:\0") & set(place)


def _listed(package: Package, manifest: str, path: Path) -> dict[str, str]:
    """Return hashes by path, as a manifest lists them."""
    try:
        with package.open(manifest) as file:
            lines = file.read().decode("utf-8").splitlines()
        pairs = [line.split(maxsplit=1) for line in lines if line.strip()]
        return {place.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%"): sha for sha, place in pairs}
    except (ValueError, BadZipFile) as error:
        raise ExportError("package_damaged", path=str(path)) from error


def _encoded(place: PurePosixPath) -> str:
    return str(place).replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _folders(
    snapshot: Snapshot, numbered: Mapping[CriterionId, Sequence[Numbered]], room: int
) -> dict[CriterionId, PurePosixPath]:
    """Return the folder of each item: `data/01 基础工作/11 社会共治/11-39`, as long as the paths in it may be."""
    items = [criterion for criterion in snapshot.leaves if numbered.get(criterion.id)]
    found: dict[CriterionId, PurePosixPath] = {}
    for limit in _FOLDER_LIMITS:
        found = {c.id: PurePosixPath("data", *_folder_names(snapshot, c, limit)) for c in items}
        numbers = {c.id: min(_length(c.code), _CODE_LIMIT) + len("-001") for c in items}
        if all(_length(str(found[c]) + "/_") + numbers[c] + _LONGEST_TAIL + _SHORTEST_TITLE <= room for c in found):
            break
    return found


def _folder_names(snapshot: Snapshot, criterion: Criterion, limit: int) -> Iterable[str]:
    """Yield `01 基础工作`, `11 社会共治`, `11-39`: groups by number and name, the item by its code."""
    for group in snapshot.chain(criterion):
        siblings = [other for other in snapshot.criteria if other.parent == group.parent]
        number = group.code if group.code.isdecimal() else str(siblings.index(group) + 1)
        yield _cut(safe_name(f"{number.zfill(2)} {group.title or group.text or ''}"), limit)
    yield _cut(safe_name(criterion.code), _CODE_LIMIT)


def _files(
    snapshot: Snapshot, entry: Numbered, folder: PurePosixPath, room: int, taken: set[str]
) -> Iterable[PackedFile]:
    """Yield a piece's files; no place differs from one in `taken` by case alone."""
    facts = entry.piece.facts
    originals = list(dict.fromkeys(part.original for part in entry.piece.parts if part.printed))
    serial = serial_text(entry.serial) if entry.serial else ""
    number = f"{_cut(safe_name(entry.code), _CODE_LIMIT)}-{serial}"
    day = f"_{facts.issued_on:%Y%m%d}" if facts.issued_on else ""
    paper = f"_{safe_name(facts.document_number)}" if facts.document_number else ""
    title = safe_name(title_of(entry.piece, snapshot).strip("[]"), PATH_LIMIT)
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
        yield PackedFile(original, place, _pages_of(entry.piece, original))


def _pages_of(piece: Piece, original: Original) -> tuple[int, ...]:
    """Return the pages of an original that a piece is made of, in its order; none where it is made of all."""
    ranges = [(part.first, part.last) for part in piece.parts if part.printed and part.original == original.id]
    pages = [page for first, last in ranges if first for page in range(first, (last or first) + 1)]
    whole = any(first is None for first, _ in ranges) or pages == list(range(1, (original.pages or 0) + 1))
    return () if whole else tuple(pages)


def _extension(name: str) -> str:
    """Return the ending of a file name with its dot, in lower case; empty if there is none."""
    extension = os.path.splitext(name)[1].lower()  # noqa: PTH122 — a name, not a path: it may hold slashes
    return f".{safe_name(extension[1:], _EXTENSION_LIMIT - 1)}" if len(extension) > 1 else ""


def _length(text: str) -> int:
    """Return the length as Windows counts it, in UTF-16 units: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def _cut(name: str, units: int, utf8_bytes: int = _NAME_BYTES) -> str:
    """Return the start of a safe name that takes no more than this."""
    while len(name) > 1 and (_length(name) > units or len(name.encode()) > utf8_bytes):
        name = name[:-1]
    return name.rstrip(". ") or "_"
