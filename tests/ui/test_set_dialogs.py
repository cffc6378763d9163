"""A clerk makes the 阅读版 and the files of a 网上申报."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence.declaration import USUAL_RULE, Bundle
from evidence.declaring import rule_of
from evidence.model import Flag, Place
from evidence.workspace import DATABASE
from ui.dialogs.declaring import DeclaringDialog
from ui.dialogs.progress import ProgressPane
from ui.dialogs.reading_set import ReadingSetDialog
from ui.dialogs.set_frame import SetFrame
from ui.export_menu import ExportMenu
from ui.jobs import Outcome
from ui.session import Session
from ui.set_work import Answer, save_declaration


@pytest.fixture
def filed(project: Session, tmp_path: Path, qtbot: QtBot) -> Session:
    """The project with a scan under an item."""
    path = tmp_path / "2023年食品安全工作方案.pdf"
    Image.effect_noise((1240, 1754), 40).save(path, "PDF", resolution=150, quality=92)
    with qtbot.waitSignal(project.changed):
        project.take_in([path], lambda _: None)
    (piece,) = project.moment.snapshot.pieces
    with qtbot.waitSignal(project.changed):
        project.arrange((), [Place(piece.id, project.moment.snapshot.by_code["1-1"].id, None)])
    return project


@pytest.fixture
def reading(filed: Session, window: QWidget) -> ReadingSetDialog:
    dialog = ReadingSetDialog(filed, window)
    dialog.show()
    return dialog


@pytest.fixture
def declaring(filed: Session, window: QWidget, qtbot: QtBot) -> DeclaringDialog:
    dialog = DeclaringDialog(filed, window)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    return dialog


def make(dialog: SetFrame, qtbot: QtBot) -> str:
    qtbot.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.folder_button.isHidden() or bool(dialog.fault.text()))
    return (dialog.said.text() or dialog.fault.text()).replace("\u200b", "")


def cells(dialog: SetFrame) -> list[tuple[str, ...]]:
    model = dialog.model
    return [tuple(str(model.index(row, at).data()) for at in range(3)) for row in range(model.rowCount())]


def test_the_menu_offers_both(filed: Session, window: QWidget) -> None:
    menu = ExportMenu(filed, window, QAction(window), QAction(window))
    menu.ask_reading()
    menu.ask_declaring()
    assert {type(child) for child in window.children() if isinstance(child, SetFrame)} == {
        ReadingSetDialog,
        DeclaringDialog,
    }


def test_the_set_to_read_is_made_beside_the_project(reading: ReadingSetDialog, tmp_path: Path, qtbot: QtBot) -> None:
    said = make(reading, qtbot)
    folder = tmp_path / "导出" / "阅读版"
    assert said == f"已排好阅读版 1 个 PDF，共 2 页。存在 {folder}。"
    assert [path.name for path in folder.iterdir()] == ["第01盒 1-1.pdf"]
    assert cells(reading)[0][0::2] == ("第01盒 1-1.pdf", "1 件，2 页")


def test_it_can_be_a_pdf_an_item(reading: ReadingSetDialog, tmp_path: Path, qtbot: QtBot) -> None:
    reading.extent.button(1).click()
    make(reading, qtbot)
    (path,) = (tmp_path / "导出" / "阅读版（按评价内容）").iterdir()
    assert path.name.startswith("1-1 ")


def test_somebody_answers_for_what_goes_out(reading: ReadingSetDialog, tmp_path: Path, qtbot: QtBot) -> None:
    reading.name.setText(" ")
    assert make(reading, qtbot).startswith("请填写确认人姓名")
    assert not (tmp_path / "导出").exists()


def test_the_folder_is_opened(
    reading: ReadingSetDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def note(url: QUrl) -> None:
        opened.append(url.toLocalFile())

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    make(reading, qtbot)
    qtbot.mouseClick(reading.folder_button, Qt.MouseButton.LeftButton)
    assert [Path(path) for path in opened] == [tmp_path / "导出" / "阅读版"]


@pytest.mark.parametrize(("bundle", "told"), [(Bundle.PIECE, "第 {} / 3 件"), (Bundle.ITEM, "第 {} / 1 项")], ids=str)
def test_while_files_are_made_it_tells_at_which_the_work_is(
    bundle: Bundle, told: str, declaring: DeclaringDialog, project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(2):
        path = tmp_path / f"2023年食品安全工作方案（{number}）.jpg"
        Image.new("L", (120, 90), number).save(path)
        with qtbot.waitSignal(project.changed):
            project.take_in([path], lambda _: None)
        piece = project.moment.snapshot.pieces[-1]
        with qtbot.waitSignal(project.changed):
            project.arrange((), [Place(piece.id, project.moment.snapshot.by_code["1-1"].id, None)])
    said = list[str]()
    job = save_declaration(
        project, tmp_path / "出", replace(USUAL_RULE, bundle=bundle), Answer("王敏", ""), lambda _: None
    )
    declaring.progress.follow(job)

    def note() -> None:
        said.append(declaring.progress.label.text())

    job.advanced.connect(note)
    qtbot.waitUntil(lambda: job.outcome is Outcome.DONE)
    assert f"正在制作申报材料（{told.format(1)}）…" in said


def test_the_plan_is_shown_before_anything_is_made(declaring: DeclaringDialog, tmp_path: Path) -> None:
    ((name, _, how),) = cells(declaring)
    assert (name, how) == ("1-1/1-1-001_2023年食品安全工作方案.pdf", "原样")
    assert declaring.said.text().startswith("共 1 个文件")
    assert not (tmp_path / "导出").exists()


def test_the_plan_follows_what_is_typed(declaring: DeclaringDialog, qtbot: QtBot) -> None:
    declaring.pattern.setText("{序号}_{题名}")
    declaring.file_mb.setValue(0.5)
    declaring.file_mb.editingFinished.emit()
    qtbot.waitUntil(lambda: cells(declaring)[0][0] == "1-1/001_2023年食品安全工作方案.pdf")
    assert cells(declaring)[0][2] == "原样，压到 0.5 MB 以内"


def test_a_pattern_that_names_nothing_is_refused(declaring: DeclaringDialog, qtbot: QtBot) -> None:
    declaring.pattern.setText("材料")
    declaring.pattern.editingFinished.emit()
    qtbot.waitUntil(lambda: "不能作文件名的写法" in declaring.fault.text())


def test_what_is_made_says_what_was_saved(
    declaring: DeclaringDialog, filed: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    declaring.file_mb.setValue(1.1)
    declaring.bundle.choose(Bundle.ITEM)
    said = make(declaring, qtbot)
    assert said.startswith("已做好 1 个申报文件，共 ")
    assert " → " in cells(declaring)[0][1]
    assert (tmp_path / "导出" / "网上申报材料" / "申报材料清单.xlsx").is_file()
    assert rule_of(filed.workspace).file_mb == 1.1
    assert filed.moment.undo == "修改网上申报要求"


def test_the_rule_of_the_project_is_shown_again(
    declaring: DeclaringDialog, filed: Session, window: QWidget, qtbot: QtBot
) -> None:
    declaring.endings.setText("PDF jpg")
    declaring.total_mb.setValue(50)
    make(declaring, qtbot)
    declaring.reject()
    again = DeclaringDialog(filed, window)
    qtbot.waitUntil(lambda: again.total_mb.value() == 50)
    assert again.endings.text() == "pdf，jpg"


def test_what_cannot_be_among_the_files_is_named_first(declaring: DeclaringDialog, qtbot: QtBot) -> None:
    declaring.endings.setText("docx")
    declaring.endings.editingFinished.emit()
    qtbot.waitUntil(lambda: cells(declaring)[0][2].startswith("未列入：网站不收 .pdf 文件"))
    assert cells(declaring)[0][0] == "1-1-001　2023年食品安全工作方案"


@pytest.fixture
def personal(filed: Session, window: QWidget, qtbot: QtBot) -> DeclaringDialog:
    """The dialog over a project whose one paper holds personal data."""
    (piece,) = filed.moment.snapshot.pieces
    with qtbot.waitSignal(filed.changed):
        filed.mark(piece.id, Flag.PERSONAL_DATA, on=True)
    dialog = DeclaringDialog(filed, window)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    return dialog


def test_papers_with_personal_data_stay_out_without_a_reason(personal: DeclaringDialog) -> None:
    assert cells(personal)[0][2].startswith("未列入：含个人信息")


def test_a_reason_lets_them_in_and_is_recorded(personal: DeclaringDialog, filed: Session, qtbot: QtBot) -> None:
    personal.personal.edit.setText("评审组要求")
    personal.personal.edit.editingFinished.emit()
    qtbot.waitUntil(lambda: cells(personal)[0][2] == "原样")
    assert make(personal, qtbot).startswith("已做好 1 个申报文件")
    with closing(sqlite3.connect(filed.moment.path / DATABASE)) as connection:
        ((told,),) = connection.execute("SELECT after FROM journal WHERE action = 'confirm_export'")
    assert json.loads(told)["personal"] == {"reason": "评审组要求", "papers": ["1-1-001"]}


def test_where_no_paper_holds_personal_data_no_reason_is_asked(declaring: DeclaringDialog) -> None:
    assert not declaring.personal.isVisible()


def test_a_line_that_is_cut_is_told_in_full(declaring: DeclaringDialog) -> None:
    declaring.rows.selectRow(0)
    assert declaring.detail.text().replace("\u200b", "") == "1-1/1-1-001_2023年食品安全工作方案.pdf　原样"


def test_work_that_other_work_began_is_followed_to_its_own_end(project: Session, qtbot: QtBot) -> None:
    pane, go = ProgressPane(), threading.Event()
    qtbot.addWidget(pane)

    def go_on(_: None) -> None:
        pane.follow(project.jobs.run("looking", lambda _: go.wait(10), lambda _: None))

    first = project.jobs.run("looking", lambda _: None, go_on)
    pane.follow(first)
    with qtbot.waitSignal(project.jobs.ended):
        pass
    assert first.over
    assert pane.running
    go.set()
    qtbot.waitUntil(lambda: not pane.running)
