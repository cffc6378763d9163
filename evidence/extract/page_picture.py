"""A page's picture made fit for reading: without seals over the text, with level lines; and where its tables are."""

# The stubs of OpenCV leave the kinds of arrays open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from evidence.extract.page_layout import Box

Pixels: TypeAlias = NDArray[np.uint8]  # height × width × blue, green, red

_LOOK_SIDE = 800  # pixels of the long side that seals are looked for in
_SEAL = (0.06, 0.26)  # height and width of a seal, as shares of a page's long side: 18 to 77 mm of A4
_RED = 40  # how much redder than green and blue
_FAINT = 140  # of red: what is darker is a letter under a seal
_RULES_SIDE = 1600
_RULE_SHARE = 40  # a rule is at least this part of a page's side long
_LEAST_CELLS = 4


def without_seals(page: Pixels) -> Pixels:
    """Return a page whose seals are gone: what is red in them becomes paper, the letters under them stay."""
    height, width = page.shape[:2]
    scale = min(1.0, _LOOK_SIDE / max(height, width))
    small = _smaller(page, scale)
    red = _reddish(small)
    closed = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    count, _, found, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    least, most = (share * max(small.shape[:2]) for share in _SEAL)
    cleaned = page
    for left, top, across, down, _ in found[1:count]:
        if least <= min(across, down) and max(across, down) <= most:
            if cleaned is page:
                cleaned = page.copy()
            edge = 3
            x, y = int((left - edge) / scale), int((top - edge) / scale)
            right, bottom = int((left + across + edge) / scale), int((top + down + edge) / scale)
            part = cleaned[max(0, y) : bottom, max(0, x) : right]
            part[:] = _through_red_glass(part)[:, :, None]
    return cleaned


def _through_red_glass(part: Pixels) -> Pixels:
    """Return in grey what is seen of a seal's place without its red: the paper, and letters that it was set over."""
    red = part[:, :, 2]
    return np.where((_reddish(part) == 1) & (red > _FAINT), np.uint8(255), red)


def _smaller(page: Pixels, scale: float) -> Pixels:
    return np.asarray(cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _reddish(page: Pixels) -> Pixels:
    blue, green, red = cv2.split(page)
    return np.asarray(cv2.subtract(red, cv2.max(blue, green)) > _RED, np.uint8)


def levelled(page: Pixels, degrees: float) -> Pixels:
    """Return a page turned clockwise by a few degrees, with white corners."""
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    cosine, sine = abs(turn[0, 0]), abs(turn[0, 1])
    across, down = int(height * sine + width * cosine), int(height * cosine + width * sine)
    turn[0, 2] += (across - width) / 2
    turn[1, 2] += (down - height) / 2
    white = (255, 255, 255)
    return np.asarray(cv2.warpAffine(page, turn, (across, down), flags=cv2.INTER_LINEAR, borderValue=white), np.uint8)


def table_cells(page: Pixels) -> list[Box]:
    """Return the cells of a page's tables that have rules; none where fewer than four are found."""
    height, width = page.shape[:2]
    scale = min(1.0, _RULES_SIDE / max(height, width))
    grey = cv2.cvtColor(_smaller(page, scale), cv2.COLOR_BGR2GRAY)
    threshold = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    dark = np.asarray(threshold, np.uint8)
    rules = cv2.bitwise_or(
        _rules(dark, (1, grey.shape[1] // _RULE_SHARE)), _rules(dark, (grey.shape[0] // _RULE_SHARE, 1))
    )
    rules = cv2.dilate(rules, np.ones((5, 5), np.uint8))
    count, _, found, _ = cv2.connectedComponentsWithStats(cv2.bitwise_not(rules), connectivity=4)
    cells = [
        Box(float(left / scale), float(top / scale), float((left + wide) / scale), float((top + high) / scale))
        for left, top, wide, high, area in found[1:count]
        if _is_cell(wide, high, area, grey.shape[1], grey.shape[0])
    ]
    return _in_tables(cells)


def _rules(dark: Pixels, least: tuple[int, int]) -> Pixels:
    """Return the strokes that are at least so long, with their gaps closed."""
    stroke = np.ones(least, np.uint8)
    return np.asarray(
        cv2.morphologyEx(cv2.morphologyEx(dark, cv2.MORPH_OPEN, stroke), cv2.MORPH_CLOSE, stroke), np.uint8
    )


def _in_tables(cells: Sequence[Box]) -> list[Box]:
    """Return the cells that stand in tables: side by side with others, and several together."""
    left = set(cells)
    found: list[Box] = []
    while left:
        table = [left.pop()]
        for cell in table:
            near = [other for other in left if _beside(cell, other) or _below(cell, other)]
            table += near
            left.difference_update(near)
        if len(table) >= _LEAST_CELLS and any(_beside(table[0], cell) or _beside(table[-1], cell) for cell in table):
            found += table
    return found


def _beside(one: Box, other: Box) -> bool:
    near = min(one.height, other.height)
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return min(abs(one.right - other.left), abs(other.right - one.left)) < near / 2 and shared > 0.6 * near


def _below(one: Box, other: Box) -> bool:
    near = min(one.height, other.height)
    shared = min(one.right, other.right) - max(one.left, other.left)
    gap = min(abs(one.bottom - other.top), abs(other.bottom - one.top))
    return gap < near / 2 and shared > 0.6 * min(one.width, other.width)


def _is_cell(wide: int, high: int, area: int, page_wide: int, page_high: int) -> bool:
    """Tell a cell from the margins of a page, and from what is between the strokes of a letter."""
    return (
        wide > page_wide / 60
        and high > page_high / 120
        and wide * high < 0.6 * page_wide * page_high
        and area > 0.5 * wide * high
    )
