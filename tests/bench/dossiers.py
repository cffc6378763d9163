"""Fifty dossiers of 1 to 10,000 pieces, laid out by LibreOffice with two sets of fonts: is each page number right?

Needs Debian's `libreoffice-writer-nogui`, `fonts-arphic-uming`, `fonts-arphic-ukai` and `fonts-dejavu-core`. What
cannot be checked without one of them is left out, and that is said. It takes twenty minutes on two cores. Links from
one file into another, which LibreOffice does not follow, are followed by each export itself.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure
from pages.dossiers import DOSSIERS, make

from evidence.export.dossier import Made

FULL, TINY = range(len(DOSSIERS)), range(1)
_TOOLS = Path(__file__).resolve().parent.parent / "tools"
_AT_ONCE = min(2, os.cpu_count() or 1)
_OFFICE = "soffice"
_SECOND = Path("/usr/share/fonts/truetype")
_SECOND_FONTS = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{_SECOND}/arphic</dir><dir>{_SECOND}/dejavu</dir><cachedir>%s</cachedir></fontconfig>
"""


@dataclass(frozen=True, slots=True)
class _Checked:
    """What a check of files found: what it said of faults, how many, of how many page numbers."""

    said: str
    wrong: int
    entries: int = 0


def measure(numbers: Sequence[int] = FULL) -> list[Figure]:
    """Make the dossiers of these numbers and check them; print each fault."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        start = time.perf_counter()
        documents = [document for number in numbers for document in make(place, number).documents]
        made_s = time.perf_counter() - start
        pages = sum(document.pages for document in documents)
        schema = _schema([document.path for document in documents])
        print(schema.said, end="", file=sys.stderr)
        return [
            Figure(f"{len(numbers)} dossiers, {len(documents)} Word files, {pages:,} pages: made", made_s, "s"),
            Figure("faults of their XML", schema.wrong, "", 0),
            *_laid_out(documents, "this machine's fonts", {}),
            *_laid_out(documents, "second set of fonts", _second_fonts(place)),
        ]


def _schema(paths: Sequence[Path]) -> _Checked:
    done = _run([sys.executable, str(_TOOLS / "validate_docx.py"), *map(str, paths)], {})
    found = re.search(r"^(\d+) faults in ", done.stdout, re.MULTILINE)
    if found is None:
        raise RuntimeError(done.stderr)
    wrong = int(found[1])
    return _Checked(done.stdout if wrong else "", wrong)


def _laid_out(documents: Sequence[Made], fonts: str, environment: Mapping[str, str] | None) -> list[Figure]:
    """Check the page numbers of all documents; without an environment these fonts are not here."""
    lacking = _OFFICE if shutil.which(_OFFICE) is None else "the fonts" if environment is None else ""
    if lacking or environment is None:
        print(f"left out: page numbers, {fonts}: {lacking} not found", file=sys.stderr)
        return [Figure(f"left out, {fonts}: {lacking} not found; files not laid out", len(documents), "files")]
    start = time.perf_counter()
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        checked = list(threads.map(_page_numbers, documents, repeat(environment)))
    taken_s = time.perf_counter() - start
    print("".join(found.said for found in checked), end="", file=sys.stderr)
    entries = sum(found.entries for found in checked)
    return [
        Figure(f"wrong of {entries:,} page numbers, {fonts}", sum(found.wrong for found in checked), "", 0),
        Figure(f"laid out and looked up, {fonts}", taken_s, "s"),
    ]


def _page_numbers(document: Made, environment: Mapping[str, str]) -> _Checked:
    """Look up the page numbers of one document; those that it should have and has not are wrong as well."""
    command = [sys.executable, str(_TOOLS / "check_pages.py"), "--entries", str(document.entries), str(document.path)]
    done = _run(command, environment)
    found = re.search(r"^(\d+) wrong of (\d+) entries", done.stdout, re.MULTILINE)
    if found is None:  # it could not be laid out
        return _Checked(f"{document.path}: {done.stderr}", max(1, document.entries))
    wrong, entries = int(found[1]), int(found[2])
    wrong += max(0, document.entries - entries)
    return _Checked(f"{document.path}, {document.entries} expected: {done.stdout}" if wrong else "", wrong, entries)


def _second_fonts(folder: Path) -> Mapping[str, str] | None:
    """Return the environment in which only the second set of fonts is known; None where that is not installed."""
    settings = folder / "fonts.conf"
    settings.write_text(_SECOND_FONTS % (folder / "fontcache"), "utf-8")
    environment = {"FONTCONFIG_FILE": str(settings)}
    if shutil.which("fc-list") is None:
        return None
    known = _run(["fc-list", ":", "family"], environment).stdout.lower()
    return environment if "uming" in known and "dejavu" in known and "noto" not in known else None


def _run(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, encoding="utf-8", check=False
    )
