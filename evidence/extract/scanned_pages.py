"""Pages of scans and photos as pictures, in the resolution that they have."""

# pypdfium2 has no stubs, and Pillow names numpy's types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import warnings
from pathlib import Path
from typing import cast

import pypdfium2
from PIL import Image

from evidence.errors import UnreadableFileError
from evidence.extract import media
from evidence.extract.pdf import page_dpi
from evidence.extract.picture import check_size, opened_picture, upright_rgb

_USUAL_DPI, _MOST_DPI = 200.0, 300.0  # finer letters are read no better
_LONGEST_SIDE = 5000  # pixels: A4 at 400 dpi


def page_picture(path: Path, media_type: str, page: int) -> Image.Image:
    """Return a page (1-based) of a PDF, TIFF or other picture in colour, as its file says that it is to be seen.

    Raises `UnreadableFileError`: `file_damaged` also where there is no such page, `file_not_opened` where the disk
    does not give the file, or `file_too_large`.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd EXIF and large pictures
            picture = _pdf_page(path, page) if media_type == media.PDF else _picture(path, media_type, page)
    except (MemoryError, Image.DecompressionBombError) as error:
        raise UnreadableFileError("file_too_large") from error
    except OSError as error:  # of those with a number the disk tells, of the others Pillow
        raise UnreadableFileError("file_damaged" if error.errno is None else "file_not_opened") from error
    except (ValueError, EOFError, SyntaxError, pypdfium2.PdfiumError) as error:
        raise UnreadableFileError("file_damaged") from error
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return picture


def _pdf_page(path: Path, number: int) -> Image.Image:
    with pypdfium2.PdfDocument(path) as document:
        page = document[number - 1]
        dpi = min(page_dpi(page) or _USUAL_DPI, _MOST_DPI)
        dpi = min(dpi, _LONGEST_SIDE / max(page.get_size()) * 72)
        bitmap = page.render(scale=dpi / 72)  # pyright: ignore[reportArgumentType] - it takes fractions
        return cast("Image.Image", bitmap.to_pil()).convert("RGB")


def _picture(path: Path, media_type: str, number: int) -> Image.Image:
    with opened_picture(path, media_type) as picture:
        picture.seek(number - 1)
        check_size(picture)
        picture.draft("RGB", (_LONGEST_SIDE // 2, _LONGEST_SIDE // 2))
        return upright_rgb(picture)
