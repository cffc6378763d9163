"""A file of an office library written anew, without the moment of writing: the same content gives the same bytes."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from pathlib import Path

from evidence.store.disk import replace

_EPOCH = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = "docProps/core.xml"
_MOMENT = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:)")


def settle(path: Path, at: datetime) -> None:
    """Write a zipped office file anew: its parts are undated, its properties say that it was made at `at`."""
    moment = f"{at:%Y-%m-%dT%H:%M:%SZ}".encode()
    beside = path.with_name(f"{path.name}.~")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as target:
        for known in source.infolist():
            content = source.read(known)
            if known.filename == _PROPERTIES:
                content = _MOMENT.sub(lambda found: found[1] + moment + found[3], content)
            entry = zipfile.ZipInfo(known.filename, _EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, content)
    replace(beside, path)
