"""When a picture was taken, and whether it came whole."""

from __future__ import annotations

import struct
import warnings
from datetime import datetime
from pathlib import Path

from PIL import ExifTags, Image

from evidence.errors import UnreadableFileError
from evidence.extract.found import Reading

_PROBE = (256, 256)
_PIXEL_LIMIT = 200_000_000


def read_picture(path: Path, media_type: str) -> Reading:
    """Read a photo, screenshot or scan: one page without text, with its EXIF time."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd EXIF and large pictures: the limit below decides
            with Image.open(path, formats=("JPEG", "PNG", "MPO")) as picture:
                if picture.width * picture.height > _PIXEL_LIMIT:
                    raise UnreadableFileError("file_too_large")
                taken_at = _taken_at(picture.getexif())
                picture.draft("L", _PROBE)  # decodes an eighth of a JPEG, enough to find it cut short
                picture.load()
    except Image.DecompressionBombError as error:
        raise UnreadableFileError("file_too_large") from error
    except (
        OSError,
        ValueError,
        SyntaxError,
        struct.error,
        TypeError,
        KeyError,
        IndexError,
        ZeroDivisionError,
    ) as error:
        raise UnreadableFileError("file_truncated" if "truncated" in str(error) else "file_damaged") from error
    return Reading(media_type, "", 1, scanned=True, flags=frozenset(), taken_at=taken_at)


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
