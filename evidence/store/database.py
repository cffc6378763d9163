"""The database file of a workspace: made, checked, migrated, opened, read and written."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence.errors import WorkspaceError
from evidence.store.disk import disk_sentences, is_there, on_network
from evidence.store.search import tidying
from evidence.store.source import DriverSource, Source

if TYPE_CHECKING:  # loaded by the first write
    from sqlalchemy import Connection, Engine

APPLICATION_ID = 0x424A4431  # "BJD1" in the file's header: tells our files from other programs'
BACKUPS = "backups"  # the folder beside the file that copies of it lie in
HEAD = "0034"  # the newest revision in `migrations`


def engine_for(path: Path) -> Engine:
    """Return an engine for a database file, with foreign keys on and commits that survive a power cut."""
    from sqlalchemy import URL, NullPool, create_engine, event

    engine = create_engine(  # what papers say stays out of crash reports
        URL.create("sqlite", database=str(path)), poolclass=NullPool, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def _(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401  pyright: ignore[reportUnusedFunction]
        _prepare(connection)

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction]
        # At once: one that reads first and then writes is not waited for where another program reads at that moment.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _prepare(connection: sqlite3.Connection) -> None:
    connection.isolation_level = None  # sqlite3 would begin a transaction at the first write, after the reads
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "busy_timeout = 5000"):
        connection.execute(f"PRAGMA {pragma}").close()


class Database:
    """An open database; what goes wrong in it is raised as `WorkspaceError`."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`, which `create_database` or `open_database` found fit for use."""
        self._path = path

    @contextmanager
    def reading(self) -> Generator[Source]:
        """Give a connection whose reads see one moment."""
        check_there(self._path)
        with disk_sentences(self._path, WorkspaceError), _worded(self._path), _connected(self._path) as connection:
            connection.execute("BEGIN")
            yield DriverSource(connection)

    @contextmanager
    def transaction(self) -> Generator[Connection]:
        """Give a connection whose reads see one moment, and whose writes are done together or not at all."""
        check_there(self._path)
        with (
            disk_sentences(self._path, WorkspaceError),
            _worded(self._path),
            _unwrapped(),
            self._engine.begin() as connection,
        ):
            yield connection

    def compact(self) -> None:
        """Write the file anew, so that nothing of what was deleted is left in it or beside it.

        Raises `WorkspaceError` where another program is reading it or the disk is full: then call it again later.
        """
        check_there(self._path)
        with disk_sentences(self._path, WorkspaceError), _worded(self._path), _connected(self._path) as connection:
            for statement in tidying():
                connection.execute(statement).close()
            connection.execute("VACUUM")
            (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise WorkspaceError("workspace_busy", path=str(self._path.parent))

    def back_up(self, now: datetime) -> Path:
        """Make a copy of the file as it is now, and return its path."""
        check_there(self._path)
        with disk_sentences(self._path, WorkspaceError), _worded(self._path):
            return _back_up(self._path, now, HEAD)

    @cached_property
    def _engine(self) -> Engine:
        return engine_for(self._path)


@contextmanager
def _connected(path: Path) -> Generator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        _prepare(connection)
        yield connection


def create_database(path: Path) -> Database:
    """Make a database with the newest tables; `path` must not exist."""
    with _worded(path):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _set_journal_mode(connection, path)
        _upgrade(path)
    return Database(path)


def open_database(path: Path, now: datetime, *, write: bool) -> Database:
    """Open a database; refuse foreign, damaged and newer ones.

    An older one is brought to the newest revision after a backup, by the one who holds the lock (`write`) alone.
    """
    check_identity(path)
    with disk_sentences(path, WorkspaceError), _worded(path):
        revision = _revision(path)
        if revision is None:
            raise WorkspaceError("workspace_damaged", path=str(path), detail="alembic_version")
        if revision != HEAD:
            if revision not in _known_revisions():
                raise WorkspaceError("workspace_newer", path=str(path.parent))
            if not write:
                raise WorkspaceError("workspace_older", path=str(path.parent))
            _back_up(path, now, revision)
            _upgrade(path)
        if write:
            with closing(sqlite3.connect(path)) as connection:
                _set_journal_mode(connection, path)
    return Database(path)


def _set_journal_mode(connection: sqlite3.Connection, path: Path) -> None:
    """Keep a write-ahead log on a local disk; on a network share, where that does not work, a rollback journal."""
    connection.execute(f"PRAGMA journal_mode = {'DELETE' if on_network(path) else 'WAL'}")


def check_there(path: Path) -> None:
    """Raise `WorkspaceError` where a database that was there has gone with its disk; SQLite would make an empty one."""
    if not is_there(path):
        raise WorkspaceError("workspace_gone", path=str(path.parent))


def check_identity(path: Path) -> None:
    """Refuse what is no SQLite file, or another program's, without changing it."""
    with disk_sentences(path, WorkspaceError), path.open("rb") as file:
        header = file.read(72)
    if header[:16] != b"SQLite format 3\0" or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise WorkspaceError("workspace_foreign", path=str(path))


def _back_up(path: Path, now: datetime, revision: str) -> Path:
    backups = path.parent / BACKUPS
    backups.mkdir(exist_ok=True)
    target = backups / f"{path.stem}-{now:%Y%m%d-%H%M%S}-{revision}{path.suffix}"
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return target


def _revision(path: Path) -> str | None:
    with _connected(path) as connection:
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return found and found[0]


def _upgrade(path: Path) -> None:
    from alembic import command

    config = _alembic_config()
    with _unwrapped(), engine_for(path).connect() as connection:
        # Tables are made anew and put in the place of the old: what refers to them would go with the old ones.
        connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                message = "a migration left references that lead nowhere"
                raise ValueError(message)


def _known_revisions() -> set[str]:
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory.from_config(_alembic_config()).walk_revisions()}


def _alembic_config() -> Any:  # noqa: ANN401 — alembic's type would load alembic
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


@contextmanager
def _worded(path: Path) -> Generator[None]:
    """Turn what the database says into sentences."""
    try:
        yield
    except sqlite3.Error as error:
        raise _database_error(error, path) from error


@contextmanager
def _unwrapped() -> Generator[None]:
    """Take what the driver says out of what SQLAlchemy makes of it; what only a bug can bring about passes."""
    from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, ProgrammingError

    try:
        yield
    except (IntegrityError, ProgrammingError, InterfaceError):
        raise
    except DBAPIError as error:
        raise (error.orig or error) from error


def _database_error(error: BaseException, path: Path) -> WorkspaceError:
    """Return the expected failure that a database error means."""
    codes = {
        sqlite3.SQLITE_BUSY: "workspace_busy",
        sqlite3.SQLITE_LOCKED: "workspace_busy",
        sqlite3.SQLITE_FULL: "disk_full",
        sqlite3.SQLITE_READONLY: "workspace_no_permission",
        sqlite3.SQLITE_CANTOPEN: "workspace_no_permission",
        sqlite3.SQLITE_PERM: "workspace_no_permission",
        sqlite3.SQLITE_IOERR: "disk_trouble",
    }
    detail = getattr(error, "sqlite_errorname", type(error).__name__)
    code = codes.get(getattr(error, "sqlite_errorcode", -1) & 0xFF)
    if code is None:
        return WorkspaceError("workspace_damaged", path=str(path), detail=detail)
    return WorkspaceError(code, path=str(path.parent), detail=detail)
