"""A hectic week: what happens in every office, done at the real window in as few steps as an office has time for."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Protocol

import docx
import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app import settings
from app.paths import PORTABLE
from app.settings import Settings
from app.window import Shown
from evidence.criteria import township_units
from evidence.deliveries import Delivery
from evidence.model import Project
from evidence.progress import Silent
from evidence.scheme.reading import read_scheme
from evidence.scheme.roles import Role
from evidence.store import disk
from evidence.wording import tables as table_words
from evidence.workspace import Accept, Workspace, create_workspace
from tests.app.examples import ROOT, SCHEME
from tests.build import NOON, TOWNSHIPS
from tests.ui import power_cut
from tests.ui.clerk import Clerk, shown
from ui.dialogs.add_scheme import AddScheme
from ui.dialogs.boxes import BoxesDialog
from ui.dialogs.export import ExportDialog
from ui.dialogs.file_to import FileTo
from ui.dialogs.new_edition import NewEdition
from ui.dialogs.scheme_chooser import SchemeChooser
from ui.dialogs.taken_in import TakenInDialog
from ui.dialogs.verify import VerifyDialog
from ui.jobs import Jobs
from ui.main_window import MainWindow
from ui.models.box_rows import Column as BoxColumn
from ui.models.edition_rows import Column as EditionColumn
from ui.models.taken_files import Column

# Said of opened menus and lists by the plugin without a screen.
pytestmark = pytest.mark.qt_log_ignore(r"does not support raise\(\)", "does not support grabbing the keyboard")

TOWNSHIP = Delivery("双河镇", "张三", "U盘")


class AtWork(Protocol):
    """Opens the window on a PC, with what its settings folder keeps, and in it a project."""

    def __call__(self, project: Path, keeping: Path = ..., *, known: bool = ...) -> Clerk:
        """Let the settings know the project unless they do already."""
        ...


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
    """A clerk whose window has a project open; a window that was open before is closed."""
    running: list[tuple[MainWindow, Jobs]] = []

    def close() -> None:
        for window, jobs in running:
            window.close()
            jobs.close()
        running.clear()

    def begin(project: Path, keeping: Path = tmp_path / "设置", *, known: bool = True) -> Clerk:
        close()
        kept = keeping / "settings.toml"
        if known:
            settings.save(Settings("李敏", (project,)), kept)
        jobs = Jobs()
        program = Shown(jobs, kept)
        window = program.window()
        running.append((window, jobs))
        qtbot.addWidget(window)
        window.resize(1366, 728)
        window.show()
        qtbot.waitExposed(window)
        clerk = Clerk(window, program.session, qtbot)
        clerk.click_row(window.start.recent, 0)
        clerk.wait(lambda: program.session.is_open)
        clerk.wait_for_rest()
        clerk.opening_steps = len(clerk.steps)
        clerk.steps.clear()
        return clerk

    yield begin
    close()


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


# 送审版 to a U盘 in 30 minutes, and the power fails


def export_submission(clerk: Clerk, out: Path) -> ExportDialog:
    """Ask for the 送审版 in a folder; five steps until the work begins."""
    clerk.tool(clerk.window.export_action)
    dialog = clerk.see(ExportDialog)
    clerk.click(dialog.choice.editions_group.button(1))
    clerk.type(dialog.choice.folder, str(out))
    clerk.click(dialog.choice.confirmed)
    clerk.click(dialog.start_button)
    return dialog


def hand_over(clerk: Clerk, out: Path) -> None:
    """Export the 送审版 and check the package before it is handed over."""
    dialog = export_submission(clerk, out)
    clerk.click(dialog.verify_button)
    checked = clerk.see(VerifyDialog)
    clerk.wait(lambda: "全部一致" in checked.said.text())


def test_a_stick_that_is_too_full_is_told_before_a_byte_is_written(
    at_work: AtWork, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, stick = at_work(project), tmp_path / "优盘"
    stick.mkdir()
    full = disk.shutil.disk_usage(stick)._replace(free=1000)

    def usage(_: Path) -> object:
        return full

    monkeypatch.setattr(disk.shutil, "disk_usage", usage)
    dialog = export_submission(clerk, stick / "送审")
    clerk.wait(lambda: "只剩 1000 字节" in dialog.choice.fault.text())
    assert "约需 1." in dialog.choice.fault.text()
    assert dialog.choice.isVisible(), "another disk can be named at once"
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("stage", ["documents", "package"])
@pytest.mark.parametrize("before", [False, True], ids=["first", "again"])
def test_the_power_fails_and_the_next_export_starts_clean(
    stage: str, before: bool, at_work: AtWork, project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "优盘" / "送审"
    out.parent.mkdir()
    if before:
        clerk = at_work(project)
        hand_over(clerk, out)
        clerk.leave()
    held = {path: path.read_bytes() for path in out.glob("*/**/*") if path.is_file()}
    command = [sys.executable, power_cut.__file__, str(project), str(out), stage]
    cut = subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False, timeout=60)
    assert cut.returncode == power_cut.LOST_POWER
    assert any(path.name.startswith(".导出中-") for path in out.iterdir()), "it was cut off in the middle"
    assert {path: path.read_bytes() for path in held} == held, "what was handed over before is whole"

    clerk = at_work(project)
    hand_over(clerk, out)
    assert len(clerk.steps) == 6, clerk.steps
    assert {path.name for path in out.iterdir()} == {
        "送审版", "电子版资料", ".beijian-export.json", ".beijian-export.lock"
    }  # fmt: skip


# A late paper, and its box is printed


def fix_boxes(clerk: Clerk) -> None:
    """Print and fix the box (定号), on a quiet day before."""
    clerk.menu(clerk.window.export_menu.boxes_action)
    boxes = clerk.see(BoxesDialog)
    clerk.wait(lambda: boxes.model.rowCount() == 1)
    clerk.click_row(boxes.rows, 0)
    clerk.click(boxes.fix_button)
    clerk.wait(lambda: "无须换页" in str(boxes.model.index(0, BoxColumn.STATE).data()))
    clerk.click(boxes.close_button)
    clerk.see_gone(BoxesDialog)
    clerk.steps.clear()


def test_a_late_paper_costs_two_or_three_sheets(
    at_work: AtWork, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    clerk = at_work(project)
    fix_boxes(clerk)
    clerk.drop(lay_out(tmp_path / "迟到", {"1-1 通知9.txt": notice(9)}))
    clerk.click(clerk.see(TakenInDialog).close_button)
    clerk.press(clerk.window.desk.tray.rows, Qt.Key.Key_Return)
    clerk.wait(lambda: not clerk.session.moment.tray)
    clerk.menu(clerk.window.export_menu.boxes_action)
    boxes = clerk.see(BoxesDialog)
    clerk.click(boxes.sheets_button)
    clerk.press(clerk.see(QFileDialog), Qt.Key.Key_Return)
    clerk.wait(lambda: bool(opened))
    assert len(clerk.steps) == 7, clerk.steps
    ((pieces, state),) = shown(boxes.rows, [BoxColumn.PIECES, BoxColumn.STATE])
    assert (pieces, state.partition("，")[2]) == ("4", "要换 3 张")
    (changed,) = docx.Document(opened[0].toLocalFile()).tables
    sheets = [row.cells[1].text for row in changed.rows[1:]], [row.cells[2].text for row in changed.rows[1:]]
    assert [sum(map(bool, side)) for side in sheets] == [2, 3], "two out, three in"


# The scheme is replaced in mid-work


def new_edition(folder: Path) -> Path:
    """Another edition of the table: 1-1 is worded anew, 1-2 is gone, 3-1 is new."""
    lines = SCHEME.replace("\\\n", "").splitlines()
    anew = [line.replace("每年制定", "每年年初制定") for line in lines if not line.startswith("1-2,")]
    new = "3-1,社会共治,宣传,开展食品安全宣传周活动。,1,视情况扣分。,酌扣,,,资料审查,县委宣传部"
    path = folder / "新细则.csv"
    path.write_text("\n".join([*anew, new, ""]), "utf-8-sig")
    return path


def test_the_scheme_is_replaced_in_mid_work(at_work: AtWork, project: Path, tmp_path: Path) -> None:
    clerk = at_work(project)
    before = clerk.session.moment.snapshot
    clerk.menu(clerk.window.scheme_menu.edition)
    dialog = clerk.see(NewEdition)
    clerk.click(dialog.chooser.browse_button)
    clerk.name_file(new_edition(tmp_path))
    clerk.click(dialog.compare_button)
    clerk.wait(dialog.apply_button.isEnabled)
    assert shown(dialog.review.view, [EditionColumn.CHANGE, EditionColumn.OLD, EditionColumn.NEW]) == [
        ("改写", "1-1", "1-1"),
        ("取消", "1-2", ""),
        ("新增", "", "3-1"),
    ], "only what changed; 2-1 did not"
    clerk.click(dialog.apply_button)
    clerk.see_gone(NewEdition)
    assert len(clerk.steps) == 7, clerk.steps
    after = clerk.session.moment.snapshot
    assert [leaf.code for leaf in after.leaves] == ["1-1", "2-1", "3-1"]
    assert {filing.piece for filing in after.filings} == {filing.piece for filing in before.filings}
    clerk.tool(clerk.window.undo_action)
    clerk.wait(lambda: replace(clerk.session.moment.snapshot, at=before.at) == before)


# The PC is swapped


def carried(program: Path, place: Path) -> Path:
    """Copy the program's folder with its settings and the projects in it to the new PC."""
    return copytree(program, place / "新电脑" / "备检")


def test_the_pc_is_swapped(at_work: AtWork, project: Path, tmp_path: Path) -> None:
    program = tmp_path / "旧电脑" / "备检"
    clerk = at_work(copytree(project, program / "国检2023"), program / PORTABLE)
    clerk.drop(lay_out(tmp_path / "一月", {"1月应急值守排班.txt": "1月应急值守排班\n留存备用。\n"}))
    clerk.click(clerk.see(TakenInDialog).close_button)
    clerk.press(clerk.window.desk.tray.rows, Qt.Key.Key_0)
    asked = clerk.see(FileTo)
    clerk.type(asked.text, "2-1")
    clerk.press(asked.text, Qt.Key.Key_Return)
    clerk.wait(lambda: not clerk.session.moment.tray)
    done = clerk.session.moment.undo
    clerk.leave()

    there = carried(program, tmp_path)
    program.rename(program.with_name("收走了"))
    clerk = at_work(there / "国检2023", there / PORTABLE, known=False)
    assert clerk.opening_steps == 1, "one click on what was open last"
    assert clerk.session.moment.path == there / "国检2023"
    assert clerk.session.moment.who == "李敏", "settings"
    clerk.drop(lay_out(tmp_path / "二月", {"2月应急值守排班.txt": "2月应急值守排班\n留存备用。\n"}))
    clerk.click(clerk.see(TakenInDialog).close_button)
    (piece,) = clerk.session.moment.tray
    (best, *_) = clerk.session.moment.snapshot.suggestions[piece.id]
    assert clerk.session.moment.snapshot.by_id[best.criterion].code == "2-1", "habits: where such papers went before"
    clerk.tool(clerk.window.undo_action)
    clerk.wait(lambda: clerk.session.moment.undo == done)
    clerk.tool(clerk.window.undo_action)
    clerk.wait(lambda: len(clerk.session.moment.tray) == 1)
    assert len(clerk.session.moment.snapshot.filings) == 3, "history"


def test_columns_that_were_chosen_go_to_the_new_pc(at_work: AtWork, project: Path, tmp_path: Path) -> None:
    program = tmp_path / "旧电脑" / "备检"
    clerk = at_work(copytree(project, program / "国检2023"), program / PORTABLE)
    chooser = read_table(clerk, tmp_path / "评议考核2023.csv")
    clerk.wait(lambda: len(chooser.desk.table.roles.boxes) == 3)
    for column, role in enumerate((Role.CODE, Role.TEXT)):
        clerk.choose(chooser.desk.table.roles.boxes[column], table_words.ROLES[role.value])
    clerk.click(clerk.see(AddScheme).ok_button)
    clerk.see_gone(AddScheme)
    clerk.leave()

    there = carried(program, tmp_path)
    clerk = at_work(there / "国检2023", there / PORTABLE, known=False)
    chooser = read_table(clerk, tmp_path / "评议考核2024.csv")
    clerk.wait(lambda: "已照以前为这种表选定" in chooser.before.text())
    assert len(clerk.steps) == 5, "no column is chosen again"


def read_table(clerk: Clerk, table: Path) -> SchemeChooser:
    """Choose a table whose headings say nothing, to be worked on beside the other."""
    table.write_text("甲,乙,丙\n1,专题研究。,3\n2,调研督导。,2\n", "utf-8-sig")
    clerk.menu(clerk.window.scheme_menu.further)
    chooser = clerk.see(AddScheme).chooser
    clerk.click(chooser.browse_button)
    clerk.name_file(table)
    return chooser
