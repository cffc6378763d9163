"""Reads thousands of damaged files, as intake does.

`PYTHONPATH=.:tests python tests/office/fuzz.py 5000 [SEED] [FOLDER]` damages 5,000 small files; with a FOLDER its
files instead. Prints what became of them; ends with status 1 if any file crashed a reader, took too long or was
left without an answer.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from office.mutations import mutated
from office.samples import samples

from evidence.errors import UnreadableFileError
from evidence.extract.pool import read_all

TIMEOUT_S = 20.0
BAD = frozenset({"reader_crashed", "read_timeout"})


def fuzz(files: dict[str, bytes], count: int, seed: int, folder: Path) -> tuple[Counter[str], list[Path]]:
    """Read `count` damaged files; return how many had each answer, and those that crashed a reader or took too long."""
    chance = random.Random(seed)  # noqa: S311 - accidents, no secrets
    jobs: list[tuple[Path, str]] = []
    for number in range(count):
        name = chance.choice(sorted(files))
        path = folder / f"{seed}-{number}-{name}"
        path.write_bytes(mutated(files[name], chance))
        jobs.append((path, name))
    answers: Counter[str] = Counter()
    bad: list[Path] = []
    for index, answer in read_all(jobs, os.cpu_count() or 1, TIMEOUT_S):
        code = answer.code if isinstance(answer, UnreadableFileError) else "read"
        answers[code] += 1
        if code in BAD:
            bad.append(jobs[index][0])
    return answers, bad


def main() -> int:
    """Damage, read and tell."""
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chosen = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    files = {path.name: path.read_bytes() for path in chosen.iterdir()} if chosen else samples()
    with tempfile.TemporaryDirectory() as place:
        begun = time.monotonic()
        answers, bad = fuzz(files, count, seed, Path(place))
        seconds = time.monotonic() - begun
        kept = Path(tempfile.mkdtemp()) if bad else None
        for path in bad:
            assert kept is not None
            path.rename(kept / path.name)
    print(f"{count} files, {seconds:.0f} s, {dict(answers)}", f"kept in {kept}" if kept else "")
    return 1 if bad or answers.total() != count else 0


if __name__ == "__main__":
    sys.exit(main())
