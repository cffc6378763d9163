"""The part of a page that is shown and printed: a frame on the page as its file shows it, before anybody turns it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

WHOLE = 10_000  # how many parts a side of a page has: a tenth of a millimetre of A4 is three of them
LEAST = 500  # a frame's sides at least: what is smaller was drawn by mistake


class Crop(Struct, frozen=True):
    """The edges of a frame, in ten-thousandths of the page's width and height, from its left and its top."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> float:
        """The share (0-1) of the page's width."""
        return (self.right - self.left) / WHOLE

    @property
    def height(self) -> float:
        """The share (0-1) of the page's height."""
        return (self.bottom - self.top) / WHOLE

    @property
    def possible(self) -> bool:
        """Whether it lies on the page, with its edges in order."""
        return 0 <= self.left < self.right <= WHOLE and 0 <= self.top < self.bottom <= WHOLE

    @property
    def large_enough(self) -> bool:
        """Whether something can be seen in it: neither side is under 5 % of the page's."""
        return min(self.right - self.left, self.bottom - self.top) >= LEAST

    def turned(self, degrees: int) -> Crop:
        """Return the same part as it lies on the page once that is turned clockwise by 90, 180, 270, -90... degrees."""
        crop = self
        for _ in range(degrees % 360 // 90):
            crop = Crop(WHOLE - crop.bottom, crop.left, WHOLE - crop.top, crop.right)
        return crop

    def size(self, width: float, height: float) -> tuple[float, float]:
        """Return how large the part is on a page so large, in the same unit."""
        return width * self.width, height * self.height

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return the left, top, right and bottom of the part in a picture so large; at least a pixel each way."""
        left, top = min(round(self.left * width / WHOLE), width - 1), min(round(self.top * height / WHOLE), height - 1)
        right, bottom = round(self.right * width / WHOLE), round(self.bottom * height / WHOLE)
        return left, top, max(right, left + 1), max(bottom, top + 1)


ALL = Crop(0, 0, WHOLE, WHOLE)
Crops = tuple[tuple[int, Crop], ...]  # pages (from 1) of an original of which a part is shown, in order


def crop_of(crops: Iterable[tuple[int, Crop]], page: int) -> Crop | None:
    """Return the part of a page (from 1) that is shown; None: all of it."""
    return next((crop for number, crop in crops if number == page), None)
