"""Pages come into sight and are drawn; what scrolled away is not, and nothing outlives its project."""
# The stubs of pytest-qt leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from evidence.errors import UnreadableFileError
from evidence.extract.page_pictures import PagePicture, Place
from evidence.model import Original
from tests.build import an_original
from ui.page_pictures import PageAsked, PagePictures
from ui.views.page_flow import PageFlow, PageShown

SCAN = an_original("扫描.pdf", "application/pdf")


class FakePainter:
    """Draws grey pages; while it is held, waits inside of each."""

    def __init__(self) -> None:
        self.drawn: list[int] = []
        self.closed = False
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.busy = threading.Event()

    def paint(self, _path: Path, _type: str, page: int, width_px: int) -> PagePicture | None:
        self.busy.set()
        assert self.may_go_on.wait(10)
        self.drawn.append(page)
        if page == 13:
            raise UnreadableFileError("reader_crashed")
        return None if page == 4 else PagePicture(width_px, 2, bytes(6 * width_px))

    def find(self, _path: Path, _type: str, page: int, words: tuple[str, ...]) -> tuple[Place, ...]:
        if page == 13:
            raise UnreadableFileError("file_damaged")
        return tuple(Place(0.1, 0.1 * number, 0.2, 0.05) for number, _ in enumerate(words, 1))

    def close(self) -> None:
        self.closed = True


class Halves(FakePainter):
    """Draws pages whose upper half is red and whose lower half is blue."""

    def paint(self, _path: Path, _type: str, page: int, width_px: int) -> PagePicture | None:
        self.drawn.append(page)
        half = 20 * width_px
        return PagePicture(width_px, 40, b"\xff\x00\x00" * half + b"\x00\x00\xff" * half)


@pytest.mark.parametrize(
    ("turned", "red_at", "blue_at"),
    [(0, (0.5, 0.45), (0.5, 0.55)), (180, (0.5, 0.55), (0.5, 0.45)), (90, (0.55, 0.5), (0.45, 0.5))],
)
def test_a_page_that_does_not_lie_upright_is_shown_upright(
    turned: int, red_at: tuple[float, float], blue_at: tuple[float, float], qtbot: QtBot
) -> None:
    halves = Halves()
    pictures = PagePictures(lambda: halves)
    pictures.begin(lambda original: Path(original.name))
    flow = PageFlow(pictures, cuts=False)
    qtbot.addWidget(flow)
    flow.resize(600, 400)
    flow.show_pages([PageShown(an_original("扫描.pdf"), 1, "", turned)])
    flow.show()
    place = flow.place(1)

    def colour(at: tuple[float, float]) -> str:
        shot = flow.viewport().grab().toImage()
        x, y = place.left() + at[0] * place.width(), place.top() + at[1] * place.height()
        return shot.pixelColor(round(x), round(y)).name()

    qtbot.waitUntil(lambda: colour(red_at) == "#ff0000")
    assert colour(blue_at) == "#0000ff"
    pictures.end()


@pytest.fixture
def painter() -> FakePainter:
    return FakePainter()


@pytest.fixture
def pictures(painter: FakePainter, qtbot: QtBot) -> Iterator[PagePictures]:  # noqa: ARG001 — it makes the application
    pictures = PagePictures(lambda: painter, cache_bytes=3000)
    pictures.begin(lambda original: Path(original.name))
    yield pictures
    painter.may_go_on.set()
    pictures.end()


def asked(*pages: int, width_px: int = 10, original: Original = SCAN) -> list[PageAsked]:
    return [PageAsked(original, page, width_px) for page in pages]


def test_a_page_that_was_asked_for_arrives(pictures: PagePictures, qtbot: QtBot) -> None:
    (page,) = asked(1)
    assert not pictures.knows(page)
    with qtbot.waitSignal(pictures.arrived) as told:
        pictures.want(pictures, [page])
    assert told.args == [page]
    image = pictures.image(page)
    assert image is not None
    assert (image.width(), image.height()) == (10, 2)


def test_what_has_scrolled_away_is_not_drawn(pictures: PagePictures, painter: FakePainter, qtbot: QtBot) -> None:
    painter.may_go_on.clear()
    pictures.want(pictures, asked(1, 2, 3))
    assert painter.busy.wait(10)
    pictures.want(pictures, asked(7, 8))
    painter.may_go_on.set()
    qtbot.waitUntil(lambda: all(map(pictures.knows, asked(7, 8))))
    assert painter.drawn == [1, 7, 8]


def test_a_view_is_not_held_by_what_it_asked_for(pictures: PagePictures, painter: FakePainter, qtbot: QtBot) -> None:
    view = QObject()
    held = weakref.ref(view)
    painter.may_go_on.clear()
    pictures.want(view, asked(1, 2))
    assert painter.busy.wait(10)
    del view
    assert held() is None  # on this thread, not on the one that draws
    painter.may_go_on.set()
    qtbot.waitUntil(lambda: all(map(pictures.knows, asked(1, 2))))


def test_the_newest_view_goes_first(pictures: PagePictures, painter: FakePainter, qtbot: QtBot) -> None:
    other = QObject()
    painter.may_go_on.clear()
    pictures.want(pictures, asked(1, 2, 3))
    assert painter.busy.wait(10)
    pictures.want(other, asked(9))
    painter.may_go_on.set()
    qtbot.waitUntil(lambda: all(map(pictures.knows, asked(1, 2, 3, 9))))
    assert painter.drawn == [1, 9, 2, 3]


def test_a_page_without_a_picture_is_asked_for_once(pictures: PagePictures, painter: FakePainter, qtbot: QtBot) -> None:
    for _ in range(2):
        pictures.want(pictures, asked(4, 13))
        qtbot.waitUntil(lambda: all(map(pictures.knows, asked(4, 13))))
    assert painter.drawn == [4, 13]
    assert [pictures.image(page) for page in asked(4, 13)] == [None, None]


def test_the_pages_seen_longest_ago_are_forgotten_first(pictures: PagePictures, qtbot: QtBot) -> None:
    wide = 200  # 1200 bytes each: two of them have room
    for page in (1, 2):
        pictures.want(pictures, asked(page, width_px=wide))
        qtbot.waitUntil(lambda page=page: pictures.knows(asked(page, width_px=wide)[0]))
    pictures.image(asked(1, width_px=wide)[0])
    pictures.want(pictures, asked(3, width_px=wide))
    qtbot.waitUntil(lambda: pictures.knows(asked(3, width_px=wide)[0]))
    assert [pictures.knows(page) for page in asked(1, 2, 3, width_px=wide)] == [True, False, True]


def test_pictures_of_an_original_that_is_gone_are_forgotten(pictures: PagePictures, qtbot: QtBot) -> None:
    other = an_original("别的.pdf")
    pages = [*asked(1), *asked(1, original=other)]
    pictures.want(pictures, pages)
    qtbot.waitUntil(lambda: all(map(pictures.knows, pages)))
    pictures.keep_only([other.id])
    assert [pictures.knows(page) for page in pages] == [False, True]


def test_a_page_of_an_original_that_goes_while_it_is_drawn_is_not_taken_in(
    pictures: PagePictures, painter: FakePainter, qtbot: QtBot
) -> None:
    other = an_original("别的.pdf")
    painter.may_go_on.clear()
    pictures.want(pictures, [*asked(1, 2), *asked(1, original=other)])
    assert painter.busy.wait(10)
    pictures.keep_only([other.id])
    painter.may_go_on.set()
    qtbot.waitUntil(lambda: pictures.knows(asked(1, original=other)[0]))
    assert [pictures.knows(page) for page in asked(1, 2)] == [False, False]
    assert len(painter.drawn) == 2


def test_nothing_is_left_of_a_project_that_is_closed(
    pictures: PagePictures, painter: FakePainter, qtbot: QtBot
) -> None:
    pictures.want(pictures, asked(1))
    qtbot.waitUntil(lambda: pictures.knows(asked(1)[0]))
    pictures.end()
    assert not pictures.knows(asked(1)[0])
    assert painter.closed
    pictures.want(pictures, asked(2))
    assert painter.drawn == [1]


def test_a_page_that_is_drawn_when_its_project_closes_comes_too_late(
    painter: FakePainter, pictures: PagePictures, qtbot: QtBot
) -> None:
    painter.may_go_on.clear()
    pictures.want(pictures, asked(1))
    assert painter.busy.wait(10)
    pictures.begin(lambda original: Path(original.name))
    painter.may_go_on.set()
    later = asked(1, original=replace(SCAN, name="另一项目.pdf"))
    pictures.want(pictures, later)
    qtbot.waitUntil(lambda: pictures.knows(later[0]))
    assert not pictures.knows(asked(1)[0])


def test_pages_are_drawn_again_after_one_that_nobody_expected_to_fail(
    pictures: PagePictures, painter: FakePainter, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """The thread that draws had gone with it, and all papers of the project stayed grey."""
    with monkeypatch.context() as broken, qtbot.captureExceptions() as raised:
        broken.setattr(painter, "paint", int)  # takes no such arguments
        pictures.want(None, asked(1))
        qtbot.waitUntil(lambda: bool(raised))
    pictures.want(None, asked(2))
    qtbot.waitUntil(lambda: pictures.image(asked(2)[0]) is not None)
