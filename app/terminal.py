"""A progress bar on a terminal; silent elsewhere."""

from __future__ import annotations

import sys

from evidence import wording

_WIDTH = 24


class TerminalProgress:
    """Draws one bar on stderr if it is a terminal; never cancels (Ctrl+C does)."""

    def __init__(self) -> None:
        """Look once whether anybody sees it."""
        self._seen = sys.stderr is not None and sys.stderr.isatty()

    def advanced(self, task: str, done: int, total: int) -> None:
        """Draw how far a task has come; the finished bar is wiped."""
        if not self._seen or not total:
            return
        filled = _WIDTH * done // total
        bar = f"\r{wording.TASKS[task]} [{'█' * filled}{'·' * (_WIDTH - filled)}] {done}/{total}"
        print(f"{bar}\033[K" if done < total else "\r\033[K", end="", file=sys.stderr, flush=True)

    def cancelled(self) -> bool:
        """Never ask to stop."""
        return False
