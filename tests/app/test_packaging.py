"""What the payload for Windows is made of; that it runs is tried under Wine by `tests/windows/prove.sh`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.packaging import BuildError, locked, runtime

REGISTERED = re.compile(r"^  ([a-z][\w-]+) +\S+ +", flags=re.MULTILINE)


def test_what_ships_is_what_the_notice_says_the_program_runs_on(root: Path) -> None:
    notice = (root / "NOTICE").read_text("utf-8")
    ships = notice.partition("\n1. ")[2].partition("\n2. ")[0]
    assert locked.needed(locked.asked_by(root / "pyproject.toml")) == set(REGISTERED.findall(ships))


def test_what_is_installed_has_the_locks_hashes(root: Path) -> None:
    text = locked.entries(root / "requirements.lock", {"lxml", "pillow"})
    assert re.findall(r"^(\w+)==", text, flags=re.MULTILINE) == ["lxml", "pillow"]
    assert text.count("--hash=sha256:") > 20


def test_a_package_that_the_lock_lacks_stops_the_build(root: Path) -> None:
    with pytest.raises(BuildError, match="left-pad"):
        locked.entries(root / "requirements.lock", {"lxml", "left-pad"})


def test_a_python_that_is_not_the_one_that_was_checked_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "python.zip").write_bytes(b"something else")
    with pytest.raises(BuildError, match="sha256"):
        runtime.unpack(tmp_path, tmp_path, tmp_path / "python.zip")
