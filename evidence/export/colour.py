"""Whether a page is to be printed in colour: red heads, seals and photos must be (DA/T 31-2017)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

LOOK_DPI = 72  # at which a page is looked at
# How far the brightest and the darkest of a pixel's red, green and blue are apart: paper that has turned yellow comes
# to about 40, what JPEG leaves around black letters to 50, a seal that has paled to 90.
VIVID = 64
# The share of a page that is vivid if any of it is in colour: a seal on A4 is 0.002 to 0.005, a red head 0.01, photos
# 0.04 and more; on scans and phone pictures of what is black and white nothing is.
LEAST_SHARE = 0.0002


def vivid_share(picture: Image) -> float:
    """Return how much of a picture (RGB) is clearly in colour, 0 to 1."""
    from PIL import ImageChops

    red, green, blue = picture.split()
    lightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    counts = ImageChops.subtract(lightest, darkest).histogram()
    return sum(counts[VIVID:]) / (picture.width * picture.height)


def in_colour(picture: Image) -> bool:
    """Tell whether a page that looks like this (RGB, at `LOOK_DPI`) is to be printed in colour."""
    return vivid_share(picture) >= LEAST_SHARE
