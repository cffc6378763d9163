"""Papers are dragged out as copies, screenshots and files are pasted in, chat programs drop files."""
# PySide6's stubs and those of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from evidence.errors import WorkspaceError
from evidence.export.copies import make_copies, plan_copies
from evidence.model import Flag, OriginalId, PieceId
from tests.build import an_original
from tests.pdf_files import pdf_of
from ui.dragged_copies import DraggedCopies
from ui.given_copies import GivenCopies
from ui.main_window import MainWindow
from ui.models.dragging import pack, unpack
from ui.session import Session

LONG_MS = 20_000
_COPY = Qt.DropAction.CopyAction
_LEFT, _NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def papers(project: Session, tmp_path: Path, qtbot: QtBot) -> tuple[PieceId, ...]:
    """A scan of four pages, and two papers of the same name."""
    folder = tmp_path / "来件"
    (folder / "乙").mkdir(parents=True)
    (folder / "扫描.pdf").write_bytes(pdf_of("第一页", "第二页", "第三页", "第四页"))
    (folder / "通知.txt").write_text("关于检查的通知", "utf-8")
    (folder / "乙" / "通知.txt").write_text("关于检查的通知 第二次", "utf-8")
    with qtbot.waitSignal(project.changed, timeout=LONG_MS):
        project.take_in([folder], lambda _: None)
    return tuple(piece.id for piece in project.moment.snapshot.pieces)


@pytest.fixture
def window(project: Session, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    window = MainWindow(project, "李敏", (), tmp_path)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitSignal(project.opened):
        window.open_project(project.moment.path)
    return window


def test_what_is_dragged_out_are_read_only_copies_with_readable_names(
    project: Session, papers: tuple[PieceId, ...], qtbot: QtBot
) -> None:
    data = DraggedCopies(project).carry(pack(papers), papers)
    dragged = unpack(data)
    assert dragged is not None
    assert dragged.pieces == papers
    files = [Path(url.toLocalFile()) for url in data.urls()]
    assert len({path.name for path in files}) == 3
    assert all(path.is_file() and path.parent != project.moment.path for path in files)
    assert not any(os.access(path, os.W_OK) for path in files) or os.name == "posix"  # root may write anything
    assert all(path.stat().st_mode & 0o222 == 0 for path in files)
    folder = files[0].parent.parent
    with qtbot.waitSignal(project.closed):
        project.close()
    qtbot.waitUntil(lambda: not folder.exists())


def test_of_a_split_scan_only_its_pages_go_out(project: Session, papers: tuple[PieceId, ...], tmp_path: Path) -> None:
    from pypdf import PdfReader

    workspace = project.workspace
    (scan,) = [key for key in papers if workspace.snapshot().piece_by_id[key].pages == 4]
    _, (first, rest) = workspace.pieces.split(scan, ((1, 1), (2, 4)))
    plans = plan_copies(workspace.snapshot(), (first, rest))
    assert [plan.pages for plan in plans] == [(1,), (2, 3, 4)]
    one, three = make_copies(plans, workspace.original_path, tmp_path)
    assert [len(PdfReader(path).pages) for path in (one, three)] == [1, 3]


def test_what_bears_a_mark_of_secrecy_never_goes_out(
    project: Session, papers: tuple[PieceId, ...], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(project.changed):
        project.mark(papers[0], Flag.SECRET, on=True)
    data = DraggedCopies(project).carry(pack(papers[:1]), papers[:1])
    assert not data.hasUrls()
    assert unpack(data) is not None


def test_what_is_isolated_goes_where_it_was_dragged_to_and_the_rest_stays(
    project: Session, papers: tuple[PieceId, ...], qtbot: QtBot
) -> None:
    copies = DraggedCopies(project)
    going, staying = (Path(copies.carry(pack([key]), [key]).urls()[0].toLocalFile()) for key in papers[:2])
    assert going.is_file()
    with qtbot.waitSignal(project.changed, timeout=LONG_MS):
        project.secrecy.isolate(papers[0], "李敏", None, lambda _: None)
    assert not going.exists()
    assert staying.is_file()


def test_what_is_isolated_while_it_is_being_dragged_out_does_not_go_out() -> None:
    copies, original = GivenCopies(), OriginalId("original")
    made: list[Path] = []

    def make(folder: Path) -> tuple[Path, ...]:
        copies.drop([original])
        folder.mkdir(exist_ok=True)
        made.append(folder / "蓝鲸.txt")
        made[0].write_text("蓝鲸", "utf-8")
        return tuple(made)

    assert copies.drag([original], make) == ()
    assert not made[0].exists()
    copies.clear()


def test_a_copy_that_broke_off_is_not_given_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk left half a paper, which was opened as if it were all of it from then on."""
    source, copies, original = tmp_path / "方案.txt", GivenCopies(), an_original("方案.txt")
    source.write_text("食品安全工作方案", "utf-8")

    def break_off(_: Path, target: Path) -> None:
        target.write_text("食品", "utf-8")
        raise OSError(28, "no space left on device")

    with monkeypatch.context() as full:
        full.setattr("shutil.copyfile", break_off)
        with pytest.raises(WorkspaceError, match="original_unreadable"):
            copies.open(original, source)
    assert copies.open(original, source).read_text("utf-8") == "食品安全工作方案"
    copies.clear()


def test_a_drag_ends_with_the_project_it_began_in(
    project: Session, papers: tuple[PieceId, ...], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """The project may be closed while the thread that copies has not begun."""
    began: list[threading.Thread] = []

    def hold(thread: threading.Thread) -> None:
        began.append(thread)

    with monkeypatch.context() as held:
        held.setattr(threading.Thread, "start", hold)
        data = DraggedCopies(project).carry(pack(papers), papers)
    with qtbot.waitSignal(project.closed):
        project.close()
    qtbot.waitUntil(lambda: not project.jobs.running)
    began[0].start()
    began[0].join()
    assert data.urls() == []


def test_what_was_dragged_out_is_not_taken_in_again(
    window: MainWindow, project: Session, papers: tuple[PieceId, ...]
) -> None:
    data = window.desk.tray.model.mimeData([window.desk.tray.model.index(1, 0)])
    assert data.hasUrls()
    entering = QDragEnterEvent(QPoint(400, 300), _COPY, data, _LEFT, _NO_KEY)
    window.dragEnterEvent(entering)
    assert not entering.isAccepted()
    window.dropEvent(QDropEvent(QPointF(400, 300), _COPY, data, _LEFT, _NO_KEY))
    assert not project.jobs.running
    assert papers


def test_a_drag_that_is_nothing_but_a_list_of_addresses_comes_in(
    window: MainWindow, project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    """As chat programs drag: no more than text/uri-list, with lines that are no files of this PC."""
    (tmp_path / "微信文件 1.txt").write_text("双河镇食品安全工作总结", "utf-8")
    address = QUrl.fromLocalFile(str(tmp_path / "微信文件 1.txt")).toString(QUrl.ComponentFormattingOption.FullyEncoded)
    data = QMimeData()
    data.setData("text/uri-list", f"# 注释\r\n{address}\r\nhttps://example.com/x\r\n".encode())
    entering = QDragEnterEvent(QPoint(400, 300), _COPY, data, _LEFT, _NO_KEY)
    window.dragEnterEvent(entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(project.changed, timeout=LONG_MS):
        window.dropEvent(QDropEvent(QPointF(400, 300), _COPY, data, _LEFT, _NO_KEY))
    assert len(project.moment.snapshot.pieces) == 1


def test_a_screenshot_is_pasted_as_a_picture_named_after_the_moment(
    window: MainWindow, project: Session, qtbot: QtBot
) -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    QGuiApplication.clipboard().setImage(image)
    assert window.receiving_menu.paste.shortcut().toString() == "Ctrl+V"
    with qtbot.waitSignal(project.changed, timeout=LONG_MS):
        window.receiving_menu.paste.trigger()
    (original,) = project.moment.snapshot.originals.values()
    assert (original.name, original.media_type) == ("截图 2024-01-08 12.00.00.png", "image/png")


def test_copied_files_are_pasted_and_an_empty_clipboard_is_told(
    window: MainWindow, project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().clear()
    window.receiving_menu.paste.trigger()
    assert "剪贴板里没有文件" in window.statusBar().currentMessage()
    (tmp_path / "总结.txt").write_text("双河镇食品安全工作总结", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "总结.txt"))])
    QGuiApplication.clipboard().setMimeData(data)
    with qtbot.waitSignal(project.changed, timeout=LONG_MS):
        window.receiving_menu.paste.trigger()
    QGuiApplication.clipboard().clear()  # what Python made must go before Qt does
    assert [original.name for original in project.moment.snapshot.originals.values()] == ["总结.txt"]
