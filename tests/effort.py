"""What something costs, in calls of functions: the same on every machine, however busy it is, as seconds are not.

What one call of C does is not seen, nor what one comprehension does over and over without calling anything.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def effort_of(act: Callable[[], object]) -> int:
    """Return how many functions an act calls in this thread, those of C too."""
    count = 0

    def note(_frame: FrameType, event: str, _about: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    former = sys.getprofile()
    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(former)
    return count
