"""Chooses the command line or the window; nothing else imports both."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


# How the launcher without a console says that it is the one; then come the files that were dropped on its icon.
_WINDOWED = "--window"


def main() -> int:
    """Run the program with the arguments it was started with; return its exit status."""
    arguments = sys.argv[1:]
    if arguments[:1] == [_WINDOWED]:
        return _show([Path(argument) for argument in arguments[1:]])
    if arguments or not _has_screen():
        from app import cli

        return cli.run(arguments)
    return _show([])


def _show(dropped: list[Path]) -> int:
    """Show the window; what keeps it from standing is kept as a crash report, since nobody sees it otherwise."""
    from app import diagnostics

    diagnostics.keep_log()
    gc.disable()  # what is loaded stays; `window` looks for garbage again when it stands
    try:
        from app import window

        return window.run(dropped)
    except Exception as error:
        diagnostics.keep_crash(error)
        raise


def _has_screen() -> bool:
    return sys.platform != "linux" or any(name in os.environ for name in _SCREENS)


if __name__ == "__main__":
    sys.exit(main())
