"""A package as one zip: the same files give the same bytes, and Windows' own unpacker reads the names."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

from evidence.errors import CancelledError
from evidence.progress import Report, tell

_CHUNK_BYTES = 1 << 20
_UNIX, _FILE_ATTRIBUTES = 3, 0o100644 << 16
_FIRST_YEAR = 1980  # no zip knows an earlier one
# What is compressed already: packing it once more takes time and wins nothing.
_COMPRESSED = frozenset(
    {".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".pdf", ".ofd", ".docx", ".xlsx", ".pptx", ".zip"}
    | {".rar", ".7z", ".gz", ".mp3", ".m4a", ".aac", ".mp4", ".mov", ".avi", ".wmv", ".mkv", ".3gp"}
)


def write_zip(path: Path, folder: Path, at: datetime, report: Report) -> None:
    """Write a zip that holds `folder` under its own name, all dated `at`, in the order of names.

    `zipfile` marks names beyond ASCII as UTF-8, and takes the form for more than 4 GB where that is needed.
    """
    files = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    day = at.timetuple()[:6] if at.year >= _FIRST_YEAR else (_FIRST_YEAR, 1, 1, 0, 0, 0)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for index, (place, file) in enumerate(files):
            tell(report, "zipping", index, len(files))
            entry = zipfile.ZipInfo(f"{folder.name}/{place}", day)
            entry.create_system, entry.external_attr = _UNIX, _FILE_ATTRIBUTES  # the same on every system
            entry.compress_type = zipfile.ZIP_STORED if file.suffix.lower() in _COMPRESSED else zipfile.ZIP_DEFLATED
            entry.file_size = file.stat().st_size
            with file.open("rb", buffering=0) as reader, archive.open(entry, "w") as writer:
                while chunk := reader.read(_CHUNK_BYTES):
                    if report.cancelled():
                        raise CancelledError
                    writer.write(chunk)
    tell(report, "zipping", len(files), len(files))
