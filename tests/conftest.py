"""What every test may ask for: the folder of the project and the list of its files."""

from __future__ import annotations

import os
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
from hypothesis import settings

# Before Qt is loaded: tests need no screen. Windows always has one, and Qt finds no fonts there without it.
if sys.platform != "win32":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Shared machines stutter: a slow example is no fault. In CI the same examples every time.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def tree() -> tuple[str, ...]:
    """Every file of the project, relative to its root with `/`, but for what .gitignore names."""
    return tuple(sorted(_files(_ignored())))


def _ignored() -> tuple[str, ...]:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    return (".git", *(line.strip().rstrip("/") for line in lines if line.strip() and not line.startswith("#")))


def _files(ignored: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for folder, folders, names in os.walk(ROOT):
        here = Path(folder).relative_to(ROOT).as_posix()
        prefix = "" if here == "." else f"{here}/"
        folders[:] = [name for name in folders if not _matches(prefix + name, ignored)]
        found += [prefix + name for name in names if not _matches(prefix + name, ignored)]
    return found


def _matches(path: str, ignored: tuple[str, ...]) -> bool:
    """Tell whether a pattern of .gitignore names `path`: `/x` at the root only, `x` everywhere."""
    name = path.rpartition("/")[2]
    return any(path == p[1:] if p.startswith("/") else fnmatch(name, p) for p in ignored)
