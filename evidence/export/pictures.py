"""Pictures for print: originals and PDF pages, upright and no larger than the paper shows."""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.export.blocks import PictureSource
from evidence.extract import media
from evidence.model import Original, OriginalId

if TYPE_CHECKING:
    from PIL import Image as Pillow

PRINT_DPI = 200  # DA/T 31-2017 asks 200 dpi at least of a scan
NATURAL_DPI = 150  # a photograph's natural size: larger would look coarse
JPEG_QUALITY = 85

SizeMm = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rendered:
    """Bytes of a picture and the file ending that tells their format."""

    data: bytes
    extension: str  # jpg or png


def printable(original: Original) -> bool:
    """Tell whether this kind of file can become pictures."""
    return original.media_type in (media.PDF, media.JPEG, media.PNG)


def picture_sizes(path: Path, media_type: str) -> tuple[SizeMm, ...]:
    """Return the natural size of each picture that a file makes, in mm; empty if it cannot be shown."""
    try:
        sizes = _pdf_sizes(path) if media_type == media.PDF else (_image_size(path),)
    except _failures():
        return ()
    return sizes if all(min(size) > 0 for size in sizes) else ()


def render(path: Path, media_type: str, page: int, size_mm: SizeMm) -> Rendered:
    """Return the picture for printing at `size_mm`."""
    if media_type == media.PDF:
        return _jpeg(_pdf_page(path, page, size_mm))
    return _image(path, size_mm)


def _failures() -> tuple[type[Exception], ...]:
    """Return what the readers raise on files that are damaged or too large."""
    from PIL import Image

    return (OSError, ValueError, RuntimeError, SyntaxError, TypeError, KeyError, Image.DecompressionBombError)


def _pdf_sizes(path: Path) -> tuple[SizeMm, ...]:
    import pypdfium2

    with closing(pypdfium2.PdfDocument(path)) as document:
        return tuple(
            (width / 72 * 25.4, height / 72 * 25.4)
            for width, height in (document.get_page_size(index) for index in range(len(document)))
        )


def _pdf_page(path: Path, page: int, size_mm: SizeMm) -> Pillow.Image:
    import pypdfium2

    with closing(pypdfium2.PdfDocument(path)) as document, closing(document[page]) as sheet:
        scale = size_mm[0] / 25.4 * PRINT_DPI / sheet.get_width()
        return sheet.render(scale=scale, draw_annots=True).to_pil().convert("RGB")


def _image_size(path: Path) -> SizeMm:
    from PIL import Image

    with Image.open(path) as image:
        width, height = image.size
        if image.getexif().get(0x0112, 1) in (5, 6, 7, 8):
            width, height = height, width
    return width / NATURAL_DPI * 25.4, height / NATURAL_DPI * 25.4


def _image(path: Path, size_mm: SizeMm) -> Rendered:
    from PIL import Image, ImageOps

    width, height = (max(1, round(side / 25.4 * PRINT_DPI)) for side in size_mm)
    with Image.open(path) as image:
        kind, tagged = image.format, bool(image.getexif())  # place and device are nobody's business
        if not tagged and image.width <= width * 1.2 and image.mode in ("RGB", "L", "P", "RGBA"):
            return Rendered(path.read_bytes(), "png" if kind == "PNG" else "jpg")
        if kind == "JPEG":
            image.draft("RGB", (max(width, height), max(width, height)))
        upright = _plain(ImageOps.exif_transpose(image))
        upright.thumbnail((width, height), Image.Resampling.LANCZOS)
        return _png(upright) if kind == "PNG" else _jpeg(upright.convert("RGB"))


def _plain(image: Pillow.Image) -> Pillow.Image:
    """Return the picture in a mode that can be scaled smoothly: 16 bits a sample become 8, palettes colours."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode in ("L", "RGB"):
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _png(image: Pillow.Image) -> Rendered:
    data = io.BytesIO()
    image.save(data, "PNG")
    return Rendered(data.getvalue(), "png")


def _jpeg(image: Pillow.Image) -> Rendered:
    data = io.BytesIO()
    image.save(data, "JPEG", quality=JPEG_QUALITY)
    return Rendered(data.getvalue(), "jpg")


def _frame(size_mm: SizeMm) -> Rendered:
    from PIL import Image, ImageOps

    width, height = (max(3, round(side)) for side in size_mm)
    return _png(ImageOps.expand(Image.new("L", (width - 2, height - 2), 255), 1, 128))


class PictureStore:
    """Renders each picture once, into a folder, for all the documents of one export."""

    def __init__(self, files: Mapping[OriginalId, tuple[Path, str]], folder: Path) -> None:
        """Know where each original lies and of what media type it is; keep renderings in `folder`."""
        self._files = files
        self._folder = folder
        self._made: dict[tuple[PictureSource, SizeMm], Path] = {}
        self.failed: set[PictureSource] = set()  # shown as an empty frame

    def get(self, source: PictureSource, size_mm: SizeMm) -> Path:
        """Return the file of a picture rendered for `size_mm`; one that cannot be read becomes an empty frame."""
        made = self._made.get((source, size_mm))
        if made is None:
            path, media_type = self._files[source.original]
            try:
                rendered = render(path, media_type, source.page, size_mm)
            except _failures():
                self.failed.add(source)
                rendered = _frame(size_mm)
            made = self._folder / f"{len(self._made):06d}.{rendered.extension}"
            made.write_bytes(rendered.data)
            self._made[source, size_mm] = made
        return made
