"""A new export into the place of the one before: whole or not at all, and nothing that people changed is lost."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from evidence.model import new_id

_STAGED = ".导出中-"
_REPLACED = ".替换中-"
_RECORD = ".beijian-export.json"  # what the export before wrote: path → [size, time of change in ns]
_KEPT = "改动过的旧文件"
_CLOCK_NS = 2_000_000_000  # FAT32 keeps times to two seconds

Record = dict[str, tuple[int, int]]


@contextmanager
def staging(out: Path) -> Generator[Path]:
    """Give a folder inside `out` to work in, and clear what interrupted exports left."""
    out.mkdir(parents=True, exist_ok=True)
    for left in [path for path in out.iterdir() if path.name.startswith((_STAGED, _REPLACED))]:
        if left.name.startswith(_REPLACED):
            _give_back(left, out)
        shutil.rmtree(left)
    staged = out / f"{_STAGED}{new_id()[:8]}"
    staged.mkdir()
    try:
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def put_in_place(made: Path, out: Path, now: datetime) -> Path | None:
    """Exchange the folders in `made` for those of the same names in `out`.

    Files in the old ones that the last export did not write, or that were changed since, are kept in a folder of their
    own, which is returned; None if there were none. If a folder cannot be exchanged, all stay as they were.
    """
    replaced = out / f"{_REPLACED}{new_id()[:8]}"
    replaced.mkdir()
    record = _read_record(out)
    moved: list[Path] = []
    try:
        for new in sorted(made.iterdir()):
            target = out / new.name
            if target.exists():
                target.rename(replaced / new.name)
            moved.append(new)
            new.rename(target)
    except OSError:
        for new in moved:
            if (out / new.name).exists():
                (out / new.name).rename(new)
        _give_back(replaced, out)
        replaced.rmdir()
        raise
    _write_record(out, moved)
    kept = _keep_changed(replaced, out / f"{_KEPT}{now:%Y%m%d-%H%M%S}", record)
    shutil.rmtree(replaced)
    return kept


def _give_back(replaced: Path, out: Path) -> None:
    """Put back what was taken away and has nothing in its place."""
    for old in replaced.iterdir():
        if not (out / old.name).exists():
            old.rename(out / old.name)


def _keep_changed(replaced: Path, kept: Path, record: Record) -> Path | None:
    for path in [path for path in replaced.rglob("*") if path.is_file()]:
        place = path.relative_to(replaced)
        size, changed_ns = record.get(place.as_posix(), (-1, 0))
        found = path.stat()
        if found.st_size != size or abs(found.st_mtime_ns - changed_ns) > _CLOCK_NS:
            (kept / place).parent.mkdir(parents=True, exist_ok=True)
            path.rename(kept / place)
    return kept if kept.exists() else None


def _read_record(out: Path) -> Record:
    try:
        entries = json.loads((out / _RECORD).read_text("utf-8"))
        return {str(place): (int(size), int(changed)) for place, (size, changed) in entries.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _write_record(out: Path, moved: list[Path]) -> None:
    record: Record = {}
    for folder in moved:
        for path in (out / folder.name).rglob("*"):
            if path.is_file():
                found = path.stat()
                record[path.relative_to(out).as_posix()] = (found.st_size, found.st_mtime_ns)
    staged = out / f"{_RECORD}.{new_id()[:8]}"
    staged.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    os.replace(staged, out / _RECORD)  # noqa: PTH105 — replaces on Windows too
