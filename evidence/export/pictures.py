"""Pictures for print: originals and PDF pages, upright and no larger than the paper shows."""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from math import ceil
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from msgspec import Struct

from evidence.as_pages import sound_page_source
from evidence.crop import ALL, Crop, crop_of
from evidence.errors import UnreadableFileError
from evidence.extract import media
from evidence.model import Original

if TYPE_CHECKING:
    from PIL import Image as Pillow

    from evidence.export.blocks import PictureSource

PRINT_DPI = 200  # DA/T 31-2017 asks 200 dpi at least of a scan
NATURAL_DPI = 150  # a photograph's natural size: larger would look coarse
JPEG_QUALITY = 85
# A picture with at most so many times the pixels that print needs stays as it is: to code it anew costs more in quality
# than it saves, and WeChat's photographs (1280 to 1706 pixels on the long side) are of this kind.
MOST_PIXELS = 2

SizeMm = tuple[float, float]


class Printed(Struct, frozen=True):
    """A picture ready for print: its file, and the ending that tells its format, whatever the file is called."""

    path: Path
    extension: str  # jpg or png


_PAGED = (media.PDF, media.TIFF)
_AS_THEY_ARE = (media.JPEG, media.PNG)  # what every word processor shows
# pypdfium2 must not be called from two threads at once, not even to give memory back.
PDFIUM = Lock()


def printable(original: Original) -> bool:
    """Tell whether this file can become pictures: by its kind, or because a converter made pages of it."""
    return original.rendition is not None or original.media_type in _PAGED or is_image(original)


def is_image(original: Original) -> bool:
    """Tell whether this kind of file is one picture; of one that moves it is the first."""
    return original.media_type in (media.JPEG, media.PNG, media.HEIC, media.WEBP, media.BMP, media.GIF)


def sizes_of(original: Original, original_path: Callable[[Original], Path]) -> tuple[SizeMm, ...]:
    """Return the natural size of each picture that an original makes, in mm; empty if it cannot be shown.

    It cannot where its pages were made by a converter, and are lost or damaged since.
    """
    try:
        sizes = picture_sizes(*sound_page_source(original, original_path))
    except UnreadableFileError:
        return ()
    return sizes if original.rendition is None or len(sizes) == original.rendition.pages else ()


def picture_sizes(path: Path, media_type: str) -> tuple[SizeMm, ...]:
    """Return the natural size of each picture that a file makes, in mm; empty if it cannot be shown."""
    try:
        sizes = _pdf_sizes(path) if media_type == media.PDF else _image_sizes(path, media_type)
    except failures():
        return ()
    return sizes if all(min(size) > 0 for size in sizes) else ()


def picture_of(original: Original, page: int, whole_mm: SizeMm) -> tuple[PictureSource, SizeMm]:
    """Return the picture of a page (from 0) whose natural size is known: what of it is shown, and how large that is."""
    from evidence.export.blocks import PictureSource  # with all that documents are made of

    crop = crop_of(original.crops, page + 1)
    return PictureSource(original.id, page, crop), whole_mm if crop is None else crop.size(*whole_mm)


def render(path: Path, media_type: str, page: int, size_mm: SizeMm, place: Path, crop: Crop | None = None) -> Printed:
    """Return the picture for printing at `size_mm`: the file itself if it serves as it is, else made at `place`.

    Of a page of which a part is to be seen nothing else is in it. May be called from several threads at once.
    """
    if media_type == media.PDF:
        return _jpeg(_pdf_page(path, page, size_mm, crop), place)
    return _image(path, media_type, page, size_mm, place, crop)


def failures() -> tuple[type[Exception], ...]:
    """Return what the readers raise on files that are damaged or too large."""
    from PIL import Image

    damaged = (OSError, ValueError, RuntimeError, SyntaxError, TypeError, KeyError, UnreadableFileError)
    return (*damaged, Image.DecompressionBombError)


def _pdf_sizes(path: Path) -> tuple[SizeMm, ...]:
    import pypdfium2

    with PDFIUM, closing(pypdfium2.PdfDocument(path)) as document:
        return tuple(
            (width / 72 * 25.4, height / 72 * 25.4)
            for width, height in (document.get_page_size(index) for index in range(len(document)))
        )


def _pdf_page(path: Path, page: int, size_mm: SizeMm, crop: Crop | None) -> Pillow.Image:
    import pypdfium2

    with PDFIUM, closing(pypdfium2.PdfDocument(path)) as document, closing(document[page]) as sheet:
        scale = size_mm[0] / 25.4 * PRINT_DPI / (sheet.get_width() * (crop or ALL).width)
        with closing(sheet.render(scale=scale, draw_annots=True)) as bitmap:
            image = bitmap.to_pil()
            if crop is not None:
                return image.crop(crop.pixels(*image.size)).convert("RGB")
            return image if image.mode == "RGB" else image.convert("RGB")  # of RGB it is a copy already


def _image_sizes(path: Path, media_type: str) -> tuple[SizeMm, ...]:
    from PIL import ImageSequence

    from evidence.extract.picture import opened_picture

    with opened_picture(path, media_type) as image:
        pages = ImageSequence.Iterator(image) if media_type in _PAGED else (image,)
        return tuple(map(_image_size, pages))


def _image_size(image: Pillow.Image) -> SizeMm:
    width, height = image.size
    if image.getexif().get(0x0112, 1) in (5, 6, 7, 8):
        width, height = height, width
    return width / NATURAL_DPI * 25.4, height / NATURAL_DPI * 25.4


def _image(path: Path, media_type: str, page: int, size_mm: SizeMm, place: Path, crop: Crop | None) -> Printed:
    from PIL import Image

    from evidence.extract.picture import check_size, opened_picture, upright_rgb

    width, height = (max(1, round(side / 25.4 * PRINT_DPI)) for side in size_mm)
    with opened_picture(path, media_type) as image:
        if page:
            image.seek(page)
        check_size(image)
        tagged = bool(image.getexif())  # place and device are nobody's business
        fits = image.width * image.height <= MOST_PIXELS * width * height
        lossless = media_type == media.PNG or image.mode == "1"
        whole = crop is None and not tagged
        if whole and media_type in _AS_THEY_ARE and fits and image.mode in ("RGB", "L", "P", "RGBA"):
            return Printed(path, "png" if lossless else "jpg")
        longest = ceil(max(width / (crop or ALL).width, height / (crop or ALL).height))
        image.draft("RGB", (longest, longest))  # decodes a part of a large JPEG
        grey = image.mode in ("1", "L")
        upright = upright_rgb(image)
        if crop is not None:
            upright = upright.crop(crop.pixels(*upright.size))
        plain = upright.convert("L") if grey else upright
        plain.thumbnail((width, height), Image.Resampling.LANCZOS)
        return _png(plain, place) if lossless else _jpeg(plain, place)


def _png(image: Pillow.Image, place: Path) -> Printed:
    image.save(place, "PNG")
    return Printed(place, "png")


def _jpeg(image: Pillow.Image, place: Path) -> Printed:
    image.save(place, "JPEG", quality=JPEG_QUALITY)
    return Printed(place, "jpg")


def frame(size_mm: SizeMm, place: Path) -> Printed:
    """Make an empty frame at `place`."""
    from PIL import Image, ImageOps

    width, height = (max(3, round(side)) for side in size_mm)
    return _png(ImageOps.expand(Image.new("L", (width - 2, height - 2), 255), 1, 128), place)
