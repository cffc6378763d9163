"""The database file of a workspace: made, checked, migrated, opened, read and written."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from evidence.errors import WorkspaceError
from evidence.store.disk import disk_sentences

APPLICATION_ID = 0x424A4431  # "BJD1" in the file's header: tells our files from other programs'
HEAD = "0001"  # the newest revision in `migrations`


def engine_for(path: Path) -> Engine:
    """Return an engine for a database file, with foreign keys on and commits that survive a power cut."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401  pyright: ignore[reportUnusedFunction]
        for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL", "busy_timeout = 5000"):
            connection.execute(f"PRAGMA {pragma}").close()

    return engine


class Database:
    """An open database; what goes wrong in it is raised as `WorkspaceError`."""

    def __init__(self, path: Path, engine: Engine) -> None:
        """Use `engine`, which `create_database` or `open_database` made for `path`."""
        self._path = path
        self._engine = engine

    @contextmanager
    def transaction(self) -> Generator[Connection]:
        """Give a connection whose reads see one moment, and whose writes are done together or not at all."""
        with disk_sentences(self._path, WorkspaceError), _worded(self._path), self._engine.begin() as connection:
            yield connection


def create_database(path: Path) -> Database:
    """Make a database with the newest tables; `path` must not exist."""
    engine = engine_for(path)
    with _worded(path):
        with engine.begin() as connection:
            connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
        _upgrade(engine)
    return Database(path, engine)


def open_database(path: Path, now: datetime) -> Database:
    """Open a database, brought to the newest revision after a backup; refuse foreign, damaged and newer ones."""
    with disk_sentences(path, WorkspaceError), _worded(path):
        _check_identity(path)
        engine = engine_for(path)
        revision = _revision(engine)
        if revision != HEAD:
            if revision not in _known_revisions():
                raise WorkspaceError("workspace_newer", path=str(path.parent))
            backups = path.parent / "backups"
            backups.mkdir(exist_ok=True)
            with engine.begin() as connection:
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            shutil.copyfile(path, backups / f"{path.stem}-{now:%Y%m%d-%H%M%S}-{revision}{path.suffix}")
            _upgrade(engine)
    return Database(path, engine)


def _check_identity(path: Path) -> None:
    """Refuse what is no SQLite file, or another program's, without changing it."""
    header = path.open("rb").read(72)
    if header[:16] != b"SQLite format 3\0" or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise WorkspaceError("workspace_foreign", path=str(path))


def _revision(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def _upgrade(engine: Engine) -> None:
    from alembic import command

    config = _alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


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
    except DBAPIError as error:
        raise _database_error(error, path) from error


def _database_error(error: DBAPIError, path: Path) -> WorkspaceError:
    """Return the expected failure that a database error means."""
    message = str(error.orig).lower()
    if "locked" in message:
        return WorkspaceError("workspace_busy", path=str(path.parent))
    if "full" in message:
        return WorkspaceError("disk_full", path=str(path.parent))
    if "readonly" in message or "unable to open" in message:
        return WorkspaceError("workspace_no_permission", path=str(path.parent))
    return WorkspaceError("workspace_damaged", path=str(path), detail=str(error.orig))
