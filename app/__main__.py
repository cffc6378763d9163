"""Chooses the command line or the window; nothing else imports both."""

from __future__ import annotations

import gc
import os
import sys

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main() -> int:
    """Run the program with the arguments it was started with; return its exit status."""
    if len(sys.argv) > 1 or not _has_screen():
        from app import cli

        return cli.run(sys.argv[1:])
    gc.disable()  # what is loaded stays; `window` looks for garbage again when it stands
    from app import window

    return window.run()


def _has_screen() -> bool:
    return sys.platform != "linux" or any(name in os.environ for name in _SCREENS)


if __name__ == "__main__":
    sys.exit(main())
