"""Makes the pictures of README and help from the real window and pages: `.venv/bin/python pictures/make_pictures.py`.

`--out DIR` puts them, and those of all other panes and dialogs, elsewhere, as a screen of `--screen` pixels shows them
at `--scale`, light or dark, in a size of `--text`; `dev.py pictures` does so for eight kinds of screen. What does not
fit into its window is told, and is a fault. Pages need LibreOffice and pdftoppm; without them only the window is taken.
"""

# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

_TASK_BAR = 40  # pixels of the screen's height that Windows keeps for itself
_IN_README = frozenset({"tray", "item", "gaps", "overview", "page-directory"})
_HELP = HERE.parent / "templates" / "help" / "pictures"
_IN_HELP = frozenset({"gaps", "overview"})
_HELP_WIDE = 900  # of which the help shows as much as it has room for
_PAGES = {"page-directory": 3, "page-item": 27}


@dataclass(frozen=True, slots=True)
class Screen:
    """What a window is seen on."""

    wide: int  # pixels
    high: int
    scale: float
    shade: str
    text_pt: float


def main() -> int:
    """Make the pictures; return 1 if something was cut, or a dialog was not seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--screen", default="1366x768", metavar="WIDTHxHEIGHT")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--shade", choices=("light", "dark"), default="light")
    parser.add_argument("--text", type=float, default=10.0, help="size of the text in points")
    options = parser.parse_args()
    wide, high = map(int, options.screen.split("x"))
    screen = Screen(wide, high - _TASK_BAR, options.scale, options.shade, options.text)
    os.environ["QT_SCALE_FACTOR"] = str(screen.scale)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="beijian-") as folder:
        os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={_described(screen, Path(folder))}")
        documents, faults = take_window(Path(folder), options.out, screen)
        if options.out == HERE:
            keep_for_help()
        if options.scale == 1 and options.shade == "light":
            take_pages(documents, options.out)
    for told in faults:
        print(told, file=sys.stderr)
    return int(bool(faults))


def _described(screen: Screen, folder: Path) -> Path:
    """Write what the screen is like that nobody sees, and return the file."""
    told = {"name": "screen", "x": 0, "y": 0, "width": screen.wide, "height": screen.high}
    path = folder / "screen.json"
    path.write_text(json.dumps({"screens": [told | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}), "utf-8")
    return path


def take_window(folder: Path, out: Path, screen: Screen) -> tuple[Path, list[str]]:
    """Play the main job and take each pane and dialog; return where documents were exported to, and what is wrong."""
    from camera import Camera
    from other_dialogs import not_taken
    from tour import play

    from app.program import NAME
    from app.window import Shown, speak_chinese
    from ui.jobs import Jobs
    from ui.theme import Look, Shade, begin

    speak_chinese(begin(NAME))
    jobs = Jobs()
    shown = Shown(jobs, folder / "settings.toml")
    shown.garbage.begin()
    shown.appearance.choose(Look(Shade(screen.shade), screen.text_pt))
    window = shown.window()
    window.resize(round(screen.wide / screen.scale), round(screen.high / screen.scale))
    window.show()
    camera = Camera(out, window, shown.session, _IN_README if out == HERE else None)
    try:
        documents = play(camera, shown, folder)
        window.close()
    finally:
        jobs.close()  # or its thread would keep a process alive that failed
    faults = [*camera.faults]
    if out != HERE:
        faults += [f"not taken: {name}" for name in not_taken(camera)]
    return documents, faults


def keep_for_help() -> None:
    """Keep small copies of what the help shows."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    for name in _IN_HELP:
        picture = QImage(str(HERE / f"{name}.png"))
        small = picture.scaledToWidth(_HELP_WIDE, Qt.TransformationMode.SmoothTransformation)
        small.convertToFormat(QImage.Format.Format_RGB888).save(str(_HELP / f"{name}.png"))


def take_pages(documents: Path, out: Path) -> None:
    """Take pages of the internal edition as LibreOffice lays them out."""
    office, printer = shutil.which("soffice"), shutil.which("pdftoppm")
    if office is None or printer is None:
        print("left out: pages, for want of LibreOffice or pdftoppm", file=sys.stderr)
        return
    (document,) = documents.glob("内部工作版/*.docx")
    with tempfile.TemporaryDirectory() as folder:
        convert = [office, "--headless", "--convert-to", "pdf", "--outdir", folder, str(document)]
        subprocess.run(convert, check=True, capture_output=True)
        (pdf,) = Path(folder).glob("*.pdf")
        wanted = {name: page for name, page in _PAGES.items() if out != HERE or name in _IN_README}
        for name, page in wanted.items():
            one = ["-f", str(page), "-l", str(page), "-singlefile", "-r", "70", "-png"]
            subprocess.run([printer, *one, str(pdf), str(out / name)], check=True)
            print(out / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main())
