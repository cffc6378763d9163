"""Killed at any moment, `add`, `export`, `isolate` and `watch` lose nothing confirmed and leave no half file."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest
from PIL import Image

from build import NOON
from evidence.export.verifying import verify_package
from evidence.progress import Silent
from evidence.snapshot import Snapshot
from evidence.workspace import Workspace
from tests.app.examples import ROOT, Command, Example, in_another_process

pytestmark = pytest.mark.slow

FILES = 54  # more than are recorded in one transaction
MOMENTS = 25  # of each command
# Shares of an undisturbed run; before a fifth of it, Python is still loading.
_moments = random.Random(20240108)  # noqa: S311 — no secret
SHARES = sorted(_moments.uniform(0.2, 1.0) for _ in range(MOMENTS))
FOLDERS = ("内部工作版", "送审版", "电子版资料")


def more_files(folder: Path) -> Path:
    """Write small files that a second `add` takes in."""
    folder.mkdir()
    for number in range(FILES - 4):
        name = f"2-1 第{number}次检查记录.txt" if number % 2 else f"记录{number}.txt"
        (folder / name).write_text(f"2023年第{number}次食品安全检查记录\n", "utf-8")
    for number in range(4):
        Image.new("RGB", (200, 150), (60 * number, 10, 90)).save(folder / f"2-1 照片{number}.jpg")
    return folder


@dataclass(frozen=True)
class Prepared:
    """A workspace with what an earlier `add` confirmed, files to add, and how long undisturbed runs take."""

    workspace: Path
    exported: Path
    inbox: Path
    add_s: float
    export_s: float


def duration_s(arguments: Sequence[str | Path]) -> float:
    start_s = time.monotonic()
    done = in_another_process(arguments)
    assert done.status == 0, done.err
    return time.monotonic() - start_s


@pytest.fixture(scope="module")
def prepared(made: Example, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    place = tmp_path_factory.mktemp("杀")
    inbox = more_files(place / "再收")
    workspace = copytree(made.workspace, place / "项目")
    measured = copytree(workspace, place / "计时")
    export_s = duration_s(["export", workspace, "--out", place / "导出"])
    return Prepared(workspace, place / "导出", inbox, duration_s(["add", measured, inbox]), export_s)


def killed_after(delay_s: float, *arguments: str | Path, started: Sequence[str] = ("-m", "app")) -> int:
    """Start a command, kill it (it alone, not its workers) after so long; return its process group."""
    command = [sys.executable, *started, *map(str, arguments)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(delay_s)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.pid


def alive(group: int) -> list[str]:
    """Return the processes of a group that have not ended; Windows has no groups to ask for."""
    found: list[str] = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, its_group = path.read_text("utf-8", "replace").rpartition(")")[2].split()[:3]
        except OSError:  # ended just now
            continue
        if int(its_group) == group and state not in "ZX":
            found.append(path.parent.name)
    return found


def wait_until_none_is_alive(group: int, patience_s: float = 20) -> None:
    pause, end_s = threading.Event(), time.monotonic() + patience_s
    while alive(group) and time.monotonic() < end_s:
        pause.wait(0.02)
    left = alive(group)
    if left and sys.platform != "win32":
        os.killpg(group, signal.SIGKILL)
    assert left == []


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def opened(workspace: Path) -> Snapshot:
    with Workspace(workspace, "王敏", lambda: NOON, write=True) as writing:
        return writing.snapshot()


def missing_originals(workspace: Path, snapshot: Snapshot) -> list[str]:
    with Workspace(workspace, "王敏", lambda: NOON, write=False) as reading:
        paths = {original: reading.original_path(original) for original in snapshot.originals.values()}
    return [o.name for o, path in paths.items() if not path.is_file() or sha256(path) != o.sha256]


def half_files(workspace: Path) -> list[Path]:
    vault = workspace / "vault"
    files = [path for path in vault.rglob("*") if path.is_file()]
    return [path for path in files if path.parent.parent.parent != vault or sha256(path) != path.parent.name]


@pytest.mark.parametrize("share", SHARES, ids=[f"{share:.3f}" for share in SHARES])
def test_an_add_that_is_killed(share: float, prepared: Prepared, tmp_path: Path, beijian: Command) -> None:
    before = opened(prepared.workspace)
    workspace = copytree(prepared.workspace, tmp_path / "项目")

    group = killed_after(share * prepared.add_s, "add", workspace, prepared.inbox)

    wait_until_none_is_alive(group)
    after = opened(workspace)
    assert missing_originals(workspace, after) == []
    assert half_files(workspace) == []
    assert set(before.pieces) <= set(after.pieces), "what an earlier add confirmed is there"
    assert set(before.filings) <= set(after.filings)
    assert len(after.pieces) - len(before.pieces) in (0, 50, FILES), "a transaction is there whole or not at all"

    again = beijian("add", workspace, prepared.inbox, "--json")

    assert again.status == 0, again.err
    totals = again.json["totals"]
    assert (totals["seen"], totals["new"] + totals["duplicate"]) == (FILES, FILES)
    complete = opened(workspace)
    assert len(complete.originals) == len(before.originals) + FILES
    assert missing_originals(workspace, complete) == []
    assert half_files(workspace) == []


def faults_of_export(out: Path) -> list[str]:
    """Return what is wrong with the parts of an export that are at the target."""
    found: list[str] = []
    for document in [path for folder in FOLDERS[:2] for path in (out / folder).glob("*.docx")]:
        with zipfile.ZipFile(document) as archive:
            if archive.testzip() is not None or "word/document.xml" not in archive.namelist():
                found.append(str(document))
    if (out / FOLDERS[2]).exists():
        found += [f"{fault.code} {fault.path}" for fault in verify_package(out / FOLDERS[2], Silent()).faults]
    return found


@pytest.mark.parametrize("share", SHARES, ids=[f"{share:.3f}" for share in SHARES])
def test_an_export_that_is_killed(share: float, prepared: Prepared, tmp_path: Path, beijian: Command) -> None:
    out = tmp_path / "导出"
    if SHARES.index(share) % 2:
        copytree(prepared.exported, out)

    group = killed_after(share * prepared.export_s, "export", prepared.workspace, "--out", out)

    wait_until_none_is_alive(group)
    assert faults_of_export(out) == []
    assert half_files(prepared.workspace) == []
    assert missing_originals(prepared.workspace, opened(prepared.workspace)) == []

    again = beijian("export", prepared.workspace, "--out", out, "--json")

    assert again.status == 0, again.err
    assert faults_of_export(out) == []
    assert {path.name for path in out.iterdir()} == {*FOLDERS, ".beijian-export.json", ".beijian-export.lock"}


ISOLATING = "集结地点在三号粮库"


def traces(workspace: Path) -> list[str]:
    """Return which files outside the folder of isolated ones hold the text that was isolated."""
    files = [path for path in workspace.rglob("*") if path.is_file() and path.parent.name != "isolated"]
    forms = (ISOLATING.encode(), json.dumps(ISOLATING)[1:-1].encode())
    return [str(path) for path in files if any(form in path.read_bytes() for form in forms)]


@pytest.fixture(scope="module")
def to_isolate(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, float]:
    """A workspace with a paper that should not be there, its id, and how long isolating it takes."""
    place = tmp_path_factory.mktemp("密")
    workspace = copytree(prepared.workspace, place / "项目")
    (place / "蓝鲸.txt").write_text(f"关于某事的通知\n{ISOLATING}。\n", "utf-8")
    (file,) = in_another_process(["add", workspace, place / "蓝鲸.txt", "--json"]).json["files"]
    measured = copytree(workspace, place / "计时")
    return workspace, file["id"], duration_s(["isolate", measured, file["id"], "--by", "赵主任"])


@pytest.mark.parametrize("share", SHARES, ids=[f"{share:.3f}" for share in SHARES])
def test_an_isolation_that_is_killed(share: float, to_isolate: tuple[Path, str, float], tmp_path: Path) -> None:
    prepared, piece, takes_s = to_isolate
    workspace = copytree(prepared, tmp_path / "项目")

    killed_after(share * takes_s, "isolate", workspace, piece, "--by", "赵主任")

    after = opened(workspace)
    assert missing_originals(workspace, after) == []
    assert half_files(workspace) == []
    with Workspace(workspace, "王敏", lambda: NOON, write=False) as reading:
        records = reading.secrecy.records()
    if piece in after.piece_by_id:
        assert (records, (workspace / "isolated").exists()) == ((), False), "it has not begun"
    else:
        assert [record.finished for record in records] == [True], "it went on when the project was opened"
        assert [path.name for path in (workspace / "isolated").iterdir()] == [records[0].file_name]
        assert traces(workspace) == []


# The watched folder: what is copied into it while it is looked into, more often than in an office

WATCHED = 20
IMPATIENT = (
    "import runpy, sys; import app.batch_commands as looking, evidence.intake.watch as resting;"
    "looking._LOOK_EVERY_S, resting.REST_S = 0.05, 0.4; sys.argv[0] = 'beijian';"
    "runpy.run_module('app', run_name='__main__', alter_sys=False)"
)


def whole_files() -> dict[str, bytes]:
    return {f"2-1 记录{number}.txt": f"2023年第{number}次检查记录\n".encode() * 400 for number in range(WATCHED)}


def copy_slowly(folder: Path) -> None:
    """Write each file in two halves, as a copy over a slow network does; never as long still as a file that rests."""
    pause = threading.Event()
    for name, content in whole_files().items():
        half = len(content) // 2
        with (folder / name).open("wb") as copy:
            copy.write(content[:half])
            copy.flush()
            pause.wait(0.03)
            copy.write(content[half:])


def watched_once(workspace: Path, folder: Path) -> float:
    """Take in what lies in the folder, undisturbed; return how long that takes."""
    start_s = time.monotonic()
    command = [sys.executable, "-c", IMPATIENT, "watch", str(workspace), str(folder), "--once"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.monotonic() - start_s


@pytest.fixture(scope="module")
def watching_s(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> float:
    place = tmp_path_factory.mktemp("看")
    folder = place / "收件夹"
    folder.mkdir()
    copy_slowly(folder)
    return 0.03 * WATCHED + watched_once(copytree(prepared.workspace, place / "项目"), folder)


@pytest.mark.parametrize("share", SHARES[::3], ids=[f"{share:.3f}" for share in SHARES[::3]])
def test_a_watch_that_is_killed_while_files_are_copied(
    share: float, prepared: Prepared, watching_s: float, tmp_path: Path
) -> None:
    before = opened(prepared.workspace)
    workspace, folder = copytree(prepared.workspace, tmp_path / "项目"), tmp_path / "收件夹"
    folder.mkdir()
    copying = threading.Thread(target=copy_slowly, args=(folder,))
    copying.start()

    group = killed_after(share * watching_s, "watch", workspace, folder, started=("-c", IMPATIENT))

    wait_until_none_is_alive(group)
    copying.join()
    whole = {hashlib.sha256(content).hexdigest() for content in whole_files().values()}
    known = {original.sha256 for original in before.originals.values()}
    after = opened(workspace)
    assert missing_originals(workspace, after) == []
    assert half_files(workspace) == []
    assert {original.sha256 for original in after.originals.values()} - known <= whole, "none is taken half copied"

    watched_once(workspace, folder)

    complete = opened(workspace)
    assert {original.sha256 for original in complete.originals.values()} - known == whole, "none is lost"
    assert len(complete.pieces) == len(before.pieces) + WATCHED, "none is there twice"
    assert missing_originals(workspace, complete) == []
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == whole_files()
