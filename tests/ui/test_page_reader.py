"""Pages to be read: whole, as wide as the pane or by percent; leafed by keys; with the words that were looked for."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evidence.errors import UnreadableFileError
from evidence.extract.page_pictures import PagePicture, Place
from tests.build import an_original
from ui.page_pictures import CACHE_BYTES, PagePictures
from ui.views.page_flow import TALL, PageShown
from ui.views.page_reader import WIDEST_PX, Fit, PageReader
from ui.views.thumbs import Thumbs

SCAN = an_original("扫描.pdf", "application/pdf")
RED, WHITE = QColor("#ff0000"), QColor("#ffffff")


class Painter:
    """Draws red pages of A4, and of page 9 a wide photograph; page 13 is damaged; each word stands in the middle."""

    def __init__(self) -> None:
        self.widths: list[int] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def paint(self, _path: Path, _type: str, page: int, width_px: int) -> PagePicture | None:
        assert self.may_go_on.wait(10)
        self.widths.append(width_px)
        if page == 13:
            raise UnreadableFileError("file_damaged")
        high = width_px // 2 if page == 9 else round(width_px * TALL)
        return PagePicture(width_px, high, b"\xff\x00\x00" * (width_px * high))

    def find(self, _path: Path, _type: str, page: int, words: tuple[str, ...]) -> tuple[Place, ...]:
        return () if page == 2 else tuple(Place(0.4, 0.8, 0.2, 0.1) for _ in words)

    def close(self) -> None:
        pass


@pytest.fixture
def painter() -> Iterator[Painter]:
    painter = Painter()
    yield painter
    painter.may_go_on.set()


@pytest.fixture
def pictures(painter: Painter, qtbot: QtBot) -> Iterator[PagePictures]:  # noqa: ARG001 — it makes the application
    pictures = PagePictures(lambda: painter)
    pictures.begin(lambda original: Path(original.name))
    yield pictures
    painter.may_go_on.set()
    pictures.end()


@pytest.fixture
def reader(pictures: PagePictures, qtbot: QtBot) -> PageReader:
    reader = PageReader(pictures)
    qtbot.addWidget(reader)
    reader.resize(600, 500)
    reader.show()
    qtbot.waitExposed(reader)
    show(reader, *range(1, 9))
    return reader


def show(reader: PageReader, *pages: int, turned: int = 0) -> None:
    reader.show_pages([PageShown(SCAN, page, "", turned) for page in pages])


def colour(reader: PageReader, x: float, y: float, position: int = 1) -> QColor:
    place = reader.place(position)
    shot = reader.viewport().grab().toImage()
    return shot.pixelColor(round(place.left() + x * place.width()), round(place.top() + y * place.height()))


def wheel(reader: PageReader, at: QPoint, up: int) -> None:
    where = QPointF(at)
    turn = QWheelEvent(
        where,
        QPointF(reader.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * up),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(reader.viewport(), turn)


def test_a_photograph_has_its_own_shape_once_it_is_drawn(reader: PageReader, qtbot: QtBot) -> None:
    show(reader, 9)
    assert reader.place(1).height() == pytest.approx(reader.place(1).width() * TALL, abs=2)
    qtbot.waitUntil(lambda: colour(reader, 0.5, 0.5) == RED)
    assert reader.place(1).height() == pytest.approx(reader.place(1).width() / 2, abs=2)
    assert colour(reader, 0.02, 0.03) == colour(reader, 0.98, 0.97) == RED
    assert reader.viewport().rect().contains(reader.place(1))


def test_a_photograph_is_whole_whichever_way_it_is_turned(reader: PageReader, qtbot: QtBot) -> None:
    reader.set_zoom(Fit.PAGE)
    for turned in (0, 90):
        show(reader, 9, turned=turned)
        qtbot.waitUntil(lambda: colour(reader, 0.5, 0.5) == RED)
        wide, high = reader.place(1).width(), reader.place(1).height()
        assert (high / wide) == pytest.approx(2 if turned else 0.5, abs=0.02)
        assert reader.viewport().rect().contains(reader.place(1))
        room = reader.viewport().rect()
        assert wide > 0.9 * room.width() or high > 0.85 * room.height()


def test_pages_of_several_shapes_stand_one_below_the_other(reader: PageReader, qtbot: QtBot) -> None:
    show(reader, 9, 1, 9, 2)
    qtbot.waitUntil(lambda: reader.place(1).height() < reader.place(1).width())
    reader.move_to(4)
    qtbot.waitUntil(lambda: colour(reader, 0.5, 0.1, 4) == RED)
    tops, bottoms = zip(*((reader.place(at).top(), reader.place(at).bottom()) for at in range(1, 5)), strict=True)
    gaps = [below - above for above, below in zip(bottoms, tops[1:], strict=False)]
    assert len(set(gaps)) == 1
    assert 0 < gaps[0] < 50
    bar = reader.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert reader.place(4).bottom() < reader.viewport().height()
    assert 4 in reader.in_sight()
    bar.setValue(0)
    assert 1 in reader.in_sight()


def test_where_a_page_before_gets_another_shape_the_page_that_is_read_stays(
    reader: PageReader, painter: Painter, qtbot: QtBot
) -> None:
    painter.may_go_on.clear()
    show(reader, 9, 1, 2)
    reader.move_to(2)
    before = reader.place(2).top()
    painter.may_go_on.set()
    qtbot.waitUntil(lambda: reader.place(1).height() < reader.place(1).width())
    assert reader.place(2).top() == before


def test_a_page_is_as_wide_as_the_pane_or_whole_or_as_on_paper(reader: PageReader) -> None:
    assert 0.9 * reader.viewport().width() < reader.place(1).width() < reader.viewport().width()
    reader.set_zoom(Fit.PAGE)
    assert 0.85 * reader.viewport().height() < reader.place(1).height() < reader.viewport().height()
    reader.set_zoom(100)
    assert reader.place(1).width() == round(reader.logicalDpiX() * 210 / 25.4)
    assert reader.percent == 100


def test_ctrl_and_the_wheel_zoom_around_what_is_pointed_at(reader: PageReader) -> None:
    reader.set_zoom(100)
    at = QPoint(200, 300)

    def share() -> tuple[float, float]:
        place = reader.place(1)
        return (at.x() - place.left()) / place.width(), (at.y() - place.top()) / place.height()

    before = share()
    wheel(reader, at, 1)
    wheel(reader, at, 1)
    assert reader.percent == 150
    assert share() == pytest.approx(before, abs=0.01)
    wheel(reader, at, -1)
    assert reader.percent == 125


def test_zooming_ends_at_the_last_step(reader: PageReader) -> None:
    for _ in range(20):
        reader.step_zoom(1)
    assert reader.percent == 400
    for _ in range(20):
        reader.step_zoom(-1)
    assert reader.percent == 25


def test_the_keys_leaf(reader: PageReader, qtbot: QtBot) -> None:
    reader.set_zoom(Fit.PAGE)
    key = Qt.Key
    pressed = [key.Key_Right, key.Key_PageDown, key.Key_Right, key.Key_Left, key.Key_End, key.Key_PageUp, key.Key_Home]
    positions: list[int] = []
    for one in pressed:
        qtbot.keyClick(reader, one)
        positions.append(reader.position)
    assert positions == [2, 3, 4, 3, 8, 7, 1]
    qtbot.keyClick(reader, key.Key_Left)
    assert reader.position == 1


def test_on_a_page_wider_than_the_pane_the_arrows_go_aside(reader: PageReader, qtbot: QtBot) -> None:
    reader.set_zoom(200)
    aside = reader.horizontalScrollBar()
    aside.setValue(0)
    qtbot.keyClick(reader, Qt.Key.Key_Right)
    assert aside.value() > 0
    assert reader.position == 1


def test_what_is_scrolled_to_is_the_current_page(reader: PageReader, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reader.moved) as told:
        reader.verticalScrollBar().setValue(reader.verticalScrollBar().maximum())
    assert told.args == [8]
    assert reader.position == 8


def test_what_is_read_stays_where_the_pane_changes(reader: PageReader) -> None:
    reader.move_to(3)
    reader.verticalScrollBar().setValue(reader.verticalScrollBar().value() + 200)
    before = -reader.place(3).top() / reader.place(3).height()
    reader.resize(900, 700)
    assert -reader.place(3).top() / reader.place(3).height() == pytest.approx(before, abs=0.01)
    assert reader.position == 3


def test_pages_that_changed_are_shown_where_the_clerk_is(reader: PageReader) -> None:
    reader.move_to(5)
    before = reader.place(5).top()
    reader.change_pages([PageShown(SCAN, page, "", 90) for page in range(1, 9)])
    assert (reader.position, reader.place(5).top()) == (5, before)


def test_the_picture_before_is_shown_while_a_larger_one_is_drawn(
    reader: PageReader, painter: Painter, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: colour(reader, 0.2, 0.2) == RED)
    painter.may_go_on.clear()
    reader.set_zoom(150)
    reader.move_to(1)
    assert colour(reader, 0.5, 0.2) == RED


def test_pages_in_sight_are_kept_however_large_they_are(
    reader: PageReader, painter: Painter, pictures: PagePictures, qtbot: QtBot
) -> None:
    reader.set_zoom(400)
    qtbot.waitUntil(lambda: max(painter.widths, default=0) > 1000)
    assert max(painter.widths) <= WIDEST_PX
    assert 3 * (3 * WIDEST_PX * round(WIDEST_PX * TALL)) < CACHE_BYTES
    qtbot.waitUntil(lambda: pictures.knows(reader.asked(1)))


def test_a_word_is_marked_where_it_stands_also_on_a_page_that_is_turned(reader: PageReader, qtbot: QtBot) -> None:
    reader.set_zoom(Fit.PAGE)
    reader.mark_words(("食品安全",))
    qtbot.waitUntil(lambda: colour(reader, 0.5, 0.85) not in (RED, WHITE))
    assert colour(reader, 0.5, 0.5) == RED
    show(reader, 1, turned=180)
    qtbot.waitUntil(lambda: colour(reader, 0.5, 0.15) not in (RED, WHITE))
    assert colour(reader, 0.5, 0.85) == RED
    reader.mark_words(())
    assert colour(reader, 0.5, 0.15) == RED


def test_the_first_mark_of_a_page_is_brought_into_sight(reader: PageReader, qtbot: QtBot) -> None:
    reader.mark_words(("食品安全",))
    reader.seek(3)
    qtbot.waitUntil(lambda: reader.place(3).top() < 0)
    place = reader.place(3)
    assert 0 < place.top() + 0.8 * place.height() < reader.viewport().height()
    assert reader.position == 3


def test_a_damaged_page_tells_why_there_is_nothing_and_the_next_one_is_drawn(reader: PageReader, qtbot: QtBot) -> None:
    reader.set_zoom(25)
    show(reader, 13, 1)
    qtbot.waitUntil(lambda: "已损坏" in reader.fault(1))
    qtbot.waitUntil(lambda: colour(reader, 0.5, 0.5, 2) == RED)
    assert not reader.fault(2)


def test_thumbnails_stand_in_one_column_and_tell_where_one_goes(pictures: PagePictures, qtbot: QtBot) -> None:
    strip = Thumbs(pictures)
    qtbot.addWidget(strip)
    strip.resize(strip.width(), 400)
    strip.show()
    strip.show_pages([PageShown(SCAN, page) for page in range(1, 6)])
    assert strip.place(2).top() > strip.place(1).bottom()
    with qtbot.waitSignal(strip.moved) as told:
        qtbot.keyClick(strip, Qt.Key.Key_Down)
    assert told.args == [2]
