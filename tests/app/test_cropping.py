"""`crop`: a part of a page is shown and printed, as in the window; undone like any step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from app.program import now
from evidence.crop import Crop
from evidence.turning import turn_page
from evidence.workspace import Workspace
from tests.app.examples import Command, Example


@pytest.fixture
def scan(example: Example, beijian: Command, tmp_path: Path) -> str:
    """A scan of three pages in the tray."""
    first, *rest = [Image.new("L", (200, 280 + number), 255) for number in range(3)]
    first.save(tmp_path / "检查记录.pdf", "PDF", save_all=True, append_images=rest)
    (file,) = beijian("add", example.workspace, tmp_path / "检查记录.pdf", "--accept", "none", "--json").json["files"]
    return file["id"]


def crops(example: Example, scan: str) -> tuple[tuple[int, Crop], ...]:
    with Workspace(example.workspace, "王敏", now, write=False) as workspace:
        snapshot = workspace.snapshot()
        (piece,) = [one for one in snapshot.pieces if one.id == scan]
        return snapshot.originals[piece.parts[0].original].crops


def test_a_page_is_cropped_and_shown_whole_again(example: Example, beijian: Command, scan: str) -> None:
    done = beijian("crop", example.workspace, scan[:8], "2", "--left", "5", "--top", "12.5%", "--json").json
    assert done == {"id": scan, "page": 2, "cut": {"left": 5.0, "right": 0.0, "top": 12.5, "bottom": 0.0}}
    assert crops(example, scan) == ((2, Crop(500, 1250, 10_000, 10_000)),)
    said = beijian("crop", example.workspace, scan[:8], "第２页", "--bottom", "50").out
    assert "第 2 页：只显示和打印框里的部分，留下整页宽的 100%、高的 50%" in said
    assert "光靠裁剪挡不住" in said
    assert "第 2 页整页显示和打印" in beijian("crop", example.workspace, scan[:8], "2", "--whole").out
    assert crops(example, scan) == ()


def test_it_is_a_step_that_is_taken_back(example: Example, beijian: Command, scan: str) -> None:
    beijian("crop", example.workspace, scan[:8], "--right", "20")
    assert crops(example, scan) == ((1, Crop(0, 0, 8000, 10_000)),)
    assert "裁剪页面" in beijian("undo", example.workspace).out
    assert crops(example, scan) == ()


def test_edges_are_those_of_the_page_as_it_is_shown(example: Example, beijian: Command, scan: str) -> None:
    with Workspace(example.workspace, "王敏", now, write=True) as workspace:
        (piece,) = [one for one in workspace.snapshot().pieces if one.id == scan]
        turn_page(workspace, piece.parts[0].original, 1, 90)
    done = beijian("crop", example.workspace, scan[:8], "--top", "30", "--json").json
    assert done["cut"] == {"left": 0.0, "right": 0.0, "top": 30.0, "bottom": 0.0}
    assert crops(example, scan) == ((1, Crop(3000, 0, 10_000, 10_000)),), "what is above was on the left"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["4", "--top", "5"], ("只有 3 页", "没有第 4 页")),
        (["0", "--top", "5"], ("没有第 0 页",)),
        (["二", "--top", "5"], ("“二”不是页数", "如 3")),
        (["1", "--top", "一半"], ("上边裁去的“一半”", "如 12.5")),
        (["1", "--left", "96"], ("左边裁去的“96”", "0 到 95")),
        (["1", "--left", "-5"], ("左边裁去的“-5”",)),
        (["1", "--left", "50", "--right", "46"], ("太小", "5%")),
        (["1", "--left", "60", "--right", "60"], ("颠倒",)),
        (["1"], ("--whole",)),
        (["1", "--whole", "--top", "5"], ("--whole",)),
    ],
)
def test_what_cannot_be_is_refused(
    options: list[str],
    words: tuple[str, ...],
    example: Example,
    beijian: Command,
    scan: str,
    refused: Callable[..., str],
) -> None:
    refused(beijian("crop", example.workspace, scan[:8], *options), *words)
    assert crops(example, scan) == ()


def test_what_is_no_page_by_itself_is_refused(example: Example, beijian: Command, refused: Callable[..., str]) -> None:
    (text,) = [one["id"] for one in example.said["files"] if one["source"].endswith("总结.txt")]
    refused(beijian("crop", example.workspace, text, "--top", "5"), "不能裁剪", "照片、扫描件和 PDF")
