"""When a picture was taken, how many pages it has, and whether it came whole."""

from __future__ import annotations

import warnings
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from PIL import ExifTags, Image, ImageOps, ImageSequence

from evidence.errors import UnreadableFileError
from evidence.extract import media
from evidence.extract.direction import lies_sideways, shrunk
from evidence.extract.found import Reading
from evidence.extract.seal import SHORT_SIDE, shows_seal
from evidence.model import Flag
from evidence.origins import on_picture

LOW_DPI = 200  # DA/T 31-2017: the least resolution of a scan
TOLERANCE = 0.98  # pages are cut to whole pixels
_PROBE = (SHORT_SIDE, SHORT_SIDE)
_COLOURED = frozenset({"RGB", "RGBA", "P", "CMYK", "YCbCr"})
_PIXEL_LIMIT = 200_000_000
_PAGE_LIMIT = 3000
_CHECKED_PAGES = 5  # pages looked at for resolution and direction
_LEAST_DPI, _MOST_DPI = 50, 2400  # other figures are no scanner's
_LEAST_PAGE_INCHES = 4.0  # the short side of a scanned page; smaller is a picture
# What Pillow calls each kind of picture that is read.
FORMATS = {
    media.JPEG: ("JPEG",),  # of several pictures, MPO, too: they have no opener of their own
    media.PNG: ("PNG",),
    media.GIF: ("GIF",),
    media.WEBP: ("WEBP",),
    media.BMP: ("BMP",),
    media.TIFF: ("TIFF",),
    media.HEIC: ("HEIF",),
}


def read_picture(path: Path, media_type: str) -> Reading:
    """Read a photo, screenshot or scan: pages without text, with its EXIF time; a TIFF has a page a picture."""
    if media_type == media.HEIC:
        _check_boxes(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd EXIF and large pictures: the limit below decides
            with opened_picture(path, media_type) as picture:
                check_size(picture)
                taken_at = _taken_at(picture.getexif())
                pages, flags = _tiff_pages(picture) if media_type == media.TIFF else (1, frozenset[Flag]())
                if media_type != media.TIFF:
                    picture.draft("RGB", _PROBE)  # decodes an eighth of a JPEG, enough to find it cut short
                    picture.load()
                sealed = picture.mode in _COLOURED and shows_seal(picture)  # of several pages, the last
    except UnreadableFileError:
        raise
    except MemoryError as error:
        raise UnreadableFileError("file_too_large") from error
    except Exception as error:
        if isinstance(error, Image.DecompressionBombError):
            raise UnreadableFileError("file_too_large") from error
        raise UnreadableFileError("file_truncated" if "truncated" in str(error) else "file_damaged") from error
    unread = tuple(range(1, pages + 1))
    sealed_at = on_picture(pages) if sealed else None
    return Reading(
        media_type,
        "",
        pages,
        scanned=True,
        flags=flags,
        taken_at=taken_at,
        unread=unread,
        sealed_at=sealed_at,
    )


@contextmanager
def opened_picture(path: Path, media_type: str) -> Generator[Image.Image]:
    """Open a picture file of one of `FORMATS`; whatever fails within, the file is free again afterwards.

    Pillow itself keeps a file of several pages open for as long as an error about a later one lives.
    """
    if media_type == media.HEIC:
        import pi_heif  # pyright: ignore[reportMissingTypeStubs]

        pi_heif.register_heif_opener()  # pyright: ignore[reportUnknownMemberType]
    with path.open("rb") as file, Image.open(file, formats=FORMATS[media_type]) as picture:
        yield picture


def _check_boxes(path: Path) -> None:
    """Refuse a HEIC file that ends inside one of its boxes: its decoder fills what is missing with grey."""
    size = path.stat().st_size
    with path.open("rb") as handle:
        at = 0
        while at + 8 <= size:
            handle.seek(at)
            head = handle.read(16)
            length = int.from_bytes(head[:4], "big")
            if length == 1:
                length = int.from_bytes(head[8:], "big")
            if length == 0:  # up to the end
                return
            if length < 8:
                raise UnreadableFileError("file_damaged")
            at += length
    if at > size:
        raise UnreadableFileError("file_truncated")


def check_size(picture: Image.Image) -> None:
    """Refuse a picture of more pixels than memory holds; raise `UnreadableFileError`."""
    if picture.width * picture.height > _PIXEL_LIMIT:
        raise UnreadableFileError("file_too_large")


def upright_rgb(picture: Image.Image) -> Image.Image:
    """Return a picture as it is to be seen: as its camera was held, on white paper, in colours of eight bits."""
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("I", "F") or upright.mode.startswith("I;16"):
        upright = upright.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if upright.has_transparency_data:
        upright = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright)
    return upright.convert("RGB")


def _tiff_pages(picture: Image.Image) -> tuple[int, frozenset[Flag]]:
    """Return how many pages a TIFF has, and how well the first can be read; all are decoded, up to a limit."""
    pages = 0
    left = _PIXEL_LIMIT
    flags: set[Flag] = set()
    for page in ImageSequence.Iterator(picture):
        check_size(page)
        pages += 1
        if pages > _PAGE_LIMIT:
            raise UnreadableFileError("file_too_large")
        left -= page.width * page.height
        if left > 0:
            page.load()
            if pages <= _CHECKED_PAGES:
                flags |= _scan_flags(page)
    return pages, frozenset(flags)


def _scan_flags(page: Image.Image) -> set[Flag]:
    """Return what is wrong with a page that says how large it is."""
    across, down = (float(value) for value in page.info.get("dpi", (0, 0)))
    if not _LEAST_DPI <= min(across, down) <= max(across, down) <= _MOST_DPI:
        return set()
    if min(page.width / across, page.height / down) < _LEAST_PAGE_INCHES:
        return set()
    flags = {Flag.LOW_DPI} if min(across, down) < LOW_DPI * TOLERANCE else set[Flag]()
    if lies_sideways(shrunk(page, across, down)):
        flags.add(Flag.ROTATED)
    return flags


def _taken_at(exif: Image.Exif) -> datetime | None:
    """Return the camera's own time; clocks that were never set say a year before 2000."""
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    for value in (inner.get(ExifTags.Base.DateTimeOriginal), exif.get(ExifTags.Base.DateTime)):
        try:
            taken = datetime.strptime(str(value)[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - EXIF knows no zone
        except ValueError:
            continue
        if taken.year >= 2000:
            return taken
    return None
