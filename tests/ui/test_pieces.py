"""A clerk splits a scan with its pages in sight, puts files together, and takes up what is proposed."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from pdf_files import chinese_pdf_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from evidence.extract.page_pictures import PagePicture, Place
from evidence.model import Piece, PieceId
from evidence.proposing import Proposals
from evidence.snapshot import Changes
from ui.desk import Desk
from ui.dialogs.join_pieces import JoinPieces
from ui.dialogs.split_piece import SplitPiece
from ui.models.split_parts import PAGES, TITLE
from ui.page_pictures import PagePictures
from ui.piece_actions import PieceActions
from ui.session import Session
from ui.views.page_flow import PageFlow, PageShown

SAID = "各村要明确专人负责，按月上报进展。\n对照清单抓好落实，做到底数清楚。"
LETTER = f"云水发〔2023〕9号\n关于河道管护的通知\n各乡镇人民政府：\n{SAID}"
SHEET = "河道管护培训会签到表\n序号　姓名"


class Grey:
    """Draws grey pages at once."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int, int]] = []

    def paint(self, path: Path, _type: str, page: int, width_px: int) -> PagePicture | None:
        self.asked.append((path.name, page, width_px))
        return PagePicture(width_px, 2 * width_px, bytes(6 * width_px * width_px)) if path.suffix == ".pdf" else None

    def find(self, _path: Path, _type: str, _page: int, _words: tuple[str, ...]) -> tuple[Place, ...]:
        return ()

    def close(self) -> None:
        pass


@pytest.fixture
def grey() -> Grey:
    return Grey()


@pytest.fixture
def inbox_of_pieces(project: Session, grey: Grey, tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    """A project to which a scan of four pages came, and a notice with its text and a sign-in sheet."""
    project.pieces.pictures = PagePictures(lambda: grey)
    project.pieces.pictures.begin(project.workspace.original_path)
    folder = tmp_path / "来"
    folder.mkdir()
    (folder / "扫描.pdf").write_bytes(chinese_pdf_of(SAID, LETTER, SAID, SHEET))
    (folder / "防汛工作会通知.pdf").write_bytes(chinese_pdf_of("防汛工作会通知", SAID))
    (folder / "防汛工作会通知.rtf").write_text("{\\rtf1 text}", "ascii")
    (folder / "防汛工作会签到表.pdf").write_bytes(chinese_pdf_of("名单"))
    with qtbot.waitSignal(project.changed, timeout=20_000):
        project.take_in([folder], lambda _: None)
    yield project
    project.pieces.pictures.end()


def named(session: Session, name: str) -> Piece:
    snapshot = session.moment.snapshot
    return next(piece for piece in snapshot.pieces if snapshot.originals[piece.parts[0].original].name == name)


@pytest.fixture
def dialog(inbox_of_pieces: Session, window: QWidget, qtbot: QtBot) -> SplitPiece:
    dialog = SplitPiece(inbox_of_pieces, named(inbox_of_pieces, "扫描.pdf").id, window)
    dialog.show()
    qtbot.waitExposed(dialog)
    qtbot.waitUntil(lambda: dialog.model.count() == 1 and dialog.cutting.pages == 4)
    return dialog


def parts(dialog: SplitPiece) -> list[tuple[str, str]]:
    rows = range(dialog.model.rowCount())
    return [(dialog.model.index(row, PAGES).data(), dialog.model.index(row, TITLE).data()) for row in rows]


def test_a_page_is_cut_off_by_space_and_by_a_click_between_pages(dialog: SplitPiece, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.pages, Qt.Key.Key_Right)
    qtbot.keyClick(dialog.pages, Qt.Key.Key_Space)
    assert parts(dialog)[1] == ("2—4", "关于河道管护的通知")
    place = dialog.pages.place(4)
    before = QPoint(place.left() - 4, place.center().y())
    qtbot.mouseClick(dialog.pages.viewport(), Qt.MouseButton.LeftButton, pos=before)
    assert [pages for pages, _ in parts(dialog)] == ["1", "2—3", "4"]
    qtbot.mouseClick(dialog.pages.viewport(), Qt.MouseButton.LeftButton, pos=before)
    assert [pages for pages, _ in parts(dialog)] == ["1", "2—4"]


def test_proposed_cuts_count_only_when_they_are_confirmed(dialog: SplitPiece) -> None:
    assert len(parts(dialog)) == 1
    assert "另有建议 2 处" in dialog.told.text()
    dialog.pages.move_to(2)
    assert "页首有文号“云水发〔2023〕9号”" in dialog.why.text()
    dialog.accept_all.trigger()
    assert [pages for pages, _ in parts(dialog)] == ["1", "2—3", "4"]
    assert not dialog.accept_all.isEnabled()


def test_steps_in_the_dialog_are_taken_back_one_by_one(dialog: SplitPiece, qtbot: QtBot) -> None:
    dialog.accept_all.trigger()
    dialog.model.setData(dialog.model.index(2, TITLE), "防汛签到表")
    assert parts(dialog)[2] == ("4", "防汛签到表")
    dialog.undo.trigger()
    assert parts(dialog)[2] == ("4", "河道管护培训会签到表")
    dialog.undo.trigger()
    assert len(parts(dialog)) == 1
    assert not dialog.undo.isEnabled()
    qtbot.keyClick(dialog.pages, Qt.Key.Key_Space)  # nothing is cut off before the first page
    assert len(parts(dialog)) == 1


def test_the_parts_become_pieces_as_one_step(dialog: SplitPiece, inbox_of_pieces: Session, qtbot: QtBot) -> None:
    before = len(inbox_of_pieces.moment.snapshot.pieces)
    dialog.accept_all.trigger()
    dialog.model.setData(dialog.model.index(2, TITLE), "防汛签到表")
    with qtbot.waitSignal(inbox_of_pieces.changed):
        qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    made = inbox_of_pieces.moment.snapshot.pieces[before:]
    assert [(piece.facts.title, piece.parts[0].first, piece.parts[0].last) for piece in made] == [
        ("关于河道管护的通知", 2, 3),
        ("防汛签到表", 4, 4),
    ]
    assert inbox_of_pieces.moment.undo == "按页拆件，得 3 件"
    with qtbot.waitSignal(inbox_of_pieces.changed):
        inbox_of_pieces.undo()
    assert len(inbox_of_pieces.moment.snapshot.pieces) == before


def test_nothing_is_split_where_nothing_is_cut(dialog: SplitPiece) -> None:
    dialog.accept()
    assert "还没有标出从哪一页分开" in dialog.fault.text()
    assert dialog.isVisible()


def test_cuts_are_not_thrown_away_without_asking(dialog: SplitPiece, qtbot: QtBot) -> None:
    dialog.accept_all.trigger()
    dialog.reject()
    box = cast("QMessageBox", dialog.findChild(QMessageBox))
    assert dialog.isVisible()
    (discard,) = [b for b in cast("list[QPushButton]", box.findChildren(QPushButton)) if "不保存" in b.text()]
    qtbot.mouseClick(discard, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_a_page_is_enlarged_and_many_are_shown_again(dialog: SplitPiece, grey: Grey, qtbot: QtBot) -> None:
    small = dialog.pages.place(1).width()
    qtbot.keyClick(dialog.pages, Qt.Key.Key_Z)
    assert dialog.zoom.isChecked()
    wide = dialog.pages.place(1).width()
    assert wide > 3 * small
    qtbot.waitUntil(lambda: any(width >= wide for _, _, width in grey.asked))
    dialog.zoom.trigger()
    assert dialog.pages.place(1).width() == small


def test_the_parts_are_a_sound_model(dialog: SplitPiece, qtmodeltester: ModelTester) -> None:
    dialog.accept_all.trigger()
    qtmodeltester.check(dialog.model)


def test_of_many_pages_only_those_in_sight_are_drawn(
    inbox_of_pieces: Session, grey: Grey, window: QWidget, qtbot: QtBot
) -> None:
    snapshot = inbox_of_pieces.moment.snapshot
    scan = snapshot.originals[named(inbox_of_pieces, "扫描.pdf").parts[0].original]
    flow = PageFlow(inbox_of_pieces.pieces.pictures, window)
    flow.resize(600, 400)
    flow.show_pages([PageShown(scan, page) for page in range(1, 201)])
    window.show()
    flow.show()
    qtbot.waitUntil(lambda: len(grey.asked) > 3)
    flow.move_to(200)
    qtbot.waitUntil(lambda: any(page == 200 for _, page, _ in grey.asked))
    assert len({page for _, page, _ in grey.asked}) < 60


@pytest.fixture
def joining(inbox_of_pieces: Session, window: QWidget, qtbot: QtBot) -> JoinPieces:
    names = ("防汛工作会签到表.pdf", "防汛工作会通知.rtf", "防汛工作会通知.pdf")
    pieces = tuple(named(inbox_of_pieces, name).id for name in names)
    dialog = JoinPieces(inbox_of_pieces, pieces, None, window)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.order == pieces[::-1][:2] + pieces[:1])
    return dialog


def test_files_are_put_in_order_with_a_chief_one_and_their_text_kept(
    joining: JoinPieces, inbox_of_pieces: Session, qtbot: QtBot
) -> None:
    notice, text, sheet = (
        named(inbox_of_pieces, f"防汛工作会{name}").id for name in ("通知.pdf", "通知.rtf", "签到表.pdf")
    )
    assert (joining.chief, joining.kept) == (notice, {text})
    assert "打印 2 个文件，3 页；另 1 个只随件保存" in joining.told.text()
    with qtbot.waitSignal(inbox_of_pieces.changed):
        qtbot.mouseClick(joining.ok_button, Qt.MouseButton.LeftButton)
    piece = inbox_of_pieces.moment.snapshot.piece_by_id[notice]
    assert [part.printed for part in piece.parts] == [True, False, True]
    assert {text, sheet}.isdisjoint(inbox_of_pieces.moment.snapshot.piece_by_id)


def test_the_clerk_chooses_order_chief_and_what_is_only_kept(
    joining: JoinPieces, inbox_of_pieces: Session, qtbot: QtBot
) -> None:
    notice, text, sheet = joining.order
    joining.files.setCurrentRow(2)
    qtbot.keyClick(joining.files, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert joining.order == (notice, sheet, text)
    joining.make_chief.trigger()
    assert joining.chief == sheet
    assert not joining.keep.isEnabled()
    joining.files.setCurrentRow(0)
    joining.keep.trigger()
    joining.files.setCurrentRow(2)
    joining.keep.trigger()
    assert joining.kept == {notice}
    with qtbot.waitSignal(inbox_of_pieces.changed):
        joining.accept()
    piece = inbox_of_pieces.moment.snapshot.piece_by_id[sheet]
    assert [part.printed for part in piece.parts] == [False, True, True]


@pytest.fixture
def desk(inbox_of_pieces: Session, qtbot: QtBot) -> Desk:
    desk = Desk(inbox_of_pieces)
    qtbot.addWidget(desk)
    inbox_of_pieces.opened.disconnect()  # pictures stay the fake's
    desk.resize(1200, 600)
    desk.show()
    return desk


def choose(desk: Desk, *pieces: PieceId) -> None:
    desk.pieces.select(pieces)


def test_the_tray_offers_to_split_one_and_to_join_several(desk: Desk, inbox_of_pieces: Session) -> None:
    scan, sheet = (named(inbox_of_pieces, name).id for name in ("扫描.pdf", "防汛工作会签到表.pdf"))
    choose(desk, scan)
    assert (desk.pieces.split.isEnabled(), desk.pieces.join.isEnabled()) == (True, False)
    choose(desk, sheet)  # a single page
    assert (desk.pieces.split.isEnabled(), desk.pieces.join.isEnabled()) == (False, False)
    choose(desk, scan, sheet)
    assert (desk.pieces.split.isEnabled(), desk.pieces.join.isEnabled()) == (False, True)
    desk.allow_writing(allowed=False)
    assert not desk.pieces.join.isEnabled()


def test_what_is_proposed_stands_above_the_tray_until_it_is_done(
    desk: Desk, inbox_of_pieces: Session, qtbot: QtBot
) -> None:
    inbox_of_pieces.changed.emit(Changes())
    line = desk.tray.proposals
    qtbot.waitUntil(lambda: line.joins.text() == "可并成一件 1 组")
    assert line.splits.text() == "可拆开 1 件"
    (proposed,) = line.joins.menu().actions()
    assert proposed.text().endswith("等 3 件")
    proposed.trigger()
    dialog = cast("JoinPieces", desk.findChild(JoinPieces))
    assert "文件名都是" in dialog.why.text()
    with qtbot.waitSignal(inbox_of_pieces.changed):
        dialog.accept()
    qtbot.waitUntil(line.joins.isHidden)
    line.splits.menu().actions()[0].trigger()
    assert desk.findChild(SplitPiece) is not None


def test_what_is_passed_over_is_proposed_again_when_the_project_is_opened(
    desk: Desk, inbox_of_pieces: Session, qtbot: QtBot
) -> None:
    inbox_of_pieces.changed.emit(Changes())
    line = desk.tray.proposals
    qtbot.waitUntil(lambda: line.joins.text() == "可并成一件 1 组")
    qtbot.mouseClick(line.pass_over, Qt.MouseButton.LeftButton)
    assert line.isHidden()
    with qtbot.waitSignal(desk.pieces.proposed):
        inbox_of_pieces.changed.emit(Changes())
    assert line.isHidden()
    again = PieceActions(inbox_of_pieces, desk)
    with qtbot.waitSignal(again.proposed) as told:
        inbox_of_pieces.changed.emit(Changes())
    (found,) = cast("list[Proposals]", told.args)
    assert len(found.joins) == 1
