"""The same job through the window and through the command line gives the same Word parts."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import commands, export_commands
from app.cli import run
from evidence.criteria import township_units
from evidence.intake import typed
from evidence.model import Edition, Fact, PieceId, Place, Project
from evidence.scheme.reading import read_scheme
from tests.app.examples import SCHEME
from tests.build import NOON
from ui.exporting_work import Asked, export
from ui.session import Session

CORRECTED = "2023年食品安全工作总结"


@pytest.fixture
def scheme(tmp_path: Path) -> Path:
    table = tmp_path / "细则.csv"
    table.write_text(SCHEME, "utf-8-sig")
    return table


def test_the_window_and_the_command_line_export_the_same(
    session: Session, scheme: Path, inbox: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "now", lambda: NOON)
    monkeypatch.setattr(export_commands, "version", session.setup.version)
    by_command = through_commands(scheme, inbox, tmp_path / "命令")
    by_window = through_the_session(session, scheme, inbox, tmp_path / "窗口", qtbot)
    assert by_command.keys() == by_window.keys()
    assert len(by_command) > 10
    for name, part in by_command.items():
        assert by_window[name] == part, name


def through_commands(scheme: Path, inbox: Path, folder: Path) -> dict[str, bytes]:
    project, out = folder / "国检2023", folder / "导出"
    folder.mkdir()

    def beijian(*arguments: str | Path) -> None:
        assert run(["--by", "李敏", *map(str, arguments)]) == 0

    place = ("--place", "云岭县", "--office", "云岭县食药安办", "--townships", "双河镇,石坪镇")
    beijian("new", project, "--scheme", scheme, "--years", "2021-2023", *place)
    beijian("add", project, inbox, "--accept", "best")
    beijian("facts", project, piece_in(project), "--title", CORRECTED, "--date", "2023年12月20日")
    beijian("paper", project, "1-1", "--title", "常委会纪要", "--where", "档案室", "--keeper", "王敏", "--year", "2023")
    beijian("export", project, "--out", out)
    return parts(out)


def through_the_session(session: Session, scheme: Path, inbox: Path, folder: Path, qtbot: QtBot) -> dict[str, bytes]:
    project, out = folder / "国检2023", folder / "导出"
    asked = Project("云岭县", "云岭县食药安办", 2021, 2023, township_units(typed.townships("双河镇,石坪镇")), NOON)
    with qtbot.waitSignal(session.opened):
        session.create(project, asked, read_scheme(scheme), "李敏")
    with qtbot.waitSignal(session.changed, timeout=20_000):
        session.take_in([inbox], lambda _: None)
    best = [(piece, found[0]) for piece, found in session.moment.snapshot.suggestions.items()]
    in_order = sorted(best, key=lambda pair: session.moment.snapshot.piece_by_id[pair[0]].arrived)
    with qtbot.waitSignal(session.changed):
        session.arrange((), [Place(piece, place.criterion, place.slot) for piece, place in in_order])
    changed = summary_of(session)
    with qtbot.waitSignals([session.changed] * 2):
        session.correct((changed,), Fact.TITLE, CORRECTED)
        session.correct((changed,), Fact.DAY, "2023年12月20日")
    with qtbot.waitSignal(session.changed):
        register(session)
    exported: list[object] = []
    export(session, Asked(out, tuple(Edition)), exported.append)
    qtbot.waitUntil(lambda: bool(exported), timeout=30_000)
    return parts(out)


def register(session: Session) -> None:
    from evidence.model import Facts, PaperCopy

    session.register_paper(Facts(title="常委会纪要", year=2023), None, PaperCopy("档案室", "王敏"), ["1-1"])


def summary_of(session: Session) -> PieceId:
    return next(p.id for p in session.moment.snapshot.pieces if "总结" in (p.facts.title or ""))


def piece_in(project: Path) -> str:
    from evidence.workspace import Workspace

    with Workspace(project, "", datetime.now, write=False) as workspace:
        return next(p.id for p in workspace.snapshot().pieces if "总结" in (p.facts.title or ""))


def parts(out: Path) -> dict[str, bytes]:
    """Return each part of each Word file, by the file's and its own name."""
    found: dict[str, bytes] = {}
    for path in sorted(out.glob("*/*.docx")):
        with zipfile.ZipFile(path) as document:
            found |= {f"{path.name}!{name}": document.read(name) for name in document.namelist()}
    return found
