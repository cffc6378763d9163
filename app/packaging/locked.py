"""Which packages of the lock the program runs on, and their wheels for Windows."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from app.packaging import BuildError

_WINDOWS = {
    **{name: str(value) for name, value in default_environment().items()},
    "os_name": "nt",
    "sys_platform": "win32",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "extra": "",
}
_WHEELS = ["--platform", "win_amd64", "--python-version", "311", "--only-binary=:all:", "--no-deps", "--require-hashes"]


def needed(asked: list[str]) -> set[str]:
    """Return the names of all packages that the asked ones run on under Windows, their own included."""
    found: set[str] = set()
    waiting = [Requirement(text) for text in asked]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name not in found and (requirement.marker is None or requirement.marker.evaluate(_WINDOWS)):
            found.add(name)
            # One that is for Windows alone is not installed here; the few there are need nothing.
            with suppress(PackageNotFoundError):
                waiting += [Requirement(text) for text in distribution(name).requires or []]
    return found


def asked_by(project: Path) -> list[str]:
    """Return what a pyproject.toml asks for to run."""
    return tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"]


def entries(lock: Path, names: set[str]) -> str:
    """Return the lock's entries for these packages; raise `BuildError` if it lacks one."""
    by_name: dict[str, str] = {
        canonicalize_name(entry.partition("==")[0]): entry
        for entry in re.split(r"^(?=\w)", lock.read_text("utf-8"), flags=re.MULTILINE)
    }
    if lacking := names - by_name.keys():
        raise BuildError(f"{lock.name} lacks {', '.join(sorted(lacking))}")
    return "".join(by_name[name] for name in sorted(names))


def install(lock: Path, names: set[str], target: Path) -> None:
    """Put the Windows wheels of these packages into `target`, every file checked against the lock's hash."""
    wanted = target.with_name(f"{target.name}.lock")
    wanted.write_text(entries(lock, names), "utf-8")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-compile",
        "--disable-pip-version-check",
        "--no-input",
    ]
    if subprocess.run([*pip, "--target", str(target), *_WHEELS, "-r", str(wanted)], check=False).returncode:
        raise BuildError("The packages for Windows could not be had; the lines above say why.")
    wanted.unlink()
