"""What one page of a file looks like, as a small picture, upright; made in a worker process only."""

# pypdfium2 and pi_heif have no stubs, and Pillow names numpy's types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from contextlib import closing
from pathlib import Path
from typing import cast

import pypdfium2
from PIL import Image

from evidence.errors import UnreadableFileError
from evidence.extract import media
from evidence.extract.fixed_layout import page_picture
from evidence.extract.package import package
from evidence.extract.picture import FORMATS, check_size, opened_picture, upright_rgb

# A page is drawn no higher than so many times its width: whoever wants a strip of paper sees its head.
TALLEST = 4
_THUMBNAILS = (
    "docProps/thumbnail.jpeg",
    "docProps/thumbnail.jpg",
    "docProps/thumbnail.png",
    "Thumbnails/thumbnail.png",
)
_ONE_SHADE, _PAPER = 16, 200  # of 255
_OFFICE = frozenset({media.DOCX, media.XLSX, media.PPTX, media.OPEN_DOCUMENT})
_INNER_FORMATS = ("JPEG", "PNG", "BMP", "GIF", "TIFF", "WEBP")  # of pictures inside of other files
# What the libraries raise on files that are damaged; what else they do ends the worker, which is told of as well.
_FAILURES = (
    *(OSError, ValueError, RuntimeError, SyntaxError, TypeError, LookupError, ArithmeticError, struct.error),
    *(zlib.error, zipfile.BadZipFile, Image.DecompressionBombError),
)


def painted(path: Path, media_type: str, page: int, width_px: int) -> Image.Image | None:
    """Return page `page` (1-based) in this width; None where the file carries no picture of it.

    Raises `UnreadableFileError`: `file_damaged` or `file_too_large`.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd EXIF and large pictures: the limit decides
            return _painted(path, media_type, page, width_px)
    except _FAILURES as error:
        raise UnreadableFileError("file_damaged") from error


def _painted(path: Path, media_type: str, page: int, width_px: int) -> Image.Image | None:
    if media_type == media.PDF:
        return _of_pdf(path, page, width_px)
    if media_type in FORMATS:
        with opened_picture(path, media_type) as picture:
            return _shrunk(picture, width_px, page)
    data = page_picture(path, page) if media_type == media.OFD else None
    if media_type in _OFFICE and page == 1:
        data = _thumbnail(path)
    if data is None:
        return None
    with Image.open(io.BytesIO(data), formats=_INNER_FORMATS) as picture:
        drawn = _shrunk(picture, width_px)
    # Programs that write documents put an empty page or a small one beside them: their text tells more.
    return None if media_type in _OFFICE and drawn and _tells_little(drawn, width_px) else drawn


def _of_pdf(path: Path, page: int, width_px: int) -> Image.Image | None:
    with closing(pypdfium2.PdfDocument(path)) as document:
        if not 1 <= page <= len(document):
            return None
        with closing(document[page - 1]) as sheet:
            width, height = sheet.get_size()
            scale = min(width_px / max(width, 1.0), TALLEST * width_px / max(height, 1.0))
            with closing(sheet.render(scale=scale, draw_annots=True)) as bitmap:
                return bitmap.to_pil().convert("RGB")


def _shrunk(picture: Image.Image, width_px: int, page: int = 1) -> Image.Image | None:
    """Return a picture, or that page of it, upright and as wide as asked for; none is made larger."""
    if page > 1:
        if page > getattr(picture, "n_frames", 1):
            return None
        picture.seek(page - 1)
    check_size(picture)
    picture.draft("RGB", (2 * width_px, 2 * width_px))  # decodes a part of a large JPEG
    plain = upright_rgb(picture)
    plain.thumbnail((width_px, TALLEST * width_px), Image.Resampling.BILINEAR)
    return plain


def _tells_little(picture: Image.Image, width_px: int) -> bool:
    """Tell whether a picture is all of one shade, or would be shown more than twice its size."""
    darkest, lightest = cast("tuple[int, int]", picture.convert("L").getextrema())
    return (lightest - darkest < _ONE_SHADE and darkest > _PAPER) or 2 * picture.width < width_px


def _thumbnail(path: Path) -> bytes | None:
    """Return the picture of the first page that some office programs put beside a document."""
    with package(path) as parts:
        name = next((name for name in _THUMBNAILS if name in parts.names), None)
        return parts.content(name) if name else None
