"""Values that are made quickly are those that their class makes; what the quick way cannot do is refused."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field

import pytest

from evidence.store.quick import quick


@dataclass(frozen=True, slots=True)
class Pair:
    left: int
    right: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    left: int

    def __post_init__(self) -> None:
        assert self.left > 0


@dataclass(frozen=True, slots=True)
class ByName:
    left: int
    right: str = field(default="", kw_only=True)


def test_it_makes_the_same_values_and_locks_them() -> None:
    made = quick(Pair)(1, "b")
    assert (made, hash(made), type(made)) == (Pair(1, "b"), hash(Pair(1, "b")), Pair)
    with pytest.raises(FrozenInstanceError):
        made.left = 2  # pyright: ignore[reportAttributeAccessIssue]


def test_values_by_name_and_missing_ones_are_refused() -> None:
    make = quick(Pair)
    with pytest.raises(TypeError):
        make(1, "b", right="c")  # pyright: ignore[reportCallIssue]
    with pytest.raises(TypeError):
        make(1, right="c")
    with pytest.raises(TypeError):
        make(1)


@pytest.mark.parametrize("kind", [Checked, ByName])
def test_a_class_that_does_more_than_take_values_in_order_is_refused(kind: type[object]) -> None:
    with pytest.raises(TypeError):
        quick(kind)
