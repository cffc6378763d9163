"""What a bench measures: figures with their limits, and how time and memory are taken."""

from __future__ import annotations

import gc
import multiprocessing
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import ParamSpec

MB = 1_000_000
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; `limit` is the most it may be, or the least where `at_least`; None: shown for comparison."""

    name: str
    measured: float
    unit: str  # s, MB or × (how many times as much)
    limit: float | None = None
    at_least: bool = False

    @property
    def kept(self) -> bool | None:
        """Whether the limit is kept; None where there is none."""
        if self.limit is None:
            return None
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit


def cpu_s(work: Callable[[], object], runs: int = 1) -> float:
    """Return the least processor time that `work` takes, of all threads, in so many runs."""
    return _least(work, runs, time.process_time)


def wall_s(work: Callable[[], object], runs: int = 1) -> float:
    """Return the least time by the clock that `work` takes in so many runs."""
    return _least(work, runs, time.perf_counter)


def p95(values: Sequence[float]) -> float:
    """Return what 95 of a hundred values do not exceed."""
    return sorted(values)[max(0, round(len(values) * 0.95) - 1)]


def _least(work: Callable[[], object], runs: int, clock: Callable[[], float]) -> float:
    taken: list[float] = []
    for _ in range(runs):
        gc.collect()
        start = clock()
        work()
        taken.append(clock() - start)
    return min(taken)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run in a process of its own took."""

    wall_s: float
    cpu_s: float
    peak_mb: float  # resident memory of the process, Python and libraries included


def in_child(prepare: Callable[P, Callable[[], object]], /, *arguments: P.args, **named: P.kwargs) -> Run:
    """Measure what `prepare`, a function of a module, returns: in a fresh process, the preparation not timed."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(theirs, prepare, arguments, named))
    process.start()
    theirs.close()
    try:
        run: Run = ours.recv()
    finally:
        process.join()
    return run


def _child(
    pipe: Connection,
    prepare: Callable[..., Callable[[], object]],
    arguments: tuple[object, ...],
    named: dict[str, object],
) -> None:
    work = prepare(*arguments, **named)
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    pipe.send(Run(time.perf_counter() - wall, time.process_time() - cpu, peak_mb()))


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Memory(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS."""

        _fields_ = (
            ("cb", wintypes.DWORD),
            ("faults", wintypes.DWORD),
            ("peak", ctypes.c_size_t),
            ("others", ctypes.c_size_t * 7),
        )

    def _peak_on_windows_mb() -> float:
        memory = _Memory(cb=ctypes.sizeof(_Memory))
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.K32GetProcessMemoryInfo.argtypes = (wintypes.HANDLE, ctypes.POINTER(_Memory), wintypes.DWORD)
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        if not kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(memory), memory.cb):
            raise ctypes.WinError(ctypes.get_last_error())
        return memory.peak / MB


def peak_mb() -> float:
    """Return the most memory that this process has held."""
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss of a child begins with what its parent held
        (line,) = [line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) * 1024 / MB
    if sys.platform == "win32":
        return _peak_on_windows_mb()
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
