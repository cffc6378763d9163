"""What a clerk does with the paper that is looked at: turns it, follows words that were sought, goes to its places."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from evidence.criteria import Counterparts
from evidence.model import Flag, PieceId
from evidence.progress import Silent
from evidence.scheme.reading import read_scheme
from evidence.workspace import Accept
from tests.pdf_files import chinese_pdf_of
from tests.ui.conftest import DeskOver
from tests.ui.watchdog import LIMIT_S, Watchdog
from ui.desk import Desk
from ui.dialogs.large_preview import LargePreview
from ui.dialogs.search import SearchDialog
from ui.session import Session
from ui.views.preview import Preview, Use

PLAN, PHOTO, NOTE, BROKEN = "1-1 方案.pdf", "1-2 照片.jpg", "1-2 说明.txt", "坏的.pdf"
SECOND = "编号,评价内容,分值,所需材料\n甲1,每年制定食品安全工作方案并组织实施。,5,食品安全工作方案\n"
RED = QColor("#ff0000")


@pytest.fixture
def desk(desk_over: DeskOver, tmp_path: Path) -> Desk:
    folder = tmp_path / "来件"
    folder.mkdir()
    pages = ["食品安全工作方案", "第二页\n食品安全责任", "第三页", "食品安全检查"]
    (folder / PLAN).write_bytes(chinese_pdf_of(*pages))
    photo = Image.new("RGB", (400, 300), "#0000ff")
    photo.paste("#ff0000", (0, 0, 400, 150))  # the upper half as the camera saw it, which was held on its side
    exif = Image.Exif()
    exif[0x0112] = 6
    photo.save(folder / PHOTO, exif=exif, quality=95)
    lines = "\n".join(f"第{number}行{'食品安全' if number % 100 == 0 else ''}" for number in range(1, 301))
    (folder / NOTE).write_text(f"双河镇2023年工作说明😀\n{lines}", "utf-8")
    (folder / BROKEN).write_bytes(chinese_pdf_of("食品安全")[:400])
    return desk_over(folder)


def piece_of(session: Session, name: str) -> PieceId:
    snapshot = session.moment.snapshot
    return next(p.id for p in snapshot.pieces if snapshot.originals[p.parts[0].original].name == name)


def look_at(desk: Desk, session: Session, name: str, qtbot: QtBot) -> Preview:
    piece = piece_of(session, name)
    desk.tray.choose(piece)
    name = session.moment.snapshot.originals[session.moment.snapshot.piece_by_id[piece].parts[0].original].name
    qtbot.waitUntil(lambda: shown(desk.preview) == name)
    return desk.preview


def shown(preview: Preview) -> str:
    if (page := preview.pages.page(1)) is not None:
        return page.original.name
    return NOTE if preview.text.isVisible() and preview.text.toPlainText() else ""


def turn_of(preview: Preview, position: int) -> int:
    page = preview.pages.page(position)
    assert page is not None
    return page.turned


def test_a_page_that_was_turned_is_so_in_every_view_and_at_the_next_start(
    desk: Desk, project: Session, qtbot: QtBot
) -> None:
    preview = look_at(desk, project, PLAN, qtbot)
    preview.pages.move_to(2)
    preview.pages.setFocus()
    with qtbot.waitSignal(project.changed):
        qtbot.keyClick(preview.pages, Qt.Key.Key_R)
        assert turn_of(preview, 2) == 90
    assert "已转 90°" in preview.told.text()
    another = Preview(project, use=Use.LARGE)
    qtbot.addWidget(another)
    another.show()
    another.show_pieces((piece_of(project, PLAN),))
    qtbot.waitUntil(lambda: len(another.pages) == 4)
    assert [turn_of(another, position) for position in (1, 2)] == [0, 90]
    strip = another.strip.page(2)
    assert strip is not None
    assert strip.turned == 90


def test_turning_is_taken_back_like_any_step_and_the_clerk_stays_on_the_page(
    desk: Desk, project: Session, qtbot: QtBot
) -> None:
    preview = look_at(desk, project, PLAN, qtbot)
    preview.pages.move_to(3)
    with qtbot.waitSignal(project.changed):
        preview.offered.left.trigger()
    assert turn_of(preview, 3) == 270
    assert project.moment.undo == "转动页面"
    with qtbot.waitSignal(project.changed):
        project.undo()
    qtbot.waitUntil(lambda: turn_of(preview, 3) == 0)
    assert preview.pages.position == 3


def test_no_page_is_turned_while_long_work_is_going_on(desk: Desk, project: Session, qtbot: QtBot) -> None:
    preview = look_at(desk, project, PLAN, qtbot)
    desk.allow_writing(allowed=False)
    qtbot.keyClick(preview.pages, Qt.Key.Key_R)
    assert turn_of(preview, 1) == 0
    desk.allow_writing(allowed=True)
    assert preview.offered.right.isEnabled()


def test_a_photograph_lies_as_the_camera_was_held(desk: Desk, project: Session, qtbot: QtBot) -> None:
    preview = look_at(desk, project, PHOTO, qtbot)

    def near(x: float, wanted: str) -> bool:
        place = preview.pages.place(1)
        shot = preview.pages.viewport().grab().toImage()
        found = shot.pixelColor(round(place.left() + x * place.width()), place.top() + 100)
        return abs(found.red() - QColor(wanted).red()) + abs(found.blue() - QColor(wanted).blue()) < 60

    qtbot.waitUntil(lambda: near(0.8, "#ff0000") and near(0.2, "#0000ff"), timeout=20_000)


def test_a_damaged_file_costs_a_sentence_and_not_the_pane(desk: Desk, project: Session, qtbot: QtBot) -> None:
    preview = look_at(desk, project, BROKEN, qtbot)
    qtbot.waitUntil(lambda: "请向报送单位重新索取" in preview.told.text().replace("\u200b", ""), timeout=20_000)
    look_at(desk, project, PLAN, qtbot)
    assert preview.told.text() == "第 1 页，共 4 页"


def test_the_words_that_were_sought_are_marked_in_the_paper_gone_to(desk: Desk, project: Session, qtbot: QtBot) -> None:
    search = SearchDialog(project, desk)
    search.chosen.connect(desk.go_to)
    search.begin()
    search.text.setText("食品安全 方案")
    qtbot.waitUntil(lambda: search.model.rowCount() == 1)
    qtbot.mouseClick(search.go, Qt.MouseButton.LeftButton)
    preview = desk.preview
    qtbot.waitUntil(preview.hits.isVisible)
    assert preview.hits.told.text() == "“食品安全 方案”共 4 处，在 3 页上"
    qtbot.waitUntil(lambda: len(preview.pages.marks(1)) > 0, timeout=20_000)


def test_f3_goes_from_page_to_page_with_the_words_round_the_end(desk: Desk, project: Session, qtbot: QtBot) -> None:
    preview = look_at(desk, project, PLAN, qtbot)
    project.viewing.mark("食品安全")
    qtbot.waitUntil(preview.hits.isVisible)
    positions: list[int] = []
    for modifier in (Qt.KeyboardModifier.NoModifier,) * 3 + (Qt.KeyboardModifier.ShiftModifier,):
        qtbot.keyClick(desk.tray.rows, Qt.Key.Key_F3, modifier)
        positions.append(preview.pages.position)
    assert positions == [2, 4, 1, 4]
    qtbot.mouseClick(preview.hits.close_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not preview.hits.isVisible())
    assert preview.pages.marked == ()
    assert preview.pages.position == 4


def test_in_a_text_the_words_are_marked_and_gone_to(desk: Desk, project: Session, qtbot: QtBot) -> None:
    preview = look_at(desk, project, NOTE, qtbot)
    project.viewing.mark("食品安全")
    qtbot.waitUntil(lambda: len(preview.text.extraSelections()) == 3)
    assert preview.hits.told.text() == "“食品安全”共 3 处"
    assert preview.text.textCursor().selectedText() == "食品安全"  # the emoji before it counts as two for Qt
    line = preview.text.textCursor().blockNumber()
    qtbot.keyClick(desk.tray.rows, Qt.Key.Key_F3)
    assert preview.text.textCursor().blockNumber() == line + 100
    with qtbot.waitSignal(project.changed):
        project.mark(piece_of(project, NOTE), Flag.TO_REVIEW, on=True)
    look_at(desk, project, NOTE, qtbot)
    assert preview.text.textCursor().blockNumber() == line + 100


def test_a_text_full_of_the_words_is_shown_at_once_with_the_first_places(
    desk: Desk, project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "长.txt").write_text("".join(f"第{line}行食品安全\n" for line in range(20_000)), "utf-8")
    with qtbot.waitSignal(project.changed):
        project.take_in([tmp_path / "长.txt"], lambda _: None)
    project.viewing.mark("食品安全")
    watchdog = Watchdog()
    desk.tray.choose(piece_of(project, "长.txt"))
    preview = desk.preview
    qtbot.waitUntil(lambda: preview.hits.told.text() == "“食品安全”共 20000 处，标出前 500 处", timeout=20_000)
    assert watchdog.stop() < LIMIT_S
    assert len(preview.text.extraSelections()) == 500
    assert "只列前 100000 字" in preview.told.text()


def test_a_paper_without_the_words_says_so(desk: Desk, project: Session, qtbot: QtBot) -> None:
    preview = look_at(desk, project, PHOTO, qtbot)
    project.viewing.mark("食品安全", piece_of(project, PHOTO))
    qtbot.waitUntil(lambda: preview.hits.told.text() == "“食品安全”：本件正文里没有")
    assert not preview.hits.after.isEnabled()


def test_of_papers_gone_to_otherwise_nothing_is_told_unless_they_hold_the_words(
    desk: Desk, project: Session, qtbot: QtBot
) -> None:
    preview = look_at(desk, project, PLAN, qtbot)
    project.viewing.mark("食品安全", piece_of(project, PLAN))
    qtbot.waitUntil(preview.hits.isVisible)
    look_at(desk, project, PHOTO, qtbot)
    assert not preview.hits.isVisible()
    look_at(desk, project, PLAN, qtbot)
    assert preview.hits.isVisible()


def test_nothing_is_marked_any_more_once_the_search_is_closed(desk: Desk, project: Session, qtbot: QtBot) -> None:
    preview = look_at(desk, project, PLAN, qtbot)
    project.viewing.mark("食品安全", piece_of(project, PLAN))
    qtbot.waitUntil(preview.hits.isVisible)
    search = SearchDialog(project, desk)
    search.begin()
    search.reject()
    qtbot.waitUntil(lambda: not preview.hits.isVisible())
    assert preview.pages.marked == ()


def test_alt_and_the_arrows_leaf_while_the_list_has_the_keys(desk: Desk, project: Session, qtbot: QtBot) -> None:
    preview = look_at(desk, project, PLAN, qtbot)
    qtbot.keyClick(desk.tray.rows, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert preview.pages.position == 2
    qtbot.keyClick(desk.tray.rows, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert preview.pages.position == 1
    desk.looking.look_closely()
    large = desk.findChild(LargePreview)
    assert isinstance(large, LargePreview)
    qtbot.waitUntil(lambda: len(large.preview.pages) == 4)
    qtbot.keyClick(desk.tray.rows, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert (large.preview.pages.position, preview.pages.position) == (2, 1)


def test_enter_opens_a_copy_in_the_systems_program(
    desk: Desk, project: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("ui.paper_looking.show_file", opened.append)
    preview = look_at(desk, project, PLAN, qtbot)
    preview.pages.setFocus()
    qtbot.keyClick(preview.pages, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert opened[0].name == PLAN
    assert project.workspace.path not in opened[0].parents


def test_all_places_of_a_paper_stand_beside_it_and_are_gone_to(
    desk: Desk, project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    table = tmp_path / "评议考核细则.csv"
    table.write_text(SECOND, "utf-8-sig")
    with qtbot.waitSignal(project.changed):
        project.criteria.add_scheme(read_scheme(table))
    here = project.moment.snapshot.items[0].id
    other, first = project.moment.snapshot.scheme_id, project.moment.snapshot.others[0].id
    with qtbot.waitSignal(project.changed):
        project.criteria.use_scheme(first)
    with qtbot.waitSignal(project.changed):
        project.criteria.pair([Counterparts(project.moment.snapshot.by_code["1-1"].id, here)], [])
    piece = piece_of(project, PLAN)
    for place in ("1-1", "1-2"):
        with qtbot.waitSignal(project.changed):
            project.write("arranging", lambda d, _, at=place: (d.workspace.file(piece, [at]), None))
    desk.go_to(piece)
    menu, places = desk.preview.offered.places_menu, desk.preview.offered.places
    qtbot.waitUntil(lambda: len(menu.actions()) == 3)
    assert places.text() == "一件多用 3 处"
    told = [action.text() for action in menu.actions()]
    assert told[0].startswith("1-1")
    assert "1-1-001" in told[0]
    assert "见 1-1-001" in told[1]
    assert told[2].startswith("甲1")
    with qtbot.waitSignal(project.changed):
        menu.actions()[2].trigger()
    assert project.moment.snapshot.scheme_id == other
    qtbot.waitUntil(lambda: [filing.piece for filing in desk.item.filings()] == [piece])


def test_people_from_outside_see_pages_and_nothing_of_the_offices_own(
    desk: Desk, project: Session, qtbot: QtBot
) -> None:
    look_at(desk, project, PLAN, qtbot)
    project.viewing.mark("食品安全")
    preview = Preview(project, use=Use.SHOWN)
    qtbot.addWidget(preview)
    preview.show()
    preview.show_pieces((piece_of(project, PLAN),))
    qtbot.waitUntil(lambda: len(preview.pages) == 4)
    assert not preview.hits.isVisible()
    assert not preview.offered.places.isVisible()
    assert not preview.offered.open.isVisible()
    assert preview.pages.marked == ()


def test_the_window_answers_while_a_long_pdf_and_a_huge_photograph_are_drawn(
    desk: Desk, project: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "大件"
    folder.mkdir()
    body = "\n".join(["各乡镇要落实食品安全责任"] * 20)
    (folder / "长.pdf").write_bytes(chinese_pdf_of(*[f"第{page}页\n{body}" for page in range(600)]))
    Image.new("L", (10_000, 10_000), 128).save(folder / "大.jpg")
    with qtbot.waitSignal(project.changed, timeout=60_000):
        project.write("reading", lambda d, _: (d.workspace.add([folder], Accept.NONE, Silent()).changes, None))
    project.viewing.mark("食品安全")
    watchdog = Watchdog()
    preview = look_at(desk, project, "长.pdf", qtbot)
    qtbot.waitUntil(lambda: len(preview.pages) == 600, timeout=20_000)
    for position in (600, 300, 1):
        preview.pages.move_to(position)
        preview.pages.step_zoom(1)
    look_at(desk, project, "大.jpg", qtbot)
    qtbot.waitUntil(lambda: project.pieces.pictures.image(preview.pages.asked(1)) is not None, timeout=60_000)
    assert watchdog.stop() < LIMIT_S
