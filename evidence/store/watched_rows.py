"""The watched folder and the files of it that were taken in, as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, delete, insert

from evidence.model import new_id
from evidence.store import schema
from evidence.store.vault import Stamp


def write_watched(connection: Connection, folder: Path | None) -> None:
    """Watch a folder, or none."""
    connection.execute(delete(schema.watched_folder))
    if folder is not None:
        connection.execute(insert(schema.watched_folder), [{"id": new_id(), "path": str(folder)}])


def write_taken(connection: Connection, stamps: Mapping[str, Stamp]) -> None:
    """Keep with which stamps files were taken, in the place of those they had before."""
    table = schema.watched_file
    for key, stamp in stamps.items():
        connection.execute(delete(table).where(table.c.key == key))
        values = {"id": new_id(), "key": key, "size_bytes": stamp.size_bytes, "changed_ns": stamp.changed_ns}
        connection.execute(insert(table), [values])
