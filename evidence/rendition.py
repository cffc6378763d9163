"""The pages of an original as a converter made them."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class Rendition(Struct, frozen=True):
    """A PDF beside the vault; it may be lost and can be made again: whether it is there, `as_pages.is_sound` tells."""

    path: Path
    sha256: str
    pages: int
    converter: str  # the program that made it, with its version
