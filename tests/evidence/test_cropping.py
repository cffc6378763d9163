"""Of a page a part is shown: remembered with the project, taken back like any step, and no file changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from evidence import wording
from evidence.crop import ALL, LEAST, WHOLE, Crop, crop_of
from evidence.cropping import crop_page
from evidence.errors import RequestError
from evidence.model import OriginalId, Piece
from evidence.progress import Silent
from evidence.store.source import ask
from evidence.tracing import past_of, steps_of
from evidence.turning import turn_page
from evidence.workspace import Accept, Workspace
from tests.evidence.steps import opened

PART = Crop(1000, 2000, 9000, 7500)


@st.composite
def a_crop(draw: st.DrawFn) -> Crop:
    left, top = draw(st.integers(0, WHOLE - LEAST)), draw(st.integers(0, WHOLE - LEAST))
    return Crop(left, top, draw(st.integers(left + LEAST, WHOLE)), draw(st.integers(top + LEAST, WHOLE)))


crops = a_crop()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened(tmp_path / "项目") as workspace:
        yield workspace


@pytest.fixture
def scan(workspace: Workspace, tmp_path: Path) -> Piece:
    first, *rest = [Image.new("L", (200, 280 + number), 255) for number in range(3)]
    first.save(tmp_path / "扫描.pdf", "PDF", save_all=True, append_images=rest)
    workspace.add([tmp_path / "扫描.pdf"], Accept.NONE, Silent())
    return workspace.snapshot().pieces[0]


def parts(workspace: Workspace, piece: Piece) -> list[Crop | None]:
    return [crop_of(page.original.crops, page.page) for page in workspace.pieces.pages_of(piece.id)]


@given(crops, st.sampled_from([0, 90, 180, 270, -90, 450]))
def test_a_turned_part_is_the_same_part(crop: Crop, degrees: int) -> None:
    turned = crop.turned(degrees)
    assert turned.possible
    assert turned.large_enough
    assert turned.turned(-degrees) == crop
    across = (turned.width, turned.height) if degrees % 180 == 0 else (turned.height, turned.width)
    assert across == (crop.width, crop.height)


@given(crops, st.integers(1, 40), st.integers(1, 40), st.sampled_from([90, 180, 270]))
def test_a_picture_that_is_cropped_and_then_turned_is_the_one_that_is_turned_and_then_cropped(
    crop: Crop, wide: int, high: int, degrees: int
) -> None:
    picture = Image.new("L", (wide * 20, high * 20))
    picture.putdata([at % 251 for at in range(wide * high * 400)])
    whole = Crop(*(edge // LEAST * LEAST for edge in (crop.left, crop.top, crop.right, crop.bottom)))  # whole pixels
    clockwise = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    first = picture.crop(whole.pixels(*picture.size)).transpose(clockwise[degrees])
    after = picture.transpose(clockwise[degrees])
    assert after.crop(whole.turned(degrees).pixels(*after.size)).tobytes() == first.tobytes()


def test_a_part_stays_wherever_the_project_is_opened_and_turning_leaves_it(workspace: Workspace, scan: Piece) -> None:
    original = workspace.snapshot().originals[scan.parts[0].original]
    before = hashlib.sha256(workspace.original_path(original).read_bytes()).hexdigest()
    changes = crop_page(workspace, original.id, 2, PART)
    assert changes.pieces == {scan.id}
    assert parts(workspace, scan) == [None, PART, None]
    turn_page(workspace, original.id, 2, 90)
    assert parts(workspace, scan) == [None, PART, None]
    with Workspace(workspace.path, "李强", lambda: workspace.now, write=False) as another:
        assert parts(another, scan) == [None, PART, None]
    crop_page(workspace, original.id, 2, Crop(0, 0, 5000, 5000))
    assert parts(workspace, scan) == [None, Crop(0, 0, 5000, 5000), None]
    assert hashlib.sha256(workspace.original_path(original).read_bytes()).hexdigest() == before


def test_what_is_read_of_a_page_is_read_of_all_of_it(workspace: Workspace, scan: Piece) -> None:
    before = workspace.snapshot()
    crop_page(workspace, scan.parts[0].original, 1, PART)
    after = workspace.snapshot()
    assert (after.pieces, after.filings) == (before.pieces, before.filings)


def test_a_page_is_shown_whole_again(workspace: Workspace, scan: Piece) -> None:
    original = scan.parts[0].original
    for whole in (None, ALL):
        crop_page(workspace, original, 1, PART)
        crop_page(workspace, original, 1, whole)
        assert parts(workspace, scan) == [None, None, None]
    steps = len(steps_of(workspace)[0])
    assert not crop_page(workspace, original, 1, None).pieces
    assert len(steps_of(workspace)[0]) == steps


def test_cropping_is_a_step_that_is_taken_back_and_done_again(workspace: Workspace, scan: Piece) -> None:
    original, smaller = scan.parts[0].original, Crop(2000, 3000, 5000, 6000)
    crop_page(workspace, original, 1, PART)
    crop_page(workspace, original, 1, smaller)
    done = workspace.history().undo
    assert done is not None
    assert wording.step(done, workspace.snapshot()) == "裁剪页面"
    workspace.undo()
    assert parts(workspace, scan) == [PART, None, None]
    workspace.undo()
    assert parts(workspace, scan) == [None, None, None]
    workspace.redo()
    workspace.redo()
    assert parts(workspace, scan) == [smaller, None, None]


def test_the_arrival_of_a_cropped_page_can_be_taken_back(workspace: Workspace, scan: Piece) -> None:
    crop_page(workspace, scan.parts[0].original, 1, PART)
    workspace.undo()
    workspace.undo()
    assert not workspace.snapshot().pieces
    workspace.redo()
    workspace.redo()
    assert parts(workspace, scan) == [PART, None, None]


def test_what_became_of_a_piece_tells_of_its_pages_and_of_no_others(workspace: Workspace, scan: Piece) -> None:
    _, (first, second) = workspace.pieces.split(scan.id, [(1, 1), (2, 3)])
    crop_page(workspace, scan.parts[0].original, 2, PART)
    crop_page(workspace, scan.parts[0].original, 2, None)
    told = [line for event in past_of(workspace, second) for line in event.told]
    assert any(line.startswith("裁剪第 2 页，只显示和打印宽 ") for line in told)
    assert "第 2 页恢复整页显示" in told
    assert not [line for event in past_of(workspace, first) for line in event.told if "第 2 页" in line]


@pytest.mark.parametrize(
    ("page", "crop", "code", "said"),
    [
        (1, Crop(0, 0, LEAST - 1, WHOLE), "crop_small", "不能小于整页的 5%"),
        (1, Crop(0, WHOLE - LEAST + 1, WHOLE, WHOLE), "crop_small", "太小"),
        (1, Crop(-1, 0, 5000, 5000), "crop_outside", "超出"),
        (1, Crop(0, 0, WHOLE + 1, 5000), "crop_outside", "超出"),
        (1, Crop(6000, 0, 5000, 5000), "crop_outside", "颠倒"),
        (0, PART, "crop_no_page", "没有第 0 页"),
        (4, PART, "crop_no_page", "只有 3 页"),
    ],
)
def test_a_part_that_cannot_be_is_refused(
    workspace: Workspace, scan: Piece, page: int, crop: Crop, code: str, said: str
) -> None:
    with pytest.raises(RequestError, match=code) as refused:
        crop_page(workspace, scan.parts[0].original, page, crop)
    assert said in wording.sentence(refused.value)
    assert parts(workspace, scan) == [None, None, None]


def test_what_has_no_pages_of_its_own_cannot_be_cropped(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "说明.txt").write_text("双河镇2023年食品安全工作说明", "utf-8")
    workspace.add([tmp_path / "说明.txt"], Accept.NONE, Silent())
    (piece,) = workspace.snapshot().pieces
    with pytest.raises(RequestError) as refused:
        crop_page(workspace, piece.parts[0].original, 1, PART)
    assert "《说明.txt》的页面不能裁剪" in wording.sentence(refused.value)


def test_a_file_that_has_gone_is_told(workspace: Workspace) -> None:
    with pytest.raises(RequestError) as refused:
        crop_page(workspace, OriginalId("0" * 32), 1, PART)
    assert "已经不在了" in wording.sentence(refused.value)


def test_nothing_is_left_of_the_parts_of_a_file_that_is_isolated(workspace: Workspace, scan: Piece) -> None:
    crop_page(workspace, scan.parts[0].original, 1, PART)
    workspace.secrecy.isolate(scan.id, "赵主任", "页首有秘密")
    with workspace.reading() as source:
        assert ask(source, "SELECT * FROM page_crop") == []
        assert ask(source, "SELECT * FROM journal WHERE entity = 'page_crop' AND after IS NOT NULL") == []
