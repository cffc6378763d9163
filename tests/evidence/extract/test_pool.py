from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest

from evidence.errors import UnreadableFileError
from evidence.extract.found import Reading
from evidence.extract.pool import read_all

SCRIPT = """
import sys
from pathlib import Path
from evidence.extract import pool
from evidence.extract.found import Reading

if __name__ == "__main__":
    for result in pool.read_all([(Path(name), name) for name in sys.argv[1:]], 2, 60):
        print(pool.multiprocessing.active_children()[0].pid, flush=True)
        input()
"""


class Deadly:
    """Ends the process that unpickles it."""

    def __reduce__(self) -> tuple[Callable[[int], None], tuple[int]]:
        return os._exit, (9,)


def alive(pid: int) -> bool:
    """Tell whether a process is there and no zombie."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text(encoding="utf-8").split()[2] != "Z"


def test_every_file_comes_back_with_its_index(save: Callable[[str, bytes], Path]) -> None:
    paths = [save(f"{number}.txt", f"第{number}件".encode()) for number in range(9)]
    results = dict(read_all([(path, path.name) for path in paths], 2, 60))
    texts = [result.text for _, result in sorted(results.items()) if isinstance(result, Reading)]
    assert texts == [f"第{number}件" for number in range(9)]


def test_no_files_start_no_worker() -> None:
    assert list(read_all([], 2, 60)) == []


def test_an_unreadable_file_keeps_its_code_and_the_others_go_on(save: Callable[[str, bytes], Path]) -> None:
    jobs = [(save("a.docx", b"PK\x03\x04cut"), "a.docx"), (save("b.txt", b"text"), "b.txt")]
    results = dict(read_all(jobs, 1, 60))
    assert isinstance(results[0], UnreadableFileError)
    assert results[0].code == "file_truncated"
    assert isinstance(results[1], Reading)


def test_a_file_that_kills_its_worker_is_marked_and_the_others_go_on(save: Callable[[str, bytes], Path]) -> None:
    deadly = cast("Path", Deadly())
    jobs = [(save("a.txt", b"a"), "a.txt"), (deadly, "crash.pdf"), (save("b.txt", b"b"), "b.txt")]
    results = dict(read_all(jobs, 1, 60))
    assert isinstance(results[1], UnreadableFileError)
    assert results[1].code == "reader_crashed"
    assert isinstance(results[0], Reading)
    assert isinstance(results[2], Reading)


def test_a_file_that_runs_out_of_time_is_marked_and_a_new_worker_starts(save: Callable[[str, bytes], Path]) -> None:
    jobs = [(save(f"{number}.txt", b"text"), "a.txt") for number in range(3)]
    results = dict(read_all(jobs, 1, 0.0))
    assert {result.code for result in results.values() if isinstance(result, UnreadableFileError)} == {"read_timeout"}
    assert len(results) == 3


def test_giving_up_early_ends_the_workers(save: Callable[[str, bytes], Path]) -> None:
    jobs = [(save(f"{number}.txt", b"text"), "a.txt") for number in range(20)]
    with closing(cast("Generator[object]", read_all(jobs, 2, 60))) as results:
        next(results)
        assert len(multiprocessing.active_children()) == 2
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_die_with_a_parent_that_is_killed(
    root: Path, save: Callable[[str, bytes], Path], tmp_path: Path
) -> None:
    script = tmp_path / "reads.py"
    script.write_text(SCRIPT, encoding="utf-8")
    names = [str(save(f"{number}.txt", b"text")) for number in range(8)]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(
        [sys.executable, str(script), *names], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert alive(worker)
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while alive(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(worker)


WITHOUT_A_MAIN = """
from functools import partial
from pathlib import Path
from evidence.extract.pool import read_all
list(read_all([(Path("a.txt"), "a.txt")], 1, 60, partial(print, "much to send" * 100_000)))
"""


def test_a_process_that_cannot_start_is_told_of_however_much_it_was_to_be_sent(root: Path) -> None:
    command = [sys.executable, "-X", "utf8", "-"]  # a program from a pipe cannot be started again
    done = subprocess.run(
        command, cwd=root, input=WITHOUT_A_MAIN, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert "a reading process did not start" in done.stderr


def numbered(index: int, reading: Reading) -> str:
    return f"{index} {reading.text} {multiprocessing.parent_process() is not None}"


def test_what_follows_from_a_file_is_worked_out_where_it_is_read(tmp_path: Path) -> None:
    for name in "甲乙":
        (tmp_path / f"{name}.txt").write_text(f"{name}的内容", "utf-8")
    jobs = [(path, path.name) for path in sorted(tmp_path.iterdir())]
    found = dict(read_all(jobs, 2, 60, numbered))
    assert found == {0: "0 乙的内容 True", 1: "1 甲的内容 True"}


def complain(index: int, reading: Reading) -> int:
    """Write where libraries write what they think of a damaged file."""
    os.write(2, f"damaged: {reading.media_type}".encode())
    sys.stdout.write("damaged")
    return index


def test_what_libraries_say_of_a_file_is_heard_nowhere(
    save: Callable[[str, bytes], Path], capfd: pytest.CaptureFixture[str]
) -> None:
    assert list(read_all([(save("a.txt", b"text"), "a.txt")], 1, 60, complain)) == [(0, 0)]
    assert capfd.readouterr() == ("", "")
