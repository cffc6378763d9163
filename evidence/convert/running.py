"""A program of others, run until it ends, is stopped or takes too long; nothing that it started outlives it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum

from evidence.errors import CancelledError

_PATIENCE_S = 0.1  # between two looks at how it goes on


class Ended(StrEnum):
    """How a program ended."""

    WELL = "well"
    BADLY = "badly"  # crashed, could not be started, or said that it failed
    LATE = "late"  # it took too long and was killed


def run(command: Sequence[str], limit_s: float, cancelled: Callable[[], bool], steps: Callable[[], int]) -> Ended:
    """Run a program; `limit_s` is how long it may take for the next of its `steps`, which is asked now and then.

    Raises `CancelledError` once `cancelled` says so. However this returns, the program and its children are gone.
    """
    try:
        process = _start(command)
    except OSError:
        return Ended.BADLY
    try:
        return _watch(process, limit_s, cancelled, steps)
    finally:
        _kill(process)


def _watch(
    process: subprocess.Popen[bytes], limit_s: float, cancelled: Callable[[], bool], steps: Callable[[], int]
) -> Ended:
    done, since = steps(), time.monotonic()
    while True:
        with suppress(subprocess.TimeoutExpired):
            return Ended.WELL if process.wait(_PATIENCE_S) == 0 else Ended.BADLY
        if cancelled():
            raise CancelledError
        now = steps()
        if now != done:
            done, since = now, time.monotonic()
        if time.monotonic() - since > limit_s:
            return Ended.LATE


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a program in a group of its own, on Windows without a window."""
    nothing = subprocess.DEVNULL
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        return subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, creationflags=flags)  # noqa: S603
    return subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True)  # noqa: S603


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a program with all that it started, also what is left of it when it has ended itself."""
    if sys.platform == "win32":
        if process.poll() is None:
            tree = ["taskkill", "/PID", str(process.pid), "/T", "/F"]
            subprocess.run(tree, capture_output=True, check=False, creationflags=subprocess.CREATE_NO_WINDOW)  # noqa: S603
            process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
