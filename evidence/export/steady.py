"""A workbook that is the same bytes whenever it is written: the clock of this PC is taken out of it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from evidence.store.disk import replace

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_CREATED = re.compile(rb"<dcterms:created[^>]*>([^<]*)<")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")


def steady(path: Path) -> None:
    """Say in a workbook that it was changed when it was made, and date its parts by no clock."""
    beside = path.with_name(f"{path.name}.tmp")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == _CORE and (created := _CREATED.search(data)):
                data = _MODIFIED.sub(rb"\g<1>" + created[1] + rb"\g<2>", data)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    replace(beside, path)
