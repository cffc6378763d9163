"""Chooses the command line or the window; nothing else imports both."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main() -> int:
    """Run the program with the arguments it was started with; return its exit status."""
    project = _dropped_project(sys.argv[1:])
    if (len(sys.argv) > 1 and project is None) or not _has_screen():
        from app import cli

        return cli.run(sys.argv[1:])
    gc.disable()  # what is loaded stays; `window` looks for garbage again when it stands
    from app import window

    return window.run(project)


def _dropped_project(arguments: list[str]) -> Path | None:
    """Return the project that was dropped on the program's icon: Windows gives it as the one argument."""
    if len(arguments) == 1 and Path(arguments[0], "dossier.sqlite").is_file():
        return Path(arguments[0])
    return None


def _has_screen() -> bool:
    return sys.platform != "linux" or any(name in os.environ for name in _SCREENS)


if __name__ == "__main__":
    sys.exit(main())
