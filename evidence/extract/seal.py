"""Whether a round red seal can be seen on the picture of a page: a hint, which a clerk confirms or takes away."""

# Pillow names numpy's types.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterable
from math import atan2, pi

from PIL import Image, ImageChops, ImageFilter

SHORT_SIDE = 240  # points that a page is looked at with
_RED_LEAD = 38  # of 255: how far red leads both other colours; skin and wood stay below in one of them
_LEAST_RED = 60  # points
_MOST_RED = 0.12  # share of a page: above, it is a poster or a photo
_PAPER_LIGHT, _PAPER_PLAIN, _LEAST_PAPER = 130, 40, 0.55  # how light and grey paper is, and its share of a page
# Seals measure 30 to 58 mm across, pages 210 or 297 mm on their short side.
_LEAST_ACROSS, _MOST_ACROSS = 0.09, 0.32
_MOST_OVAL = 1.7
_TOP = 0.2  # what stands above is an emblem or a red head
_SECTORS, _LEAST_SECTORS = 24, 19  # signatures and days run across the line
_LINE_FROM, _LINE_TO, _CORNER = 0.76, 1.1, 1.16  # of the half axes
_LEAST_FILL, _MOST_FILL = 0.06, 0.68  # share of a seal that is red: a full disc is a badge
_MOST_IN_CORNERS = 0.04

_Point = tuple[int, int]


def shows_seal(page: Image.Image) -> bool:
    """Tell whether a page shows a red ring of a seal's size, below its head; an empty or dark picture shows none."""
    scale = SHORT_SIDE / max(1, min(page.size))
    size = max(1, round(page.width * scale)), max(1, round(page.height * scale))
    small = page.convert("RGB").resize(size, Image.Resampling.BOX)
    red, green, blue = small.split()
    brighter, darker = ImageChops.lighter(green, blue), ImageChops.darker(green, blue)
    mask = ImageChops.subtract(red, brighter).point([255 * (lead >= _RED_LEAD) for lead in range(256)])
    count = mask.histogram()[255]
    if not _LEAST_RED <= count <= _MOST_RED * size[0] * size[1] or not _is_paper(red, darker):
        return False
    return any(_is_ring(points, mask, size) for points in _areas(mask))


def _is_paper(red: Image.Image, darker: Image.Image) -> bool:
    """Tell whether most of a picture is light and without colour."""
    plain = ImageChops.difference(red, darker).point([255 * (off <= _PAPER_PLAIN) for off in range(256)])
    light = darker.point([255 * (shade >= _PAPER_LIGHT) for shade in range(256)])
    return ImageChops.darker(plain, light).histogram()[255] >= _LEAST_PAPER * red.width * red.height


def _areas(mask: Image.Image) -> Iterable[list[_Point]]:
    """Yield the red areas of a mask, points closer than three to each other in one."""
    width = mask.width
    data = mask.filter(ImageFilter.MaxFilter(3)).tobytes()
    left = {(at % width, at // width) for at, value in enumerate(data) if value}
    while left:
        reached = [left.pop()]
        for x, y in reached:  # it grows while it is gone through
            for near in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
                if near in left:
                    left.remove(near)
                    reached.append(near)
        yield reached


def _is_ring(area: list[_Point], mask: Image.Image, size: tuple[int, int]) -> bool:
    left, right = min(x for x, _ in area) + 1, max(x for x, _ in area) - 1
    top, bottom = min(y for _, y in area) + 1, max(y for _, y in area) - 1
    across, down = right - left + 1, bottom - top + 1
    if not _LEAST_ACROSS * SHORT_SIDE <= min(across, down) <= max(across, down) <= _MOST_ACROSS * SHORT_SIDE:
        return False
    if max(across, down) > _MOST_OVAL * min(across, down) or (top + bottom) / 2 < _TOP * size[1]:
        return False
    x_axis, y_axis = (across - 1) / 2 or 1, (down - 1) / 2 or 1
    inside = mask.crop((left, top, right + 1, bottom + 1)).tobytes()
    on_line: set[int] = set()
    count = corners = 0
    for at, value in enumerate(inside):
        if not value:
            continue
        x, y = at % across / x_axis - 1, at // across / y_axis - 1
        far = (x * x + y * y) ** 0.5
        count += 1
        corners += far > _CORNER
        if _LINE_FROM <= far <= _LINE_TO:
            on_line.add(int((atan2(y, x) + pi) / (2 * pi) * _SECTORS) % _SECTORS)
    full = pi / 4 * across * down
    return (
        len(on_line) >= _LEAST_SECTORS
        and _LEAST_FILL * full <= count <= _MOST_FILL * full
        and corners <= _MOST_IN_CORNERS * count
    )
