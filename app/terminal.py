"""A progress bar on a terminal; silent elsewhere."""

from __future__ import annotations

import sys
import unicodedata

from evidence import wording

_WIDTH = 24


class TerminalProgress:
    """Draws one bar on stderr if it is a terminal; never cancels (Ctrl+C does)."""

    def __init__(self) -> None:
        """Look once whether anybody sees it."""
        self._seen = sys.stderr is not None and sys.stderr.isatty()
        self._drawn = 0  # columns of the bar that is there

    def advanced(self, task: str, done: int, total: int) -> None:
        """Draw how far a task has come; the finished bar is wiped."""
        if not self._seen or not total:
            return
        filled = _WIDTH * done // total
        bar = f"{wording.TASKS[task]} [{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{total}" if done < total else ""
        # Blanks over what is left of the last bar: an old console prints escape sequences as they are.
        columns = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in bar)
        blanks = " " * (self._drawn - columns)
        print(f"\r{bar}{blanks}{'' if bar else chr(13)}", end="", file=sys.stderr, flush=True)
        self._drawn = columns

    def cancelled(self) -> bool:
        """Never ask to stop."""
        return False
