"""What is kept of trouble, so that it can be mended: a report of each crash, and a log where there is no console."""

from __future__ import annotations

import faulthandler
import platform
import secrets
import sys
import traceback
from contextlib import suppress
from datetime import datetime

from app.paths import log_folder
from app.program import NAME, version

_LOG_LIMIT_BYTES = 1_000_000


def keep_crash(error: Exception) -> str:
    """Write a crash report file and return the sentence that names it."""
    moment = datetime.now().astimezone()
    lines = [f"{NAME} {version()}", platform.platform(), moment.isoformat(), ""]
    report = "\n".join([*lines, *traceback.format_exception(error)])
    try:
        folder = log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"crash-{moment:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}.txt"
        path.write_text(report, "utf-8", "backslashreplace")
    except OSError:
        return f"程序出错，没有完成这项工作；已登记的内容没有损失。\n{report}"
    return f"程序出错，没有完成这项工作；已登记的内容没有损失。请把这个文件交给维护人员：{path}"


def last_lines(count: int) -> list[str]:
    """Return the last lines of the log, and of the last crash report; none where nothing was kept."""
    folder = log_folder()
    found: list[str] = []
    for path in (folder / f"{NAME}.log", *sorted(folder.glob("crash-*.txt"))[-1:]):
        with suppress(OSError):
            found += path.read_text("utf-8", "replace").splitlines()[-count:]
    return found


def keep_log() -> None:
    """Where there is no console, write what would go there into a log, and where the program stands if it is torn down.

    The log before is kept once. A disk that refuses costs the log, no more.
    """
    if sys.stderr is not None:  # pyright: ignore[reportUnnecessaryComparison] - a windowed program has none
        return
    with suppress(OSError):
        path = log_folder() / f"{NAME}.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):  # none is there, or another window writes to it
            if path.stat().st_size > _LOG_LIMIT_BYTES:
                path.replace(path.with_suffix(".log.1"))
        log = path.open("a", encoding="utf-8", errors="backslashreplace", buffering=1)
        sys.stdout = sys.stderr = log
        print(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {NAME} {version()}", file=log)
        faulthandler.enable(log)
