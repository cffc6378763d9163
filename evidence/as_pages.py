"""An original as pages: which file shows them, of which kind, and how many they are.

A PDF, a scan or a picture shows its own; of what an office program wrote a converter may have made a PDF, which is
looked at and printed in its stead. What is handed out is always the original.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.errors import UnreadableFileError
from evidence.model import Original

if TYPE_CHECKING:
    from evidence.rendition import Rendition

PDF = "application/pdf"


def shown_pages(original: Original) -> int | None:
    """Return how many pages an original is printed on; None: nobody knows."""
    return original.pages if original.rendition is None else original.rendition.pages


def page_source(original: Original, original_path: Callable[[Original], Path]) -> tuple[Path, str]:
    """Return the file that shows an original's pages, and its media type; whether it is there, nobody looks here."""
    if original.rendition is None:
        return original_path(original), original.media_type
    return original.rendition.path, PDF


def sound_page_source(original: Original, original_path: Callable[[Original], Path]) -> tuple[Path, str]:
    """Return the same; raise `UnreadableFileError` where a converter made it and it is lost or damaged since."""
    if original.rendition is not None and not is_sound(original.rendition):
        raise UnreadableFileError("rendition_lost")
    return page_source(original, original_path)


def is_sound(rendition: Rendition) -> bool:
    """Tell whether pages lie where they were put, as they were made."""
    try:
        with rendition.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == rendition.sha256
    except OSError:
        return False
