"""阅读版 of one box: time against pypdfium2 that copies the same pages and saves them; memory and time in proportion.

Half of the pages are scans of A4, the others are text; each file has 20 of them.
"""

# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from bench.figures import Figure, in_child
from msgspec.structs import replace
from pages.papers import a_pdf, kept
from PIL import Image

from app.paths import WORD_TEMPLATE
from build import a_piece, a_snapshot, an_item, filed
from evidence.boxes import USUAL_RULES
from evidence.export.box_plan import plan
from evidence.export.reading_set import Extent, write_reading_set
from evidence.export.template import load_template
from evidence.model import Original
from evidence.progress import Silent

_IN_A_FILE = 20
_ITEMS = 20
_SCAN = (1240, 1754)  # A4 at 150 dpi
_MOST_PEAK_MB = 300
_MOST_RATIO = 8.0  # each page is opened, brought to standard paper, and freed of notes and of what was cropped away


@dataclass(frozen=True, slots=True)
class Size:
    """How many pages."""

    pages: int = 2000


FULL = Size()
TINY = Size(pages=40)


def a_file(path: Path) -> Path:
    """Write a PDF of scans and pages of text."""
    scans = [Image.effect_noise(_SCAN, 2 + page) for page in range(_IN_A_FILE // 2)]
    path.parent.mkdir(parents=True, exist_ok=True)
    scans[0].save(path, "PDF", save_all=True, append_images=scans[1:], resolution=150, quality=40)
    text = a_pdf(path.with_name("text.pdf"), _IN_A_FILE - len(scans), (595, 842))
    with closing(pypdfium2.PdfDocument(path)) as document, closing(pypdfium2.PdfDocument(text)) as more:
        document.import_pages(more)
        document.save(path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)
    return path


def _files(folder: Path, pages: int) -> list[Path]:
    first = a_file(folder / "vault" / "0.pdf")
    paths = [first.with_stem(str(number)) for number in range(pages // _IN_A_FILE)]
    for path in paths[1:]:
        shutil.copyfile(first, path)
    return paths


def _reading(folder: Path, pages: int) -> Callable[[], object]:
    paths = _files(folder, pages)
    originals = [replace(kept(path), media_type="application/pdf", pages=_IN_A_FILE) for path in paths]
    places = {original.id: path for original, path in zip(originals, paths, strict=True)}
    items = [an_item(f"1-{number + 1}") for number in range(_ITEMS)]
    pieces = [
        a_piece(f"材料{number}", year=2023, originals=[original], arrived=number)
        for number, original in enumerate(originals, 1)
    ]
    filings = [filed(piece, items[at % _ITEMS], None) for at, piece in enumerate(pieces)]
    snapshot = a_snapshot(items, pieces, filings, originals=originals)

    def path_of(original: Original) -> Path:
        return places[original.id]

    rules = replace(USUAL_RULES, most_pages=None)
    boxes = plan(snapshot, path_of, rules, load_template(WORD_TEMPLATE), Silent())
    return lambda: write_reading_set(folder / "out", boxes, Extent.BOX, path_of, "王敏", Silent())


def _copying(folder: Path, pages: int) -> Callable[[], object]:
    paths = _files(folder, pages)

    def work() -> None:
        with closing(pypdfium2.PdfDocument.new()) as document:
            for path in paths:
                with closing(pypdfium2.PdfDocument(path)) as source:
                    document.import_pages(source)
            document.save(folder / "out.pdf")

    return work


def measure(size: Size = FULL) -> list[Figure]:
    """Measure each in a process of its own."""
    with TemporaryDirectory() as first, TemporaryDirectory() as second, TemporaryDirectory() as third:
        half = in_child(_reading, Path(first), size.pages // 2)
        whole = in_child(_reading, Path(second), size.pages)
        bare = in_child(_copying, Path(third), size.pages)
    many = f"{size.pages:,} pages"
    return [
        Figure(f"{many}: 阅读版, by the clock", whole.wall_s, "s"),
        Figure(f"{many}: 阅读版, CPU time", whole.cpu_s, "s"),
        Figure(f"{many} ÷ copying them with pypdfium2, CPU time", whole.cpu_s / bare.cpu_s, "×", _MOST_RATIO),
        Figure(f"{many} ÷ half of them, CPU time", whole.cpu_s / half.cpu_s, "×", 2.2),
        Figure(f"{many}: most memory", whole.peak_mb, "MB", _MOST_PEAK_MB),
        Figure(f"{many}: most memory of copying them with pypdfium2", bare.peak_mb, "MB"),
    ]
