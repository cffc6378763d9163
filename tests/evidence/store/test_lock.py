"""One writer a workspace, also among processes; a holder that dies holds nothing."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from build import NOON
from evidence import wording
from evidence.errors import WorkspaceError
from evidence.store.lock import Holder, named_in
from evidence.workspace import Workspace

HOLD = """
import sys
from datetime import datetime
from pathlib import Path
from evidence.workspace import Workspace

with Workspace(Path(sys.argv[1]), "李强", lambda: datetime(2024, 1, 8, 9, 30), write=True):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_writer(folder: Path, root: Path) -> Generator[subprocess.Popen[str]]:
    """Hold the workspace in another process."""
    command = [sys.executable, "-X", "utf8", "-c", HOLD, str(folder)]
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def open_for_writing(folder: Path) -> None:
    Workspace(folder, "王敏", lambda: NOON, write=True).close()


def test_a_second_writer_is_refused_and_told_who_holds_it(folder: Path, root: Path) -> None:
    with another_writer(folder, root), pytest.raises(WorkspaceError) as refusal:
        open_for_writing(folder)
    assert wording.sentence(refusal.value) == (
        f"{folder} 正由“李强 2024-01-08 09:30”在电脑“{platform.node()}”上使用，一次只能一人写入。请等对方关闭后再试。"
    )


def test_a_refused_writer_does_not_free_the_lock(folder: Path, root: Path) -> None:
    with another_writer(folder, root):
        for _ in range(2):
            with pytest.raises(WorkspaceError, match="workspace_locked"):
                open_for_writing(folder)


def test_a_holder_that_is_killed_holds_nothing(folder: Path, root: Path) -> None:
    with another_writer(folder, root) as holder:
        holder.kill()
        holder.wait()
        open_for_writing(folder)


def test_a_holder_that_was_killed_stays_named_until_the_next_takes_the_lock(folder: Path, root: Path) -> None:
    with another_writer(folder, root) as holder:
        holder.kill()
        holder.wait()
    left = named_in(folder / "lock")
    assert left == Holder("李强 2024-01-08 09:30", platform.node(), holder.pid)
    assert left is not None
    assert left.is_dead
    open_for_writing(folder)
    assert named_in(folder / "lock") is None


def test_a_lock_that_outlives_its_program_on_this_pc_is_told_apart(folder: Path, root: Path) -> None:
    """As on a share whose server has not noticed yet that the program died: here another still holds the file."""
    with another_writer(folder, root) as holder:
        gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
        (folder / "lock").write_bytes(f"赵丽 2024-01-08 08:00\t{platform.node()}\t{int(gone.stdout)}\n".encode())
        with pytest.raises(WorkspaceError) as refusal:
            open_for_writing(folder)
        assert holder.poll() is None
    assert "没有正常关闭" in wording.sentence(refusal.value)


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        (f"李强\t{platform.node()}\t{os.getpid()}", False),
        ("李强\t另一台电脑\t1", False),
        ("李强 2024-01-08 09:30", False),  # an older program's
        ("李强\t\t不是数字", False),
    ],
)
def test_nobody_is_taken_for_dead_who_may_live(tmp_path: Path, text: str, dead: bool) -> None:
    (tmp_path / "lock").write_text(text, "utf-8")
    holder = named_in(tmp_path / "lock")
    assert holder is not None
    assert (holder.who.startswith("李强"), holder.is_dead) == (True, dead)


def test_a_holder_that_closes_lets_others_write(folder: Path, root: Path) -> None:
    with another_writer(folder, root) as holder:
        holder.communicate()
        open_for_writing(folder)


def test_readers_need_no_lock(folder: Path, root: Path) -> None:
    with another_writer(folder, root), Workspace(folder, "王敏", lambda: NOON, write=False) as workspace:
        assert len(workspace.snapshot().criteria) == 2


def test_a_reader_cannot_write(folder: Path) -> None:
    with Workspace(folder, "王敏", lambda: NOON, write=False) as workspace, pytest.raises(WorkspaceError) as refusal:
        workspace.undo()
    assert refusal.value.code == "workspace_read_only"


def test_a_name_longer_than_the_last_holders_is_told_whole_and_a_shorter_one_alone(folder: Path, root: Path) -> None:
    Workspace(folder, "一位名字非常非常长的经办人", lambda: NOON, write=True).close()
    with another_writer(folder, root), pytest.raises(WorkspaceError) as refusal:
        open_for_writing(folder)
    assert refusal.value.params["holder"] == "李强 2024-01-08 09:30"


def test_a_folder_in_the_place_of_the_lock_is_told_in_a_sentence(folder: Path) -> None:
    (folder / "lock").mkdir()
    with pytest.raises(WorkspaceError):
        open_for_writing(folder)
