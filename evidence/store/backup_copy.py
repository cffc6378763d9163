"""A copy of the database as it is at one moment, made while the program goes on writing; what it says of itself."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec import Struct

from evidence.errors import WorkspaceError
from evidence.model import Sha256
from evidence.progress import Report, tell
from evidence.store.database import check_identity

_PAGES = 2048  # copied between two looks whether it is to be stopped


class Told(Struct, frozen=True):
    """What a database says: which project it is, the names and hashes of its originals, what was isolated."""

    project: str
    originals: tuple[tuple[Sha256, str], ...]
    barred: frozenset[Sha256]


def copy_database(source: Path, target: Path, report: Report) -> Told:
    """Copy a database and return what the copy says; raise `WorkspaceError` where it cannot be read.

    What is written meanwhile is not in the copy. Writers wait for nothing where there is a write-ahead log.
    """
    check_identity(source)
    with _worded(source), closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA synchronous = OFF").close()  # it is synced as a whole in the end
        with closing(sqlite3.connect(source, timeout=30)) as reading:
            reading.execute("BEGIN").close()  # one moment, whatever is written between the pages
            reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
            reading.backup(
                copy, pages=_PAGES, progress=lambda _, left, total: tell(report, "backing_up", total - left, total)
            )
            reading.execute("ROLLBACK").close()
        copy.execute("PRAGMA journal_mode = DELETE").close()  # or it could not be read where nothing can be written
        told = _told(copy)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    return told


def project_of(database: Path) -> str:
    """Return what tells this project from others."""
    check_identity(database)
    with _worded(database), closing(sqlite3.connect(database)) as connection:
        return _project(connection)


def _told(connection: sqlite3.Connection) -> Told:
    originals = connection.execute("SELECT DISTINCT sha256, name FROM original").fetchall()
    barred = connection.execute("SELECT sha256 FROM isolated").fetchall()
    return Told(
        _project(connection),
        tuple((Sha256(sha), str(name)) for sha, name in originals),
        frozenset(Sha256(sha) for (sha,) in barred),
    )


def _project(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT id FROM journal ORDER BY number LIMIT 1").fetchone()[0])


@contextmanager
def _worded(path: Path) -> Generator[None]:
    """Turn what the driver says into sentences; what it says of a disk that has gone is a matter of the disk."""
    try:
        yield
    except sqlite3.OperationalError as error:
        full = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error)) from error
    except sqlite3.Error as error:
        raise WorkspaceError("workspace_damaged", path=str(path), detail=type(error).__name__) from error
