"""Reading scans: letters right on pages drawn with their truth, clean and worn, the time and memory of a page; beside
tesseract, where Debian's `tesseract-ocr` and `tesseract-ocr-chi-sim` are installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

if __name__ == "__main__":
    _TESTS = Path(__file__).resolve().parent.parent
    sys.path[:0] = [str(_TESTS.parent), str(_TESTS)]

from bench.figures import MB, Figure
from PIL import Image
from scans.drawn import DrawnPage, as_pdf, spoiled
from scans.likeness import right
from scans.made import letters, tables

from evidence.extract import media
from evidence.extract.page_readers import PageJob, PageReaders, processes_here
from evidence.extract.recognition import Recogniser
from evidence.model import OriginalId

PAGES, TINY = 24, 2  # of each kind
_SEED = 29
_MOST_CPU_S, _MOST_MB = 7.0, 900.0  # a page, and a worker: what was measured of the library with its own settings
_HOUR_S = 3600


def measure(pages: int = PAGES) -> list[Figure]:
    """Return how much is read right, and what it takes."""
    made = [*letters(pages, _SEED), *tables(pages // 2, _SEED)]
    worn = [spoiled(page, seed) for seed, page in enumerate(made)]
    recogniser = Recogniser()
    start_s = time.process_time()
    clean = [right(recogniser.read(page.picture).text, page.text) for page in made]
    spent_s = (time.process_time() - start_s) / len(made)
    read = [right(recogniser.read(picture).text, page.text) for picture, page in zip(worn, made, strict=True)]
    figures = [
        Figure("letters right, clean pages", mean(clean), "", 0.99, at_least=True),
        Figure("letters right, askew, noisy and stamped", mean(read), "", 0.95, at_least=True),
        Figure("letters right on the worst of these", min(read), ""),
        Figure("processor time of a page", spent_s, "s", _MOST_CPU_S),
        *_in_processes([page.picture for page in made]),
    ]
    return [*figures, *_by_tesseract(made, worn)]


def _in_processes(pages: Sequence[Image.Image]) -> list[Figure]:
    """Return how much a worker takes, and how far all workers come in an hour."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "扫描.pdf"
        path.write_bytes(as_pdf(*pages))
        jobs = [PageJob(OriginalId("件"), number + 1, path, media.PDF) for number in range(len(pages))]
        readers, peaks = PageReaders(processes_here()), [0]
        start_s, done = time.perf_counter(), 0
        while done < len(pages):
            while jobs and readers.free:
                readers.give(jobs.pop())
            done += len(readers.finished(1.0))
            peaks.append(_largest_child_bytes())
        hour = done / (time.perf_counter() - start_s) * _HOUR_S
        readers.close()
    return [
        Figure("memory of a worker", max(peaks) / MB or 1.0, "MB", _MOST_MB),
        Figure(f"pages an hour, starting included, on {os.cpu_count()} cores", hour, ""),
    ]


def _largest_child_bytes() -> int:
    """Return the most memory that a process which this one started has had; 0 where the system does not tell."""
    found = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = status.read_text("utf-8").splitlines()
        except OSError:  # ended just now
            continue
        told = {name: value for name, _, value in (line.partition(":") for line in lines)}
        if told.get("PPid", "").strip() == str(os.getpid()) and "VmHWM" in told:
            found = max(found, int(told["VmHWM"].split()[0]) * 1024)
    return found


def _by_tesseract(pages: Sequence[DrawnPage], worn: Sequence[Image.Image]) -> list[Figure]:
    program = shutil.which("tesseract")
    if program is None:
        print("tesseract is not installed: nothing to compare with", file=sys.stderr)
        return []
    start_s = _children_s()
    clean = [right(_said(program, page.picture), page.text) for page in pages]
    spent_s = (_children_s() - start_s) / len(pages)
    read = [right(_said(program, picture), page.text) for picture, page in zip(worn, pages, strict=True)]
    return [
        Figure("tesseract: letters right, clean pages", mean(clean), ""),
        Figure("tesseract: letters right, askew, noisy and stamped", mean(read), ""),
        Figure("tesseract: processor time of a page", spent_s, "s"),
    ]


def _said(program: str, picture: Image.Image) -> str:
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        picture.save(file, "PNG", dpi=(200, 200))
        file.flush()
        command = [program, file.name, "stdout", "-l", "chi_sim"]
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=environment)
    return done.stdout


def _children_s() -> float:
    times = os.times()
    return times.children_user + times.children_system


if __name__ == "__main__":
    for figure in measure():
        print(f"{figure.name:55} {figure.measured:.4g} {figure.unit}")
