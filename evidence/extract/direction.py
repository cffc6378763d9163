"""Which way the lines of text run on a scanned page."""

# Pillow names numpy's types.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from itertools import pairwise

from PIL import Image

LOOK_DPI = 58  # a finer look tells no more
_SIDEWAYS = 0.5  # lines of upright scans measured 2 and more, of turned ones 0.5 and less


def shrunk(page: Image.Image, across_dpi: float, down_dpi: float) -> Image.Image:
    """Return a scanned page in the resolution that `lies_sideways` looks at."""
    size = round(page.width / across_dpi * LOOK_DPI), round(page.height / down_dpi * LOOK_DPI)
    return page.convert("L").resize(size, Image.Resampling.BOX)


def lies_sideways(picture: Image.Image) -> bool:
    """Tell whether the lines of text run up a page: then its columns differ from each other more than its rows."""
    width, height = picture.size
    inner = picture.convert("L").crop((width // 12, height // 12, width - width // 12, height - height // 12))
    if min(inner.size) < 8:
        return False
    rows = inner.resize((1, inner.height), Image.Resampling.BOX).tobytes()
    columns = inner.resize((inner.width, 1), Image.Resampling.BOX).tobytes()
    return _unrest(rows) < _SIDEWAYS * _unrest(columns)


def _unrest(shades: bytes) -> float:
    """Return the mean square step between neighbours."""
    return sum((left - right) ** 2 for left, right in pairwise(shades)) / len(shades)
