"""Chooses the command line or the window; nothing else imports both."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program with the arguments it was started with; return its exit status."""
    from app.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
