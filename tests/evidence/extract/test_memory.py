"""A worker has a limit of memory: what asks for more gets an error, not the memory of the whole PC."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
from evidence.extract.memory import limit_memory

assert limit_memory(int({limit}))
try:
    held = bytearray({wanted})
except MemoryError:
    print("refused")
else:
    print("given", len(held))
"""


def keeps_no_limits() -> bool:
    """Tell whether this is Wine, which takes a limit of memory and does nothing about it."""
    if sys.platform != "win32":
        return False
    import ctypes

    return hasattr(ctypes.windll.ntdll, "wine_get_version")


KEPT = pytest.mark.skipif(keeps_no_limits(), reason="Wine takes the limit and does not keep it")


def said(script: str, root: Path) -> str:
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip()


@KEPT
def test_more_than_the_limit_is_refused(root: Path) -> None:
    assert said(SCRIPT.format(limit=1 << 30, wanted=2 << 30), root) == "refused"


def test_less_than_the_limit_is_given(root: Path) -> None:
    assert said(SCRIPT.format(limit=2 << 30, wanted=1 << 20), root) == f"given {1 << 20}"


@KEPT
@pytest.mark.skipif(sys.platform != "win32", reason="other systems count address space")
def test_the_limit_holds_inside_the_job_that_the_program_itself_may_run_in(root: Path) -> None:
    nested = f"from evidence.extract.memory import limit_memory\nassert limit_memory(2 << 30)\n{SCRIPT}"
    assert said(nested.format(limit=1 << 30, wanted=3 << 29), root) == "refused"
