"""The schema is what the migrations build, and every revision that was released opens."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from importlib import import_module
from itertools import filterfalse
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from msgspec.structs import replace
from PIL import Image
from scans.drawn import as_pdf
from sqlalchemy import Column, Integer, MetaData, inspect

from build import NOON, TOWNSHIPS
from evidence import rectifying, wording
from evidence.errors import WorkspaceError
from evidence.findings import Draft, Source
from evidence.progress import Silent
from evidence.queries import Query
from evidence.reviews import Work, WorkMark
from evidence.store import database
from evidence.store.database import HEAD, create_database, engine_for, open_database
from evidence.store.reading import read_snapshot
from evidence.store.schema import metadata
from evidence.store.search import LETTERS, PAIRS, make_index, originals_with
from evidence.workspace import DATABASE, Accept, Workspace
from tests.evidence.copied import a_text

MIGRATIONS = Path(database.__file__).parent / "migrations"

for tables in MIGRATIONS.parent.glob("*_tables.py"):  # each adds its own to what the schema says
    import_module(f"evidence.store.{tables.stem}")


def alembic_config(folder: Path = MIGRATIONS) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    return config


def revisions() -> list[str]:
    return [script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()]


def of_an_index(table: str | None) -> bool:
    """Tell whether SQLite made a table for an index of texts, which the schema knows nothing of."""
    return str(table).startswith((PAIRS, LETTERS))


def is_ours(name: str | None, kind: str, _: object) -> bool:
    return kind != "table" or not of_an_index(name)


def differences(path: Path, tables: MetaData) -> list[object]:
    with engine_for(path).connect() as connection:
        opts: dict[str, object] = {
            "compare_type": True,
            "compare_server_default": True,
            "include_name": is_ours,
        }
        context = MigrationContext.configure(connection, opts=opts)
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


# What older revisions had in columns that the newest lacks, as SQL over the newest tables.
BEFORE = {
    ("project", "townships"): "(SELECT json_group_array(name) FROM newest.unit WHERE kind = 'township')",
    ("slot", "kind"): "kinds ->> 0",
    ("scheme", "total_points"): "4.0",
}


def as_of(revision: str, folder: Path) -> None:
    """Put the database of a workspace back to an older revision."""
    config = alembic_config()
    newest = (folder / DATABASE).rename(folder / "newest.sqlite")
    change(folder / DATABASE, f"PRAGMA application_id = {database.APPLICATION_ID}")
    with engine_for(folder / DATABASE).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        connection.execute("ATTACH ? AS newest", (str(newest),))
        names = [name for (name,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        for table in set(filterfalse(of_an_index, names)) - {"alembic_version", "searched", "finding_count"}:
            found = connection.execute(f"SELECT name FROM pragma_table_info('{table}')")  # noqa: S608 — our own names
            own = [name for (name,) in found]
            columns = ", ".join(f'"{name}"' for name in own)
            values = ", ".join(BEFORE.get((table, name), f'"{name}"') for name in own)
            connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {values} FROM newest.{table}")  # noqa: S608
        connection.commit()
    newest.unlink()
    if "searched" in names:
        with engine_for(folder / DATABASE).begin() as connection:
            make_index(connection)


def test_the_first_problem_of_an_older_project_is_number_one(folder: Path) -> None:
    as_of("0027", folder)
    with Workspace(folder, "王敏", lambda: NOON, write=True) as workspace:
        rectifying.add(workspace, [Draft(Source.DAILY, NOON.date(), "未公示健康证")] * 2)
        assert [one.number for one in rectifying.findings(workspace)] == [1, 2]


@pytest.mark.parametrize("revision", revisions())
def test_every_released_revision_opens(revision: str, folder: Path) -> None:
    as_of(revision, folder)
    with Workspace(folder, "王敏", lambda: NOON, write=True) as workspace:
        snapshot = workspace.snapshot()
    assert snapshot.project.place == "云岭县"
    assert snapshot.project.townships == TOWNSHIPS
    assert [unit.name for unit in snapshot.project.units[3:]] == ["县食药安办", "县政府办公室"]
    assert [slot.kinds for item in snapshot.criteria for slot in item.required] == [("方案/计划",), ("总结/报告",)]


def test_scans_that_came_before_any_were_recognised_begin_to_wait(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "扫描件001.pdf").write_bytes(as_pdf(Image.new("RGB", (400, 566)), Image.new("RGB", (400, 566))))
    with Workspace(folder, "王敏", lambda: NOON, write=True) as workspace:
        workspace.add([tmp_path / "扫描件001.pdf"], Accept.NONE, Silent())
    as_of("0007", folder)
    with Workspace(folder, "王敏", lambda: NOON, write=True) as workspace:
        assert [page.page for page in workspace.scans.waiting()] == [1, 2]


def test_what_was_marked_before_there_were_names_waits_for_review_and_is_still_undone(folder: Path) -> None:
    with Workspace(folder, "王敏", lambda: NOON, write=True) as workspace:
        item = workspace.snapshot().items[0].id
        workspace.reviewing.set_work([item], Work.TO_REVIEW, "王敏")
    as_of("0020", folder)
    with Workspace(folder, "王敏", lambda: NOON, write=True) as workspace:
        assert workspace.snapshot().marks == {item: WorkMark(Work.TO_REVIEW, None, None, None)}
        workspace.undo()
        assert workspace.snapshot().marks == {}


def test_what_was_done_before_there_were_steps_can_be_undone(folder: Path, tmp_path: Path) -> None:
    moments = iter(NOON + timedelta(seconds=number) for number in range(1000))
    (tmp_path / "来件").mkdir()
    for number in range(60):
        (tmp_path / "来件" / f"{number}.txt").write_text(f"第{number}件", "utf-8")
    with Workspace(folder, "王敏", lambda: next(moments), write=True) as workspace:
        stages = [workspace.snapshot()]
        workspace.add([tmp_path / "来件"], Accept.NONE, Silent())
        stages.append(workspace.snapshot())
        (tmp_path / "来件" / "又一件.txt").write_text("又一件", "utf-8")
        workspace.add([tmp_path / "来件"], Accept.NONE, Silent())
        for place in ("1-1", "1-2"):
            stages.append(workspace.snapshot())
            workspace.file(stages[1].pieces[7].id, [place])
    as_of("0001", folder)
    with Workspace(folder, "王敏", lambda: NOON, write=True) as workspace:
        for before in reversed(stages):
            workspace.undo()
            now = workspace.snapshot()
            without = tuple(replace(piece, origins=()) for piece in before.pieces)  # 0001 had no room for them
            assert replace(now, at=before.at, project=before.project) == replace(before, pieces=without)
        assert workspace.history().undo is None


def test_texts_that_were_there_before_there_was_an_index_are_found(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "件.txt").write_text("联席会议制度", "utf-8")
    with Workspace(folder, "王敏", lambda: NOON, write=True) as workspace:
        workspace.add([tmp_path / "件.txt"], Accept.NONE, Silent())
    as_of("0007", folder)
    with Workspace(folder, "王敏", lambda: NOON, write=True) as workspace:
        for word in ("会", "会议", "联席会议制度"):
            assert workspace.searching.find(Query((word,)), workspace.snapshot()).count == 1
        workspace.undo()
        with workspace.reading() as source:
            assert originals_with(source, "会议") == frozenset()


def test_papers_that_were_there_before_hashes_were_others_are_still_told_to_be_alike(
    folder: Path, tmp_path: Path
) -> None:
    earlier, later = tmp_path / "甲.txt", tmp_path / "乙.txt"
    text = a_text(1, 40)
    earlier.write_text(text, "utf-8")
    later.write_text(f"{text}\n报送日期另行通知", "utf-8")
    with Workspace(folder, "王敏", lambda: NOON, write=True) as workspace:
        workspace.add([earlier], Accept.NONE, Silent())
    change(folder / DATABASE, "UPDATE original_text SET sketch = '0rt)Q'")  # as of other hashes, in base 85
    with Workspace(folder, "王敏", lambda: NOON, write=True) as workspace:
        (file,) = workspace.add([later], Accept.NONE, Silent()).files
        assert file.made is not None
        assert list(file.made.alike) == [workspace.snapshot().pieces[0].id]


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
