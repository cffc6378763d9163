"""Builds the program for Windows on Debian: a folder that runs from wherever it is put, and a zip of it."""

from __future__ import annotations

import argparse
import compileall
import hashlib
import json
import py_compile
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from app.packaging import BuildError, locked, runtime
from app.packaging.trim import trim
from app.paths import PORTABLE

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = Path(__file__).resolve().parent
PROGRAM = "备检"
_LAUNCHERS = {f"{PROGRAM}.exe": ["-mwindows", "-DWINDOWED"], "beijian.exe": []}
_COMPILER = ("-municode", "-O2", "-s", "-Wl,--no-insert-timestamp", "-Wall", "-Wextra", "-Werror")
_SHIPPED = ("app", "ui", "evidence", "pyproject.toml", "README.md", "LICENSE", "NOTICE")
_QT_LICENCES = ("LGPL-3", "GPL-3")  # which Qt's wheels do not hold; Debian has them
# Where Python looks, in order: its own library, itself, the program, the packages. Nothing of the machine's.
_SEARCH_PATH = "python311.zip\r\n.\r\n..\\program\r\n..\\lib\r\nimport site\r\n"
_MB = 1e6

T = TypeVar("T")


def main() -> int:
    """Build, and print as JSON where it is, how large, and how long each step took."""
    parser = argparse.ArgumentParser(prog="dev.py package")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--python", type=Path)
    options = parser.parse_args()
    try:
        made = build(options.out, options.python)
    except (BuildError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(made, ensure_ascii=False, indent=1))
    return 0


def build(out: Path, official: Path | None) -> dict[str, object]:
    """Build the folder and the zip in `out`; raise `BuildError` if anything is not as it should be."""
    folder = out / f"{PROGRAM}-{_version()}"
    if folder.exists():
        shutil.rmtree(folder)
    for name in ("runtime", "lib", "program", PORTABLE):
        (folder / name).mkdir(parents=True)
    timed = _Timed()
    signatures = timed("python", lambda: runtime.unpack(folder / "runtime", out / "downloads", official))
    (folder / "runtime" / "python311._pth").write_bytes(_SEARCH_PATH.encode())
    names = locked.needed(locked.asked_by(ROOT / "pyproject.toml"))
    timed("packages", lambda: locked.install(ROOT / "requirements.lock", names, folder / "lib"))
    timed("trim", lambda: trim(folder / "lib", folder / "runtime", _qt_modules()))
    timed("program", lambda: _add_program(folder))
    timed("compile", lambda: _compile(folder))
    timed("launchers", lambda: _make_launchers(folder))
    archive = out / f"{PROGRAM}-{_version()}-win64.zip"
    timed("zip", lambda: _zip(folder, archive))
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return {
        "folder": str(folder),
        "zip": str(archive),
        "folder_mb": round(size / _MB, 1),
        "zip_sha256": hashlib.sha256(archive.read_bytes()).hexdigest(),
        "zip_mb": round(archive.stat().st_size / _MB, 1),
        "packages": sorted(names),
        "signatures": signatures,
        "seconds": timed.seconds,
    }


class _Timed:
    """Runs steps and keeps how long each took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def __call__(self, name: str, step: Callable[[], T]) -> T:
        print(f"{name} …", file=sys.stderr, flush=True)
        began = time.monotonic()
        result = step()
        self.seconds[name] = round(time.monotonic() - began, 1)
        return result


def _version() -> str:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def _qt_modules() -> set[str]:
    """Return which modules of PySide6 our own code imports."""
    sources = [path.read_text("utf-8") for package in ("app", "ui") for path in (ROOT / package).rglob("*.py")]
    return {
        name for source in sources for name in re.findall(r"^\s*from PySide6\.(\w+) import", source, flags=re.MULTILINE)
    }


def _add_program(folder: Path) -> None:
    """Add our own packages with their metadata, the templates, and what a user reads."""
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        for name in _SHIPPED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, tree / name, ignore=_not_shipped)
            else:
                shutil.copyfile(ROOT / name, tree / name)
        pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
        if subprocess.run([*pip, "--no-build-isolation", "-w", scratch, str(tree)], check=False).returncode:
            raise BuildError("The program's own wheel could not be made; the lines above say why.")
        with zipfile.ZipFile(next(Path(scratch).glob("*.whl"))) as wheel:
            wheel.extractall(folder / "program")
    shutil.copytree(ROOT / "templates", folder / "program" / "templates")
    (folder / "licences").mkdir()
    for name in _QT_LICENCES:
        shutil.copyfile(Path("/usr/share/common-licenses") / name, folder / "licences" / f"{name}.txt")
    for name in ("LICENSE", "NOTICE"):
        shutil.copyfile(ROOT / name, folder / name)
    for name, text in (("使用说明.txt", HERE / "使用说明.txt"), (f"{PORTABLE}/说明.txt", HERE / "settings.txt")):
        (folder / name).write_bytes(_for_notepad(text))


def _not_shipped(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name == "__pycache__" or Path(folder, name) == HERE}


def _for_notepad(text: Path) -> bytes:
    """Return a text as every Windows editor shows it right: with a mark of UTF-8 and its own line ends."""
    return text.read_text("utf-8").replace("\n", "\r\n").encode("utf-8-sig")


def _compile(folder: Path) -> None:
    """Compile all modules, compared with their source by its hash if at all: a zip keeps no exact times."""
    for part, mode in (
        ("program", py_compile.PycInvalidationMode.UNCHECKED_HASH),
        ("lib", py_compile.PycInvalidationMode.CHECKED_HASH),  # whose licences let users put in a changed one
    ):
        compileall.compile_dir(folder / part, quiet=1, force=True, invalidation_mode=mode, stripdir=str(folder))


def _make_launchers(folder: Path) -> None:
    """Compile the launcher twice, each with icon, version and manifest."""
    with tempfile.TemporaryDirectory() as scratch:
        for name, flags in _LAUNCHERS.items():
            resources = Path(scratch) / "resources.o"
            numbers = ",".join([*_version().split("."), "0"])
            _run(
                "windres",
                f"-DVERSION={_version()}",
                f"-DNUMBERS={numbers}",
                f"-DFILE={name}",
                HERE / "launcher.rc",
                resources,
            )
            sources = [HERE / "launcher.c", resources]
            _run("gcc", *_COMPILER, *flags, *sources, "-o", folder / name)


def _run(tool: str, *arguments: object) -> None:
    command = [f"x86_64-w64-mingw32-{tool}", *map(str, arguments)]
    if subprocess.run(command, check=False).returncode:
        raise BuildError(f"{command[0]} failed; the lines above say why.")


def _zip(folder: Path, archive: Path) -> None:
    """Pack the folder into one zip, in order and with the date of nobody's clock."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix())
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, path.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
