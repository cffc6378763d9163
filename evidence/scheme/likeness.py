"""How alike the words of two criteria are, and which of many are worth comparing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from evidence.model import Criterion
from evidence.scheme.text import fold

Grams = frozenset[tuple[str, int]]  # a pair of neighbouring characters, and which of its kind it is in the text

_LOOKED_UP = 600  # entries of the index read for one text, the rarest pairs first
_MOST = 12  # texts compared closely with one


def grams(text: str) -> Grams:
    """Return the pairs of neighbouring characters; width and white space of the text do not matter."""
    folded = fold(text)
    if len(folded) == 1:
        return frozenset({(folded, 0)})
    seen: Counter[str] = Counter()
    found: list[tuple[str, int]] = []
    for at in range(len(folded) - 1):
        pair = folded[at : at + 2]
        found.append((pair, seen[pair]))
        seen[pair] += 1
    return frozenset(found)


class Words:
    """What a criterion says, folded for comparing."""

    def __init__(self, criterion: Criterion) -> None:
        """Take the title and the text together: tables differ in what they call a title."""
        self.folded = fold(f"{criterion.title or ''}{criterion.text or ''}")

    @cached_property
    def grams(self) -> Grams:
        """The pairs of neighbouring characters."""
        return grams(self.folded)


def likeness(one: Grams, other: Grams) -> float:
    """Return what two texts share, 0–1 (Dice); two empty ones are alike."""
    size = len(one) + len(other)
    return 2 * len(one & other) / size if size else 1.0


def covered(part: Grams, whole: Grams) -> float:
    """Return which share (0–1) of a text is in another; an empty one is in none."""
    return len(part & whole) / len(part) if part else 0.0


class Candidates:
    """Finds, among many texts, the few that share the most and the rarest pairs with one."""

    def __init__(self, texts: Iterable[Grams]) -> None:
        """Index the texts, which are known by their number from here on."""
        self._where: dict[tuple[str, int], list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            for gram in text:
                self._where[gram].append(number)

    def of(self, text: Grams) -> Sequence[int]:
        """Return the numbers of the texts that are worth a close look, the most promising first."""
        shared: Counter[int] = Counter()
        left = _LOOKED_UP
        for where in sorted((self._where[gram] for gram in text if gram in self._where), key=len):
            if len(where) > left and shared:
                break
            shared.update(where)
            left -= len(where)
        return [number for number, _ in shared.most_common(_MOST)]
