"""Files on their way into a project: copied, read and recorded, against the bare libraries with as many processes.

By the clock. What is bare keeps no promise: it syncs nothing, and knows neither pieces, facts nor proposals.
"""

# pypdfium2 has no stubs, and calamine leaves some types open.
# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from bench.figures import Figure, wall_s
from lxml import etree
from openpyxl import Workbook
from pdf_files import pdf_of
from python_calamine import load_workbook

from app.paths import SCHEMES, WORD_TEMPLATE
from build import NOON
from evidence.model import Project
from evidence.progress import Silent
from evidence.scheme.reading import read_scheme
from evidence.store.disk import remove_tree
from evidence.store.vault import Stamp, Vault, hash_file
from evidence.workspace import Accept, Workspace, create_workspace

_WORDS = "食品安全监督检查工作部门责任落实整改乡镇学校餐饮农产品抽检宣传培训会议研究部署考核群众满意度风险监测".strip()
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PROCESSES = os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Size:
    """How many megabytes are copied in how many files and how often, and how many papers arrive."""

    copied_mb: int = 1024
    copied_files: int = 8
    papers: int = 2_000
    runs: int = 3


FULL = Size()
TINY = Size(copied_mb=1, copied_files=2, papers=20, runs=1)


def measure(size: Size = FULL) -> list[Figure]:
    """Measure copying alone, then an arrival of mixed papers."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        return [*_copying(place, size), *_papers(place, size)]


def _copying(place: Path, size: Size) -> list[Figure]:
    files = [place / f"录像{number}.mp4" for number in range(size.copied_files)]
    for number, file in enumerate(files):
        file.write_bytes(os.urandom(1 << 20) * (size.copied_mb // size.copied_files or 1) + b"." * number)
    vault = Vault(place / "vault")

    def ours() -> None:
        vault.prepare()
        for file in files:
            vault.take(file, file.name, Stamp.of(file.stat()))
        vault.settle()

    def bare() -> None:
        (place / "bare").mkdir()
        for file in files:
            hash_file(file)
            shutil.copyfile(file, place / "bare" / file.name)

    ours_s = min(_once(ours, place / "vault") for _ in range(size.runs))
    bare_s = min(_once(bare, place / "bare") for _ in range(size.runs))
    for file in files:
        file.unlink()
    amount = f"{size.copied_mb:,} MB"
    return [
        Figure(f"{amount} copied, hashed on the way and synced", ours_s, "s"),
        Figure(f"{amount}: sha256, then copied", bare_s, "s"),
        Figure("pace: sha256, then copied ÷ ours", bare_s / ours_s, "×", 0.7, at_least=True),
    ]


def _once(work: Callable[[], None], made: Path) -> float:
    """Return how long the work takes, and remove what it made."""
    taken_s = wall_s(work)
    remove_tree(made)
    return taken_s


def _papers(place: Path, size: Size) -> list[Figure]:
    inbox = place / "来件"
    make_papers(inbox, size.papers)
    reading = read_scheme(next(SCHEMES.glob("*.csv")))
    create_workspace(place / "项目", Project("云岭县", None, 2021, 2023, (), NOON), reading, "王敏", lambda: NOON)

    def ours() -> None:
        with Workspace(place / "项目", "王敏", lambda: NOON, write=True) as workspace:
            taken = workspace.add([inbox], Accept.CERTAIN, Silent())
        assert taken.counts, "nothing was taken in"

    def bare() -> None:
        with (
            closing(sqlite3.connect(place / "bare.sqlite")) as connection,
            ProcessPoolExecutor(_PROCESSES, get_context("spawn")) as pool,
        ):
            connection.execute("CREATE VIRTUAL TABLE texts USING fts5(text)")
            (place / "bare").mkdir()
            files = [(path, place / "bare" / path.name) for path in sorted(inbox.iterdir())]
            for text in pool.map(_read_and_copy, files, chunksize=8):
                connection.execute("INSERT INTO texts VALUES (?)", (text,))
            connection.commit()

    ours_s, bare_s = wall_s(ours), wall_s(bare)
    papers = f"{size.papers:,} docx, xlsx and pdf"
    return [
        Figure(f"{papers}: read, kept and recorded, with proposals", ours_s, "s"),
        Figure(f"{papers}: lxml, pypdfium2, calamine, sha256, copied, into FTS5", bare_s, "s"),
        Figure("read, kept and recorded ÷ bare", ours_s / bare_s, "×", 2.0),
    ]


def make_papers(folder: Path, count: int) -> None:
    """Write papers of three kinds, each of a text of its own (docx 1,500 characters, xlsx 40 rows, pdf 2 pages)."""
    folder.mkdir()
    chance = random.Random(20240108)  # noqa: S311 — no secret
    with zipfile.ZipFile(WORD_TEMPLATE) as template:
        parts = {name: template.read(name) for name in template.namelist()}
    for number in range(count):
        lines = ["".join(chance.choices(_WORDS, k=50)) for _ in range(30)]
        if number % 4 == 2:
            book = Workbook()
            for line in (*lines, *lines[:10]):
                book.worksheets[0].append([number, line[:10], line[10:30], 2023])
            book.save(folder / f"{number}.xlsx")
        elif number % 4 == 3:
            (folder / f"{number}.pdf").write_bytes(pdf_of(f"record {number} of 2023", f"{chance.random()} checked"))
        else:
            _write_docx(folder / f"{number}.docx", parts, lines)


def _write_docx(path: Path, parts: dict[str, bytes], lines: list[str]) -> None:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    document = f'<w:document xmlns:w="{_W[1:-1]}"><w:body>{body}</w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, document if name == "word/document.xml" else data)


def _read_and_copy(job: tuple[Path, Path]) -> str:
    """Do the least for one paper (runs in a worker process)."""
    path, target = job
    match path.suffix:
        case ".docx":
            with zipfile.ZipFile(path) as archive:
                tree = etree.fromstring(archive.read("word/document.xml"))
            text = "\n".join("".join(t.text or "" for t in p.iter(_W + "t")) for p in tree.iter(_W + "p"))
        case ".pdf":
            with pypdfium2.PdfDocument(path) as document:
                text = "\f".join(page.get_textpage().get_text_range() for page in document)
        case _:
            book = load_workbook(path)
            rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
            text = "\n".join("\t".join(map(str, row)) for row in rows)
    with path.open("rb") as handle:
        hashlib.file_digest(handle, "sha256")
    shutil.copyfile(path, target)
    return text
