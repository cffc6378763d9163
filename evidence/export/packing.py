"""The 电子版资料 of one export: what is packed where, carried there, and handed over as a folder, a zip or both."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from msgspec import Struct, field

from evidence.export import phrases
from evidence.export.carrying import Carried, carry
from evidence.export.exchange import Staging
from evidence.export.numbering import Numbered, number_pieces
from evidence.export.package import PackedFile, loads_of, plan_package
from evidence.export.package_checks import write_checks
from evidence.export.package_form import PACKAGE, ZIPPED, PackageForm
from evidence.export.zipped import write_zip
from evidence.model import CriterionId, Original, OriginalId
from evidence.progress import Report, tell
from evidence.snapshot import Snapshot
from evidence.store.disk import move
from evidence.store.hashing import is_sound


class Planned(NamedTuple):
    """Where originals lie, pieces numbered, what is packed where."""

    paths: dict[OriginalId, Path]
    numbered: dict[CriterionId, tuple[Numbered, ...]]
    packed: dict[str, tuple[PackedFile, ...]]


class Packed(Struct, frozen=True):
    """What was packed, and of which originals it is known whether the vault holds them as they arrived."""

    files: tuple[Carried, ...] = ()
    known: Mapping[OriginalId, bool] = field(default_factory=dict[OriginalId, bool])

    @property
    def places(self) -> frozenset[PurePosixPath]:
        """Where files of the evidence lie."""
        return frozenset(file.place for file in self.files)


def plan(
    snapshot: Snapshot,
    original_path: Callable[[Original], Path],
    out: Path | None,
    held_back: Collection[str] = (),
) -> Planned:
    """Return what would be packed, as it lies in `out`, without the files of the pieces whose 件号 are held back."""
    paths = {key: original_path(original) for key, original in snapshot.originals.items()}
    numbered = number_pieces(snapshot)
    above = 0 if out is None else len(str((out / PACKAGE).resolve()))
    packed = plan_package(snapshot, numbered, above)
    return Planned(paths, numbered, {number: files for number, files in packed.items() if number not in held_back})


def pack(work: Staging, planned: Planned, report: Report) -> Packed:
    """Carry what is planned; an original that is lost is left out."""
    files = [file for files in planned.packed.values() for file in files]
    brought = carry(work.made / PACKAGE, work.aside, loads_of(files, planned.paths), report)
    known: dict[OriginalId, bool] = {}
    for file, one in zip(files, brought, strict=True):
        if one is None or not one.resumed:  # what was brought earlier tells nothing of the vault now
            known[file.original.id] = known.get(file.original.id, True) and one is not None
    return Packed(tuple(one for one in brought if one is not None), known)


def find_lost(
    originals: frozenset[OriginalId], snapshot: Snapshot, planned: Planned, packed: Packed, report: Report
) -> frozenset[OriginalId]:
    """Return which originals the vault no longer holds as they arrived; none is read again that was packed."""
    found = {key for key, sound in packed.known.items() if not sound}
    asked = sorted(originals - packed.known.keys())
    for index, key in enumerate(asked):
        tell(report, "originals", index, len(asked))
        if not is_sound(planned.paths[key], snapshot.originals[key].sha256):
            found.add(key)
    tell(report, "originals", len(asked), len(asked))
    return frozenset(found)


def list_package(work: Staging, packed: Packed, snapshot: Snapshot, version: str) -> Path:
    """Write the lists that make what was carried a package, with all else that lies there; return its folder."""
    root = work.made / PACKAGE
    hashes = {str(file.place): file.sha256 for file in packed.files}
    write_checks(root, _info(snapshot, version), hashes, sum(file.size_bytes for file in packed.files))
    return root


class Shaped(Struct, frozen=True):
    """A package in the form it is handed over in."""

    name: str  # of what `verify` is to be given
    instead_of: tuple[str, ...] = ()  # other forms, of which none of an earlier day may lie beside it


def shape(work: Staging, form: PackageForm, snapshot: Snapshot, report: Report) -> Shaped:
    """Give a package that is whole the form it is handed over in."""
    if form is PackageForm.FOLDER:
        return Shaped(PACKAGE, (ZIPPED,))
    root = work.made / PACKAGE
    write_zip(work.made / ZIPPED, root, snapshot.at, report)
    if form is PackageForm.BOTH:
        return Shaped(PACKAGE)
    move(root, work.aside)  # where the next export finds it if this one cannot be put in place
    return Shaped(ZIPPED, (PACKAGE,))


def _info(snapshot: Snapshot, version: str) -> dict[str, str]:
    at, scheme = snapshot.at, snapshot.scheme
    return {
        "title": phrases.cover_title(snapshot.project),
        "office": snapshot.project.author,
        "day": f"{at.year}年{at.month}月{at.day}日",
        "scheme": "，".join(filter(None, (scheme.title, scheme.edition, scheme.document_number))),
        "program": f"备检 {version}",
    }
