"""The paper that pages are printed on: A4, or A3 that is folded to lie in a box; pure."""

from __future__ import annotations

Size = tuple[float, float]  # in points unless it is called otherwise, as it lies

A4: Size = (595.28, 841.89)
A3: Size = (841.89, 1190.55)
_SAME_PAPER = 1.06  # scans are cut to whole pixels, and some printers' A4 is letter


def paper_of(wide: float, high: float) -> Size:
    """Return the paper that a page of this size is printed on, lying as it does."""
    for paper in (A4, A3):
        lying = lying_as(paper, wide, high)
        if all(
            side / _SAME_PAPER < length < side * _SAME_PAPER for side, length in zip(lying, (wide, high), strict=True)
        ):
            return lying
    return lying_as(A4, wide, high)


def lying_as(paper: Size, wide: float, high: float) -> Size:
    """Return paper as something of this size lies on it."""
    return paper if wide <= high else (paper[1], paper[0])


def is_large(size_mm: tuple[float, float]) -> bool:
    """Tell whether what is of this size is printed on A3, and folded to lie in a box."""
    return sorted(paper_of(*(side / 25.4 * 72 for side in size_mm))) == sorted(A3)
