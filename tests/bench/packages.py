"""The 电子版资料 of many originals: about as fast as copying and hashing them, with bounded memory."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from bench.figures import MB, Figure, Run, in_child

from evidence.export.carrying import Load, carry
from evidence.export.package_checks import write_checks
from evidence.extract import media
from evidence.progress import Silent
from evidence.store.disk import sync_tree
from evidence.store.hashing import hash_file

_MOST_PEAK_MB = 300
_MOST_TIMES = 1.3
_RUNS = 3


@dataclass(frozen=True, slots=True)
class Size:
    """How many originals of how many bytes."""

    originals: int = 10_000
    size_bytes: int = 200_000
    runs: int = _RUNS


FULL = Size()
TINY = Size(originals=20, size_bytes=2_000, runs=1)


def _originals(folder: Path, size: Size) -> list[Path]:
    """Write originals of random bytes, which nothing can hold shorter."""
    paths: list[Path] = []
    for number in range(size.originals):
        path = folder / "vault" / f"{number % 100}" / f"{number}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(size.size_bytes))
        paths.append(path)
    return paths


def _places(count: int) -> list[PurePosixPath]:
    return [PurePosixPath(f"data/{number % 94:02d}/{number}.pdf") for number in range(count)]


def plain_copy(folder: Path, target: Path) -> Callable[[], None]:
    """Copy and hash, and make it safe: what nobody can go without."""
    paths = sorted((folder / "vault").rglob("*.pdf"), key=lambda path: int(path.stem))

    def work() -> None:
        for path, place in zip(paths, _places(len(paths)), strict=True):
            (target / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / place)
            hash_file(target / place)
        sync_tree(target)

    return work


def package(folder: Path, target: Path) -> Callable[[], None]:
    """Make a package, and make it safe."""
    paths = sorted((folder / "vault").rglob("*.pdf"), key=lambda path: int(path.stem))
    known = [(hash_file(path), path.stat().st_size) for path in paths]
    loads = [
        Load(path, sha256, size_bytes, media.PDF, place)
        for path, (sha256, size_bytes), place in zip(paths, known, _places(len(paths)), strict=True)
    ]

    def work() -> None:
        found = carry(target, target.with_name("aside"), loads, Silent())
        there = [one for one in found if one is not None]
        sizes = sum(one.size_bytes for one in there)
        write_checks(target, {}, {str(one.place): one.sha256 for one in there}, sizes)
        sync_tree(target)

    return work


def measure(size: Size = FULL) -> list[Figure]:
    """Measure both in turn, each in a process of its own into an empty folder; the least of the runs counts."""
    copied: list[Run] = []
    packed: list[Run] = []
    with TemporaryDirectory() as place:
        folder = Path(place)
        _originals(folder, size)
        for _ in range(size.runs):
            for found, work in ((copied, plain_copy), (packed, package)):
                found.append(in_child(work, folder, folder / "out"))
                shutil.rmtree(folder / "out")
    wall = [min(run.wall_s for run in runs) for runs in (copied, packed)]
    cpu = [min(run.cpu_s for run in runs) for runs in (copied, packed)]
    much = f"package of {size.originals:,} originals, {size.originals * size.size_bytes / 1000 / MB:.1f} GB"
    return [
        Figure(f"{much}, by the clock", wall[1], "s"),
        Figure(f"{much} ÷ copying and hashing them, by the clock", wall[1] / wall[0], "×", _MOST_TIMES),
        Figure(f"{much} ÷ copying and hashing them, CPU time", cpu[1] / cpu[0], "×", _MOST_TIMES),
        Figure(f"{much}: most memory", max(run.peak_mb for run in packed), "MB", _MOST_PEAK_MB),
    ]
