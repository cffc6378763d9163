"""What is kept of a crash, so that it can be mended."""

from __future__ import annotations

import platform
import secrets
import traceback
from datetime import datetime
from pathlib import Path

from platformdirs import user_log_path

from app.program import version


def keep_crash(error: Exception) -> str:
    """Write a crash report file and return the sentence that names it."""
    moment = datetime.now().astimezone()
    lines = [f"beijian {version()}", platform.platform(), moment.isoformat(), ""]
    report = "\n".join([*lines, *traceback.format_exception(error)])
    try:
        folder = user_log_path("beijian", appauthor=False, ensure_exists=True)
        path = Path(folder) / f"crash-{moment:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}.txt"
        path.write_text(report, "utf-8", "backslashreplace")
    except OSError:
        return f"程序出错，没有完成这项工作；已登记的内容没有损失。\n{report}"
    return f"程序出错，没有完成这项工作；已登记的内容没有损失。请把这个文件交给维护人员：{path}"
