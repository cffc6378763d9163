"""What the program relies on of its records."""

from __future__ import annotations

import copy
import pickle
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace


class Counted(Struct, frozen=True, dict=True):
    """A record that remembers what it found out."""

    words: tuple[str, ...]

    @cached_property
    def longest(self) -> str:
        """The longest of the words."""
        return max(self.words, key=len)


def test_what_a_record_remembers_is_not_taken_over_by_another() -> None:
    one = Counted(("方案", "工作总结"))
    assert one.longest == "工作总结"
    others = [replace(one, words=("方案",)), copy.copy(one), pickle.loads(pickle.dumps(one))]  # noqa: S301 — our own
    assert [vars(other) for other in others] == [{}, {}, {}]
    assert [other.longest for other in others] == ["方案", "工作总结", "工作总结"]
