"""LibreOffice, and what it does to files that it hangs or crashes over: by a small program that stands for it."""

from __future__ import annotations

import io
import os
import shutil
import sys
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import docx
import pytest
from office.modern import a_docx
from PIL import Image

from evidence.convert.converter import Failure
from evidence.convert.finding import converters
from evidence.convert.libre_office import LibreOffice, named
from evidence.errors import CancelledError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the program that stands for it is a script")

STANDING_FOR_IT = f"""#!{sys.executable}
import os, pathlib, subprocess, sys, time
at = sys.argv.index("--outdir")
out, files = pathlib.Path(sys.argv[at + 1]), sys.argv[at + 2 :]
home = next(given for given in sys.argv if given.startswith("-env:UserInstallation=file://"))
settings = pathlib.Path(home.partition("file://")[2], "user", "registrymodifications.xcu")
here = pathlib.Path(__file__).parent
with (here / "starts").open("a") as log:
    print(len(files), file=log)
for file in map(pathlib.Path, files):
    told = file.read_text()
    if told == "hang":
        child = subprocess.Popen(["sleep", "60"])
        (here / "child").write_text(str(child.pid))
        time.sleep(60)
    if told == "crash" or (told == "crash once" and len(files) > 1):
        os._exit(134)
    whole = b"%PDF-1.7\\n%%EOF"
    if told != "nothing":
        (out / (file.stem + ".pdf")).write_bytes(whole[:8] if told == "half" else whole)
    if told == "settings":
        (here / "settings").write_text(settings.read_text())
"""


class Office:
    """The program that stands for it, and files to give it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = folder / "出"
        self.out.mkdir()
        self.program = folder / "soffice"
        self.program.write_text(STANDING_FOR_IT, encoding="utf-8")
        self.program.chmod(0o755)

    def files(self, *told: str) -> list[Path]:
        paths = [self.folder / f"{at}.docx" for at in range(len(told))]
        for path, text in zip(paths, told, strict=True):
            path.write_text(text, encoding="utf-8")
        return paths

    def convert(self, *told: str, limit_s: float = 20, stop: threading.Event | None = None) -> list[str]:
        """Return what came of each file: its PDF's name, or why there is none."""
        asked, files = stop or threading.Event(), self.files(*told)
        converter = LibreOffice(self.program, limit_s=limit_s)
        found = converter.convert(files, self.out, asked.is_set, lambda _: None)
        return [str(one) if isinstance(one := found[file], Failure) else one.name for file in files]

    @property
    def starts(self) -> list[int]:
        """How many files it was given at each start."""
        return [int(line) for line in (self.folder / "starts").read_text().split()]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def ends(pid: int) -> bool:
    """Tell whether a process is gone; one that was killed may take a moment."""
    for _ in range(200):
        try:
            if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_all_files_are_converted_in_one_start(office: Office) -> None:
    assert office.convert("a", "b", "c") == ["0.pdf", "1.pdf", "2.pdf"]
    assert office.starts == [3]


def test_a_file_that_it_makes_nothing_of_costs_no_other_its_place(office: Office) -> None:
    assert office.convert("a", "nothing", "c") == ["0.pdf", "nothing", "2.pdf"]


def test_a_file_that_it_crashes_over_costs_no_other_its_place(office: Office) -> None:
    assert office.convert("a", "crash", "c") == ["0.pdf", "crashed", "2.pdf"]


def test_a_file_that_it_crashes_over_behind_another_is_tried_alone(office: Office) -> None:
    assert office.convert("a", "crash once", "c") == ["0.pdf", "1.pdf", "2.pdf"]


def test_a_file_that_it_hangs_over_costs_no_other_its_place(office: Office) -> None:
    assert office.convert("a", "hang", "c", limit_s=1.5) == ["0.pdf", "timed_out", "2.pdf"]


def test_nothing_that_it_started_outlives_the_time_limit(office: Office) -> None:
    office.convert("hang", limit_s=1.5)
    assert ends(int((office.folder / "child").read_text()))


def test_a_stop_ends_it_at_once_with_all_that_it_started(office: Office) -> None:
    stop = threading.Event()
    threading.Timer(1.0, stop.set).start()
    with pytest.raises(CancelledError):
        office.convert("hang", limit_s=600, stop=stop)
    assert ends(int((office.folder / "child").read_text()))


def test_a_pdf_that_is_not_written_to_its_end_is_none(office: Office) -> None:
    assert office.convert("half") == ["nothing"]


def test_a_program_that_cannot_be_started_makes_nothing(office: Office) -> None:
    office.program.write_bytes(b"no program")
    assert office.convert("a", "b") == ["crashed", "crashed"]


def test_no_macro_runs_and_no_link_is_followed(office: Office) -> None:
    office.convert("settings")
    told = (office.folder / "settings").read_text()
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true<' in told
    assert '"BlockUntrustedRefererLinks" oor:op="fuse"><value>true<' in told


def test_its_version_is_read_beside_it(office: Office) -> None:
    (office.folder / "bootstraprc").write_text("[Bootstrap]\nProductKey=LibreOffice 24.8\n")
    assert named(office.program).name == "LibreOffice 24.8"


def test_it_is_found_by_path(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(office.folder))
    (found, *_) = converters()
    assert found == LibreOffice(office.program)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there")
def test_a_real_one_converts_what_it_can_and_tells_the_rest(tmp_path: Path) -> None:
    sound, broken = tmp_path / "甲.docx", tmp_path / "乙.docx"
    sound.write_bytes(a_docx("关于开展食品安全检查的通知"))
    broken.write_bytes(a_docx("关于")[:300])
    (tmp_path / "出").mkdir()
    found = converters()[0].convert([broken, sound], tmp_path / "出", lambda: False, lambda _: None)
    assert found == {broken: Failure.NOTHING, sound: tmp_path / "出" / "甲.pdf"}


class Listening(BaseHTTPRequestHandler):
    """A server that notes what it is asked for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_GET  # noqa: N815 — names that the server looks for

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — as it is called in the standard library
        """Say nothing."""


def with_picture_elsewhere(path: Path, place: str) -> Path:
    """Write a Word file whose picture lies in the net."""
    document, data = docx.Document(), io.BytesIO()
    Image.new("RGB", (20, 20)).save(picture := io.BytesIO(), "PNG")
    document.add_picture(picture)
    document.save(data)
    with zipfile.ZipFile(data) as whole, zipfile.ZipFile(path, "w") as changed:
        for name in whole.namelist():
            part = whole.read(name).replace(b"r:embed=", b"r:link=")
            linked = f'Target="{place}" TargetMode="External"'.encode()
            changed.writestr(name, part.replace(b'Target="media/image1.png"', linked))
    return path


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not there")
def test_a_real_one_fetches_no_picture_that_lies_elsewhere(tmp_path: Path) -> None:
    with HTTPServer(("127.0.0.1", 0), Listening) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        paper = with_picture_elsewhere(tmp_path / "甲.docx", f"http://127.0.0.1:{server.server_port}/x.png")
        (tmp_path / "出").mkdir()
        found = converters()[0].convert([paper], tmp_path / "出", lambda: False, lambda _: None)
        server.shutdown()
    assert (found, Listening.asked) == ({paper: tmp_path / "出" / "甲.pdf"}, [])
