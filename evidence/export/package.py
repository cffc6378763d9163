"""电子版资料: evidence in folders by criterion, as a BagIt bag (RFC 8493) that any SHA-256 tool can check."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from evidence.errors import ExportError
from evidence.export.numbering import Numbered
from evidence.export.phrases import title_of
from evidence.model import Criterion, CriterionId, Original, Sha256, Snapshot
from evidence.names import safe_name
from evidence.progress import Report, tell
from evidence.store.vault import hash_file

# Windows allows 260 characters; what is above leaves room for the folder that the package is copied into.
PATH_LIMIT = 200
_LONGEST_FOLDER = 24
_SHORTEST_TITLE = 12
_MANIFEST = "manifest-sha256.txt"
_TAG_MANIFEST = "tagmanifest-sha256.txt"


@dataclass(frozen=True, slots=True)
class PackedFile:
    """An original and its place below the package."""

    original: Original
    place: PurePosixPath  # begins with `data`


@dataclass(frozen=True, slots=True)
class Fault:
    """What `verify` found wrong; `code` is worded in `wording`."""

    code: str
    path: str


def plan_package(
    snapshot: Snapshot, numbered: Mapping[CriterionId, Sequence[Numbered]], above_characters: int
) -> dict[str, tuple[PackedFile, ...]]:
    """Return the files of each numbered piece by the piece's number, each piece once, under its first item.

    Paths stay within `PATH_LIMIT` with the `above_characters` of the package's own folder, as far as 60 remain.
    """
    room = max(60, PATH_LIMIT - above_characters - 1)
    found: dict[str, tuple[PackedFile, ...]] = {}
    for criterion in snapshot.leaves:
        folder = PurePosixPath("data", *_folders(snapshot, criterion))
        for entry in numbered.get(criterion.id, ()):
            if entry.number is not None and entry.at_home:
                found[entry.number] = tuple(_files(snapshot, entry, folder, room))
    return found


def write_package(
    root: Path, files: Sequence[PackedFile], sources: Mapping[Sha256, Path], info: Mapping[str, str], report: Report
) -> tuple[PackedFile, ...]:
    """Write the bag; return the files that could not be read, which it then does not hold."""
    root.mkdir()
    (root / "data").mkdir()
    lines: list[str] = []
    left_out: list[PackedFile] = []
    size_bytes = 0
    for index, file in enumerate(files):
        tell(report, "package", index, len(files))
        target = root / file.place
        target.parent.mkdir(parents=True, exist_ok=True)
        source = sources[file.original.sha256]
        if not source.is_file() or hash_file(source) != file.original.sha256:
            left_out.append(file)
            continue
        shutil.copyfile(source, target)
        size_bytes += file.original.size_bytes
        lines.append(f"{file.original.sha256}  {_encoded(file.place)}\n")
    tell(report, "package", len(files), len(files))
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
    return tuple(left_out)


def verify_package(root: Path, report: Report) -> tuple[int, tuple[Fault, ...]]:
    """Check a bag against its manifests; return how many files it lists and what is wrong with them.

    Raises `ExportError` if the folder is not there or is no bag.
    """
    if not root.is_dir():
        raise ExportError("package_missing", path=str(root))
    if not (root / "bagit.txt").is_file() or not (root / _MANIFEST).is_file():
        raise ExportError("package_none", path=str(root))
    tags = _listed(root / _TAG_MANIFEST) if (root / _TAG_MANIFEST).is_file() else {}
    faults = [
        Fault("verify_unlisted", name)
        for name in ("bagit.txt", "bag-info.txt", _MANIFEST)
        if name not in tags or not (root / name).is_file() or hash_file(root / name) != tags[name]
    ]
    listed = _listed(root / _MANIFEST)
    for index, (place, sha256) in enumerate(listed.items()):
        tell(report, "verifying", index, len(listed))
        path = root / place
        if ".." in PurePosixPath(place).parts or not path.is_file():
            faults.append(Fault("verify_missing", place))
        elif hash_file(path) != sha256:
            faults.append(Fault("verify_changed", place))
    present = {path.relative_to(root).as_posix() for path in (root / "data").rglob("*") if path.is_file()}
    faults += [Fault("verify_extra", place) for place in sorted(present - listed.keys())]
    tell(report, "verifying", len(listed), len(listed))
    return len(listed), tuple(faults)


def _listed(manifest: Path) -> dict[str, str]:
    """Return hashes by path, as a manifest lists them."""
    try:
        lines = manifest.read_bytes().decode("utf-8").splitlines()
        pairs = [line.split(maxsplit=1) for line in lines if line.strip()]
        return {place.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%"): sha for sha, place in pairs}
    except ValueError as error:
        raise ExportError("package_damaged", path=str(manifest)) from error


def _encoded(place: PurePosixPath) -> str:
    return str(place).replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _folders(snapshot: Snapshot, criterion: Criterion) -> Iterable[str]:
    """Yield `01 基础工作`, `11 社会共治`, `11-39`: groups by number and name, the item by its code."""
    for group in snapshot.chain(criterion):
        siblings = [other for other in snapshot.criteria if other.parent == group.parent]
        number = group.code if group.code.isdecimal() else str(siblings.index(group) + 1)
        yield safe_name(f"{number.zfill(2)} {group.title or group.text or ''}", _LONGEST_FOLDER)
    yield safe_name(criterion.code, _LONGEST_FOLDER)


def _files(snapshot: Snapshot, entry: Numbered, folder: PurePosixPath, room: int) -> Iterable[PackedFile]:
    facts = entry.piece.facts
    originals = list(dict.fromkeys(part.original for part in entry.piece.parts))
    for position, key in enumerate(originals, 1):
        original = snapshot.originals[key]
        extension = os.path.splitext(safe_name(original.name))[1].lower()  # noqa: PTH122
        serial = f"_{position}" if len(originals) > 1 else ""
        number = safe_name(entry.number or "")
        day = f"_{facts.issued_on:%Y%m%d}" if facts.issued_on else ""
        paper = f"_{facts.document_number}" if facts.document_number else ""
        fixed = len(str(folder)) + len(number) + len(day) + len(serial) + len(extension) + 2
        if fixed + len(paper) + _SHORTEST_TITLE > room:
            paper = ""
        title = safe_name(title_of(entry.piece, snapshot).strip("[]"), max(1, room - fixed - len(paper)))
        yield PackedFile(
            original, folder / f"{number}_{title}{safe_name(paper) if paper else ''}{day}{serial}{extension}"
        )
