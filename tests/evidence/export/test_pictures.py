"""Pictures of an export: rendered ahead in threads, told of page by page, and gone when it is stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pages.exported import documents, export
from pages.invented import Shelf
from pages.papers import a_picture, kept

from build import a_piece, a_snapshot, an_item, filed
from evidence.errors import CancelledError
from evidence.export import picture_store
from evidence.export.blocks import PictureSource
from evidence.export.picture_store import PictureStore
from evidence.export.pictures import Printed, SizeMm
from evidence.model import Original, OriginalId, Snapshot

COUNT = 40
SIZE_MM = (100.0, 75.0)


class Told:
    """A report that keeps what it is told, and asks to stop at some step of the documents."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.told: list[tuple[str, int, int]] = []
        self._stop_at = stop_at

    def advanced(self, task: str, done: int, total: int) -> None:
        self.told.append((task, done, total))

    def cancelled(self) -> bool:
        return self._stop_at is not None and len(self.of("documents")) >= self._stop_at

    def of(self, task: str) -> list[tuple[int, int]]:
        return [(done, total) for name, done, total in self.told if name == task]


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, dict[OriginalId, Path]]:
    """An item with photographs, each of its own size."""
    folder = tmp_path_factory.mktemp("photos")
    paths = [a_picture(folder / f"照片{at}.jpg", (1600 + at, 1200)) for at in range(COUNT)]
    originals = [kept(path) for path in paths]
    item = an_item()
    pieces = [a_piece(f"照片{at}", originals=[o], arrived=at) for at, o in enumerate(originals)]
    snapshot = a_snapshot([item], pieces, [filed(piece, item) for piece in pieces], originals=originals)
    return snapshot, {original.id: path for original, path in zip(originals, paths, strict=True)}


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("beijian-pictures")]


def test_an_export_tells_of_every_page(photos: tuple[Snapshot, dict[OriginalId, Path]], tmp_path: Path) -> None:
    told = Told()
    export(photos[0], tmp_path, photos[1], report=told)
    steps = told.of("documents")
    (total,) = {total for _, total in steps}
    assert [done for done, _ in steps] == list(range(total + 1))
    assert total > 4 * COUNT  # in both editions a page and a picture each
    assert threads() == []


@pytest.mark.parametrize("stop_at", [1, 20, COUNT + 30, 3 * COUNT])
def test_an_export_that_is_stopped_ends_its_threads_and_leaves_nothing(
    stop_at: int, photos: tuple[Snapshot, dict[OriginalId, Path]], tmp_path: Path
) -> None:
    with pytest.raises(CancelledError):
        export(photos[0], tmp_path / "出", photos[1], report=Told(stop_at))
    assert threads() == []
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_is_stopped_leaves_the_earlier_one_whole(
    photos: tuple[Snapshot, dict[OriginalId, Path]], tmp_path: Path
) -> None:
    def found() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    export(photos[0], tmp_path, photos[1])
    before = found()
    with pytest.raises(CancelledError):
        export(photos[0], tmp_path, photos[1], report=Told(stop_at=50))
    assert found() == before


def slowly(monkeypatch: pytest.MonkeyPatch, started: list[int], wait: Callable[[int], None]) -> None:
    """Let each picture wait before it is made, and say that it has begun."""

    def render(path: Path, _media_type: str, page: int, _size_mm: SizeMm, _place: Path) -> Printed:
        started.append(page)
        wait(page)
        return Printed(path, "jpg")

    monkeypatch.setattr(picture_store, "render", render)


def a_store(folder: Path) -> tuple[PictureStore, list[PictureSource]]:
    original = replace(kept(a_picture(folder / "a.jpg", (8, 8))), id=OriginalId("o"))
    sources = [PictureSource(original.id, page) for page in range(50)]
    return PictureStore({original.id: (folder / "a.jpg", original.media_type)}, folder), sources


def test_only_a_few_pictures_are_made_ahead(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started: list[int] = []
    slowly(monkeypatch, started, lambda _page: None)
    store, sources = a_store(tmp_path)
    store.expect((source, SIZE_MM) for source in sources)
    store.get(sources[0], SIZE_MM)
    store.close()
    assert 1 <= len(started) <= 1 + picture_store.AHEAD


def test_pictures_are_made_beside_the_work_that_asks_for_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    second = threading.Event()
    slowly(monkeypatch, [], lambda page: second.set() if page else None)
    store, sources = a_store(tmp_path)
    store.expect((source, SIZE_MM) for source in sources)
    store.get(sources[0], SIZE_MM)
    assert second.wait(20), "the second is made though nobody has asked for it"
    store.close()


def test_pictures_keep_the_order_of_pages_however_long_each_takes(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = an_item()
    pieces = [a_piece(f"第{at}件", originals=[o], arrived=at) for at, o in enumerate(shelf.pictures)]
    snapshot = a_snapshot([item], pieces, [filed(piece, item) for piece in pieces], originals=shelf.pictures)
    export(snapshot, tmp_path / "甲", shelf.path_of)
    render = picture_store.render

    def late(path: Path, media_type: str, page: int, size_mm: SizeMm, place: Path) -> Printed:
        time.sleep(0.05 if int(place.name) % 3 == 0 else 0)
        return render(path, media_type, page, size_mm, place)

    monkeypatch.setattr(picture_store, "render", late)
    export(snapshot, tmp_path / "乙", shelf.path_of)
    first, second = ([path.read_bytes() for path in documents(tmp_path / name)] for name in "甲乙")
    assert first == second


def test_a_picture_that_serves_as_it_is_is_not_copied(shelf: Shelf, tmp_path: Path) -> None:
    small: Original = next(original for original in shelf.pictures if original.name == "照片0.jpg")
    path = shelf.path_of[small.id]
    store = PictureStore({small.id: (path, small.media_type)}, tmp_path)
    printed = store.get(PictureSource(small.id, 0), SIZE_MM)
    store.close()
    assert (printed, list(tmp_path.iterdir())) == (Printed(path, "jpg"), [])
