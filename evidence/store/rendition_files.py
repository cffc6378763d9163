"""Where the pages lie that converters made of originals: PDFs beside the vault, by the originals' SHA-256.

The folder may be deleted: what lay there is made again when somebody asks for it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from evidence.model import Sha256, new_id
from evidence.store.disk import reachable, replace, sync_folder

FOLDER = "pages"  # of a workspace
_BELOW = len("/pages/3f/") + 64 + len(".pdf-") + 32  # characters of the longest path in it


def rendition_path(workspace: Path, original: Sha256) -> Path:
    """Return where the pages of an original lie, if any were made."""
    return reachable(workspace, _BELOW) / FOLDER / original[:2] / f"{original}.pdf"


def keep_rendition(source: Path, target: Path) -> None:
    """Copy a PDF to its place, where it is whole or not at all; raise `OSError` if the disk refuses."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}-{new_id()}")
    try:
        with source.open("rb") as reader, beside.open("xb") as writer:
            shutil.copyfileobj(reader, writer)
            writer.flush()
            os.fsync(writer.fileno())
        replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(target.parent)


def remove_rendition(workspace: Path, original: Sha256) -> None:
    """Remove the pages of an original, and what a copying left of them that was broken off."""
    place = rendition_path(workspace, original)
    for path in sorted(place.parent.glob(f"{place.name}*")) if place.parent.is_dir() else ():
        path.unlink()
