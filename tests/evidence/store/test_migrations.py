"""The schema is what the migrations build, and every revision that was released opens."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Integer, MetaData, inspect

from build import NOON
from evidence import wording
from evidence.errors import WorkspaceError
from evidence.store import database
from evidence.store.database import HEAD, create_database, engine_for, open_database
from evidence.store.reading import read_snapshot
from evidence.store.schema import metadata
from evidence.workspace import DATABASE, Workspace

MIGRATIONS = Path(database.__file__).parent / "migrations"


def alembic_config(folder: Path = MIGRATIONS) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return config


def revisions() -> list[str]:
    return [script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()]


def differences(path: Path, tables: MetaData) -> list[object]:
    with engine_for(path).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, tables))


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_the_migrations_build_what_the_schema_says(tmp_path: Path) -> None:
    create_database(tmp_path / "new.sqlite")
    assert differences(tmp_path / "new.sqlite", metadata) == []


def test_a_forgotten_migration_is_noticed(tmp_path: Path) -> None:
    create_database(tmp_path / "new.sqlite")
    wider = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.tables.values():
        table.to_metadata(wider)
    wider.tables["piece"].append_column(Column("forgotten", Integer))
    assert len(differences(tmp_path / "new.sqlite", wider)) == 1


def test_the_code_knows_the_newest_revision() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_current_head() == HEAD


def test_every_constraint_has_the_name_that_the_convention_gives(tmp_path: Path) -> None:
    create_database(tmp_path / "new.sqlite")
    with engine_for(tmp_path / "new.sqlite").connect() as connection:
        found = inspect(connection)
        names = [
            (prefix, table, entry["name"])
            for table in metadata.tables
            for prefix, entries in (
                ("pk", [found.get_pk_constraint(table)]),
                ("fk", found.get_foreign_keys(table)),
                ("uq", found.get_unique_constraints(table)),
                ("ix", found.get_indexes(table)),
            )
            for entry in entries
        ]
    assert len(names) > 30
    assert [name for prefix, table, name in names if not str(name).startswith(f"{prefix}_{table}")] == []


def test_a_new_migration_is_written_as_a_batch(tmp_path: Path) -> None:
    create_database(tmp_path / "new.sqlite")
    change(tmp_path / "new.sqlite", "ALTER TABLE piece DROP COLUMN paper_keeper")
    shutil.copytree(MIGRATIONS, tmp_path / "migrations")
    config = alembic_config(tmp_path / "migrations")
    with engine_for(tmp_path / "new.sqlite").connect() as connection:
        config.attributes["connection"] = connection
        command.revision(config, "add the keeper", autogenerate=True, rev_id="9999")
    (written,) = (tmp_path / "migrations" / "versions").glob("9999*.py")
    assert 'with op.batch_alter_table("piece"' in written.read_text("utf-8").replace("'", '"')


@pytest.mark.parametrize("revision", revisions())
def test_every_released_revision_opens(revision: str, folder: Path) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        rows = [line for line in connection.iterdump() if line.startswith("INSERT") and "alembic_version" not in line]
    (folder / DATABASE).unlink()
    config = alembic_config()
    change(folder / DATABASE, f"PRAGMA application_id = {database.APPLICATION_ID}")
    with engine_for(folder / DATABASE).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    change(folder / DATABASE, *rows)
    with Workspace(folder, "王敏", lambda: NOON, write=True) as workspace:
        assert workspace.snapshot().project.place == "云岭县"


def test_an_older_database_is_backed_up_before_it_is_brought_forward(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "HEAD", "9999")
    open_database(folder / DATABASE, NOON, write=True)
    (backup,) = (folder / "backups").iterdir()
    monkeypatch.undo()
    with open_database(backup, NOON, write=True).transaction() as connection:
        assert read_snapshot(connection, NOON).project.place == "云岭县"


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_a_newer_database_is_refused_and_stays_as_it_was(
    journal: str, folder: Path, contents: Callable[[Path], dict[str, bytes | None]]
) -> None:
    change(folder / DATABASE, f"PRAGMA journal_mode = {journal}", "UPDATE alembic_version SET version_num = '9999'")
    before = contents(folder)
    with pytest.raises(WorkspaceError) as refusal:
        Workspace(folder, "王敏", lambda: NOON, write=False)
    assert wording.sentence(refusal.value) == f"{folder} 由更新版本的备检建立，本版本打不开，未作改动。请换用新版程序。"
    assert contents(folder) == before


def test_a_newer_database_is_refused_to_a_writer_and_stays_as_it_was(folder: Path) -> None:
    change(folder / DATABASE, "UPDATE alembic_version SET version_num = '9999'")
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(WorkspaceError) as refusal:
        Workspace(folder, "王敏", lambda: NOON, write=True)
    assert refusal.value.code == "workspace_newer"
    assert (folder / DATABASE).read_bytes() == before
