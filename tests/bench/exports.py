"""Whole exports of small originals, both editions and the package: time in proportion, memory bounded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, in_child
from bench.rows import directory_rows
from pages.papers import an_office_file, kept

from app.paths import WORD_TEMPLATE
from build import a_group, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.export.dossier import ExportOptions, export_dossier
from evidence.export.template import load_template
from evidence.model import Criterion, OriginalId
from evidence.progress import Silent
from evidence.snapshot import Snapshot
from evidence.workspace import Workspace

_ITEMS = 94  # as many as the national scheme has
_GROUPS = 12
_MOST_PEAK_MB = 300
_LOADED = Workspace  # what opens workspaces is in memory when a dossier is exported


@dataclass(frozen=True, slots=True)
class Size:
    """How many pieces."""

    pieces: int = 10_000


FULL = Size()
TINY = Size(pieces=20)


def a_dossier(folder: Path, count: int) -> tuple[Snapshot, dict[OriginalId, Path]]:
    """Return a dossier of that many pieces, each of one small original below `folder`."""
    groups = [a_group(f"{number + 1}", f"第{number + 1}类工作") for number in range(_GROUPS)]
    items: list[Criterion] = []
    for number in range(_ITEMS):
        group = groups[number * _GROUPS // _ITEMS]
        items.append(an_item(f"{group.code}-{number + 1}", a_slot(), a_slot("年度总结"), parent=group.id))
    criteria = [c for group in groups for c in (group, *(item for item in items if item.parent == group.id))]
    paths = [an_office_file(folder / f"{number % 100}" / f"{number}.docx", f"正文{number}") for number in range(count)]
    originals = [kept(path) for path in paths]
    pieces = [
        a_piece(title, number=number, issuer=issuer, issued_on=day, year=day.year, originals=[original], arrived=serial)
        for serial, ((_, number, issuer, title, _, _), original) in enumerate(
            zip(directory_rows(count), originals, strict=True), 1
        )
        for day in [date(2021, 1, 1) + timedelta(days=serial % 1095)]
    ]
    places = [items[at % _ITEMS] for at in range(count)]
    filings = [filed(piece, item, item.required[0]) for piece, item in zip(pieces, places, strict=True)]
    snapshot = a_snapshot(criteria, pieces, filings, originals=originals)
    return snapshot, {original.id: path for original, path in zip(originals, paths, strict=True)}


def _export(folder: Path, count: int) -> Callable[[], None]:
    snapshot, paths = a_dossier(folder / "vault", count)
    options = ExportOptions(folder / "out", load_template(WORD_TEMPLATE), "0", "王敏")

    def work() -> None:
        export_dossier(snapshot, lambda original: paths[original.id], options, Silent())

    return work


def measure(size: Size = FULL) -> list[Figure]:
    """Measure each export in a process of its own, into an empty folder."""
    with TemporaryDirectory() as half_folder, TemporaryDirectory() as folder:
        half = in_child(_export, Path(half_folder), size.pieces // 2)
        whole = in_child(_export, Path(folder), size.pieces)
    many = f"{size.pieces:,} pieces"
    return [
        Figure(f"{many}: whole export, by the clock", whole.wall_s, "s"),
        Figure(f"{many}: whole export, CPU time", whole.cpu_s, "s"),
        Figure(f"{many} ÷ half of them, CPU time", whole.cpu_s / half.cpu_s, "×", 2.2),
        Figure(f"{many} ÷ half of them, by the clock (most of it waits for the disk)", whole.wall_s / half.wall_s, "×"),
        Figure(f"{many}: most memory", whole.peak_mb, "MB", _MOST_PEAK_MB),
    ]
