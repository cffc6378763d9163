#!/usr/bin/env python3
"""Make .venv from requirements.lock, then run the program, its tests or benches, or build it for Windows: see --help.

Standard library only. Everything that this file itself says goes to stderr, so stdout is the command's own.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
# Written last, each naming what it was made from: an install that was broken off has no stamp and is begun again.
PACKAGES_STAMP = VENV / "packages.stamp"
PROJECT_STAMP = VENV / "project.stamp"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
SUFFIX = ".exe" if WINDOWS else ""
PYTHON = SCRIPTS / f"python{SUFFIX}"
BEIJIAN = SCRIPTS / f"beijian{SUFFIX}"

# What PySide6's wheels leave to the system, by the Debian package that holds it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
# What a window on a screen needs beyond.
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
CHINESE_FONT = "fonts-noto-cjk"
# What building for Windows needs, by the Debian package that holds it.
PACKAGE_TOOLS = {"x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64", "osslsigncode": "osslsigncode"}


class SetupError(Exception):
    """The machine lacks something; the message says what to do."""


def main(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    try:
        check_python()
        options, rest = parser().parse_known_args(arguments)
        if rest and options.command != "test":
            parser().error(f"unknown arguments: {' '.join(rest)}")
        install_from_apt(missing_packages(options.command))
        make_environment()
        match options.command:
            case "demo":
                return demo(options.out, as_json=options.json)
            case "window":
                return window()
            case "bench":
                return bench(options.names, keep=options.keep)
            case "pictures":
                return pictures(options.out)
            case "package":
                return package(options.out, options.python)
            case _:
                return test(rest)
    except SetupError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("Stopped. Run the same command again to go on.")
        return 130


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    top = argparse.ArgumentParser(prog="dev.py", description="Builds and tries 备检 (Beijian).")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    example = commands.add_parser("demo", help="run the main job on the bundled example")
    example.add_argument("--out", default="demo", metavar="DIR", help="where to make it (default: ./demo)")
    example.add_argument("--json", action="store_true", help="print one JSON document on stdout, nothing else")
    commands.add_parser("window", help="start the program's window")
    commands.add_parser("test", help="run all tests and executed rules; further arguments go to pytest", add_help=False)
    benches = commands.add_parser("bench", help="measure speed and memory, print and keep the figures")
    benches.add_argument("names", nargs="*", metavar="NAME", help="measure this alone: rows, pictures, …")
    benches.add_argument("--keep", action="store_true", help="keep what is named; a run of all is kept")
    seen = commands.add_parser("pictures", help="take every pane and dialog of the window on every kind of screen")
    seen.add_argument("--out", default="pictures-taken", metavar="DIR", help="where to put them, a folder a screen")
    handed_out = commands.add_parser("package", help="build the program for Windows (on Linux): a folder and a zip")
    handed_out.add_argument("--out", default="dist", metavar="DIR", help="where to make it (default: ./dist)")
    handed_out.add_argument("--python", metavar="ZIP", help="python.org's python-3.11.9-embed-amd64.zip, if at hand")
    return top


def demo(out: str, *, as_json: bool) -> int:
    """Run the bundled example into `out`."""
    command = [str(BEIJIAN), "demo", "--out", out]
    return subprocess.run([*command, "--json"] if as_json else command, check=False).returncode


def window() -> int:
    """Start the program as its users do."""
    if sys.platform == "linux" and not any(name in os.environ for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        say("There is no screen here (no DISPLAY). On a machine without one: xvfb-run python3 dev.py window")
        return 1
    return subprocess.run([str(BEIJIAN)], check=False).returncode


def test(arguments: list[str]) -> int:
    """Run pytest; tests/conftest.py has it need no screen."""
    command = [str(PYTHON), "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def bench(names: list[str], *, keep: bool) -> int:
    """Run the benches of tests/bench, all or some, and keep their figures in RESULTS.md there."""
    asked = [*(["--keep"] if keep else []), *names]
    command = [str(PYTHON), "-X", "utf8", str(ROOT / "tests" / "bench" / "run.py"), *asked]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def pictures(out: str) -> int:
    """Take the window on each screen, and again in the dark; tell what does not fit, or was not seen."""
    script, status = str(ROOT / "pictures" / "make_pictures.py"), 0
    for size, scale, shade in product(("1366x768", "1920x1080"), ("1", "1.5"), ("light", "dark")):
        place = Path(out).absolute() / f"{size}-{round(float(scale) * 100)}-{shade}"
        how = ["--out", str(place), "--screen", size, "--scale", scale, "--shade", shade]
        status |= subprocess.run([str(PYTHON), "-X", "utf8", script, *how], cwd=ROOT, check=False).returncode
    return status


def package(out: str, python: str | None) -> int:
    """Build what Windows users get, and print as JSON what was made."""
    command = [str(PYTHON), "-m", "app.packaging.windows", "--out", str(Path(out).absolute())]
    given = ["--python", str(Path(python).absolute())] if python else []
    return subprocess.run([*command, *given], cwd=ROOT, check=False).returncode


def check_python() -> None:
    """Refuse any Python but a 64-bit 3.11: the lock and the Windows build are made for it."""
    wide = sys.maxsize > 2**32
    if sys.version_info[:2] == (3, 11) and wide:
        return
    here = "{}.{}.{}{}".format(*sys.version_info[:3], "" if wide else ", 32-bit")
    if WINDOWS:
        cure = "Install the 64-bit Python 3.11 for Windows, then run: py -3.11 dev.py demo"
    elif shutil.which("python3.11"):
        cure = "It is there under another name: run  python3.11 dev.py demo"
    else:
        cure = "Debian 12 has it as python3; elsewhere install Python 3.11, then run: python3.11 dev.py demo"
    raise SetupError(f"Beijian is built with Python 3.11 (64-bit); this is Python {here}.\n{cure}")


def missing_packages(command: str) -> list[str]:
    """Name the Debian packages that hold what a command lacks on this Linux machine."""
    packages: list[str] = []
    if not PYTHON.exists() and importlib.util.find_spec("ensurepip") is None:
        packages.append("python3.11-venv")
    if command == "package":
        if sys.platform != "linux":
            raise SetupError("The program for Windows is built on Linux (Debian 12), with tools that Debian has.")
        packages += [debian for tool, debian in PACKAGE_TOOLS.items() if shutil.which(tool) is None]
    if sys.platform == "linux" and command not in ("demo", "package"):
        wanted = QT_LIBRARIES | SCREEN_LIBRARIES if command == "window" else QT_LIBRARIES
        packages += [package for library, package in wanted.items() if not loads(library)]
        if command == "window" and not writes_chinese():
            packages.append(CHINESE_FONT)
    return packages


def writes_chinese() -> bool:
    """Tell whether this machine has a font for Chinese."""
    fonts = shutil.which("fc-list")
    if fonts is None:
        return False
    found = subprocess.run([fonts, ":lang=zh", "family"], capture_output=True, check=False)
    return bool(found.stdout.strip())


def loads(library: str) -> bool:
    """Tell whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_from_apt(packages: list[str]) -> None:
    """Install Debian packages as root, or say which command does."""
    if not packages:
        return
    names = " ".join(packages)
    apt = shutil.which("apt-get")
    if apt is None:
        raise SetupError(f"This machine lacks what Debian has in these packages; please install it: {names}")
    if not (hasattr(os, "geteuid") and os.geteuid() == 0):
        raise SetupError(f"Something is missing. Run this once, then try again:\n  sudo apt-get install -y {names}")
    say(f"Installing from Debian: {names}")
    install = [apt, "install", "-y", "-q", "--no-install-recommends", *packages]
    # A fresh machine has no package lists yet.
    if run(install, quiet=True) and (run([apt, "update", "-q"], quiet=True) or run(install)):
        raise SetupError(f"apt-get could not install: {names}\nThe lines above say why; then try again.")


def make_environment() -> None:
    """Bring .venv to what the lock and pyproject.toml say; costs nothing when it already is."""
    packages = fingerprint(LOCK)
    project = fingerprint(LOCK, PROJECT)
    if stamped(PACKAGES_STAMP, packages) and PYTHON.exists():
        if stamped(PROJECT_STAMP, project) and BEIJIAN.exists():
            return
    else:
        install_packages()
        PACKAGES_STAMP.write_text(packages, encoding="utf-8")
    install_project()
    PROJECT_STAMP.write_text(project, encoding="utf-8")


def install_packages() -> None:
    """Make .venv anew with exactly what the lock names, every file checked against its hash."""
    say("Making .venv from requirements.lock. This is done once and takes a few minutes.")
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
    except OSError as error:
        raise SetupError(f"{VENV} cannot be removed ({error}).\nClose what runs from it, then try again.") from error
    if run([sys.executable, "-m", "venv", str(VENV)]):
        raise SetupError(f"Python could not make {VENV}; the lines above say why.")
    locked = ["--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(LOCK)]
    if pip(*locked):
        raise SetupError(
            "The packages could not be installed; the lines above say why.\n"
            "Usual reasons: no way to a package index (set PIP_INDEX_URL to the one you use), or a full disk.\n"
            "Run the same command again to start over."
        )


def install_project() -> None:
    """Put the commands of this folder into .venv; the code itself is used where it lies."""
    if pip("--no-deps", "--no-build-isolation", "-e", str(ROOT)):
        raise SetupError("The program itself could not be installed; the lines above say why.")


def pip(*arguments: str) -> int:
    """Run `pip install` in .venv, talkative only on a terminal."""
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    return run([str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *quiet, *arguments])


def fingerprint(*files: Path) -> str:
    """Return a hash of the files, this Python and this folder, which .venv's scripts name."""
    state = hashlib.sha256(f"{sys.version}\n{sys.base_prefix}\n{ROOT}\n".encode())
    for file in files:
        state.update(file.read_bytes())
    return state.hexdigest()


def stamped(stamp: Path, value: str) -> bool:
    """Tell whether a stamp holds a value."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == value


def run(command: list[str], *, quiet: bool = False) -> int:
    """Run a command with its output on stderr, or nowhere if quiet, and return its exit status."""
    output = subprocess.DEVNULL if quiet else sys.stderr
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, cwd=ROOT, env=environment, stdout=output, stderr=output, check=False).returncode


def say(text: str) -> None:
    """Tell the user something."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
