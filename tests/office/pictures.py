"""Pictures of pages, drawn."""

from __future__ import annotations

from PIL import Image, ImageDraw


def written_page(width: int, height: int) -> Image.Image:
    """Return a picture of a page with lines like lines of text."""
    page = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(page)
    pitch = height // 40
    for line in range(6, 34):
        for letter in range(4, 24 + line % 9):
            left, top = letter * width // 40 + line * 13 % (width // 40), line * pitch
            draw.rectangle((left, top, left + width // 60, top + pitch // 2), fill=0 if (letter + line) % 5 else 255)
    return page
