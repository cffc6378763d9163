"""The fonts of this PC in which Chinese can be drawn; none is shipped."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from evidence.errors import ExportError

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

# By the names of their files, best for small letters on a phone first; each with its bold one.
_WANTED = (
    ("msyh.ttc", "msyhbd.ttc"),
    ("msyh.ttf", "msyhbd.ttf"),
    ("notosanscjk-regular.ttc", "notosanscjk-bold.ttc"),
    ("notosanscjksc-regular.otf", "notosanscjksc-bold.otf"),
    ("notosanssc-regular.otf", "notosanssc-bold.otf"),
    ("sourcehansanssc-regular.otf", "sourcehansanssc-bold.otf"),
    ("sourcehansanscn-regular.otf", "sourcehansanscn-bold.otf"),
    ("pingfang.ttc", "pingfang.ttc"),
    ("deng.ttf", "dengb.ttf"),
    ("simhei.ttf", "simhei.ttf"),
    ("wqy-microhei.ttc", "wqy-microhei.ttc"),
    ("wqy-zenhei.ttc", "wqy-zenhei.ttc"),
    ("simsun.ttc", "simhei.ttf"),
    ("simfang.ttf", "simhei.ttf"),
)
_ENDINGS = (".ttf", ".ttc", ".otf")
_MOST_FACES = 12  # in a collection
_SAMPLE = "缺项"
_SIZE = 24  # pixels


class FontFile(NamedTuple):
    """A file of fonts, and which of its faces."""

    path: Path
    face: int


class ChineseFonts(NamedTuple):
    """What text is drawn in."""

    regular: FontFile
    bold: FontFile


def system_folders() -> tuple[Path, ...]:
    """Return where this system keeps fonts, its own and the user's."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        found = [Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"]
        return (*found, Path(local) / "Microsoft" / "Windows" / "Fonts") if local else tuple(found)
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), Path.home() / "Library" / "Fonts")
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path(data) / "fonts", Path.home() / ".fonts")


@lru_cache(maxsize=4)
def chinese_fonts(folders: tuple[Path, ...] | None = None) -> ChineseFonts:
    """Return the fonts to draw in, from the system's folders unless others are given.

    Raises `ExportError` if no font of this PC can show Chinese.
    """
    files = font_files(folders)
    wanted = [(files[name], files.get(bold, files[name])) for name, bold in _WANTED if name in files]
    for regular, bold in (*wanted, *((path, path) for path in files.values())):
        if (index := face_of(regular)) is not None:
            bold_index = face_of(bold)
            plain = FontFile(regular, index)
            return ChineseFonts(plain, plain if bold_index is None else FontFile(bold, bold_index))
    raise ExportError("no_chinese_font")


def font_files(folders: tuple[Path, ...] | None = None) -> dict[str, Path]:
    """Return the files of fonts by their names in small letters, from the system's folders unless others are given."""
    return {path.name.lower(): path for path in _files(system_folders() if folders is None else folders)}


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        for parent, _, names in os.walk(folder):
            yield from (Path(parent, name) for name in sorted(names) if name.lower().endswith(_ENDINGS))


def face_of(path: Path) -> int | None:
    """Return the face of a file that shows Chinese, that for the mainland where there are several; None if none does.

    A font draws the same box for all that it does not know.
    """
    from PIL import ImageFont

    found: list[tuple[bool, int]] = []
    for index in _indices(path):
        try:
            font = ImageFont.truetype(str(path), _SIZE, index=index)
            shapes = {_shape(char, font) for char in _SAMPLE}
        except OSError:
            break
        if len(shapes) == len(_SAMPLE):
            name = font.getname()[0] or ""
            if name.endswith(("Mono CJK SC", "Sharp")):
                continue
            found.append((not name.endswith((" SC", " CN")), index))
    return min(found)[1] if found else None


def _shape(char: str, font: FreeTypeFont) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("L", (2 * _SIZE, 2 * _SIZE))
    ImageDraw.Draw(image).text((0, 0), char, fill=255, font=font)
    return image.tobytes()


def _indices(path: Path) -> Iterable[int]:
    return range(_MOST_FACES) if path.suffix.lower() == ".ttc" else (0,)
