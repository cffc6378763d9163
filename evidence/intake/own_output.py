"""What the program made itself is no evidence: exports, packages and projects, told by the files they hold."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from evidence import wording
from evidence.wording import packing, printing, sets

_DATABASE = "dossier.sqlite"
_PACKAGE = frozenset({packing.FRONT, packing.CHECKS})
_BACKUP = frozenset({"generations", "vault"})
_RECORD = ".beijian-export.json"
_PACKED = ("电子版资料", "电子版资料.zip")
_SETS = (sets.READING, sets.READING_BY_ITEM, sets.DECLARED, f"{sets.LEFT_LISTING}.xlsx")
_EXPORTED = frozenset({*wording.EDITIONS.values(), *_PACKED, *_SETS, *printing.FOLDERS})
_SECOND_FOLDER = re.compile(r"导出（\d+）")  # beside an export that was open in another program
# How the names begin of what an export leaves beside its folders.
_UNFINISHED = ".导出中-"
_BESIDE = (".beijian-export.", "改动过的旧文件", _UNFINISHED)


def whole_folder(names: Collection[str]) -> str | None:
    """Return the remark on a folder that holds these names, if it is the program's own altogether."""
    if _DATABASE in names or set(names) >= _BACKUP:
        return "own_workspace"
    return "own_package" if set(names) >= _PACKAGE else None


def is_export(names: Collection[str]) -> bool:
    """Tell whether an export was made, or begun, into a folder that holds these names; others may lie beside it."""
    return _RECORD in names or any(name.startswith(_UNFINISHED) for name in names)


def exported(name: str) -> bool:
    """Tell whether a file or folder of this name, in a folder with an export, belongs to the export."""
    return name in _EXPORTED or _SECOND_FOLDER.fullmatch(name) is not None or name.startswith(_BESIDE)


def remark_on(path: Path) -> str | None:
    """Return the remark on a path that lies within something of the program's own."""
    for inner, folder in zip((path, *path.parents), path.parents, strict=False):
        held = {name for name in (_DATABASE, _RECORD, *_PACKAGE, *_BACKUP) if (folder / name).exists()}
        if (remark := whole_folder(held)) is not None:
            return remark
        if inner.name.startswith(_UNFINISHED) or (is_export(held) and exported(inner.name)):
            return "own_export"
    return None
