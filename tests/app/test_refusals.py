"""What cannot be done is refused in one Chinese sentence, exit status 1, and nothing is half-written."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from build import NOON
from evidence.workspace import Workspace
from tests.app.examples import Command, Example, in_another_process

Refused = Callable[..., str]


def contents(folder: Path) -> dict[str, bytes | None]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() if p.is_file() else None for p in folder.rglob("*")}


def commands_on(workspace: Path, place: Path) -> dict[str, list[str | Path]]:
    """Each command that opens a workspace."""
    (place / "一.txt").write_text("一", "utf-8")
    return {
        "add": ["add", workspace, place / "一.txt"],
        "file": ["file", workspace, "abcd", "1-1"],
        "facts": ["facts", workspace, "abcd", "--year", "2023"],
        "paper": ["paper", workspace, "--title", "纪要", "--where", "柜", "--keeper", "王敏"],
        "gaps": ["gaps", workspace],
        "export": ["export", workspace, "--out", place / "导出"],
    }


COMMANDS = ["add", "file", "facts", "paper", "gaps", "export"]
WRITING = ["add", "file", "facts", "paper"]


# The workspace


@pytest.mark.parametrize("name", COMMANDS)
def test_a_workspace_that_is_not_there(name: str, tmp_path: Path, beijian: Command, refused: Refused) -> None:
    refused(beijian(*commands_on(tmp_path / "没有", tmp_path)[name]), tmp_path / "没有")
    assert {path.name for path in tmp_path.iterdir()} == {"一.txt"}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_folder_that_is_no_workspace(name: str, tmp_path: Path, beijian: Command, refused: Refused) -> None:
    (tmp_path / "别的").mkdir()
    refused(beijian(*commands_on(tmp_path / "别的", tmp_path)[name]), tmp_path / "别的", "dossier.sqlite")
    assert contents(tmp_path / "别的") == {}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_file_in_the_place_of_a_workspace(name: str, tmp_path: Path, beijian: Command, refused: Refused) -> None:
    (tmp_path / "文件").write_text("x", "utf-8")
    refused(beijian(*commands_on(tmp_path / "文件", tmp_path)[name]), tmp_path / "文件")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_foreign_database(name: str, tmp_path: Path, beijian: Command, refused: Refused) -> None:
    (tmp_path / "别的").mkdir()
    with closing(sqlite3.connect(tmp_path / "别的" / "dossier.sqlite")) as connection:
        connection.execute("CREATE TABLE ledger (amount)")
        connection.commit()
    before = contents(tmp_path / "别的")
    refused(beijian(*commands_on(tmp_path / "别的", tmp_path)[name]), tmp_path / "别的" / "dossier.sqlite")
    assert contents(tmp_path / "别的") == before


@pytest.mark.parametrize("name", COMMANDS)
def test_a_newer_workspace(name: str, example: Example, tmp_path: Path, beijian: Command, refused: Refused) -> None:
    with closing(sqlite3.connect(example.workspace / "dossier.sqlite")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = contents(example.workspace)
    said = refused(beijian(*commands_on(example.workspace, tmp_path)[name]), example.workspace)
    assert "更新版本" in said
    assert contents(example.workspace) == before | {"lock": (example.workspace / "lock").read_bytes()}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_damaged_workspace(name: str, example: Example, tmp_path: Path, beijian: Command, refused: Refused) -> None:
    database = example.workspace / "dossier.sqlite"
    data = database.read_bytes()
    database.write_bytes(data[:100] + b"\xa5" * (len(data) - 100))
    said = refused(beijian(*commands_on(example.workspace, tmp_path)[name]), database, "backups")
    assert "已损坏" in said


@pytest.mark.parametrize("name", WRITING)
def test_a_workspace_that_another_writes_to(name: str, example: Example, tmp_path: Path, refused: Refused) -> None:
    command = commands_on(example.workspace, tmp_path)[name]
    with Workspace(example.workspace, "李强", lambda: NOON, write=True):
        outcome = in_another_process(command)
    refused(outcome, example.workspace, "李强 2024-01-08 12:00")


@pytest.mark.parametrize("name", ["gaps", "export"])
def test_reading_is_not_refused_while_another_writes(name: str, example: Example, tmp_path: Path) -> None:
    command = commands_on(example.workspace, tmp_path)[name]
    with Workspace(example.workspace, "李强", lambda: NOON, write=True):
        outcome = in_another_process(command)
    assert (outcome.status, outcome.err) == (0, "")


# A new project


@pytest.mark.parametrize("years", ["去年", "2023-2021", "21-23", "2021-2022-2023", "", "-", "1900-2023"])
def test_years_that_make_no_sense(
    years: str, example: Example, tmp_path: Path, beijian: Command, refused: Refused
) -> None:
    refused(beijian("new", tmp_path / "新", "--scheme", example.scheme, f"--years={years}"), f"“{years}”")
    assert not (tmp_path / "新").exists()


@pytest.mark.parametrize("name", ["没有这样的细则", "没有.csv", "没有/细则"])
def test_a_scheme_that_is_not_there(name: str, tmp_path: Path, beijian: Command, refused: Refused) -> None:
    refused(beijian("new", tmp_path / "新", "--scheme", name))
    assert list(tmp_path.iterdir()) == []


def test_a_scheme_by_its_name(tmp_path: Path, beijian: Command) -> None:
    assert beijian("new", tmp_path / "新", "--scheme", "演示版").status == 0


@pytest.mark.parametrize("name", ["名单.txt", "没有/名单", "."])
def test_townships_that_cannot_be_read(
    name: str, example: Example, tmp_path: Path, beijian: Command, refused: Refused
) -> None:
    outcome = beijian("new", tmp_path / "新", "--scheme", example.scheme, "--townships", tmp_path / name)
    refused(outcome, tmp_path / name)
    assert not (tmp_path / "新").exists()


def test_a_long_list_of_townships_is_no_file_name(example: Example, tmp_path: Path, beijian: Command) -> None:
    names = [f"第{number}号很长名字的镇" for number in range(60)]
    outcome = beijian("new", tmp_path / "新", "--scheme", example.scheme, "--townships", ",".join(names), "--json")
    assert outcome.json["townships"] == names


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_of_townships_in_a_file(encoding: str, example: Example, tmp_path: Path, beijian: Command) -> None:
    (tmp_path / "名单.txt").write_text("双河镇\n\n 石坪镇 \n双河镇\n", encoding)
    townships = ["--townships", tmp_path / "名单.txt"]
    outcome = beijian("new", tmp_path / "新", "--scheme", example.scheme, *townships, "--json")
    assert outcome.json["townships"] == ["双河镇", "石坪镇"]


def test_a_workspace_that_is_there_already(example: Example, beijian: Command, refused: Refused) -> None:
    before = contents(example.workspace)
    refused(beijian("new", example.workspace, "--scheme", example.scheme), example.workspace)
    assert contents(example.workspace) == before


@pytest.mark.parametrize("command", ["new", "demo", "export"])
def test_a_place_below_a_file(
    command: str, example: Example, tmp_path: Path, beijian: Command, refused: Refused
) -> None:
    (tmp_path / "文件").write_text("x", "utf-8")
    place = tmp_path / "文件" / "里面"
    arguments = {
        "new": ["new", place, "--scheme", example.scheme],
        "demo": ["demo", "--out", place],
        "export": ["export", example.workspace, "--out", place],
    }
    refused(beijian(*arguments[command]), tmp_path / "文件")
    assert (tmp_path / "文件").read_text("utf-8") == "x"


# Tables, evidence and places


@pytest.mark.parametrize("name", ["没有.csv", "空.csv", "照片.csv", "."])
def test_a_table_that_cannot_be_read(name: str, tmp_path: Path, beijian: Command, refused: Refused) -> None:
    (tmp_path / "空.csv").touch()
    (tmp_path / "照片.csv").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40)
    refused(beijian("scheme", tmp_path / name, "--json"))


def test_a_path_that_is_not_there(example: Example, tmp_path: Path, beijian: Command, refused: Refused) -> None:
    before = contents(example.workspace / "vault")
    refused(beijian("add", example.workspace, example.inbox, tmp_path / "没有"), tmp_path / "没有")
    assert contents(example.workspace / "vault") == before


@pytest.mark.parametrize("places", [["9-9"], ["1-1", "9-9"], ["一"], ["1-1#没有"], [""], ["#方案"]])
def test_a_place_that_is_not_there(places: list[str], example: Example, beijian: Command, refused: Refused) -> None:
    piece = str(next(file["id"] for file in example.said["files"] if file["id"]))
    before = beijian("gaps", example.workspace, "--json").out
    refused(beijian("file", example.workspace, piece, *places))
    assert beijian("gaps", example.workspace, "--json").out == before


@pytest.mark.parametrize("command", [["file", "1-1"], ["facts", "--year", "2023"]])
def test_a_piece_that_is_not_there(command: list[str], example: Example, beijian: Command, refused: Refused) -> None:
    name, *rest = command
    refused(beijian(name, example.workspace, "0000", *rest), "0000")


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--date", "五月一日"),
        ("--date", "2023-5.1"),
        ("--date", "2023-02-30"),
        ("--date", "19481231"),
        ("--date", "2199-01-01"),
        ("--year", "23"),
        ("--year", "二〇二三"),
        ("--year", "0000"),
        ("--kind", "公文"),
        ("--stage", "开始"),
        ("--flag", "草案"),
        ("--no-flag", "nice"),
    ],
)
def test_a_fact_that_makes_no_sense(
    option: str, value: str, example: Example, beijian: Command, refused: Refused
) -> None:
    piece = str(next(file["id"] for file in example.said["files"] if file["id"]))
    before = beijian("facts", example.workspace, piece, "--json").json
    said = refused(beijian("facts", example.workspace, piece, "--title", "改了", option, value), value)
    assert ("草稿、" in said) is option.endswith("flag")
    assert beijian("facts", example.workspace, piece, "--json").json == before


# Targets


def test_an_export_to_a_file(example: Example, tmp_path: Path, beijian: Command, refused: Refused) -> None:
    (tmp_path / "文件").write_text("x", "utf-8")
    refused(beijian("export", example.workspace, "--out", tmp_path / "文件"), tmp_path / "文件")
    assert (tmp_path / "文件").read_text("utf-8") == "x"


@pytest.mark.parametrize("below", ["vault", "vault/新", "vault/../vault/aa"])
def test_an_export_into_the_vault(below: str, example: Example, beijian: Command, refused: Refused) -> None:
    before = contents(example.workspace / "vault")
    refused(beijian("export", example.workspace, "--out", example.workspace / below), example.workspace / below)
    assert contents(example.workspace / "vault") == before


@pytest.mark.parametrize("name", ["缺项.pdf", "缺项", "没有/缺项.docx", "文件夹.docx", "项目/vault/缺项.xlsx"])
def test_a_list_of_gaps_in_a_place_that_takes_none(
    name: str, example: Example, tmp_path: Path, beijian: Command, refused: Refused
) -> None:
    (tmp_path / "文件夹.docx").mkdir()
    before = contents(tmp_path)
    refused(beijian("gaps", example.workspace, "--out", tmp_path / name), tmp_path, ".docx", ".xlsx")
    assert contents(tmp_path) == before


@pytest.mark.parametrize("name", ["没有", "文件", "空", "清单坏了"])
def test_what_is_no_package(name: str, tmp_path: Path, beijian: Command, refused: Refused) -> None:
    (tmp_path / "文件").write_text("x", "utf-8")
    (tmp_path / "空").mkdir()
    (tmp_path / "清单坏了" / "99 校验").mkdir(parents=True)
    (tmp_path / "清单坏了" / "99 校验" / "校验清单.txt").write_bytes(b"\xff\xfe\x00" * 9)
    refused(beijian("verify", tmp_path / name, "--json"), tmp_path / name, "99 校验", "校验清单.txt")


@pytest.mark.parametrize(
    ("day", "why"), [("2023-02-30", "没有这一天"), ("1948-05-01", "早于 1949 年"), ("2199-01-01", "晚于今天")]
)
def test_a_day_that_cannot_be_is_refused_with_the_reason(
    day: str, why: str, example: Example, beijian: Command, refused: Refused
) -> None:
    piece = str(next(file["id"] for file in example.said["files"] if file["id"]))
    assert why in refused(beijian("facts", example.workspace, piece, "--date", day), f"“{day}”")


LONG = "长" * 300


@pytest.mark.skipif(sys.platform == "win32", reason="there such a name is not too long but not there")
@pytest.mark.parametrize("command", ["verify", "scheme", "gaps", "list", "new", "demo", "export", "townships"])
def test_a_name_that_is_too_long(
    command: str, example: Example, tmp_path: Path, beijian: Command, refused: Refused
) -> None:
    new = ["new", tmp_path / "新", "--scheme", example.scheme]
    arguments: dict[str, list[str | Path]] = {
        "verify": ["verify", tmp_path / LONG],
        "scheme": ["scheme", tmp_path / f"{LONG}.csv"],
        "gaps": ["gaps", tmp_path / LONG],
        "list": ["gaps", example.workspace, "--out", tmp_path / f"{LONG}.docx"],
        "new": ["new", tmp_path / LONG, "--scheme", example.scheme],
        "demo": ["demo", "--out", tmp_path / LONG],
        "export": ["export", example.workspace, "--out", tmp_path / LONG],
        "townships": [*new, "--townships", tmp_path / f"{LONG}.txt"],
    }
    said = refused(beijian(*arguments[command]), str(tmp_path / LONG))
    assert "名称太长" in said or command == "townships"
    assert not (tmp_path / "新").exists()


@pytest.mark.parametrize("command", ["verify", "scheme", "list"])
def test_a_path_below_a_file(
    command: str, example: Example, tmp_path: Path, beijian: Command, refused: Refused
) -> None:
    (tmp_path / "文件").write_text("x", "utf-8")
    path = tmp_path / "文件" / "里面.docx"
    arguments: dict[str, list[str | Path]] = {
        "verify": ["verify", path],
        "scheme": ["scheme", path.with_suffix(".csv")],
        "list": ["gaps", example.workspace, "--out", path],
    }
    refused(beijian(*arguments[command]), "", path, path.parent)


HALF = "\udcc3\udcfb\ud800"


def test_half_a_character_is_no_crash(example: Example, tmp_path: Path, beijian: Command) -> None:
    piece = str(next(file["id"] for file in example.said["files"] if file["id"]))
    where = ["--where", HALF, "--keeper", HALF]
    for arguments in (
        ["--by", HALF, "paper", example.workspace, "--title", HALF, *where],
        ["facts", example.workspace, piece, "--title", HALF, "--unit", HALF, "--date", HALF],
        ["facts", example.workspace, piece, "--title", HALF, "--unit", HALF, "--flag", HALF],
        ["file", example.workspace, HALF, "1-1"],
        ["file", example.workspace, piece, HALF, f"1-1#{HALF}"],
        ["gaps", example.workspace, "--unit", HALF],
        ["new", tmp_path / "新", "--scheme", example.scheme, "--place", HALF, "--townships", f"{HALF},甲镇"],
        ["new", tmp_path / "新二", "--scheme", example.scheme, "--years", HALF],
    ):
        assert "crash" not in beijian(*arguments).err
    assert beijian("gaps", tmp_path / "新", "--out", tmp_path / "缺项.xlsx").status == 0


def test_an_account_without_a_name_is_no_crash(
    example: Example, beijian: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError

    monkeypatch.setattr("getpass.getuser", nobody)
    piece = str(next(file["id"] for file in example.said["files"] if file["id"]))
    assert beijian("facts", example.workspace, piece, "--year", "2022").status == 0
    with closing(sqlite3.connect(example.workspace / "dossier.sqlite")) as connection:
        assert connection.execute("SELECT who FROM journal ORDER BY number DESC").fetchone() == ("不明",)


def test_a_bug_leaves_a_report_that_the_sentence_names(
    example: Example, tmp_path: Path, beijian: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("evidence.export.dossier.write_word", fail)
    outcome = beijian("export", example.workspace, "--out", tmp_path / "导出")
    (report,) = (tmp_path / "state").rglob("crash-*.txt")
    assert (outcome.status, outcome.out) == (1, "")
    assert str(report) in outcome.err
    assert "Traceback" not in outcome.err
    assert "ZeroDivisionError" in report.read_text("utf-8")


def test_an_export_without_room_writes_nothing(
    example: Example, beijian: Command, refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage(tmp_path)._replace(free=1000)

    def usage(_: Path) -> object:
        return full

    monkeypatch.setattr(shutil, "disk_usage", usage)
    out = tmp_path / "优盘"
    said = refused(beijian("export", example.workspace, "--out", out), out, "MB")
    assert "约需" in said
    assert "只剩 1000 字节。什么也没有写。" in said
    assert not out.exists()
