"""Pictures of pages, and where words stand: asked for when they come into sight, made elsewhere, kept in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from evidence.errors import DossierError, UnreadableFileError, WorkspaceError
from ui import threads

if TYPE_CHECKING:  # loaded with the first page that is drawn
    from evidence.crop import Crop
    from evidence.extract.page_pictures import PagePicture, Place
    from evidence.model import Original, OriginalId

_LEAVING_S = 1.0  # a page that is being drawn may take longer: its thread ends by itself
_WIDEST_WHOLE_PX = 3_000  # of a page of which a part is shown: what is drawn comes through a pipe
_MOST_SEARCHED = 2_000  # pages on which places of words are kept
CACHE_BYTES = 64 << 20  # about six hundred thumbnails, or fifteen pages to be read


class PageAsked(NamedTuple):
    """A page of an original, 1-based, and how wide it is to be in pixels of the screen."""

    original: Original
    page: int
    width_px: int

    @property
    def crop(self) -> Crop | None:
        """The part of the page that is shown, which is to be so wide; None: all of it."""
        from evidence.crop import crop_of

        return crop_of(self.original.crops, self.page)


class WordsAsked(NamedTuple):
    """Folded words that are looked for on a page of an original, 1-based."""

    original: Original
    page: int
    words: tuple[str, ...]


Asked = PageAsked | WordsAsked


class Painter(Protocol):
    """What draws pages; `PagePainter` in the program."""

    def paint(self, path: Path, media_type: str, page: int, width_px: int, /) -> PagePicture | None:
        """Return a page, None where the file has no picture of it; raise `UnreadableFileError`."""
        ...

    def find(self, path: Path, media_type: str, page: int, words: tuple[str, ...], /) -> tuple[Place, ...]:
        """Return where words stand on a page; raise `UnreadableFileError`."""
        ...

    def close(self) -> None:
        """Let go of whatever is held."""
        ...


class PagePictures(QObject):
    """Draws what is in sight, the newest wish first; nothing is written to the disk.

    Views tell with `want` what they show now: what they no longer show is not drawn any more.
    """

    arrived = Signal(object)  # PageAsked or WordsAsked: `image` or `places` knows it now

    _made = Signal(object, object, int)  # Asked, what was made or a DossierError, of which project

    def __init__(self, new_painter: Callable[[], Painter] | None = None, cache_bytes: int = CACHE_BYTES) -> None:
        """Draw with a process of our own unless other painters are given."""
        super().__init__()
        self._new_painter = new_painter or _own_process
        self._cache_bytes = cache_bytes
        self._kept: OrderedDict[PageAsked, QImage | None] = OrderedDict()
        self._kept_bytes = 0
        self._faults: dict[PageAsked, str] = {}  # of the kept that are None: a sentence
        self._shapes: dict[tuple[OriginalId, int, Crop | None], float] = {}  # also of pages whose pictures were let go
        self._places: OrderedDict[WordsAsked, tuple[Place, ...]] = OrderedDict()
        self._project = 0  # counts, so that pictures of a project that was left are not taken in
        self._path_of: Callable[[Original], Path] | None = None
        self._there: frozenset[OriginalId] | None = None  # None: all
        self._wishes: OrderedDict[int, list[Asked]] = OrderedDict()  # by the ids of views; the newest last
        self._told = threading.Condition()
        self._thread: threading.Thread | None = None
        self._made.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def begin(self, path_of: Callable[[Original], Path]) -> None:
        """Draw from the originals of a project; `path_of` is called on another thread."""
        self.end()
        self._path_of = path_of

    def end(self) -> None:
        """Forget all pictures and let go of all files."""
        self._project += 1
        self._kept.clear()
        self._faults.clear()
        self._places.clear()
        self._shapes.clear()
        self._kept_bytes = 0
        self._path_of = self._there = None
        thread, self._thread = self._thread, None
        with self._told:
            self._wishes.clear()
            self._told.notify()
        if thread is not None:
            thread.join(_LEAVING_S)

    def keep_only(self, originals: Iterable[OriginalId]) -> None:
        """Forget the pictures of all other originals, and take in none of them that is being drawn."""
        there = self._there = frozenset(originals)
        for asked in [asked for asked in self._kept if asked.original.id not in there]:
            self._drop(asked)
        for asked in [asked for asked in self._places if asked.original.id not in there]:
            del self._places[asked]
        with self._told:
            for view, pages in list(self._wishes.items()):
                self._wishes[view] = [asked for asked in pages if asked.original.id in there]
                if not self._wishes[view]:
                    del self._wishes[view]

    def image(self, asked: PageAsked) -> QImage | None:
        """Return the picture if it is there; None while it is not, and where there will be none."""
        if asked in self._kept:
            self._kept.move_to_end(asked)
        return self._kept.get(asked)

    def knows(self, asked: PageAsked) -> bool:
        """Tell whether a page was drawn, or is known to have no picture."""
        return asked in self._kept

    def like(self, asked: PageAsked) -> QImage | None:
        """Return the picture, or the widest of the same page that is there, to be shown meanwhile."""
        if (image := self.image(asked)) is not None or asked in self._kept:
            return image
        others = (
            (known.width_px, image)
            for known, image in self._kept.items()
            if image is not None and _part_of(known) == _part_of(asked)
        )
        return max(others, key=lambda other: other[0], default=(0, None))[1]

    def shape(self, original: Original, page: int) -> float | None:
        """Return how high a page is for its width; None while it has not been drawn yet."""
        return self._shapes.get(_part_of(PageAsked(original, page, 0)))

    def fault(self, asked: PageAsked) -> str:
        """Return why there is no picture of a page, as a sentence; empty where nothing is wrong."""
        return self._faults.get(asked, "")

    def places(self, asked: WordsAsked) -> tuple[Place, ...]:
        """Return where words stand on a page, as far as that is known."""
        return self._places.get(asked, ())

    def want(self, view: object, pages: Sequence[Asked]) -> None:
        """Make these for a view, in this order, and nothing else that it asked for before; they arrive one by one.

        The view itself is not kept: the thread that draws could be the last to hold a widget, and would destroy it.
        """
        missing = [asked for asked in pages if asked not in self._kept and asked not in self._places]
        with self._told:
            self._wishes.pop(id(view), None)
            if missing and self._path_of is not None:
                self._wishes[id(view)] = missing
                self._told.notify()
        if missing and self._path_of is not None and (self._thread is None or not self._thread.is_alive()):
            self._thread = threads.start("pages", self._work, self._project, self._path_of)

    def _take(self, asked: Asked, made: object, project: int) -> None:
        if project != self._project or (self._there is not None and asked.original.id not in self._there):
            return
        if isinstance(asked, WordsAsked):
            self._places[asked] = cast("tuple[Place, ...]", made) if isinstance(made, tuple) else ()
            if len(self._places) > _MOST_SEARCHED:
                self._places.popitem(last=False)
        else:
            self._keep(asked, made)
        self.arrived.emit(asked)

    def _keep(self, asked: PageAsked, made: object) -> None:
        from evidence import wording

        self._drop(asked)
        image = None
        if isinstance(made, DossierError):
            self._faults[asked] = wording.sentence(made)
        elif made is not None:
            image = _image(cast("PagePicture", made))
            self._shapes[_part_of(asked)] = image.height() / max(1, image.width())
        self._kept[asked] = image
        self._kept_bytes += image.sizeInBytes() if image else 0
        while self._kept_bytes > self._cache_bytes and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))

    def _drop(self, asked: PageAsked) -> None:
        image = self._kept.pop(asked, None)
        self._faults.pop(asked, None)
        self._kept_bytes -= image.sizeInBytes() if image else 0

    def _next(self, project: int) -> Asked | None:
        """Wait for a wish; None when the project was left."""
        with self._told:
            while project == self._project:
                if self._wishes:
                    view, pages = next(reversed(self._wishes.items()))
                    asked = pages.pop(0)
                    if not pages:
                        del self._wishes[view]
                    return asked
                self._told.wait()
        return None

    def _work(self, project: int, path_of: Callable[[Original], Path]) -> None:
        """Draw page after page (on a thread of its own)."""
        painter = self._new_painter()
        try:
            while (asked := self._next(project)) is not None:
                self._made.emit(asked, _made(painter, asked, path_of), project)
        finally:
            painter.close()


def _part_of(asked: PageAsked) -> tuple[OriginalId, int, Crop | None]:
    return asked.original.id, asked.page, asked.crop


def _made(painter: Painter, asked: Asked, path_of: Callable[[Original], Path]) -> object:
    """Return what was asked for, or the error that stands in its way."""
    from evidence.as_pages import page_source

    try:
        source = page_source(asked.original, path_of)
        if isinstance(asked, WordsAsked):
            return painter.find(*source, asked.page, asked.words)
        if asked.crop is None:
            return painter.paint(*source, asked.page, asked.width_px)
        width_px = min(round(asked.width_px / asked.crop.width), max(_WIDEST_WHOLE_PX, asked.width_px))
        whole = painter.paint(*source, asked.page, width_px)
        return whole and _part(whole, asked.crop)
    except UnreadableFileError as error:
        return error
    except OSError:
        if asked.original.rendition is not None:
            return UnreadableFileError("rendition_lost")
        return WorkspaceError("original_unreadable", name=asked.original.name)


def _part(whole: PagePicture, crop: Crop) -> PagePicture:
    """Return a part of a picture."""
    left, top, right, bottom = crop.pixels(whole.width_px, whole.height_px)
    row = 3 * whole.width_px
    rows = (whole.rgb[down * row + 3 * left : down * row + 3 * right] for down in range(top, bottom))
    return replace(whole, width_px=right - left, height_px=bottom - top, rgb=b"".join(rows))


def _own_process() -> Painter:
    from evidence.extract.page_pictures import PagePainter

    return PagePainter()


def _image(picture: PagePicture) -> QImage:
    """Return a picture as Qt paints it; its bytes are copied."""
    width, height = picture.width_px, picture.height_px
    return QImage(picture.rgb, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
