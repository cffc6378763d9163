"""How many paper pages a text fills, where a file does not say so for certain."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

# The text area of GB/T 9704: 156 mm wide, 225 mm high, set with a line pitch of 1.8 times the letter size.
_WIDTH_PT, _HEIGHT_PT, _PITCH = 442.0, 638.0, 1.8

# What a header or footer is that only counts pages.
PAGE_NUMBER = re.compile(r"[-—–\s]*(?:第?\d*页?)[-—–\s]*")


def page_count(lines: Sequence[str], size_pt: float, least: int, claimed: int | None) -> int:
    """Return the page count: the one noted on saving (`claimed`) unless the layout contradicts it.

    `least` is how many pages there must be; cells of a line are parted by tabs.
    """
    per_line, per_page = int(_WIDTH_PT / size_pt), int(_HEIGHT_PT / (size_pt * _PITCH))
    height = sum(
        max(math.ceil(len(cell) / max(1, per_line // (line.count("\t") + 1))) or 1 for cell in line.split("\t"))
        for line in lines
    )
    estimate = max(math.ceil(height / per_page), least)
    if claimed and claimed >= least and abs(claimed - estimate) <= max(1, estimate // 2):
        return claimed
    return estimate
