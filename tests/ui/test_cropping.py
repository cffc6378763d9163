"""A clerk frames the part of a page that is shown: by mouse, by keys and by numbers; taken back like any step."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace
from PIL import Image
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from evidence.crop import ALL, LEAST, WHOLE, Crop, crop_of
from evidence.extract.page_pictures import PagePicture, Place
from evidence.model import PieceId
from tests.build import an_original
from tests.pdf_files import chinese_pdf_of
from tests.ui.conftest import DeskOver
from ui.desk import Desk
from ui.dialogs.crop_page import CropDialog
from ui.labels import Sentence
from ui.page_pictures import PagePictures
from ui.session import Session
from ui.views.crop_frame import CropFrame
from ui.views.page_flow import PageShown
from ui.views.page_reader import PageReader
from ui.views.preview import Preview, Use

PHOTO, PLAN, NOTE = "1-2 照片.png", "1-1 方案.pdf", "1-2 说明.txt"
PART = Crop(1000, 2000, 9000, 7500)
RED, BLUE = "#ff0000", "#0000ff"


@pytest.fixture
def desk(desk_over: DeskOver, tmp_path: Path) -> Desk:
    folder = tmp_path / "来件"
    folder.mkdir()
    (folder / PLAN).write_bytes(chinese_pdf_of("食品安全工作方案", "第二页"))
    photo = Image.new("RGB", (400, 300), BLUE)
    photo.paste(RED, (0, 0, 400, 150))
    photo.save(folder / PHOTO)
    (folder / NOTE).write_text("双河镇2023年工作说明", "utf-8")
    return desk_over(folder)


def piece_of(session: Session, name: str) -> PieceId:
    snapshot = session.moment.snapshot
    return next(p.id for p in snapshot.pieces if snapshot.originals[p.parts[0].original].name == name)


def look_at(desk: Desk, session: Session, name: str, qtbot: QtBot) -> Preview:
    desk.tray.choose(piece_of(session, name))
    pages = desk.preview.pages
    qtbot.waitUntil(lambda: (page := pages.page(1)) is not None and page.original.name == name)
    return desk.preview


def crop_shown(preview: Preview) -> Crop | None:
    page = preview.pages.page(preview.pages.position)
    assert page is not None
    return crop_of(page.original.crops, page.page)


def dialog_of(preview: Preview, qtbot: QtBot) -> CropDialog:
    preview.offered.crop.trigger()
    dialog = preview.findChild(CropDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.ok_button.isEnabled)
    return dialog


def drag(frame: CropFrame, qtbot: QtBot, begin: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw from one place of the page (0-1 each way) to another."""
    page = frame.page()
    one, other = (
        QPointF(page.left() + x * page.width(), page.top() + y * page.height()).toPoint() for x, y in (begin, end)
    )
    qtbot.mousePress(frame, Qt.MouseButton.LeftButton, pos=one)
    qtbot.mouseMove(frame, other)
    qtbot.mouseRelease(frame, Qt.MouseButton.LeftButton, pos=other)


def near(crop: Crop, wanted: Crop) -> bool:
    edges = ("left", "top", "right", "bottom")
    return all(abs(getattr(crop, edge) - getattr(wanted, edge)) <= WHOLE // 50 for edge in edges)


def a_frame(qtbot: QtBot) -> CropFrame:
    frame = CropFrame()
    qtbot.addWidget(frame)
    frame.resize(500, 500)
    image = QImage(400, 400, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.white)
    frame.show_page(image, 0)
    frame.show()
    return frame


def test_a_frame_is_drawn_pulled_by_its_handles_and_moved(qtbot: QtBot) -> None:
    frame = a_frame(qtbot)
    drag(frame, qtbot, (0.2, 0.3), (0.6, 0.7))
    assert near(frame.crop, Crop(2000, 3000, 6000, 7000))
    drag(frame, qtbot, (0.6, 0.5), (0.8, 0.9))  # the right edge
    assert near(frame.crop, Crop(2000, 3000, 8000, 7000))
    drag(frame, qtbot, (0.2, 0.3), (0.1, 0.1))  # the upper left corner
    assert near(frame.crop, Crop(1000, 1000, 8000, 7000))
    drag(frame, qtbot, (0.4, 0.5), (0.9, 0.5))  # all of it, as far as the page goes
    assert near(frame.crop, Crop(3000, 1000, 10000, 7000))
    drag(frame, qtbot, (0.3, 0.4), (2.0, -1.0))  # the left edge over the right one
    assert frame.crop.possible or frame.crop.left == frame.crop.right == WHOLE


def test_a_frame_is_moved_and_pulled_by_keys_and_stays_on_the_page(qtbot: QtBot) -> None:
    frame = a_frame(qtbot)
    frame.set_crop(Crop(100, 100, 5000, 700))
    for _ in range(3):
        qtbot.keyClick(frame, Qt.Key.Key_Left)
    qtbot.keyClick(frame, Qt.Key.Key_Down)
    assert frame.crop == Crop(0, 200, 4900, 800)
    qtbot.keyClick(frame, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert frame.crop == Crop(0, 200, 5000, 800)
    for _ in range(4):
        qtbot.keyClick(frame, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert frame.crop == Crop(0, 200, 5000, 700)


def test_the_part_is_shown_in_every_view_and_taken_back(desk: Desk, project: Session, qtbot: QtBot) -> None:
    preview = look_at(desk, project, PHOTO, qtbot)
    dialog = dialog_of(preview, qtbot)
    assert dialog.frame.crop == ALL
    drag(dialog.frame, qtbot, (0.25, 0.55), (0.75, 0.95))
    with qtbot.waitSignal(project.changed):
        dialog.ok_button.click()
    qtbot.waitUntil(lambda: crop_shown(preview) is not None)
    assert near(crop_shown(preview) or ALL, Crop(2500, 5500, 7500, 9500))
    assert "已裁剪" in preview.told.text()
    for use in (Use.LARGE, Use.SHOWN):
        another = Preview(project, use=use)
        qtbot.addWidget(another)
        another.show()
        another.show_pieces((piece_of(project, PHOTO),))
        qtbot.waitUntil(lambda another=another: len(another.pages) == 1)
        assert crop_shown(another) == crop_shown(preview)
        assert ("裁剪" in another.told.text()) == (use is Use.LARGE)
        assert another.offered.crop.isEnabled() == (use is Use.LARGE)
    assert project.moment.undo == "裁剪页面"
    with qtbot.waitSignal(project.changed):
        project.undo()
    qtbot.waitUntil(lambda: crop_shown(preview) is None)
    assert "裁剪" not in preview.told.text()


def test_nothing_but_the_part_is_painted(desk: Desk, project: Session, qtbot: QtBot) -> None:
    preview = look_at(desk, project, PHOTO, qtbot)
    with qtbot.waitSignal(project.changed):
        page = preview.pages.page(1)
        assert page is not None
        project.viewing.crop(page.original.id, 1, Crop(0, 6000, WHOLE, WHOLE))

    def colours() -> set[str]:
        shot, place = preview.pages.viewport().grab().toImage(), preview.pages.place(1)
        middle = place.center().x()
        seen = range(max(0, place.top() + 4), min(shot.height(), place.bottom() - 4))
        return {shot.pixelColor(middle, y).name() for y in seen}

    qtbot.waitUntil(lambda: BLUE in colours() and RED not in colours())


def test_a_page_that_is_turned_is_framed_as_it_is_seen(desk: Desk, project: Session, qtbot: QtBot) -> None:
    preview = look_at(desk, project, PHOTO, qtbot)
    with qtbot.waitSignal(project.changed):
        preview.offered.right.trigger()
    dialog = dialog_of(preview, qtbot)
    assert dialog.frame.page().height() > dialog.frame.page().width()
    for cut, percent in zip(dialog.cuts, (10.0, 0.0, 0.0, 50.0), strict=True):  # left, right, top, bottom as seen
        cut.setValue(percent)
    assert dialog.told.text() == "留下整页宽的 90%、高的 50%"
    with qtbot.waitSignal(project.changed):
        dialog.ok_button.click()
    qtbot.waitUntil(lambda: crop_shown(preview) is not None)
    assert crop_shown(preview) == Crop(0, 0, 5000, 9000)
    with qtbot.waitSignal(project.changed):
        preview.offered.right.trigger()
    again = dialog_of(preview, qtbot)
    assert [cut.value() for cut in again.cuts] == [50.0, 0.0, 10.0, 0.0]
    again.reject()


def test_the_whole_page_is_shown_again(desk: Desk, project: Session, qtbot: QtBot) -> None:
    preview = look_at(desk, project, PLAN, qtbot)
    page = preview.pages.page(1)
    assert page is not None
    with qtbot.waitSignal(project.changed):
        project.viewing.crop(page.original.id, 1, PART)
    qtbot.waitUntil(lambda: crop_shown(preview) == PART)
    dialog = dialog_of(preview, qtbot)
    assert dialog.frame.crop == PART
    dialog.all_button.click()
    assert [cut.value() for cut in dialog.cuts] == [0.0, 0.0, 0.0, 0.0]
    with qtbot.waitSignal(project.changed):
        dialog.ok_button.click()
    qtbot.waitUntil(lambda: crop_shown(preview) is None)


def test_a_frame_that_is_too_small_cannot_be_kept(desk: Desk, project: Session, qtbot: QtBot) -> None:
    dialog = dialog_of(look_at(desk, project, PHOTO, qtbot), qtbot)
    dialog.cuts[0].setValue(60.0)
    dialog.cuts[1].setValue(36.0)
    assert not dialog.ok_button.isEnabled()
    assert "框太小" in dialog.told.text()
    dialog.cuts[1].setValue(100 * (WHOLE - LEAST) / WHOLE - 60)
    assert dialog.ok_button.isEnabled()
    dialog.reject()


def test_numbers_that_would_turn_the_frame_over_leave_it_and_say_why(
    desk: Desk, project: Session, qtbot: QtBot
) -> None:
    dialog = dialog_of(look_at(desk, project, PHOTO, qtbot), qtbot)
    dialog.cuts[0].setValue(60.0)
    before = dialog.frame.crop
    dialog.cuts[1].setValue(50.0)
    assert dialog.frame.crop == before
    assert not dialog.ok_button.isEnabled()
    assert "加起来" in dialog.told.text()
    dialog.cuts[0].setValue(20.0)
    assert dialog.ok_button.isEnabled()
    assert (dialog.frame.crop.left, dialog.frame.crop.right) == (2000, 5000)
    dialog.reject()


def test_the_dialog_says_that_the_original_stays_whole_and_is_handed_out_whole(
    desk: Desk, project: Session, qtbot: QtBot
) -> None:
    dialog = dialog_of(look_at(desk, project, PHOTO, qtbot), qtbot)
    said = "".join(label.text() for label in cast("list[Sentence]", dialog.findChildren(Sentence)))
    assert "原件保持完整" in said
    assert "交出去的是整页" in said
    dialog.reject()


def test_no_page_is_cropped_where_there_is_none_or_while_long_work_is_going_on(
    desk: Desk, project: Session, qtbot: QtBot
) -> None:
    preview = look_at(desk, project, PHOTO, qtbot)
    assert preview.offered.crop.isEnabled()
    preview.allow_turning(allowed=False)
    assert not preview.offered.crop.isEnabled()
    preview.allow_turning(allowed=True)
    desk.tray.choose(piece_of(project, NOTE))
    qtbot.waitUntil(lambda: preview.text.isVisible() and bool(preview.text.toPlainText()))
    assert not preview.offered.crop.isEnabled()


class Pages:
    """Draws grey pages as wide as they are asked for; a word stands in the lower right quarter of each."""

    def __init__(self) -> None:
        self.widths: list[int] = []

    def paint(self, _path: Path, _type: str, _page: int, width_px: int) -> PagePicture | None:
        self.widths.append(width_px)
        return PagePicture(width_px, width_px, bytes(3 * width_px * width_px))

    def find(self, _path: Path, _type: str, page: int, _words: tuple[str, ...]) -> tuple[Place, ...]:
        return (Place(0.5, 0.5, 0.1, 0.2),) if page == 1 else (Place(0.0, 0.0, 0.1, 0.1),)

    def close(self) -> None:
        """Hold nothing."""


def test_a_part_is_drawn_finer_and_marks_stand_where_their_words_are_in_it(qtbot: QtBot) -> None:
    quarter = Crop(5000, 5000, WHOLE, WHOLE)
    original = replace(an_original("扫描.pdf", "application/pdf"), crops=((1, quarter), (2, quarter)))
    painter = Pages()
    pictures = PagePictures(lambda: painter)
    pictures.begin(lambda one: Path(one.name))
    reader = PageReader(pictures)
    qtbot.addWidget(reader)
    reader.resize(300, 900)
    reader.show_pages([PageShown(original, 1), PageShown(original, 2)])
    reader.mark_words(("食品",))
    reader.show()
    qtbot.waitUntil(lambda: bool(reader.marks(1)))
    assert reader.marks(1)[0] == pytest.approx((0.0, 0.0, 0.2, 0.4))
    assert not reader.marks(2)  # the word is not in the part
    asked = reader.asked(1)
    qtbot.waitUntil(lambda: pictures.image(asked) is not None)
    image = pictures.image(asked)
    assert image is not None
    assert image.width() == asked.width_px
    assert 2 * asked.width_px in painter.widths
    pictures.end()
