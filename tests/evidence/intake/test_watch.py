"""收件夹: what is still being copied waits, what rests is taken once, and nothing is lost or comes twice."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from build import NOON
from evidence.errors import RequestError
from evidence.intake.watch import PATIENCE_S, REST_S, Resting, Watch
from evidence.model import ArrivalState
from evidence.progress import Silent
from evidence.workspace import Workspace
from tests.evidence.intake.test_take_in import a_workspace


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "收件夹").mkdir()
    return tmp_path / "收件夹"


@pytest.fixture
def watch(folder: Path, clock: Clock, tmp_path: Path) -> Watch:
    return Watch(folder, {}, tmp_path / "项目", clock)


def names(files: tuple[Resting, ...]) -> list[str]:
    return [str(file.found.source) for file in files]


def look_twice(watch: Watch, clock: Clock, between: Callable[[], object] = lambda: None) -> list[str]:
    assert watch.look() == ()
    between()
    clock.now_s += REST_S
    return names(watch.look())


def test_a_file_is_taken_when_it_has_come_to_rest(watch: Watch, folder: Path, clock: Clock) -> None:
    (folder / "双河镇").mkdir()
    (folder / "双河镇" / "总结.txt").write_text("总结", "utf-8")
    assert look_twice(watch, clock) == ["双河镇/总结.txt"]


def test_a_file_that_grows_waits_and_so_do_the_others(watch: Watch, folder: Path, clock: Clock) -> None:
    (folder / "通知.txt").write_text("通知", "utf-8")
    growing = folder / "录像.mp4"
    growing.write_bytes(b"1")
    assert look_twice(watch, clock, lambda: growing.write_bytes(b"12")) == []
    clock.now_s += REST_S
    assert sorted(names(watch.look())) == ["录像.mp4", "通知.txt"]


def test_what_rests_does_not_wait_for_ever(watch: Watch, folder: Path, clock: Clock) -> None:
    (folder / "通知.txt").write_text("通知", "utf-8")
    growing = folder / "录像.mp4"
    found: list[str] = []
    for size in range(1, 4 + int(PATIENCE_S / REST_S)):
        growing.write_bytes(b"1" * size)
        found += names(watch.look())
        clock.now_s += REST_S
    assert set(found) == {"通知.txt"}


def test_a_copy_of_full_size_whose_time_still_changes_waits(watch: Watch, folder: Path, clock: Clock) -> None:
    path = folder / "总结.txt"
    path.write_text("总结", "utf-8")
    assert look_twice(watch, clock, lambda: os.utime(path, (1, 1))) == []


@pytest.mark.parametrize("name", ["~$总结.docx", "总结.docx.crdownload", "Thumbs.db", "空.txt"])
def test_what_no_clerk_hands_in_is_left(name: str, watch: Watch, folder: Path, clock: Clock) -> None:
    (folder / name).write_bytes(b"" if name.startswith("空") else b"x")
    assert look_twice(watch, clock) == []


def test_what_was_taken_is_left_until_it_changes(watch: Watch, folder: Path, clock: Clock) -> None:
    path = folder / "总结.txt"
    path.write_text("总结", "utf-8")
    watch.look()
    clock.now_s += REST_S
    watch.took(watch.look())
    clock.now_s += REST_S
    assert watch.look() == ()
    path.write_text("总结（修改）", "utf-8")
    assert look_twice(watch, clock) == ["总结.txt"]


def test_a_folder_that_has_gone_is_said_to_be_missing(watch: Watch, folder: Path) -> None:
    folder.rmdir()
    with pytest.raises(RequestError):
        watch.look()


def rested(workspace: Workspace, clock: Clock) -> tuple[Resting, ...]:
    watch = workspace.watching.watch(clock)
    assert watch is not None
    watch.look()
    clock.now_s += REST_S
    return watch.look()


def test_what_was_taken_stays_taken_when_the_program_starts_again(tmp_path: Path, folder: Path, clock: Clock) -> None:
    (folder / "双河镇").mkdir()
    (folder / "双河镇" / "总结.txt").write_text("双河镇2023年总结", "utf-8")
    place = a_workspace(tmp_path / "项目")
    with Workspace(place, "王敏", lambda: NOON, write=True) as workspace:
        assert workspace.watching.watch() is None
        workspace.watching.choose(folder)
        taken = workspace.watching.take(rested(workspace, clock), Silent())
        assert [file.state for file in taken.files] == [ArrivalState.NEW]
        assert str(taken.files[0].source) == "双河镇/总结.txt"
    with Workspace(place, "王敏", lambda: NOON, write=True) as workspace:
        assert workspace.watching.folder() == folder.resolve()
        assert rested(workspace, clock) == ()
        workspace.undo()  # the arrival: the choice of a folder is no step
        assert workspace.snapshot().pieces == ()
        assert rested(workspace, clock) == (), "what a clerk took back does not come again by itself"


def test_the_project_itself_cannot_be_watched(tmp_path: Path) -> None:
    with Workspace(a_workspace(tmp_path / "项目"), "王敏", lambda: NOON, write=True) as workspace:
        for place in (workspace.path, workspace.path / "vault", tmp_path):
            with pytest.raises(RequestError, match="watch_own"):
                workspace.watching.choose(place)
        with pytest.raises(RequestError, match="watch_missing"):
            workspace.watching.choose(tmp_path / "没有")
