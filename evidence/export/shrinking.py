"""Pictures and scanned pages made smaller step by step, as long as they can be read; text stays text.

The originals are not touched: what is made smaller is a copy.
"""
# pypdfium2 has no stubs, and for what it has no words for it is called as the library below it.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import io
from contextlib import closing
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from evidence.export.pictures import PRINT_DPI
from evidence.extract import media

if TYPE_CHECKING:
    import pypdfium2
    from PIL import Image as Pillow


class Step(NamedTuple):
    """How coarse a picture may become: pixels an inch of the page that it lies on, and the quality of JPEG."""

    dpi: int
    quality: int


# At 150 dpi 六号 (7.5 pt) has the 16 dots in height that the national dot-matrix characters for screens have
# (GB/T 5199, 15 × 16): the least in which Chinese can be read. Small print is 小五 and 六号.
LEAST_DPI = 150
# Quality 75 halves the quantisation tables of ITU-T T.81 annex K, which it calls nearly indistinguishable; 50 takes
# them as they are, with changes that are seen. Seals and thin strokes suffer first, so that this stops in between.
LEAST_QUALITY = 60
STEPS = (Step(PRINT_DPI, 85), Step(PRINT_DPI, 75), Step(LEAST_DPI, 75), Step(LEAST_DPI, LEAST_QUALITY))

_A4_INCHES = (210 / 25.4, 297 / 25.4)  # what a picture is shown on
_LEAST_GAIN = 0.95  # a copy that is hardly smaller is not worth what it loses
_OPAQUE = 255


def shrink_picture(path: Path, media_type: str, step: Step, target: Path) -> None:
    """Write a picture to `target` as JPEG, upright, as large as it needs to be on a page of A4."""
    from PIL import Image

    from evidence.extract.picture import check_size, opened_picture, upright_rgb

    with opened_picture(path, media_type) as picture:
        check_size(picture)
        short, long = (round(inches * step.dpi) for inches in _A4_INCHES)
        if media_type == media.JPEG:
            picture.draft("RGB", (2 * short, 2 * short))  # decodes a part of a large one
        upright = upright_rgb(picture)
        upright.thumbnail((short, long) if upright.height >= upright.width else (long, short), Image.Resampling.LANCZOS)
        upright.save(target, "JPEG", quality=step.quality, optimize=True)


def shrink_pages(document: pypdfium2.PdfDocument, step: Step) -> None:
    """Make the pictures on a document's pages smaller that are finer than a step, or take less room at its quality.

    Text and drawings stay; so do pictures of two colours, which are small already, and those that are seen through.
    What was there remains in the document's memory: import its pages into a new one and write that.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium

    for number in range(len(document)):
        with closing(document[number]) as page:
            changed = False
            found = list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=1))
            for thing in (one for one in found if isinstance(one, pypdfium2.PdfImage)):
                if (smaller := _smaller(thing, step)) is not None:
                    thing.load_jpeg(io.BytesIO(smaller), pages=[page], inline=True)
                    changed = True
            if changed:
                page.gen_content()


def _smaller(thing: pypdfium2.PdfImage, step: Step) -> bytes | None:
    """Return a picture of a page as JPEG of a step; None if it stays as it is."""
    from PIL import Image

    if thing.get_metadata().bits_per_pixel < 8:
        return None
    held = len(thing.get_data(decode_simple=False))
    a, b, c, d, _, _ = thing.get_matrix().get()
    inches = hypot(a, b) / 72, hypot(c, d) / 72
    size = tuple(max(1, round(side * step.dpi)) for side in inches)
    bitmap = thing.get_bitmap()  # which the picture looks into
    picture: Pillow.Image = bitmap.to_pil()
    if _seen_through(thing):
        return None
    plain = picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
    if plain.width > size[0] and plain.height > size[1]:
        plain = plain.resize((size[0], size[1]), Image.Resampling.LANCZOS)
    made = io.BytesIO()
    plain.save(made, "JPEG", quality=step.quality, optimize=True)
    return made.getvalue() if made.tell() < held * _LEAST_GAIN else None


def _seen_through(thing: pypdfium2.PdfImage) -> bool:
    """Tell whether what lies below a picture shows."""
    bitmap = thing.get_bitmap(render=True)
    shown: Pillow.Image = bitmap.to_pil()
    if "A" not in shown.getbands():
        return False
    least, _ = shown.getchannel("A").getextrema()
    return int(least if isinstance(least, (int, float)) else 0) < _OPAQUE
