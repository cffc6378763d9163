"""A hectic week: what happens in every office, done at the real window in as few steps as an office has time for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import settings
from app.settings import Settings
from app.window import Shown
from evidence.criteria import township_units
from evidence.deliveries import Delivery
from evidence.model import Project
from evidence.progress import Silent
from evidence.scheme.reading import read_scheme
from evidence.workspace import Accept, Workspace, create_workspace
from tests.app.examples import SCHEME
from tests.build import NOON, TOWNSHIPS
from tests.ui.clerk import Clerk, shown
from ui.dialogs.taken_in import TakenInDialog
from ui.jobs import Jobs
from ui.models.taken_files import Column

# Said of opened menus and lists by the plugin without a screen.
pytestmark = pytest.mark.qt_log_ignore(r"does not support raise\(\)", "does not support grabbing the keyboard")

TOWNSHIP = Delivery("双河镇", "张三", "U盘")
AtWork = Callable[[Path], Clerk]


def notice(number: int, text: str = "各村要落实。") -> str:
    return (
        f"双河府发〔2023〕{number}号\n双河镇人民政府关于第{number}次食品安全检查的通知\n{text}\n2023年5月{number}日\n"
    )


def lay_out(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in which three papers of a township are filed."""
    table, path = tmp_path / "细则.csv", tmp_path / "国检2023"
    table.write_text(SCHEME, "utf-8-sig")
    about = Project("云岭县", "云岭县食药安办", 2021, 2023, township_units(TOWNSHIPS), NOON)
    create_workspace(path, about, read_scheme(table), "李敏", lambda: NOON)
    came = lay_out(tmp_path / "双河镇第一次", {f"通知{number}.txt": notice(number) for number in (1, 2, 3)})
    with Workspace(path, "李敏", lambda: NOON, write=True) as workspace:
        taken = workspace.add([came], Accept.NONE, Silent(), TOWNSHIP)
        for file in taken.files:
            assert file.piece is not None
            workspace.file(file.piece, ["1-1"])
    return path


@pytest.fixture
def at_work(tmp_path: Path, qtbot: QtBot) -> Iterator[AtWork]:
    """A clerk whose window has a project open."""
    running: list[Jobs] = []

    def begin(project: Path) -> Clerk:
        kept = tmp_path / "设置" / "settings.toml"
        settings.save(Settings("李敏", (project,)), kept)
        running.append(Jobs())
        program = Shown(running[-1], kept)
        window = program.window()
        qtbot.addWidget(window)
        window.resize(1366, 728)
        window.show()
        qtbot.waitExposed(window)
        clerk = Clerk(window, program.session, qtbot)
        window.open_project(project)
        clerk.wait(lambda: program.session.is_open)
        clerk.wait_for_rest()
        return clerk

    yield begin
    for jobs in running:
        jobs.close()


def test_a_township_sends_everything_again_under_other_names(at_work: AtWork, project: Path, tmp_path: Path) -> None:
    clerk = at_work(project)
    again = {
        "扫描件0001.txt": notice(1),
        "终稿.txt": notice(2, "各村要按要求落实。"),
        "补报.txt": notice(4),
    }
    before = clerk.session.moment.snapshot
    clerk.drop(lay_out(tmp_path / "微信收到", again))
    result = clerk.see(TakenInDialog)
    clerk.choose(result.unit, "双河镇")
    clerk.wait(lambda: "相同 1，新版 1，新增 1，待核对 0，上次有本次无 1" in result.compared.text())
    assert shown(result.files, (Column.MATCH, Column.SOURCE)) == [
        ("新版", "终稿.txt"),
        ("新增", "补报.txt"),
        ("相同", "扫描件0001.txt"),
        ("上次有本次无", ""),
    ]
    clerk.click(result.replace_button)
    clerk.see_gone(TakenInDialog)
    assert len(clerk.steps) == 4, clerk.steps

    after = clerk.session.moment.snapshot
    assert after.filings == before.filings, "nothing is filed twice, and nothing anywhere else"
    assert [piece.facts.document_number for piece in after.pieces] == [f"双河府发〔2023〕{n}号" for n in range(1, 5)]
    assert after.pieces[1].parts != before.pieces[1].parts
    assert clerk.session.moment.undo == "换件《双河镇人民政府关于第2次食品安全检查的通知》"
