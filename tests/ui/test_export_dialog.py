"""A clerk exports: nothing is in the way of an internal edition, and somebody answers for the 送审版."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evidence.boxes import PerPage
from evidence.export.dossier import Exported, Made, Omission
from evidence.export.package_form import PackageForm
from evidence.model import Edition, Facts, PaperCopy
from evidence.workspace import DATABASE
from ui.dialogs.export import ExportDialog
from ui.dialogs.verify import VerifyDialog
from ui.jobs import Effect
from ui.session import Session


class Later:
    """Runs the work when the test says so."""

    def __init__(self) -> None:
        self.run: Callable[[], None] = lambda: None

    def submit(self, work: Callable[[], None], /) -> None:
        self.run = work

    def shutdown(self) -> None:
        pass


@pytest.fixture
def dialog(project: Session, window: QWidget) -> ExportDialog:
    dialog = ExportDialog(project, window)
    dialog.show()
    return dialog


@pytest.fixture
def later(project: Session, monkeypatch: pytest.MonkeyPatch) -> Later:
    later = Later()
    monkeypatch.setattr(project.jobs, "_executor", later)
    return later


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that were opened in other programs."""
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(str(Path(url.toLocalFile())))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return opened


def choose(dialog: ExportDialog, number: int) -> None:
    dialog.choice.editions_group.button(number).click()


def start(dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.start_button, Qt.MouseButton.LeftButton)


def test_what_has_to_be_known_is_in_sight_before_it_is_confirmed(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.resize(dialog.width(), dialog.minimumSizeHint().height())
    choose(dialog, 1)
    first = dialog.choice.reasons[0]
    qtbot.waitUntil(lambda: not first.visibleRegion().isEmpty())


def test_an_internal_edition_asks_nothing(dialog: ExportDialog, project: Session) -> None:
    assert dialog.choice.editions == (Edition.INTERNAL,)
    assert dialog.choice.out == project.moment.path / "exports"
    assert dialog.start_button.isEnabled()
    assert not dialog.choice.confirmed.isVisible()


@pytest.mark.parametrize("number", [1, 2])
def test_a_submission_wants_one_named_confirmation(number: int, dialog: ExportDialog) -> None:
    choose(dialog, number)
    assert dialog.choice.name.text() == "李敏"
    assert not dialog.start_button.isEnabled()
    assert "勾选确认" in dialog.choice.missing.text()
    dialog.choice.confirmed.click()
    assert dialog.start_button.isEnabled()
    dialog.choice.name.setText(" ")
    assert not dialog.start_button.isEnabled()
    assert "确认人" in dialog.choice.missing.text()


def test_the_folder_must_be_written_whole(dialog: ExportDialog) -> None:
    dialog.choice.folder.setText("导出")
    assert not dialog.start_button.isEnabled()
    assert "完整的文件夹路径" in dialog.choice.missing.text()


def test_the_gate_tells_its_reasons(dialog: ExportDialog) -> None:
    choose(dialog, 1)
    assert dialog.choice.reasons[0].text() == "· 关键项有 1 项材料不齐：1-1"
    assert all(reason.isVisible() for reason in dialog.choice.reasons)


def test_two_photographs_share_a_page_unless_another_number_is_chosen(dialog: ExportDialog) -> None:
    assert dialog.choice.photos.value is PerPage.TWO


def test_the_number_of_photographs_that_is_chosen_is_kept_with_the_project(
    dialog: ExportDialog, project: Session, window: QWidget, qtbot: QtBot
) -> None:
    box = dialog.choice.photos.box
    box.setFocus()
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert (box.currentText(), project.moment.snapshot.boxes.rules.photos) == ("4 张", PerPage.FOUR)
    assert ExportDialog(project, window).choice.photos.value is PerPage.FOUR


def test_nothing_is_exported_before_the_number_of_photographs_is_kept(
    dialog: ExportDialog, later: Later, qtbot: QtBot
) -> None:
    qtbot.keyClick(dialog.choice.photos.box, Qt.Key.Key_Down)
    dialog.choice.folder.setText(f"{dialog.choice.out}-2")
    assert not dialog.start_button.isEnabled()
    later.run()
    qtbot.waitUntil(dialog.start_button.isEnabled)


def test_a_number_of_photographs_that_is_refused_is_told_and_not_shown(
    dialog: ExportDialog, project: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(project.changed):
        project.register_paper(Facts(title="纪要"), 2, PaperCopy("档案室", "王敏"), ["1-1"])
    with qtbot.waitSignal(project.changed):
        project.boxes.plan(lambda plan: project.boxes.fix(plan, [1]))
    qtbot.keyClick(dialog.choice.photos.box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "已定号" in dialog.choice.fault.text())
    assert dialog.choice.photos.value is PerPage.TWO
    assert "已有盒定号" in dialog.choice.photos.hint.text()
    assert dialog.choice.photos.hint.isVisible()
    assert dialog.start_button.isEnabled()


def test_what_is_printed_cannot_be_laid_out_otherwise(project: Session, window: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitSignal(project.changed):
        project.register_paper(Facts(title="纪要"), 2, PaperCopy("档案室", "王敏"), ["1-1"])
    with qtbot.waitSignal(project.changed):
        project.boxes.plan(lambda plan: project.boxes.fix(plan, [1]))
    assert not ExportDialog(project, window).choice.photos.box.isEnabled()


def test_what_was_made_is_shown_and_opens(
    dialog: ExportDialog, project: Session, opened: list[str], qtbot: QtBot
) -> None:
    choose(dialog, 2)
    dialog.choice.confirmed.click()
    start(dialog, qtbot)
    page = dialog.result_page
    qtbot.waitUntil(page.isVisible)
    rows = [page.documents.topLevelItem(row) for row in range(page.documents.topLevelItemCount())]
    assert [row.text(1) for row in rows] == ["内部工作版", "送审版"]
    assert all(int(row.text(2)) > 0 for row in rows)
    dialog.document_button.click()
    dialog.folder_button.click()
    assert opened == [opened[0], str(project.moment.path / "exports")]
    assert Path(opened[0]).is_file()


def test_the_package_can_be_verified_from_the_result(dialog: ExportDialog, qtbot: QtBot) -> None:
    choose(dialog, 1)
    dialog.choice.confirmed.click()
    start(dialog, qtbot)
    qtbot.waitUntil(dialog.verify_button.isVisible)
    dialog.verify_button.click()
    verify = dialog.findChild(VerifyDialog)
    assert isinstance(verify, VerifyDialog)
    qtbot.waitUntil(lambda: "全部一致" in verify.said.text())


@pytest.mark.parametrize(("number", "recorded"), [(0, []), (1, ["赵 主任"]), (2, ["赵 主任"])])
def test_who_answers_for_a_submission_is_recorded(
    number: int, recorded: list[str], dialog: ExportDialog, project: Session, qtbot: QtBot
) -> None:
    choose(dialog, number)
    dialog.choice.name.setText(" 赵 主任")
    if number:
        dialog.choice.confirmed.click()
    start(dialog, qtbot)
    qtbot.waitUntil(dialog.result_page.isVisible)
    with closing(sqlite3.connect(project.moment.path / DATABASE)) as connection:
        entries = connection.execute("SELECT after FROM journal WHERE action = 'confirm_export'").fetchall()
    assert [json.loads(after)["confirmed_by"] for (after,) in entries] == recorded


def test_a_submission_that_was_stopped_was_confirmed_by_nobody(
    dialog: ExportDialog, later: Later, project: Session, qtbot: QtBot
) -> None:
    choose(dialog, 1)
    dialog.choice.confirmed.click()
    start(dialog, qtbot)
    qtbot.mouseClick(dialog.progress.stop_button, Qt.MouseButton.LeftButton)
    later.run()
    qtbot.waitUntil(dialog.choice.isVisible)
    with closing(sqlite3.connect(project.moment.path / DATABASE)) as connection:
        assert connection.execute("SELECT count(*) FROM journal WHERE action = 'confirm_export'").fetchone() == (0,)


def test_without_a_package_there_is_nothing_to_verify(dialog: ExportDialog, qtbot: QtBot) -> None:
    start(dialog, qtbot)
    qtbot.waitUntil(dialog.result_page.isVisible)
    assert not dialog.verify_button.isVisible()


def test_progress_is_told_in_words(dialog: ExportDialog, later: Later, project: Session, qtbot: QtBot) -> None:
    start(dialog, qtbot)
    (job,) = [job for job in project.jobs.running if job.effect is Effect.EXPORTS]  # beside what the dialog reads
    job.advanced.emit("pictures", 3, 12)
    assert dialog.progress.label.text() == "正在测量页面（3/12）…"
    assert (dialog.progress.bar.value(), dialog.progress.bar.maximum()) == (3, 12)
    later.run()
    qtbot.waitUntil(dialog.result_page.isVisible)


def test_esc_stops_the_work_and_nothing_was_changed(
    dialog: ExportDialog, later: Later, project: Session, qtbot: QtBot
) -> None:
    start(dialog, qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.progress.label.text() == "正在停止，请稍候…"
    later.run()
    qtbot.waitUntil(dialog.choice.isVisible)
    assert "没有改动任何文件" in dialog.choice.said.text()
    assert not (project.moment.path / "exports").exists()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_stop_button_stops_the_work(dialog: ExportDialog, later: Later, qtbot: QtBot) -> None:
    start(dialog, qtbot)
    qtbot.mouseClick(dialog.progress.stop_button, Qt.MouseButton.LeftButton)
    later.run()
    qtbot.waitUntil(dialog.choice.isVisible)


def test_a_failure_is_said_on_the_first_page(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "占着").touch()
    dialog.choice.folder.setText(str(tmp_path / "占着"))
    start(dialog, qtbot)
    qtbot.waitUntil(lambda: "不是文件夹" in dialog.choice.fault.text())
    assert dialog.choice.isVisible()
    assert dialog.start_button.isEnabled()


def test_what_wants_a_persons_eye_is_listed(dialog: ExportDialog) -> None:
    exported = Exported(
        documents=(Made(Path("汇编.docx"), "dossier", Edition.SUBMISSION, 12, 3, 2_500_000),),
        package=Path("电子版资料"),
        omissions=(Omission("1-1 方案", "草稿；未收入送审版和电子版资料"),),
        pieces=4,
        lost=2,
        personal=("1-2-001 名册",),
        pictures=0,
        kept=Path("exports/改动过的"),
    )
    page = dialog.result_page
    page.show_exported(exported, Path("exports"))
    headings = [page.remarks.topLevelItem(row).text(0) for row in range(page.remarks.topLevelItemCount())]
    assert headings == ["送审版收有含个人信息的材料，送审前请逐件确认（1 件）", "没有收入（1 件）"]
    assert page.remarks.topLevelItem(1).child(0).text(1).startswith("草稿")
    assert "2 个原件" in page.lost.text()
    assert "改动过的" in page.kept.text()
    assert page.documents.topLevelItem(0).text(3) == "2.4 MB"


# How the export gets to its folder


def export_submission(dialog: ExportDialog, qtbot: QtBot) -> None:
    choose(dialog, 1)
    dialog.choice.confirmed.setChecked(True)
    start(dialog, qtbot)


def leave(out: Path) -> Path:
    """Leave what an export leaves that was broken off."""
    left = out / ".导出中-12345678/out/电子版资料/data/1-1"
    left.mkdir(parents=True)
    (left / "1-1-001_方案.docx").write_bytes(b"x" * 2048)
    return left


def test_the_form_of_the_package_is_asked_for_where_there_is_one(dialog: ExportDialog) -> None:
    assert not dialog.choice.carrying.form.box.isVisible()
    choose(dialog, 1)
    assert dialog.choice.carrying.form.box.isVisible()
    assert dialog.choice.carrying.form.box.currentText() == "文件夹"


def test_the_package_is_made_as_a_zip_where_that_is_chosen(
    dialog: ExportDialog, project: Session, qtbot: QtBot
) -> None:
    dialog.choice.carrying.form.choose(PackageForm.ZIP)
    export_submission(dialog, qtbot)
    qtbot.waitUntil(dialog.result_page.isVisible)
    assert dialog.result_page.package == project.moment.path / "exports" / "电子版资料.zip"


def test_what_is_left_of_an_export_that_was_broken_off_is_shown_and_cleared(
    project: Session, window: QWidget, qtbot: QtBot
) -> None:
    leave(project.moment.path / "exports")
    dialog = ExportDialog(project, window)
    dialog.show()
    qtbot.waitUntil(lambda: "已有 1 个文件（2.0 KB）" in dialog.choice.carrying.left.text())
    qtbot.mouseClick(dialog.choice.carrying.clear_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "已清除" in dialog.choice.said.text())
    qtbot.waitUntil(lambda: not dialog.choice.carrying.clear_button.isVisible())
    assert not (project.moment.path / "exports" / ".导出中-12345678").exists()


def test_the_window_does_not_wait_for_a_slow_folder(
    project: Session, window: QWidget, later: Later, qtbot: QtBot
) -> None:
    leave(project.moment.path / "exports")
    dialog = ExportDialog(project, window)
    dialog.show()
    assert dialog.choice.carrying.left.text() == ""
    later.run()
    qtbot.waitUntil(dialog.choice.carrying.clear_button.isVisible)


def test_an_earlier_export_that_is_open_elsewhere_offers_a_second_name(
    dialog: ExportDialog, project: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = project.moment.path / "exports"
    start(dialog, qtbot)
    qtbot.waitUntil(dialog.result_page.isVisible)
    again = ExportDialog(project, dialog)
    again.show()
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path == out / "内部工作版":
            raise OSError(errno.EBUSY, "in use", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    start(again, qtbot)
    qtbot.waitUntil(again.second_button.isVisible)
    assert "正被其他程序打开" in again.choice.fault.text()
    qtbot.mouseClick(again.second_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(again.result_page.isVisible)
    assert "（2）" in again.result_page.carried.text()
    assert (out / "导出（2）" / "内部工作版").is_dir()
