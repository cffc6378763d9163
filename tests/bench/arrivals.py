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
from bench.figures import MB, Figure, wall_s
from lxml import etree
from openpyxl import Workbook
from pdf_files import chinese_pdf_of, pdf_of
from python_calamine import load_workbook

from app.paths import SCHEMES, WORD_TEMPLATE
from build import NOON
from evidence.model import Project
from evidence.progress import Silent
from evidence.scheme.reading import read_scheme
from evidence.store.disk import remove_tree
from evidence.store.hashing import hash_file
from evidence.store.vault import Stamp, Vault
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
    office_papers: int = 2_000
    runs: int = 3


FULL = Size()
TINY = Size(copied_mb=1, copied_files=2, papers=20, office_papers=4, runs=1)


def measure(size: Size = FULL) -> list[Figure]:
    """Measure copying alone, then an arrival of small mixed papers, then one of papers as large as offices send."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        small, large = place / "来件", place / "办公文件"
        make_papers(small, size.papers)
        make_office_papers(large, size.office_papers)
        of_office = f"{size.office_papers:,} papers of office size"
        return [
            *_copying(place, size),
            *_papers(place, small, f"{size.papers:,} docx, xlsx and pdf"),
            Figure(f"{of_office}, mean of a file", _mean_bytes(large) / MB, "MB"),
            *_papers(place, large, of_office, "office size: "),
        ]


def _mean_bytes(folder: Path) -> float:
    sizes = [path.stat().st_size for path in folder.iterdir()]
    return sum(sizes) / len(sizes)


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


def _papers(place: Path, inbox: Path, papers: str, of_what: str = "") -> list[Figure]:
    reading = read_scheme(next(SCHEMES.glob("*.csv")))
    project, kept, texts = (place / f"{name}-{inbox.name}" for name in ("项目", "bare", "texts"))
    create_workspace(project, Project("云岭县", None, 2021, 2023, (), NOON), reading, "王敏", lambda: NOON)

    def ours() -> None:
        with Workspace(project, "王敏", lambda: NOON, write=True) as workspace:
            taken = workspace.add([inbox], Accept.CERTAIN, Silent())
        assert taken.counts, "nothing was taken in"

    def bare() -> None:
        with (
            closing(sqlite3.connect(texts)) as connection,
            ProcessPoolExecutor(_PROCESSES, get_context("spawn")) as pool,
        ):
            connection.execute("CREATE VIRTUAL TABLE texts USING fts5(text)")
            kept.mkdir()
            files = [(path, kept / path.name) for path in sorted(inbox.iterdir())]
            for text in pool.map(_read_and_copy, files, chunksize=8):
                connection.execute("INSERT INTO texts VALUES (?)", (text,))
            connection.commit()

    ours_s, bare_s = wall_s(ours), wall_s(bare)
    return [
        Figure(f"{papers}: read, kept and recorded, with proposals", ours_s, "s"),
        Figure(f"{papers}: lxml, pypdfium2, calamine, sha256, copied, into FTS5", bare_s, "s"),
        Figure(f"{of_what}read, kept and recorded ÷ bare", ours_s / bare_s, "×", 2.0),
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


def make_office_papers(folder: Path, count: int) -> None:
    """Write papers as large as offices send them, half of them Word.

    docx of 2–8 pages of 600 characters in runs as an office program parts them, with 0–250 KB of pictures; xlsx of
    200–1,000 rows; pdf of 3–10 pages of 600 characters with 30–250 KB of fonts and pictures.
    """
    folder.mkdir()
    chance = random.Random(20240109)  # noqa: S311 — no secret
    with zipfile.ZipFile(WORD_TEMPLATE) as template:
        parts = {name: template.read(name) for name in template.namelist()}
    for number in range(count):
        if number % 4 == 2:
            book = Workbook(write_only=True)
            sheet = book.create_sheet("台账")
            for row in range(chance.randint(200, 1_000)):
                words = chance.choices(_WORDS, k=30)
                texts = ["".join(words[:8]), "".join(words[8:12]), "".join(words[12:])]
                sheet.append([row + 1, *texts, "2023-05-18", 3.5])
            book.save(folder / f"{number}.xlsx")
        elif number % 4 == 3:
            pages = ["\n".join(_office_lines(chance)) for _ in range(chance.randint(3, 10))]
            beside = chance.randbytes(chance.randint(30_000, 250_000))
            (folder / f"{number}.pdf").write_bytes(chinese_pdf_of(*pages, beside=beside))
        else:
            lines = [line for _ in range(chance.randint(2, 8)) for line in _office_lines(chance)]
            pictures = {"word/media/image1.jpeg": chance.randbytes(chance.randint(0, 250_000))}
            _write_docx(folder / f"{number}.docx", {**parts, **pictures}, lines, run=9)


def _office_lines(chance: random.Random) -> list[str]:
    return ["".join(chance.choices(_WORDS, k=28)) for _ in range(22)]


def _write_docx(path: Path, parts: dict[str, bytes], lines: list[str], run: int | None = None) -> None:
    """Write a document of these paragraphs, each in runs of so many characters, or in one that is not formatted."""
    formatted = '<w:rPr><w:rFonts w:ascii="仿宋" w:hAnsi="仿宋" w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr>'
    paragraphs: list[str] = []
    for line in lines:
        texts = [line[at : at + run] for at in range(0, len(line), run)] if run else [line]
        runs = "".join(f"<w:r>{formatted if run else ''}<w:t>{text}</w:t></w:r>" for text in texts)
        paragraphs.append(f"<w:p>{runs}</w:p>")
    document = f'<w:document xmlns:w="{_W[1:-1]}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
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
