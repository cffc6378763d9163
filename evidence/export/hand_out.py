"""收件包: for each unit a list of what it owes and a named empty folder for each gap, as a folder or a zip."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from itertools import count
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from evidence.check.debts import Debt
from evidence.errors import ExportError
from evidence.export import phrases
from evidence.export.office_sheet import OfficeSheet, SheetColumn, write_sheet
from evidence.export.staging import staged
from evidence.model import new_id
from evidence.names import safe_name
from evidence.progress import Report, tell
from evidence.snapshot import Snapshot
from evidence.store.disk import disk_sentences, move, remove_tree
from evidence.wording import handing_out as words

# Below a desktop folder of 60 characters and twice its own name a path in the package has some 140: enough is left of
# Windows' 260 for what the unit calls its files.
_UNIT_CHARACTERS, _MATERIAL_CHARACTERS, _CODE_CHARACTERS = 20, 16, 12
_HEAD_CHARACTERS, _TAIL_CHARACTERS = 11, 8  # of a unit's name that is longer: branches of an office differ at its end
_FILE_ATTRIBUTES = 0o100644 << 16
_FOLDER_ATTRIBUTES = 0o40755 << 16 | 0x10  # of an entry of a zip, for Unix and for Windows
_WIDTHS_MM = {
    "number": 11.0,
    "code": 20.0,
    "item": 18.0,
    "text": 50.0,
    "material": 44.0,
    "year": 14.0,
    "form": 36.0,
    "lacking": 15.0,
    "due": 26.0,
    "remark": 38.0,
    "file": 40.0,
    "answer": 34.0,
}
_CENTRED = frozenset({"number", "code", "item", "year", "lacking", "due"})
_CODES = frozenset({"code", "item"})


class Packing(StrEnum):
    """How a package is handed over."""

    FOLDER = "folder"
    ZIP = "zip"


class HandedOut(Struct, frozen=True):
    """One unit's package."""

    unit: str
    path: Path
    debts: int


def hand_out(
    out: Path,
    owed: Mapping[str, Sequence[Debt]],
    snapshot: Snapshot,
    version: str,
    packing: Packing,
    report: Report,
    written: Callable[[HandedOut], object] | None = None,
) -> tuple[HandedOut, ...]:
    """Write the package of each unit of `owed` into `out`, which is made if it is not there, and return them.

    Each appears whole or not at all. A zip takes the place of one made earlier the same day; a folder that is there,
    which somebody may have begun to fill, stays, and the new one gets a number. Raises `ExportError` for a unit that
    owes nothing and for what the disk refuses, `CancelledError` if the user stops it: what is written stays, and
    `written` was told of each.
    """
    for unit, debts in owed.items():
        if not debts:
            raise ExportError("nothing_owed", unit=unit)
    with disk_sentences(out, ExportError):
        if out.exists() and not out.is_dir():
            raise ExportError("out_not_folder", path=str(out))
        out.mkdir(parents=True, exist_ok=True)
    made: list[HandedOut] = []
    called = _names(owed)
    for done, (unit, debts) in enumerate(owed.items()):
        tell(report, "handing_out", done, len(owed))
        made.append(HandedOut(unit, _write(out, unit, called[unit], debts, snapshot, version, packing), len(debts)))
        if written is not None:
            written(made[-1])
    tell(report, "handing_out", len(owed), len(owed))
    return tuple(made)


def folder_name(debt: Debt) -> str:
    """Return what the empty folder for a gap is called: its code first, which alone would do."""
    material = safe_name(debt.row.slot.name, _MATERIAL_CHARACTERS)
    parts = (debt.code, debt.criterion.code[:_CODE_CHARACTERS], material, str(debt.row.year or ""))
    return safe_name("_".join(filter(None, parts)))


def list_rows(debts: Sequence[Debt]) -> tuple[tuple[str | float, ...], ...]:
    """Return the rows of a unit's list, in the order of `words.HEADS`; the last two are for the unit."""
    return tuple(
        (
            float(number),
            debt.code,
            debt.criterion.code + phrases.mark(debt.criterion),
            phrases.item_name(debt.criterion),
            phrases.material(debt.row.slot, debt.criterion),
            str(debt.row.year) if debt.row.year else words.ANY_YEAR,
            _form(debt),
            float(debt.lacking),
            words.day(debt.due),
            "；".join(dict.fromkeys(_said_to_unit(debt))),
            "",
            "",
        )
        for number, debt in enumerate(debts, 1)
    )


def _said_to_unit(debt: Debt) -> Iterable[str]:
    """Yield why a unit's own papers do not count; reviewers' reasons and names are the office's own business.

    A paper of which nobody knows whose it is may well be another unit's.
    """
    return (phrases.defect(replace(one, review=None)) for one in debt.row.defects if one.owner_known)


def _names(units: Iterable[str]) -> dict[str, str]:
    """Return what each unit's files are called, no two alike: of a long name its beginning and its end."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for unit in units:
        whole = safe_name(unit)
        short = whole if len(whole) <= _UNIT_CHARACTERS else f"{whole[:_HEAD_CHARACTERS]}…{whole[-_TAIL_CHARACTERS:]}"
        tried = (short, *(f"{short}-{number}" for number in range(2, len(names) + 2)))
        names[unit] = next(name for name in tried if name.casefold() not in taken)
        taken.add(names[unit].casefold())
    return names


def _write(
    out: Path, unit: str, called: str, debts: Sequence[Debt], snapshot: Snapshot, version: str, packing: Packing
) -> Path:
    name = f"{words.PACKAGE}_{called}_{snapshot.at:%Y%m%d}"
    with _beside(out) as folder:
        _fill(folder, unit, called, debts, snapshot, version)
        if packing is Packing.ZIP:
            path = out / f"{name}.zip"
            with staged(path) as beside:
                _pack(beside, folder, name, snapshot.at)
            return path
        path = next(one for one in _numbered(out, name) if not one.exists())
        with disk_sentences(path, ExportError):
            move(folder, path)
        return path


@contextmanager
def _beside(out: Path) -> Generator[Path]:
    """Give a folder to write to which is gone afterwards unless it was moved."""
    folder = out / f".{new_id()[:8]}"
    with disk_sentences(out, ExportError):
        folder.mkdir()
        try:
            yield folder
        finally:
            if folder.exists():
                remove_tree(folder)


def _fill(folder: Path, unit: str, called: str, debts: Sequence[Debt], snapshot: Snapshot, version: str) -> None:
    rules, lines = words.rules(debts[0].code), _lines(unit, debts, snapshot)
    write_sheet(
        folder / f"{words.TITLE}_{called}.xlsx",
        OfficeSheet(
            words.TITLE,
            tuple((line,) for line in (*lines, *rules)),
            tuple(
                SheetColumn(head, _WIDTHS_MM[key], centred=key in _CENTRED, is_code=key in _CODES)
                for key, head in words.HEADS.items()
            ),
            list_rows(debts),
            author=snapshot.project.author,
            version=version,
            at=snapshot.at,
        ),
    )
    note = "\r\n".join((words.NOTES, *lines, "", *rules, ""))
    (folder / f"{words.NOTES}.txt").write_bytes(note.encode("utf-8-sig"))  # Notepad of old Windows needs the mark
    for debt in debts:
        (folder / folder_name(debt)).mkdir(exist_ok=True)  # two gaps on one code share a folder if all is the same


def _lines(unit: str, debts: Sequence[Debt], snapshot: Snapshot) -> tuple[str, ...]:
    office, at = snapshot.project.author, snapshot.at
    moment = words.moment(at.year, at.month, at.day, at.hour)
    papers = sum(debt.lacking for debt in debts)
    told = (
        words.PHRASES["title"].format(office=office, unit=unit),
        words.PHRASES["as_of"].format(at=moment, unit=unit, materials=len(debts), papers=papers),
        words.PHRASES["contact"].format(office=office) if office else "",
    )
    return tuple(filter(None, told))


def _form(debt: Debt) -> str:
    """Return which kinds will do, and what is demanded of the paper's form."""
    slot = debt.row.slot
    return "，".join(filter(None, (words.PHRASES["kinds_or"].join(slot.kinds), *slot.must)))


def _numbered(out: Path, name: str) -> Iterable[Path]:
    yield out / name
    yield from (out / f"{name}（{number}）" for number in count(2))


def _pack(path: Path, folder: Path, name: str, at: datetime) -> None:
    """Write a zip that holds the folder, under `name`, with its empty folders, all dated `at`.

    `zipfile` marks names beyond ASCII as UTF-8, which Windows' own unpacker goes by since Windows 7.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for inner in sorted(folder.rglob("*")):
            inside = f"{name}/{inner.relative_to(folder).as_posix()}"
            if inner.is_dir():
                entry = zipfile.ZipInfo(f"{inside}/", at.timetuple()[:6])
                entry.external_attr = _FOLDER_ATTRIBUTES
                archive.writestr(entry, b"")
            else:
                entry = zipfile.ZipInfo(inside, at.timetuple()[:6])
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, _FILE_ATTRIBUTES
                archive.writestr(entry, inner.read_bytes())
