"""A clerk sees what became of the files that arrived."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from evidence.intake.take_in import Taken
from evidence.model import ArrivalState, Flag, Suggestion
from evidence.snapshot import Changes
from evidence.store.writing import NewPiece
from evidence.workspace import TakenIn
from tests.build import a_piece, a_snapshot, an_item, an_original
from tests.ui.clerk import write
from ui.dialogs.taken_in import TakenInDialog
from ui.models.taken_files import Column, TakenFiles
from ui.session import Session

ITEM = an_item("1-1")
NEW = NewPiece(a_piece(), an_original(), "", (Suggestion(ITEM.id, None, 0.99, "文件名编号 1-1"),))
FILES = (
    Taken(PurePosixPath("市监局/方案.docx"), ArrivalState.NEW, made=NEW),
    Taken(PurePosixPath("Thumbs.db"), ArrivalState.JUNK, message="系统或办公软件留下的临时文件，不收。"),
    Taken(PurePosixPath("讨论稿.docx"), ArrivalState.NEW, made=NEW, flags=frozenset({Flag.DRAFT})),
    Taken(PurePosixPath("资料.zip"), ArrivalState.REFUSED, message="压缩包还不能直接收。"),
    Taken(
        PurePosixPath("双河镇/某事.txt"), ArrivalState.REFUSED, flags=frozenset({Flag.SECRET}), message="页首有密级。"
    ),
)


@pytest.fixture
def model() -> TakenFiles:
    return TakenFiles(FILES, a_snapshot([ITEM]))


def column(model: TakenFiles, which: Column) -> list[object]:
    return [model.index(row, which).data() for row in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_models(model: TakenFiles, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    model.show_only_trouble(True)
    qtmodeltester.check(model)


def test_secret_files_come_first_then_by_gravity(model: TakenFiles) -> None:
    assert column(model, Column.SOURCE) == [
        "双河镇/某事.txt",
        "资料.zip",
        "讨论稿.docx",
        "市监局/方案.docx",
        "Thumbs.db",
    ]


def test_the_whole_row_of_a_secret_file_is_red(model: TakenFiles) -> None:
    colours = [model.index(0, which).data(Qt.ItemDataRole.ForegroundRole) for which in Column]
    assert all(isinstance(colour, QBrush) for colour in colours)
    assert model.index(1, Column.SOURCE).data(Qt.ItemDataRole.ForegroundRole) is None


def test_only_what_a_person_should_look_at(model: TakenFiles) -> None:
    model.show_only_trouble(True)
    assert column(model, Column.STATE) == ["拒收", "拒收", "新收"]
    model.show_only_trouble(False)
    assert model.rowCount() == len(FILES)


def test_a_file_tells_its_suggestion_and_its_marks(model: TakenFiles) -> None:
    assert column(model, Column.SUGGESTED) == ["", "", "1-1", "1-1", ""]
    assert model.index(2, Column.SUGGESTED).data(Qt.ItemDataRole.ToolTipRole) == "文件名编号 1-1"
    assert column(model, Column.REMARK)[0] == "有密级标志；页首有密级。"


def test_what_a_remark_says_is_not_said_twice() -> None:
    cut = Taken(
        PurePosixPath("断.pdf"),
        ArrivalState.UNREADABLE,
        flags=frozenset({Flag.TRUNCATED, Flag.LOW_DPI}),
        message="文件不完整，可能没有传完。",
    )
    model = TakenFiles([cut], a_snapshot([ITEM]))
    assert column(model, Column.REMARK) == ["分辨率低；文件不完整，可能没有传完。"]


def test_an_arrival_is_shown_as_it_went(project: Session, inbox: Path, window: QWidget, qtbot: QtBot) -> None:
    shown: list[TakenInDialog] = []

    def show(taken: TakenIn) -> None:
        dialog = TakenInDialog(taken, project, window)
        dialog.show()
        shown.append(dialog)

    project.take_in([inbox], show)
    qtbot.waitUntil(lambda: bool(shown))
    (dialog,) = shown
    assert dialog.sums.text().startswith("共 10 个文件：新收 5，重复件 1，不收 2，拒收 1，读不出 1；")
    assert dialog.sums.text().endswith(f"待整理 {len(project.moment.tray)} 件。")
    assert dialog.warning.text().startswith("有 1 个文件页首有密级标志")
    assert dialog.model.index(0, Column.SOURCE).data() == "涉密.txt"
    before = dialog.model.rowCount()
    dialog.only_trouble.click()
    assert 0 < dialog.model.rowCount() < before
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_without_secret_files_there_is_no_warning(project: Session, window: QWidget) -> None:
    taken = TakenIn(FILES[1:2], {}, Changes())
    dialog = TakenInDialog(taken, project, window)
    assert dialog.warning.text() == ""
    assert not dialog.only_trouble.isEnabled()


@pytest.fixture
def arrived(project: Session, tmp_path: Path, window: QWidget, qtbot: QtBot) -> TakenInDialog:
    """The result of an arrival whose unit is not known."""
    (tmp_path / "记录.txt").write_text("一份记录", "utf-8")
    shown: list[TakenInDialog] = []
    project.take_in([tmp_path / "记录.txt"], lambda taken: shown.append(TakenInDialog(taken, project, window)))
    qtbot.waitUntil(lambda: bool(shown))
    shown[0].show()
    qtbot.waitUntil(shown[0].unit.isEnabled)
    return shown[0]


def unit_of(session: Session) -> str | None:
    return session.workspace.receiving.batches()[-1].delivery.unit


def test_a_unit_that_is_typed_is_recorded_with_enter_and_the_dialog_stays(
    arrived: TakenInDialog, project: Session, qtbot: QtBot
) -> None:
    write(arrived.unit, "县融媒体中心")
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(arrived.unit, Qt.Key.Key_Return)
    assert unit_of(project) == "县融媒体中心"
    assert arrived.isVisible()
    assert not arrived.replace_button.isVisible()
    assert arrived.files.isColumnHidden(Column.MATCH)


@pytest.mark.qt_log_ignore(r"does not support raise\(\)", "does not support grabbing the keyboard")
def test_a_unit_that_is_half_typed_goes_with_esc(arrived: TakenInDialog, project: Session, qtbot: QtBot) -> None:
    write(arrived.unit, "双")
    with qtbot.waitSignal(arrived.rejected):
        qtbot.keyClick(arrived, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not project.jobs.running)
    assert unit_of(project) is None


def test_an_arrival_that_is_taken_back_is_asked_about_no_more(
    arrived: TakenInDialog, project: Session, qtbot: QtBot
) -> None:
    project.undo()
    qtbot.waitUntil(lambda: not arrived.unit.isEnabled())
    assert not arrived.register_button.isEnabled()


def test_what_came_in_is_told_without_loading_what_writes_documents(root: Path) -> None:
    """The window stood still for it when the first papers had come in."""
    told = "import sys, ui.dialogs.taken_in; print(*(n for n in sys.modules if n.startswith('evidence.export.')))"
    done = subprocess.run([sys.executable, "-c", told], cwd=root, capture_output=True, encoding="utf-8", check=True)
    assert {"evidence.export.word", "evidence.export.office_sheet"}.isdisjoint(done.stdout.split())
    assert "evidence.export.receipt_phrases" in done.stdout.split()
