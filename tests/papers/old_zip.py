"""Zips as old Chinese Windows tools make them: names in GBK, without a mark that would say so."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path


class _RawName(zipfile.ZipInfo):
    def __init__(self, name: bytes) -> None:
        super().__init__(name.decode("cp437"))
        self._raw = name

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 — the name that `zipfile` calls
        return self._raw, 0


def zip_with_gbk_names(path: Path, members: Mapping[str, bytes]) -> None:
    """Write a zip; a name that ends in `/` is an empty folder."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(_RawName(name.encode("gb18030")), data)
