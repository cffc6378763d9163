"""Draws the program's icon: a box of papers with a tick on it. Writes ui/assets/beijian.ico."""

# Pillow leaves the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

ICON = Path(__file__).resolve().parent.parent / "ui" / "assets" / "beijian.ico"
_SIZES_PX = (16, 20, 24, 32, 40, 48, 64, 128, 256)
_FINE = 1024  # drawn at this size, then made smaller

_BOX, _LABEL, _PAPER, _LINE, _TICK = "#1f5f8b", "#174a6d", "#ffffff", "#b9c9d6", "#e8a33d"


def draw() -> Image.Image:
    """Return the icon at its finest."""
    image = Image.new("RGBA", (_FINE, _FINE))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((192, 48, 832, 700), 40, fill=_PAPER, outline=_BOX, width=36)
    for top in (160, 260):
        pen.rounded_rectangle((300, top, 724, top + 44), 22, fill=_LINE)
    pen.rounded_rectangle((64, 400, 960, 976), 72, fill=_BOX)
    pen.rounded_rectangle((64, 400, 960, 500), 50, fill=_LABEL)
    for start, end in (((300, 726), (456, 872)), ((456, 872), (760, 588))):
        pen.line((start, end), fill=_TICK, width=104)
    for x, y in ((300, 726), (456, 872), (760, 588)):
        pen.ellipse((x - 52, y - 52, x + 52, y + 52), fill=_TICK)
    return image


def main() -> None:
    """Write the icon in all sizes."""
    finest = draw()
    sized = [finest.resize((size, size), Image.Resampling.LANCZOS) for size in _SIZES_PX]
    ICON.parent.mkdir(exist_ok=True)
    sized[-1].save(ICON, append_images=sized[:-1], sizes=[(size, size) for size in _SIZES_PX])


if __name__ == "__main__":
    main()
