"""Pages of pictures: against the same pictures scaled one after the other, and against python-docx (by the clock).

Photographs of 1600 × 1200, as WeChat sends them, are printed as they are: they hold less than twice the pixels that
print needs. Those of 4000 × 3000, as telephones make them, are scaled.

CPU time is the process's own and the system's for it. Copying is nearly all of it, and the system takes up to four
times as long for the same copying when the file goes to memory that it has not used before. So twice the photographs
are compared by the least of several runs, each of which finds the memory that the one before it gave back.

Pages of PDF, half of them scans and half text, are rendered as the paper shows them, against pypdfium2 alone: each page
rendered at the same size, coded and written one after the other.
"""

# Pillow's resize is partly unknown; pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from shutil import rmtree
from tempfile import TemporaryDirectory

import docx
import pypdfium2
from bench.figures import MB, Figure, Run, in_child
from pages.papers import a_pdf
from PIL import Image, ImageOps

from app.paths import WORD_TEMPLATE
from build import NOON
from evidence.export.blocks import Picture, PictureSource
from evidence.export.box_pages import pages_of
from evidence.export.paginate import PlacedPicture, paginate
from evidence.export.picture_store import PictureStore
from evidence.export.pictures import JPEG_QUALITY, PRINT_DPI, picture_sizes
from evidence.export.placed import pictures_of
from evidence.export.template import load_template
from evidence.export.word import WordFile, write_word
from evidence.extract import media
from evidence.model import OriginalId

_SENT, _TAKEN = (1600, 1200), (4000, 3000)
_MOST_PEAK_MB = 300
_PDF_PAGES = 20  # of a file
_A4_PT, _A4_PIXELS = (595, 842), (1654, 2339)  # at 200 dpi


@dataclass(frozen=True, slots=True)
class Size:
    """How many pictures, and how many python-docx gets: it reads all earlier ones again for each."""

    pictures: int = 1000
    slow: tuple[int, int] = (100, 200)
    large: int = 80
    pdf_pages: int = 2000
    runs: int = 4


FULL = Size()
TINY = Size(pictures=4, slow=(1, 2), large=2, pdf_pages=2, runs=1)


def make_photos(folder: Path, count: int, size: tuple[int, int] = _SENT) -> list[Path]:
    """Write photographs, no two alike; of 1600 × 1200 they have about 0.4 MB."""
    paths = [folder / f"照片{size[0]}-{number:04d}.jpg" for number in range(count)]

    def take(number: int, path: Path) -> None:
        grain = Image.frombytes("RGB", (400, 300), Random(number).randbytes(400 * 300 * 3))  # noqa: S311
        grain.resize(size, Image.Resampling.BICUBIC).save(path, quality=52)

    with ThreadPoolExecutor() as threads:
        list(threads.map(take, range(count), paths))
    return paths


def _picture(path: Path) -> Picture:
    (size,) = picture_sizes(path, media.JPEG)
    return Picture(PictureSource(OriginalId(path.stem), 0), *size, heading=path.stem, caption="责任者：县市场监管局")


def make_pdfs(folder: Path, count: int) -> list[Path]:
    """Write PDF of so many pages in all, a scan and a text in turn."""
    found: list[Path] = []
    for number, first in enumerate(range(0, count, _PDF_PAGES // 2)):
        pages, path = min(_PDF_PAGES // 2, count - first), folder / f"文件{number:04d}.pdf"
        if number % 2:
            a_pdf(path, pages, _A4_PT)
        else:
            grain = Image.frombytes("RGB", (400, 566), Random(number).randbytes(400 * 566 * 3))  # noqa: S311
            scans = [grain.rotate(page).resize(_A4_PIXELS, Image.Resampling.BICUBIC) for page in range(pages)]
            scans[0].save(path, save_all=True, append_images=scans[1:], resolution=PRINT_DPI)
        found.append(path)
    return found


def _pdf_pages(path: Path) -> list[Picture]:
    sizes = picture_sizes(path, media.PDF)
    return [
        Picture(PictureSource(OriginalId(path.stem), page), *size, heading=path.stem, caption="责任者：县市场监管局")
        for page, size in enumerate(sizes)
    ]


def _render_pdfs(paths: Sequence[Path], target: Path) -> Callable[[], None]:
    """Render, code and write each page at the size that our pages show it in, one after the other."""
    template = load_template(WORD_TEMPLATE)

    def work() -> None:
        with target.open("wb") as out:
            for path in paths:
                shown = [placed for page in paginate(_pdf_pages(path), template) for placed in pictures_of(page)]
                with closing(pypdfium2.PdfDocument(path)) as document:
                    for page, placed in zip(document, shown, strict=True):
                        scale = placed.width_mm / 25.4 * PRINT_DPI / page.get_width()
                        page.render(scale=scale).to_pil().save(out, "JPEG", quality=JPEG_QUALITY)

    return work


def _export(paths: Sequence[Path], folder: Path) -> Callable[[], None]:
    template = load_template(WORD_TEMPLATE)
    folder.mkdir()

    def work() -> None:
        kind = {".jpg": media.JPEG, ".pdf": media.PDF}
        shown = [shown for path in paths for shown in (_pdf_pages(path) if path.suffix == ".pdf" else [_picture(path)])]
        body = paginate(shown, template)
        document = WordFile("照片", "云岭县食药安办", "0", NOON, (), body, pages_of(body), {})
        files = {OriginalId(path.stem): (path, kind[path.suffix]) for path in paths}
        with closing(PictureStore(files, folder)) as store:
            write_word(folder / "ours.docx", document, template, store)

    return work


def _scale(paths: Sequence[Path], target: Path) -> Callable[[], None]:
    """Decode, scale and write pictures to the size that our pages show them in, one after the other."""
    page = paginate([_picture(paths[0])], load_template(WORD_TEMPLATE))[0]
    placed = next(part for part in page if isinstance(part, PlacedPicture))
    most = (round(placed.width_mm / 25.4 * PRINT_DPI), round(placed.height_mm / 25.4 * PRINT_DPI))

    def work() -> None:
        with target.open("wb") as out:
            for path in paths:
                with Image.open(path) as image:
                    image.draft("RGB", most)
                    upright = ImageOps.exif_transpose(image)
                    upright.thumbnail(most, Image.Resampling.LANCZOS)
                    upright.save(out, "JPEG", quality=JPEG_QUALITY)

    return work


def _add_pictures(paths: Sequence[Path], target: Path) -> Callable[[], None]:
    def work() -> None:
        document = docx.Document()
        for path in paths:
            document.add_picture(str(path))
        document.save(str(target))

    return work


def _runs(half: Sequence[Path], whole: Sequence[Path], folder: Path, runs: int) -> tuple[list[Run], list[Run]]:
    """Export both sets in turn, so many times; what one run wrote is gone before the next."""
    taken: tuple[list[Run], list[Run]] = ([], [])
    for _ in range(runs):
        for paths, done in zip((half, whole), taken, strict=True):
            done.append(in_child(_export, paths, folder))
            rmtree(folder)
    return taken


def _least_cpu_s(runs: Sequence[Run]) -> float:
    return min(run.cpu_s for run in runs)


def measure(size: Size = FULL) -> list[Figure]:
    """Measure each way in a process of its own."""
    few, more = size.slow
    with TemporaryDirectory() as folder:
        place = Path(folder)
        paths = make_photos(place, size.pictures)
        average_mb = sum(path.stat().st_size for path in paths) / len(paths) / MB
        half, whole = _runs(paths[: size.pictures // 2], paths, place / "pages", size.runs)
        ours = whole[0]
        one_by_one = in_child(_scale, paths, place / "scaled")
        taken = make_photos(place, size.large, _TAKEN)
        large = in_child(_export, taken, place / "large")
        large_one_by_one = in_child(_scale, taken, place / "scaled-large")
        pdfs = make_pdfs(place, size.pdf_pages)
        pdf = in_child(_export, pdfs, place / "pdf")
        bare_pdf = in_child(_render_pdfs, pdfs, place / "rendered")
        slow_s = [in_child(_add_pictures, paths[:count], place / "slow.docx").wall_s for count in size.slow]
    # n pictures take a·n + b·n² seconds: two measurements give a and b.
    per_pair = max(0.0, (slow_s[1] / more - slow_s[0] / few) / (more - few))
    plain_s = (slow_s[0] / few + per_pair * (size.pictures - few)) * size.pictures
    many = f"{size.pictures:,} photographs"
    return [
        Figure(f"{many} of {average_mb:.2f} MB as picture pages", ours.wall_s, "s"),
        Figure("the same decoded, scaled and written one after the other", one_by_one.wall_s, "s"),
        Figure("picture pages ÷ one after the other", ours.wall_s / one_by_one.wall_s, "×", 1.6),
        Figure("picture pages ÷ one after the other, CPU time", ours.cpu_s / one_by_one.cpu_s, "×"),
        *(
            Figure(f"{count} photographs: python-docx, add_picture", taken_s, "s")
            for count, taken_s in zip(size.slow, slow_s, strict=True)
        ),
        Figure(f"add_picture, extrapolated to {many} as quadratic", plain_s, "s"),
        Figure("add_picture, extrapolated ÷ ours", plain_s / ours.wall_s, "×", 15.0, at_least=True),
        Figure(f"{many}: least CPU time of {size.runs} runs", _least_cpu_s(whole), "s"),
        Figure(f"{many} ÷ half of them, least CPU time", _least_cpu_s(whole) / _least_cpu_s(half), "×", 2.2),
        Figure(f"{many}: most memory", ours.peak_mb, "MB", _MOST_PEAK_MB),
        Figure(f"{size.large} of 4000 × 3000 ÷ one after the other", large.wall_s / large_one_by_one.wall_s, "×", 1.6),
        Figure(f"{size.large} of 4000 × 3000: most memory", large.peak_mb, "MB", _MOST_PEAK_MB),
        Figure(f"{size.pdf_pages:,} pages of PDF as picture pages", pdf.wall_s, "s"),
        Figure(f"{size.pdf_pages:,} pages of PDF ÷ pypdfium2 alone", pdf.wall_s / bare_pdf.wall_s, "×", 1.3),
        Figure(f"{size.pdf_pages:,} pages of PDF ÷ pypdfium2 alone, CPU time", pdf.cpu_s / bare_pdf.cpu_s, "×"),
        Figure(f"{size.pdf_pages:,} pages of PDF: most memory", pdf.peak_mb, "MB", _MOST_PEAK_MB),
    ]
