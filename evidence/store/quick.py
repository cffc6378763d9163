"""Frozen values made by the ten thousand: each is filled without its lock, then locked; five times as fast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")


def quick(kind: Callable[P, T]) -> Callable[P, T]:
    """Return what makes the same values as a frozen, slotted dataclass; all its fields must be given, in order.

    A frozen dataclass sets each field by a call of a function. A class with the same slots that is not frozen has the
    same layout in memory, so that its values may become values of the other. Raises `TypeError` for a class that checks
    what it is made of, or takes some of it by name only: of both nothing would come to pass here.
    """
    known = fields(cast("type", kind))
    if hasattr(kind, "__post_init__") or any(field.kw_only for field in known):
        raise TypeError(kind)
    names = tuple(field.name for field in known)
    filled = "".join(f"    self.{name} = {name}\n" for name in names)
    made: dict[str, Any] = {"__slots__": names}
    # As dataclasses write theirs. The lock is the last line: a function around it would cost as much again.
    exec(f"def __init__(self, {', '.join(names)}, /):\n{filled}    self.__class__ = _kind\n", {"_kind": kind}, made)  # noqa: S102 — of names in our own code
    return cast("Callable[P, T]", type("Unlocked", (), made))
