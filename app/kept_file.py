"""A small file in the user's folder that people can read: written whole or not at all, harmless when damaged."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def load(path: Path, parse: Callable[[dict[str, object]], T], nothing: T) -> T:
    """Return what a TOML file says; `nothing` where there is none, or it cannot be read.

    `parse` raises `ValueError` for what the program did not write; such a file is kept beside as `*.damaged.toml`.
    """
    import tomllib

    try:
        with path.open("rb") as file:
            return parse(tomllib.load(file))
    except OSError:
        return nothing
    except ValueError:  # no TOML, no UTF-8, or not what we write
        with suppress(OSError):
            path.replace(path.with_name(f"{path.stem}.damaged{path.suffix}"))
        return nothing


def save(path: Path, text: str) -> None:
    """Write a file beside its place, then into it; raise `OSError` if the disk refuses."""
    from evidence.store.disk import replace

    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(text.encode("utf-8", "replace"))
        replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def quoted(text: str) -> str:
    """Return a TOML string: what JSON writes, and an escape that JSON does not ask for."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
