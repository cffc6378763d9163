"""Which converters are on the PC: looked for when somebody asks for pages, never needed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from evidence.convert.converter import Converter
from evidence.convert.libre_office import named

_PROGRAM = Path(__file__).resolve().parents[2]  # our own folder
_PORTABLE = ("LibreOffice*/program", "LibreOfficePortable*/App/libreoffice/program")  # in or beside it
_ON_LINUX = ("/usr/lib/libreoffice/program", "/usr/lib64/libreoffice/program", "/opt/libreoffice*/program")
_ON_MAC = ("/Applications/LibreOffice.app/Contents/MacOS",)


def converters() -> tuple[Converter, ...]:
    """Return the converters that are there, the best first."""
    program = next(_office_programs(), None)
    return () if program is None else (named(program),)


def _office_programs() -> Iterator[Path]:
    """Yield where LibreOffice is: one that lies beside our program goes before one that is installed."""
    for folder in (_PROGRAM, _PROGRAM.parent):
        yield from _in_folders(folder, _PORTABLE)
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            yield Path(found)
    if sys.platform == "win32":
        for variable, below in (("PROGRAMFILES", ""), ("PROGRAMFILES(X86)", ""), ("LOCALAPPDATA", "Programs/")):
            if root := os.environ.get(variable):
                yield from _in_folders(Path(root), (f"{below}LibreOffice*/program",))
    else:
        for pattern in (*_ON_LINUX, *_ON_MAC):
            yield from _in_folders(Path("/"), (pattern.removeprefix("/"),))


def _in_folders(root: Path, patterns: tuple[str, ...]) -> Iterator[Path]:
    names = ("soffice.com", "soffice.exe") if sys.platform == "win32" else ("soffice",)
    for pattern in patterns:
        for folder in sorted(root.glob(pattern), reverse=True):  # the newest version first
            yield from (folder / name for name in names if (folder / name).is_file())
